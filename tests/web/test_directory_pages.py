"""The directory in a real browser, on the phone and at the desk, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from planner.models import Delegation
from tests.conftest import Live, OpenPage
from tests.web.axe import faults
from tests.web.cast import Desk
from tests.web.kyoto import to_kyoto

if TYPE_CHECKING:
    from playwright.sync_api import Page

DELEGATION = "/delegations/sejong-2025-kyoto"
PATHS = (
    "/organisations",
    "/people/suzuki_kazuya",
    "/people/suzuki_kazuya/travel",
    "/people/suzuki_kazuya/delete",
    "/places/kick/edit",
    "/events/-/new",
    f"{DELEGATION}/edit",
)

Visit = Callable[..., "Page"]


@pytest.fixture
def desk(live: Live, cheap_hashes: None) -> Desk:
    """The desk on the web, with the trip in it."""
    return to_kyoto(Desk(live.app))


@pytest.fixture
def visit(live: Live, desk: Desk, open_page: OpenPage) -> Visit:
    """Open a page as Minji."""

    def open_one(path: str, *device: str, **options: object) -> Page:
        page = open_page(*device, **options)
        page.goto(live.url + desk.link("minji"))
        page.get_by_role("button").last.click()
        page.goto(live.url + path)
        return page

    return open_one


@pytest.mark.parametrize(("size", "locale", "scheme"), [("phone", "ko-KR", "light"), ("desktop", "ja-JP", "dark")])
def test_pages_are_without_fault(live: Live, visit: Visit, size: str, locale: str, scheme: str) -> None:
    page = visit("/people", size, locale=locale, color_scheme=scheme)
    for path in PATHS:
        page.goto(live.url + path)
        page.evaluate("document.querySelectorAll('details.more').forEach(each => { each.open = true })")
        assert faults(page) == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), path


def members(desk: Desk) -> list[str]:
    with desk.writing() as session:
        return [each.person.key for each in session.scalars(select(Delegation)).one().members]


@pytest.mark.parametrize("scripts", [True, False])
def test_minji_adds_a_member_and_puts_him_first(desk: Desk, visit: Visit, scripts: bool) -> None:
    page = visit(f"{DELEGATION}/edit", "phone", locale="en-GB", java_script_enabled=scripts)
    page.get_by_role("button", name="Add a member").click()
    person = page.locator("#members-2-person")
    if scripts:
        person.fill("チェ")
        person.press("Enter")
    else:
        person.select_option("choi_minho")
    for row in (2, 1):
        page.locator("#members .row").nth(row).get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Save").last.click()
    page.get_by_role("status").wait_for()
    assert members(desk) == ["choi_minho", "lee_seungwon", "hong_manpyo"]


def test_enter_saves_and_errors_lead_to_their_field(desk: Desk, visit: Visit) -> None:
    page = visit("/places/kick/edit", locale="en-GB")
    page.get_by_label("Time zone").fill("Asia/Kyoto")
    page.get_by_label("Latitude").press("Enter")
    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").all_text_contents() == ["Time zone: Unknown time zone: Asia/Kyoto."]
    summary.get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "zone"
    assert page.get_by_label("Time zone").get_attribute("aria-invalid") == "true"
    assert faults(page) == []
    page.keyboard.press("Control+A")
    page.keyboard.type("Asia/Tokyo")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert page.get_by_text("Asia/Tokyo").count() == 1


def test_a_conflict_can_be_read_and_resolved(live: Live, desk: Desk, visit: Visit) -> None:
    page = visit("/people/suzuki_kazuya/edit", "phone", locale="en-GB")
    other = visit("/people/suzuki_kazuya/edit", locale="en-GB")
    other.get_by_label("Remark for staff").fill("Met in April.")
    other.get_by_role("button", name="Save").last.click()
    other.get_by_role("status").wait_for()
    page.get_by_label("Reading in kana").fill("スズキ カズヤ")
    page.get_by_role("button", name="Save").last.click()
    assert page.get_by_role("note").all_inner_texts()[-1].split("\n")[-1] == "Met in April."
    assert faults(page) == []
    page.get_by_label("Remark for staff").fill("Met in April.")
    page.get_by_role("button", name="Save mine on top").click()
    page.get_by_role("status").wait_for()
    assert page.get_by_text("Met in April.").is_visible()
    assert page.get_by_text("スズキ カズヤ").is_visible()
