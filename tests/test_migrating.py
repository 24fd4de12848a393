"""The way of a database from nothing to the newest schema and back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from planner import migrating, paths
from planner.database import open_engine
from planner.schema_state import SchemaState, head, revisions


def tables(url: str) -> set[str]:
    engine = open_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_an_empty_database_comes_up_and_goes_down_again(empty_url: str) -> None:
    before = migrating.check(empty_url)
    assert before.current is None
    assert not before.up_to_date

    migrating.upgrade(empty_url)
    after = migrating.check(empty_url)
    assert after == SchemaState(current=before.head, head=before.head, differences=())
    assert after.up_to_date
    assert tables(empty_url) == {"alembic_version"} | set(migrating.METADATA.tables)

    migrating.upgrade(empty_url)
    assert migrating.check(empty_url) == after

    migrating.downgrade(empty_url, "base")
    assert tables(empty_url) == {"alembic_version"}
    assert migrating.check(empty_url) == before


def test_a_database_that_was_changed_by_hand_is_noticed(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE scratch (id INTEGER PRIMARY KEY)")
    state = migrating.check(database_url)
    assert state.current == state.head
    assert not state.up_to_date
    assert len(state.differences) == 1
    assert state.differences[0].startswith("remove_table scratch")


def test_planners_that_start_together_migrate_once(empty_url: str) -> None:
    # Processes of their own, as threads would share Alembic's global state.
    with get_context("spawn").Pool(3) as pool:
        pool.map(migrating.upgrade, [empty_url] * 3)
    assert migrating.check(empty_url).up_to_date


def test_migrations_are_called_by_their_revisions_and_counted() -> None:
    """What starts look at, so that they need not load Alembic, is what Alembic would find."""
    folder = paths.shipped("migrations")
    script = ScriptDirectory(str(folder))
    newest_first = [each.revision for each in script.walk_revisions()]
    assert script.get_heads() == [head()]
    assert sorted(newest_first, reverse=True) == newest_first
    names = {file.name.partition("_")[0] for file in (folder / "versions").glob("*.py")}
    assert names == set(newest_first)


# Migrations as a later engineer may write them


FAMILY = """
revision, down_revision = "0001", None
def upgrade():
    op.create_table("parents", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))
    op.create_table(
        "children",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("parent_id", sa.Integer, sa.ForeignKey("parents.id", ondelete="CASCADE"), nullable=False),
    )
    op.execute("INSERT INTO parents (id, name) VALUES (1, 'Sejong')")
    op.execute("INSERT INTO children (id, parent_id) VALUES (1, 1), (2, 1)")
def downgrade():
    op.drop_table("children")
    op.drop_table("parents")
"""
CHANGES_A_PARENT = """
revision, down_revision = "0002", "0001"
def upgrade():
    with op.batch_alter_table("parents") as parents:
        parents.alter_column("name", existing_type=sa.String(20), type_=sa.String(80), nullable=False)
def downgrade():
    with op.batch_alter_table("parents") as parents:
        parents.alter_column("name", existing_type=sa.String(80), type_=sa.String(20), nullable=True)
"""
FAILS_HALF_WAY = """
revision, down_revision = "0003", "0002"
def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("DELETE FROM children")
    raise ValueError("half-way")
def downgrade():
    pass
"""
ORPHANS_CHILDREN = """
revision, down_revision = "0003", "0002"
def upgrade():
    op.execute("DELETE FROM parents")
def downgrade():
    pass
"""

WriteMigrations = Callable[..., None]


@pytest.fixture
def write_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteMigrations:
    """Let the program have these migrations, one after the other, instead of its own."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    shutil.copy(paths.shipped("migrations") / "env.py", folder)
    monkeypatch.setattr(paths, "shipped", lambda _name: folder)

    def write(*migrations: str) -> None:
        for number, text in enumerate(migrations, start=1):
            head = "import sqlalchemy as sa\nfrom alembic import op\n"
            (folder / f"versions/{number:04}.py").write_text(head + text, encoding="utf-8")

    return write


def family(url: str) -> tuple[str | None, list[tuple[int, str]], list[int]]:
    """The revision of the database, its parents and its children."""
    engine = open_engine(url)
    with engine.connect() as connection:
        parents = [(row.id, row.name) for row in connection.exec_driver_sql("SELECT id, name FROM parents ORDER BY id")]
        children = list(connection.exec_driver_sql("SELECT id FROM children ORDER BY id").scalars())
    engine.dispose()
    return revisions(url).current, parents, children


def test_changing_a_table_does_not_delete_what_hangs_on_it(empty_url: str, write_migrations: WriteMigrations) -> None:
    write_migrations(FAMILY, CHANGES_A_PARENT)
    migrating.upgrade(empty_url)
    assert family(empty_url) == ("0002", [(1, "Sejong")], [1, 2])
    assert revisions(empty_url) == SchemaState("0002", "0002")
    migrating.downgrade(empty_url, "0001")
    assert family(empty_url) == ("0001", [(1, "Sejong")], [1, 2])


def test_a_migration_that_fails_half_way_leaves_nothing_behind(
    empty_url: str, write_migrations: WriteMigrations
) -> None:
    write_migrations(FAMILY, CHANGES_A_PARENT, FAILS_HALF_WAY)
    migrating.upgrade(empty_url, "0001")
    with pytest.raises(ValueError, match="half-way"):
        migrating.upgrade(empty_url)
    assert family(empty_url) == ("0001", [(1, "Sejong")], [1, 2])
    assert tables(empty_url) == {"alembic_version", "children", "parents"}


def test_a_migration_that_would_orphan_rows_is_undone(tmp_path: Path, write_migrations: WriteMigrations) -> None:
    """On SQLite, where foreign keys are off meanwhile; PostgreSQL keeps them by itself."""
    sqlite_url = f"sqlite:///{tmp_path / 'family.db'}"
    write_migrations(FAMILY, CHANGES_A_PARENT, ORPHANS_CHILDREN)
    migrating.upgrade(sqlite_url, "0002")
    with pytest.raises(RuntimeError, match="the migration breaks 2 foreign keys"):
        migrating.upgrade(sqlite_url)
    assert family(sqlite_url) == ("0002", [(1, "Sejong")], [1, 2])
