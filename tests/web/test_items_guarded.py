"""Minji's programme stands firm: against bad input, two editors at once, and those who may not change it."""

from __future__ import annotations

import re

import pytest

from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import ItemStatus
from planner.records.store import canonical
from tests.trips import DEMO, demo_trip
from tests.web.cast import Desk
from tests.web.filling import Filled, answered, errors, notes, opened, press
from tests.web.kyoto import CALL, NEW_ITEM, TRIP, add_item, item_of, to_kyoto, trip_of


def row(form: Filled, name: str) -> int:
    """The number of the last row of a list."""
    return max(int(n) for key in form.answers if (n := (re.match(rf"{name}-(\d+)", key) or [None, "-1"])[1]))


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
    response = opened(minji, f"{NEW_ITEM}?kind=meeting&day=2025-10-02").send(CALL | answers)
    assert response.status_code == 422
    assert any(error in line for line in errors(response.text)), errors(response.text)
    name, value = next(iter(answers.items()))
    if not name.endswith(("place", "kind")):
        assert answered(minji, NEW_ITEM, response.text).answers[name] == value
    assert trip_of(desk) == canonical(demo_trip())


@pytest.mark.parametrize(
    ("kind", "answers", "error"),
    [
        ("meeting", {"planned-day": "2026-02-31"}, "Planned – Day: There is no such day: 2026-02-31."),
        ("meeting", {"planned-day": ""}, "Planned – Day: This field is required."),
        ("meeting", {"planned-start-zone": "Asia/Kioto"}, "Planned – Start: Unknown time zone: Asia/Kioto."),
        ("meeting", {"planned-start-day": "2026-02-31"}, "Planned – Start – Day: There is no such day: 2026-02-31."),
        (
            "meeting",
            {"planned-start-day": "2025-10-02", "planned-start-time": ""},
            "Planned – Start – Time: This field is required.",
        ),
        (
            "booth",
            {"planned-day": "2026-02-31", "booth-hours-0-start-time": "09:00", "booth-hours-0-end-time": "17:00"},
            "Planned – Day: There is no such day: 2026-02-31.",
        ),
    ],
)
def test_what_is_wrong_is_said_once_where_it_was_typed(
    desk: Desk, kind: str, answers: dict[str, str], error: str
) -> None:
    minji = to_kyoto(desk).browser("minji")
    response = opened(minji, f"{NEW_ITEM}?kind={kind}&day=2025-10-02").send(CALL | answers)
    assert response.status_code == 422
    assert errors(response.text) == [error]
    assert trip_of(desk) == canonical(demo_trip())


def test_a_day_put_right_is_the_day_of_both_ends(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    refused = opened(minji, f"{NEW_ITEM}?kind=meeting").send(CALL | {"planned-day": "2026-02-31"})
    assert answered(minji, NEW_ITEM, refused.text).send({"planned-day": "2025-10-03"}).status_code == 303
    planned = item_of(desk, "a_call").planned
    assert [str(planned.start), str(planned.end)] == ["2025-10-03 10:00 Asia/Tokyo", "2025-10-03 10:30 Asia/Tokyo"]


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
    address = add_item(
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
    form = opened(minji, f"{NEW_ITEM}?kind=meal")
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
    for path in (
        f"{NEW_ITEM}?kind=meeting",
        *(f"{TRIP}/items/d1-kotra/{verb}" for verb in ("edit", "cancel", "delete")),
    ):
        response = browser.client.post(path, data={"csrf_token": token, **CALL})
        assert response.status_code == expected, path
        assert response.headers.get("Location", "/sign-in").startswith("/sign-in")
    assert desk.browser("minji").client.post(f"{TRIP}/items/d1-kotra/delete").status_code == 400
    assert trip_of(desk) == canonical(demo_trip())
    assert DEMO in TRIP
