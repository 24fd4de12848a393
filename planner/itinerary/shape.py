"""What the records of a snapshot are made of: the one place that reads their type hints.

Schemas, rules and the trip file all walk the same shapes, so that a new field is described once, where it is declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from planner.itinerary.localtext import LocalText
from planner.itinerary.walltime import WallTime

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A field of a record: `many` of a `type` or one, None where `optional`; `limits` are those of `said()`."""

    name: str
    type: Any
    many: bool
    optional: bool
    default: Any
    limits: Mapping[str, Any]

    @property
    def required(self) -> bool:
        """Whether it must be given; what has a default may be left out, unless it is always written."""
        return self.default is MISSING or bool(self.limits.get("always"))

    @property
    def is_record(self) -> bool:
        """Whether it holds records, with fields of their own."""
        return is_record(self.type)


@dataclass(frozen=True, slots=True)
class Node:
    """A value met on a walk: a record, or a leaf in a field of one.

    `shape` is None only for the record that the walk starts from.
    """

    path: Path
    type: Any
    value: Any
    shape: Shape | None


class Unreadable(AttributeError):
    """A field of a `Partial` that could not be read."""


class Partial:
    """What could be read of a record: it has the fields that could, and raises Unreadable for the others."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.__dict__.update(fields)

    def __getattr__(self, name: str) -> Any:
        raise Unreadable(name)


@cache
def is_record(cls: Any) -> bool:
    """Whether a type has fields of its own; wall times and texts in several languages count as simple values."""
    return is_dataclass(cls) and cls not in (LocalText, WallTime)


@cache
def shapes(cls: Any) -> tuple[Shape, ...]:
    """The fields of a record, in the order they are declared and written in."""
    hints = get_type_hints(cls)
    return tuple(_shape(each.name, hints[each.name], each.default, each.metadata) for each in fields(cls))


def _shape(name: str, hint: Any, default: Any, limits: Mapping[str, Any]) -> Shape:
    many = get_origin(hint) is tuple
    choices = [each for each in get_args(hint) if each not in (NoneType, ...)]
    return Shape(
        name=name,
        type=choices[0] if choices else hint,
        many=many,
        optional=NoneType in get_args(hint),
        default=default,
        limits=limits,
    )


def walk(record: Any, cls: Any, path: Path = (), shape: Shape | None = None) -> Iterator[Node]:
    """A record and everything in it, each record before its fields and these in their order.

    A record may be a `Partial`; what could not be read of it is passed over.
    """
    yield Node(path, cls, record, shape)
    for each in shapes(cls):
        value = field_of(record, each.name)
        if value is None:
            continue
        for place, entry in _entries(value, (*path, each.name), each.many):
            if each.is_record:
                yield from walk(entry, each.type, place, each)
            elif entry is not None:
                yield Node(place, each.type, entry, each)


def _entries(value: Any, path: Path, many: bool) -> Iterator[tuple[Path, Any]]:
    if not many:
        yield path, value
        return
    for index, entry in enumerate(value):
        yield (*path, index), entry


def field_of(record: Any, name: str) -> Any:
    """A field of a record; None where it could not be read."""
    return getattr(record, name, None)
