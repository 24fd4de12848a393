"""Minji takes editions out: to files, and to the next program."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from planner.itinerary.terms import Language
from tests.cli.visit import AS_JSON, KIM_JA, STAFF_KO, TRIP, titles
from tests.terminal import PLANNER, Said, Terminal, environment, fails, guide_trip


def test_the_schema_is_json(minji: Terminal) -> None:
    schema = minji.run("schema").json
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["schema", "trip", "delegation"]


def test_every_format_is_exported_to_a_file_or_to_the_next_program(imported: Terminal, tmp_path: Path) -> None:
    imported.run("publish", TRIP)
    ical = imported.run("export", TRIP, *KIM_JA, "--format", "ical").out
    assert titles(ical) == {"港湾局長との面談［仮定］"}
    page = imported.run("export", TRIP, *KIM_JA, "--format", "html").text
    assert page.lstrip().startswith("<!doctype html>")
    assert '<html lang="ja"' in page
    edition = imported.run("export", TRIP, *KIM_JA, "--format", "json").json
    assert (edition["audience"], edition["language"], edition["title"]["value"]) == (
        "delegate:kim",
        "ja",
        "港湾協力訪問",
    )
    file = tmp_path / "kim.pdf"
    assert imported.run("export", TRIP, *KIM_JA, "--format", "pdf", "-o", str(file)) == Said(0, b"", "")
    reader = PdfReader(file)
    assert reader.metadata is not None
    assert reader.metadata.title == "港湾協力訪問 行程表"


def test_the_draft_is_exported_before_the_first_publication_and_on_request(imported: Terminal, visit: Path) -> None:
    draft = imported.run("export", TRIP, *STAFF_KO, "--format", "json")
    assert draft.status == 0
    assert draft.err == "harbour-visit has not been published yet: this is the draft.\n"
    assert draft.json["title"]["value"] == "항만 협력 방문"
    imported.run("publish", TRIP)
    visit.write_text(guide_trip().replace("항만 협력 방문", "항만 방문"), encoding="utf-8")
    imported.run("import", str(visit), "--replace")
    published = imported.run("export", TRIP, *STAFF_KO, "--format", "json")
    assert (published.json["title"]["value"], published.err) == ("항만 협력 방문", "")
    working_copy = imported.run("export", TRIP, *STAFF_KO, "--format", "json", "--draft")
    assert (working_copy.json["title"]["value"], working_copy.err) == ("항만 방문", "")


def test_every_language_of_editions_can_be_asked_for(imported: Terminal) -> None:
    for language in Language:
        public = ("--audience", "public", "--language", language.value, "--format", "json")
        assert json.loads(imported.run("export", TRIP, *public).out)["language"] == language


# What is in the way of a file


NOT_WRITTEN = {
    "en": "%s cannot be written (%s).",
    "ko": "파일에 쓸 수 없습니다(%s, %s).",
    "ja": "ファイル%sに書き込めません（%s）。",
}


@pytest.mark.parametrize("language", NOT_WRITTEN)
def test_a_file_that_cannot_be_written_is_named(imported: Terminal, tmp_path: Path, visit: Path, language: str) -> None:
    imported.run("publish", TRIP)
    imported.set(LANGUAGE=language)
    for file, reason in (
        (tmp_path / "nowhere" / "kim.json", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (visit / "kim.json", "Not a directory"),
        (Path("/dev/full"), "No space left on device"),
    ):
        assert fails(imported.run(*AS_JSON, "-o", str(file)), NOT_WRITTEN[language] % (file, reason))


def test_half_a_file_never_takes_the_place_of_a_whole_one(
    imported: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported.run("publish", TRIP)
    folder = tmp_path / "out"
    folder.mkdir()
    file = folder / "trip.json"
    file.write_text("yesterday's", encoding="utf-8")

    def disk_is_full(_fresh: Path, _file: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(Path, "replace", disk_is_full)
        said = imported.run(*AS_JSON, "-o", str(file))
    assert fails(said, f"{file} cannot be written (No space left on device).")
    assert [each.name for each in folder.iterdir()] == ["trip.json"]
    assert file.read_text(encoding="utf-8") == "yesterday's"
    assert imported.run(*AS_JSON, "-o", str(file)) == Said(0, b"", "")
    assert file.read_bytes() == imported.run(*AS_JSON).out


def test_a_file_keeps_its_rights_and_its_name_elsewhere(imported: Terminal, tmp_path: Path) -> None:
    imported.run("publish", TRIP)
    file, link = tmp_path / "shared.json", tmp_path / "link.json"
    file.write_text("yesterday's", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    assert imported.run(*AS_JSON, "-o", str(link)) == Said(0, b"", "")
    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.read_bytes() == imported.run(*AS_JSON, "-o", "-").out


def test_a_reader_that_has_seen_enough_may_go(imported: Terminal, settings: dict[str, str]) -> None:
    imported.run("publish", TRIP)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([PLANNER, *AS_JSON], env=environment(**settings), stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_a_full_disk_behind_the_output_is_told(imported: Terminal, settings: dict[str, str]) -> None:
    imported.run("publish", TRIP)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([PLANNER, *AS_JSON], env=environment(**settings), stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (1, b"Error: No space left on device\n")
