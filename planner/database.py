"""The way to the database: one declarative base, one way to open an engine, on SQLite and on PostgreSQL.

A writer takes the write lock when it begins, so that it waits for other writers instead of failing half-way.
A reader (`reader(engine)`) sees one unchanging state, never waits for writers, and cannot write.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

BUSY_TIMEOUT_SECONDS = 15
"""How long a SQLite writer waits for another one before it gives up."""

_READ_ONLY = "planner_read_only"


class Base(DeclarativeBase):
    """The base of every mapped class. All constraints get a name, because a migration can only drop what has one."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def json_text(value: Any) -> str:
    """The JSON text of a value as columns store it: readable UTF-8, sorted keys, no NaN."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))


def open_engine(url: str | URL, **options: Any) -> Engine:
    """An engine for a `sqlite:///…` or `postgresql+psycopg://…` URL; `options` go to `create_engine`."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, json_serializer=json_text, pool_pre_ping=True, **options)
    engine = create_engine(parsed, json_serializer=json_text, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def reader(engine: Engine) -> Engine:
    """The same engine for reading only: each transaction sees one state of the database and may not write."""
    options: dict[str, Any] = {_READ_ONLY: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**options)


def sessions(engine: Engine) -> sessionmaker[Session]:
    """A factory of sessions on this engine; objects stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions on its own: `_begin_sqlite` does, and it knows which kind.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode=WAL")
    # NORMAL would be faster, but a power cut could then take the last commits with it.
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    reading = bool(connection.get_execution_options().get(_READ_ONLY))
    connection.exec_driver_sql(f"PRAGMA query_only={int(reading)}")
    # A transaction that first reads and then writes fails at once when somebody else wrote in between, however long
    # it would be ready to wait. One that asks for the write lock first waits its turn.
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
