"""Minji looks after the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.database import open_engine
from planner.schema_state import head, history
from tests.cli.visit import TRIP
from tests.terminal import Said, Terminal, dump, fails, is_wrong_call


def test_a_database_is_made_checked_and_taken_down(minji: Terminal, tmp_path: Path, visit: Path) -> None:
    minji.set(PLANNER_DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")
    newest = head()
    for command in (("import", str(visit)), ("serve",)):
        assert fails(minji.run(*command), "The database is not set up yet. Run: planner db upgrade")
    empty = minji.run("db", "check")
    assert empty == Said(1, b"The database is not set up yet. Run: planner db upgrade\n", "")
    assert minji.run("db", "upgrade").text == f"The database is at revision {newest}.\n"
    assert minji.run("db", "check").text == f"The database is up to date (revision {newest}).\n"
    assert minji.run("db", "check", "--json").json == {
        "current": newest,
        "head": newest,
        "differences": [],
        "up_to_date": True,
    }
    assert minji.run("import", str(visit)).status == 0
    assert minji.run("db", "downgrade", "base") == Said(0, b"The database is empty.\n", "")
    assert minji.run("db", "check") == empty


def test_a_revision_that_there_is_not_is_refused_with_those_there_are(minji: Terminal) -> None:
    known = ", ".join(("base", *history()))
    for way in ("upgrade", "downgrade"):
        for revision in ("nosuch", "-5"):
            said = minji.run("db", way, "--", revision)
            assert is_wrong_call(said, f"There is no revision {revision}. The revisions are: {known}.")
    assert minji.run("db", "downgrade", "base").status == 0
    said = minji.run("db", "downgrade", "head")
    assert is_wrong_call(said, f"Revision {head()} lies ahead of the database. Run: planner db upgrade {head()}")


@pytest.mark.parametrize(
    "command", [("check", TRIP), ("db", "upgrade"), ("db", "downgrade", "base"), ("serve",), ("demo",)]
)
def test_a_database_of_a_newer_planner_is_left_alone(
    minji: Terminal, settings: dict[str, str], command: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(settings["PLANNER_DATABASE_URL"].removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = dump(settings["PLANNER_DATABASE_URL"])
    assert fails(
        minji.run(*command),
        f"The database is at revision 9999 of a newer planner; this one knows those up to {head()}. "
        f"Use the newer planner, or run with it: planner db downgrade {head()}",
    )
    assert dump(settings["PLANNER_DATABASE_URL"]) == before


def test_a_database_changed_by_hand_does_not_pass(minji: Terminal, settings: dict[str, str]) -> None:
    engine = open_engine(settings["PLANNER_DATABASE_URL"])
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE scratch (id INTEGER PRIMARY KEY)")
    engine.dispose()
    said = minji.run("db", "check")
    first, second = said.text.splitlines()
    assert (said.status, first) == (1, "The database differs from what the planner expects:")
    assert second.startswith("  remove_table scratch")
