"""Writes a whole trip into the records: all of it, or, where something stands against it, nothing.

Records are recognised by their key. What is the same already is left alone, so storing a trip twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import models
from planner.itinerary import snapshot as raw
from planner.models.base import Record
from planner.records.load import UnknownTrip, load
from planner.records.writer import Writer

R = TypeVar(
    "R",
    raw.Trip,
    raw.Delegation,
    raw.SubParty,
    raw.Organisation,
    raw.Person,
    raw.Place,
    raw.Event,
    raw.Item,
    raw.Shift,
)
K = TypeVar("K", raw.Organisation, raw.Person, raw.Place, raw.Event)

SHARED: dict[str, type[Record]] = {
    "organisations": models.Organisation,
    "people": models.Person,
    "places": models.Place,
    "events": models.Event,
}
"""The sections of a snapshot whose records other trips use too."""


class StoreConflict(Exception):
    """Storing would change what is saved already. `differing` names the sections and keys, `("people", "kim")`."""

    def __init__(self, differing: tuple[tuple[str, str], ...]) -> None:
        super().__init__(", ".join(f"{section}: {key}" for section, key in differing))
        self.differing = differing


class ForeignIdentity(Exception):
    """A uid of the snapshot belongs to a record of another key already. `found` lists `(section, key, uid)`."""

    def __init__(self, found: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(", ".join(f"{section}: {key}: {uid}" for section, key, uid in found))
        self.found = found


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing did."""

    trip: str
    created: bool
    changed: bool


def adopt(session: Session, snapshot: raw.Snapshot, born: Collection[str]) -> raw.Snapshot:
    """The snapshot with the identities that its records have already, in place of those in `born`.

    `born` are the uids that were given on reading, because the file had none. A record that is known by its key keeps
    its identity; a shift, which has no key, is known by its place in the list.
    """
    if not born:
        return snapshot
    known = _uids(session, snapshot.trip.id)

    def own(section: str, record: R, key: str = "") -> R:
        uid = known.get((section, key or str(getattr(record, "id", ""))), record.uid)
        return replace(record, uid=uid) if record.uid in born else record

    def item(each: raw.Item) -> raw.Item:
        shifts = tuple(
            own("shifts", s, f"{each.id}/{n}") for n, s in enumerate(each.booth.shifts if each.booth else ())
        )
        return replace(own("items", each), booth=each.booth and replace(each.booth, shifts=shifts))

    delegation = own("delegation", snapshot.delegation)
    return replace(
        snapshot,
        trip=own("trip", snapshot.trip),
        delegation=replace(delegation, parties=tuple(own("parties", each) for each in delegation.parties)),
        organisations=tuple(own("organisations", each) for each in snapshot.organisations),
        people=tuple(own("people", each) for each in snapshot.people),
        places=tuple(own("places", each) for each in snapshot.places),
        events=tuple(own("events", each) for each in snapshot.events),
        items=tuple(item(each) for each in snapshot.items),
    )


def _uids(session: Session, trip: str) -> dict[tuple[str, str], str]:
    """The identities that records have already, by section and key."""
    found = {
        (section, key): uid
        for section, model in SHARED.items()
        for key, uid in session.execute(select(model.key, model.uid))
    }
    found |= {
        ("delegation", key): uid for key, uid in session.execute(select(models.Delegation.key, models.Delegation.uid))
    }
    try:
        known = load(session, trip)
    except UnknownTrip:
        return found
    found["trip", known.trip.id] = known.trip.uid
    found |= {("parties", each.id): each.uid for each in known.delegation.parties}
    found |= {("items", each.id): each.uid for each in known.items}
    return found | {
        ("shifts", f"{item.id}/{n}"): shift.uid
        for item in known.items
        if item.booth
        for n, shift in enumerate(item.booth.shifts)
    }


def canonical(snapshot: raw.Snapshot) -> raw.Snapshot:
    """The same snapshot in the order in which `load` gives it."""
    order = {party.id: n for n, party in enumerate(snapshot.delegation.parties)}

    def parties(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(keys, key=order.__getitem__))

    def item(each: raw.Item) -> raw.Item:
        booth = each.booth and replace(
            each.booth, shifts=tuple(replace(shift, people=tuple(sorted(shift.people))) for shift in each.booth.shifts)
        )
        return replace(
            each, organisations=tuple(sorted(each.organisations)), parties=parties(each.parties), booth=booth
        )

    members = tuple(replace(each, parties=parties(each.parties)) for each in snapshot.delegation.members)
    return replace(
        snapshot,
        delegation=replace(snapshot.delegation, members=members),
        organisations=_by_key(snapshot.organisations),
        people=_by_key(snapshot.people),
        places=_by_key(snapshot.places),
        events=_by_key(snapshot.events),
        items=tuple(item(each) for each in snapshot.items),
    )


def _by_key(records: tuple[K, ...]) -> tuple[K, ...]:
    return tuple(sorted(records, key=lambda each: each.id))


def store(session: Session, snapshot: raw.Snapshot, *, replacing: bool = False) -> Stored:
    """Write the trip into the records; the caller commits.

    Without `replacing`, a snapshot that would change what is saved already raises StoreConflict. A uid that belongs to
    something else raises ForeignIdentity. In both cases nothing is written. The snapshot must be free of problems.
    """
    wanted = canonical(snapshot)
    try:
        present: raw.Snapshot | None = load(session, wanted.trip.id)
    except UnknownTrip:
        present = None
    if present == wanted:
        return Stored(wanted.trip.id, created=False, changed=False)
    with session.begin_nested():
        _refuse_foreign_uids(session, wanted)
        changed = Writer(session).write(wanted)
        if changed and not replacing:
            raise StoreConflict(changed)
    return Stored(wanted.trip.id, created=present is None, changed=True)


def _refuse_foreign_uids(session: Session, wanted: raw.Snapshot) -> None:
    """Raise ForeignIdentity where a uid of the snapshot already belongs to another record."""
    claimed = {(section, each.uid): each.id for section in SHARED for each in getattr(wanted, section)} | {
        ("delegations", wanted.delegation.uid): wanted.delegation.id,
        ("trips", wanted.trip.uid): wanted.trip.id,
    }
    owners: dict[str, type[Record]] = {**SHARED, "delegations": models.Delegation, "trips": models.Trip}
    found = []
    for section, model in owners.items():
        uids = [uid for name, uid in claimed if name == section]
        keys = [key for (name, _), key in claimed.items() if name == section]
        rows = session.execute(select(model.key, model.uid).where(model.uid.in_(uids) | model.key.in_(keys)))
        found += [(section, key, uid) for key, uid in rows if claimed.get((section, uid), key) != key]
    if found:
        raise ForeignIdentity(tuple(found))
