"""Runs the migrations on the connection that `planner.migrating` opened. Alembic loads this file."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from planner.migrating import METADATA

ADVISORY_LOCK = 7_245_001
"""Held while migrating on PostgreSQL, so that of several processes started together one migrates and the rest wait."""


def run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # Changing a table on SQLite means building a new one and dropping the old one, and with foreign keys on,
        # dropping a parent silently deletes its children. The setting has no effect inside a transaction.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
        # Alembic believes that SQLite cannot roll back DDL. It can, as our engine begins transactions itself:
        # a migration that fails half-way leaves nothing behind.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        if not sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
        context.run_migrations()
        if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()):
            raise RuntimeError(f"the migration breaks {len(broken)} foreign keys, the first: {tuple(broken[0])}")


run(context.config.attributes["connection"])
