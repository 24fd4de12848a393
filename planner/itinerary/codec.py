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
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from planner.itinerary.localtext import LocalText
from planner.itinerary.walltime import WallTime

T = TypeVar("T")
Read = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """A value as dictionaries, lists, strings and numbers that JSON can hold."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float | bool | NoneType):
        return value
    if isinstance(value, tuple | list):
        return [plain(entry) for entry in value]
    if isinstance(value, LocalText):
        return value.as_dict()
    if isinstance(value, WallTime):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value):
        pairs = ((each.name, getattr(value, each.name)) for each in fields(value))
        return {name: plain(entry) for name, entry in pairs if not _is_empty(entry)}
    raise TypeError(f"no plain form for {type(value).__name__}")


def dumps(value: Any) -> str:
    """A value as canonical JSON: keys sorted, no spaces, UTF-8 characters as they are."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def value_of(cls: type[T], data: Any) -> T:
    """What `plain` made plain, as a value of `cls` again. Raises KeyError, TypeError or ValueError for other data."""
    return _reader(cls)(data)  # type: ignore[no-any-return, arg-type]


def loads(cls: type[T], text: str | bytes) -> T:
    """What `dumps` wrote, as a value of `cls` again."""
    return value_of(cls, json.loads(text))


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == () or (isinstance(value, LocalText) and not value)


@cache
def _reader(hint: Any) -> Read:
    """The function that reads one type; made once for each."""
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


def _is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _empty_of(hint: Any) -> Any:
    """What an empty required field is written as nothing for; None where it can never be empty."""
    if get_origin(hint) is tuple:
        return ()
    return {LocalText: LocalText(), str: ""}.get(hint)
