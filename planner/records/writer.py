"""Turns a snapshot into records, touching only what differs.

Parts of a record (contact, members, attendees, shifts …) count as the record: its version goes up when they change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from planner import models
from planner.itinerary import snapshot as raw
from planner.models.base import Record
from planner.records.assigning import assign, columns
from planner.records.items import Lookup, fill_item

M = TypeVar("M", bound=Record)
Changed = tuple[str, str]


class Writer:
    """Writes one snapshot through one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._changed: list[Changed] = []

    def write(self, wanted: raw.Snapshot) -> tuple[Changed, ...]:
        """Write everything and flush. Gives the section and key of each saved record that this changed."""
        organisations = {
            each.id: self.record("organisations", models.Organisation, each.id, columns(each))
            for each in wanted.organisations
        }
        people = {each.id: self.person(each, organisations) for each in wanted.people}
        places = {each.id: self.record("places", models.Place, each.id, columns(each)) for each in wanted.places}
        events = {each.id: self.event(each, organisations, places) for each in wanted.events}
        delegation = self.delegation(wanted.delegation, organisations, people)
        cast = {
            "delegation": delegation,
            "organisations": [*organisations.values()],
            "people": [*people.values()],
            "places": [*places.values()],
            "events": [*events.values()],
        }
        trip = self.record("trip", models.Trip, wanted.trip.id, {**columns(wanted.trip), **cast})
        self._session.flush()
        parties = {each.key: each for each in delegation.parties}
        self._items(trip, wanted.items, Lookup(people, organisations, places, events, parties))
        self._session.flush()
        return tuple(dict.fromkeys(self._changed))

    def record(self, section: str, model: type[M], key: str, values: Mapping[str, Any]) -> M:
        """The record of this key with these values, found or made."""
        record = self._session.scalar(select(model).where(model.key == key))
        if record is None:
            record = model(**{"key": key, **values})
            self._session.add(record)
        elif assign(record, values):
            self._touch(section, record)
        return record

    def _touch(self, section: str, record: Record) -> None:
        """Note that a saved record changed, and make its version go up even where only a part of it did."""
        self._changed.append((section, record.key))
        flag_modified(record, "key")

    def person(self, person: raw.Person, organisations: Mapping[str, models.Organisation]) -> models.Person:
        values = columns(person, "organisation", "contact")
        values["organisation"] = organisations.get(person.organisation or "")
        record = self.record("people", models.Person, person.id, values)
        kept = record.contact and raw.Contact(email=record.contact.email, phone=record.contact.phone)
        if kept != person.contact:
            if record.id is not None:
                self._touch("people", record)
            record.contact = models.Contact(**columns(person.contact)) if person.contact else None
        return record

    def event(
        self,
        event: raw.Event,
        organisations: Mapping[str, models.Organisation],
        places: Mapping[str, models.Place],
    ) -> models.Event:
        links = {"venue": places.get(event.venue or ""), "organiser": organisations.get(event.organiser or "")}
        return self.record("events", models.Event, event.id, {**columns(event, *links), **links})

    def delegation(
        self,
        delegation: raw.Delegation,
        organisations: Mapping[str, models.Organisation],
        people: Mapping[str, models.Person],
    ) -> models.Delegation:
        values = columns(delegation, "organisation", "parties", "members")
        values["organisation"] = organisations[delegation.organisation]
        record = self.record("delegation", models.Delegation, delegation.id, values)
        saved = record.id is not None
        known = {each.key: each for each in record.parties}
        parties = [known.get(each.id) or models.SubParty(key=each.id) for each in delegation.parties]
        differs = [*known.values()] != parties
        for position, (party, each) in enumerate(zip(parties, delegation.parties, strict=True)):
            differs |= assign(party, {**columns(each), "position": position})
        if differs:
            record.parties = parties
        if self._members(record, delegation.members, people) | differs and saved:
            self._touch("delegation", record)
        return record

    def _members(
        self, record: models.Delegation, wanted: Iterable[raw.Member], people: Mapping[str, models.Person]
    ) -> bool:
        """Make the members of a delegation these, in this order; whether anything changed."""
        parties = {each.key: each for each in record.parties}
        known = {each.person.key: each for each in record.members}
        members, differs = [], False
        for position, each in enumerate(wanted):
            member = known.get(each.person) or models.Member(person=people[each.person])
            members.append(member)
            values = {**columns(each, "person", "parties"), "position": position}
            differs |= assign(member, {**values, "parties": [parties[key] for key in each.parties]})
        if [*known.values()] != members:
            record.members, differs = members, True
        return differs

    def _items(self, trip: models.Trip, wanted: Iterable[raw.Item], lookup: Lookup) -> None:
        """Make the items of a trip these, in this order."""
        known = {
            each.key: each for each in self._session.scalars(select(models.Item).where(models.Item.trip_id == trip.id))
        }
        for position, each in enumerate(wanted):
            record = known.pop(each.id, None)
            if record is None:
                record = models.Item(key=each.id, trip=trip, planned_day=each.planned.day)
                self._session.add(record)
                fill_item(record, each, position, lookup)
            elif fill_item(record, each, position, lookup):
                self._touch("items", record)
        for gone in known.values():
            self._changed.append(("items", gone.key))
            self._session.delete(gone)
