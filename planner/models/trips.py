"""Trips: one record each, and the directory entries that belong to their cast."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.itinerary.localtext import EMPTY, LocalText
from planner.itinerary.snapshot import Fact, Observance, Source
from planner.itinerary.terms import YearStyle
from planner.models.base import Record, reference
from planner.models.delegations import Delegation
from planner.models.events import Event
from planner.models.people import Organisation, Person
from planner.models.places import Place
from planner.models.types import Entries, LocalTextType, Term


def _cast(name: str, target: str) -> Table:
    """A table of the directory entries a trip has gathered, whether an item names them yet or not."""
    return Table(
        f"trip_{name}",
        Base.metadata,
        Column("trip_id", ForeignKey("trips.id", ondelete="CASCADE"), primary_key=True),
        Column("record_id", ForeignKey(f"{target}.id", ondelete="CASCADE"), primary_key=True, index=True),
    )


trip_organisations = _cast("organisations", "organisations")
trip_people = _cast("people", "people")
trip_places = _cast("places", "places")
trip_events = _cast("events", "events")


class Trip(Record, Base):
    """What a trip is, apart from its items. `key` stands in addresses and file names."""

    __tablename__ = "trips"
    __table_args__ = (UniqueConstraint("key"), CheckConstraint("ends >= starts", name="ends_after_start"))

    delegation_id: Mapped[int] = reference("delegations.id")
    title: Mapped[LocalText] = mapped_column(LocalTextType)
    purpose: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    background: Mapped[tuple[LocalText, ...]] = mapped_column(Entries(LocalText), default=())
    goals: Mapped[tuple[LocalText, ...]] = mapped_column(Entries(LocalText), default=())
    starts: Mapped[date]
    ends: Mapped[date]
    nights: Mapped[int | None]
    cities: Mapped[tuple[LocalText, ...]] = mapped_column(Entries(LocalText), default=())
    zones: Mapped[tuple[str, ...]] = mapped_column(Entries(str), default=())
    languages: Mapped[tuple[str, ...]] = mapped_column(Entries(str), default=())
    year_style: Mapped[YearStyle] = mapped_column(Term(YearStyle), default=YearStyle.WESTERN)
    observances: Mapped[tuple[Observance, ...]] = mapped_column(Entries(Observance), default=())
    enquiries: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    note: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[tuple[Source, ...]] = mapped_column(Entries(Source), default=())
    facts: Mapped[tuple[Fact, ...]] = mapped_column(Entries(Fact), default=())

    delegation: Mapped[Delegation] = relationship()
    organisations: Mapped[list[Organisation]] = relationship(secondary=trip_organisations, order_by=Organisation.key)
    people: Mapped[list[Person]] = relationship(secondary=trip_people, order_by=Person.key)
    places: Mapped[list[Place]] = relationship(secondary=trip_places, order_by=Place.key)
    events: Mapped[list[Event]] = relationship(secondary=trip_events, order_by=Event.key)
