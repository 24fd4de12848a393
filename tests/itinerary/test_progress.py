"""How far a trip is: at each hour of three days, from the office at home to the flight back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from planner.itinerary.progress import changed_lately, progress_of, whereabouts
from planner.itinerary.terms import DayPart, ItemKind, ItemStatus, Language
from planner.itinerary.values import Day, Item, Itinerary, Slot, Stamp, Text
from tests.itineraries import bare

SEOUL, TOKYO = ZoneInfo("Asia/Seoul"), ZoneInfo("Asia/Tokyo")
HONOLULU = ZoneInfo("Pacific/Honolulu")


def at(day: int, clock: str, zone: ZoneInfo = TOKYO) -> datetime:
    """A moment of May 2027."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2027, 5, day, hour, minute, tzinfo=zone)


def item(key: str, slot: Slot, kind: ItemKind = ItemKind.MEETING, status: ItemStatus = ItemStatus.CONFIRMED) -> Item:
    return Item(uid=key, id=key, kind=kind, title=Text(key, Language.KO), status=status, planned=slot)


def timed(key: str, start: datetime, end: datetime | None = None, **more: object) -> Item:
    return item(key, Slot(day=start.date(), start=start, end=end), **more)  # type: ignore[arg-type]


def part(key: str, day: int, part: DayPart, last: int | None = None) -> Item:
    return item(key, Slot(day=date(2027, 5, day), end_day=date(2027, 5, last) if last else None, part=part))


ITEMS = (
    timed("flight", at(11, "09:00", SEOUL), at(11, "11:00"), kind=ItemKind.TRANSFER),
    timed("hotel", at(11, "16:00"), at(13, "10:00"), kind=ItemKind.STAY),
    timed("call", at(12, "10:00"), at(12, "11:00"), status=ItemStatus.CANCELLED),
    part("fair", 12, DayPart.ALL_DAY, last=13),
    timed("meeting", at(12, "10:30"), at(12, "12:00")),
    part("visit", 12, DayPart.AFTERNOON),
    timed("dinner", at(12, "18:30")),
    part("letter", 12, DayPart.TO_BE_CONFIRMED),
    timed("talk", at(13, "11:00"), at(13, "11:40")),
)


def trip(*items: Item) -> Itinerary:
    """An itinerary of three days with these items; without any, with all of them."""
    chosen = items or ITEMS
    days = (
        Day(date=date(2027, 5, n), number=n - 10, items=tuple(i for i in chosen if i.slot.day == date(2027, 5, n)))
        for n in (11, 12, 13)
    )
    return replace(bare(), days=tuple(days), zones=("Asia/Seoul", "Asia/Tokyo"))


@pytest.mark.parametrize(
    ("now", "current", "following"),
    [
        (at(10, "12:00"), [], "flight"),
        (at(11, "08:59", SEOUL), [], "flight"),
        (at(11, "09:00", SEOUL), ["flight"], "hotel"),
        (at(11, "11:00"), [], "hotel"),
        (at(11, "20:00"), ["hotel"], "fair"),
        (at(12, "09:00"), ["fair"], "meeting"),
        (at(12, "10:15"), ["fair"], "meeting"),
        (at(12, "11:00"), ["meeting", "fair"], "visit"),
        (at(12, "12:00"), ["visit", "fair"], "dinner"),
        (at(12, "18:45"), ["dinner", "fair"], "talk"),
        (at(12, "23:59"), ["dinner", "fair"], "talk"),
        (at(13, "00:10"), ["fair"], "talk"),
        (at(13, "11:20"), ["talk", "fair"], None),
        (at(14, "09:00"), [], None),
    ],
)
def test_what_is_now_and_what_is_next(now: datetime, current: list[str], following: str | None) -> None:
    progress = progress_of(trip(), now)
    assert [each.id for each in progress.current] == current
    assert (progress.following.id if progress.following else None) == following


def test_a_booth_gives_way_to_what_its_reader_is_really_bound_to() -> None:
    stand = replace(timed("booth", at(12, "09:00"), at(12, "17:00"), kind=ItemKind.BOOTH), for_shifts_only=True)
    itinerary = trip(stand, timed("turn", at(12, "10:00"), at(12, "12:00"), kind=ItemKind.BOOTH))
    now = {hour: [each.id for each in progress_of(itinerary, at(12, hour)).current] for hour in ("09:30", "11:00")}
    assert now == {"09:30": ["booth"], "11:00": ["turn"]}


def test_the_day_is_the_one_where_the_travellers_are() -> None:
    trip_over_the_date_line = trip(timed("flight", at(11, "20:00"), at(11, "08:00", HONOLULU)))
    before = datetime(2027, 5, 11, 10, tzinfo=UTC)
    assert whereabouts(trip_over_the_date_line, before) == SEOUL
    assert whereabouts(trip_over_the_date_line, before + timedelta(hours=2)) == TOKYO
    landed = datetime(2027, 5, 12, 5, tzinfo=UTC)
    assert whereabouts(trip_over_the_date_line, landed) == HONOLULU
    progress = progress_of(trip_over_the_date_line, landed)
    assert progress.today == date(2027, 5, 11)
    assert progress.day == trip_over_the_date_line.days[0]
    assert [day.number for day in progress.others] == [2, 3]


def test_a_day_outside_the_trip_is_no_day_of_it() -> None:
    progress = progress_of(trip(), at(20, "09:00"))
    assert progress.day is None
    assert len(progress.others) == 3


def test_entries_are_changed_for_as_long_as_it_is_news() -> None:
    first, later = datetime(2027, 4, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)
    old = replace(timed("old", at(11, "10:00")), stamp=Stamp(0, first))
    moved = replace(timed("moved", at(11, "12:00")), stamp=Stamp(1, later))
    unpublished = timed("draft", at(11, "14:00"))
    itinerary = trip(old, moved, unpublished)
    week = timedelta(days=7)
    assert changed_lately(itinerary, later + week, week) == {"moved"}
    assert changed_lately(itinerary, later + week + timedelta(seconds=1), week) == frozenset()
    assert changed_lately(trip(old), first, week) == frozenset()
