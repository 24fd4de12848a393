"""Seung-won's phone: what is now, where it is, what comes next; without a session, and for nobody else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import Language
from planner.models import Feed
from planner.web.delegate_page import in_time
from tests.trips import DEMO, demo_trip, with_item
from tests.web.cast import Desk
from tests.web.kyoto import give_address, publish, to_kyoto

SEUNGWON = "delegate:lee_seungwon"


@pytest.fixture
def kyoto(desk: Desk) -> Desk:
    """The desk after the first publication."""
    publish(to_kyoto(desk))
    return desk


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def now_of(page: str) -> str:
    """What stands in the part for now and next."""
    return words(page.partition('id="now"')[2].partition("</section>")[0])


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2025, 9, 29, 9, tzinfo=UTC), ["Next in 16 hours 10:00–13:00 [Tentative] Travel to Osaka [assumed]"]),
        (datetime(2025, 9, 30, 3, tzinfo=UTC), ["Now ends in 60 minutes 10:00–13:00", "Next in 3 hours 15:00–16:30"]),
        (
            datetime(2025, 10, 2, 2, 15, tzinfo=UTC),
            [
                "Now ends in 25 minutes 11:00–11:40 [assumed] Presentation at the international session",
                "Next Afternoon",
            ],
        ),
        (
            datetime(2025, 10, 2, 5, tzinfo=UTC),
            ["Now Afternoon Meeting with Vice-Governor", "Next in 80 minutes 15:20"],
        ),
        (datetime(2025, 10, 4, tzinfo=UTC), ["The trip is over."]),
    ],
)
def test_now_and_next(kyoto: Desk, moment: datetime, said: list[str]) -> None:
    token = give_address(kyoto, SEUNGWON, Language.EN)
    kyoto.clock.moment = moment
    page = now_of(kyoto.browser().get(f"/pages/{token}").text)
    for text in said:
        assert text in page, page


def test_the_way_there_is_a_map_away(kyoto: Desk) -> None:
    token = give_address(kyoto, SEUNGWON, Language.KO)
    kyoto.clock.moment = datetime(2025, 10, 2, 2, 15, tzinfo=UTC)
    page = kyoto.browser().get(f"/pages/{token}").text
    assert "게이한나 오픈이노베이션센터(KICK)" in now_of(page)
    place = next(place for place in demo_trip().places if place.id == "kick")
    mark = f"mlat={place.latitude}&amp;mlon={place.longitude}#map=17/{place.latitude}/{place.longitude}"
    assert f'href="https://www.openstreetmap.org/?{mark}"' in page


def test_the_page_is_in_the_language_of_its_address(kyoto: Desk) -> None:
    token = give_address(kyoto, "host", Language.JA)
    page = kyoto.browser().get(f"/pages/{token}", headers={"Accept-Language": "ko"}).text
    assert '<html lang="ja"' in page
    assert "世宗特別自治市代表団" in page
    assert "2025年9月30日（火）～10月3日（金）、3泊4日" in page


def test_what_exists_in_japanese_only_says_so_in_korean(kyoto: Desk) -> None:
    page = kyoto.browser().get(f"/pages/{give_address(kyoto, SEUNGWON, Language.KO)}").text
    address = "京都府京都市中京区三条高倉"
    assert f'<span lang="ja">{address}</span><span class="fallback"> [일본어]</span>' in page
    page = kyoto.browser().get(f"/pages/{give_address(kyoto, SEUNGWON, Language.JA)}").text
    assert address in page
    assert 'class="fallback"' not in page


def test_nothing_is_kept_and_nothing_is_told(kyoto: Desk) -> None:
    token = give_address(kyoto, SEUNGWON, Language.KO)
    response = kyoto.browser().get(f"/pages/{token}")
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    minji = kyoto.browser("minji").get(f"/pages/{token}")
    assert minji.text == response.text


def test_only_what_was_published_is_shown(kyoto: Desk) -> None:
    token = give_address(kyoto, SEUNGWON, Language.EN)
    to_kyoto(kyoto, with_item(demo_trip(), "d1-kotra", title=LocalText.of(ko="코", ja="コ", en="Visit to an office")))
    browser = kyoto.browser()
    assert "Visit to an office" not in browser.get(f"/pages/{token}").text
    assert "is-changed" not in browser.get(f"/pages/{token}").text
    kyoto.clock.pass_(hours=1)
    publish(kyoto)
    page = browser.get(f"/pages/{token}").text
    assert "Visit to an office" in page
    assert page.count("is-changed") == 1
    kyoto.clock.pass_(days=4)
    assert "is-changed" not in browser.get(f"/pages/{token}").text


def test_a_delegate_sees_what_concerns_them(kyoto: Desk) -> None:
    own = kyoto.browser().get(f"/pages/{give_address(kyoto, 'delegate:hong_manpyo', Language.EN)}").text
    assert "Travel to Osaka" in own
    assert "Visit to KOTRA Osaka" not in own
    press = kyoto.browser().get(f"/pages/{give_address(kyoto, 'press', Language.EN)}").text
    assert "Travel to Osaka" not in press


def test_an_unknown_address_and_a_revoked_one(kyoto: Desk) -> None:
    token = give_address(kyoto, SEUNGWON, Language.EN)
    browser = kyoto.browser()
    unknown = [browser.get(f"/pages/{wrong}") for wrong in ("x", token + "x", token[:-1], "가" * 50)]
    assert {response.status_code for response in unknown} == {404}
    assert len({response.text for response in unknown}) == 1
    assert not any("Set-Cookie" in response.headers for response in unknown)
    with kyoto.writing() as session:
        session.scalars(select(Feed)).one().revoked_at = kyoto.clock()
        session.commit()
    revoked = browser.get(f"/pages/{token}")
    assert revoked.status_code == 410
    assert "This address has been revoked" in revoked.text
    assert "Lee Seung-won" not in revoked.text


def test_before_the_first_publication_the_page_asks_to_wait(desk: Desk) -> None:
    token = give_address(to_kyoto(desk), SEUNGWON, Language.EN)
    response = desk.browser().get(f"/pages/{token}")
    assert response.status_code == 200
    assert "Nothing has been published yet" in response.text
    assert "Osaka" not in response.text


def test_a_delegate_who_signs_in_gets_the_same_page(kyoto: Desk) -> None:
    seungwon = kyoto.browser("seungwon")
    page = seungwon.get(f"/own/{DEMO}").text
    assert "Travel to Osaka" in page
    assert "/feeds/" not in page
    assert seungwon.post("/preferences", seen=f"/own/{DEMO}", language="ko", next=f"/own/{DEMO}").status_code == 303
    assert "출국 및 오사카 이동" in seungwon.get(f"/own/{DEMO}").text
    assert seungwon.post("/sign-out", seen=f"/own/{DEMO}").status_code == 303
    assert seungwon.get(f"/own/{DEMO}").headers["Location"].startswith("/sign-in")
    assert kyoto.browser("minji").get(f"/own/{DEMO}").status_code == 403


@pytest.mark.parametrize(
    ("away", "ko", "ja", "en"),
    [
        (timedelta(seconds=5), "1분 후", "1 分後", "in 1 minute"),
        (timedelta(minutes=119), "119분 후", "119 分後", "in 119 minutes"),
        (timedelta(hours=3), "3시간 후", "3 時間後", "in 3 hours"),
        (timedelta(days=10), "10일 후", "10 日後", "in 10 days"),
    ],
)
def test_how_long_it_is_to_something(away: timedelta, ko: str, ja: str, en: str) -> None:
    assert [in_time(away, language) for language in (Language.KO, Language.JA, Language.EN)] == [ko, ja, en]
