"""The items of a trip: what happens when and where, with whom, as planned and as it turned out."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.itinerary.localtext import EMPTY, LocalText
from planner.itinerary.snapshot import Fact, Note, OpeningHours
from planner.itinerary.terms import (
    AttendeeRole,
    DayPart,
    Interpretation,
    ItemKind,
    ItemStatus,
    PressAccess,
    Side,
    TransportMode,
    Visibility,
)
from planner.itinerary.walltime import WallTime
from planner.models.base import Record, new_uid, part_of, reference
from planner.models.delegations import SubParty
from planner.models.events import Event
from planner.models.people import Organisation, Person
from planner.models.places import Place
from planner.models.trips import Trip
from planner.models.types import Entries, LocalTextType, Term, WallTimeType

item_parties = Table(
    "item_parties",
    Base.metadata,
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("party_id", ForeignKey("sub_parties.id", ondelete="RESTRICT"), primary_key=True, index=True),
)

item_organisations = Table(
    "item_organisations",
    Base.metadata,
    Column("item_id", ForeignKey("items.id", ondelete="CASCADE"), primary_key=True),
    Column("organisation_id", ForeignKey("organisations.id", ondelete="RESTRICT"), primary_key=True, index=True),
)

shift_people = Table(
    "shift_people",
    Base.metadata,
    Column("shift_id", ForeignKey("shifts.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", ForeignKey("people.id", ondelete="RESTRICT"), primary_key=True, index=True),
)


class Item(Record, Base):
    """One thing that happens. `planned_…` and `actual_…` are its slots; without `actual_day` there is no actual one."""

    __tablename__ = "items"
    __table_args__ = (
        UniqueConstraint("trip_id", "key"),
        CheckConstraint("(planned_start IS NULL) <> (planned_part IS NULL)", name="planned_start_or_part"),
        CheckConstraint(
            "actual_day IS NULL OR (actual_start IS NULL) <> (actual_part IS NULL)", name="actual_start_or_part"
        ),
    )

    trip_id: Mapped[int] = part_of("trips.id")
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[ItemKind] = mapped_column(Term(ItemKind))
    title: Mapped[LocalText] = mapped_column(LocalTextType)
    summary: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)

    planned_day: Mapped[date] = mapped_column(index=True)
    planned_end_day: Mapped[date | None]
    planned_start: Mapped[WallTime | None] = mapped_column(WallTimeType)
    planned_end: Mapped[WallTime | None] = mapped_column(WallTimeType)
    planned_part: Mapped[DayPart | None] = mapped_column(Term(DayPart))
    planned_place_id: Mapped[int | None] = reference("places.id")
    planned_place_note: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)

    actual_day: Mapped[date | None]
    actual_end_day: Mapped[date | None]
    actual_start: Mapped[WallTime | None] = mapped_column(WallTimeType)
    actual_end: Mapped[WallTime | None] = mapped_column(WallTimeType)
    actual_part: Mapped[DayPart | None] = mapped_column(Term(DayPart))
    actual_place_id: Mapped[int | None] = reference("places.id")
    actual_place_note: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)

    actual_title: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    outcome: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    status: Mapped[ItemStatus] = mapped_column(Term(ItemStatus), default=ItemStatus.TENTATIVE)
    visibility: Mapped[Visibility] = mapped_column(Term(Visibility), default=Visibility.STAFF)
    press_access: Mapped[PressAccess | None] = mapped_column(Term(PressAccess))
    whole_delegation: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[tuple[str, ...]] = mapped_column(Entries(str), default=())
    interpretation: Mapped[Interpretation] = mapped_column(Term(Interpretation), default=Interpretation.NONE)
    agenda: Mapped[tuple[LocalText, ...]] = mapped_column(Entries(LocalText), default=())
    rain_plan: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    dress: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    notes: Mapped[tuple[Note, ...]] = mapped_column(Entries(Note), default=())
    event_id: Mapped[int | None] = reference("events.id")
    facts: Mapped[tuple[Fact, ...]] = mapped_column(Entries(Fact), default=())

    trip: Mapped[Trip] = relationship()
    event: Mapped[Event | None] = relationship()
    planned_place: Mapped[Place | None] = relationship(foreign_keys=[planned_place_id])
    actual_place: Mapped[Place | None] = relationship(foreign_keys=[actual_place_id])
    parties: Mapped[list[SubParty]] = relationship(secondary=item_parties, order_by=SubParty.position)
    organisations: Mapped[list[Organisation]] = relationship(secondary=item_organisations, order_by=Organisation.key)
    attendees: Mapped[list[Attendee]] = relationship(
        back_populates="item", cascade="all, delete-orphan", order_by="Attendee.position"
    )
    booth: Mapped[Booth | None] = relationship(back_populates="item", cascade="all, delete-orphan")
    session: Mapped[Session | None] = relationship(back_populates="item", cascade="all, delete-orphan")
    transfer: Mapped[Transfer | None] = relationship(back_populates="item", cascade="all, delete-orphan")
    stay: Mapped[Stay | None] = relationship(back_populates="item", cascade="all, delete-orphan")


class Attendee(Base):
    """A person at an item; `position` is the protocol order within the side."""

    __tablename__ = "attendees"
    __table_args__ = (UniqueConstraint("item_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = part_of("items.id")
    person_id: Mapped[int] = reference("people.id")
    position: Mapped[int] = mapped_column(default=0)
    side: Mapped[Side] = mapped_column(Term(Side), default=Side.HOME)
    role: Mapped[AttendeeRole] = mapped_column(Term(AttendeeRole), default=AttendeeRole.ATTENDEE)
    languages: Mapped[tuple[str, ...]] = mapped_column(Entries(str), default=())

    item: Mapped[Item] = relationship(back_populates="attendees")
    person: Mapped[Person] = relationship()


class Booth(Base):
    """What only booths have."""

    __tablename__ = "booths"

    item_id: Mapped[int] = part_of("items.id", primary_key=True)
    zone: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    number: Mapped[str | None] = mapped_column(String(40))
    themes: Mapped[tuple[LocalText, ...]] = mapped_column(Entries(LocalText), default=())
    exhibits: Mapped[tuple[LocalText, ...]] = mapped_column(Entries(LocalText), default=())
    hours: Mapped[tuple[OpeningHours, ...]] = mapped_column(Entries(OpeningHours), default=())

    item: Mapped[Item] = relationship(back_populates="booth")
    shifts: Mapped[list[Shift]] = relationship(
        back_populates="booth", cascade="all, delete-orphan", order_by="Shift.position"
    )


class Shift(Base):
    """A turn of duty at a booth."""

    __tablename__ = "shifts"
    __table_args__ = (CheckConstraint("needed >= 1", name="needs_somebody"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    booth_id: Mapped[int] = part_of("booths.item_id")
    position: Mapped[int] = mapped_column(default=0)
    start: Mapped[WallTime] = mapped_column(WallTimeType)
    end: Mapped[WallTime] = mapped_column(WallTimeType)
    needed: Mapped[int] = mapped_column(default=1)
    note: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)

    booth: Mapped[Booth] = relationship(back_populates="shifts")
    people: Mapped[list[Person]] = relationship(secondary=shift_people, order_by=Person.key)


class Session(Base):
    """What only conference sessions have."""

    __tablename__ = "sessions"

    item_id: Mapped[int] = part_of("items.id", primary_key=True)
    speaker_id: Mapped[int | None] = reference("people.id")
    language: Mapped[str | None] = mapped_column(String(35))
    topic: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    actual_topic: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    material: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    material_url: Mapped[str | None] = mapped_column(String(2000))

    item: Mapped[Item] = relationship(back_populates="session")
    speaker: Mapped[Person | None] = relationship()


class Transfer(Base):
    """What only transfers have."""

    __tablename__ = "transfers"

    item_id: Mapped[int] = part_of("items.id", primary_key=True)
    mode: Mapped[TransportMode] = mapped_column(Term(TransportMode), default=TransportMode.OTHER)
    service: Mapped[str | None] = mapped_column(String(80))
    origin_id: Mapped[int | None] = reference("places.id")
    destination_id: Mapped[int | None] = reference("places.id")
    pick_up: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)

    item: Mapped[Item] = relationship(back_populates="transfer")
    origin: Mapped[Place | None] = relationship(foreign_keys=[origin_id])
    destination: Mapped[Place | None] = relationship(foreign_keys=[destination_id])


class Stay(Base):
    """What only stays have."""

    __tablename__ = "stays"

    item_id: Mapped[int] = part_of("items.id", primary_key=True)
    rooms: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    booking: Mapped[str | None] = mapped_column(String(80))

    item: Mapped[Item] = relationship(back_populates="stay")
