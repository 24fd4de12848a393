"""How far a trip is at a moment: what goes on, what comes next, which day it is where the travellers are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.itinerary.terms import DayPart, ItemKind, ItemStatus
from planner.itinerary.values import Day, Item, Itinerary

_HOURS = {
    DayPart.ALL_DAY: (0, 24),
    DayPart.MORNING: (0, 12),
    DayPart.AFTERNOON: (12, 18),
    DayPart.EVENING: (18, 24),
    DayPart.TO_BE_CONFIRMED: (0, 24),
}
"""From which hour to which a part of the day lasts, to tell whether it is over; never shown."""

_BACKGROUND = (ItemKind.STAY, ItemKind.FREE_TIME)
"""Kinds that are "now" only while nothing else is, as is a booth between the reader's turns of duty."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a trip. `current` has what began last first; `day` is None on a day that is not in the itinerary."""

    moment: datetime
    current: tuple[Item, ...]
    following: Item | None
    day: Day | None
    others: tuple[Day, ...]

    @property
    def today(self) -> date:
        """The date where the travellers are."""
        return self.moment.date()


def progress_of(itinerary: Itinerary, now: datetime) -> Progress:
    """How far an itinerary is at `now` (aware). What is cancelled is never now nor next."""
    moment = now.astimezone(whereabouts(itinerary, now))
    items = [item for item in itinerary.items if item.status is not ItemStatus.CANCELLED]
    spans = [(item, *_span(item, items, moment)) for item in items]
    running = [(begin, item) for item, begin, end in spans if begin <= moment < end and not _is_open(item)]
    busy = [pair for pair in running if not _in_background(pair[1])] or running
    current = tuple(item for _, item in sorted(busy, key=lambda pair: pair[0], reverse=True))
    ahead = (item for item, begin, _end in spans if begin > moment and not _is_open(item))
    return Progress(
        moment=moment,
        current=current,
        following=next(ahead, None),
        day=next((day for day in itinerary.days if day.date == moment.date()), None),
        others=tuple(day for day in itinerary.days if day.date != moment.date()),
    )


def whereabouts(itinerary: Itinerary, now: datetime) -> ZoneInfo:
    """The zone of the clocks around the travellers: that of the last entry begun by `now`, else that of home."""
    zone = itinerary.zones[0] if itinerary.zones else "UTC"
    for item in itinerary.items:
        slot = item.slot
        if slot.start is None or slot.start > now or item.status is ItemStatus.CANCELLED:
            continue
        arrived = slot.end is not None and slot.end <= now
        zone = str((slot.end if slot.end and arrived else slot.start).tzinfo)
    return ZoneInfo(zone)


def changed_lately(itinerary: Itinerary, now: datetime, within: timedelta) -> frozenset[str]:
    """The uids of entries that were changed or added by a later publication than the first, at most `within` ago."""
    stamps = {item.uid: item.stamp.changed_at for item in itinerary.items if item.stamp}
    first = min(stamps.values(), default=now)
    return frozenset(uid for uid, changed_at in stamps.items() if changed_at > first and now - changed_at <= within)


def _in_background(item: Item) -> bool:
    return item.kind in _BACKGROUND or item.for_shifts_only


def _is_open(item: Item) -> bool:
    return item.slot.start is None and item.slot.part in (None, DayPart.TO_BE_CONFIRMED)


def _span(item: Item, items: list[Item], moment: datetime) -> tuple[datetime, datetime]:
    """From when to when an entry lasts. One without an end lasts until the next begins, or until its day is over."""
    slot, zone = item.slot, moment.tzinfo
    midnight = datetime.combine(slot.day + timedelta(days=1), time(), zone)
    if slot.start is not None:
        later = (each.slot.start for each in items if each.slot.start and each.slot.start > slot.start)
        return slot.start, slot.end or min((*later, max(midnight, slot.start)))
    first, last = _HOURS[slot.part or DayPart.TO_BE_CONFIRMED]
    begin = datetime.combine(slot.day, time(), zone) + timedelta(hours=first)
    return begin, datetime.combine(slot.end_day or slot.day, time(), zone) + timedelta(hours=last)
