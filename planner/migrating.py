"""Brings a database to a revision of the schema and says where it stands.

Alembic is called through its API, so that an installed planner needs no alembic.ini and no working directory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, NullPool

import planner.models  # noqa: F401  (importing the models is what fills Base.metadata)
from planner import paths
from planner.database import Base, open_engine, reader

METADATA = Base.metadata
"""The tables of all models."""


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Where a database stands: its revision, the program's, and how the tables differ from the models."""

    current: str | None
    head: str | None
    differences: tuple[str, ...]

    @property
    def up_to_date(self) -> bool:
        return self.current == self.head and not self.differences


def upgrade(url: str | URL, revision: str = "head") -> None:
    """Bring the database to `revision`: all migrations in one transaction, or none. Creates a missing SQLite file."""
    with _engine(url).connect() as connection:
        command.upgrade(_config(connection), revision)


def downgrade(url: str | URL, revision: str) -> None:
    """Take the database back to `revision` (`base`: empty), in one transaction."""
    with _engine(url).connect() as connection:
        command.downgrade(_config(connection), revision)


def revisions(url: str | URL) -> SchemaState:
    """Compare the revision of the database with the program's, and not the tables: quick enough for every start."""
    with reader(_engine(url)).connect() as connection:
        return SchemaState(MigrationContext.configure(connection).get_current_revision(), _head(), ())


def check(url: str | URL) -> SchemaState:
    """Compare the database with the program: revisions and, where these agree, the tables with the models."""
    state = revisions(url)
    if not state.up_to_date:
        return state
    with reader(_engine(url)).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, METADATA)
    return replace(state, differences=tuple(_describe(difference) for difference in found))


def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


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
