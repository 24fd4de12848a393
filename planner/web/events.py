"""Events: expos and conferences that booths and sessions are part of."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session, selectinload

from planner.itinerary import snapshot as raw
from planner.itinerary.rules import Problem
from planner.models import Event, Organisation, Place
from planner.records.assigning import entry_of
from planner.records.writer import Writer
from planner.web import directory


def read(record: Event) -> raw.Event:
    """The event as a snapshot has it."""
    venue, organiser = record.venue, record.organiser
    return entry_of(raw.Event, record, venue=venue and venue.key, organiser=organiser and organiser.key)


def write(session: Session, entry: raw.Event) -> Sequence[Problem]:
    """Keep an event."""
    organisations = directory.by_key(session, Organisation, entry.organiser)
    Writer(session).event(entry, organisations, directory.by_key(session, Place, entry.venue))
    return ()


KIND = directory.Kind(
    name="events",
    one="event",
    model=Event,
    cls=raw.Event,
    read=read,
    write=write,
    choices=directory.offering("places", "organisations", "sources"),
    loading=(selectinload(Event.venue), selectinload(Event.organiser)),
    columns=("starts", "ends", "venue", "organiser"),
    title=_("Events"),
    adding=_("Add an event"),
    nothing=_("No events yet"),
    advice=_("Add the expo or the conference that booths and sessions are part of."),
)

blueprint = directory.pages(KIND)
