"""Feeds: the secret addresses of editions, and the bytes that each answers with."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.itinerary.terms import Language
from planner.models.base import part_of
from planner.models.trips import Trip
from planner.models.types import Term, UtcDateTime


class Feed(Base):
    """One address. The token fixes audience and language; only its SHA-256 is kept, so it can be shown just once.

    `body` is the calendar, gzipped; `etag` is of the calendar as it is. `changed_at` is when the bytes last changed.
    """

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    trip_id: Mapped[int] = part_of("trips.id")
    audience: Mapped[str] = mapped_column(String(80))
    language: Mapped[Language] = mapped_column(Term(Language))
    label: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    etag: Mapped[str] = mapped_column(String(64), default="")
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, default=b"")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    trip: Mapped[Trip] = relationship()
