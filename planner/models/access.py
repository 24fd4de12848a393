"""Who may use the desk: users, the ways they sign in, and the sessions of their browsers.

Secrets are kept as hashes only: passwords by Argon2id, the random tokens of links and sessions by SHA-256.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from planner.database import Base
from planner.itinerary.terms import Language
from planner.models.base import new_uid, part_of
from planner.models.people import Person
from planner.models.types import Entries, Term, UtcDateTime


class Role(StrEnum):
    """What somebody does at the desk. `planner.access` says what each may do."""

    ADMIN = "admin"
    ORGANISER = "organiser"
    PRESS_OFFICER = "press_officer"
    DELEGATE = "delegate"


class User(Base):
    """Somebody who signs in. `email` is kept in lower case; `person` is the delegate's own entry in the directory.

    Without `password_hash` only a sign-in link lets them in; with `disabled_at` nothing does.
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    roles: Mapped[tuple[Role, ...]] = mapped_column(Entries(Role), default=())
    language: Mapped[Language | None] = mapped_column(Term(Language))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person | None] = relationship()

    @validates("email")
    def _lower_case(self, _key: str, email: str) -> str:
        return email.strip().lower()


class SignInLink(Base):
    """A link that signs its user in: once, or, where `reusable`, until it expires."""

    __tablename__ = "sign_in_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = part_of("users.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reusable: Mapped[bool] = mapped_column(default=False)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class WebSession(Base):
    """A browser that is signed in. Deleting the row signs it out, whatever cookie it still sends."""

    __tablename__ = "web_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = part_of("users.id")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    user: Mapped[User] = relationship()


class SignInAttempt(Base):
    """A password that was tried: for which account (the e-mail address as typed, known or not) and from where.

    Kept for as long as it counts against further attempts, and no longer.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_account_tried_at", "account", "tried_at"),
        Index("ix_sign_in_attempts_address_tried_at", "address", "tried_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(45))
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
