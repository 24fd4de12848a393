"""Events that booths and sessions are part of, shared by all trips."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.itinerary.localtext import EMPTY, LocalText
from planner.itinerary.snapshot import Fact
from planner.models.base import Record, reference
from planner.models.people import Organisation
from planner.models.places import Place
from planner.models.types import Entries, LocalTextType


class Event(Record, Base):
    """An expo or a conference with its dates and venue."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("key"),)

    name: Mapped[LocalText] = mapped_column(LocalTextType)
    starts: Mapped[date]
    ends: Mapped[date]
    venue_id: Mapped[int | None] = reference("places.id")
    organiser_id: Mapped[int | None] = reference("organisations.id")
    description: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    url: Mapped[str | None] = mapped_column(String(2000))
    note: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[tuple[Fact, ...]] = mapped_column(Entries(Fact), default=())

    venue: Mapped[Place | None] = relationship()
    organiser: Mapped[Organisation | None] = relationship()
