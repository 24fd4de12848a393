"""Brings a database to a revision of the schema, and compares its tables with the models.

Alembic is called through its API, so that an installed planner needs no alembic.ini and no working directory.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import URL, Connection, Engine, NullPool

import planner.models  # noqa: F401  (importing the models is what fills Base.metadata)
from planner import paths
from planner.database import Base, open_engine, reader
from planner.schema_state import SchemaState, revisions

METADATA = Base.metadata
"""The tables of all models."""


def upgrade(url: str | URL, revision: str = "head") -> None:
    """Bring the database to `revision`: all migrations in one transaction, or none. Creates a missing SQLite file."""
    with _engine(url).connect() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(url: str | URL, revision: str) -> None:
    """Take the database back to `revision` (`base`: empty), in one transaction."""
    with _engine(url).connect() as connection:
        command.downgrade(_config(connection), revision)


def check(url: str | URL) -> SchemaState:
    """Compare the database with the program: revisions and, where these agree, the tables with the models."""
    state = revisions(url)
    if not state.up_to_date:
        return state
    with reader(_engine(url)).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, METADATA)
    return replace(state, differences=tuple(_describe(difference) for difference in found))


def _engine(url: str | URL) -> Engine:
    # No pool: env.py switches foreign keys off on its connection, which must never be used for anything else.
    return open_engine(url, poolclass=NullPool)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.shipped("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _describe(difference: Any) -> str:
    # Alembic gives one tuple, or a list of tuples where several changes touch one column.
    changes = difference if isinstance(difference, list) else [difference]
    return "; ".join(" ".join(str(part) for part in change if part is not None) for change in changes)
