"""Migrations of a database in use: every table holds rows on the way up, down and up again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from planner import accounts, migrating, publishing
from planner.database import open_engine, sessions
from planner.itinerary.audience import HOST, Audience, AudienceKind
from planner.itinerary.terms import Language
from planner.models import Feed, Person, SignInAttempt, TravelProfile, User
from planner.models.access import Role
from planner.records.load import load
from planner.records.store import canonical, store
from tests.filled import filled

TRIP = "filled"
NOW = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)
DELEGATE = Audience(AudienceKind.DELEGATE, person="delegate")


@contextmanager
def writing(url: str) -> Iterator[Session]:
    """A session that commits, on a connection of its own."""
    engine = open_engine(url)
    with sessions(engine).begin() as session:
        yield session
    engine.dispose()


def rows(url: str) -> dict[str, list[Any]]:
    """All rows of all tables, in an order of their own."""
    engine = open_engine(url)
    with engine.connect() as connection:
        found = {
            name: sorted(map(repr, connection.execute(select(table))))
            for name, table in migrating.METADATA.tables.items()
        }
    engine.dispose()
    return found


def tables(url: str) -> set[str]:
    engine = open_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def move_in(url: str) -> None:
    """Use the planner until no table is empty: a trip with everything in it, published, with readers and users."""
    with writing(url) as session:
        store(session, filled()[0])
        publishing.publish(session, TRIP, by=None, now=NOW)
        for reader in (DELEGATE, HOST):
            publishing.open_feed(session, TRIP, reader, Language.JA, "phone", NOW)
        person = session.scalars(select(Person).where(Person.key == "delegate")).one()
        person.travel_profile = TravelProfile(passport_expires=date(2030, 1, 31), diet="새우 알레르기", seat="통로")
        user = User(email="d@example.org", name="김하나", roles=(Role.DELEGATE,), person=person, created_at=NOW)
        session.add_all([user, SignInAttempt(account="d@example.org", address="192.0.2.7", tried_at=NOW)])
        accounts.make_sign_in_link(session, user, expires=NOW + timedelta(days=7), now=NOW)
        accounts.start_session(session, user, NOW)


def test_a_database_in_use_stays_as_it_is_when_there_is_nothing_to_migrate(database_url: str) -> None:
    move_in(database_url)
    before = rows(database_url)
    assert [name for name, found in before.items() if not found] == []
    migrating.upgrade(database_url)
    assert rows(database_url) == before
    assert migrating.check(database_url).up_to_date
    with writing(database_url) as session:
        assert load(session, TRIP) == canonical(filled()[0])


def test_a_database_in_use_goes_down_to_nothing_and_up_again(database_url: str) -> None:
    move_in(database_url)
    migrating.downgrade(database_url, "base")
    assert tables(database_url) == {"alembic_version"}
    migrating.upgrade(database_url)
    assert migrating.check(database_url).up_to_date
    assert rows(database_url) == {name: [] for name in migrating.METADATA.tables}

    move_in(database_url)
    with writing(database_url) as session:
        assert load(session, TRIP) == canonical(filled()[0])
        assert publishing.publish(session, TRIP, by=None, now=NOW + timedelta(days=1)).revision is None
        assert session.scalars(select(Feed.audience).order_by(Feed.id)).all() == ["delegate:delegate", "host"]
