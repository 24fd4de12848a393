"""Minji has set the planner up wrongly."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.visit import TRIP
from tests.postgres import Cluster
from tests.terminal import Terminal, fails


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLANNER_DATABASE_URL", "mysql://root@localhost/trips"),
        ("PLANNER_DATA", "/dev/null/data"),
        ("PLANNER_BASE_URL", "planner.example.org"),
        ("PLANNER_SECRET_KEY", "short"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(minji: Terminal, name: str, value: str) -> None:
    minji.set(**{name: value})
    for command in (("db", "check"), ("publish", TRIP), ("demo",), ("serve",)):
        said = minji.run(*command)
        assert (said.status, said.out) == (2, b"")
        assert said.err.startswith(f"Error: {name}: ")


UNUSABLE = {
    "en": (
        "Error: PLANNER_DATABASE_URL: the database %s cannot be used (%s). "
        "Its folder must be there, and the planner must be allowed to write to it."
    ),
    "ko": (
        "오류: PLANNER_DATABASE_URL: 데이터베이스를 사용할 수 없습니다(%s, %s). "
        "폴더가 있는지, 프로그램에 쓰기 권한이 있는지 확인하십시오."
    ),
    "ja": (
        "エラー：PLANNER_DATABASE_URL: データベース%sを使用できません（%s）。"
        "フォルダーがあること、書き込みが許可されていることを確認してください。"
    ),
}


@pytest.mark.parametrize("language", UNUSABLE)
def test_a_database_file_that_cannot_be_opened_is_named(minji: Terminal, tmp_path: Path, language: str) -> None:
    minji.set(LANGUAGE=language)
    (tmp_path / "notes.txt").write_text("This is not a database, and it is long enough to be seen.", encoding="utf-8")
    for name, reason in (
        ("nowhere/planner.db", "unable to open database file"),
        ("", "unable to open database file"),
        ("notes.txt", "file is not a database"),
    ):
        url = f"sqlite:///{tmp_path}/{name}"
        minji.set(PLANNER_DATABASE_URL=url)
        for command in (("check", TRIP), ("db", "upgrade"), ("serve",), ("demo",)):
            assert fails(minji.run(*command), UNUSABLE[language] % (url, reason), 2)


def test_a_server_that_does_not_answer_is_named_without_the_password(minji: Terminal) -> None:
    minji.set(PLANNER_DATABASE_URL="postgresql://minji:topsecret@127.0.0.1:1/trips?application_name=topsecret")
    server = "postgresql://minji:***@127.0.0.1:1/trips"
    reason = 'connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused'
    assert fails(
        minji.run("check", TRIP),
        f"Error: PLANNER_DATABASE_URL: the database {server} cannot be used ({reason}). "
        "Its server must be running, and host, name, user and password must be right.",
        2,
    )


def test_a_server_that_refuses_is_quoted(minji: Terminal, postgres: Cluster) -> None:
    url = postgres.url("nosuch").replace("planner@", "planner:topsecret@")
    minji.set(PLANNER_DATABASE_URL=url)
    said = minji.run("db", "check")
    assert (said.status, said.out) == (2, b"")
    assert 'FATAL:  database "nosuch" does not exist). Its server must be running' in said.err
    assert "topsecret" not in said.err


def test_a_database_that_may_not_be_written_to_is_named(minji: Terminal, settings: dict[str, str]) -> None:
    """A table that somebody has taken away stands for whatever a database may refuse."""
    file = settings["PLANNER_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ALTER TABLE trips RENAME TO journeys")
    assert fails(
        minji.run("check", TRIP),
        f"Error: PLANNER_DATABASE_URL: the database sqlite:///{file} cannot be used (no such table: trips). "
        "Nothing was changed.",
        2,
    )


def test_a_key_that_cannot_be_read_is_refused(minji: Terminal, settings: dict[str, str]) -> None:
    minji.set(PLANNER_SECRET_KEY="")
    file = Path(settings["PLANNER_DATA"]) / "secret.key"
    file.parent.mkdir()
    file.write_bytes(b"\xff" * 40)
    assert fails(
        minji.run("check", TRIP),
        f"Error: PLANNER_SECRET_KEY: the key in {file} cannot be read. "
        "Take it away and the planner makes one; all who are signed in then sign in anew.",
        2,
    )


def test_a_part_of_a_password_is_not_taken_for_a_host(minji: Terminal) -> None:
    minji.set(PLANNER_DATABASE_URL="postgresql://minji:top@secret@localhost/trips")
    told = "Error: PLANNER_DATABASE_URL: the user or the password has an @ in it. Write it as %40."
    assert fails(minji.run("check", TRIP), told, 2)


def test_what_postgresql_needs_is_named_where_it_is_missing(minji: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    minji.set(PLANNER_DATABASE_URL="postgresql://minji@localhost/trips")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    told = "PostgreSQL needs the package psycopg, which is not installed. Install planner[postgres]."
    assert fails(minji.run("check", TRIP), f"Error: PLANNER_DATABASE_URL: {told}", 2)
