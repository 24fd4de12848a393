"""What is delivered: the wheel runs anywhere, and the sdist builds without node."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FONTS = ("BIZUDPGothic-Bold.ttf", "BIZUDPGothic-Regular.ttf", "PretendardGOV-Bold.otf", "PretendardGOV-Regular.otf")


def run(*words: str | Path, cwd: Path, **environ: str) -> str:
    done = subprocess.run(words, cwd=cwd, env=os.environ | environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel and an sdist of the checkout."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, "-t", "wheel", "-t", "sdist", cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files alone, as an installation has them."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(folder)
    return folder


def relative(folder: Path, pattern: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file()}


def test_the_wheel_holds_everything_that_the_program_reads(installed: Path) -> None:
    package = installed / "planner"
    for folder in ("templates", "migrations"):
        here = {name for name in relative(ROOT / folder, "*") if "__pycache__" not in name}
        assert relative(package / folder, "*") == here
    assert relative(package, "*.mo") == relative(ROOT / "planner", "*.mo")
    assert tuple(sorted(path.name for path in (package / "static/dist/fonts/pdf").iterdir())) == FONTS
    manifest = json.loads((package / "static/dist/manifest.json").read_text(encoding="utf-8"))
    assert {"fonts.css", "icons.svg"} <= set(manifest)
    for name in manifest.values():
        assert (package / "static/dist" / name).is_file()


def test_the_licences_travel_with_the_fonts_and_icons(installed: Path) -> None:
    licences = installed / "planner/static/dist/licences"
    first_lines = {path.name: path.read_text(encoding="utf-8").split("\n")[0] for path in licences.iterdir()}
    assert sorted(first_lines) == ["biz-udpgothic.txt", "lucide.txt", "pretendard-gov.txt"]
    assert first_lines["biz-udpgothic.txt"].startswith("Copyright 2022 The BIZ UDGothic Project Authors")
    assert first_lines["lucide.txt"] == "ISC License"
    assert first_lines["pretendard-gov.txt"].startswith("Copyright (c) 2021, Kil Hyung-jin")


def test_the_wheel_leaves_the_workshop_at_home(installed: Path) -> None:
    names = relative(installed, "*")
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"planner"}
    assert [name for name in names if name.endswith((".po", ".pot")) or "/frontend/" in name] == []


def test_the_installed_command_migrates_a_database_from_anywhere(installed: Path, tmp_path: Path) -> None:
    environ = {"PYTHONPATH": str(installed), "PLANNER_DATA": "", "LANGUAGE": "en"}
    for name in ("PLANNER_DATABASE_URL", "PLANNER_BASE_URL", "PLANNER_SECRET_KEY"):
        environ[name] = ""
    planner = (sys.executable, "-c", "import planner.cli; print(planner.cli.__file__); planner.cli.main()", "db")
    assert str(installed) in run(*planner, "upgrade", cwd=tmp_path, **environ)
    answer = run(*planner, "check", "--json", cwd=tmp_path, **environ).splitlines()[-1]
    assert json.loads(answer)["up_to_date"] is True
    assert sorted(path.name for path in (tmp_path / "var").iterdir()) == ["planner.db", "secret.key"]


def test_an_unpacked_sdist_needs_no_node(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        sdist.extractall(tmp_path, filter="data")
    source = next(tmp_path.iterdir())
    script = "import hatch_build; print(hatch_build.bundle_is_fresh())"
    assert run(sys.executable, "-c", script, cwd=source) == "True\n"
    for needed in ("run", "README.md", "tests/conftest.py", "requirements.lock", "tools/translations.py", ".ci/run"):
        assert (source / needed).is_file(), needed
    assert not list(source.glob("**/node_modules"))


def test_the_locks_name_no_machine_and_no_registry() -> None:
    for lock in (*ROOT.glob("*.lock"), ROOT / "package-lock.json", ROOT / "tests/package-lock.json"):
        text = lock.read_text(encoding="utf-8")
        hosts = [line for line in text.splitlines() if "://" in line and '"url"' not in line]
        assert hosts == [], lock.name
        assert "--find-links" not in text
        assert "index-url" not in text
