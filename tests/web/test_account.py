"""Minji comes in by her first link, chooses a password, and the next day needs no link any more."""

from __future__ import annotations

import re

from tests.web.cast import PASSWORD, Desk

NEW = "granite lantern over seven bridges"


def _without_password(desk: Desk, login: str) -> None:
    with desk.writing() as session:
        desk.user(session, login).password_hash = None
        session.commit()


def test_a_first_link_leads_to_a_password(desk: Desk) -> None:
    _without_password(desk, "minji")
    link, minji = desk.link("minji"), desk.browser()
    response = minji.post(link, seen=link)
    assert (response.status_code, response.headers["Location"]) == (303, "/account")
    page = minji.get("/account").text
    assert "Your password until now" not in page
    for field in ("new", "again"):
        assert re.search(rf'<label for="{field}">[^<]+<span class="required">required</span></label>', page), field
    response = minji.post("/account", seen="/account", new=NEW, again=NEW)
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    assert minji.is_signed_in()
    desk.clock.pass_(days=8)
    assert not minji.is_signed_in()
    assert minji.sign_in("minji", NEW).headers["Location"] == "/"


def test_a_new_password_needs_the_old_one_and_signs_other_browsers_out(desk: Desk) -> None:
    minji, at_home = desk.browser("minji"), desk.browser("minji")
    refused = minji.post("/account", seen="/account", current="not my password", new=NEW, again=NEW)
    assert refused.status_code == 422
    assert "This is not your password." in refused.text
    assert at_home.is_signed_in()
    response = minji.post("/account", seen="/account", current=PASSWORD, new=NEW, again=NEW)
    assert response.status_code == 303
    assert "Your password is saved." in minji.get("/account").text
    assert minji.is_signed_in()
    assert not at_home.is_signed_in()
    assert at_home.sign_in("minji", PASSWORD).status_code == 401


def test_a_password_that_cannot_be_taken(desk: Desk) -> None:
    minji = desk.browser("minji")
    wrong = {
        "Enter a new password.": ("", ""),
        "Write between 12 and 200 characters.": ("short one", "short one"),
        "This is easy to guess.": ("minji password 2025", "minji password 2025"),
        "The two do not agree.": (NEW, NEW + "!"),
        "Enter the new password once more.": (NEW, ""),
    }
    for message, (new, again) in wrong.items():
        response = minji.post("/account", seen="/account", current=PASSWORD, new=new, again=again)
        assert response.status_code == 422, message
        assert message in response.text
    assert desk.browser("minji").is_signed_in()


def test_guessing_the_old_password_is_slowed_down(desk: Desk) -> None:
    thief_at_the_open_browser = desk.browser("minji")
    for _ in range(10):
        response = thief_at_the_open_browser.post("/account", seen="/account", current="guess", new=NEW, again=NEW)
    response = thief_at_the_open_browser.post("/account", seen="/account", current=PASSWORD, new=NEW, again=NEW)
    assert response.status_code == 422
    assert "Too many attempts." in response.text


def test_a_stranger_has_no_account(desk: Desk) -> None:
    response = desk.browser().get("/account")
    assert (response.status_code, response.headers["Location"]) == (303, "/sign-in?next=/account")


def test_the_address_of_a_link_stands_in_no_referer(desk: Desk) -> None:
    response = desk.browser().get(desk.link("minji"))
    assert response.headers["Referrer-Policy"] == "strict-origin"
