"""Each reader gets the interface in their language and in the light they like."""

from __future__ import annotations

import pytest

from planner.itinerary.terms import Language
from tests.web.cast import Desk
from tests.web.kyoto import TRIP, to_kyoto


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("ja", "ja"),
        ("en-GB,ja;q=0.5", "en"),
        ("fr-FR,ja;q=0.3", "ja"),
        ("fr-FR,de", "en"),
        ("", "en"),
        ("*", "en"),
        ("x" * 5000, "en"),
    ],
)
def test_a_stranger_is_spoken_to_as_their_browser_asks(desk: Desk, asked: str, spoken: str) -> None:
    page = desk.browser().get("/sign-in", headers={"Accept-Language": asked}).text
    assert f'<html lang="{spoken}" data-theme="auto">' in page


def test_a_strangers_choice_stays_with_the_browser(desk: Desk) -> None:
    haruka = desk.browser()
    response = haruka.post("/preferences", language="ja", next="/sign-in?next=/trips")
    assert (response.status_code, response.headers["Location"]) == (303, "/sign-in?next=/trips")
    assert '<html lang="ja"' in haruka.get("/sign-in", headers={"Accept-Language": "ko"}).text


def test_a_users_choice_goes_with_them_to_other_browsers(desk: Desk) -> None:
    desk.browser("minji").post("/preferences", seen="/no-such-page", language="ko", next="/")
    with desk.writing() as session:
        assert desk.user(session, "minji").language is Language.KO
    phone = desk.browser("minji")
    assert '<html lang="ko"' in phone.get("/no-such-page", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_the_theme_is_in_the_page_itself_so_that_nothing_flashes(desk: Desk, theme: str) -> None:
    minji = desk.browser()
    minji.post("/preferences", theme=theme, next="/sign-in")
    assert f'data-theme="{theme}"' in minji.get("/sign-in").text


def test_what_is_not_a_choice_changes_nothing(desk: Desk) -> None:
    minji = desk.browser()
    response = minji.post("/preferences", theme='"><script>', language="tlh", next="//evil.example")
    assert response.headers["Location"] == "/"
    assert response.headers.getlist("Set-Cookie") == []
    minji.client.set_cookie("theme", '"><script>')
    minji.client.set_cookie("language", "tlh")
    assert '<html lang="en" data-theme="auto">' in minji.get("/sign-in").text


def test_marks_between_words_are_those_of_the_language(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    pages = {
        f"{TRIP}/items/-/new?kind=meeting": ("<h1>行程を追加：面談</h1>", "<h1>일정 추가: 면담</h1>"),
        TRIP: ("（韓国）</span>", "(대한민국)</span>"),
        "/organisations/sejong/delete": ("（1）：", "(1): "),
    }
    for n, speech in enumerate(("ja", "ko")):
        minji.post("/preferences", seen="/no-such-page", language=speech, next="/")
        for path, expected in pages.items():
            assert expected[n] in minji.get(path).text, (speech, path)
