"""Reads a whole trip out of the records, in a number of queries that does not grow with the trip.

Rows are read as plain columns: a trip of a thousand items would otherwise spend most of its time making objects that
nobody edits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.orm import Session

from planner import models
from planner.database import Base
from planner.itinerary import snapshot as raw
from planner.models.delegations import member_parties
from planner.models.items import item_organisations, item_parties, shift_people
from planner.models.trips import trip_events, trip_organisations, trip_people, trip_places

R = TypeVar("R")
Rows = Sequence[Mapping[str, Any]]


class UnknownTrip(LookupError):
    """There is no trip of this key."""


def load(session: Session, trip_key: str) -> raw.Snapshot:
    """The trip as it stands in the records now. Raises UnknownTrip.

    Directory records come sorted by key, items in the order they were entered.
    """
    found = _rows(session, _all(models.Trip).where(models.Trip.key == trip_key))
    if not found:
        raise UnknownTrip(trip_key)
    (trip,) = found
    parts = _Parts.of(session, trip)
    keys = _Directory.of(session, trip, parts)
    return raw.Snapshot(
        trip=_record(raw.Trip, trip),
        delegation=_delegation(parts, keys),
        organisations=tuple(_record(raw.Organisation, row) for row in keys.organisations),
        people=tuple(
            _record(
                raw.Person,
                row,
                organisation=keys.organisation.get(row["organisation_id"]),
                contact=keys.contacts.get(row["id"]),
            )
            for row in keys.people
        ),
        places=tuple(_record(raw.Place, row) for row in keys.places),
        events=tuple(
            _record(
                raw.Event,
                row,
                venue=keys.place.get(row["venue_id"]),
                organiser=keys.organisation.get(row["organiser_id"]),
            )
            for row in keys.events
        ),
        items=tuple(_item(row, parts, keys) for row in parts.items),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The rows that belong to one trip, each list under the id of what it belongs to."""

    delegation: Mapping[str, Any]
    parties: Rows
    members: Rows
    member_parties: Mapping[int, list[int]]
    items: Rows
    item_parties: Mapping[int, list[int]]
    item_organisations: Mapping[int, list[int]]
    attendees: Mapping[int, Rows]
    booths: Mapping[int, Mapping[str, Any]]
    shifts: Mapping[int, Rows]
    shift_people: Mapping[int, list[int]]
    sessions: Mapping[int, Mapping[str, Any]]
    transfers: Mapping[int, Mapping[str, Any]]
    stays: Mapping[int, Mapping[str, Any]]

    @classmethod
    def of(cls, session: Session, trip: Mapping[str, Any]) -> _Parts:
        delegation_id = trip["delegation_id"]
        of_items = select(models.Item.id).where(models.Item.trip_id == trip["id"])
        of_members = select(models.Member.id).where(models.Member.delegation_id == delegation_id)
        of_shifts = select(models.Shift.id).where(models.Shift.booth_id.in_(of_items))
        (delegation,) = _rows(session, _all(models.Delegation).where(models.Delegation.id == delegation_id))

        def listed(model: type[Base], within: ColumnElement[bool]) -> Rows:
            columns = model.__table__.c
            return _rows(session, _all(model).where(within).order_by(columns.position, columns.id))

        def single(model: type[Base]) -> Mapping[int, Mapping[str, Any]]:
            rows = _rows(session, _all(model).where(model.__table__.c.item_id.in_(of_items)))
            return {row["item_id"]: row for row in rows}

        def linked(table: Table, within: Select[Any]) -> Mapping[int, list[int]]:
            owner, target = table.c
            return _pairs(session.execute(select(owner, target).where(owner.in_(within)).order_by(owner, target)))

        return cls(
            delegation=delegation,
            parties=listed(models.SubParty, models.SubParty.delegation_id == delegation_id),
            members=listed(models.Member, models.Member.delegation_id == delegation_id),
            member_parties=linked(member_parties, of_members),
            items=listed(models.Item, models.Item.trip_id == trip["id"]),
            item_parties=linked(item_parties, of_items),
            item_organisations=linked(item_organisations, of_items),
            attendees=_grouped(listed(models.Attendee, models.Attendee.item_id.in_(of_items)), "item_id"),
            booths=single(models.Booth),
            shifts=_grouped(listed(models.Shift, models.Shift.booth_id.in_(of_items)), "booth_id"),
            shift_people=linked(shift_people, of_shifts),
            sessions=single(models.Session),
            transfers=single(models.Transfer),
            stays=single(models.Stay),
        )


@dataclass(frozen=True, slots=True)
class _Directory:
    """The directory records that the trip gathered or names, and the keys of all of them by row id."""

    people: Rows
    contacts: Mapping[int, raw.Contact]
    organisations: Rows
    places: Rows
    events: Rows
    person: Mapping[int | None, str]
    organisation: Mapping[int | None, str]
    place: Mapping[int | None, str]
    event: Mapping[int | None, str]
    party: Mapping[int, str]

    @classmethod
    def of(cls, session: Session, trip: Mapping[str, Any], parts: _Parts) -> _Directory:
        def named(model: type[Base], cast: Table, ids: Iterable[int | None]) -> Rows:
            gathered = session.scalars(select(cast.c.record_id).where(cast.c.trip_id == trip["id"]))
            columns = model.__table__.c
            wanted = {*gathered, *ids} - {None}
            rows = _rows(session, _all(model).where(columns.id.in_(wanted)).order_by(columns.key))
            return [{**row, "facts": _citing(row["facts"], sources)} for row in rows]

        sources = {source.id for source in trip["sources"]}
        attendees = (row["person_id"] for rows in parts.attendees.values() for row in rows)
        on_duty = (person for people in parts.shift_people.values() for person in people)
        speakers = _column(parts.sessions.values(), "speaker_id")
        members = _column(parts.members, "person_id")
        people = named(models.Person, trip_people, {*attendees, *on_duty, *speakers, *members})
        contacts = _rows(session, _all(models.Contact).where(models.Contact.person_id.in_(_column(people, "id"))))
        events = named(models.Event, trip_events, _column(parts.items, "event_id"))
        places = named(
            models.Place,
            trip_places,
            _column(parts.items, "planned_place_id")
            | _column(parts.items, "actual_place_id")
            | _column(parts.transfers.values(), "origin_id")
            | _column(parts.transfers.values(), "destination_id")
            | _column(events, "venue_id"),
        )
        met = {each for many in parts.item_organisations.values() for each in many}
        organisations = named(
            models.Organisation,
            trip_organisations,
            met
            | _column(people, "organisation_id")
            | _column(events, "organiser_id")
            | {parts.delegation["organisation_id"]},
        )
        return cls(
            people=people,
            contacts={row["person_id"]: raw.Contact(email=row["email"], phone=row["phone"]) for row in contacts},
            organisations=organisations,
            places=places,
            events=events,
            person=_keys(people),
            organisation=_keys(organisations),
            place=_keys(places),
            event=_keys(events),
            party=_keys(parts.parties),
        )


def _citing(facts: tuple[raw.Fact, ...], sources: Collection[str]) -> tuple[raw.Fact, ...]:
    """The facts of a record that all trips share: what another trip has read elsewhere, this one cannot cite."""
    return tuple(fact if fact.source in (None, *sources) else replace(fact, source=None) for fact in facts)


def _delegation(parts: _Parts, keys: _Directory) -> raw.Delegation:
    row = parts.delegation
    return _record(
        raw.Delegation,
        row,
        organisation=keys.organisation[row["organisation_id"]],
        parties=tuple(_record(raw.SubParty, party) for party in parts.parties),
        members=tuple(
            raw.Member(
                person=keys.person[member["person_id"]],
                role=member["role"],
                parties=_in_order(parts.parties, parts.member_parties[member["id"]]),
                duty=member["duty"],
            )
            for member in parts.members
        ),
    )


def _in_order(parties: Rows, ids: Iterable[int]) -> tuple[str, ...]:
    """The keys of these sub-parties, in the order the delegation lists them."""
    wanted = set(ids)
    return tuple(row["key"] for row in parties if row["id"] in wanted)


def _item(row: Mapping[str, Any], parts: _Parts, keys: _Directory) -> raw.Item:
    id_ = row["id"]
    return _record(
        raw.Item,
        row,
        planned=_slot(row, "planned", keys),
        actual=_slot(row, "actual", keys) if row["actual_day"] else None,
        parties=_in_order(parts.parties, parts.item_parties[id_]),
        attendees=tuple(
            raw.Attendee(
                person=keys.person[each["person_id"]],
                side=each["side"],
                role=each["role"],
                languages=each["languages"],
            )
            for each in parts.attendees[id_]
        ),
        organisations=tuple(sorted(keys.organisation[each] for each in parts.item_organisations[id_])),
        event=keys.event.get(row["event_id"]),
        booth=_booth(parts.booths.get(id_), parts, keys),
        session=_session(parts.sessions.get(id_), keys),
        transfer=_transfer(parts.transfers.get(id_), keys),
        stay=_detail(raw.Stay, parts.stays.get(id_)),
    )


def _slot(row: Mapping[str, Any], name: str, keys: _Directory) -> raw.Slot:
    return raw.Slot(
        day=row[f"{name}_day"],
        end_day=row[f"{name}_end_day"],
        start=row[f"{name}_start"],
        end=row[f"{name}_end"],
        part=row[f"{name}_part"],
        place=keys.place.get(row[f"{name}_place_id"]),
        place_note=row[f"{name}_place_note"],
    )


def _booth(row: Mapping[str, Any] | None, parts: _Parts, keys: _Directory) -> raw.Booth | None:
    if row is None:
        return None
    shifts = (
        raw.Shift(
            uid=each["uid"],
            start=each["start"],
            end=each["end"],
            needed=each["needed"],
            people=tuple(sorted(keys.person[person] for person in parts.shift_people[each["id"]])),
            note=each["note"],
        )
        for each in parts.shifts[row["item_id"]]
    )
    return _detail(raw.Booth, row, shifts=tuple(shifts))


def _session(row: Mapping[str, Any] | None, keys: _Directory) -> raw.Session | None:
    return _detail(raw.Session, row, speaker=keys.person.get(row["speaker_id"]) if row else None)


def _transfer(row: Mapping[str, Any] | None, keys: _Directory) -> raw.Transfer | None:
    if row is None:
        return None
    ends = {"origin": keys.place.get(row["origin_id"]), "destination": keys.place.get(row["destination_id"])}
    return _detail(raw.Transfer, row, **ends)


def _record(cls: Callable[..., R], row: Mapping[str, Any], **given: Any) -> R:
    """A record of the snapshot from a row with columns of the same names; `key` becomes `id`."""
    return cls(id=row["key"], **_shared(cls, row), **given)


def _detail(cls: Callable[..., R], row: Mapping[str, Any] | None, **given: Any) -> R | None:
    return None if row is None else cls(**_shared(cls, row), **given)


def _shared(cls: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    return {each.name: row[each.name] for each in fields(cls) if each.name in row and each.name != "id"}


def _all(model: type[Base]) -> Select[Any]:
    return select(model.__table__)


def _rows(session: Session, statement: Select[Any]) -> Rows:
    return [row._asdict() for row in session.execute(statement)]


def _grouped(rows: Rows, owner: str) -> Mapping[int, Rows]:
    groups: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[owner]].append(row)
    return groups


def _pairs(rows: Iterable[Any]) -> Mapping[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for owner, target in rows:
        groups[owner].append(target)
    return groups


def _column(rows: Iterable[Mapping[str, Any]], name: str) -> set[int | None]:
    return {row[name] for row in rows}


def _keys(rows: Rows) -> Mapping[Any, str]:
    return {row["id"]: row["key"] for row in rows}
