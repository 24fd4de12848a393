"""The shelf of papers: who gets which edition, as a draft and as published."""

from __future__ import annotations

import json
import re

import pytest
from icalendar import Calendar

from planner.itinerary.localtext import LocalText
from planner.render import FORMATS
from planner.render.html import STYLE_HASH
from tests.trips import DEMO, demo_trip, with_item
from tests.web.cast import Desk
from tests.web.kyoto import TRIP, publish, to_kyoto

PAPERS = f"{TRIP}/papers"
WHOLE = ("staff", "host", "press", "public")
DELEGATES = ("delegate:lee_seungwon", "delegate:hong_manpyo")


def readers(page: str) -> set[str]:
    """Whose editions a page leads to."""
    return set(re.findall(rf'href="{PAPERS}/([a-z_:]+)/\w+"', page))


def test_the_shelf_has_an_edition_for_every_reader(desk: Desk) -> None:
    page = to_kyoto(desk).browser("minji").get(PAPERS).text
    assert readers(page) == {*WHOLE, *DELEGATES}
    assert "Lee Seung-won" in page
    assert "Not yet in English" in page


def test_the_shelf_is_shown_in_the_language_that_was_chosen(desk: Desk) -> None:
    untranslated = with_item(demo_trip(), "d1-kotra", summary=LocalText.of(ko="경제 동향 청취"))
    minji = to_kyoto(desk, untranslated).browser("minji")
    page = minji.get(f"{PAPERS}?language=ja").text
    assert f'src="{PAPERS}/host/ja/sheet"' in page
    assert "Not yet in Japanese" in page
    assert f'src="{PAPERS}/host/en/sheet"' in minji.get(f"{PAPERS}?language=xx").text


@pytest.mark.parametrize("audience", [*WHOLE, *DELEGATES])
def test_an_edition_can_be_looked_at_in_the_desk(desk: Desk, audience: str) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert f'src="{PAPERS}/{audience}/ja/sheet"' in minji.get(f"{PAPERS}/{audience}/ja").text
    sheet = minji.get(f"{PAPERS}/{audience}/ja/sheet")
    assert sheet.headers["Content-Type"] == "text/html; charset=utf-8"
    assert sheet.headers["Content-Security-Policy"] == (
        f"default-src 'none'; style-src '{STYLE_HASH}'; form-action 'none'; frame-ancestors 'self'; base-uri 'none'"
    )
    assert '<html lang="ja"' in sheet.text
    assert "世宗特別自治市代表団" in sheet.text


@pytest.mark.parametrize("name", FORMATS)
def test_files_say_in_their_name_what_they_are(desk: Desk, name: str) -> None:
    minji = to_kyoto(desk).browser("minji")
    suffix = FORMATS[name].suffix
    draft = minji.get(f"{PAPERS}/delegate:lee_seungwon/ko/draft{suffix}")
    assert draft.status_code == 200
    assert draft.headers["Content-Type"] == FORMATS[name].media_type
    file = f"{DEMO}-delegate-lee_seungwon-ko-draft{suffix}"
    assert draft.headers["Content-Disposition"] == f"attachment; filename=\"{file}\"; filename*=UTF-8''{file}"
    assert minji.get(f"{PAPERS}/host/ko/published{suffix}").status_code == 404
    publish(desk)
    published = minji.get(f"{PAPERS}/host/ko/published{suffix}")
    assert f'filename="{DEMO}-host-ko{suffix}"' in published.headers["Content-Disposition"]


def test_the_draft_moves_on_and_what_was_published_stays(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    publish(desk)
    page = minji.get(PAPERS).text
    assert "As published, revision 1" in page
    assert "As a draft" not in page
    to_kyoto(desk, with_item(demo_trip(), "d1-kotra", title=LocalText.of(ko="코트라", ja="KOTRA", en="A new title")))
    assert "As a draft" in minji.get(PAPERS).text
    assert "A new title" in minji.get(f"{PAPERS}/public/en/draft.json").text
    assert "A new title" not in minji.get(f"{PAPERS}/public/en/published.json").text


def test_files_hold_what_their_reader_may_see(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    own = json.loads(minji.get(f"{PAPERS}/delegate:lee_seungwon/en/draft.json").data)
    assert "Travel to Osaka" in json.dumps(own)
    host = Calendar.from_ical(minji.get(f"{PAPERS}/host/en/draft.ics").data)
    assert not any("Travel to Osaka" in str(event["SUMMARY"]) for event in host.walk("VEVENT"))


def test_the_press_officer_gets_the_papers_that_leave_the_house(desk: Desk) -> None:
    hyunwoo = to_kyoto(desk).browser("hyunwoo")
    assert readers(hyunwoo.get(PAPERS).text) == {"host", "press", "public"}
    for audience in ("staff", *DELEGATES):
        for path in ("", "/sheet", "/draft.ics", "/published.pdf"):
            assert hyunwoo.get(f"{PAPERS}/{audience}/ko{path}").status_code == 404, (audience, path)
    assert hyunwoo.get(f"{PAPERS}/press/ko/draft.ics").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nobody/ko",
        "/delegate/ko",
        "/delegate:suzuki_kazuya/ko",
        "/party:nobody/ko/draft.ics",
        "/host/fr",
        "/host/ko/draft.docx",
        "/host/ko/secret.ics",
        "/host/xx/sheet",
    ],
)
def test_what_is_not_on_the_shelf_is_not_found(desk: Desk, path: str) -> None:
    assert to_kyoto(desk).browser("minji").get(PAPERS + path).status_code == 404
