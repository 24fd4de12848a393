"""Places, shared by all trips."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.database import Base
from planner.itinerary.localtext import EMPTY, LocalText
from planner.itinerary.snapshot import Fact, MapLink
from planner.models.base import Record
from planner.models.types import Entries, LocalTextType


class Place(Record, Base):
    """Where something happens. Coordinates in degrees, WGS 84."""

    __tablename__ = "places"
    __table_args__ = (UniqueConstraint("key"),)

    name: Mapped[LocalText] = mapped_column(LocalTextType)
    address: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    zone: Mapped[str] = mapped_column(String(60))
    map_links: Mapped[tuple[MapLink, ...]] = mapped_column(Entries(MapLink), default=())
    access: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    note: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[tuple[Fact, ...]] = mapped_column(Entries(Fact), default=())
