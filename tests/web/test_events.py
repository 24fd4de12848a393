"""Events: their days, their venue and who runs them."""

from __future__ import annotations

import re
from datetime import date

from planner.models import Event
from tests.web.cast import Desk
from tests.web.filling import errors, opened
from tests.web.kyoto import to_kyoto

EXPO = {
    "name-ko": "교토 스마트시티 엑스포 2026",
    "name-en": "Kyoto Smart City Expo 2026",
    "starts": "2026-10-08",
    "ends": "2026-10-09",
    "venue": "kick",
    "organiser": "kyoto_smartcity_council",
    "description-ja": "展示会",
    "url": "https://expo.example/",
}


def test_every_part_of_an_event_is_entered(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert opened(minji, "/events/-/new").send(EXPO).headers["Location"] == "/events/kyoto_smart_city_expo_2026"
    with desk.writing() as session:
        event = session.query(Event).where(Event.key == "kyoto_smart_city_expo_2026").one()
        assert (event.starts, event.ends) == (date(2026, 10, 8), date(2026, 10, 9))
        assert event.venue is not None
        assert event.venue.key == "kick"
        assert event.organiser is not None
        assert event.organiser.key == "kyoto_smartcity_council"
        assert (event.description.get("ja"), event.url) == ("展示会", "https://expo.example/")
    form = opened(minji, "/events/kyoto_smart_city_expo_2026/edit")
    assert (form.answers["starts"], form.answers["venue"]) == ("2026-10-08", "kick")
    form.send({"venue": "", "organiser": ""})
    with desk.writing() as session:
        event = session.query(Event).where(Event.key == "kyoto_smart_city_expo_2026").one()
        assert (event.venue, event.organiser) == (None, None)


def test_an_event_does_not_end_before_it_starts(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    response = opened(minji, "/events/-/new").send(EXPO | {"ends": "2026-10-07"})
    assert response.status_code == 422
    assert errors(response.text) == ["Last day: The last day must not be before the first, 2026-10-08."]
    response = opened(minji, "/events/-/new").send(EXPO | {"starts": "2026-02-29", "venue": "atlantis"})
    assert errors(response.text) == ["First day: There is no such day: 2026-02-29.", "Venue: Choose one from the list."]


def test_an_event_in_use_names_its_items(desk: Desk) -> None:
    page = to_kyoto(desk).browser("minji").get("/events/kyoto_smartcity_expo_2025/delete").text
    assert "Items that are part of this event (2)" in page


def test_the_page_of_an_event_tells_dates_and_provenance_in_the_readers_words(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    minji.post("/preferences", seen="/no-such-page", language="ja", next="/")
    page = minji.get("/events/kyoto_smartcity_expo_2025").text
    lines = [re.sub(r"<[^>]+>", "", line) for line in re.findall(r'<span class="fact-line">(.*?)</span>(?=<)', page)]
    assert "2025年10月2日（木）" in page
    assert "2025-10-02" not in page
    article = "시사캐치, “세종시-일본 교토, 스마트시티 도시 미래 나눈다”"
    assert f"事前の報道 · {article}" in lines
    assert any(line.startswith(f"名称（日本語） · 事前の報道 · {article} · ") for line in lines), lines
    assert any(" · 事後の報道 · 불교일보 · " in line for line in lines), lines
