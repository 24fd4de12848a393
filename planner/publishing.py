"""Publishing: the only writer of revisions, of the ledger and of what feeds answer with.

One transaction takes a snapshot, compares it with what each view saw last, moves the ledger on and renders the feeds
that somebody subscribes to. What a view cannot see changes nothing for it: neither its bytes nor its ETag.
The caller commits.
"""

from __future__ import annotations

import gzip
import hashlib
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from planner.itinerary import codec
from planner.itinerary.audience import Audience, View
from planner.itinerary.changes import Change, Line, Print, advance, changes, prints_of
from planner.itinerary.compose import Pool, audiences_of, check_reader, edition, gaps_of, pool_of
from planner.itinerary.rules import Problem, problems
from planner.itinerary.snapshot import Snapshot
from planner.itinerary.terms import Language
from planner.itinerary.values import Gap, Itinerary, Stamp
from planner.models import Feed, LedgerEntry, Revision, Trip, User
from planner.records.load import UnknownTrip, load
from planner.render import ical
from planner.tokens import token_hash

_Sight = tuple[View, Language]
"""What the ledger is kept for: all readers of a view in one language have seen the same."""

Ledgers = dict[_Sight, dict[str, Line]]


class NotPublished(LookupError):
    """The trip has no revision yet."""


class Unsound(Exception):
    """The trip breaks rules that a publication must keep."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(str(problem.message) for problem in found))
        self.problems = found


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did: the revision it made, or None where there was nothing new, and how many feeds changed."""

    revision: Revision | None
    feeds: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What publishing now would do: changes for each view, and what each language of the trip lacks."""

    last: Revision | None
    changes: Mapping[View, tuple[Change, ...]]
    gaps: Mapping[Language, tuple[Gap, ...]]
    problems: tuple[Problem, ...]
    anything: bool


def publish(
    session: Session, trip_key: str, *, by: User | None, now: datetime, note: str = "", again: bool = False
) -> Publication:
    """Make the trip as it stands the newest revision and bring every feed up to date.

    Where nothing changed since the last revision, no revision is made and no feed changes; unless they are made
    `again`, since a newer planner may word or redact the same trip otherwise. `now` is aware.
    Raises UnknownTrip, and Unsound where the trip breaks a rule.
    """
    trip = _trip(session, trip_key, locked=True)
    snapshot = load(session, trip_key)
    if found := tuple(problems(snapshot)):
        raise Unsound(found)
    payload, last = codec.dumps(snapshot), latest(session, trip)
    if last is not None and last.payload == payload:
        return Publication(None, _bring_up_to_date(session, trip, snapshot, now) if again else 0)
    revision = Revision(
        trip=trip,
        number=last.number + 1 if last else 1,
        schema=snapshot.schema,
        payload=payload,
        note=note,
        published_at=now,
        published_by=by,
    )
    session.add(revision)
    return Publication(revision, _bring_up_to_date(session, trip, snapshot, now))


def outlook(session: Session, trip_key: str, language: Language) -> Outlook:
    """What publishing now would change, for whom, and what is still missing. Changes nothing.

    `language` is the one in which titles are told; changes in any language of the trip count.
    """
    trip = _trip(session, trip_key)
    snapshot, last = load(session, trip_key), latest(session, trip)
    before = codec.loads(Snapshot, last.payload) if last else None
    languages = dict.fromkeys((language, *map(Language, snapshot.trip.languages)))

    def seen(view: View) -> tuple[Change, ...]:
        old = [pool_of(before, view, each) for each in languages] if before else []
        return changes(old, [pool_of(snapshot, view, each) for each in languages])

    found = {view: seen(view) for view in View}
    return Outlook(last, found, gaps_of(snapshot), tuple(problems(snapshot)), before != snapshot)


def preview(session: Session, trip_key: str, audience: Audience, language: Language, now: datetime) -> Itinerary:
    """The edition that publishing at `now` would make. Changes nothing.

    Raises UnknownTrip, and KeyError for a person or sub-party that the trip does not know.
    """
    trip, snapshot = _trip(session, trip_key), load(session, trip_key)
    pool = pool_of(snapshot, audience.view, language)
    lines = _ledgers(session, trip).get((audience.view, language), {})
    return edition(pool.stamped(_stamps(advance(lines, prints_of(pool), now))), snapshot, audience)


def published(session: Session, trip_key: str, audience: Audience, language: Language) -> Itinerary:
    """The edition of the newest revision.

    Raises UnknownTrip, NotPublished, and KeyError for a person or sub-party that the trip does not know.
    """
    trip = _trip(session, trip_key)
    snapshot = _current(session, trip)
    if snapshot is None:
        raise NotPublished(trip_key)
    pool = pool_of(snapshot, audience.view, language)
    lines = _ledgers(session, trip).get((audience.view, language), {})
    return edition(pool.stamped(_stamps(lines)), snapshot, audience)


def latest(session: Session, trip: Trip) -> Revision | None:
    """The newest revision of a trip."""
    newest_first = select(Revision).where(Revision.trip_id == trip.id).order_by(Revision.number.desc())
    return session.scalars(newest_first.limit(1)).first()


def open_feed(
    session: Session,
    trip_key: str,
    audience: Audience,
    language: Language,
    label: str,
    now: datetime,
    token: str | None = None,
) -> tuple[Feed, str]:
    """Make a new secret address for an edition. Gives the feed and its token, which is nowhere kept.

    The token is 192 random bits, unless the caller has made as good a one.

    Before the first publication the feed holds nothing, and its readers are told so.
    Raises UnknownTrip, and KeyError for a person or sub-party that the trip does not know.
    """
    trip = _trip(session, trip_key, locked=True)
    snapshot = _current(session, trip)
    check_reader(snapshot or load(session, trip_key), audience)
    token = token or secrets.token_urlsafe(24)
    feed = Feed(
        token_hash=token_hash(token),
        trip=trip,
        audience=audience.key,
        language=language,
        label=label,
        created_at=now,
        changed_at=now,
    )
    session.add(feed)
    session.flush()
    if snapshot is not None:
        _render(session, trip, snapshot, [feed], (), now)
    return feed, token


def revoke_feed(feed: Feed, now: datetime) -> None:
    """Close one address. For a while it tells its readers so, then it is gone; other addresses stay as they are."""
    feed.revoked_at = feed.revoked_at or now


def _trip(session: Session, trip_key: str, *, locked: bool = False) -> Trip:
    statement = select(Trip).where(Trip.key == trip_key)
    trip = session.scalars(statement.with_for_update() if locked else statement).first()
    if trip is None:
        raise UnknownTrip(trip_key)
    return trip


def _current(session: Session, trip: Trip) -> Snapshot | None:
    revision = latest(session, trip)
    return codec.loads(Snapshot, revision.payload) if revision else None


def _bring_up_to_date(session: Session, trip: Trip, snapshot: Snapshot, now: datetime) -> int:
    """Move the ledger on to this snapshot and render the feeds; how many feeds changed.

    An address of somebody who has left the delegation is closed.
    """
    feeds = session.scalars(select(Feed).where(Feed.trip_id == trip.id, Feed.revoked_at.is_(None))).all()
    readers = {audience.key for audience in audiences_of(snapshot)}
    for feed in feeds:
        if feed.audience not in readers:
            revoke_feed(feed, now)
    kept = {(view, Language(language)) for view in View for language in snapshot.trip.languages}
    return _render(session, trip, snapshot, [feed for feed in feeds if feed.audience in readers], kept, now)


def _render(
    session: Session, trip: Trip, snapshot: Snapshot, feeds: Sequence[Feed], kept: Collection[_Sight], now: datetime
) -> int:
    """Render these feeds, after moving on what the ledger knows of them and of `kept`; how many feeds changed."""
    readers = {feed.id: Audience.parse(feed.audience) for feed in feeds}
    before, pools = _ledgers(session, trip), dict[_Sight, Pool]()
    for view, language in sorted({*kept, *((readers[feed.id].view, feed.language) for feed in feeds)}):
        pool, old = pool_of(snapshot, view, language), before.get((view, language), {})
        lines = advance(old, prints_of(pool), now)
        _save(session, trip, (view, language), old, lines)
        pools[view, language] = pool.stamped(_stamps(lines))
    entries: ical.Entries = {}
    changed = 0
    for feed in feeds:
        reader = readers[feed.id]
        itinerary = edition(pools[reader.view, feed.language], snapshot, reader)
        changed += _answer(feed, ical.render(itinerary, entries), now)
    return changed


def _answer(feed: Feed, body: bytes, now: datetime) -> bool:
    """Let a feed answer with these bytes from now on; whether they are others than before."""
    etag = etag_of(body)
    if feed.etag == etag:
        return False
    feed.etag, feed.body, feed.changed_at = etag, packed(body), now.replace(microsecond=0)
    return True


def etag_of(calendar: bytes) -> str:
    """What tells one calendar from another: the SHA-256 of its plain bytes, in hexadecimal digits."""
    return hashlib.sha256(calendar).hexdigest()


def packed(calendar: bytes) -> bytes:
    """A calendar as feeds keep it: gzipped, and in every process to the same bytes, hence without the time."""
    return gzip.compress(calendar, 6, mtime=0)


def _ledgers(session: Session, trip: Trip) -> Ledgers:
    """The ledger of a trip, by view and language."""
    columns = (
        LedgerEntry.view,
        LedgerEntry.language,
        LedgerEntry.entry_uid,
        LedgerEntry.fingerprint,
        LedgerEntry.core,
        LedgerEntry.sequence,
        LedgerEntry.changed_at,
    )
    found: Ledgers = {}
    for view, language, uid, whole, core, sequence, moment in session.execute(
        select(*columns).where(LedgerEntry.trip_id == trip.id)
    ):
        found.setdefault((view, language), {})[uid] = Line(Print(whole, core), Stamp(sequence, moment))
    return found


def _save(session: Session, trip: Trip, of: _Sight, old: Mapping[str, Line], lines: Mapping[str, Line]) -> None:
    """Write the lines of one view and language that are new or differ."""
    view, language = of
    rows = [
        {
            "trip_id": trip.id,
            "view": view,
            "language": language,
            "entry_uid": uid,
            "fingerprint": line.seen.whole,
            "core": line.seen.core,
            "sequence": line.stamp.sequence,
            "changed_at": line.stamp.changed_at,
        }
        for uid, line in lines.items()
        if old.get(uid) != line
    ]
    changed = [row["entry_uid"] for row in rows if row["entry_uid"] in old]
    if changed:
        session.execute(
            delete(LedgerEntry).where(
                LedgerEntry.trip_id == trip.id,
                LedgerEntry.view == view,
                LedgerEntry.language == language,
                LedgerEntry.entry_uid.in_(changed),
            )
        )
    if rows:
        session.execute(insert(LedgerEntry), rows)


def _stamps(lines: Mapping[str, Line]) -> dict[str, Stamp]:
    return {uid: line.stamp for uid, line in lines.items()}
