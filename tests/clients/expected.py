"""What calendars should understand of an itinerary, told from the itinerary itself and not from our own calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from planner.itinerary.terms import ItemKind
from planner.itinerary.values import Item, Shift, Text


def ends(item: Item) -> tuple[str | None, str | None]:
    """Start and end: UTC instants such as `2027-05-12T04:30:00.000Z`, or days, of which the second is not included."""
    slot = item.slot
    if slot.start and item.kind is not ItemKind.STAY:
        return _instant(slot.start), _instant(slot.end)
    last = (slot.end_day or slot.day) if item.kind is ItemKind.STAY else (slot.end_day or slot.day) + timedelta(days=1)
    return slot.day.isoformat(), last.isoformat()


def ends_in_khal(item: Item, zone: str) -> tuple[str, str]:
    """Start and end by the clocks of a zone, as khal writes them.

    What lasts all day includes its last day, and what has no end is shown for an hour.
    """
    start, end = ends(item)
    assert start
    if "T" not in start:
        assert end
        return start, (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    begins = datetime.fromisoformat(start)
    stops = datetime.fromisoformat(end) if end else begins + timedelta(hours=1)
    first, last = (f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for moment in (begins, stops))
    return first, last


def typed_texts(value: Any) -> Iterator[str]:
    """Every text of an entry that somebody typed, but for what calendars are not told."""
    if isinstance(value, Text):
        yield value.value
    elif isinstance(value, tuple):
        for each in value:
            yield from typed_texts(each)
    elif hasattr(value, "__dataclass_fields__"):
        absent = {"planned_title", "organisation", "venue", "organiser", "description"}
        if isinstance(value, Item) and value.actual:
            absent.add("planned")
        if isinstance(value, Shift):
            yield from (person.name.value for person in value.people)
            absent.add("people")
        for name in value.__dataclass_fields__:
            if name not in absent:
                yield from typed_texts(getattr(value, name))


def _instant(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}" if moment else None
