"""The engine: who waits for whom, what a reader may do, and how JSON is kept."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import JSON, Column, Engine, Integer, MetaData, Table, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from planner.database import json_text, reader

counters = Table("counters", MetaData(), Column("id", Integer, primary_key=True), Column("value", JSON, nullable=False))


@pytest.fixture
def counting(engine: Engine) -> Engine:
    with engine.begin() as connection:
        counters.create(connection)
        connection.execute(counters.insert().values(id=1, value={"count": 0}))
    return engine


def test_json_is_kept_readable_and_in_order(counting: Engine) -> None:
    with counting.begin() as connection:
        connection.execute(update(counters).values(value={"ko": "면담", "ja": "面談", "n": 1}))
        kept = connection.exec_driver_sql("SELECT CAST(value AS TEXT) FROM counters").scalar_one()
    assert kept == '{"ja":"面談","ko":"면담","n":1}'


def test_not_a_number_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"latitude": float("nan")})


def test_writers_wait_for_each_other_and_lose_nothing(counting: Engine) -> None:
    def add() -> None:
        for _ in range(25):
            with counting.begin() as connection:
                value = connection.execute(select(counters.c.value).with_for_update()).scalar_one()
                connection.execute(update(counters).values(value={"count": value["count"] + 1}))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with counting.connect() as connection:
        assert connection.execute(select(counters.c.value)).scalar_one() == {"count": 100}


def test_a_reader_sees_one_state_and_does_not_wait_for_a_writer(counting: Engine) -> None:
    with reader(counting).connect() as reading:
        assert reading.execute(select(counters.c.value)).scalar_one() == {"count": 0}
        with counting.begin() as writing:
            writing.execute(update(counters).values(value={"count": 1}))
            assert reading.execute(select(counters.c.value)).scalar_one() == {"count": 0}
        assert reading.execute(select(counters.c.value)).scalar_one() == {"count": 0}
    with reader(counting).connect() as reading:
        assert reading.execute(select(counters.c.value)).scalar_one() == {"count": 1}


def test_a_reader_cannot_write_and_leaves_no_trace_on_its_connection(counting: Engine) -> None:
    with reader(counting).connect() as reading, pytest.raises(DBAPIError, match=r"readonly|read-only"):
        reading.execute(update(counters).values(value={"count": 7}))
    with counting.begin() as writing:
        writing.execute(update(counters).values(value={"count": 8}))


def test_foreign_keys_hold(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TABLE children (parent INTEGER REFERENCES parents (id))")
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql("INSERT INTO children VALUES (1)")
