"""Brings a database to a revision of the schema and says where it stands.

Alembic is called through its API, so that an installed planner needs no alembic.ini and no working directory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, MetaData, NullPool

from planner import paths
from planner.database import Base, open_engine


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Where a database stands: its revision, the program's, and how the tables differ from the models."""

    current: str | None
    head: str | None
    differences: tuple[str, ...]

    @property
    def up_to_date(self) -> bool:
        return self.current == self.head and not self.differences


def metadata() -> MetaData:
    """The tables of all models."""
    import planner.models  # noqa: F401  (importing it is what fills Base.metadata; here, as models may import us)

    return Base.metadata


def upgrade(url: str | URL, revision: str = "head") -> None:
    """Bring the database to `revision`: all migrations in one transaction, or none. Creates a missing SQLite file."""
    with _connect(url) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(url: str | URL, revision: str) -> None:
    """Take the database back to `revision` (`base`: empty), in one transaction."""
    with _connect(url) as connection:
        command.downgrade(_config(connection), revision)


def check(url: str | URL) -> SchemaState:
    """Compare the database with the program. Tables are only compared when the revisions agree."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with _connect(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        current = context.get_current_revision()
        found = compare_metadata(context, metadata()) if current == head else []
        return SchemaState(current, head, tuple(_describe(difference) for difference in found))


def _connect(url: str | URL) -> Connection:
    # A connection of its own: env.py switches foreign keys off on it, so it must never be used for anything else.
    return open_engine(url, poolclass=NullPool).connect()


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
