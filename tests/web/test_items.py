"""Minji writes the programme: items of every kind, planned and as they turned out, with Sora at her elbow."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select

from planner.itinerary import snapshot as raw
from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import (
    AttendeeRole,
    DayPart,
    ItemKind,
    ItemStatus,
    PressAccess,
    Side,
    TransportMode,
    Visibility,
)
from planner.itinerary.walltime import WallTime
from planner.models import Item
from planner.records.store import canonical
from tests.trips import demo_trip
from tests.web.cast import Desk
from tests.web.filling import errors, opened, press
from tests.web.kyoto import CALL, NEW_ITEM, TRIP, add_item, item_of, to_kyoto, trip_of


def tokyo(clock: str, day: int = 2) -> WallTime:
    """A time of October 2025."""
    return WallTime(datetime.fromisoformat(f"2025-10-{day:02} {clock}"), "Asia/Tokyo")


# Every kind


@pytest.mark.parametrize("kind", ItemKind)
def test_an_item_of_any_kind_needs_a_title_and_a_time(desk: Desk, kind: ItemKind) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert f"kind={kind.value}" in minji.get(NEW_ITEM).text
    address = add_item(minji, kind.value, CALL)
    assert address == f"{TRIP}/items/a_call"
    item = item_of(desk, "a_call")
    assert item == raw.Item(
        id="a_call",
        uid=item.uid,
        kind=kind,
        title=LocalText.of(ko="표경 방문", en="A call"),
        planned=raw.Slot(day=date(2025, 10, 2), start=tokyo("10:00"), end=tokyo("10:30")),
    )
    page = minji.get(address).text
    assert "Thu 2 October 2025, 10:00–10:30" in page
    assert '<a class="title" data-panel href="/trips/sejong-kyoto-2025/items/a_call" aria-current="true">' in page


def test_every_field_of_every_item_comes_back_as_it_is(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    for item in demo_trip().items:
        assert opened(minji, f"{TRIP}/items/{item.id}/edit").send().status_code == 303
    assert trip_of(desk) == canonical(demo_trip())
    with desk.writing() as session:
        assert {*session.scalars(select(Item.version))} == {1}


def test_a_booth_with_its_hours_and_its_shifts(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    form = opened(minji, f"{NEW_ITEM}?kind=booth&day=2025-10-02")
    for button in ("add booth-themes", "add booth-hours", "add booth-shifts", "add booth-shifts-0-people"):
        form = press(form, button)
    answers = CALL | {
        "booth-zone-ja": "海外自治体ゾーン",
        "booth-number": "B-12",
        "booth-themes-0-ko": "자율주행",
        "booth-hours-0-start-time": "10:00",
        "booth-hours-0-end-time": "17:00",
        "booth-shifts-0-start-time": "09:30",
        "booth-shifts-0-end-time": "13:00",
        "booth-shifts-0-needed": "2",
        "booth-shifts-0-people-0": "hong_manpyo",
        "booth-shifts-0-note-ko": "설문 수거",
    }
    response = form.send(answers)
    assert response.status_code == 303, errors(response.text)
    booth = item_of(desk, "a_call").booth
    assert booth is not None
    assert booth == raw.Booth(
        zone=LocalText.of(ja="海外自治体ゾーン"),
        number="B-12",
        themes=(LocalText.of(ko="자율주행"),),
        hours=(raw.OpeningHours(start=tokyo("10:00"), end=tokyo("17:00")),),
        shifts=(
            raw.Shift(
                uid=booth.shifts[0].uid,
                start=tokyo("09:30"),
                end=tokyo("13:00"),
                needed=2,
                people=("hong_manpyo",),
                note=LocalText.of(ko="설문 수거"),
            ),
        ),
    )
    assert "Thu 2 October, 09:30–13:00" in minji.get(f"{TRIP}/items/a_call").text


def test_a_flight_leaves_in_one_zone_and_lands_in_another(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    answers = {
        "title-ko": "출국",
        "planned-start-time": "09:00",
        "planned-start-zone": "Asia/Seoul",
        "planned-end-time": "10:50",
        "transfer-mode": "flight",
        "transfer-service": "XX 101",
        "transfer-origin": "sejong_city_hall",
        "transfer-destination": "kick",
        "transfer-pick_up-ko": "시청 앞",
    }
    add_item(minji, "transfer", answers, day="2025-09-30")
    item = item_of(desk, "transfer")
    assert (str(item.planned.start), str(item.planned.end)) == (
        "2025-09-30 09:00 Asia/Seoul",
        "2025-09-30 10:50 Asia/Tokyo",
    )
    assert item.transfer == raw.Transfer(
        mode=TransportMode.FLIGHT,
        service="XX 101",
        origin="sejong_city_hall",
        destination="kick",
        pick_up=LocalText.of(ko="시청 앞"),
    )


def test_a_talk_as_planned_and_as_given(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    answers = CALL | {
        "event": "kyoto_smartcity_expo_2025",
        "session-speaker": "lee_seungwon",
        "session-language": "Korean",
        "session-topic-ko": "교통 정책",
        "session-actual_topic-ko": "버스가 바꾼 도시",
        "session-material-ko": "발표 자료",
        "session-material_url": "https://example.org/slides.pdf",
    }
    add_item(minji, "session", answers)
    item = item_of(desk, "a_call")
    assert item.event == "kyoto_smartcity_expo_2025"
    assert item.session == raw.Session(
        speaker="lee_seungwon",
        language="ko",
        topic=LocalText.of(ko="교통 정책"),
        actual_topic=LocalText.of(ko="버스가 바꾼 도시"),
        material=LocalText.of(ko="발표 자료"),
        material_url="https://example.org/slides.pdf",
    )


def test_a_stay_lasts_several_days_and_has_no_hours(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    answers = {
        "title-ko": "교토 숙박",
        "planned-part": "all_day",
        "planned-end_day": "2025-10-03",
        "planned-place_note-ko": "시내 호텔",
        "stay-rooms-ko": "1인실 4",
        "stay-booking": "HK-1",
    }
    add_item(minji, "stay", answers, day="2025-09-30")
    item = item_of(desk, "stay")
    assert item.stay == raw.Stay(rooms=LocalText.of(ko="1인실 4"), booking="HK-1")
    assert item.planned == raw.Slot(
        day=date(2025, 9, 30),
        end_day=date(2025, 10, 3),
        part=DayPart.ALL_DAY,
        place_note=LocalText.of(ko="시내 호텔"),
    )


# Everything that can be said


def test_people_stand_in_the_order_of_protocol(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    form = opened(minji, f"{NEW_ITEM}?kind=meeting&day=2025-10-02")
    for _ in range(3):
        form = press(form, "add attendees")
    people = {
        "attendees-0-person": "hong_manpyo",
        "attendees-1-person": "suzuki_kazuya",
        "attendees-1-side": "host",
        "attendees-2-person": "lee_seungwon",
        "attendees-2-role": "interpreter",
        "attendees-2-languages": "Korean, ja",
    }
    form = press(form, "up attendees-2", CALL | people)
    form = press(form, "up attendees-1")
    assert form.send().status_code == 303
    assert item_of(desk, "a_call").attendees == (
        raw.Attendee(person="lee_seungwon", role=AttendeeRole.INTERPRETER, languages=("ko", "ja")),
        raw.Attendee(person="hong_manpyo"),
        raw.Attendee(person="suzuki_kazuya", side=Side.HOST),
    )


def test_the_plan_stays_beside_what_came_of_it(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    add_item(minji, "meeting", CALL)
    answers = {
        "status": "added",
        "visibility": "host",
        "press_access": "opening_remarks",
        "actual_title-en": "A longer call",
        "actual-day": "2025-10-03",
        "actual-start-time": "11:00",
        "actual-end-time": "12:00",
        "actual-place": "kyoto_pref_office",
        "outcome-ko": "양해각서",
        "rain_plan-ko": "실내",
        "dress-ko": "정장",
        "whole_delegation": "y",
        "interpretation": "consecutive",
        "languages": "Korean, Japanese",
    }
    assert opened(minji, f"{TRIP}/items/a_call/edit").send(answers).status_code == 303
    item = item_of(desk, "a_call")
    assert item.planned == raw.Slot(day=date(2025, 10, 2), start=tokyo("10:00"), end=tokyo("10:30"))
    assert item.actual == raw.Slot(
        day=date(2025, 10, 3), start=tokyo("11:00", 3), end=tokyo("12:00", 3), place="kyoto_pref_office"
    )
    assert (item.status, item.visibility, item.press_access) == (
        ItemStatus.ADDED,
        Visibility.HOST,
        PressAccess.OPENING_REMARKS,
    )
    assert (item.whole_delegation, item.languages) == (True, ("ko", "ja"))
    page = minji.get(f"{TRIP}/items/a_call").text
    for text in ("A longer call", "Planned: ", "A call, Thu 2 October 2025, 10:00–10:30", "양해각서", "Missing"):
        assert text.casefold() in page.casefold(), text


def test_remarks_agenda_and_provenance(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    form = opened(minji, f"{NEW_ITEM}?kind=courtesy_call&day=2025-10-02")
    for button in ("add agenda", "add agenda", "add notes", "add facts", "add organisations"):
        form = press(form, button)
    answers = {
        "agenda-0-ko": "인적 교류",
        "agenda-1-ko": "공동 사업",
        "notes-0-audience": "press",
        "notes-0-text-ko": "10분 전 도착",
        "facts-0-about": "planned.start",
        "facts-0-basis": "assumed",
        "organisations-0": "iias",
    }
    assert form.send(CALL | answers).status_code == 303
    item = item_of(desk, "a_call")
    assert item.agenda == (LocalText.of(ko="인적 교류"), LocalText.of(ko="공동 사업"))
    assert [(note.audience, note.text.get("ko")) for note in item.notes] == [(Visibility.PRESS, "10분 전 도착")]
    assert [(fact.about, fact.basis.value) for fact in item.facts] == [("planned.start", "assumed")]
    assert item.organisations == ("iias",)
    assert "[assumed]" in minji.get(f"{TRIP}/items/a_call").text


def test_another_kind_drops_the_details_of_the_old_one(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    add_item(minji, "stay", CALL | {"stay-booking": "HK-1"})
    assert opened(minji, f"{TRIP}/items/a_call/edit").send({"kind": "meal"}).status_code == 303
    item = item_of(desk, "a_call")
    assert (item.kind, item.stay) == (ItemKind.MEAL, None)
