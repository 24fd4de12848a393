"""The demo: a real trip, an invented cast, and ways in for each of them."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from gettext import gettext as _

from sqlalchemy import NullPool, select
from sqlalchemy.orm import Session

from planner import accounts, publishing
from planner.addresses import feed_url, page_url, sign_in_url
from planner.cli.shared import now
from planner.config import Settings
from planner.database import open_engine, sessions
from planner.demo import DEMO_HEAD, DEMO_TRIP, demo_file
from planner.itinerary.audience import Audience, AudienceKind
from planner.itinerary.terms import Language
from planner.models import Feed, Person, SignInLink, Trip, User
from planner.models.access import Role
from planner.tokens import token_hash

LINK_LIFE = timedelta(hours=12)
"""How long the printed links let people in; every start prints new ones."""

DOMAIN = "demo.invalid"
CAST = {
    Role.ORGANISER: _("Demo organiser"),
    Role.PRESS_OFFICER: _("Demo PR officer"),
    Role.DELEGATE: _("Demo delegate"),
    Role.ADMIN: _("Demo administrator"),
}
"""Who signs in to the demo. They are nobody: only the trip is real."""
READER = Audience(AudienceKind.DELEGATE, person=DEMO_HEAD)
"""Whose calendar and page the demo shows."""


class DemonstrationRefused(Exception):
    """The database has users of its own."""


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demo prints: a link for each of the cast by name, a feed and a delegate's page."""

    base_url: str
    sign_in: dict[str, str]
    feed: str
    page: str


def prepare(settings: Settings) -> Demonstration:
    """Load and publish the demo trip where that has not been done, and make the links that this start prints.

    Raises DemonstrationRefused where the database has users besides the cast: the printed links let anybody in.
    """
    # Without a pool, as the server's workers are forked from this process, and SQLite forbids to take an open
    # connection along.
    engine = open_engine(settings.database_url, poolclass=NullPool)
    with sessions(engine).begin() as session:
        strangers = session.scalar(select(User.id).where(User.email.not_like(f"%@{DOMAIN}")).limit(1))
        if strangers is not None:
            raise DemonstrationRefused
        if session.scalar(select(Trip.id).where(Trip.key == DEMO_TRIP)) is None:
            _store_and_publish(session)
        links = {name: sign_in_url(settings.base_url, _link(session, role, name)) for role, name in CAST.items()}
        token = _feed(session, settings)
    feed = feed_url(settings.base_url, token, DEMO_TRIP, READER, Language.KO)
    return Demonstration(settings.base_url, links, feed, page_url(settings.base_url, token))


def _store_and_publish(session: Session) -> None:
    # Imported here, as it is the first start that reads the trip file.
    from planner.intake import trip_file
    from planner.records.store import store

    store(session, trip_file.read(demo_file(), "demo.yaml"))
    publishing.publish(session, DEMO_TRIP, by=None, now=now())


def _link(session: Session, role: Role, name: str) -> str:
    """The token of a new sign-in link for one of the cast; older ones are forgotten."""
    email = f"{role.replace('_', '-')}@{DOMAIN}"
    user = session.scalar(select(User).where(User.email == email))
    if user is None:
        own = session.scalar(select(Person).where(Person.key == DEMO_HEAD)) if role is Role.DELEGATE else None
        user = User(email=email, name=name, roles=(role,), person=own, created_at=now())
        session.add(user)
        session.flush()
    for old in session.scalars(select(SignInLink).where(SignInLink.user_id == user.id)):
        session.delete(old)
    return accounts.make_sign_in_link(session, user, expires=now() + LINK_LIFE, now=now(), reusable=True)


def _feed(session: Session, settings: Settings) -> str:
    """The token of the demo's feed. It follows from the secret key, so that a calendar outlives a restart."""
    digest = hmac.digest(settings.secret_key.encode(), f"demo feed {READER.key}".encode(), "sha256")
    token = urlsafe_b64encode(digest[:24]).decode()
    if session.scalar(select(Feed.id).where(Feed.token_hash == token_hash(token))) is None:
        publishing.open_feed(session, DEMO_TRIP, READER, Language.KO, CAST[Role.DELEGATE], now(), token)
    return token
