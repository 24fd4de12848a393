"""The directory as it stands once the demo trip is in: the trip to Kyoto that Minji looks after."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select

from planner.demo import demo_file
from planner.intake import trip_file
from planner.models.base import Record
from planner.records.store import store
from tests.web.cast import Desk

R = TypeVar("R", bound=Record)


def go_to_kyoto(desk: Desk) -> Desk:
    """The same desk, with the trip in its records."""
    with desk.writing() as session:
        store(session, trip_file.read(demo_file(), "kyoto.yaml"))
        session.commit()
    return desk


def kept(desk: Desk, model: type[R], key: str) -> R:
    """A record as it is kept now."""
    with desk.writing() as session:
        return session.scalars(select(model).where(model.key == key)).one()


def keys(desk: Desk, model: type[R]) -> set[str]:
    """The keys of all records of a kind."""
    with desk.writing() as session:
        return {*session.scalars(select(model.key))}
