"""Addresses: made for one reader each, shown once, revoked alone."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import select

from planner.itinerary.terms import Language
from planner.models import Feed
from planner.web.addresses import webcal_url
from tests.trips import DEMO, demo_trip
from tests.web.cast import Desk
from tests.web.filling import errors, opened
from tests.web.kyoto import TRIP, publish, to_kyoto

FEEDS = f"{TRIP}/feeds"
PHONE = {"audience": "delegate:lee_seungwon", "language": "ko", "label": "이승원 전화"}


def kept(desk: Desk) -> list[Feed]:
    with desk.writing() as session:
        return [*session.scalars(select(Feed).order_by(Feed.id))]


def test_a_new_address_is_shown_once_and_works_at_once(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    publish(desk)
    assert "Nobody has an address yet" in minji.get(FEEDS).text
    page = opened(minji, FEEDS).send(PHONE).text
    (calendar,) = re.findall(r'value="(http://127\.0\.0\.1:8000/feeds/[^"]+)"', page)
    (phone,) = re.findall(r'value="(http://127\.0\.0\.1:8000/pages/[^"]+)"', page)
    assert calendar.endswith(f"/{DEMO}-delegate-lee_seungwon-ko.ics")
    assert f'href="{webcal_url(calendar)}"' in page
    assert calendar.split("/")[4] == phone.split("/")[4]

    stranger = desk.browser()
    feed = stranger.get(calendar.removeprefix("http://127.0.0.1:8000"))
    assert (feed.status_code, feed.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert stranger.get(phone.removeprefix("http://127.0.0.1:8000")).status_code == 200

    token = phone.split("/")[4]
    page = minji.get(FEEDS).text
    assert token not in page
    assert "이승원 전화" in page
    assert token not in str([vars(feed) for feed in kept(desk)])


def test_an_address_is_revoked_alone(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    for label in ("one", "two"):
        opened(minji, FEEDS).send(PHONE | {"label": label})
    one, _two = kept(desk)
    ask = f"{FEEDS}/{one.id}/revoke"
    assert "Revoke this address?" in minji.get(ask).text
    assert kept(desk)[0].revoked_at is None
    assert opened(minji, ask).send().status_code == 303
    first, second = kept(desk)
    assert (first.revoked_at, second.revoked_at) == (desk.clock(), None)
    assert minji.get(FEEDS).text.index(">two<") < minji.get(FEEDS).text.index(">one<")
    desk.clock.pass_(hours=1)
    assert minji.post(ask, seen=FEEDS).status_code == 303
    assert kept(desk)[0].revoked_at == first.revoked_at


def test_bad_input_makes_no_address(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    for changes, error in (
        ({"audience": "delegate:suzuki_kazuya"}, "Reader: Choose one from the list."),
        ({"language": "fr"}, "Language: Choose one from the list."),
        ({"label": "이름" * 101}, "Label: Too long: 202 characters; at most 200 are allowed."),
        (
            {"label": "가\u202e"},
            "Label: The invisible character U+202E, which changes the direction of writing, is not allowed.",
        ),
    ):
        response = opened(minji, FEEDS).send(PHONE | changes)
        assert response.status_code == 422
        assert errors(response.text) == [error]
    assert kept(desk) == []


def test_addresses_are_the_organisers_business(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    opened(minji, FEEDS).send(PHONE)
    number = kept(desk)[0].id
    for login in ("hyunwoo", "seungwon"):
        browser = desk.browser(login)
        token = browser.form_token("/")
        assert browser.get(FEEDS).status_code == 403
        for path in (FEEDS, f"{FEEDS}/{number}/revoke"):
            assert browser.client.post(path, data={"csrf_token": token, **PHONE}).status_code == 403
    assert minji.get(f"{FEEDS}/{number + 1}/revoke").status_code == 404
    assert minji.get(f"/trips/nowhere/feeds/{number}/revoke").status_code == 404
    assert [feed.revoked_at for feed in kept(desk)] == [None]


def chosen(page: str, name: str) -> str:
    """What a page has chosen beforehand in a select."""
    options = re.search(rf'<select[^>]* name="{name}">(.*?)</select>', page, re.S)
    assert options
    (value,) = re.findall(r'<option[^>]* selected[^>]* value="([^"]+)"', options[1])
    return value


def offered(page: str) -> dict[str, str]:
    """The readers on a page, each with the language that choosing them chooses."""
    return {key: tag for tag, key in re.findall(r'<option data-language="(\w+)"[^>]* value="([^"]+)"', page)}


def test_readers_are_offered_the_language_they_read(desk: Desk) -> None:
    trip = demo_trip()
    spoken = {"lee_seungwon": ("zh", "ja", "ko"), "hong_manpyo": ("ja", "ko")}
    people = tuple(replace(each, languages=spoken.get(each.id, ())) for each in trip.people)
    minji = to_kyoto(desk, replace(trip, people=people)).browser("minji")
    with desk.writing() as session:
        desk.user(session, "seungwon").language = Language.EN
        session.commit()
    for speech in ("ko", "en"):
        page = minji.get(FEEDS, headers={"Accept-Language": speech}).text
        assert chosen(page, "language") == speech
        assert offered(page) == {
            "staff": speech,
            "delegate:lee_seungwon": "en",
            "delegate:hong_manpyo": "ja",
            "host": speech,
            "press": speech,
            "public": speech,
        }
