"""Calendars read the same hours from our time zones as the program computes, whatever a country does to its clocks.

Three readers judge the components: `zoneinfo`, which the program itself uses, dateutil, and ical.js.
"""

from __future__ import annotations

import io
import random
import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from planner.render.vtimezone import Clocks, Rule, parse_footer, vtimezone
from tests.clients import ical_js
from tests.ical_linter import lint

FIRST, LAST = 2026, 2030
BEGIN = datetime.fromisoformat(f"{FIRST}-01-01")
MINUTES = (datetime.fromisoformat(f"{LAST + 1}-01-01") - BEGIN) // timedelta(minutes=1)
"""Local times are naive here: the zone is what is asked about."""

ZONES = sorted(available_timezones())

CHANGING = {
    *("America/Edmonton", "America/Inuvik", "America/Vancouver", "America/Winnipeg", "America/Yellowknife"),
    *("America/Rainy_River", "Canada/Central", "Canada/Mountain", "Canada/Pacific"),
    *("America/Havana", "Cuba", "Africa/Casablanca", "Africa/El_Aaiun"),
}
"""Zones whose law or custom between 2026 and 2030 is not the one rule that their data ends in."""

UNSPEAKABLE = {"Africa/Cairo", "Egypt"}
"""Zones whose clocks change at 24:00 of the last Thursday, a Friday that may be in the next month."""


@cache
def block(zone: str) -> bytes:
    """The component for all these years."""
    return vtimezone(zone, FIRST, LAST)


def lines(zone: str, first: int = 2027, last: int = 2027) -> list[str]:
    return vtimezone(zone, first, last).decode().split("\r\n")[:-1]


def test_korea_and_japan_have_one_line_and_no_rule() -> None:
    assert lines("Asia/Seoul") == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Seoul",
        "X-LIC-LOCATION:Asia/Seoul",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:KST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]
    assert lines("Asia/Tokyo") == [
        line.replace("Asia/Seoul", "Asia/Tokyo").replace("KST", "JST") for line in lines("Asia/Seoul")
    ]


def test_new_york_changes_on_two_sundays_by_the_clock_that_ends() -> None:
    assert lines("America/New_York")[3:-1] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:19700308T020000",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "TZNAME:EDT",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701101T020000",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "TZNAME:EST",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "END:STANDARD",
    ]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        # Irish law calls the winter the exception,
        ("Europe/Dublin", ["DAYLIGHT -1SU 3 010000", "STANDARD -1SU 10 020000"]),
        # Gaza changes at 50 o'clock of a Thursday, Greenland an hour before a Sunday begins,
        ("Asia/Gaza", ["DAYLIGHT SA 24-30 3 020000", "STANDARD SA 24-30 10 020000"]),
        ("America/Nuuk", ["DAYLIGHT SA 24-30 3 230000", "STANDARD -1SU 10 000000"]),
        # Chile at 24 o'clock, in a southern spring, and Lord Howe Island by half an hour.
        ("America/Santiago", ["DAYLIGHT SU 2-8 9 000000", "STANDARD SU 2-8 4 000000"]),
        ("Australia/Lord_Howe", ["DAYLIGHT 1SU 10 020000", "STANDARD 1SU 4 020000"]),
    ],
)
def test_unusual_clocks(zone: str, said: list[str]) -> None:
    assert sorted(map(spoken, blocks(zone))) == sorted(said)


def blocks(zone: str) -> list[dict[str, str]]:
    """The observances of a zone as dictionaries of property to value, `BEGIN` holding the label."""
    found: list[dict[str, str]] = []
    for line in lines(zone)[3:-1]:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            found.append({})
        found[-1][name] = value
    return found


def spoken(part: dict[str, str]) -> str:
    """An observance in short: label, days, month, clock."""
    rule = dict(part.split("=") for part in part["RRULE"].split(";"))
    days = rule.get("BYMONTHDAY", "").split(",")
    within = f" {days[0]}-{days[-1]}" if len(days) > 1 else ""
    return f"{part['BEGIN']} {rule['BYDAY']}{within} {rule['BYMONTH']} {part['DTSTART'][9:]}"


def test_morocco_in_ramadan_is_listed_change_by_change() -> None:
    february = datetime(2026, 2, 20, 12, tzinfo=ZoneInfo("Africa/Casablanca"))
    assert february.utcoffset() == timedelta(0)
    listed = lines("Africa/Casablanca", 2026, 2026)
    assert "DTSTART:20260215T030000" in listed
    assert not any(line.startswith("RRULE") for line in listed)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        vtimezone("Asia/Atlantis", 2027, 2027)


def test_every_zone_makes_a_clean_component() -> None:
    faults = {zone: lint(calendar(zone, block(zone))) for zone in ZONES}
    assert {zone: found for zone, found in faults.items() if found} == {}


def test_only_zones_that_one_rule_cannot_describe_are_listed_change_by_change() -> None:
    listed = set()
    for zone in ZONES:
        parts, rules = block(zone).count(b"DTSTART:"), block(zone).count(b"RRULE:")
        assert (parts, rules) in ((1, 0), (2, 2)) or rules == 0
        if parts > 1 and not rules:
            listed.add(zone)
    assert listed == CHANGING | UNSPEAKABLE


def calendar(zone: str, component: bytes) -> bytes:
    event = (
        f"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\nDTSTART;TZID={zone}:20270512T140000\r\nEND:VEVENT\r\n"
    )
    return b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + component + event.encode() + b"END:VCALENDAR\r\n"


@cache
def as_dateutil_reads(zone: str) -> tzinfo:
    # RFC 5545, 3.8.8.2 wants unknown properties ignored; dateutil refuses them.
    text = re.sub("X-LIC-LOCATION.*\n", "", calendar(zone, block(zone)).decode().replace("\r\n", "\n"))
    found = tzical(io.StringIO(text)).get(zone)
    assert found is not None
    return found


def is_plain(local: datetime, zone: str) -> bool:
    """Whether a local time happens just once: readers differ on the hour that is skipped or repeated."""
    info = ZoneInfo(zone)
    return local.replace(tzinfo=info).utcoffset() == local.replace(tzinfo=info, fold=1).utcoffset()


@given(st.sampled_from(ZONES), st.integers(0, MINUTES - 1))
def test_dateutil_reads_the_offset_that_zoneinfo_computes(zone: str, minute: int) -> None:
    local = BEGIN + timedelta(minutes=minute)
    if is_plain(local, zone):
        assert as_dateutil_reads(zone).utcoffset(local) == local.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def test_ical_js_reads_the_instants_that_zoneinfo_computes_in_every_zone() -> None:
    chance = random.Random(20270511)
    asked, wanted = [], []
    for zone in ZONES:
        moments = [BEGIN + timedelta(minutes=chance.randrange(MINUTES)) for _ in range(40)]
        plain = [local for local in moments if is_plain(local, zone)]
        asked.append((block(zone).decode(), zone, [local.isoformat() for local in plain]))
        wanted.append([utc(local, zone) for local in plain])
    assert dict(zip(ZONES, ical_js.instants(asked), strict=True)) == dict(zip(ZONES, wanted, strict=True))


def utc(local: datetime, zone: str) -> str:
    return f"{local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"


def test_footers_are_read_in_every_form_of_posix() -> None:
    hours = timedelta(hours=1)
    assert parse_footer("<+03>-3") == Clocks("+03", 3 * hours)
    assert parse_footer("NST3:30NDT,M3.2.0,M11.1.0") == Clocks(
        "NST", -3.5 * hours, "NDT", -2.5 * hours, Rule(3, 2 * hours, week=2), Rule(11, 2 * hours, week=1)
    )
    assert parse_footer("AAA-1BBB-3,J60/-1,J365/26:30") == Clocks(
        "AAA", hours, "BBB", 3 * hours, Rule(3, -hours, day=1), Rule(12, 26.5 * hours, day=31)
    )


@pytest.mark.parametrize("footer", ["", "KST", "KST-9KDT", "AAA-1BBB,59,300", "<+03-3", "KST-9:00:30"])
def test_what_is_no_footer_is_refused(footer: str) -> None:
    with pytest.raises(ValueError, match="not a time zone rule"):
        parse_footer(footer)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(3, timedelta(hours=2), day=1), {"FREQ": "YEARLY", "BYMONTH": 3, "BYMONTHDAY": [1]}),
        (Rule(12, timedelta(hours=26), day=31), None),
        (Rule(3, timedelta(hours=-1), week=1), None),
        (Rule(10, timedelta(hours=24), week=5, weekday=4), None),
        (Rule(2, timedelta(hours=2), week=5), None),
        (Rule(2, timedelta(hours=2), week=4), {"FREQ": "YEARLY", "BYMONTH": 2, "BYDAY": "4SU"}),
    ],
)
def test_a_rule_that_may_leave_its_month_has_no_recurrence(rule: Rule, said: dict[str, object] | None) -> None:
    assert rule.recurrence() == said


@given(st.integers(1970, 2100), st.integers(1, 12), st.integers(1, 5), st.integers(0, 6))
def test_onsets_fall_on_their_weekday_in_their_week(year: int, month: int, week: int, weekday: int) -> None:
    onset = Rule(month, timedelta(hours=2), week=week, weekday=weekday).onset(year)
    assert (onset.year, onset.month, onset.isoweekday() % 7) == (year, month, weekday)
    if week == 5:
        assert (onset + timedelta(days=7)).month != month
    else:
        assert (onset.day - 1) // 7 + 1 == week
