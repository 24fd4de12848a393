"""Calendar feeds, answered before the web framework.

`/feeds/<token>/<name>.ics`: the token says everything, the name is for people and for calendars that show it. An answer
is one indexed look-up and bytes that publishing has rendered already; "nothing has changed" never loads them. There is
no session, no cookie and no query for an address that cannot be one. The token itself is neither stored nor logged.

A subscription must never be emptied by an error: calendars keep what they have on 404, 410 and 503. An address that was
revoked therefore answers for a while with a calendar that holds just one notice, which replaces the old entries in
everybody's calendar, and with 410 after that.
"""

from __future__ import annotations

import gzip
import logging
import re
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from planner.itinerary.terms import Language
from planner.itinerary.wording.catalogue import Word, pgettext, say
from planner.publishing import etag_of, packed
from planner.render.ical import render_notice
from planner.tokens import token_hash

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

PREFIX = "/feeds/"
NOTICE_DAYS = 30
"""How long a revoked address says so in everybody's calendar before it is gone."""
RETRY_SECONDS = 300

_ADDRESS = re.compile(r"/feeds/([A-Za-z0-9_-]{22,128})/([^/\x00-\x1f\x7f]{1,200}\.ics)")
_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')

_REVOKED = pgettext("notice", "This subscription address has been revoked. Ask the organiser for a new one.")
_UNPUBLISHED = pgettext("notice", "The itinerary has not been published yet.")

_log = logging.getLogger(__name__)

Headers = list[tuple[str, str]]

_ALWAYS: Headers = [
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex"),
    ("X-Content-Type-Options", "nosniff"),
]


@dataclass(frozen=True, slots=True)
class Answer:
    """A status line, headers and a body, ready to be sent."""

    status: str
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request matters to a feed."""

    token_hash: str
    name: str
    gzip: bool
    matches: str | None
    since: str | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar to answer with: the digest of its plain bytes, when they last changed (UTC), and they, gzipped."""

    etag: str
    changed_at: datetime
    body: bytes


class Unavailable(Exception):
    """The database cannot be asked now."""


def init_app(app: Flask) -> None:
    """Put the gate before the application, on the application's database."""
    app.wsgi_app = FeedGate(app.wsgi_app, app.extensions["planner.engine"])  # type: ignore[method-assign]


class FeedGate:
    """A WSGI application in front of another: it answers for `/feeds/` and passes everything else on."""

    def __init__(
        self, app: WSGIApplication, engine: Engine, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.app = app
        self.now = now
        self.shelf = Shelf(engine)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return self.app(environ, start_response)
        answer = self._answer(path, environ)
        start_response(answer.status, answer.headers + _ALWAYS)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body]

    def _answer(self, path: str, environ: WSGIEnvironment) -> Answer:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _plain("405 Method Not Allowed", "Only GET and HEAD.", ("Allow", "GET, HEAD"))
        address = _ADDRESS.fullmatch(path)
        if address is None:
            return _NOT_FOUND
        request = Request(
            token_hash=token_hash(address[1]),
            name=address[2].encode("latin-1", "replace").decode("utf-8", "replace"),
            gzip=accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")),
            matches=environ.get("HTTP_IF_NONE_MATCH"),
            since=environ.get("HTTP_IF_MODIFIED_SINCE"),
        )
        try:
            return self._feed(request)
        except Unavailable:
            return _plain(
                "503 Service Unavailable", "The database is not available.", ("Retry-After", str(RETRY_SECONDS))
            )

    def _feed(self, request: Request) -> Answer:
        feed = self.shelf.find(request.token_hash)
        if feed is None:
            return _NOT_FOUND
        if feed.revoked_at is not None:
            if self.now() >= feed.revoked_at + timedelta(days=NOTICE_DAYS):
                return _plain("410 Gone", "This address has been revoked.")
            return respond(request, notice(_REVOKED, feed.language, feed.revoked_at))
        if not feed.etag:
            return respond(request, notice(_UNPUBLISHED, feed.language, feed.changed_at))
        return unchanged(request, feed.etag, feed.changed_at) or respond(request, self.shelf.load(request.token_hash))


def respond(request: Request, calendar: Calendar) -> Answer:
    """The calendar as the client wants it packed, or 304 where it has that already."""
    etag, changed_at, body = calendar.etag, calendar.changed_at, calendar.body
    if answer := unchanged(request, etag, changed_at):
        return answer
    packing = [("Content-Encoding", "gzip")] if request.gzip else []
    body = body if request.gzip else gzip.decompress(body)
    headers = [
        *validators(request, etag, changed_at),
        *packing,
        ("Content-Type", "text/calendar; charset=utf-8"),
        ("Content-Disposition", disposition(request.name)),
        ("Content-Length", str(len(body))),
    ]
    return Answer("200 OK", headers, body)


def unchanged(request: Request, etag: str, changed_at: datetime) -> Answer | None:
    """The answer 304 where the client's copy is the present one (RFC 9110, 13.2.2), else None."""
    headers = validators(request, etag, changed_at)
    return Answer("304 Not Modified", headers) if is_current(request, headers[0][1], changed_at) else None


def validators(request: Request, etag: str, changed_at: datetime) -> Headers:
    """What a client needs to ask again later. Plain and packed bytes differ, so their tags do as well."""
    return [
        ("ETag", f'"{etag}-gzip"' if request.gzip else f'"{etag}"'),
        ("Last-Modified", format_datetime(changed_at, usegmt=True)),
        ("Cache-Control", "private, no-cache"),
        ("Vary", "Accept-Encoding"),
    ]


def is_current(request: Request, etag: str, changed_at: datetime) -> bool:
    """Whether the client's copy is the present one. Tags are compared weakly, and a date counts only without tags."""
    if request.matches is not None:
        return request.matches.strip() == "*" or etag in _TAG.findall(request.matches)
    if request.since is None:
        return False
    try:
        since = parsedate_to_datetime(request.since)
    except ValueError:
        return False
    return changed_at.replace(microsecond=0) <= (since if since.tzinfo else since.replace(tzinfo=UTC))


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding prefers gzip to plain bytes (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        coding, *parameters = (word.strip() for word in part.split(";"))
        weights[coding] = next((_weight(word[2:]) for word in parameters if word.startswith("q=")), 1.0)
    wanted = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0)))
    return wanted > 0 and wanted >= weights.get("identity", 0.0)


def _weight(text: str) -> float:
    return float(text) if re.fullmatch(r"[01](\.\d{0,3})?", text) else 0.0


def disposition(name: str) -> str:
    """An inline Content-Disposition; a calendar sent as an attachment is imported once instead of subscribed to.

    Clients that do not read `filename*` (RFC 6266) get a name of plain letters.
    """
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-")
    plain = "calendar.ics" if plain.startswith(".") else plain
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def notice(words: Word, language: Language, since: datetime) -> Calendar:
    """A calendar with nothing but a notice, on the day since which it holds (UTC)."""
    body = render_notice(language, say(words, language), since.date(), since)
    return Calendar(etag_of(body), since, packed(body))


def _plain(status: str, text: str, *more: tuple[str, str]) -> Answer:
    body = f"{text}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        *more,
    ]
    return Answer(status, headers, body)


_NOT_FOUND = _plain("404 Not Found", "There is no calendar at this address.")


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """The row of a feed without its bytes."""

    etag: str
    changed_at: datetime
    revoked_at: datetime | None
    language: Language


class Shelf:
    """The stored feeds, read on a connection of each thread's own, without the ORM's cost.

    Statements stand alone and see the newest committed state. A connection that breaks is replaced once per request;
    where that fails too, `Unavailable` is raised.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = threading.local()
        where = f"FROM feeds WHERE token_hash = {'?' if engine.dialect.paramstyle == 'qmark' else '%s'}"
        self._find = f"SELECT etag, changed_at, revoked_at, language {where}"
        self._load = f"SELECT etag, changed_at, body {where}"
        self._errors: type[Exception] = engine.dialect.loaded_dbapi.Error

    def find(self, token_hash: str) -> StoredFeed | None:
        """The feed with this token, or None."""
        row = self._row(self._find, token_hash)
        if row is None:
            return None
        etag, changed_at, revoked_at, language = row
        return StoredFeed(etag, _moment(changed_at), revoked_at and _moment(revoked_at), Language(language))

    def load(self, token_hash: str) -> Calendar:
        """The calendar of a feed. Raises Unavailable where the feed has been deleted since it was found."""
        row = self._row(self._load, token_hash)
        if row is None:
            raise Unavailable
        etag, changed_at, body = row
        return Calendar(etag, _moment(changed_at), body)

    def close(self) -> None:
        """Close this thread's connection."""
        connection = self._thread.__dict__.pop("connection", None)
        if connection is not None:
            connection.close()

    def _row(self, statement: str, token_hash: str) -> tuple[Any, ...] | None:
        fresh = "connection" not in self._thread.__dict__
        try:
            rows = self._connection().execute(statement, (token_hash,)).fetchall()
        except (self._errors, SQLAlchemyError) as error:
            self._forget()
            if fresh:
                _log.error("feeds cannot be read: %s", type(error).__name__)
                raise Unavailable from error
            return self._row(statement, token_hash)
        return rows[0] if rows else None

    def _connection(self) -> Any:
        if "connection" not in self._thread.__dict__:
            # Opened by the engine, so that it is set up like every other one, and then kept out of its pool.
            pooled = self._engine.raw_connection()
            pooled.detach()
            connection: Any = pooled.dbapi_connection
            if self._engine.dialect.name != "sqlite":
                connection.autocommit = True
            self._thread.connection = connection
        return self._thread.connection

    def _forget(self) -> None:
        with suppress(self._errors):
            self.close()


def _moment(value: datetime | str) -> datetime:
    """A moment in UTC as the database hands it out: SQLite has no type of its own for it."""
    return (datetime.fromisoformat(value) if isinstance(value, str) else value).replace(tzinfo=UTC)
