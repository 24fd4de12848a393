"""What every answer of the planner carries, whoever asks and however badly; and what no answer ever says."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from planner import create_app
from planner.access import Action
from planner.application import asset_url
from planner.config import Settings
from planner.web.db import db
from planner.web.session import public, require
from tests.web.cast import Desk

CHECKOUT = Path(__file__).parents[2]

SECRET = "the-secret-of-the-failing-view"

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "base-uri": "'none'",
}

# One request for each status that the shell can answer with.
REQUESTS = {
    "sign-in page": ("GET", "/sign-in", 200),
    "stranger at the desk": ("GET", "/desk-only", 303),
    "form without its token": ("POST", "/sign-in", 400),
    "forbidden": ("GET", "/forbidden", 403),
    "no such page": ("GET", "/no-such-page", 404),
    "wrong method": ("GET", "/preferences", 405),
    "too large": ("POST", "/large", 413),
    "broken view": ("GET", "/broken", 500),
    "database away": ("GET", "/away", 503),
    "static file": ("GET", "/static/favicon.svg", 200),
    "no such static file": ("GET", "/static/no-such-file", 404),
}


def add_views(app: Flask) -> None:
    """Views that fail in each way there is."""

    @app.get("/desk-only")
    def desk_only() -> str:
        return "the desk"

    @app.get("/forbidden")
    @public
    def forbidden() -> str:
        require(Action.PUBLISH)
        return "published"

    @app.post("/large")
    @public
    def large() -> str:
        return "taken"

    @app.get("/broken")
    @public
    def broken() -> str:
        raise RuntimeError(SECRET)

    @app.get("/away")
    @public
    def away() -> str:
        raise OperationalError("SELECT 1", {"secret": SECRET}, Exception("disk I/O error"))

    @app.get("/writing-get")
    @public
    def writing_get() -> str:
        db().execute(text("DELETE FROM users"))
        db().commit()
        return "deleted"


@pytest.fixture(params=["http", "https"])
def site(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The planner on a plain and on an encrypted address."""
    app = create_app(replace(settings, base_url=f"{request.param}://planner.sejong.example"))
    add_views(app)
    yield app
    app.extensions["planner.engine"].dispose()


@pytest.fixture
def broken(app: Flask) -> FlaskClient:
    """A reader of a planner whose views fail."""
    add_views(app)
    return app.test_client()


@pytest.mark.parametrize("case", REQUESTS)
def test_every_answer_carries_the_headers(site: Flask, case: str) -> None:
    method, path, status = REQUESTS[case]
    size = 13 << 20 if case == "too large" else None
    response = site.test_client().open(path, method=method, content_length=size, buffered=True)
    assert response.status_code == status
    headers = response.headers
    assert dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "camera=()" in headers["Permissions-Policy"]
    https = site.extensions["planner.settings"].base_url.startswith("https")
    assert headers.get("Strict-Transport-Security") == ("max-age=63072000" if https else None)


def test_pages_are_not_kept_by_browsers_and_files_are(site: Flask) -> None:
    client = site.test_client()
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"
    assert client.get("/static/favicon.svg", buffered=True).headers["Cache-Control"] == "public, max-age=86400"
    assert client.get(asset_url("main.css"), buffered=True).headers["Cache-Control"] == "public, max-age=31536000"


def test_cookies_are_for_this_site_alone(site: Flask) -> None:
    (cookie,) = site.test_client().get("/sign-in").headers.getlist("Set-Cookie")
    name, *attributes = (part.strip() for part in cookie.split(";"))
    https = site.extensions["planner.settings"].base_url.startswith("https")
    assert name.split("=")[0] == ("__Host-planner" if https else "planner")
    assert set(attributes) == {"HttpOnly", "Path=/", "SameSite=Lax"} | ({"Secure"} if https else set())


def test_files_and_links_for_strangers_set_no_cookie(site: Flask) -> None:
    response = site.test_client().get("/static/favicon.svg", buffered=True)
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("token", [None, "", "wrong"], ids=["missing", "empty", "wrong"])
def test_nothing_is_changed_without_a_form_token(desk: Desk, method: str, token: str | None) -> None:
    @desk.app.route("/change", methods=[method])
    def change() -> str:
        return "changed"

    minji = desk.browser("minji")
    data = {} if token is None else {"csrf_token": token}
    response = minji.client.open("/change", method=method, data=data)
    assert response.status_code == 400
    assert "This form has grown old" in response.text
    right = {"csrf_token": minji.form_token("/no-such-page")}
    assert minji.client.open("/change", method=method, data=right).text == "changed"


def test_a_get_cannot_write_even_if_it_wants_to(desk: Desk) -> None:
    add_views(desk.app)
    assert desk.browser().get("/writing-get").status_code == 503
    assert desk.browser().sign_in("minji").status_code == 303


def test_strangers_are_asked_to_sign_in_wherever_nobody_said_otherwise(desk: Desk) -> None:
    add_views(desk.app)
    stranger, minji = desk.browser(), desk.browser("minji")
    response = stranger.get("/desk-only?day=2")
    assert (response.status_code, response.headers["Location"]) == (303, "/sign-in?next=/desk-only?day%3D2")
    assert minji.get("/desk-only").text == "the desk"


def test_who_lacks_the_right_is_told_so(desk: Desk) -> None:
    add_views(desk.app)
    answers = {login: desk.browser(login).get("/forbidden").status_code for login in ("minji", "hyunwoo", "seungwon")}
    assert answers == {"minji": 200, "hyunwoo": 403, "seungwon": 403}


@pytest.mark.parametrize("path", ["/broken", "/away", "/no-such-page"])
def test_error_pages_tell_what_to_do_and_not_how_it_broke(broken: FlaskClient, path: str) -> None:
    page = broken.get(path).text
    for word in (SECRET, "Traceback", "RuntimeError", "OperationalError", "SELECT", str(CHECKOUT), "site-packages"):
        assert word not in page
    assert "<h1>" in page


def test_the_log_has_what_the_page_has_not(broken: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        broken.get("/broken?token=from-a-link")
    assert SECRET in caplog.text
    assert "from-a-link" not in caplog.text


def test_an_absent_database_is_said_to_be_absent_and_when_to_come_back(desk: Desk) -> None:
    add_views(desk.app)
    minji = desk.browser("minji")
    with desk.app.extensions["planner.engine"].begin() as connection:
        connection.execute(text("ALTER TABLE web_sessions RENAME TO elsewhere"))
    response = minji.get("/desk-only")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "10"
    assert "Nothing has been saved. Try again in a moment." in response.text


def test_a_wrong_method_still_says_which_are_right(app: Flask) -> None:
    response = app.test_client().get("/preferences")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}, {"Forwarded": "host=evil.example"}],
    ids=["Host", "X-Forwarded-Host", "Forwarded"],
)
def test_no_answer_repeats_the_host_that_was_asked_for(desk: Desk, headers: dict[str, str]) -> None:
    add_views(desk.app)
    for path in ("/sign-in", "/desk-only", "/no-such-page"):
        response = desk.browser().get(path, headers=headers)
        assert "evil.example" not in response.text + str(response.headers)


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(settings: Settings, cheap_hashes: None) -> None:
    desk = Desk(create_app(replace(settings, base_url="https://planner.sejong.example")))
    browser = desk.browser()
    seen = []
    desk.app.before_request(lambda: seen.append(request.remote_addr))
    browser.get("/sign-in", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})
    assert seen == ["192.0.2.7"]
    desk.app.extensions["planner.engine"].dispose()
