"""Column types of our own: the database keeps plain text and JSON, the records hold values."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, String, TypeDecorator

from planner.itinerary.codec import plain, value_of
from planner.itinerary.localtext import EMPTY, LocalText
from planner.itinerary.walltime import WallTime

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class LocalTextType(TypeDecorator[LocalText]):
    """A `LocalText` as a JSON object of language to text."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: LocalText | None, dialect: Dialect) -> Any:
        return (value or EMPTY).as_dict()

    def process_result_value(self, value: Any, dialect: Dialect) -> LocalText:
        return LocalText.of(value)


class WallTimeType(TypeDecorator[WallTime]):
    """A `WallTime` as `2025-09-30 15:00 Asia/Tokyo`."""

    impl = String(80)
    cache_ok = True

    def process_bind_param(self, value: WallTime | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> WallTime | None:
        return None if value is None else WallTime.parse(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC without an offset. Raises ValueError for a naive datetime."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs an offset")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Term(TypeDecorator[E], Generic[E]):
    """A term of the vocabulary, kept by its value."""

    impl = String(40)
    cache_ok = True

    def __init__(self, terms: type[E]) -> None:
        super().__init__()
        self.terms = terms

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else self.terms(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self.terms(value)


class Entries(TypeDecorator[tuple[T, ...]], Generic[T]):
    """A short list of values that have no life of their own (agenda points, map links, facts), as JSON."""

    impl = JSON
    cache_ok = True

    def __init__(self, entry: type[T]) -> None:
        super().__init__()
        self.entry = entry

    def process_bind_param(self, value: tuple[T, ...] | None, dialect: Dialect) -> Any:
        return plain(value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[T, ...]:
        return tuple(value_of(self.entry, each) for each in value or ())
