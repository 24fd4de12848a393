"""Trips in a real browser: at the desk and on the phone, by mouse and by keyboard, readable by everybody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from planner.itinerary.terms import Language
from tests.conftest import Live, OpenPage
from tests.web.axe import faults
from tests.web.cast import Desk
from tests.web.kyoto import TRIP, give_address, publish, to_kyoto

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = (
    "/",
    TRIP,
    f"{TRIP}/items/d3-suzuki",
    f"{TRIP}/people",
    f"{TRIP}/papers",
    f"{TRIP}/papers/host/ja",
    f"{TRIP}/feeds",
    f"{TRIP}/publish",
    f"{TRIP}/items/-/new",
    f"{TRIP}/items/d3-booth/edit",
    f"{TRIP}/edit",
)


@pytest.fixture
def kyoto(live: Live, cheap_hashes: None) -> Desk:
    """The desk with the trip, answering over HTTP."""
    return to_kyoto(Desk(live.app))


def let_in(page: Page, live: Live, desk: Desk) -> Page:
    """Minji's browser."""
    page.goto(live.url + desk.link("minji", reusable=True))
    return page


def is_too_wide(page: Page) -> bool:
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


@pytest.mark.parametrize(
    ("size", "locale", "scheme"),
    [("desktop", "ko-KR", "light"), ("phone", "ja-JP", "dark")],
)
def test_every_page_of_a_trip_is_without_fault(
    live: Live, kyoto: Desk, open_page: OpenPage, size: str, locale: str, scheme: str
) -> None:
    page = let_in(open_page(size, locale=locale, color_scheme=scheme), live, kyoto)
    for path in PAGES:
        response = page.goto(live.url + path)
        assert response is not None
        assert response.status == 200, path
        assert page.locator("html").get_attribute("lang") == locale[:2]
        assert faults(page) == [], path
        assert not is_too_wide(page), path


def test_an_item_opens_beside_the_table_which_does_not_jump(live: Live, kyoto: Desk, open_page: OpenPage) -> None:
    page = let_in(open_page(), live, kyoto)
    page.goto(live.url + TRIP)
    title = page.get_by_role("link", name="국제고등연구소 주최 교류 리셉션 참석")
    title.scroll_into_view_if_needed()
    page.evaluate("window.scrollTo(0, 400)")
    title.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="국제고등연구소 주최 교류 리셉션 참석")
    panel.wait_for()
    assert page.url == f"{live.url}{TRIP}/items/d3-reception"
    assert page.evaluate("scrollY") == 400
    assert page.evaluate("document.activeElement.id") == "panel"
    assert faults(page) == []

    page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    assert page.url == live.url + TRIP
    assert page.evaluate("document.activeElement.textContent") == "국제고등연구소 주최 교류 리셉션 참석"

    page.go_back()
    panel.wait_for()
    page.reload()
    panel.wait_for()


def test_an_item_is_written_without_a_mouse(live: Live, kyoto: Desk, open_page: OpenPage) -> None:
    page = let_in(open_page(locale="ja-JP"), live, kyoto)
    page.goto(f"{live.url}{TRIP}/items/-/new?kind=meeting&day=2025-10-01")
    page.locator("#title-ja").fill("府庁での打合せ")
    page.locator("#planned-start-time").fill("13:00")
    page.locator("#title-ja").press("Enter")
    page.wait_for_url(f"**{TRIP}/items/meeting")
    assert page.locator("#panel-title").text_content() == "【仮】府庁での打合せ"
    assert page.locator(".panel-when").text_content() == "2025年10月1日（水）13:00～終了時刻未定"


def test_a_new_address_is_copied_with_one_press(live: Live, kyoto: Desk, open_page: OpenPage) -> None:
    page = let_in(open_page(locale="en-GB", permissions=["clipboard-read", "clipboard-write"]), live, kyoto)
    page.goto(f"{live.url}{TRIP}/feeds")
    page.get_by_label("Reader").select_option("host")
    page.get_by_role("button", name="Make the address").click()
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Calendar", exact=True).input_value()
    assert copied.startswith(f"{live.url}/feeds/")


def test_the_language_follows_the_reader_until_it_is_chosen(live: Live, kyoto: Desk, open_page: OpenPage) -> None:
    with kyoto.writing() as session:
        kyoto.user(session, "seungwon").language = Language.JA
        session.commit()
    page = let_in(open_page(locale="en-GB"), live, kyoto)
    page.goto(f"{live.url}{TRIP}/feeds")
    reader, language = page.locator("#audience"), page.locator("#language")
    seen = [language.input_value()]
    for key in ("delegate:lee_seungwon", "host"):
        reader.select_option(key)
        seen.append(language.input_value())
    language.select_option("ko")
    reader.select_option("delegate:lee_seungwon")
    assert [*seen, language.input_value()] == ["en", "ja", "en", "ko"]


@pytest.mark.parametrize(("size", "scheme"), [("phone", "light"), ("phone", "dark"), ("desktop", "light")])
def test_the_travellers_page_is_without_fault(
    live: Live, kyoto: Desk, open_page: OpenPage, size: str, scheme: str
) -> None:
    publish(kyoto)
    kyoto.clock.moment = datetime(2025, 10, 2, 2, 15, tzinfo=UTC)
    for audience, language in (("delegate:lee_seungwon", Language.KO), ("host", Language.JA)):
        page = open_page(size, locale="en-GB", color_scheme=scheme)
        page.goto(f"{live.url}/pages/{give_address(kyoto, audience, language)}")
        assert page.locator("html").get_attribute("lang") == language
        assert faults(page) == []
        assert not is_too_wide(page)
        small = page.evaluate("""() => [...document.querySelectorAll('main a, main button, main summary')]
            .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
            .map(each => each.outerHTML.slice(0, 120))""")
        assert small == []


def test_the_travellers_page_moves_on_by_itself(live: Live, kyoto: Desk, open_page: OpenPage) -> None:
    publish(kyoto)
    kyoto.clock.moment = datetime(2025, 10, 2, 2, 15, tzinfo=UTC)
    page = open_page("phone")
    page.clock.install()
    page.goto(f"{live.url}/pages/{give_address(kyoto, 'delegate:lee_seungwon', Language.KO)}")
    now = page.locator("#now")
    assert "국제 세션 발표" in (now.text_content() or "")
    kyoto.clock.moment = datetime(2025, 10, 2, 7, tzinfo=UTC)
    page.clock.fast_forward("01:00")
    now.get_by_text("게이한나 과학도시 시찰").wait_for()
    assert "국제 세션 발표" not in (now.text_content() or "")


def test_details_open_where_their_link_points(live: Live, kyoto: Desk, open_page: OpenPage) -> None:
    publish(kyoto)
    kyoto.clock.moment = datetime(2025, 10, 1, 23, tzinfo=UTC)
    page = open_page("phone")
    page.goto(f"{live.url}/pages/{give_address(kyoto, 'host', Language.KO)}")
    entry = page.locator("details.entry").filter(has_text="국제 세션 발표")
    assert entry.get_attribute("open") is None
    page.locator("#now").get_by_role("link").last.click()
    assert entry.get_attribute("open") is not None
