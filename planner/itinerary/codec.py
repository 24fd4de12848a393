"""Frozen values to plain data and back, for data the planner wrote itself.

What people hand in goes through `schema` instead, which says what is wrong; here a fault is a fault of the program.
Empty values (None, "", no text, no entries) are left out, so that an added field changes no stored data.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from planner.itinerary.localtext import LocalText
from planner.itinerary.walltime import WallTime

T = TypeVar("T")
Read = Callable[[Any], Any]
_CAN_BE_EMPTY = (str, tuple, LocalText)


def plain(value: Any) -> Any:
    """A value as dictionaries, lists, strings and numbers that JSON can hold."""
    return _writer(type(value))(value)


def dumps(value: Any) -> str:
    """A value as canonical JSON: keys sorted, no spaces, UTF-8 characters as they are."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def value_of(cls: type[T], data: Any) -> T:
    """What `plain` made plain, as a value of `cls` again. Raises KeyError, TypeError or ValueError for other data."""
    return _reader(cls)(data)  # type: ignore[no-any-return]


def loads(cls: type[T], text: str | bytes) -> T:
    """What `dumps` wrote, as a value of `cls` again."""
    return value_of(cls, json.loads(text))


def _new_writer(cls: Any) -> Read:
    """The function that makes values of one type plain."""
    if issubclass(cls, Enum):
        return attrgetter("value")
    if issubclass(cls, str | int | float | NoneType):
        return _itself
    if issubclass(cls, tuple | list):
        return lambda entries: [_writer(type(each))(each) for each in entries]
    if issubclass(cls, LocalText):
        return LocalText.as_dict
    if issubclass(cls, WallTime):
        return str
    if issubclass(cls, date):
        return date.isoformat if cls is date else datetime.isoformat
    if is_dataclass(cls):
        return _record_writer(tuple(each.name for each in fields(cls)))
    raise TypeError(f"no plain form for {cls.__name__}")


def _record_writer(names: tuple[str, ...]) -> Read:
    """Writes a dataclass, leaving out what is empty."""

    def write(value: Any) -> dict[str, Any]:
        data = {}
        for name in names:
            entry = getattr(value, name)
            if entry or (entry is not None and not isinstance(entry, _CAN_BE_EMPTY)):
                data[name] = _writer(type(entry))(entry)
        return data

    return write


def _itself(value: Any) -> Any:
    return value


def _new_reader(hint: Any) -> Read:
    """The function that reads one type."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        (inner,) = (_reader(arg) for arg in get_args(hint) if arg is not NoneType)
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        entry = _reader(get_args(hint)[0])
        return lambda data: tuple(entry(each) for each in data)
    if hint is LocalText:
        return LocalText.of
    if hint is WallTime:
        return WallTime.parse
    if hint is datetime or hint is date:
        return hint.fromisoformat
    if is_dataclass(hint):
        return _record_reader(hint)
    return hint  # type: ignore[no-any-return]


def _record_reader(cls: Any) -> Read:
    """Reads a dataclass; a field that is left out gets its default, or the empty value of its type."""
    hints = get_type_hints(cls)
    readers = {each.name: _reader(hints[each.name]) for each in fields(cls)}
    empty = {each.name: _empty_of(hints[each.name]) for each in fields(cls) if _is_required(each)}

    def read(data: Mapping[str, Any]) -> Any:
        given = {name: readers[name](entry) for name, entry in data.items()}
        missing = {name: value for name, value in empty.items() if name not in given and value is not None}
        return cls(**missing, **given)

    return read


_writer: Callable[[Any], Read] = cache(_new_writer)
_reader: Callable[[Any], Read] = cache(_new_reader)


def _is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _empty_of(hint: Any) -> Any:
    """What an empty required field is written as nothing for; None where it can never be empty."""
    if get_origin(hint) is tuple:
        return ()
    return {LocalText: LocalText(), str: ""}.get(hint)
