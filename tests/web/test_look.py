"""The look in a real browser: every part of it is readable by everybody, on the phone and at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Live, OpenPage
from tests.web.axe import faults
from tests.web.cast import PASSWORD, Desk, email
from tests.web.gallery import add_gallery

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = ("phone", "desktop")


@pytest.fixture
def site(live: Live) -> str:
    """The address of a planner with the gallery."""
    add_gallery(live.app)
    return live.url


def is_too_wide(page: Page) -> bool:
    """Whether one has to scroll sideways."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


def reachable_by_tab(page: Page, presses: int) -> list[str]:
    """What the Tab key leads to, one after the other."""
    names = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.value || document.activeElement.textContent.trim()"))
    return names


@pytest.mark.parametrize(
    ("locale", "scheme", "size"),
    [
        ("ko-KR", "light", "phone"),
        ("ko-KR", "dark", "desktop"),
        ("ja-JP", "dark", "phone"),
        ("ja-JP", "light", "desktop"),
        ("en-GB", "dark", "phone"),
        ("en-GB", "light", "desktop"),
    ],
)
def test_every_part_is_without_fault(site: str, open_page: OpenPage, locale: str, scheme: str, size: str) -> None:
    page = open_page(size, locale=locale, color_scheme=scheme)
    for path, status in {"/gallery": 200, "/sign-in": 200, "/no-such-page": 404}.items():
        response = page.goto(site + path)
        assert response is not None
        assert response.status == status
        assert page.evaluate("getComputedStyle(document.body).fontSize") == "17px"
        assert page.locator("html").get_attribute("lang") == locale[:2]
        assert faults(page) == []
        assert not is_too_wide(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_form_that_was_refused_says_why_and_leads_there(site: str, open_page: OpenPage, size: str) -> None:
    page = open_page(size, locale="en-GB")
    page.goto(f"{site}/gallery")
    page.locator("#agenda-0-ja").evaluate("field => { field.value = '長すぎる議題です' }")
    page.get_by_role("complementary").get_by_role("button", name="Save").click()
    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").all_text_contents() == [
        "Name: Enter a name.",
        "First day: Enter a day, such as 2025-09-30.",
        "Agenda 1 – 日本語: Use at most 5 characters.",
    ]
    assert page.evaluate("document.activeElement.matches('.error-summary')")
    assert faults(page) == []
    summary.get_by_role("link", name="Agenda").click()
    assert page.evaluate("document.activeElement.id") == "agenda-0-ja"
    described = page.locator("#agenda-0-ja").get_attribute("aria-describedby")
    assert page.locator(f"#{described}").text_content().strip() == "Use at most 5 characters."
    assert page.locator("#agenda-0-ja").get_attribute("lang") == "ja"


def fill_points(page: Page, *points: str) -> None:
    for number, point in enumerate(points):
        page.locator(f"#agenda-{number}-ko").fill(point)


def points(page: Page) -> list[str]:
    return [row.input_value() for row in page.locator(".row input[lang=ko]").all()]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_rows_are_added_moved_and_removed(site: str, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(locale="en-GB", java_script_enabled=scripts)
    page.goto(f"{site}/gallery")
    fill_points(page, "인사", "협의")
    page.get_by_role("button", name="Add a point").click()
    page.locator("#agenda-2-ko").fill("오찬")
    assert points(page) == ["인사", "협의", "오찬"]
    page.locator(".row").nth(2).get_by_role("button", name="Move up").click()
    assert points(page) == ["인사", "오찬", "협의"]
    page.locator(".row").nth(0).get_by_role("button", name="Move down").click()
    assert points(page) == ["오찬", "인사", "협의"]
    page.locator(".row").nth(1).get_by_role("button", name="Remove").click()
    assert points(page) == ["오찬", "협의"]
    page.get_by_role("complementary").get_by_role("button", name="Save").click()
    assert points(page) == ["오찬", "협의"]


def test_enter_in_a_field_sends_the_form_and_removes_no_row(site: str, open_page: OpenPage) -> None:
    page = open_page(locale="en-GB")
    page.goto(f"{site}/gallery")
    fill_points(page, "인사", "협의")
    page.locator("#agenda-0-ko").press("Enter")
    page.get_by_role("alert").wait_for()
    assert points(page) == ["인사", "협의"]


def test_the_keyboard_gets_everywhere_and_shows_where_it_is(site: str, open_page: OpenPage) -> None:
    page = open_page(locale="en-GB")
    page.goto(f"{site}/sign-in")
    assert reachable_by_tab(page, 4) == ["Skip to the content", "Delegation planner", "Language: English", "Appearance"]
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert outline == "rgb(0, 0, 0) solid 4px"
    page.keyboard.press("Enter")
    assert reachable_by_tab(page, 1) == ["auto"]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Appearance"
    assert page.locator("details[open]").count() == 0


def test_the_theme_is_switched_and_stays(site: str, open_page: OpenPage) -> None:
    page = open_page("phone", locale="en-GB", color_scheme="light")
    page.goto(f"{site}/sign-in")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(background) == "rgb(244, 245, 246)"
    page.locator("summary", has_text="Appearance").click()
    page.get_by_role("button", name="Dark").click()
    page.wait_for_load_state()
    assert page.evaluate(background) == "rgb(19, 20, 22)"
    page.goto(f"{site}/gallery")
    assert page.evaluate(background) == "rgb(19, 20, 22)"


def test_targets_are_large_enough_for_a_thumb(site: str, open_page: OpenPage) -> None:
    page = open_page("phone", locale="ko-KR")
    page.goto(f"{site}/gallery")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, input:not([type=hidden]), select, nav a")]
          .filter(each => !each.matches(".by-enter"))
          .map(each => [each.closest(".check") ?? each, each.name])
          .filter(([box]) => box.checkVisibility() && box.getBoundingClientRect().height < 44)
          .map(([box, name]) => name || box.outerHTML)"""
    )
    assert small == []


def test_a_signed_in_reader_finds_the_way_out(live: Live, open_page: OpenPage, cheap_hashes: None) -> None:
    Desk(live.app)
    live.app.extensions["planner.clock"].pass_(hours=1)
    page = open_page("phone", locale="en-GB")
    page.goto(f"{live.url}/sign-in")
    page.get_by_label("E-mail address").fill(email("minji"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{live.url}/no-such-page")
    page.locator("summary", has_text="김민지").click()
    assert faults(page) == []
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You are signed out.").wait_for()
