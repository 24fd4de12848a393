"""The cast signs in and out, by password and by link; strangers and guessers stay outside."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from planner import accounts
from planner.models.access import SignInAttempt, SignInLink, WebSession
from planner.web.preferences import own_path
from tests.web.cast import PASSWORD, Desk, email

NO_MATCH = "E-mail address and password do not match."
DEAD_LINK = "This link no longer works"


def test_the_organiser_signs_in_and_out(desk: Desk) -> None:
    minji = desk.browser()
    assert not minji.is_signed_in()
    response = minji.sign_in("minji")
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    assert minji.is_signed_in()
    assert "김민지" in minji.get("/no-such-page").text
    response = minji.post("/sign-out", seen="/no-such-page")
    assert (response.status_code, response.headers["Location"]) == (303, "/sign-in")
    assert "You are signed out." in minji.get("/sign-in").text
    assert not minji.is_signed_in()


def test_the_address_is_taken_in_any_case_and_with_spaces_around_it(desk: Desk) -> None:
    minji = desk.browser()
    minji.post("/sign-in", email="  MinJi@Sejong.Example ", password=PASSWORD)
    assert minji.is_signed_in()


def test_a_password_in_decomposed_hangul_is_the_same_password(desk: Desk) -> None:
    with desk.writing() as session:
        desk.user(session, "minji").password_hash = accounts.hash_password("조용한 강가의 단풍나무")
        session.commit()
    minji = desk.browser()
    minji.sign_in("minji", "조용한 강가의 단풍나무")
    assert minji.is_signed_in()


def test_signing_out_kills_the_session_itself_and_not_just_the_cookie(desk: Desk) -> None:
    minji, thief = desk.browser("minji"), desk.browser()
    stolen = minji.client.get_cookie("planner")
    assert stolen is not None
    thief.client.set_cookie("planner", stolen.value)
    assert thief.is_signed_in()
    minji.post("/sign-out", seen="/no-such-page")
    thief.client.set_cookie("planner", stolen.value)
    assert not thief.is_signed_in()


def test_signing_out_needs_a_post(desk: Desk) -> None:
    minji = desk.browser("minji")
    assert minji.get("/sign-out").status_code == 405
    assert minji.is_signed_in()


def test_each_sign_in_begins_a_new_session(desk: Desk) -> None:
    minji = desk.browser("minji")
    before = minji.client.get_cookie("planner")
    minji.get(desk.link("minji", reusable=True))
    after = minji.client.get_cookie("planner")
    assert before
    assert after
    assert before.value != after.value
    with desk.writing() as session:
        assert session.scalar(select(func.count()).select_from(WebSession)) == 1


def test_a_form_token_from_before_signing_in_is_worth_nothing_after_it(desk: Desk) -> None:
    minji = desk.browser()
    planted = minji.form_token()
    minji.sign_in("minji")
    response = minji.client.post("/sign-out", data={"csrf_token": planted})
    assert response.status_code == 400
    assert "This form has grown old" in response.text


@pytest.mark.parametrize(
    ("login", "password"),
    [("minji", "quiet-river-under-pines"), ("haruka", PASSWORD), ("minji", "x" * 100_000), ("haruka", "")],
    ids=["wrong password", "unknown account", "a book as password", "no password"],
)
def test_who_does_not_match_stays_outside(desk: Desk, login: str, password: str) -> None:
    browser = desk.browser()
    response = browser.sign_in(login, password)
    assert response.status_code == (401 if password else 422)
    assert (NO_MATCH if password else "Enter your password.") in response.text
    assert not browser.is_signed_in()


def test_a_wrong_an_unknown_a_disabled_and_a_passwordless_account_look_the_same(desk: Desk) -> None:
    with desk.writing() as session:
        desk.user(session, "hyunwoo").disabled_at = desk.clock()
        desk.user(session, "sora").password_hash = None
        session.commit()

    def answer(login: str, password: str) -> str:
        page = desk.browser().sign_in(login, password).text
        return page[page.index("<main") :].split(email(login))[0].split("csrf_token")[0]

    wrong = answer("minji", "something else entirely")
    assert [answer("haruka", PASSWORD), answer("hyunwoo", PASSWORD), answer("sora", PASSWORD)] == [wrong] * 3


def test_unknown_accounts_cost_as_much_time_as_known_ones(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *given: hashes.append(given[1]) or verify(*given))
    for login in ("minji", "haruka"):
        desk.browser().sign_in(login, "something else entirely")
    assert [known.split("$")[3] for known in hashes] == ["m=8,t=1,p=1"] * 2


def test_a_disabled_user_is_out_at_the_next_request(desk: Desk) -> None:
    minji = desk.browser("minji")
    with desk.writing() as session:
        desk.user(session, "minji").disabled_at = desk.clock()
        session.commit()
    assert not minji.is_signed_in()


def test_signing_out_everywhere_closes_all_browsers_of_one_user(desk: Desk) -> None:
    office, phone, other = desk.browser("minji"), desk.browser("minji"), desk.browser("sora")
    with desk.writing() as session:
        accounts.end_all_sessions(session, desk.user(session, "minji"))
        session.commit()
    assert [each.is_signed_in() for each in (office, phone, other)] == [False, False, True]


def test_a_session_ends_when_it_is_not_used(desk: Desk) -> None:
    minji = desk.browser("minji")
    for _ in range(3):
        desk.clock.pass_(hours=11)
        assert minji.is_signed_in()
    desk.clock.pass_(hours=12)
    assert not minji.is_signed_in()


def test_a_session_ends_after_a_week_however_much_it_is_used(desk: Desk) -> None:
    minji = desk.browser("minji")
    for _ in range(2 * 7 - 1):
        desk.clock.pass_(hours=11.9)
        assert minji.is_signed_in()
    desk.clock.pass_(hours=11.9)
    desk.clock.pass_(hours=1.4)
    assert not minji.is_signed_in()


def test_ended_sessions_are_cleared_away(desk: Desk) -> None:
    desk.browser("minji")
    desk.clock.pass_(days=8)
    desk.browser("sora")
    with desk.writing() as session:
        assert [each.user.name for each in session.scalars(select(WebSession))] == ["정소라"]


# Guessing


def test_ten_passwords_may_be_tried_in_a_quarter_of_an_hour(desk: Desk) -> None:
    guesser = desk.browser()
    assert [guesser.sign_in("minji", f"guess number {n}").status_code for n in range(10)] == [401] * 10
    desk.clock.pass_(minutes=5)
    response = guesser.sign_in("minji")
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "601"
    assert "Too many attempts. Try again in 11 minutes, or use a sign-in link." in response.text
    assert not guesser.is_signed_in()
    desk.clock.pass_(minutes=10, seconds=1)
    assert guesser.sign_in("minji").status_code == 303


def test_the_count_is_for_the_account_wherever_the_guesses_come_from(desk: Desk) -> None:
    for n in range(10):
        browser = desk.browser()
        browser.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{n}"
        browser.sign_in("minji", f"guess number {n}")
    browser.client.environ_base["REMOTE_ADDR"] = "192.0.2.99"
    assert browser.sign_in("minji").status_code == 429
    assert browser.sign_in("sora").status_code == 303


def test_the_count_is_for_the_address_whatever_accounts_the_guesses_are_for(desk: Desk) -> None:
    browser = desk.browser()
    for n in range(10):
        browser.sign_in(f"nobody{n}", "a password that many have")
    assert browser.sign_in("minji").status_code == 429
    browser.client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
    assert browser.sign_in("minji").status_code == 303


def test_the_address_is_not_what_the_browser_says_it_is(desk: Desk) -> None:
    browser = desk.browser()
    for n in range(11):
        browser.client.environ_base["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{n}"
        response = browser.sign_in(f"nobody{n}", "a password that many have")
    assert response.status_code == 429


def test_success_clears_the_count_of_the_account(desk: Desk) -> None:
    browser = desk.browser()
    for n in range(9):
        browser.sign_in("minji", f"guess number {n}")
    assert browser.sign_in("minji").status_code == 303
    with desk.writing() as session:
        assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 0


def test_attempts_are_forgotten_when_they_no_longer_count(desk: Desk) -> None:
    desk.browser().sign_in("haruka", "a password that many have")
    desk.clock.pass_(minutes=15)
    desk.browser().sign_in("sora", "a password that many have")
    with desk.writing() as session:
        assert [each.account for each in session.scalars(select(SignInAttempt))] == [email("sora")]


# Links


def test_a_reusable_link_signs_in_as_often_as_it_is_opened(desk: Desk) -> None:
    link = desk.link("seungwon", reusable=True)
    for _ in range(2):
        delegate = desk.browser()
        response = delegate.get(link)
        assert (response.status_code, response.headers["Location"]) == (303, "/")
        assert delegate.is_signed_in()


def test_a_link_for_one_time_survives_a_mail_scanner_and_works_once(desk: Desk) -> None:
    link = desk.link("seungwon")
    scanner, delegate, thief = desk.browser(), desk.browser(), desk.browser()
    assert "Sign in as 이승원" in scanner.get(link).text
    assert not scanner.is_signed_in()
    assert delegate.post(link, seen=link).status_code == 303
    assert delegate.is_signed_in()
    response = thief.post(link)
    assert response.status_code == 404
    assert DEAD_LINK in response.text
    assert DEAD_LINK in thief.get(link).text
    assert not thief.is_signed_in()


@pytest.mark.parametrize("reusable", [True, False])
def test_a_link_ends(desk: Desk, reusable: bool) -> None:
    link = desk.link("seungwon", hours=1, reusable=reusable)
    desk.clock.pass_(hours=1)
    late = desk.browser()
    assert late.get(link).status_code == 404
    assert late.post(link).status_code == 404
    assert not late.is_signed_in()


def test_a_disabled_users_link_is_dead(desk: Desk) -> None:
    link = desk.link("seungwon", reusable=True)
    with desk.writing() as session:
        desk.user(session, "seungwon").disabled_at = desk.clock()
        session.commit()
    assert desk.browser().get(link).status_code == 404


def test_a_link_gives_the_browser_to_its_own_user(desk: Desk) -> None:
    browser = desk.browser("minji")
    browser.get(desk.link("sora", reusable=True))
    page = browser.get("/no-such-page").text
    assert "정소라" in page
    assert "김민지" not in page


def test_only_hashes_are_kept(desk: Desk) -> None:
    token = desk.link("minji").rpartition("/")[2]
    minji = desk.browser("minji")
    with minji.client.session_transaction() as cookie:
        session_token = cookie["token"]
    assert min(len(token), len(session_token)) == 43  # 256 bits
    with desk.writing() as session:
        kept = [
            session.scalars(select(SignInLink.token_hash)).one(),
            session.scalars(select(WebSession.token_hash)).one(),
        ]
        assert [len(each) for each in kept] == [64, 64]
        assert token not in kept
        assert session_token not in kept
        assert desk.user(session, "minji").password_hash.startswith("$argon2id$")


def test_old_hashes_are_renewed_at_sign_in(desk: Desk) -> None:
    with desk.writing() as session:
        desk.user(session, "minji").password_hash = PasswordHasher(time_cost=2, memory_cost=32).hash(PASSWORD)
        session.commit()
    desk.browser("minji")
    with desk.writing() as session:
        assert desk.user(session, "minji").password_hash.split("$")[3] == "m=8,t=1,p=1"


# Where to


@pytest.mark.parametrize("target", ["/trips/kyoto?day=2", "/", "/trips/kyoto#friday", "/여행"])
def test_after_signing_in_people_get_where_they_wanted_to_go(target: str) -> None:
    assert own_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "trips",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%5Cevil.example",
        "/%2Fevil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\tevil.example",
        "/\t/evil.example",
        "/%09/evil.example",
        "/trips%0d%0aSet-Cookie: a=b",
        "/trips\r\nLocation: //evil.example",
        " //evil.example",
    ],
)
def test_nobody_is_sent_elsewhere(desk: Desk, target: str) -> None:
    assert own_path(target) == "/"
    browser = desk.browser()
    response = browser.sign_in("minji", next=target)
    assert (response.status_code, response.headers["Location"]) == (303, "/")


def test_signing_in_goes_on_where_a_stranger_was_stopped(desk: Desk) -> None:
    browser = desk.browser()
    response = browser.get("/sign-in?next=/trips/kyoto?day=2")
    assert 'name="next" type="hidden" value="/trips/kyoto?day=2"' in response.text
    assert browser.sign_in("minji", next="/trips/kyoto?day=2").headers["Location"] == "/trips/kyoto?day=2"
