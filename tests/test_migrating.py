"""The way of a database from nothing to the newest schema and back."""

from __future__ import annotations

from multiprocessing import get_context

from sqlalchemy import Engine, inspect

from planner import migrating
from planner.database import open_engine


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
    assert after == migrating.SchemaState(current=before.head, head=before.head, differences=())
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
