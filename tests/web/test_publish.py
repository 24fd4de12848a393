"""The letter before publishing: what changes, for whom, what is missing; and the one button below it."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import select

from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import Language, Visibility
from planner.itinerary.walltime import WallTime
from planner.models import Revision
from tests.trips import demo_trip, with_item
from tests.web.cast import Desk
from tests.web.filling import opened
from tests.web.kyoto import TRIP, give_address, publish, to_kyoto

PUBLISH = f"{TRIP}/publish"


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def revisions(desk: Desk) -> list[tuple[int, str, str]]:
    """Number, note and who, in their order."""
    with desk.writing() as session:
        found = session.scalars(select(Revision).order_by(Revision.number))
        return [(each.number, each.note, each.published_by.name if each.published_by else "") for each in found]


def test_the_first_letter_says_how_much_each_reader_gets(desk: Desk) -> None:
    page = words(to_kyoto(desk).browser("minji").get(PUBLISH).text)
    for text in (
        "This would be the first revision.",
        "Staff 11 items",
        "Delegation 11 items",
        "Hosts 9 items",
        "Public 9 items",
        "What is missing",
        "한국어: 2 records",
        "Nobody has an address yet, so nobody is told.",
    ):
        assert text in page, text


def test_minji_publishes_with_one_button(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    give_address(desk, "delegate:lee_seungwon", Language.KO)
    letter = opened(minji, PUBLISH)
    assert "Delegate: Lee Seung-won" in words(minji.get(PUBLISH).text)
    response = letter.send({"note": "Before departure"})
    assert (response.status_code, response.headers["Location"]) == (303, PUBLISH)
    page = words(minji.get(PUBLISH).text)
    assert "Revision 1 is published. 1 calendar feed changed." in page
    assert "Everything is published" in page
    assert "What is missing These texts would appear in another language." in page
    assert "한국어: 2 records" in page
    assert "1 Mon 29 September 2025, 18:00 김민지 Before departure" in page
    assert revisions(desk) == [(1, "Before departure", "김민지")]


def test_each_reader_is_told_once_with_what_tells_their_addresses_apart(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    for audience, speech, label in (
        ("delegate:lee_seungwon", Language.KO, "Seung-won's phone"),
        ("press", Language.JA, ""),
        ("delegate:lee_seungwon", Language.KO, ""),
        ("delegate:lee_seungwon", Language.KO, ""),
        ("delegate:lee_seungwon", Language.EN, ""),
    ):
        give_address(desk, audience, speech, label)
    page = minji.get(PUBLISH).text
    told = re.search(r"<h2>Who is told</h2>.*?<ul>(.*?)</ul>", page, re.S)
    assert told is not None
    assert [words(line) for line in told[1].split("</li>")[:-1]] == [
        "Delegate: Lee Seung-won Seung-won&#39;s phone, 한국어 , English",
        "Press 日本語",
    ]


def test_a_second_click_publishes_nothing_new(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    letter = opened(minji, PUBLISH)
    assert [letter.send().status_code for _ in range(2)] == [303, 303]
    assert "Nothing has changed since the last revision" in minji.get(PUBLISH).text
    assert revisions(desk) == [(1, "", "김민지")]


def test_the_letter_names_what_changes_and_for_whom(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    publish(desk)
    trip = with_item(demo_trip(), "d1-travel", title=LocalText.of(ko="출국", ja="出国", en="Departure"))
    to_kyoto(desk, with_item(trip, "d2-expo", visibility=Visibility.HOST))
    page = words(minji.get(PUBLISH).text)
    assert "This would become revision 2." in page
    assert "Staff changed Tue 30 September Departure changed Wed 1 October" in page
    assert "Delegation changed Tue 30 September Departure Hosts no item changes" in page
    assert re.search(r"Press no longer shown Wed 1 October \S+", page)


def test_what_was_read_is_what_is_published(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    letter = opened(minji, PUBLISH)
    opened(minji, f"{TRIP}/items/d1-kotra/edit").send({"title-en": "Something else"})
    response = letter.send({"note": "Kept"})
    assert response.status_code == 409
    assert "The trip has changed since this page was opened." in response.text
    assert ">Kept</textarea>" in response.text
    assert revisions(desk) == []


def test_a_trip_with_mistakes_is_not_published(desk: Desk) -> None:
    slot = demo_trip().items[1].planned
    assert slot.start is not None
    early = WallTime(slot.start.local.replace(hour=1), "Asia/Tokyo")
    minji = to_kyoto(desk, with_item(demo_trip(), "d1-kotra", planned=replace(slot, end=early))).browser("minji")
    page = minji.get(PUBLISH).text
    assert "Visit to KOTRA Osaka : The end must be after the start, 2025-09-30 15:00 Asia/Tokyo." in words(page)
    assert opened(minji, PUBLISH).send().status_code == 422
    assert revisions(desk) == []


def test_a_note_is_short_and_plain(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    response = opened(minji, PUBLISH).send({"note": "여" * 501})
    assert response.status_code == 422
    assert "Too long: 501 characters; at most 500 are allowed." in response.text
    response = opened(minji, PUBLISH).send({"note": "가\u202e나"})
    assert response.status_code == 422
    assert revisions(desk) == []


def test_only_those_who_may_publish(desk: Desk) -> None:
    to_kyoto(desk)
    for login in ("hyunwoo", "seungwon"):
        browser = desk.browser(login)
        token = browser.form_token("/")
        assert browser.client.post(PUBLISH, data={"csrf_token": token}).status_code == 403
    assert desk.browser("minji").client.post(PUBLISH).status_code == 400
    assert revisions(desk) == []
