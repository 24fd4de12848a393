"""Minji writes the programme: items of every kind, planned and as they turned out, with Sora at her elbow."""

from __future__ import annotations

import re
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
from tests.trips import DEMO, demo_trip
from tests.web.cast import Browser, Desk
from tests.web.filling import Filled, answered, errors, notes, opened
from tests.web.kyoto import TRIP, item_of, to_kyoto, trip_of

NEW = f"{TRIP}/items/-/new"
CALL = {"title-ko": "표경 방문", "title-en": "A call", "planned-start-time": "10:00", "planned-end-time": "10:30"}


def tokyo(clock: str, day: int = 2) -> WallTime:
    """A time of October 2025."""
    return WallTime(datetime.fromisoformat(f"2025-10-{day:02} {clock}"), "Asia/Tokyo")


def press(form: Filled, button: str, changes: dict[str, str] | None = None) -> Filled:
    """The form as it comes back after a button of its rows."""
    response = form.send(changes, press=button)
    assert response.status_code == 200
    return answered(form.browser, form.path, response.text)


def add(browser: Browser, kind: str, answers: dict[str, str], day: str = "2025-10-02") -> str:
    """Add an item; its address."""
    response = opened(browser, f"{NEW}?kind={kind}&day={day}").send(answers)
    assert response.status_code == 303, errors(response.text)
    return response.headers["Location"]


def row(form: Filled, name: str) -> int:
    """The number of the last row of a list."""
    return max(int(n) for key in form.answers if (n := (re.match(rf"{name}-(\d+)", key) or [None, "-1"])[1]))


# Every kind


@pytest.mark.parametrize("kind", ItemKind)
def test_an_item_of_any_kind_needs_a_title_and_a_time(desk: Desk, kind: ItemKind) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert f"kind={kind.value}" in minji.get(NEW).text
    address = add(minji, kind.value, CALL)
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
    form = opened(minji, f"{NEW}?kind=booth&day=2025-10-02")
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
    add(minji, "transfer", answers, day="2025-09-30")
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
    add(minji, "session", answers)
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
    add(minji, "stay", answers, day="2025-09-30")
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
    form = opened(minji, f"{NEW}?kind=meeting&day=2025-10-02")
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
    add(minji, "meeting", CALL)
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
    form = opened(minji, f"{NEW}?kind=courtesy_call&day=2025-10-02")
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
    add(minji, "stay", CALL | {"stay-booking": "HK-1"})
    assert opened(minji, f"{TRIP}/items/a_call/edit").send({"kind": "meal"}).status_code == 303
    item = item_of(desk, "a_call")
    assert (item.kind, item.stay) == (ItemKind.MEAL, None)


# What goes wrong


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"title-ko": "", "title-en": ""}, "Title: Give the text in at least one language."),
        (
            {"planned-end-time": "09:00", "planned-end-day": "2025-10-02"},
            "Planned – End: The end must be after the start, 2025-10-02 10:00 Asia/Tokyo.",
        ),
        ({"planned-part": "morning"}, "Planned – Part of the day: Give a start or a part of the day, not both."),
        ({"planned-start-zone": "Asia/Kioto"}, "Planned – Start: Unknown time zone: Asia/Kioto."),
        ({"planned-start-time": "25:00"}, "Planned – Start: There is no such time of day: 25:00."),
        ({"planned-day": "2025-02-30"}, "Planned – Day: There is no such day: 2025-02-30."),
        ({"planned-place": "atlantis"}, "Planned – Place: Choose one from the list."),
        ({"kind": "party"}, "Kind of item: Choose one from the list."),
        ({"title-ko": "표경\u200f방문"}, "U+200F"),
    ],
)
def test_bad_input_keeps_the_text_and_changes_nothing(desk: Desk, answers: dict[str, str], error: str) -> None:
    minji = to_kyoto(desk).browser("minji")
    response = opened(minji, f"{NEW}?kind=meeting&day=2025-10-02").send(CALL | answers)
    assert response.status_code == 422
    assert any(error in line for line in errors(response.text)), errors(response.text)
    name, value = next(iter(answers.items()))
    if not name.endswith(("place", "kind")):
        assert answered(minji, NEW, response.text).answers[name] == value
    assert trip_of(desk) == canonical(demo_trip())


def test_somebody_listed_twice_is_shown_where(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    form = press(opened(minji, f"{TRIP}/items/d1-kotra/edit"), "add attendees")
    response = form.send({"attendees-1-person": "lee_seungwon"})
    assert response.status_code == 422
    assert errors(response.text) == ["People 2 – Person: This is listed twice."]
    assert trip_of(desk) == canonical(demo_trip())


def test_what_people_type_is_never_markup(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    script = '"><script>alert(1)</script>'
    address = add(
        minji, "meeting", CALL | {"title-en": script, "title-ko": script, "summary-ko": "</textarea>" + script}
    )
    for path in (TRIP, address, f"{address}/edit", f"{address}/cancel", f"{address}/delete", f"{TRIP}/publish"):
        page = minji.get(path).text
        assert "alert(1)" in page or path.endswith("publish")
        assert "<script>alert" not in page


def test_of_two_editors_the_second_sees_what_the_first_saved(desk: Desk) -> None:
    minji, sora = to_kyoto(desk).browser("minji"), desk.browser("sora")
    path = f"{TRIP}/items/d3-suzuki/edit"
    mine, hers = opened(minji, path), press(opened(sora, path), "add attendees")
    assert hers.send({f"attendees-{row(hers, 'attendees')}-person": "hong_manpyo"}).status_code == 303

    response = mine.send({"dress-ko": "정장"})
    assert response.status_code == 409
    assert any("Hong Man-pyo" in note for note in notes(response.text)), notes(response.text)
    assert item_of(desk, "d3-suzuki").dress == LocalText()

    assert answered(minji, path, response.text).send().status_code == 303
    item = item_of(desk, "d3-suzuki")
    assert item.dress == LocalText.of(ko="정장")
    assert "hong_manpyo" not in {each.person for each in item.attendees}


def test_a_double_click_adds_one_item(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    form = opened(minji, f"{NEW}?kind=meal")
    assert {form.send(CALL).headers["Location"] for _ in range(3)} == {f"{TRIP}/items/a_call"}
    assert len(trip_of(desk).items) == len(demo_trip().items) + 1


# Off and away


def test_an_item_that_is_off_stays_struck_through(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert minji.get(f"{TRIP}/items/d1-kotra/cancel").status_code == 200
    assert item_of(desk, "d1-kotra").status is ItemStatus.CONFIRMED
    assert opened(minji, f"{TRIP}/items/d1-kotra/cancel").send().status_code == 303
    assert item_of(desk, "d1-kotra").status is ItemStatus.CANCELLED
    page = minji.get(f"{TRIP}/items/d1-kotra").text
    assert "[Cancelled] " in page
    assert "/items/d1-kotra/cancel" not in page


def test_an_item_is_deleted_after_asking(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert minji.get(f"{TRIP}/items/d1-kotra/delete").status_code == 200
    response = opened(minji, f"{TRIP}/items/d1-kotra/delete").send()
    assert (response.status_code, response.headers["Location"]) == (303, TRIP)
    assert "d1-kotra" not in {item.id for item in trip_of(desk).items}
    for path in ("", "/edit", "/cancel", "/delete"):
        assert minji.get(f"{TRIP}/items/d1-kotra{path}").status_code == 404


@pytest.mark.parametrize("login", ["hyunwoo", "seungwon", None])
def test_only_organisers_change_items(desk: Desk, login: str | None) -> None:
    browser = to_kyoto(desk).browser(login)
    token = browser.form_token("/sign-in" if login is None else "/")
    expected = 303 if login is None else 403
    for path in (f"{NEW}?kind=meeting", *(f"{TRIP}/items/d1-kotra/{verb}" for verb in ("edit", "cancel", "delete"))):
        response = browser.client.post(path, data={"csrf_token": token, **CALL})
        assert response.status_code == expected, path
        assert response.headers.get("Location", "/sign-in").startswith("/sign-in")
    assert desk.browser("minji").client.post(f"{TRIP}/items/d1-kotra/delete").status_code == 400
    assert trip_of(desk) == canonical(demo_trip())
    assert DEMO in TRIP
