"""Minji checks a trip, publishes it, and gives its calendars away."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from sqlalchemy import select

from planner import create_app
from planner.config import from_environment
from planner.database import open_engine, sessions
from planner.models import Item
from tests.cli.visit import KIM_JA, SITE, TRIP, titles
from tests.terminal import Said, Terminal, dump, fails, guide_trip


def test_the_check_lists_what_is_missing_and_what_is_wrong(imported: Terminal, settings: dict[str, str]) -> None:
    said = imported.run("check", TRIP)
    assert said == Said(0, b"ko is missing: person mori, title\nProblems: 0. Missing translations: 1.\n", "")
    assert imported.run("check", TRIP, "--json").json == {
        "trip": TRIP,
        "problems": [],
        "gaps": [{"language": "ko", "record": "person", "id": "mori", "field": "title"}],
    }
    engine = open_engine(settings["PLANNER_DATABASE_URL"])
    with sessions(engine).begin() as session:
        session.scalars(select(Item).where(Item.key == "dinner")).one().planned_day = date(2027, 5, 12)
    engine.dispose()
    fault = "items[1].planned.day: This is more than 31 days outside the trip."
    broken = imported.run("check", TRIP)
    assert broken.status == 1
    assert broken.text.splitlines()[0] == fault
    assert broken.text.splitlines()[-1] == "Problems: 1. Missing translations: 1."
    before = dump(settings["PLANNER_DATABASE_URL"])
    assert fails(imported.run("publish", TRIP), fault)
    assert imported.run("publish", TRIP, "--json").json == {"errors": [fault]}
    assert dump(settings["PLANNER_DATABASE_URL"]) == before


def test_publishing_twice_publishes_once(imported: Terminal) -> None:
    assert imported.run("publish", TRIP, "--note", "첫 공개").text == (
        "Published harbour-visit as revision 1. Calendar feeds changed: 0.\n"
    )
    assert imported.run("publish", TRIP).text == "harbour-visit has not changed since it was last published.\n"
    assert imported.run("publish", TRIP, "--json").json == {"trip": TRIP, "revision": None, "feeds": 0}


def test_a_calendar_follows_the_trip_from_the_terminal(imported: Terminal, visit: Path) -> None:
    made = imported.run("feed", TRIP, *KIM_JA, "--label", "하나의 전화", "--json")
    url = made.json["url"]
    assert made.json == {"url": url, "trip": TRIP, "audience": "delegate:kim", "language": "ja"}
    assert re.fullmatch(rf"{SITE}/feeds/[\w-]{{32}}/harbour-visit-delegate-kim-ja\.ics", url)
    phone = create_app(from_environment()).test_client()

    def shown() -> set[str]:
        answer = phone.get(url.removeprefix(SITE))
        assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
        return titles(answer.data)

    assert shown() == {"行程はまだ公開されていません。"}
    assert imported.run("publish", TRIP).text == "Published harbour-visit as revision 1. Calendar feeds changed: 1.\n"
    assert shown() == {"港湾局長との面談［仮定］"}
    visit.write_text(guide_trip().replace("港湾局長との面談", "港湾局長との会談"), encoding="utf-8")
    imported.run("import", str(visit), "--replace")
    assert shown() == {"港湾局長との面談［仮定］"}
    assert imported.run("publish", TRIP, "--json").json == {"trip": TRIP, "revision": 2, "feeds": 1}
    assert shown() == {"港湾局長との会談［仮定］"}


def test_every_feed_is_an_address_of_its_own(imported: Terminal) -> None:
    host = ("--audience", "host", "--language", "ja")
    first, second = (imported.run("feed", TRIP, *host).text for _ in range(2))
    assert first != second
    assert first.endswith("/harbour-visit-host-ja.ics\n")
