"""What is wrong gets a clear message and changes nothing, whether it comes in a file or through a form of the desk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from planner.render import FORMATS
from planner.render.glyphs import GETA
from tests.terminal import Said, Terminal, dump, guide_trip
from tests.web.cast import Desk
from tests.web.filling import errors, opened
from tests.web.kyoto import TRIP, to_kyoto

MEGABYTE = 1_048_576
ROBOT, FLAG = "\N{ROBOT FACE}", "\N{REGIONAL INDICATOR SYMBOL LETTER K}\N{REGIONAL INDICATOR SYMBOL LETTER R}"
OVERRIDE, MARK = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{RIGHT-TO-LEFT MARK}"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the pen in the guide's trip file: what is written instead of what, and where the error is shown."""

    right: str
    wrong: str
    shown_at: str
    message: str


SLIPS = {
    "a day that does not exist": Slip(
        "day: 2026-05-12\n",
        "day: 2026-02-30\n",
        "day: 2026-02-30",
        "items[0].planned.day: There is no such day: 2026-02-30.",
    ),
    "an hour that does not exist": Slip(
        "start: 2026-05-12 14:00",
        "start: 2026-05-12 24:30",
        "start: 2026-05-12 24:30",
        "items[0].planned.start: There is no such time of day: 24:30.",
    ),
    "a trip that ends before it starts": Slip(
        "ends: 2026-05-13",
        "ends: 2026-05-11",
        "ends: 2026-05-11",
        "trip.ends: The last day must not be before the first, 2026-05-12.",
    ),
    "an item that ends before it starts": Slip(
        "end: 2026-05-12 15:00",
        "end: 2026-05-12 13:00",
        "end: 2026-05-12 13:00",
        "items[0].planned.end: The end must be after the start, 2026-05-12 14:00 Asia/Tokyo.",
    ),
    "a zone that nobody knows": Slip(
        "end: 2026-05-12 15:00 Asia/Tokyo",
        "end: 2026-05-12 15:00 Asia/Kyoto",
        "end: 2026-05-12 15:00",
        "items[0].planned.end: Unknown time zone: Asia/Kyoto.",
    ),
    "a megabyte of title": Slip(
        "ko: 만찬",
        f"ko: {'만' * MEGABYTE}",
        f"ko: {'만' * 5}",
        f"items[1].title.ko: Too long: {MEGABYTE} characters; at most 300 are allowed.",
    ),
    "a control character": Slip(
        "ko: 만찬", 'ko: "만\\u0007찬"', 'ko: "만', "items[1].title.ko: The control character U+0007 is not allowed."
    ),
    "a mark that turns the writing": Slip(
        "ko: 만찬",
        f"ko: 만{MARK}찬",
        "ko: 만",
        "items[1].title.ko: The invisible character U+200F, which changes the direction of writing, is not allowed.",
    ),
    "an override of the writing": Slip(
        "ja: 夕食会",
        f"ja: 夕{OVERRIDE}食会",
        "ja: 夕",
        "items[1].title.ja: The invisible character U+202E, which changes the direction of writing, is not allowed.",
    ),
    "an id used twice": Slip(
        "- id: dinner", "- id: talks", "id: talks\n    kind: meal", "items[1].id: The id talks is already taken."
    ),
    "a person removed who attends": Slip(
        "  - {id: mori, name: {ko: 모리 아오이, ja: 森葵}, kana: もり あおい, title: {ja: 港湾局長}}\n",
        "",
        "person: mori",
        "items[0].attendees[1].person: There is no person with the id mori.",
    ),
}


@pytest.fixture
def minji(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, sqlite_url: str
) -> Terminal:
    """Minji's terminal, with the guide's trip imported and published."""
    settings = {"PLANNER_DATA": str(tmp_path / "data"), "PLANNER_DATABASE_URL": sqlite_url}
    terminal = Terminal(monkeypatch, capsysbinary, settings)
    assert terminal.run("import", "-", stdin=guide_trip().encode()).status == 0
    assert terminal.run("publish", "harbour-visit").status == 0
    return terminal


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_file_is_shown_where_it_is_and_changes_nothing(
    minji: Terminal, tmp_path: Path, sqlite_url: str, name: str
) -> None:
    slip = SLIPS[name]
    assert guide_trip().count(slip.right) == 1
    text = guide_trip().replace(slip.right, slip.wrong)
    before = dump(sqlite_url)
    file = tmp_path / "visit.yaml"
    file.write_text(text, encoding="utf-8")
    refused = Said(1, b"", f"{file}:{_place(text, slip.shown_at)} {slip.message}\n")
    assert minji.run("import", str(file), "--replace") == refused
    assert dump(sqlite_url) == before


def _place(text: str, fragment: str) -> str:
    """Line and column, from 1, of a fragment that a text holds once."""
    assert text.count(fragment) == 1
    at = text.index(fragment)
    return f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def test_emoji_in_a_file_reach_every_reader(minji: Terminal, tmp_path: Path) -> None:
    text = guide_trip().replace("항만 협력 방문", f"항만 {ROBOT} 방문").replace("항만국장 면담", f"{FLAG} 면담 {ROBOT}")
    assert minji.run("import", "-", "--replace", stdin=text.encode()).status == 0
    assert minji.run("publish", "harbour-visit").status == 0
    edition = ("export", "harbour-visit", "--audience", "public", "--language", "ko", "--format")
    for form in ("html", "json"):
        shown = minji.run(*edition, form).text
        assert f"항만 {ROBOT} 방문" in shown
        assert f"{FLAG} 면담 {ROBOT}" in shown
    # Lines of calendars are folded, between characters and never within.
    calendar = minji.run(*edition, "ical").text.replace("\r\n ", "")
    assert f"NAME;LANGUAGE=ko:항만 {ROBOT} 방문\r\n" in calendar
    assert re.search(rf"\r\nSUMMARY;LANGUAGE=ko:{FLAG} 면담 {ROBOT}", calendar)
    # Our typefaces for paper have no emoji; a printer's mark stands for each.
    paper = tmp_path / "paper.pdf"
    assert minji.run(*edition, "pdf", "-o", str(paper)).status == 0
    printed = "".join("".join(page.extract_text() for page in PdfReader(paper).pages).split())
    assert f"항만{GETA}방문" in printed
    assert f"{GETA}{GETA}면담{GETA}" in printed
    again = minji.run("export", "harbour-visit", "--audience", "staff", "--language", "ko", "--format", "trip").text
    assert f"ko: 항만 {ROBOT} 방문\n" in again


# The same at the desk, where tests of single pages have not been there before


DESK_SLIPS = {
    "a day that does not exist": ({"planned-day": "2025-02-30"}, "Planned – Day: There is no such day: 2025-02-30."),
    "a control character": ({"title-ko": "면\x07담"}, "Title – 한국어: The control character U+0007 is not allowed."),
    "a mark that turns the writing": (
        {"title-ko": f"면{MARK}담"},
        "Title – 한국어: The invisible character U+200F, which changes the direction of writing, is not allowed.",
    ),
    "a long title": ({"title-ko": "가" * 301}, "Title – 한국어: Too long: 301 characters; at most 300 are allowed."),
    "a megabyte of title": (
        {"title-ko": "가" * MEGABYTE},
        f"Title – 한국어: Too long: {MEGABYTE} characters; at most 300 are allowed.",
    ),
    "an attendee whom nobody knows": ({"attendees-0-person": "nobody"}, "People 1 – Person: Choose one from the list."),
}


@pytest.fixture
def desk(app: Flask) -> Desk:
    """The desk with the demo trip."""
    return to_kyoto(Desk(app))


@pytest.mark.parametrize("name", DESK_SLIPS)
def test_a_slip_in_a_form_is_shown_beside_its_field_and_changes_nothing(desk: Desk, sqlite_url: str, name: str) -> None:
    answers, message = DESK_SLIPS[name]
    minji = desk.browser("minji")
    form = opened(minji, f"{TRIP}/items/d1-kotra/edit")
    before = dump(sqlite_url)
    response = form.send(answers)
    assert (response.status_code, errors(response.text)) == (422, [message])
    assert dump(sqlite_url) == before


def test_emoji_in_a_form_are_kept(desk: Desk) -> None:
    minji = desk.browser("minji")
    title = f"{FLAG} 오사카무역관 {ROBOT}"
    assert opened(minji, f"{TRIP}/items/d1-kotra/edit").send({"title-ko": title}).status_code == 303
    assert opened(minji, f"{TRIP}/items/d1-kotra/edit").answers["title-ko"] == title
    assert title in minji.get(f"{TRIP}/items/d1-kotra").text


def test_every_format_was_looked_at() -> None:
    assert set(FORMATS) == {"ical", "html", "json", "pdf"}
