"""Fills the record of an item from a snapshot's item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner import models
from planner.itinerary import snapshot as raw
from planner.records.assigning import assign, columns

_SLOT = ("day", "end_day", "start", "end", "part", "place_note")
_NO_SLOT = raw.Slot(day=None)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The records that items name, by key."""

    people: Mapping[str, models.Person]
    organisations: Mapping[str, models.Organisation]
    places: Mapping[str, models.Place]
    events: Mapping[str, models.Event]
    parties: Mapping[str, models.SubParty]

    def place(self, key: str | None) -> models.Place | None:
        """The place of this key, or None for none."""
        return self.places[key] if key else None


def fill_item(record: models.Item, item: raw.Item, position: int, lookup: Lookup) -> bool:
    """Give the record what the item says; whether anything of it changed."""
    linked = ("planned", "actual", "parties", "attendees", "organisations", "event", *_DETAILS)
    values = {
        **columns(item, *linked),
        "position": position,
        **_slot("planned", item.planned, lookup),
        **_slot("actual", item.actual or _NO_SLOT, lookup),
        "event": lookup.events[item.event] if item.event else None,
        "parties": [lookup.parties[key] for key in item.parties],
        "organisations": [lookup.organisations[key] for key in item.organisations],
    }
    differs = assign(record, values) | _fill_attendees(record, item, lookup)
    for name, (model, fill) in _DETAILS.items():
        differs |= _fill_detail(record, name, model, fill, getattr(item, name), lookup)
    return differs


def _slot(name: str, slot: raw.Slot, lookup: Lookup) -> dict[str, Any]:
    values = {f"{name}_{each}": getattr(slot, each) for each in _SLOT}
    return {**values, f"{name}_place": lookup.place(slot.place)}


def _fill_attendees(record: models.Item, item: raw.Item, lookup: Lookup) -> bool:
    known = {each.person.key: each for each in record.attendees}
    attendees, differs = [], False
    for position, each in enumerate(item.attendees):
        attendee = known.get(each.person) or models.Attendee(person=lookup.people[each.person])
        attendees.append(attendee)
        differs |= assign(attendee, {**columns(each, "person"), "position": position})
    if [*known.values()] != attendees:
        record.attendees, differs = attendees, True
    return differs


def _fill_detail(record: models.Item, name: str, model: Any, fill: Any, detail: Any, lookup: Lookup) -> bool:
    """Give the record the details of its kind, or take them away."""
    kept = getattr(record, name)
    if detail is None:
        setattr(record, name, None)
        return kept is not None
    if kept is None:
        kept = model()
        setattr(record, name, kept)
    return bool(fill(kept, detail, lookup))


def _fill_booth(record: models.Booth, booth: raw.Booth, lookup: Lookup) -> bool:
    known = {each.uid: each for each in record.shifts}
    shifts, differs = [], assign(record, columns(booth, "shifts"))
    for position, each in enumerate(booth.shifts):
        shift = known.get(each.uid) or models.Shift(uid=each.uid)
        shifts.append(shift)
        people = [lookup.people[key] for key in each.people]
        differs |= assign(shift, {**columns(each, "people"), "position": position, "people": people})
    if [*known.values()] != shifts:
        record.shifts, differs = shifts, True
    return differs


def _fill_session(record: models.Session, session: raw.Session, lookup: Lookup) -> bool:
    speaker = lookup.people[session.speaker] if session.speaker else None
    return assign(record, {**columns(session, "speaker"), "speaker": speaker})


def _fill_transfer(record: models.Transfer, transfer: raw.Transfer, lookup: Lookup) -> bool:
    ends = {"origin": lookup.place(transfer.origin), "destination": lookup.place(transfer.destination)}
    return assign(record, {**columns(transfer, *ends), **ends})


def _fill_stay(record: models.Stay, stay: raw.Stay, _lookup: Lookup) -> bool:
    return assign(record, columns(stay))


_DETAILS = {
    "booth": (models.Booth, _fill_booth),
    "session": (models.Session, _fill_session),
    "transfer": (models.Transfer, _fill_transfer),
    "stay": (models.Stay, _fill_stay),
}
