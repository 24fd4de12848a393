"""VTIMEZONE components (RFC 5545, 3.6.5), made from the same time zone data that the program itself computes with.

A TZif file ends in a POSIX rule (RFC 8536, 3.3) which says how the clocks go from now on, and most zones become two
yearly rules of it: the form that Outlook, Google and Apple all read. Where that rule does not hold in the years asked
for (Morocco in Ramadan, a law that begins next spring), or where no RRULE can say it, the changes of just those years
are listed one by one, so that an hour is never wrong.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

EPOCH = datetime.combine(date(1970, 1, 1), time.min)
"""Every component begins in this year. Older history has offsets with seconds, which Outlook refuses."""

_DAY = timedelta(days=1)
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LAST = 5

_NAME = r"(<[A-Za-z0-9+-]+>|[A-Za-z]{3,})"
_HOURS = r"([+-]?\d{1,3}(?::\d\d)?)"
_DATE = rf"(M\d+\.\d\.\d|J\d+)(?:/{_HOURS})?"
_FOOTER = re.compile(rf"{_NAME}{_HOURS}(?:{_NAME}{_HOURS}?,{_DATE},{_DATE})?")


@dataclass(frozen=True, slots=True)
class Rule:
    """When clocks change, every year: `month` and either `day`, or the `week`th `weekday` (5 is the last, 0 Sunday).

    `clock` is what the clocks show at that moment, counted from midnight; it may be negative or more than a day.
    """

    month: int
    clock: timedelta
    day: int = 0
    week: int = 0
    weekday: int = 0

    def onset(self, year: int) -> datetime:
        """The moment in one year, in the local time that ends then."""
        day = self.day
        if not day:
            first = date(year, self.month, 1)
            day = 1 + (self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1)
            if day > monthrange(year, self.month)[1]:
                day -= 7
        return datetime.combine(date(year, self.month, day), time.min) + self.clock

    def recurrence(self) -> dict[str, object] | None:
        """The RRULE, or None where the change may fall into the month before or after: one rule cannot say that.

        The length of February is not the same every year, so a change in its last week is None as well.
        """
        length = monthrange(EPOCH.year, self.month)[1]
        shift = self.clock // _DAY
        first, last = (self.day, self.day) if self.day else (7 * self.week - 6, 7 * self.week)
        if self.week == _LAST:
            first, last = length - 6, length
        if first + shift < 1 or last + shift > length or (self.month == 2 and self.week == _LAST):
            return None
        days = list(range(first + shift, last + shift + 1))
        yearly: dict[str, object] = {"FREQ": "YEARLY", "BYMONTH": self.month}
        weekday = _WEEKDAYS[(self.weekday + shift) % 7]
        if self.day:
            return yearly | {"BYMONTHDAY": days}
        if shift:
            return yearly | {"BYMONTHDAY": days, "BYDAY": weekday}
        return yearly | {"BYDAY": f"{-1 if self.week == _LAST else self.week}{weekday}"}


@dataclass(frozen=True, slots=True)
class Clocks:
    """What a footer says: the usual time, and where there is a second one, when that begins and ends."""

    name: str
    offset: timedelta
    other_name: str = ""
    other_offset: timedelta = timedelta()
    begins: Rule | None = None
    ends: Rule | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of clocks: the local time that ends, the offsets from UTC on both sides, and the name of what begins.

    `recurrence` is the RRULE of a change that comes every year.
    """

    local: datetime
    before: timedelta
    after: timedelta
    name: str
    recurrence: dict[str, object] | None = field(default=None, compare=False)

    @property
    def instant(self) -> datetime:
        """The moment in UTC."""
        return (self.local - self.before).replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def vtimezone(zone: str, first: int, last: int) -> bytes:
    """The VTIMEZONE of an IANA zone, right for every moment from the year `first` to the year `last`.

    Raises `zoneinfo.ZoneInfoNotFoundError` for a zone that does not exist.
    """
    component = Timezone()
    component.add("TZID", zone)
    component.add("X-LIC-LOCATION", zone)
    for change in _observances(zone, first, last):
        component.add_component(_observance(change))
    return bytes(component.to_ical(sorted=False))


def parse_footer(footer: str) -> Clocks:
    """Read a POSIX TZ string such as `EST5EDT,M3.2.0,M11.1.0`.

    Raises ValueError for anything else, also for days counted with 29 February, which no zone uses.
    """
    match = _FOOTER.fullmatch(footer)
    if match is None:
        raise ValueError(f"not a time zone rule: {footer}")
    name, offset, other_name, other_offset, begins, begins_at, ends, ends_at = match.groups()
    # POSIX counts offsets to the west, everybody else to the east.
    usual = -_hours(offset)
    if other_name is None:
        return Clocks(name.strip("<>"), usual)
    other = -_hours(other_offset) if other_offset else usual + timedelta(hours=1)
    return Clocks(
        name.strip("<>"), usual, other_name.strip("<>"), other, _rule(begins, begins_at), _rule(ends, ends_at)
    )


def _hours(text: str) -> timedelta:
    hours, _, minutes = text.lstrip("+-").partition(":")
    length = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return -length if text.startswith("-") else length


def _rule(day: str, clock: str | None) -> Rule:
    at = _hours(clock or "2")
    if day.startswith("J"):
        # J60 is 1 March in every year: 29 February is never counted. 1970 had none either.
        counted = EPOCH + (int(day[1:]) - 1) * _DAY
        return Rule(counted.month, at, day=counted.day)
    month, week, weekday = map(int, day[1:].split("."))
    return Rule(month, at, week=week, weekday=weekday)


def _observances(zone: str, first: int, last: int) -> list[Change]:
    """What the component lists: yearly rules where they hold in these years, else each change by itself."""
    start, end = datetime(first, 1, 1, tzinfo=UTC) - 2 * _DAY, datetime(last + 1, 1, 1, tzinfo=UTC) + 2 * _DAY
    info = ZoneInfo(zone)
    actual = list(_actual(info, start, end))
    at_start = start.astimezone(info)
    offset = at_start.utcoffset() or timedelta()
    settled = [Change(EPOCH, offset, offset, at_start.tzname() or zone)]
    if not actual:
        return settled
    clocks = parse_footer(_footer(zone))
    foreseen = [change for change in _foreseen(clocks, start.year, end.year) if start <= change.instant < end]
    yearly = [change for change in _foreseen(clocks, EPOCH.year, EPOCH.year) if change.recurrence]
    return yearly if foreseen == actual and len(yearly) == 2 else settled + actual


def _foreseen(clocks: Clocks, first: int, last: int) -> list[Change]:
    """The changes that a footer foresees in these years, in the order of time."""
    if clocks.begins is None or clocks.ends is None:
        return []
    sides = (
        (clocks.begins, clocks.offset, clocks.other_offset, clocks.other_name),
        (clocks.ends, clocks.other_offset, clocks.offset, clocks.name),
    )
    changes = (
        Change(rule.onset(year), before, after, name, rule.recurrence())
        for year in range(first, last + 1)
        for rule, before, after, name in sides
    )
    return sorted(changes, key=lambda change: change.instant)


def _actual(info: ZoneInfo, start: datetime, end: datetime) -> Iterator[Change]:
    """The changes of offset between two moments, found by looking at every day and then closing in to the second."""
    while start < end:
        low, high = start, start + _DAY
        before = low.astimezone(info).utcoffset() or timedelta()
        if high.astimezone(info).utcoffset() != before:
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                same = middle.astimezone(info).utcoffset() == before
                low, high = (middle, high) if same else (low, middle)
            begins = high.astimezone(info)
            after = begins.utcoffset() or timedelta()
            yield Change((high + before).replace(tzinfo=None), before, after, begins.tzname() or "")
        start += _DAY


def _footer(zone: str) -> str:
    return files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes().rsplit(b"\n", 2)[1].decode("ascii")


def _observance(change: Change) -> TimezoneDaylight | TimezoneStandard:
    # Some clients take the greater offset for summer time whatever the label says, so the label says the same,
    # also for Ireland, whose law calls the winter the exception.
    component = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    component.add("DTSTART", change.local)
    component.add("TZOFFSETFROM", change.before)
    component.add("TZOFFSETTO", change.after)
    component.add("TZNAME", change.name)
    if change.recurrence:
        component.add("RRULE", vRecur(change.recurrence))
    return component
