"""The organiser's trip files: read, written, and refused with everything that is wrong with them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.demo import demo_file
from planner.intake.trip_file import TripFileError, read, write
from planner.itinerary import snapshot as raw
from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import DayPart, ItemStatus, Visibility
from tests.strategies import snapshots

GUIDE = Path(__file__).parents[2] / "docs" / "trip-file.md"

TRIP = """\
schema: 1
trip:
  id: visit
  title: {ko: 방문, ja: 訪問}
  starts: 2025-09-30
  ends: 2025-10-03
  zones: [Asia/Seoul, Asia/Tokyo]
  languages: [ko, ja]
delegation:
  id: delegation
  name: {ko: 대표단}
  organisation: city
  members:
    - person: kim
      role: head
    - {person: sato, role: interpreter}
organisations:
  - {id: city, name: {ko: 시}, country: KR}
people:
  - id: kim
    name: {ko: 김하나}
  - {id: sato, name: {ja: 佐藤}}
items:
  - id: talks
    kind: meeting
    title:
      ko: 면담
      ja: 面談
    planned:
      day: 2025-09-30
      start: 2025-09-30 15:00 Asia/Tokyo
      end: 2025-09-30 16:00 Asia/Tokyo
    attendees: [{person: kim}, {person: sato, role: interpreter}]
  - id: booth
    kind: booth
    title: {ko: 부스}
    planned: {day: 2025-10-02, part: all_day}
    booth:
      number: "12"
      shifts:
        - start: 2025-10-02 09:00 Asia/Tokyo
          end: 2025-10-02 12:00 Asia/Tokyo
          people: [kim]
"""


def numbered() -> object:
    """Gives identities that count up."""
    numbers = count(1)
    return lambda: f"00000000-0000-4000-8000-{next(numbers):012d}"


def errors(data: bytes | str, name: str = "visit.yaml") -> list[str]:
    """What the organiser is told about a file that is refused."""
    with pytest.raises(TripFileError) as refused:
        read(data.encode() if isinstance(data, str) else data, name)
    assert str(refused.value) == "\n".join(f"{name}:{error.text()}" for error in refused.value.errors)
    return [error.text() for error in refused.value.errors]


def changed(old: str, new: str) -> str:
    """The organiser's file with a slip of the pen."""
    assert TRIP.count(old) == 1
    return TRIP.replace(old, new)


def as_json(text: str) -> bytes:
    """The same file in JSON, laid out as most programs do."""
    return write(read(text.encode(), "visit.yaml"), "json")


def test_the_organiser_writes_a_trip_by_hand() -> None:
    visit = read(TRIP.encode(), "visit.yaml")
    assert visit.trip.title == LocalText.of(ko="방문", ja="訪問")
    assert [member.person for member in visit.delegation.members] == ["kim", "sato"]
    talks, booth = visit.items
    assert str(talks.planned.start) == "2025-09-30 15:00 Asia/Tokyo"
    assert (talks.status, talks.visibility) == (ItemStatus.TENTATIVE, Visibility.STAFF)
    assert booth.planned.part is DayPart.ALL_DAY
    assert booth.booth is not None
    assert booth.booth.number == "12"


def test_every_record_without_an_identity_is_given_one_at_birth() -> None:
    visit = read(TRIP.encode(), "visit.yaml", new_uid=numbered())  # type: ignore[arg-type]
    booth = visit.items[1].booth
    assert booth is not None
    born = [visit.trip, visit.delegation, *visit.organisations, *visit.people, *visit.items, *booth.shifts]
    assert sorted(record.uid[-2:] for record in born) == ["01", "02", "03", "04", "05", "06", "07", "08"]


def test_identities_are_random_and_those_given_are_kept() -> None:
    once, again = (read(TRIP.encode(), "visit.yaml") for _ in range(2))
    assert once.items[0].uid != again.items[0].uid
    assert read(write(once), "visit.yaml") == once


def test_yaml_and_json_say_the_same() -> None:
    visit = read(TRIP.encode(), "visit.yaml")
    assert read(write(visit, "json"), "visit.json") == visit
    assert read(write(visit, "json"), "a name without a suffix") == visit
    assert read(write(visit, "yaml"), "a name without a suffix") == visit


def test_a_written_file_is_for_people() -> None:
    kim = raw.Person(
        id="kim",
        uid="00000000-0000-4000-8000-000000000001",
        name=LocalText.of(ko="김하나", en="no"),
        note="First line\nsecond: line",
        korean_spelling="12",
        kana="2025-09-30",
    )
    plain = read(TRIP.replace("languages: [ko, ja]", "languages: [ko, ja, en]").encode(), "visit.yaml")
    text = write(raw.Snapshot(trip=plain.trip, delegation=plain.delegation, people=(kim,))).decode()
    assert text.startswith("schema: 1\ntrip:\n  id: visit\n  uid: ")
    assert text.endswith("""\
people:
  - id: kim
    uid: 00000000-0000-4000-8000-000000000001
    name:
      en: 'no'
      ko: 김하나
    kana: 2025-09-30
    korean_spelling: '12'
    note: |-
      First line
      second: line
""")


@settings(max_examples=25, deadline=None)
@given(snapshots())
def test_whatever_is_written_is_read_as_the_same(snapshot: raw.Snapshot) -> None:
    for form in ("yaml", "json"):
        written = write(snapshot, form)
        again = read(written, f"visit.{form}")
        assert again == snapshot
        assert write(again, form) == written


def test_the_same_trip_is_written_as_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys; from planner.demo import demo_file; from planner.intake.trip_file import read, write; "
        "trip = read(demo_file(), 'demo.yaml'); sys.stdout.buffer.write(write(trip) + write(trip, 'json'))"
    )
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Seoul", "LC_ALL": "ko_KR.UTF-8"},
    ]
    written = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, **each}, capture_output=True, check=True
        ).stdout
        for each in surroundings
    }
    demo = read(demo_file(), "demo.yaml")
    assert written == {write(demo) + write(demo, "json")}


def test_the_guides_example_is_a_trip() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    visit = read(example.encode(), "visit.yaml")
    assert [item.id for item in visit.items] == ["talks", "dinner"]


def test_windows_line_ends_and_a_byte_order_mark_are_passed_over() -> None:
    visit = read(TRIP.encode(), "visit.yaml", new_uid=numbered())  # type: ignore[arg-type]
    windows = b"\xef\xbb\xbf" + TRIP.replace("\n", "\r\n").encode()
    assert read(windows, "visit.yaml", new_uid=numbered()) == visit  # type: ignore[arg-type]
    assert errors(changed("kind: meeting", "kind: x").replace("\n", "\r\n"))[0].startswith("25:5 items[0].kind: ")


def test_norway_is_no_falsehood_and_a_day_stays_a_day() -> None:
    visit = read(changed("country: KR", "country: NO").replace("{ko: 시}", "{ko: on}").encode(), "visit.yaml")
    assert visit.organisations[0].country == "NO"
    assert visit.organisations[0].name.get("ko") == "on"


def test_emoji_are_text() -> None:
    visit = read(changed("{ko: 부스}", '{ko: "부스 🤖", ja: "\\U0001F916"}').encode(), "visit.yaml")
    assert visit.items[1].title == LocalText.of(ko="부스 🤖", ja="🤖")
    escaped = json.dumps(json.loads(write(visit, "json"))).encode()
    assert b"\\ud83e\\udd16" in escaped
    assert read(escaped, "visit.json") == visit


ONE_FAULT = {
    "impossible day": (
        "day: 2025-09-30",
        "day: 2025-09-31",
        "30:7 items[0].planned.day: There is no such day: 2025-09-31.",
    ),
    "impossible hour": (
        "start: 2025-09-30 15:00",
        "start: 2025-09-30 25:00",
        "31:7 items[0].planned.start: There is no such time of day: 25:00.",
    ),
    "end before start": (
        "end: 2025-09-30 16:00",
        "end: 2025-09-30 14:00",
        "32:7 items[0].planned.end: The end must be after the start, 2025-09-30 15:00 Asia/Tokyo.",
    ),
    "unknown zone": (
        "[Asia/Seoul, Asia/Tokyo]",
        "[Asia/Seoul, Asia/Tokio]",
        "7:23 trip.zones[1]: Unknown time zone: Asia/Tokio.",
    ),
    "unknown zone of a time": (
        "end: 2025-09-30 16:00 Asia/Tokyo",
        "end: 2025-09-30 16:00 JST",
        "32:7 items[0].planned.end: Unknown time zone: JST.",
    ),
    "a megabyte of title": (
        "{ko: 부스}",
        "{ko: " + "가" * 1_048_576 + "}",
        "36:13 items[1].title.ko: Too long: 1048576 characters; at most 300 are allowed.",
    ),
    "control character": (
        "ko: 면담",
        'ko: "면\\u0007담"',
        "27:7 items[0].title.ko: The control character U+0007 is not allowed.",
    ),
    "RTL override": (
        "ko: 면담",
        "ko: 면\u202e담",
        "27:7 items[0].title.ko: The invisible character U+202E, which changes the direction of writing",
    ),
    "RTL mark": (
        "ja: 面談",
        "ja: 面談\u200f",
        "28:7 items[0].title.ja: The invisible character U+200F, which changes the direction of writing",
    ),
    "duplicate id": ("- id: booth", "- id: talks", "34:5 items[1].id: The id talks is already taken."),
    "unknown field": (
        "kind: meeting",
        "kind: meeting\n    colour: red",
        "26:5 items[0].colour: There is no such field.",
    ),
    "missing field": ("    kind: meeting\n", "", "24:5 items[0].kind: This field is required."),
    "wrong type": (
        'number: "12"',
        "number: 12",
        "39:7 items[1].booth.number: This must be text; put a number or true and false in quotation marks.",
    ),
    "wrong type in a list": (
        "people: [kim]",
        "people: [[kim]]",
        "43:20 items[1].booth.shifts[0].people[0]: This must be",
    ),
    "given twice": (
        "part: all_day",
        "part: all_day, day: 2025-10-02",
        "37:47 items[1].planned.day: This is given twice, first in line 37.",
    ),
    "another version": ("schema: 1", "schema: 2", "1:1 schema: This must be 1."),
    "no version": ("schema: 1\n", "", "1:1 schema: This field is required."),
    "a stranger on duty": (
        "people: [kim]",
        "people: [kim, stranger]",
        "43:25 items[1].booth.shifts[0].people[1]: There is no person with the id stranger.",
    ),
    "clocks set forward": (
        "end: 2025-09-30 16:00 Asia/Tokyo",
        "end: 2026-03-29 02:30 Europe/Paris",
        "32:7 items[0].planned.end: 2026-03-29 02:30 does not exist in Europe/Paris",
    ),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_gives_one_error_with_its_line(name: str) -> None:
    old, new, expected = ONE_FAULT[name]
    (error,) = errors(changed(old, new))
    assert error.startswith(expected)


def test_every_fault_is_told_at_once_in_the_order_of_the_lines() -> None:
    broken = (
        changed("starts: 2025-09-30", "starts: 2025-09-31")
        .replace("country: KR", "country: ZZ")
        .replace("kind: meeting", "kind: meeting\n    colour: red")
        .replace("end: 2025-09-30 16:00", "end: 2025-09-30 14:00")
        .replace("{person: kim},", "{person: stranger}, 5,")
        .replace("number:", "stay: {}\n      number:")
        .replace("12:00 Asia/Tokyo", "08:00 Asia/Tokyo")
    )
    assert errors(broken) == [
        "5:3 trip.starts: There is no such day: 2025-09-31.",
        "18:31 organisations[0].country: Unknown country: ZZ.",
        "26:5 items[0].colour: There is no such field.",
        "33:7 items[0].planned.end: The end must be after the start, 2025-09-30 15:00 Asia/Tokyo.",
        "34:18 items[0].attendees[0].person: There is no person with the id stranger.",
        "34:37 items[0].attendees[1]: This must be a group of named fields.",
        "40:7 items[1].booth.stay: There is no such field.",
        "44:11 items[1].booth.shifts[0].end: The end must be after the start, 2025-10-02 09:00 Asia/Tokyo.",
    ]


def test_a_field_that_does_not_exist_hides_nothing_beside_it() -> None:
    broken = changed("ends: 2025-10-03", "ends: 2025-10-03\n  nights: 9\n  colour: red").replace("[ko, ja]", "[ko]")
    assert errors(broken) == [
        "4:19 trip.title.ja: The trip is not kept in this language.",
        "7:3 trip.nights: A trip of 4 days has at most 3 nights.",
        "8:3 trip.colour: There is no such field.",
        "30:7 items[0].title.ja: The trip is not kept in this language.",
    ]


def test_the_interpreter_is_taken_out_of_the_people_but_still_attends() -> None:
    message = "There is no person with the id sato."
    assert errors(changed("  - {id: sato, name: {ja: 佐藤}}\n", "")) == [
        f"16:8 delegation.members[1].person: {message}",
        f"32:33 items[0].attendees[1].person: {message}",
    ]


def test_json_is_refused_with_lines_and_columns_too() -> None:
    text = """{
  "schema": 1,
  "trip": {"id": "visit", "title": {"ko": "방문"}, "starts": "2025-09-30", "ends": "2025-09-29",
    "zones": ["Asia/Seoul"], "languages": ["ko"]},
\t"delegation": {
\t\t"id": "Delegation {}[],:", "name": {"ko": "\\"대표단\\""},
    "organisation": "city", "organisation": "town"
  },
  "items": [[]]
}"""
    assert errors(text, "visit.json") == [
        "3:74 trip.ends: The last day must not be before the first, 2025-09-30.",
        "6:3 delegation.id: A key has lower-case letters, digits, - and _ only, at most 64, such as booth-1.",
        "7:5 delegation.organisation: There is no organisation with the id city.",
        "7:29 delegation.organisation: This is given twice, first in line 7.",
        "9:13 items[0]: This must be a group of named fields.",
    ]


UNREADABLE = {
    "empty": (b"", "1:1: The file is empty."),
    "comments only": (b"# nothing here\n", "1:1: The file is empty."),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1:1: The file is not text in UTF-8."),
    "Korean Windows": ("schema: 1\ntrip: 방문".encode("cp949"), "2:7: The file is not text in UTF-8."),
    "UTF-16": (TRIP.encode("utf-16"), "1:1: The file is not text in UTF-8."),
    "a word": (b"trip", "1:1: This must be a group of named fields."),
    "a list": (b"- 1\n- 2\n", "1:1: This must be a group of named fields."),
    "an object": (
        b"trip: !!python/object/apply:os.system [echo]\n",
        "1:7: Tags (!) are not allowed.",
    ),
    "two documents": (b"schema: 1\n---\nschema: 1\n", "2:1: A file holds one document; here a second one begins."),
    "numbered fields": (b"1: x\n", "1:1: The name of a field must be text."),
    "lists for names": (b"? [a]\n: b\n", "1:3: The name of a field must be text."),
    "open brackets": (b"[" * 1_000_000, "1:22: The file is nested deeper than 20 levels."),
    "open braces": (b'{"a":' * 1_000_000, "1:106: The file is nested deeper than 20 levels."),
    "tab for a step": (b"trip:\n\tid: visit\n", "2:1: This is not YAML, or the file is cut off: "),
    "cut off in quotes": (b'schema: 1\ntrip:\n  id: "vis', "3:11: This is not YAML, or the file is cut off: "),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_trip_file_at_all_is_refused(name: str) -> None:
    data, expected = UNREADABLE[name]
    (error,) = errors(data)
    assert error.startswith(expected)


JSON_UNREADABLE = {
    "open braces": ('{"a":' * 1_000_000, "1:1: The file is nested deeper than 20 levels."),
    "open and closed": ('{"a":' * 30 + "1" + "}" * 30, "1:106: The file is nested deeper than 20 levels."),
    "no number": ('{"schema": NaN}', "1:1: This is not JSON, or the file is cut off: NaN is not a number."),
    "no end of digits": ('{"schema": ' + "9" * 5000 + "}", "1:1: This is not JSON, or the file is cut off: Exceeds"),
    "YAML": ("schema: 1", "1:1: This is not JSON, or the file is cut off: Expecting value."),
    "two": ("{}\n{}", "2:1: This is not JSON, or the file is cut off: Extra data."),
    "null": ("null", "1:1: The file is empty."),
}


@pytest.mark.parametrize("name", JSON_UNREADABLE)
def test_what_is_no_json_at_all_is_refused(name: str) -> None:
    text, expected = JSON_UNREADABLE[name]
    (error,) = errors(text, "visit.json")
    assert error.startswith(expected)


def test_a_file_that_unfolds_without_end_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert errors(bomb) == ["1:4: Anchors (&) and aliases (*) are not allowed; write the value out."]


def test_a_file_is_ten_megabytes_at_most() -> None:
    assert errors(b"#" * 10_000_001) == ["1:1: The file has more than 10000000 bytes."]


def test_a_control_character_in_the_file_does_not_hide_what_else_is_wrong() -> None:
    assert errors(changed("ko: 면담", "ko: 면\0담").replace("kind: meeting", "kind: x"))[0].startswith(
        "25:5 items[0].kind"
    )
    assert errors(changed("ko: 면담", "ko: 면\0담").replace("country: KR", "country: ZZ")) == [
        "18:31 organisations[0].country: Unknown country: ZZ.",
        "27:12: The control character U+0000 is not allowed.",
    ]


def test_a_thousand_errors_are_enough() -> None:
    assert len(errors("\0\n" * 5000)) == 1000


def test_a_json_file_that_is_cut_off_is_never_a_trip() -> None:
    whole = as_json(TRIP).decode().strip()
    for end in range(1, len(whole), 7):
        (error,) = errors(whole[:end], "visit.json")
        assert "This is not JSON, or the file is cut off: " in error


def test_a_yaml_file_that_is_cut_off_is_a_shorter_trip_or_is_refused() -> None:
    lines: list[tuple[int, int]] = []
    for end in range(1, len(TRIP), 5):
        try:
            visit = read(TRIP[:end].encode(), "visit.yaml")
            assert len(visit.items) <= 2
        except TripFileError as refused:
            lines.append((max(error.line for error in refused.errors), TRIP[:end].count("\n") + 1))
    assert len(lines) > 150
    assert all(told <= there for told, there in lines)


@given(st.binary(max_size=200) | st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"#%@`\n \t?0~\0"), max_size=80))
def test_junk_is_refused_and_nothing_worse(junk: bytes | str) -> None:
    for name in ("visit.yaml", "visit.json"):
        assert errors(junk, name) if isinstance(junk, bytes) else errors(junk.encode(), name)


def test_errors_are_told_in_the_language_of_the_reader() -> None:
    with pytest.raises(TripFileError) as refused:
        read(changed("schema: 1", "schema: 2").encode(), "visit.yaml")
    (error,) = refused.value.errors
    assert (
        error.text({"This must be %(limit)s.": "%(limit)s이어야 합니다."}.__getitem__) == "1:1 schema: 1이어야 합니다."
    )
