"""Feeds as calendars see them: Lee subscribes on the phone, hosts on their desks, and a stranger tries addresses."""

from __future__ import annotations

import gzip
import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from sqlalchemy import Engine, text, update
from sqlalchemy.orm import Session
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from planner.database import open_engine, sessions
from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import Language
from planner.models import Delegation, Feed, Organisation, Trip
from planner.render.ical import render
from planner.tokens import token_hash
from planner.web.feeds import FeedGate, accepts_gzip, disposition
from tests import itineraries
from tests.ical_linter import lint

LEE, HOSTS, NEW, OLD, STRANGER = (name.ljust(32, "-") for name in ("lee", "hosts", "new", "old", "stranger"))
PUBLISHED = datetime(2027, 4, 20, 1, 30, tzinfo=UTC)
REVOKED = datetime(2027, 6, 1, 3, 0, tzinfo=UTC)
CALENDAR = render(itineraries.full(Language.KO))
ETAG = hashlib.sha256(CALENDAR).hexdigest()


NO_DATABASE = open_engine("sqlite:////nowhere/planner.db")
"""Asking it for anything ends in 503."""


@dataclass
class Desk:
    """The gate with a clock that tests set, and a reader in front of it."""

    gate: FeedGate
    engine: Engine
    today: datetime = PUBLISHED + timedelta(days=1)

    def ask(self, token: str, name: str = "cheongju.ics", method: str = "GET", **headers: str) -> TestResponse:
        """Ask for a feed; `if_none_match="…"` and the like become headers."""
        names = {key.replace("_", "-"): value for key, value in headers.items()}
        return Client(self.gate, Response).open(f"/feeds/{token}/{name}", method=method, headers=names)


def program(environ: Any, start_response: Any) -> list[bytes]:
    """What stands behind the gate."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"the program"]


@pytest.fixture
def desk(engine: Engine, session: Session) -> Iterator[Desk]:
    """Four addresses of one trip: Lee's, the hosts', one before its first publication, one that was revoked."""
    city = Organisation(key="cheongju", name=LocalText.of(ko="청주시"), country="KR")
    delegation = Delegation(key="tottori", name=LocalText.of(ko="청주시 대표단"), organisation=city)
    trip = Trip(
        key="cheongju-tottori-2027",
        title=LocalText.of(ko="돗토리 방문"),
        starts=date(2027, 5, 11),
        ends=date(2027, 5, 17),
        delegation=delegation,
    )
    session.add(trip)

    def feed(token: str, audience: str, language: Language, **more: Any) -> Feed:
        known: dict[str, Any] = {"etag": ETAG, "body": gzip.compress(CALENDAR, mtime=0), "changed_at": PUBLISHED}
        return Feed(
            token_hash=token_hash(token),
            trip=trip,
            audience=audience,
            language=language,
            created_at=PUBLISHED,
            **(known | more),
        )

    session.add(feed(LEE, "delegate:lee", Language.KO))
    session.add(feed(HOSTS, "host", Language.JA))
    session.add(feed(NEW, "press", Language.EN, etag="", body=b""))
    session.add(feed(OLD, "delegate:choi", Language.KO, revoked_at=REVOKED))
    session.commit()
    desk = Desk(FeedGate(program, engine, lambda: desk.today), engine)
    yield desk
    desk.gate.shelf.close()


# The calendar


def test_lee_gets_the_calendar_and_all_that_clients_need_to_keep_it(desk: Desk) -> None:
    answer = desk.ask(LEE)
    assert answer.status == "200 OK"
    assert answer.data == CALENDAR
    assert dict(answer.headers) == {
        "ETag": f'"{ETAG}"',
        "Last-Modified": "Tue, 20 Apr 2027 01:30:00 GMT",
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": "inline; filename=\"cheongju.ics\"; filename*=UTF-8''cheongju.ics",
        "Content-Length": str(len(CALENDAR)),
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
    }


def test_whoever_reads_gzip_gets_the_stored_bytes_under_a_tag_of_their_own(desk: Desk) -> None:
    answer = desk.ask(LEE, accept_encoding="gzip, deflate, br")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["ETag"] == f'"{ETAG}-gzip"'
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.data) == CALENDAR
    assert answer.headers["Content-Length"] == str(len(answer.data))


def test_head_says_the_same_without_the_bytes(desk: Desk) -> None:
    for encoding in ("", "gzip"):
        head, full = (desk.ask(LEE, method=method, accept_encoding=encoding) for method in ("HEAD", "GET"))
        assert (head.status, dict(head.headers)) == (full.status, dict(full.headers))
        assert head.data == b""


def test_the_name_in_the_address_is_the_name_of_the_file(desk: Desk) -> None:
    answer = desk.ask(LEE, "청주 방문.ics")
    assert answer.headers["Content-Disposition"] == (
        "inline; filename=\"calendar.ics\"; filename*=UTF-8''%EC%B2%AD%EC%A3%BC%20%EB%B0%A9%EB%AC%B8.ics"
    )
    assert answer.data == CALENDAR


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("trip.ics", "trip.ics"),
        ("Osaka & Kyoto (2027).ics", "Osaka-Kyoto-2027-.ics"),
        ('a"; filename="b.ics', "a-filename-b.ics"),
        ("訪問.ics", "calendar.ics"),
        ("..ics", "calendar.ics"),
    ],
)
def test_a_file_name_is_safe_in_a_header(name: str, plain: str) -> None:
    assert disposition(name).startswith(f"inline; filename=\"{plain}\"; filename*=UTF-8''")
    assert disposition(name).count('"') == 2
    assert disposition(name).isascii()


def test_everything_else_goes_to_the_program(desk: Desk) -> None:
    assert Client(desk.gate, Response).get("/trips/").data == b"the program"
    assert Client(desk.gate, Response).post("/feedsomething").data == b"the program"


# Nothing has changed


CONDITIONS: list[tuple[dict[str, str], int]] = [
    ({"if_none_match": f'"{ETAG}"'}, 304),
    ({"if_none_match": f'W/"{ETAG}"'}, 304),
    ({"if_none_match": f'"other", W/"{ETAG}" ,"third"'}, 304),
    ({"if_none_match": "*"}, 304),
    ({"if_none_match": f'"{ETAG}-gzip"', "accept_encoding": "gzip"}, 304),
    ({"if_none_match": f'"{ETAG}"', "accept_encoding": "gzip"}, 200),
    ({"if_none_match": f'"{ETAG}-gzip"'}, 200),
    ({"if_none_match": '"other"'}, 200),
    ({"if_none_match": ETAG}, 200),
    ({"if_none_match": ""}, 200),
    ({"if_none_match": f'"{ETAG[:-1]}"'}, 200),
    ({"if_modified_since": "Tue, 20 Apr 2027 01:30:00 GMT"}, 304),
    ({"if_modified_since": "Wed, 21 Apr 2027 00:00:00 GMT"}, 304),
    ({"if_modified_since": "Tue, 20 Apr 2027 01:29:59 GMT"}, 200),
    ({"if_modified_since": "yesterday"}, 200),
    ({"if_none_match": '"other"', "if_modified_since": "Wed, 21 Apr 2027 00:00:00 GMT"}, 200),
]


def test_a_client_that_has_the_calendar_is_told_so(desk: Desk) -> None:
    for method in ("GET", "HEAD"):
        answers = [(headers, desk.ask(LEE, method=method, **headers)) for headers, _ in CONDITIONS]
        assert [(headers, answer.status_code) for headers, answer in answers] == CONDITIONS


def test_no_change_is_said_in_headers_alone(desk: Desk) -> None:
    answer = desk.ask(LEE, if_none_match=f'"{ETAG}"')
    assert answer.data == b""
    assert dict(answer.headers) == {
        "ETag": f'"{ETAG}"',
        "Last-Modified": "Tue, 20 Apr 2027 01:30:00 GMT",
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
    }


def test_the_bytes_are_not_even_read_then(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_hash: str) -> None:
        raise AssertionError("the body was loaded")

    monkeypatch.setattr(desk.gate.shelf, "load", refuse)
    assert desk.ask(LEE, if_none_match=f'"{ETAG}"').status_code == 304


def test_a_publication_is_seen_by_the_next_request(desk: Desk) -> None:
    before = desk.ask(LEE)
    later = render(itineraries.full(Language.EN))
    with sessions(desk.engine)() as session:
        etag, body = hashlib.sha256(later).hexdigest(), gzip.compress(later, mtime=0)
        session.execute(
            update(Feed)
            .where(Feed.token_hash == token_hash(LEE))
            .values(etag=etag, body=body, changed_at=PUBLISHED + timedelta(hours=1))
        )
        session.commit()
    after = desk.ask(LEE, if_none_match=before.headers["ETag"])
    assert (after.status_code, after.data) == (200, later)
    assert after.headers["Last-Modified"] == "Tue, 20 Apr 2027 02:30:00 GMT"
    assert desk.ask(HOSTS).data == CALENDAR


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("x-gzip", True),
        ("*", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("gzip;q=0.001", True),
        ("br;q=1, gzip; q=0.8, identity;q=0.5", True),
        ("", False),
        ("identity", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0.000", False),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("gzip;q=0.5, identity;q=1", False),
        ("gzip;q=nonsense", False),
        ("gzipped", False),
    ],
)
def test_gzip_is_sent_to_those_who_prefer_it(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted


# Not for strangers


def test_all_unknown_addresses_answer_alike(desk: Desk) -> None:
    answers = [desk.ask(STRANGER), desk.ask("x" * 128), desk.ask("x" * 129), desk.ask("short"), desk.ask(LEE, "x")]
    answers.append(Client(desk.gate, Response).get("/feeds/"))
    assert {(answer.status, answer.data, str(answer.headers)) for answer in answers} == {
        ("404 Not Found", b"There is no calendar at this address.\n", str(answers[0].headers))
    }
    assert answers[0].headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/",
        "/feeds/short/trip.ics",
        f"/feeds/{'x' * 129}/trip.ics",
        f"/feeds/{'x' * 100_000}/trip.ics",
        f"/feeds/{LEE}",
        f"/feeds/{LEE}/trip.txt",
        f"/feeds/{LEE}/a/b.ics",
        f"/feeds/{LEE[:-1]}%27/trip.ics",
        f"/feeds/{LEE[:-1]}%C3%A9/trip.ics",
        f"/feeds/{LEE}/trip%0d%0aSet-Cookie:x.ics",
        f"/feeds/{LEE}/{'x' * 201}.ics",
    ],
)
def test_what_cannot_be_an_address_does_not_reach_the_database(path: str) -> None:
    assert Client(FeedGate(program, NO_DATABASE), Response).get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "REPORT", "MKCALENDAR"])
def test_feeds_are_for_reading(method: str) -> None:
    answer = Desk(FeedGate(program, NO_DATABASE), NO_DATABASE).ask(LEE, method=method)
    assert answer.status == "405 Method Not Allowed"
    assert answer.headers["Allow"] == "GET, HEAD"


def test_no_answer_sets_a_cookie_or_may_be_found_by_a_search(desk: Desk) -> None:
    answers = [desk.ask(token) for token in (LEE, NEW, OLD, STRANGER)] + [desk.ask(LEE, method="PUT")]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_tokens_are_never_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for token in (LEE, NEW, OLD, STRANGER):
        desk.ask(token)
    desk.gate.shelf.close()
    broken = Desk(FeedGate(program, NO_DATABASE), NO_DATABASE)
    assert broken.ask(LEE).status_code == 503
    assert "feeds cannot be read: OperationalError" in caplog.text
    assert not any(token in caplog.text for token in (LEE, NEW, OLD, STRANGER))


# Addresses that are closed, or not yet open


def test_a_revoked_address_tells_choi_so_in_her_calendar(desk: Desk) -> None:
    desk.today = REVOKED + timedelta(days=29, hours=23)
    answer = desk.ask(OLD)
    assert answer.status_code == 200
    assert lint(answer.data) == []
    (notice,) = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert notice["SUMMARY"].params["LANGUAGE"] == "ko"
    assert (notice.start, notice.end) == (date(2027, 6, 1), date(2027, 6, 2))
    assert answer.headers["Last-Modified"] == "Tue, 01 Jun 2027 03:00:00 GMT"


def test_a_client_of_a_revoked_address_gets_the_notice_just_once(desk: Desk) -> None:
    desk.today = REVOKED + timedelta(days=1)
    first = desk.ask(OLD, accept_encoding="gzip")
    assert gzip.decompress(first.data) == desk.ask(OLD).data
    desk.today += timedelta(days=1)
    assert desk.ask(OLD, accept_encoding="gzip", if_none_match=first.headers["ETag"]).status_code == 304
    assert desk.ask(OLD, if_none_match=f'"{ETAG}"').status_code == 200


def test_after_thirty_days_a_revoked_address_is_gone(desk: Desk) -> None:
    desk.today = REVOKED + timedelta(days=30)
    answer = desk.ask(OLD)
    assert (answer.status, answer.data) == ("410 Gone", b"This address has been revoked.\n")
    assert desk.ask(LEE).status_code == 200


def test_before_the_first_publication_the_press_reads_that_it_comes(desk: Desk) -> None:
    answer = desk.ask(NEW)
    assert answer.status_code == 200
    assert lint(answer.data) == []
    (notice,) = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert notice["SUMMARY"] == "The itinerary has not been published yet."


# When the database is away


@pytest.mark.parametrize("url", ["sqlite:////nowhere/planner.db", "postgresql+psycopg://nobody@127.0.0.1:1/planner"])
def test_without_a_database_clients_are_asked_to_come_back(url: str) -> None:
    answer = Client(FeedGate(program, open_engine(url)), Response).get(f"/feeds/{LEE}/trip.ics")
    assert answer.status == "503 Service Unavailable"
    assert answer.headers["Retry-After"] == "300"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_broken_connection_is_replaced_unnoticed(desk: Desk) -> None:
    assert desk.ask(LEE).status_code == 200
    if desk.engine.dialect.name == "postgresql":
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        with desk.engine.connect() as connection:
            connection.execute(text(f"{others} AND datname = current_database()"))
    else:
        desk.gate.shelf._connection().close()
    assert desk.ask(LEE).data == CALENDAR


def test_reading_feeds_holds_no_transaction_open(desk: Desk) -> None:
    assert desk.ask(LEE).status_code == 200
    with sessions(desk.engine)() as session:
        session.execute(update(Feed).values(label="written while the reader is connected"))
        session.commit()
    assert desk.ask(LEE).status_code == 200
