"""iCalendar (RFC 5545, with the hints of RFC 7986): the edition as a feed that calendars subscribe to.

A subscription is not a scheduling message, so there is no METHOD, no ATTENDEE and no ORGANIZER: people are named in the
description only. The calendar itself has no UID, because some programs take it for the UID of every entry. DTSTAMP and
LAST-MODIFIED are the moment an entry last changed and never "now": the same edition gives the same bytes.

An entry without hours is an all-day entry, and so is a stay, which covers its nights; the words say what part of the
day is meant. An entry without an end has no DTEND: it takes no time that nobody knows. A cancelled entry remains, says
so in its title, and takes no time either; calendars hide or strike it. Neither does a booth whose reader has turns of
duty there: the turns do.

A text in one line claims a LANGUAGE (RFC 5545, 3.2.10) only where all of it is in that one: in "[Cancelled] 환영 만찬"
a claim of either language would have the other misread. A description is in the language of the edition, which quotes.

An entry is rendered once and shared by every calendar that holds it; a calendar is then little more than a join.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeAlias, TypeGuard
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Component, Event
from icalendar.prop import vDuration, vInline, vText, vUri

from planner.itinerary.terms import DayPart, ItemKind, ItemStatus, Language
from planner.itinerary.values import Item, Itinerary, Mark, Place, Stamp, Text
from planner.itinerary.wording import (
    Detail,
    Heading,
    Line,
    Reader,
    bracketed,
    details,
    heading,
    inlined,
    label,
    labelled,
    legend,
    listed,
    mark_text,
    marked,
    period_text,
    place_details,
    plain,
    plan_line,
    runs,
    sides,
    slot_text,
    title_line,
    where_line,
)
from planner.render.vtimezone import vtimezone

PRODID = "-//Delegation planner//Itinerary//EN"
REFRESH = timedelta(hours=1)
"""How often calendars are asked to look again. A hint: most of them have their own mind."""

COLOR, APPLE_COLOR = "steelblue", "#4682B4"
"""The same colour as RFC 7986 and as Apple write it."""

_DAY = timedelta(days=1)
_END = b"END:VCALENDAR\r\n"
_STATUS = {ItemStatus.TENTATIVE: "TENTATIVE", ItemStatus.CANCELLED: "CANCELLED"}
_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")

Ends: TypeAlias = tuple[date, date | None]
"""Two aware moments or two days; a moment may have no second one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A rendered entry: its bytes, the zones its times are in, and the years for which these zones must be right.

    It keeps its item alive, whose identity it is found by.
    """

    item: Item | None
    body: bytes
    zones: frozenset[str]
    first: int
    last: int


Entries: TypeAlias = dict[tuple[int, Reader], Entry]
"""What has been rendered, by the identity of the item and by what matters of its reader."""


def render(itinerary: Itinerary, entries: Entries | None = None) -> bytes:
    """The edition as a calendar. `entries` is filled with what was rendered, and what it holds already is used again.

    Calendars refuse a feed without any entry; an edition without one holds the trip itself, all day on all its days.
    """
    known = {} if entries is None else entries
    reader = Reader.of(itinerary)
    # What the ledger does not know was never published; such an entry is as old as the trip, at every rendering.
    unpublished = Stamp(0, datetime.combine(itinerary.starts, time.min, UTC))
    shown = [_shared(item, reader, unpublished, known) for item in itinerary.items]
    shown = shown or [_trip(itinerary, unpublished)]
    first, last = min(entry.first for entry in shown), max(entry.last for entry in shown)
    zones = sorted({zone for entry in shown for zone in entry.zones})
    # A name is to be short: that it is a fallback is said by its LANGUAGE alone.
    name = replace(itinerary.title, fallback=False)
    head = _head(itinerary.language, (name,), itinerary.zones[:1])
    return b"".join((head, *(vtimezone(zone, first, last) for zone in zones), *(entry.body for entry in shown), _END))


def render_notice(language: Language, summary: str, day: date, changed_at: datetime) -> bytes:
    """A calendar with one all-day entry and nothing else, which takes the place of all entries a subscriber had.

    It has no name, so that the subscriber's calendar keeps the one it had. `changed_at` is in UTC. The UID follows from
    the words and the day.
    """
    uid = str(uuid5(NAMESPACE_URL, f"{day}:{summary}"))
    event = _event(uid, Stamp(0, changed_at), (day, day + _DAY), (Text(summary, language),), language)
    return _head(language) + _bytes(event) + _END


def _shared(item: Item, reader: Reader, unpublished: Stamp, known: Entries) -> Entry:
    key = id(item), reader
    found = known.get(key)
    if found is None:
        found = known[key] = _entry(item, reader, unpublished)
    return found


def _head(language: Language, name: Line = (), zones: Iterable[str] = ()) -> bytes:
    """A calendar up to its first component. `zones` is the zone that it is at home in, if any."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    if name:
        _add_line(calendar, "NAME", name, language)
        calendar.add("X-WR-CALNAME", vText(_line(plain(name, language))))
    for zone in zones:
        calendar.add("X-WR-TIMEZONE", zone)
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    calendar.add("COLOR", COLOR)
    calendar.add("X-APPLE-CALENDAR-COLOR", APPLE_COLOR)
    return _bytes(calendar).removesuffix(_END)


def _trip(itinerary: Itinerary, unpublished: Stamp) -> Entry:
    """The trip itself as one entry."""
    stamp = Stamp(0, itinerary.as_of) if itinerary.as_of else unpublished
    title, language = itinerary.title, itinerary.language
    ends = itinerary.starts, itinerary.ends + _DAY
    event = _event(itinerary.uid, stamp, ends, (title,), language)
    _add_text(event, "DESCRIPTION", period_text(itinerary), language)
    return _finished(event, None)


def _entry(item: Item, reader: Reader, unpublished: Stamp) -> Entry:
    """An item as a calendar shows it."""
    language = reader.language
    summary, location = _summary(item, language), _location(item, language)
    event = _event(item.uid, item.stamp or unpublished, _ends(item), summary, language, item)
    if location:
        _add_line(event, "LOCATION", location, language)
    _add_position(event, item.slot.place, language)
    event.add("CATEGORIES", [label(item.kind, language)], parameters={"LANGUAGE": language})
    if item.event and _is_link(item.event.url):
        event.add("URL", vUri(item.event.url))
    text = _description(item, reader)
    explained = _explained(text + plain((*summary, *location), language), language)
    _add_text(event, "DESCRIPTION", "\n\n".join(filter(None, (text, explained))), language)
    return _finished(event, item)


def _event(uid: str, stamp: Stamp, ends: Ends, summary: Line, language: Language, item: Item | None = None) -> Event:
    """What every entry has. Without an item it is an all-day entry that just says something."""
    start, end = ends
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", stamp.changed_at)
    event.add("LAST-MODIFIED", stamp.changed_at)
    event.add("SEQUENCE", stamp.sequence)
    event.add("DTSTART", start)
    if end is not None:
        event.add("DTEND", end)
    event.add("STATUS", _STATUS.get(item.status, "CONFIRMED") if item else "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if item and _takes_time(item) else "TRANSPARENT")
    _add_line(event, "SUMMARY", summary, language)
    return event


def _finished(event: Event, item: Item | None) -> Entry:
    ends: list[Any] = [event[name] for name in ("DTSTART", "DTEND") if name in event]
    years = [end.dt.year for end in ends]
    # The library writes UTC, by whatever name, without a TZID.
    zones = frozenset(str(end.params["TZID"]) for end in ends if "TZID" in end.params)
    return Entry(item, _bytes(event), zones, min(years), max(years))


def _ends(item: Item) -> Ends:
    """Start and end: aware moments, or days where there is no hour, the second being the day after the last.

    A stay runs from the day of arrival to the day of departure and covers the nights between.
    """
    slot = item.slot
    if item.kind is ItemKind.STAY:
        arrival = slot.start.date() if slot.start else slot.day
        departure = slot.end.date() if slot.end else slot.end_day or slot.day
        return arrival, max(departure, arrival + _DAY)
    if slot.start is None:
        return slot.day, (slot.end_day or slot.day) + _DAY
    return slot.start, slot.end if slot.end and slot.end > slot.start else None


def _takes_time(item: Item) -> bool:
    """Whether a reader's calendar is to show the time as busy."""
    away = item.kind in (ItemKind.STAY, ItemKind.FREE_TIME) or item.for_shifts_only
    return item.slot.start is not None and not away and item.status is not ItemStatus.CANCELLED


def _summary(item: Item, language: Language) -> Line:
    """Status, title, part of the day and marks, each once.

    A calendar shows the hour by itself and a part of the day not at all, so this is said here, and the mark of either.
    """
    part, marks = item.slot.part, dict.fromkeys((item.title.mark, item.mark, item.slot.time_mark))
    bare = replace(item, title=replace(item.title, mark=None), mark=None) if item.title.mark or item.mark else item
    said = title_line(bare, language)
    if part and part is not DayPart.ALL_DAY:
        said = (*said, Text(bracketed(inlined(label(part, language)), language), language))
    return (*said, *(Text(marked("", mark, language), language) for mark in marks if mark))


def _location(item: Item, language: Language) -> Line:
    """The place in one line, its name first."""
    place = item.slot.place
    return listed((where_line(item, language), place.address if place else None), language)


def _add_position(event: Event, place: Place | None, language: Language) -> None:
    """Coordinates, as the standard and as Apple's calendars take them."""
    if place is None or place.position is None:
        return
    latitude, longitude = (f"{degrees:.5f}" for degrees in place.position)
    event.add("GEO", vInline(f"{latitude};{longitude}"))
    parameters = {"VALUE": "URI", "X-APPLE-RADIUS": "100", "X-TITLE": _line(place.name.value)}
    if place.address:
        parameters["X-ADDRESS"] = _line(place.address.value)
    event.add("X-APPLE-STRUCTURED-LOCATION", vUri(f"geo:{latitude},{longitude}"), parameters=parameters)


def _description(item: Item, reader: Reader) -> str:
    """Everything else in plain lines: when in words, the place, the people of both sides, the details."""
    language, place = reader.language, item.slot.place
    there = [each for each in place_details(place, language) if _worth_telling(each, place)] if place else []
    told = (*there, *details(item, reader))
    blocks = [
        (slot_text(item.slot, language, reader.years), plain(plan_line(item, language), language)),
        *((column.heading, *_points(column.lines, language)) for column in sides(item, reader)),
        [line for detail in told for line in _told(detail, language)],
    ]
    return "\n\n".join("\n".join(filter(None, block)) for block in blocks if any(block))


def _explained(shown: str, language: Language) -> str:
    """What the marks mean that are shown."""
    return "\n".join(legend((mark for mark in Mark if mark_text(mark, language) in shown), language))


def _told(detail: Detail, language: Language) -> list[str]:
    """A detail in one line where it has but one, else a line of its own for each."""
    if len(detail.lines) == 1:
        return [labelled(detail.heading, plain(detail.lines[0], language), language)]
    return [heading(detail.heading, language), *_points(detail.lines, language)]


def _points(lines: Iterable[Line], language: Language) -> list[str]:
    return [f"- {plain(line, language)}" for line in lines]


def _worth_telling(detail: Detail, place: Place) -> bool:
    """Whether a detail of a place belongs in the words: what stands in a property does not, unless it is marked."""
    if detail.heading is Heading.COORDINATES:
        return place.position_mark is not None
    return detail.heading is not Heading.ADDRESS


def _is_link(url: str | None) -> TypeGuard[str]:
    """Whether this can stand as the address of a page."""
    return url is not None and re.fullmatch(r"https?://[!-~]+", url) is not None


def _bytes(component: Component) -> bytes:
    return bytes(component.to_ical(sorted=False))


def _add_line(component: Component, name: str, line: Line, language: Language) -> None:
    """Add what calendars show in one line, with its language where it has but one."""
    shown = [*runs(line, language)]
    languages = {run.language for run in shown if any(map(str.isalpha, run.value))} or {language}
    text = _line("".join(run.value for run in shown))
    _add_text(component, name, text, languages.pop() if len(languages) == 1 else None)


def _add_text(component: Component, name: str, text: str, language: Language | None) -> None:
    # Said to be text, because the library does not escape the properties of RFC 7986 and of others by itself.
    component.add(name, vText(_clean(text)), parameters={"LANGUAGE": language} if language else {})


def _line(text: str) -> str:
    return " ".join(filter(None, (line.strip() for line in _clean(text).split("\n"))))


def _clean(text: str) -> str:
    """The text as calendars can bear it: one kind of line end, no control characters, no byte order marks."""
    return _CONTROL.sub("", _NEW_LINE.sub("\n", text))
