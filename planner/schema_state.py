"""Where a database stands: the revision of its tables, and the one that this program needs.

Apart from `planner.migrating`, because every start asks for it and hardly one has to load Alembic and migrate.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import URL, NullPool, inspect

from planner import paths
from planner.database import open_engine, reader


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Where a database stands: its revision, the program's, and how the tables differ from the models."""

    current: str | None
    head: str | None
    differences: tuple[str, ...] = ()

    @property
    def up_to_date(self) -> bool:
        return self.current == self.head and not self.differences

    @property
    def newer(self) -> bool:
        """Whether a later version of the planner migrated the database."""
        return self.current is not None and self.current not in history()


def revisions(url: str | URL) -> SchemaState:
    """Compare the revision of the database with the program's, and not the tables: quick enough for every start."""
    with reader(open_engine(url, poolclass=NullPool)).connect() as connection:
        migrated = inspect(connection).has_table("alembic_version")
        current = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() if migrated else None
    return SchemaState(current, head())


def head() -> str | None:
    """The revision of the newest migration."""
    return max(history(), default=None)


def history() -> tuple[str, ...]:
    """The revisions of all migrations, oldest first: a file's name begins with its revision, and these are counted."""
    files = (paths.shipped("migrations") / "versions").glob("[0-9]*.py")
    return tuple(sorted(file.stem.partition("_")[0] for file in files))
