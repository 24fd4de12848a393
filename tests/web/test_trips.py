"""Minji's trips: what comes next and what it lacks, one trip by its days, and its forms."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import ItemStatus
from planner.models import Item, Trip
from planner.records.store import canonical
from tests.trips import DEMO, demo_trip, with_item
from tests.web.cast import Desk
from tests.web.filling import answered, errors, notes, opened
from tests.web.kyoto import TRIP, publish, to_kyoto, trip_of

NEW = {
    "title-ko": "오사카 방문",
    "title-en": "Visit to Osaka",
    "starts": "2026-03-02",
    "ends": "2026-03-04",
    "zones": "Asia/Seoul, Asia/Tokyo",
    "languages": "Korean, English, ja",
}


def words(page: str) -> str:
    """What a page says, without its tags."""
    lines = re.sub(r'</span><wbr>(?:<span class="whole">)?', "", page)
    return " ".join(re.sub(r"<[^>]+>", " ", lines).split())


def keys(desk: Desk) -> set[str]:
    with desk.writing() as session:
        return {*session.scalars(select(Trip.key))}


# All trips


def test_the_desk_begins_with_what_to_do(desk: Desk) -> None:
    page = desk.browser("minji").get("/").text
    assert "There is no trip yet" in page
    for step in ("/people/-/new", "/delegations/-/new", "/trips/-/new"):
        assert f'href="{step}"' in page
    assert "/trips/-/new" not in desk.browser("hyunwoo").get("/").text


def test_the_next_trip_says_what_it_still_lacks(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    page = words(minji.get("/").text)
    for text in (
        "Next trip 1 day to go",
        "Sejong City delegation visit to Osaka and Kyoto",
        "30 September – 3 October 2025 (4 days, 3 nights)",
        "Not published yet",
        "2 items tentative",
        "2 items without a time",
        "2 items without a place",
        "4 texts not translated",
    ):
        assert text in page
    publish(desk)
    assert "Published as it stands" in words(minji.get("/").text)
    to_kyoto(desk, with_item(demo_trip(), "d1-kotra", title=LocalText.of(ko="코트라 방문", ja="訪問", en="Visit")))
    assert "Changes not published yet" in words(minji.get("/").text)


def test_a_trip_is_under_way_and_then_past(desk: Desk) -> None:
    to_kyoto(desk)
    desk.clock.moment = datetime(2025, 10, 3, 12, tzinfo=UTC)
    minji = desk.browser("minji")
    assert "Under way" in words(minji.get("/").text)
    # Midnight at home, where it is the fourth already.
    desk.clock.pass_(hours=3)
    page = words(minji.get("/").text)
    assert "Last trip 1 day ago Sejong City delegation visit to Osaka and Kyoto" in page
    assert "Past" not in page


def home(desk: Desk, now: datetime, login: str = "minji") -> str:
    """What somebody reads who comes to the desk at this moment."""
    desk.clock.moment = now
    return words(desk.browser(login).get("/").text)


def test_where_no_trip_is_coming_the_last_one_is_looked_back_upon(desk: Desk) -> None:
    opened(to_kyoto(desk).browser("minji"), "/trips/-/new?delegation=sejong-2025-kyoto").send(NEW)
    # On the morning of the third day two items lie behind that had a purpose; the way there had none.
    assert "2 items without an outcome" in home(desk, datetime(2025, 10, 1, 23, tzinfo=UTC))
    between = home(desk, datetime(2025, 10, 12, 1, tzinfo=UTC))
    assert "No trip is coming" not in between
    assert "Past Sejong City delegation visit to Osaka and Kyoto 30 September" in between

    after = datetime(2026, 3, 14, 1, tzinfo=UTC)
    page = home(desk, after)
    assert "No trip is coming" in page
    assert "Plan the next trip" in page
    assert "Last trip 10 days ago Visit to Osaka" in page
    assert "without an outcome" not in page
    assert "Past Sejong City delegation visit to Osaka and Kyoto" in page
    assert "Plan the next trip" not in home(desk, after, "hyunwoo")


def test_the_last_trip_says_what_its_report_wants(desk: Desk) -> None:
    trip, after = demo_trip(), datetime(2025, 10, 12, 1, tzinfo=UTC)
    to_kyoto(desk)
    owing = sum(not item.outcome and item.kind != "transfer" for item in trip.items)
    assert f"{owing} items without an outcome" in home(desk, after)
    to_kyoto(desk, with_item(trip, "d1-kotra", status=ItemStatus.CANCELLED))
    assert f"{owing - 1} items without an outcome" in home(desk, after)
    to_kyoto(desk, with_item(trip, "d1-kotra", outcome=LocalText.of(ko="협력 합의")))
    assert f"{owing - 1} items without an outcome" in home(desk, after)


def test_a_delegate_gets_their_own_trip_at_once(desk: Desk) -> None:
    seungwon = desk.browser("seungwon")
    assert "You are on no trip yet" in words(seungwon.get("/").text)
    to_kyoto(desk)
    response = seungwon.get("/")
    assert (response.status_code, response.headers["Location"]) == (303, f"/own/{DEMO}")


# One trip by its days


def test_the_timetable_shows_plan_and_outcome_side_by_side(desk: Desk) -> None:
    page = words(to_kyoto(desk).browser("minji").get(TRIP).text)
    for text in (
        "Day 1 Tue 30 September",
        "15:00–16:30 [assumed] Visit to KOTRA Osaka KOTRA Osaka office",
        "Thu 2 October – Fri 3 October Sejong booth at Kyoto Smart City Expo 2025",
        "Planned: 10:00–17:00 [assumed]",
        "Afternoon Meeting with Vice-Governor SUZUKI Kazuya of Kyoto Prefecture Place to be confirmed",
        "Our side Lee Seung-won, Vice Mayor for Economic Affairs (Lead)",
        "Day 4 Fri 3 October",
        "Continued : Sejong booth at Kyoto Smart City Expo 2025",
        "[assumed] marks what was assumed for the demonstration. It is not a fact.",
        "not published yet",
    ):
        assert text.replace(" :", ":") in page.replace(" :", ":"), text


def test_the_press_officer_sees_what_leaves_the_house(desk: Desk) -> None:
    hyunwoo, minji = to_kyoto(desk).browser("hyunwoo"), desk.browser("minji")
    assert "Travel to Osaka" in minji.get(TRIP).text
    page = hyunwoo.get(TRIP)
    assert page.status_code == 200
    assert "Travel to Osaka" not in page.text
    assert "Our side Lee Seung-won, Vice Mayor" in words(page.text)
    assert hyunwoo.get(f"{TRIP}/items/d1-travel").status_code == 404
    assert "/publish" not in page.text
    assert "/feeds" not in page.text


def test_what_changed_since_the_last_revision_is_marked(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    publish(desk)
    assert "is-changed" not in minji.get(TRIP).text
    opened(minji, f"{TRIP}/items/d1-kotra/edit").send({"title-en": "Visit to KOTRA"})
    page = minji.get(TRIP).text
    assert page.count("is-changed") == 1
    assert "changes not published yet" in page


def test_people_are_members_first_and_then_whom_they_meet(desk: Desk) -> None:
    page = words(to_kyoto(desk).browser("minji").get(f"{TRIP}/people").text)
    assert page.index("Lee Seung-won") < page.index("Everybody else at the items") < page.index("SUZUKI Kazuya")


# The forms of a trip


def test_minji_adds_a_trip_for_a_delegation(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    page = minji.get("/trips/-/new").text
    (address,) = re.findall(r'href="(/trips/-/new\?delegation=[^"]+)"', page)
    response = opened(minji, address).send(NEW)
    assert (response.status_code, response.headers["Location"]) == (303, "/trips/visit_to_osaka")
    page = words(minji.get("/trips/visit_to_osaka").text)
    assert "2 – 4 March 2026" in page or "2–4 March 2026 (3 days, 2 nights)" in page
    assert page.count("Nothing is planned for this day.") == 3
    with desk.writing() as session:
        trip = session.scalars(select(Trip).where(Trip.key == "visit_to_osaka")).one()
        assert (trip.languages, trip.zones) == (("ko", "en", "ja"), ("Asia/Seoul", "Asia/Tokyo"))
        assert trip.delegation.key == demo_trip().delegation.id


def test_a_trip_needs_a_delegation_first(desk: Desk) -> None:
    assert "There is no delegation yet" in words(desk.browser("minji").get("/trips/-/new").text)


def test_every_field_of_a_trip_comes_back_as_it_is(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert opened(minji, f"{TRIP}/edit").send().status_code == 303
    assert opened(minji, f"{TRIP}/cast").send().status_code == 303
    assert trip_of(desk) == canonical(demo_trip())


def test_bad_input_keeps_the_text_and_changes_nothing(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    form = opened(minji, f"{TRIP}/edit")
    response = form.send({"ends": "2025-09-29", "title-ko": "줄\x07바꿈", "zones": "Asia/Soul", "nights": "drei"})
    assert response.status_code == 422
    assert set(errors(response.text)) >= {
        "Title – 한국어: The control character U+0007 is not allowed.",
        "Nights: A whole number is written like 3, not drei.",
    }
    assert answered(minji, f"{TRIP}/edit", response.text).answers["nights"] == "drei"
    response = form.send({"ends": "2025-09-29"})
    assert response.status_code == 422
    assert "Last day: The last day must not be before the first, 2025-09-30." in errors(response.text)
    assert trip_of(desk) == canonical(demo_trip())


def test_a_change_that_makes_something_else_wrong_is_refused_with_its_name(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    response = opened(minji, f"{TRIP}/edit").send({"starts": "2026-01-30", "ends": "2026-02-02"})
    assert response.status_code == 422
    assert "Travel to Osaka: This is more than 31 days outside the trip." in errors(response.text)
    response = opened(minji, f"{TRIP}/edit").send({"languages": "ko, ja"})
    assert response.status_code == 422
    assert any("Travel to Osaka: The trip is not kept in this language." in line for line in errors(response.text))
    assert trip_of(desk) == canonical(demo_trip())


def test_of_two_editors_the_second_sees_what_the_first_saved(desk: Desk) -> None:
    minji, sora = to_kyoto(desk).browser("minji"), desk.browser("sora")
    mine, hers = opened(minji, f"{TRIP}/edit"), opened(sora, f"{TRIP}/edit")
    assert hers.send({"note": "Sora was here."}).status_code == 303
    response = mine.send({"enquiries-ko": "국제협력과"})
    assert response.status_code == 409
    assert any("Sora was here." in note for note in notes(response.text))
    again = answered(minji, f"{TRIP}/edit", response.text)
    assert again.send({"note": "Sora was here."}).status_code == 303
    trip = trip_of(desk).trip
    assert (trip.note, trip.enquiries) == ("Sora was here.", LocalText.of(ko="국제협력과"))


def test_a_trip_that_is_deleted_meanwhile_is_added_anew(desk: Desk) -> None:
    minji, sora = to_kyoto(desk).browser("minji"), desk.browser("sora")
    mine = opened(minji, f"{TRIP}/edit")
    assert opened(sora, f"{TRIP}/delete").send().status_code == 303
    response = mine.send({"title-en": "Kyoto once more"})
    assert response.status_code == 409
    assert "Somebody else has deleted this meanwhile" in response.text
    assert 'action="/trips/-/new?delegation=' in response.text
    delegation = mine.answers["delegation"]
    again = answered(minji, f"/trips/-/new?delegation={delegation}", response.text).send()
    assert (again.status_code, again.headers["Location"]) == (303, "/trips/kyoto_once_more")


def test_the_cast_is_chosen_from_the_directory(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    opened(minji, "/places/-/new").send({"name-en": "Nijo Castle", "zone": "Asia/Tokyo"})
    form = opened(minji, f"{TRIP}/cast")
    page = form.send(press="add places")
    last = max(int(n) for n in re.findall(r'name="places-(\d+)"', page.text))
    assert answered(minji, f"{TRIP}/cast", page.text).send({f"places-{last}": "nijo_castle"}).status_code == 303
    assert {place.id for place in trip_of(desk).places} == {p.id for p in demo_trip().places} | {"nijo_castle"}


def test_a_trip_that_was_published_is_not_deleted(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    publish(desk)
    response = minji.post(f"{TRIP}/delete", seen=f"{TRIP}/publish")
    assert response.status_code == 409
    assert "Revisions that were published (1)" in words(response.text)
    assert keys(desk) == {DEMO}


def test_a_trip_that_was_not_goes_with_its_items(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert opened(minji, f"{TRIP}/delete").send().status_code == 303
    with desk.writing() as session:
        assert session.scalars(select(Item.id)).all() == []
    assert keys(desk) == set()


# Who may


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("", (200, 200, 200, 403)),
        ("/people", (200, 200, 200, 403)),
        ("/papers", (200, 200, 200, 403)),
        ("/items/d1-kotra", (200, 200, 200, 403)),
        ("/publish", (200, 200, 403, 403)),
        ("/feeds", (200, 200, 403, 403)),
        ("/edit", (200, 200, 403, 403)),
        ("/cast", (200, 200, 403, 403)),
        ("/delete", (200, 200, 403, 403)),
        ("/items/-/new?kind=meeting", (200, 200, 403, 403)),
        ("/items/d1-kotra/edit", (200, 200, 403, 403)),
        ("/items/d1-kotra/cancel", (200, 200, 403, 403)),
        ("/items/d1-kotra/delete", (200, 200, 403, 403)),
    ],
)
def test_who_may_open_what(desk: Desk, path: str, statuses: tuple[int, ...]) -> None:
    to_kyoto(desk)
    who = ("minji", "sora", "hyunwoo", "seungwon")
    assert tuple(desk.browser(login).get(TRIP + path).status_code for login in who) == statuses
    assert desk.browser().get(TRIP + path).headers["Location"].startswith("/sign-in")
    assert desk.browser("minji").get(f"/trips/nowhere{path}").status_code == 404


def test_a_delegate_of_another_trip_does_not_even_learn_of_it(desk: Desk) -> None:
    to_kyoto(desk)
    with desk.writing() as session:
        desk.user(session, "seungwon").person = None
        session.commit()
    seungwon = desk.browser("seungwon")
    for path in (TRIP, f"{TRIP}/edit", f"{TRIP}/publish", f"/own/{DEMO}", "/own/nowhere", "/trips/nowhere"):
        assert seungwon.get(path).status_code == 404, path


def test_dates_are_days_of_the_calendar(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    response = opened(minji, f"{TRIP}/edit").send({"starts": "2025-02-30"})
    assert errors(response.text) == ["First day: There is no such day: 2025-02-30."]
    assert trip_of(desk).trip.starts == date(2025, 9, 30)
