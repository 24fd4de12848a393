"""What changed between two editions, told by fingerprints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from planner.itinerary import codec, values
from planner.itinerary.compose import Pool
from planner.itinerary.terms import DayPart, ItemStatus
from planner.itinerary.values import Stamp, Text


class ChangeKind(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that a view gets anew, gets otherwise or gets no more."""

    kind: ChangeKind
    uid: str
    id: str
    title: Text
    day: date


@dataclass(frozen=True, slots=True)
class Print:
    """The fingerprints of an entry: `whole` of all that is shown, `core` of what makes a calendar count anew."""

    whole: str
    core: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger: what was last seen of an entry, and its stamp."""

    seen: Print
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class _Core:
    """What RFC 5546, section 2.1.4, asks a new SEQUENCE for, and the place, which people travel to."""

    day: date
    end_day: date | None
    start: datetime | None
    end: datetime | None
    part: DayPart | None
    status: ItemStatus
    place: str | None


def prints_of(pool: Pool) -> dict[str, Print]:
    """The fingerprints of everything in a pool, by uid; the head's under the trip's uid."""
    head = replace(pool.head, gaps=())
    observances = tuple(each for day in sorted(pool.observances) for each in pool.observances[day])
    found = {pool.head.uid: Print(_hash(codec.dumps(head) + codec.dumps(observances)), "")}
    # A booth stands in both, and counts as everybody has it.
    return found | {entry.item.uid: _print(entry.item) for entry in (*pool.own, *pool.entries)}


def advance(ledger: Mapping[str, Line], prints: Mapping[str, Print], now: datetime) -> dict[str, Line]:
    """The ledger after these were published at `now` (UTC): what changed gets a new stamp, the rest keeps its own.

    Stamps never go back: where the clock did, a change is one second after the one before. Lines of entries that are
    gone stay, so that an entry that comes back does not start to count anew.
    """
    return {**ledger, **{uid: _advanced(ledger.get(uid), seen, now) for uid, seen in prints.items()}}


def changes(before: Sequence[Pool], after: Sequence[Pool]) -> tuple[Change, ...]:
    """What a view would see change in any language, in the order of the itinerary; what is gone comes last.

    Both are the pools of one view, one for each language in the same order, whose first gives the titles; `before` is
    empty where nothing was published yet.
    """
    old, new = _entries(before), _entries(after)
    gone = (_change(ChangeKind.REMOVED, old[uid][0]) for uid in old if uid not in new)
    return (*_new_and_changed(old, new), *gone)


def _entries(pools: Sequence[Pool]) -> dict[str, tuple[values.Item, ...]]:
    """Each entry in all languages, without its stamp."""
    columns = zip(*(pool.entries for pool in pools), strict=True)
    return {column[0].item.uid: tuple(replace(entry.item, stamp=None) for entry in column) for column in columns}


def _new_and_changed(
    old: Mapping[str, tuple[values.Item, ...]], new: Mapping[str, tuple[values.Item, ...]]
) -> Iterator[Change]:
    for uid, items in new.items():
        if uid not in old:
            yield _change(ChangeKind.ADDED, items[0])
        elif old[uid] != items:
            yield _change(ChangeKind.CHANGED, items[0])


def _change(kind: ChangeKind, item: values.Item) -> Change:
    return Change(kind, item.uid, item.id, item.title, item.slot.day)


def _advanced(line: Line | None, seen: Print, now: datetime) -> Line:
    moment = now.replace(microsecond=0)
    if line is None:
        return Line(seen, Stamp(0, moment))
    if line.seen == seen:
        return line
    stamp = line.stamp
    later = max(moment, stamp.changed_at + timedelta(seconds=1))
    return Line(seen, Stamp(stamp.sequence + (line.seen.core != seen.core), later))


def _print(item: values.Item) -> Print:
    slot = item.slot
    core = _Core(
        slot.day,
        slot.end_day,
        slot.start,
        slot.end,
        slot.part,
        item.status,
        slot.place.name.value if slot.place else None,
    )
    return Print(_hash(codec.dumps(replace(item, stamp=None))), _hash(codec.dumps(core)))


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
