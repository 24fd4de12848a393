"""Minji types a whole programme in: what the form does for her, and what becomes of it when Sora is quicker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from planner.itinerary.localtext import LocalText
from planner.models import Item
from tests.conftest import Live, OpenPage
from tests.trips import demo_trip
from tests.web.axe import faults
from tests.web.cast import Browser, Desk
from tests.web.filling import answered, errors, opened, press
from tests.web.kyoto import TRIP, item_of, to_kyoto, trip_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEW = f"{TRIP}/items/-/new"
EDIT = f"{TRIP}/items/d1-kotra/edit"


@pytest.fixture
def minji(desk: Desk) -> Browser:
    return to_kyoto(desk).browser("minji")


@pytest.mark.parametrize(
    ("start", "zone", "end", "end_zone", "expected"),
    [
        ("21:00", "Asia/Tokyo", "00:30", "Asia/Tokyo", "2025-10-03 00:30 Asia/Tokyo"),
        ("23:50", "Asia/Tokyo", "00:00", "Asia/Tokyo", "2025-10-03 00:00 Asia/Tokyo"),
        ("10:00", "Asia/Tokyo", "10:01", "Asia/Tokyo", "2025-10-02 10:01 Asia/Tokyo"),
        # By the clocks on the walls the flight lands before it starts, but not in truth.
        ("10:00", "Asia/Tokyo", "09:30", "Asia/Shanghai", "2025-10-02 09:30 Asia/Shanghai"),
        ("22:00", "Asia/Seoul", "16:00", "Pacific/Honolulu", "2025-10-02 16:00 Pacific/Honolulu"),
        ("12:00", "Pacific/Honolulu", "17:00", "Asia/Seoul", "2025-10-03 17:00 Asia/Seoul"),
    ],
)
def test_an_end_without_a_day_comes_after_its_start(
    desk: Desk, minji: Browser, start: str, zone: str, end: str, end_zone: str, expected: str
) -> None:
    answers = {
        "title-en": "Dinner",
        "planned-start-time": start,
        "planned-start-zone": zone,
        "planned-end-time": end,
        "planned-end-zone": end_zone,
    }
    response = opened(minji, f"{NEW}?kind=meal&day=2025-10-02").send(answers)
    assert response.status_code == 303, errors(response.text)
    assert str(item_of(desk, "dinner").planned.end) == expected


def test_an_end_on_the_last_day_of_the_calendar_has_no_next(desk: Desk, minji: Browser) -> None:
    answers = {
        "title-en": "Dinner",
        "planned-day": "9999-12-31",
        "planned-start-time": "21:00",
        "planned-end-time": "00:30",
    }
    response = opened(minji, f"{NEW}?kind=meal").send(answers)
    assert response.status_code == 422
    assert errors(response.text)


def test_after_one_item_comes_the_next_of_the_same_day(desk: Desk, minji: Browser) -> None:
    form = opened(minji, f"{NEW}?kind=site_visit")
    response = form.send(
        {"title-en": "Museum", "planned-day": "2025-10-01", "planned-part": "morning", "then": "another"}
    )
    assert response.headers["Location"] == f"{NEW}?kind=site_visit&day=2025-10-01"
    assert "Added." in minji.get(f"{NEW}?kind=site_visit&day=2025-10-01").text
    following = opened(minji, f"{NEW}?kind=site_visit&day=2025-10-01")
    assert (following.answers["planned-day"], following.answers["title-en"]) == ("2025-10-01", "")
    assert following.answers["uid"] != form.answers["uid"]


def test_another_kind_shows_its_fields_and_keeps_what_was_typed(desk: Desk, minji: Browser) -> None:
    form = opened(minji, f"{NEW}?kind=meeting&day=2025-10-02")
    assert "booth-number" not in form.answers
    page = form.send({"kind": "booth", "title-en": "Our booth"}, press="show kind").text
    booth = answered(minji, form.path, page)
    assert booth.answers["title-en"] == "Our booth"
    assert booth.send({"booth-number": "B-12", "planned-part": "all_day"}).status_code == 303
    kept = item_of(desk, "our_booth").booth
    assert kept is not None
    assert kept.number == "B-12"


def folds(page: str) -> dict[str, bool]:
    """The folded parts of a form by what their line says, and whether each is open."""
    found = re.findall(r'<details class="more"( open)?>\s*<summary>(.*?)</summary>', page)
    return {re.sub(r"<[^>]+>", "", line): bool(is_open) for is_open, line in found}


def test_what_is_rarely_needed_is_folded_until_it_holds_something(desk: Desk, minji: Browser) -> None:
    empty = {
        "What it is about": False,
        "Agenda": False,
        "Event, Dress, When it rains": False,
        "Remarks for one audience": False,
        "Outcome": False,
        "Title as it turned out, Actual": False,
        "Provenance": False,
    }
    assert folds(minji.get(f"{NEW}?kind=meeting").text) == empty
    assert folds(minji.get(f"{TRIP}/items/d3-suzuki/edit").text) == {
        "What it is about": False,
        "Agenda · 4 points": True,
        "Event, Dress, When it rains": False,
        "Remarks for one audience": False,
        "Outcome · Joint statement on smart-city cooperation adopted": True,
        "Title as it turned out, Actual": False,
        "Provenance · 4 facts": False,
    }
    booth = folds(minji.get(f"{TRIP}/items/d3-booth/edit").text)
    assert booth["Event, Dress, When it rains · Kyoto Smart City Expo 2025"]
    assert booth[
        "Title as it turned out, Actual · Thu 2 October 2025 · Fri 3 October 2025 · All day"
        " · Keihanna Open Innovation Center @ Kyoto (KICK)"
    ]

    wrong = opened(minji, f"{NEW}?kind=meeting").send({"title-en": "Talks", "actual-start-time": "25:00"})
    assert wrong.status_code == 422
    assert folds(wrong.text) == empty | {"Title as it turned out, Actual": True}
    fact = press(opened(minji, f"{NEW}?kind=meeting"), "add facts")
    unsourced = fact.send({"title-en": "Talks", "facts-0-about": "title", "facts-0-basis": ""})
    assert unsourced.status_code == 422
    assert folds(unsourced.text)["Provenance"]


def test_an_item_that_is_deleted_meanwhile_is_added_anew(desk: Desk, minji: Browser) -> None:
    mine = opened(minji, EDIT)
    uid = item_of(desk, "d1-kotra").uid
    assert opened(desk.browser("sora"), f"{TRIP}/items/d1-kotra/delete").send().status_code == 303

    response = mine.send({"title-en": "KOTRA, Osaka", "dress-ko": "정장"})
    assert response.status_code == 409
    assert "Somebody else has deleted this meanwhile" in response.text
    assert f'action="{NEW}?kind=meeting"' in response.text
    assert len(trip_of(desk).items) == len(demo_trip().items) - 1

    again = answered(minji, f"{NEW}?kind=meeting", response.text)
    assert again.send().headers["Location"] == f"{TRIP}/items/kotra_osaka"
    item = item_of(desk, "kotra_osaka")
    # It is the same to calendars that have it already.
    assert (item.uid, item.dress) == (uid, LocalText.of(ko="정장"))
    with desk.writing() as session:
        assert session.scalars(select(Item.version).where(Item.key == "kotra_osaka")).one() == 1


def test_a_person_who_is_deleted_meanwhile_is_added_anew(desk: Desk, minji: Browser) -> None:
    opened(minji, "/people/-/new").send({"name-en": "TANAKA Haruka"})
    mine = opened(minji, "/people/tanaka_haruka/edit")
    opened(desk.browser("sora"), "/people/tanaka_haruka/delete").send()
    response = mine.send({"name-ja": "田中遥"})
    assert response.status_code == 409
    assert 'action="/people/-/new"' in response.text
    assert answered(minji, "/people/-/new", response.text).send().headers["Location"] == "/people/tanaka_haruka"
    assert "田中遥" in minji.get("/people/tanaka_haruka").text


def typed(page: str) -> dict[str, str]:
    """What a page gives back to be copied, and what each text answers."""
    pairs = re.findall(r"<dt>(.*?)</dt>\s*<dd class=\"as-typed\">(.*?)</dd>", page, re.S)
    return {name: re.sub(r"<[^>]+>", "", text) for name, text in pairs}


def test_what_was_typed_about_a_trip_that_is_gone_is_given_back(desk: Desk, minji: Browser) -> None:
    item, added = press(opened(minji, EDIT), "add agenda"), opened(minji, f"{NEW}?kind=booth")
    cast, trip = opened(minji, f"{TRIP}/cast"), opened(minji, f"{TRIP}/edit")
    assert opened(desk.browser("sora"), f"{TRIP}/delete").send().status_code == 303

    answers = {"agenda-0-ja": "協力の\r\n方向", "planned-start-time": "25:00", "attendees-0-role": "moderator"}
    response = item.send({"title-en": "KOTRA <Osaka>", **answers})
    assert response.status_code == 409
    assert "Somebody else has deleted this meanwhile" in response.text
    assert '<span lang="ja">協力の' in response.text
    told = typed(response.text)
    assert (
        told.items()
        >= {
            "Title": "KOTRA &lt;Osaka&gt;",
            "Agenda 1": "協力の\r\n方向",
            "Kind of item": "Meeting",
            "Planned – Day": "2025-09-30",
            "Planned – Start": "2025-09-30 25:00 Asia/Tokyo",
            "Planned – Place": "KOTRA Osaka office",
            "People 1 – Person": "Lee Seung-won",
            "People 1 – Role": "Moderator",
        }.items()
    )

    response = added.send({"booth-number": "B-12", "whole_delegation": "y"})
    assert response.status_code == 409
    assert typed(response.text)["Booth – Booth number"] == "B-12"
    assert typed(response.text)["The whole delegation attends"] == "Yes"
    response = cast.send({"people-0": "lee_seungwon"})
    assert response.status_code == 409
    assert typed(response.text)["People 1"] == "Lee Seung-won"

    assert opened(desk.browser("sora"), "/delegations/sejong-2025-kyoto/delete").send().status_code == 303
    anew = answered(minji, "/trips/-/new?delegation=sejong-2025-kyoto", trip.send().text)
    response = anew.send({"nights": "drei"})
    assert response.status_code == 409
    assert typed(response.text)["Nights"] == "drei"


def test_travel_data_of_a_person_who_is_gone_are_given_back(desk: Desk, minji: Browser) -> None:
    opened(minji, "/people/-/new").send({"name-en": "TANAKA Haruka"})
    form = opened(minji, "/people/tanaka_haruka/travel")
    opened(desk.browser("sora"), "/people/tanaka_haruka/delete").send()
    response = form.send({"diet": "No shrimps", "passport_country": "JP"})
    assert response.status_code == 409
    assert typed(response.text) == {"Country of the passport": "Japan", "Diet and allergies": "No shrimps"}
    assert form.browser.get("/people/tanaka_haruka/travel").status_code == 404
    answers = {"csrf_token": desk.browser("sora").form_token("/"), "diet": "All"}
    assert desk.browser("sora").client.post("/people/tanaka_haruka/travel", data=answers).status_code in (400, 403)


@pytest.mark.parametrize("login", ["hyunwoo", "seungwon"])
def test_whoever_may_not_edit_learns_nothing_of_what_is_gone(desk: Desk, minji: Browser, login: str) -> None:
    other = desk.browser(login)
    answers = {"csrf_token": other.form_token("/"), "kind": "meeting", "title-en": "Mine"}
    for path, status in (
        (f"{TRIP}/items/nothing/edit", 403),
        ("/trips/nowhere/items/nothing/edit", 404),
        ("/trips/nowhere/items/-/new", 404),
        ("/trips/nowhere/cast", 404),
        ("/people/nobody/travel", 403),
        ("/people/nobody/edit", 403),
        ("/trips/nowhere/edit", 404),
    ):
        assert other.client.post(path, data=answers).status_code == status, path


# In a browser


@pytest.fixture
def page(live: Live, cheap_hashes: None, open_page: OpenPage) -> Page:
    """Minji's browser with an empty form for a meeting."""
    desk = to_kyoto(Desk(live.app))
    page = open_page(locale="ko-KR")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(live.url + desk.link("minji", reusable=True))
    page.goto(f"{live.url}{NEW}?kind=meeting&day=2025-10-02")
    return page


def test_the_usual_fields_are_in_sight_at_once(page: Page) -> None:
    bar = page.locator(".form-bar").bounding_box()
    assert bar is not None
    for field in (
        "title-ko",
        "kind",
        "status",
        "planned-day",
        "planned-start-time",
        "planned-end-time",
        "planned-place",
    ):
        box = page.locator(f"#{field}").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= bar["y"], field
    add_person = page.get_by_role("button", name="인물 추가").bounding_box()
    assert add_person is not None
    assert add_person["y"] + add_person["height"] <= bar["y"]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("すずき", "suzuki_kazuya"),
        ("鈴木", "suzuki_kazuya"),
        ("nishi TAKA", "nishiwaki"),
        ("니시와키타카", "nishiwaki"),
    ],
)
def test_people_are_found_by_a_name_in_any_script(page: Page, typed: str, chosen: str) -> None:
    page.get_by_role("button", name="인물 추가").click()
    page.keyboard.insert_text(typed)
    offered = page.locator(".choosing [role=option]")
    assert offered.count() == 1
    assert faults(page) == []
    page.keyboard.press("Enter")
    assert offered.count() == 0
    assert page.locator("[name=attendees-0-person]").input_value() == chosen
    assert "items/-/new" in page.url


def test_a_name_typed_by_halves_chooses_nobody_else(page: Page) -> None:
    page.get_by_role("button", name="인물 추가").click()
    field, sent = page.locator("#attendees-0-person"), page.locator("[name=attendees-0-person]")
    field.fill("스즈키")
    page.keyboard.press("Enter")
    assert field.input_value() == "스즈키 카즈야"
    field.fill("이승")
    page.keyboard.press("Escape")
    assert (field.input_value(), sent.input_value()) == ("스즈키 카즈야", "suzuki_kazuya")
    field.fill("")
    page.keyboard.press("Tab")
    assert (field.input_value(), sent.input_value()) == ("", "")
    field.press("ArrowDown")
    assert page.locator(".choosing [role=option]").count() == len(demo_trip().people)
    page.locator(".choosing [role=option]", has_text="이승원").click()
    assert (field.input_value(), sent.input_value()) == ("이승원", "lee_seungwon")


def test_the_bar_never_covers_what_has_the_focus(page: Page) -> None:
    covered = []
    for _ in range(60):
        page.keyboard.press("Tab")
        covered += page.evaluate("""() => {
            const [focused, bar] = [document.activeElement, document.querySelector(".form-bar")];
            if (!focused.closest("form.record-form") || bar.contains(focused)) return [];
            const beneath = focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
            return beneath ? [focused.name || focused.outerHTML.slice(0, 80)] : [];
        }""")
    assert covered == []
