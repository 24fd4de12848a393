"""What makes a trip wrong, each rule written once: the trip file, the forms and the interfaces all ask here.

A rule finds hard errors only, what no edition could show truthfully. Advice (two things at once, nobody at the booth)
is another matter. `check` says what is wrong with one record by itself, `problems` what is wrong with a whole trip. A
whole trip may have been readable only in part; then what could be read is judged, so that one bad field does not hide
the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from planner.itinerary.limits import field_problems
from planner.itinerary.localtext import LocalText
from planner.itinerary.messages import N_, Message, shown
from planner.itinerary.shape import Node, Partial, Path, Unreadable, field_of, shapes, walk
from planner.itinerary.snapshot import (
    Delegation,
    Event,
    Item,
    OpeningHours,
    Place,
    Shift,
    Slot,
    Snapshot,
    Trip,
)
from planner.itinerary.terms import ItemKind, Language
from planner.itinerary.walltime import WallTime

MOST_ITEMS = 5000
LONGEST_TRIP = 366
"""Days that a trip may last."""
FAR_OUTSIDE = timedelta(days=31)
"""How long before or after the trip an item may be: a briefing the week before is part of it, another year is not."""

SECTIONS: dict[str, Path] = {
    "organisations": ("organisations",),
    "people": ("people",),
    "places": ("places",),
    "events": ("events",),
    "items": ("items",),
    "parties": ("delegation", "parties"),
    "sources": ("trip", "sources"),
}
"""Where the records lie that others refer to by id."""

_NOT_THERE = {
    "organisations": N_("There is no organisation with the id %(id)s."),
    "people": N_("There is no person with the id %(id)s."),
    "places": N_("There is no place with the id %(id)s."),
    "events": N_("There is no event with the id %(id)s."),
    "parties": N_("There is no sub-party with the id %(id)s."),
    "sources": N_("There is no source with the id %(id)s."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: where, as the names of fields and the indices of list entries, and what."""

    path: Path
    message: Message


def problems(snapshot: Snapshot | Partial) -> list[Problem]:
    """All that is wrong with a trip, in the order of its records; or with what could be read of one."""
    nodes = list(walk(snapshot, Snapshot))
    whole = _Whole.of(snapshot)
    return [
        *(problem for node in nodes for rule in (_alone, whole.judge) for problem in rule(node)),
        *_repeated_ids(snapshot),
        *_repeated_uids(nodes),
        *_too_many(snapshot),
    ]


def check(record: Any) -> list[Problem]:
    """All that is wrong with one record (any dataclass of `snapshot`) by itself, and with what is in it."""
    return [problem for node in walk(record, type(record)) for problem in _alone(node)]


def references(snapshot: Snapshot | Partial) -> Iterator[tuple[Path, str, str]]:
    """Every reference in a trip: its path, the section it points to and the id it names.

    Whoever is asked to remove a person finds here what the person still does.
    """
    return _references(walk(snapshot, Snapshot))


def check_hours(start: WallTime | None, end: WallTime | None) -> Iterator[Problem]:
    """From hour to hour: the end lies after the start, also across zones, and there is no end without a start."""
    if end is not None and start is None:
        yield _problem(("end",), N_("An end needs a start."))
    if start is not None and end is not None and end.instant <= start.instant:
        yield _problem(("end",), N_("The end must be after the start, %(start)s."), start=str(start))


def check_slot(slot: Slot) -> Iterator[Problem]:
    """When and where: hours or a part of the day, in the order of time, under the day they belong to."""
    if slot.start is None and slot.part is None:
        yield _problem((), N_("Give a start, or a part of the day such as afternoon or to_be_confirmed."))
    if slot.start is not None and slot.part is not None:
        yield _problem(("part",), N_("Give a start or a part of the day, not both."))
    if slot.start is not None and slot.end_day is not None:
        yield _problem(("end_day",), N_("A last day is for what has no hours; give the end instead."))
    yield from check_hours(slot.start, slot.end)
    yield from _check_days(slot.day, slot.end_day, "end_day")
    if slot.start is not None and slot.start.local.date() - slot.day not in (timedelta(0), timedelta(days=1)):
        message = N_("The start must be on the day it is listed under, %(day)s, or in the night after it.")
        yield _problem(("start",), message, day=slot.day.isoformat())


def _check_days(first: date, last: date | None, name: str) -> Iterator[Problem]:
    if last is not None and last < first:
        yield _problem((name,), N_("The last day must not be before the first, %(first)s."), first=first.isoformat())


def _check_dated(record: Trip | Event) -> Iterator[Problem]:
    yield from _check_days(record.starts, record.ends, "ends")


def _check_opening(record: OpeningHours | Shift) -> Iterator[Problem]:
    yield from check_hours(record.start, record.end)


def _check_trip(trip: Trip) -> Iterator[Problem]:
    if not trip.languages:
        yield _problem(("languages",), N_("A trip is kept in at least one language."))
    if not trip.zones:
        yield _problem(("zones",), N_("A trip has at least one time zone."))
    yield from _check_dated(trip)
    days = (trip.ends - trip.starts).days + 1
    if days > LONGEST_TRIP:
        yield _problem(("ends",), N_("A trip may last at most %(limit)s days."), limit=LONGEST_TRIP)
    if trip.nights is not None and trip.nights >= days > 0:
        message = N_("A trip of %(days)s days has at most %(limit)s nights.")
        yield _problem(("nights",), message, days=days, limit=days - 1)


def _check_place(place: Place) -> Iterator[Problem]:
    for name, other in (("latitude", place.longitude), ("longitude", place.latitude)):
        if other is None and field_of(place, name) is not None:
            yield _problem((name,), N_("Latitude and longitude come together or not at all."))


def _check_delegation(delegation: Delegation) -> Iterator[Problem]:
    yield from _repeated("members", (field_of(each, "person") for each in delegation.members), "person")


_DETAILS = {
    "booth": ItemKind.BOOTH,
    "session": ItemKind.SESSION,
    "transfer": ItemKind.TRANSFER,
    "stay": ItemKind.STAY,
}


def _check_item(item: Item) -> Iterator[Problem]:
    for name, kind in _DETAILS.items():
        if field_of(item, name) is not None and item.kind is not kind:
            message = N_("Only an item of the kind %(kind)s has these details; this is of the kind %(other)s.")
            yield _problem((name,), message, kind=kind, other=item.kind)
    yield from _repeated("attendees", (field_of(each, "person") for each in item.attendees), "person")


_RULES: dict[type, Callable[[Any], Iterable[Problem]]] = {
    Trip: _check_trip,
    Event: _check_dated,
    Place: _check_place,
    Delegation: _check_delegation,
    Item: _check_item,
    Slot: check_slot,
    OpeningHours: _check_opening,
    Shift: _check_opening,
}
"""What the fields of one record must be to each other."""


def _alone(node: Node) -> Iterator[Problem]:
    """What is wrong with a node whatever the rest of the trip is."""
    if node.shape is not None and not node.shape.is_record:
        yield from (
            Problem((*node.path, *within), message) for within, message in field_problems(node.shape, node.value)
        )
    elif node.value is not None:
        rule = _RULES.get(node.type)
        found = (_as_far_as_readable(rule(node.value)) if rule else (), _repeated_entries(node), _check_facts(node))
        yield from (replace(problem, path=(*node.path, *problem.path)) for problem in chain(*found))


def _as_far_as_readable(found: Iterable[Problem]) -> Iterator[Problem]:
    with suppress(Unreadable):
        yield from found


def _repeated_entries(node: Node) -> Iterator[Problem]:
    """Lists of plain words (keys, languages, zones) hold each word once."""
    for shape in shapes(node.type):
        if shape.many and shape.type is str:
            yield from _repeated(shape.name, field_of(node.value, shape.name) or ())


def _repeated(name: str, entries: Iterable[Any], within: str = "") -> Iterator[Problem]:
    seen: dict[Any, int] = {}
    for index, entry in enumerate(entries):
        if entry is not None and seen.setdefault(entry, index) != index:
            path = (name, index, within) if within else (name, index)
            yield _problem(path, N_("This is listed twice."))


def _check_facts(node: Node) -> Iterator[Problem]:
    """A fact is about a field that there is, else the warning it carries would be lost."""
    for index, fact in enumerate(field_of(node.value, "facts") or ()):
        about = field_of(fact, "about")
        if about and not _is_about(node.type, about.split(".")):
            yield _problem(("facts", index, "about"), N_("There is no field %(about)s here."), about=shown(about))


def _is_about(cls: Any, names: list[str]) -> bool:
    """Whether a type has a field `planned`, with a field `start` …; a text in several languages has its languages."""
    found = next((shape for shape in shapes(cls) if shape.name == names[0]), None)
    if found is None or len(names) == 1:
        return found is not None
    if found.type is LocalText:
        return len(names) == 2 and names[1] in list(Language)
    return found.is_record and _is_about(found.type, names[1:])


@dataclass(frozen=True, slots=True)
class _Whole:
    """What single records must agree with; what could not be read is None or absent, and nothing is held against it."""

    ids: Mapping[str, frozenset[str]]
    languages: frozenset[str] | None
    starts: date | None
    ends: date | None

    @classmethod
    def of(cls, snapshot: Snapshot | Partial) -> _Whole:
        trip = field_of(snapshot, "trip")
        languages = field_of(trip, "languages")
        return cls(
            ids={
                section: frozenset(_ids(records))
                for section, path in SECTIONS.items()
                if (records := _section(snapshot, path)) is not None
            },
            languages=frozenset(languages) if languages else None,
            starts=field_of(trip, "starts"),
            ends=field_of(trip, "ends"),
        )

    def judge(self, node: Node) -> Iterator[Problem]:
        """What is wrong with a node in this trip."""
        for path, section, key in _references((node,)):
            if section in self.ids and key not in self.ids[section]:
                yield _problem(path, _NOT_THERE[section], id=key)
        # The directory serves other trips too, and may be kept in more languages than this one.
        if isinstance(node.value, LocalText) and self.languages is not None and node.path[0] in ("trip", "items"):
            for language, _ in node.value:
                if language not in self.languages:
                    yield _problem((*node.path, language), N_("The trip is not kept in this language."))
        if node.type is Slot and self.starts is not None and self.ends is not None:
            for name in ("day", "end_day"):
                day = field_of(node.value, name)
                if day is not None and max(self.starts - day, day - self.ends) > FAR_OUTSIDE:
                    message = N_("This is more than %(limit)s days outside the trip.")
                    yield _problem((*node.path, name), message, limit=FAR_OUTSIDE.days)


def _references(nodes: Iterable[Node]) -> Iterator[tuple[Path, str, str]]:
    for node in nodes:
        if node.shape is not None and "refers" in node.shape.limits:
            yield node.path, node.shape.limits["refers"], node.value


def _section(snapshot: Snapshot | Partial, path: Path) -> Iterable[Any] | None:
    """The records of a section, or None where it could not be read."""
    found: Any = snapshot
    for name in path:
        found = field_of(found, str(name))
    return found  # type: ignore[no-any-return]


def _ids(records: Iterable[Any]) -> Iterator[Any]:
    return (field_of(record, "id") for record in records)


def _repeated_ids(snapshot: Snapshot | Partial) -> Iterator[Problem]:
    for path in SECTIONS.values():
        seen: set[str] = set()
        for index, key in enumerate(_ids(_section(snapshot, path) or ())):
            if key in seen:
                yield _problem((*path, index, "id"), N_("The id %(id)s is already taken."), id=key)
            elif key is not None:
                seen.add(key)


def _repeated_uids(nodes: Iterable[Node]) -> Iterator[Problem]:
    """An identity belongs to one record of the whole trip: calendars would take two for one."""
    seen: dict[str, Path] = {}
    for node in nodes:
        if node.shape is not None and node.shape.name == "uid" and seen.setdefault(node.value, node.path) != node.path:
            yield _problem(node.path, N_("Another record already has this uid."))


def _too_many(snapshot: Snapshot | Partial) -> Iterator[Problem]:
    count = len(field_of(snapshot, "items") or ())
    if count > MOST_ITEMS:
        message = N_("A trip has at most %(limit)s items, not %(count)s.")
        yield _problem(("items",), message, limit=MOST_ITEMS, count=count)


def _problem(path: Path, msgid: str, **params: str | int) -> Problem:
    return Problem(path, Message.of(msgid, **params))
