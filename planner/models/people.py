"""The directory: organisations and people, shared by all trips."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.itinerary.localtext import EMPTY, LocalText
from planner.itinerary.snapshot import Fact
from planner.itinerary.terms import OrganisationKind
from planner.models.base import Record, part_of, reference
from planner.models.types import Entries, LocalTextType, Term


class Organisation(Record, Base):
    """A city, an agency, a company, a museum."""

    __tablename__ = "organisations"
    __table_args__ = (UniqueConstraint("key"),)

    name: Mapped[LocalText] = mapped_column(LocalTextType)
    short_name: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    country: Mapped[str] = mapped_column(String(2))
    kind: Mapped[OrganisationKind] = mapped_column(Term(OrganisationKind), default=OrganisationKind.OTHER)
    note: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[tuple[Fact, ...]] = mapped_column(Entries(Fact), default=())


class Person(Record, Base):
    """A person as the public record knows them. What is private lies in tables of its own."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("key"),)

    name: Mapped[LocalText] = mapped_column(LocalTextType)
    hanja: Mapped[str | None] = mapped_column(String(60))
    kana: Mapped[str | None] = mapped_column(String(60))
    korean_spelling: Mapped[str | None] = mapped_column(String(60))
    title: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)
    organisation_id: Mapped[int | None] = reference("organisations.id")
    languages: Mapped[tuple[str, ...]] = mapped_column(Entries(str), default=())
    named_in_public: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[tuple[Fact, ...]] = mapped_column(Entries(Fact), default=())

    organisation: Mapped[Organisation | None] = relationship()
    contact: Mapped[Contact | None] = relationship(back_populates="person", cascade="all, delete-orphan")
    travel_profile: Mapped[TravelProfile | None] = relationship(back_populates="person", cascade="all, delete-orphan")


class Contact(Base):
    """How to reach a person; staff only."""

    __tablename__ = "contacts"

    person_id: Mapped[int] = part_of("people.id", primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(40))

    person: Mapped[Person] = relationship(back_populates="contact")


class TravelProfile(Base):
    """What a journey needs to know of a person. It never enters a snapshot, so no edition, file or feed can hold it.

    The number of the passport is not kept at all: Korean law (개인정보 보호법 제24조) asks for consent and
    encryption of its own for it, and the plan only needs to know until when the document is valid.
    """

    __tablename__ = "travel_profiles"

    person_id: Mapped[int] = part_of("people.id", primary_key=True)
    passport_country: Mapped[str | None] = mapped_column(String(2))
    passport_expires: Mapped[date | None]
    birth_date: Mapped[date | None]
    diet: Mapped[str] = mapped_column(Text, default="")
    health: Mapped[str] = mapped_column(Text, default="")
    seat: Mapped[str] = mapped_column(Text, default="")
    emergency_contact: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship(back_populates="travel_profile")
