"""What the directory keeps, seen behind the pages of the desk."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select

from planner.models.base import Record
from tests.web.cast import Desk

R = TypeVar("R", bound=Record)


def kept(desk: Desk, model: type[R], key: str) -> R:
    """A record as it is kept now."""
    with desk.writing() as session:
        return session.scalars(select(model).where(model.key == key)).one()


def keys(desk: Desk, model: type[R]) -> set[str]:
    """The keys of all records of a kind."""
    with desk.writing() as session:
        return {*session.scalars(select(model.key))}
