"""Delegations: who goes or comes, in what order, in which sub-parties."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.database import Base
from planner.itinerary.localtext import EMPTY, LocalText
from planner.itinerary.terms import Direction, MemberRole
from planner.models.base import Record, new_uid, part_of, reference
from planner.models.people import Organisation, Person
from planner.models.types import LocalTextType, Term

member_parties = Table(
    "member_parties",
    Base.metadata,
    Column("member_id", ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("party_id", ForeignKey("sub_parties.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Delegation(Record, Base):
    """Who travels. Members keep the protocol order that staff set by hand."""

    __tablename__ = "delegations"
    __table_args__ = (UniqueConstraint("key"),)

    name: Mapped[LocalText] = mapped_column(LocalTextType)
    direction: Mapped[Direction] = mapped_column(Term(Direction), default=Direction.OUTBOUND)
    organisation_id: Mapped[int] = reference("organisations.id")

    organisation: Mapped[Organisation] = relationship()
    parties: Mapped[list[SubParty]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="SubParty.position"
    )
    members: Mapped[list[Member]] = relationship(
        back_populates="delegation", cascade="all, delete-orphan", order_by="Member.position"
    )


class SubParty(Base):
    """A part of a delegation that travels or works on its own."""

    __tablename__ = "sub_parties"
    __table_args__ = (UniqueConstraint("delegation_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = part_of("delegations.id")
    key: Mapped[str] = mapped_column(String(64))
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[LocalText] = mapped_column(LocalTextType)

    delegation: Mapped[Delegation] = relationship(back_populates="parties")


class Member(Base):
    """A person in a delegation; `position` is the protocol order."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("delegation_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = part_of("delegations.id")
    person_id: Mapped[int] = reference("people.id")
    position: Mapped[int] = mapped_column(default=0)
    role: Mapped[MemberRole] = mapped_column(Term(MemberRole), default=MemberRole.MEMBER)
    duty: Mapped[LocalText] = mapped_column(LocalTextType, default=EMPTY)

    delegation: Mapped[Delegation] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()
    parties: Mapped[list[SubParty]] = relationship(secondary=member_parties, order_by=SubParty.position)
