"""Minji reads trip files in: wholly or not at all, and never over what is saved unless she says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planner.intake import trip_file
from tests.cli.visit import STAFF_KO, TRIP
from tests.terminal import Said, Terminal, dump, fails, guide_trip, is_wrong_call


def test_a_file_is_read_once_and_then_it_is_there_already(imported: Terminal, visit: Path) -> None:
    said = imported.run("export", TRIP, *STAFF_KO, "--format", "trip")
    exported = trip_file.read(said.out, "exported.yaml")
    assert [item.id for item in exported.items] == ["talks", "dinner"]
    again = imported.run("import", str(visit))
    assert again == Said(0, b"harbour-visit is as in the file already.\n", "")
    # The file gives no identities: the second reading must not have made new ones.
    assert imported.run("export", TRIP, *STAFF_KO, "--format", "trip") == said


def test_another_program_pipes_a_file_in_and_reads_the_result(minji: Terminal, visit: Path) -> None:
    first = minji.run("import", "-", "--json", stdin=visit.read_bytes())
    assert (first.status, first.json) == (0, {"trip": TRIP, "created": True, "changed": True})
    again = minji.run("import", "-", "--json", stdin=visit.read_bytes())
    assert (again.status, again.json) == (0, {"trip": TRIP, "created": False, "changed": False})


def test_a_bad_file_is_refused_line_by_line_and_nothing_is_written(
    minji: Terminal, visit: Path, settings: dict[str, str]
) -> None:
    before = dump(settings["PLANNER_DATABASE_URL"])
    bad = guide_trip().replace("starts: 2026-05-12", "starts: 2026-05-32").replace("head}", "boss}")
    visit.write_text(bad, encoding="utf-8")
    told = [
        "5:3 trip.starts: There is no such day: 2026-05-32.",
        "16:21 delegation.members[0].role: This must be one of: head, deputy, member, attendant, interpreter.",
    ]
    assert fails(minji.run("import", str(visit)), "\n".join(f"{visit}:{error}" for error in told))
    piped = minji.run("import", "-", "--json", stdin=bad.encode())
    assert (piped.status, piped.err) == (1, "")
    assert piped.json == {"errors": [f"<stdin>:{error}" for error in told]}
    assert dump(settings["PLANNER_DATABASE_URL"]) == before


@pytest.mark.parametrize(
    ("language", "kinds"), [("en", ("Booth", "Meeting")), ("ko", ("부스", "면담")), ("ja", ("ブース", "面談"))]
)
def test_a_refusal_calls_kinds_by_their_names(
    minji: Terminal, visit: Path, language: str, kinds: tuple[str, str]
) -> None:
    minji.set(LANGUAGE=language)
    visit.write_text(
        guide_trip().replace("kind: meeting\n", "kind: meeting\n    booth: {number: '12'}\n"), encoding="utf-8"
    )
    said = minji.run("import", str(visit))
    assert (said.status, said.out) == (1, b"")
    assert "items[0].booth: " in said.err
    assert all(kind in said.err for kind in kinds), said.err
    assert "booth" not in said.err.split("items[0].booth: ")[1]


def test_a_changed_file_overwrites_only_when_told_to(imported: Terminal, visit: Path, settings: dict[str, str]) -> None:
    before = dump(settings["PLANNER_DATABASE_URL"])
    visit.write_text(guide_trip().replace("항만국장 면담", "항만국장 회담"), encoding="utf-8")
    assert fails(
        imported.run("import", str(visit)),
        "This would change what is saved already: items talks. Nothing was changed. Use --replace to overwrite it.",
    )
    assert dump(settings["PLANNER_DATABASE_URL"]) == before
    assert imported.run("import", str(visit), "--replace").text == "Imported harbour-visit.\n"
    assert "항만국장 회담" in imported.run("export", TRIP, *STAFF_KO, "--format", "trip").text


def test_an_identity_of_somebody_else_is_refused(imported: Terminal, visit: Path) -> None:
    exported = imported.run("export", TRIP, *STAFF_KO, "--format", "trip").text
    renamed = exported.replace("id: mori\n", "id: mori_aoi\n").replace("person: mori\n", "person: mori_aoi\n")
    assert renamed != exported
    (uid,) = re.findall(r"id: mori\n    uid: (\S+)", exported)
    visit.write_text(renamed, encoding="utf-8")
    assert fails(
        imported.run("import", str(visit), "--replace"),
        f"people mori: the identity {uid} belongs to another record already.",
    )


# Files that are none


def test_a_file_that_cannot_be_opened_is_a_wrong_call(minji: Terminal, tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    for name, reason in (
        ("nowhere", "No such file or directory"),
        (".", "Is a directory"),
        ("circle", "Too many levels of symbolic links"),
    ):
        file = tmp_path / name
        assert is_wrong_call(minji.run("import", str(file)), f"Invalid value for 'FILE': '{file}': {reason}")


def test_a_file_that_cannot_be_read_on_is_named(minji: Terminal) -> None:
    assert fails(minji.run("import", "/proc/self/mem"), "/proc/self/mem: Input/output error")


OTHER_FILES = {
    "1:1: The file is empty.": b"",
    "1:1: The file is not text in UTF-8.": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "2:4: The file is not text in UTF-8.": "schema: 1\n가나: 다".encode("cp949").replace(b"\xb0\xa1", b"ab:"),
    "1:7: Anchors (&) and aliases (*) are not allowed; write the value out.": b"bomb: &a [*a, *a]\n",
}


@pytest.mark.parametrize("message", OTHER_FILES)
def test_a_file_that_is_no_trip_is_refused(minji: Terminal, visit: Path, message: str) -> None:
    visit.write_bytes(OTHER_FILES[message])
    assert fails(minji.run("import", str(visit)), f"{visit}:{message}")


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "The file has more than 10000000 bytes."),
        ("ko", "파일이 10000000바이트보다 큽니다."),
        ("ja", "ファイルが10000000バイトを超えています。"),
    ],
)
def test_a_file_without_end_is_not_read_to_its_end(minji: Terminal, language: str, message: str) -> None:
    minji.set(LANGUAGE=language)
    assert fails(minji.run("import", "/dev/zero"), f"/dev/zero:1:1: {message}")
