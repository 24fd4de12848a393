"""Who still uses a record, for those who want to delete it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from planner.itinerary.localtext import LocalText
from planner.models import (
    Attendee,
    Delegation,
    Event,
    Item,
    Member,
    Organisation,
    Person,
    Place,
    Shift,
    SubParty,
    Transfer,
    Trip,
)
from planner.models import Session as Talk
from planner.models.base import Record
from planner.models.items import item_organisations, item_parties, shift_people


class Use(NamedTuple):
    """One way in which a record is used, and the names of all that use it so."""

    words: Any
    names: list[LocalText]


class _Way(NamedTuple):
    """A way to use a record: the column that names it, and how the names of its users are found."""

    words: Any
    column: Any
    names: Callable[[Any], Select[Any]]


def _of(name: InstrumentedAttribute[LocalText], *joins: Any) -> Callable[[Any], Select[Any]]:
    """Finds the names of a model that the column belongs to, over the tables in between."""

    def names(column: Any) -> Select[Any]:
        return _joined(select(name).select_from(column.class_ if hasattr(column, "class_") else column.table), joins)

    return names


def _joined(statement: Select[Any], joins: tuple[Any, ...]) -> Select[Any]:
    for target, on in joins:
        statement = statement.join(target, on)
    return statement


def _item(column: Any) -> tuple[Any, Any]:
    return Item, Item.id == column


WAYS: dict[type[Record] | type[SubParty], tuple[_Way, ...]] = {
    Organisation: (
        _Way(_("People of this organisation"), Person.organisation_id, _of(Person.name)),
        _Way(_("Events it runs"), Event.organiser_id, _of(Event.name)),
        _Way(_("Delegations it sends"), Delegation.organisation_id, _of(Delegation.name)),
        _Way(
            _("Items at which it is met"),
            item_organisations.c.organisation_id,
            _of(Item.title, _item(item_organisations.c.item_id)),
        ),
    ),
    Person: (
        _Way(
            _("Delegations with this member"),
            Member.person_id,
            _of(Delegation.name, (Delegation, Delegation.id == Member.delegation_id)),
        ),
        _Way(_("Items this person attends"), Attendee.person_id, _of(Item.title, _item(Attendee.item_id))),
        _Way(_("Sessions at which this person speaks"), Talk.speaker_id, _of(Item.title, _item(Talk.item_id))),
        _Way(
            _("Booths with shifts of this person"),
            shift_people.c.person_id,
            _of(Item.title, (Shift, Shift.id == shift_people.c.shift_id), _item(Shift.booth_id)),
        ),
    ),
    Place: (
        _Way(_("Events held here"), Event.venue_id, _of(Event.name)),
        _Way(_("Items planned here"), Item.planned_place_id, _of(Item.title)),
        _Way(_("Items that took place here"), Item.actual_place_id, _of(Item.title)),
        _Way(_("Transfers that leave from here"), Transfer.origin_id, _of(Item.title, _item(Transfer.item_id))),
        _Way(_("Transfers that go here"), Transfer.destination_id, _of(Item.title, _item(Transfer.item_id))),
    ),
    Event: (_Way(_("Items that are part of this event"), Item.event_id, _of(Item.title)),),
    Delegation: (_Way(_("Trips of this delegation"), Trip.delegation_id, _of(Trip.title)),),
    SubParty: (
        _Way(
            _("Items this sub-party attends"),
            item_parties.c.party_id,
            _of(Item.title, _item(item_parties.c.item_id)),
        ),
    ),
}
"""Every reference that the database would refuse to leave without its record."""


def uses_of(session: Session, record: Record | SubParty) -> list[Use]:
    """Who uses a record, way by way; those without any use are left out."""
    found = []
    for way in WAYS[type(record)]:
        names: dict[LocalText, None] = dict.fromkeys(
            session.scalars(way.names(way.column).where(way.column == record.id))
        )
        found.append(Use(way.words, [*names]))
    return [use for use in found if use.names]
