"""What was published: revisions that never change, and the ledger of what each view has seen change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.itinerary.audience import View
from planner.itinerary.terms import Language
from planner.models.access import User
from planner.models.base import part_of
from planner.models.trips import Trip
from planner.models.types import Term, UtcDateTime


class Revision(Base):
    """A published snapshot; `payload` is its canonical JSON. A revision never changes."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("trip_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trip_id: Mapped[int] = part_of("trips.id")
    number: Mapped[int]
    schema: Mapped[int]
    payload: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)

    trip: Mapped[Trip] = relationship()
    published_by: Mapped[User | None] = relationship()


class LedgerEntry(Base):
    """What one view, in one language, last saw of one entry of the itinerary.

    Readers of one view see the same of an entry, so the view and not the reader is the key. `fingerprint` is of
    everything shown, `core` of what calendars count as a new sequence (RFC 5546, section 2.1.4).
    """

    __tablename__ = "ledger"
    __table_args__ = (UniqueConstraint("trip_id", "view", "language", "entry_uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    trip_id: Mapped[int] = part_of("trips.id")
    view: Mapped[View] = mapped_column(Term(View))
    language: Mapped[Language] = mapped_column(Term(Language))
    entry_uid: Mapped[str] = mapped_column(String(36))
    sequence: Mapped[int] = mapped_column(default=0)
    fingerprint: Mapped[str] = mapped_column(String(64))
    core: Mapped[str] = mapped_column(String(64))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
