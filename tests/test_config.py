"""The settings: what stands in for a missing one, and that a wrong one is refused by name."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.config import SETTINGS, Settings, SettingsError, from_environment

KEY = "0123456789abcdef0123456789abcdef"


def read(data: Path, **environ: str) -> Settings:
    return from_environment({"PLANNER_DATA": str(data), "PLANNER_SECRET_KEY": KEY} | environ)


def test_missing_and_empty_settings_have_defaults(tmp_path: Path) -> None:
    expected = Settings(tmp_path, f"sqlite:///{tmp_path}/planner.db", "http://127.0.0.1:8000", KEY)
    assert read(tmp_path) == expected
    assert read(tmp_path, PLANNER_DATABASE_URL="", PLANNER_BASE_URL="") == expected


def test_the_data_folder_is_made_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert read(folder).data == folder
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("postgresql://planner:p%40ss@db/trips", "postgresql+psycopg://planner:p%40ss@db/trips"),
        ("postgresql+psycopg://planner@/trips?host=/run/pg", "postgresql+psycopg://planner@/trips?host=/run/pg"),
        ("sqlite:////srv/planner/trips.db", "sqlite:////srv/planner/trips.db"),
    ],
)
def test_database_urls_name_the_driver(tmp_path: Path, given: str, kept: str) -> None:
    assert read(tmp_path, PLANNER_DATABASE_URL=given).database_url.replace("%2F", "/") == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://planner.example.org/", "https://planner.example.org"),
        ("http://LOCALHOST:8080", "http://localhost:8080"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_base_urls_lose_their_slash(tmp_path: Path, given: str, kept: str) -> None:
    assert read(tmp_path, PLANNER_BASE_URL=given).base_url == kept


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "PLANNER_DATABASE_URL",
            "mysql://root:hunter2@db/trips",
            "PLANNER_DATABASE_URL: databases of the kind mysql are not supported. "
            "Write sqlite:////folder/file.db or postgresql://user:password@host/name.",
        ),
        (
            "PLANNER_DATABASE_URL",
            "trips.db",
            "PLANNER_DATABASE_URL: this is not a database URL. "
            "Write sqlite:////folder/file.db or postgresql://user:password@host/name.",
        ),
        (
            "PLANNER_DATABASE_URL",
            "sqlite://",
            "PLANNER_DATABASE_URL: a database in memory is gone with its first connection. "
            "Write sqlite:////folder/file.db or postgresql://user:password@host/name.",
        ),
        (
            "PLANNER_BASE_URL",
            "planner.example.org",
            "PLANNER_BASE_URL: 'planner.example.org' is not the address of a whole site. "
            "Write http:// or https://, a host and, if needed, a port: https://planner.example.org",
        ),
        (
            "PLANNER_SECRET_KEY",
            "short",
            "PLANNER_SECRET_KEY: the key has 5 characters. "
            "Give it at least 32 random ones, or leave it out and the planner makes one.",
        ),
        (
            "PLANNER_DATA",
            "/proc/planner",
            "PLANNER_DATA: the folder /proc/planner cannot be made (No such file or directory). "
            "Name a folder that the planner may write to.",
        ),
    ],
)
def test_a_wrong_setting_is_refused_by_name(tmp_path: Path, name: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, **{name: value})
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "url",
    [
        "ftp://planner.example.org",
        "https://planner.example.org/trips",
        "https://planner.example.org?x=1",
        "https://planner.example.org/#top",
        "https://planner.example.org?",
        "https://user@planner.example.org",
        "https://planner.example.org:0",
        "https://planner.example.org:99999",
        "https://planner.example.org\\@evil.example",
        "https://planner .example.org",
        "https://planner.example.org\n",
        "https://",
        "https://[::1",
        "javascript:alert(1)",
    ],
)
def test_only_the_address_of_a_whole_site_is_a_base_url(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingsError, match=r"^PLANNER_BASE_URL: "):
        read(tmp_path, PLANNER_BASE_URL=url)


def test_no_message_and_no_trace_shows_a_password(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, PLANNER_DATABASE_URL="oracle://planner:hunter2@db/trips")
    assert "hunter2" not in str(refused.value)
    shown = repr(read(tmp_path, PLANNER_DATABASE_URL="postgresql://planner:hunter2@db/trips"))
    assert "hunter2" not in shown
    assert KEY not in shown


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = read(tmp_path, PLANNER_SECRET_KEY="")
    file = tmp_path / "secret.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text() == first.secret_key + "\n"
    assert len(first.secret_key) == 64
    assert read(tmp_path, PLANNER_SECRET_KEY="").secret_key == first.secret_key
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_key_file_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("cut\n")
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, PLANNER_SECRET_KEY="")
    assert str(refused.value) == (
        f"PLANNER_SECRET_KEY: the key in {tmp_path}/secret.key has 3 characters. "
        "Give it at least 32 random ones, or leave it out and the planner makes one."
    )


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    script = "from planner.config import from_environment; print(from_environment().secret_key)"

    def start(_number: int) -> str:
        environ = {"PLANNER_DATA": str(tmp_path)}
        return subprocess.run(
            [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True
        ).stdout

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(start, range(4)))
    assert len(keys) == 1


def test_each_setting_is_read_and_none_is_forgotten(tmp_path: Path) -> None:
    class Asked(dict[str, str]):
        def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
            names.append(name)
            return super().get(name, default)

    names: list[str] = []
    from_environment(Asked(PLANNER_DATA=str(tmp_path)))
    assert sorted(names) == sorted(setting.name for setting in SETTINGS)
