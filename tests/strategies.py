"""Hypothesis strategies: whole trips, every one of them right by the rules, with any field filled or not.

They are drawn along the shapes of the records, so that a new field is drawn too; only what must agree with something
else (hours, references, the details of a kind) is drawn by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from typing import Any

from hypothesis import strategies as st

from planner.itinerary import snapshot as raw
from planner.itinerary.limits import text_problems
from planner.itinerary.localtext import LocalText
from planner.itinerary.shape import Shape, shapes
from planner.itinerary.terms import DayPart, ItemKind, Language
from planner.itinerary.walltime import WallTime

KEYS = {
    name: tuple(f"{name}-{number}" for number in range(count))
    for name, count in {
        "organisations": 1,
        "people": 2,
        "places": 1,
        "events": 1,
        "items": 2,
        "parties": 1,
        "sources": 1,
    }.items()
}
"""The ids of the records in every trip that is drawn."""

STARTS = date(2025, 9, 30)
ENDS = date(2025, 10, 3)
DAYS = st.dates(STARTS - timedelta(days=2), ENDS + timedelta(days=2))
ZONES = st.sampled_from(["Asia/Seoul", "Asia/Tokyo", "America/New_York", "Europe/Paris", "UTC"])
LANGUAGES = st.sampled_from(["ko", "ja", "en", "zh-Hant"])
URLS = st.sampled_from(["https://example.org/", "http://example.org/a?b=c&d=%20#e"])
_TRICKY = st.sampled_from(
    ["no", "NO", "null", "~", "12", "1e5", "-0x1F", "2025-09-30", "1:30", "'", '"', "- a", "a: b", "#"]
)
_WORDS = st.sampled_from(
    ["이승원 경제부시장", "鈴木一弥", "O'Brien & Söhne", "👩‍🚒 🇰🇷", "〒602-8570", "a  b", " x ", "％d %s {}", "\\n"]
)


_CHARACTERS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cn", "Cs", "Zl", "Zp"),
    exclude_characters="\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
)


@cache
def texts(max_length: int = 40, multiline: bool = False) -> st.SearchStrategy[str]:
    """Any text that the rules allow, at most `max_length` long."""
    any_text = st.text(_CHARACTERS, min_size=1, max_size=min(max_length, 20))
    lines = st.lists(st.one_of(_WORDS, any_text, st.just("")), max_size=3).map(lambda more: "\n".join(("-", *more)))
    drawn = st.one_of(_WORDS, _TRICKY, any_text, *([lines] if multiline else []))
    return drawn.filter(lambda text: not any(text_problems(text, max_length, multiline)))


@cache
def local_texts(multiline: bool = False, least: int = 0) -> st.SearchStrategy[LocalText]:
    """A text in some of the languages."""
    names = st.sampled_from([language.value for language in Language])
    return st.dictionaries(names, texts(multiline=multiline), min_size=least, max_size=2).map(LocalText.of)


def wall_times(day: date, zone: str = "Asia/Tokyo") -> st.SearchStrategy[WallTime]:
    """A time of a day, to the minute."""
    minutes = st.integers(0, 24 * 60 - 1)
    return minutes.map(lambda minute: WallTime(datetime.combine(day, time()) + timedelta(minutes=minute), zone))


@st.composite
def _hours(draw: st.DrawFn, cls: Any, day: date, **more: Any) -> Any:
    """A record that lasts from hour to hour."""
    start = draw(wall_times(day, draw(ZONES)))
    lasts = timedelta(minutes=draw(st.integers(1, 2000)))
    return cls(start=start, end=WallTime(start.local + lasts, start.zone), **more)


@st.composite
def slots(draw: st.DrawFn) -> raw.Slot:
    """When and where: hours, a part of a day, or several days."""
    day = draw(DAYS)
    where = draw(_fields(raw.Slot, but=("day", "end_day", "start", "end", "part")))
    if draw(st.booleans()):
        part = draw(st.sampled_from(DayPart))
        return raw.Slot(day=day, end_day=draw(st.none() | st.dates(day, day + timedelta(days=2))), part=part, **where)
    hours = draw(_hours(dict, day + timedelta(days=draw(st.integers(0, 1)))))
    return raw.Slot(day=day, start=hours["start"], end=draw(st.sampled_from([None, hours["end"]])), **where)


@st.composite
def snapshots(draw: st.DrawFn) -> raw.Snapshot:
    """A whole trip that the rules find nothing wrong with."""
    return raw.Snapshot(
        trip=draw(_trips()),
        delegation=draw(
            _record(raw.Delegation, parties=_section(raw.SubParty, "parties"), members=_each_once(raw.Member))
        ),
        organisations=draw(_section(raw.Organisation, "organisations")),
        people=draw(_section(raw.Person, "people")),
        places=tuple(draw(_places(key)) for key in KEYS["places"]),
        events=tuple(draw(_events(key)) for key in KEYS["events"]),
        items=tuple(draw(_items(key)) for key in KEYS["items"]),
    )


@cache
def _trips() -> st.SearchStrategy[raw.Trip]:
    return _record(
        raw.Trip,
        starts=st.just(STARTS),
        ends=st.just(ENDS),
        nights=st.none() | st.integers(0, 3),
        languages=st.just(("ko", "ja", "en")),
        zones=st.just(("Asia/Seoul", "Asia/Tokyo")),
        sources=_section(raw.Source, "sources"),
    )


@cache
def _section(cls: Any, name: str) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.tuples(*(_record(cls, id=st.just(key)) for key in KEYS[name]))


@cache
def _places(key: str) -> st.SearchStrategy[raw.Place]:
    degrees = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))

    def at(position: tuple[float, float] | None) -> st.SearchStrategy[raw.Place]:
        latitude, longitude = position or (None, None)
        return _record(raw.Place, id=st.just(key), latitude=st.just(latitude), longitude=st.just(longitude))

    return degrees.flatmap(at)


@cache
def _events(key: str) -> st.SearchStrategy[raw.Event]:
    starts, ends = st.dates(date(2025, 4, 1), STARTS), st.dates(ENDS, date(2026, 1, 1))
    return _record(raw.Event, id=st.just(key), starts=starts, ends=ends)


@cache
def _items(key: str) -> st.SearchStrategy[raw.Item]:
    return st.one_of(*(_items_of(key, kind) for kind in ItemKind))


def _items_of(key: str, kind: ItemKind) -> st.SearchStrategy[raw.Item]:
    details = {name: st.none() for name in ("booth", "session", "transfer", "stay") if name != kind}
    return _record(raw.Item, id=st.just(key), kind=st.just(kind), attendees=_each_once(raw.Attendee), **details)


@cache
def _each_once(cls: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Records that each name a person, and no person twice."""
    one = {key: _record(cls, person=st.just(key)) for key in KEYS["people"]}
    return _some(st.sampled_from(KEYS["people"]), unique=True).flatmap(
        lambda keys: st.tuples(*map(one.__getitem__, keys))
    )


@cache
def _any(cls: Any) -> st.SearchStrategy[Any]:
    """Any record of a class."""
    if cls is raw.Slot:
        return slots()
    if cls in (raw.Shift, raw.OpeningHours):
        rest = _fields(cls, but=("start", "end"))
        return st.tuples(rest, DAYS).flatmap(lambda drawn: _hours(cls, drawn[1], **drawn[0]))
    return _record(cls)


def _record(cls: Any, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A record of a class: the given fields as given, the others as their shapes say."""
    return _fields(cls, **given).map(lambda values: cls(**values))


def _fields(cls: Any, but: tuple[str, ...] = (), **given: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Fields of a record `but` some: those given as given, others as their shapes say or left to their default."""
    drawn = {
        shape.name: _field(cls, shape) for shape in shapes(cls) if shape.name not in but and shape.name not in given
    }
    needed = {shape.name for shape in shapes(cls) if shape.required}
    return st.fixed_dictionaries(
        {**{name: one for name, one in drawn.items() if name in needed}, **given},
        optional={name: one for name, one in drawn.items() if name not in needed},
    )


def _field(cls: Any, shape: Shape) -> st.SearchStrategy[Any]:
    one = st.sampled_from(["", "id"]) if (cls, shape.name) == (raw.Fact, "about") else _one(shape)
    if shape.many:
        return _some(one, unique=shape.type is str)
    return st.none() | one if shape.optional else one


def _some(one: st.SearchStrategy[Any], unique: bool) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=2, unique=unique).map(tuple)


def _one(shape: Shape) -> st.SearchStrategy[Any]:
    """One value of a field."""
    limits = shape.limits
    if "refers" in limits:
        return st.sampled_from(KEYS[limits["refers"]])
    if shape.is_record:
        return st.deferred(lambda: _any(shape.type))
    if issubclass(shape.type, Enum):
        return st.sampled_from(shape.type)
    if shape.type is LocalText:
        return local_texts(limits.get("multiline", False), least=1 if shape.required or shape.many else 0)
    if shape.type is str:
        return _strings(shape)
    return _BY_TYPE[shape.type](shape)


def _strings(shape: Shape) -> st.SearchStrategy[str]:
    for (name, value), drawn in _BY_LIMIT:
        if shape.limits.get(name) == value:
            return drawn
    drawn = texts(shape.limits.get("max_length", 300), shape.limits.get("multiline", False))
    return st.just("") | drawn if shape.default == "" else drawn


_BY_LIMIT = (
    (("pattern", raw.UID["pattern"]), st.uuids(version=4).map(str)),
    (("pattern", raw.URL["pattern"]), URLS),
    (("pattern", raw.LANGUAGE["pattern"]), LANGUAGES),
    (("pattern", raw.ID["pattern"]), st.from_regex(raw.ID["pattern"], fullmatch=True)),
    (("known", "country"), st.sampled_from(["KR", "JP", "NO"])),
    (("known", "zone"), ZONES),
)
_BY_TYPE: dict[Any, Callable[[Shape], st.SearchStrategy[Any]]] = {
    bool: lambda shape: st.booleans(),
    int: lambda shape: st.integers(shape.limits["minimum"], shape.limits["maximum"]),
    float: lambda shape: st.floats(shape.limits["minimum"], shape.limits["maximum"]),
    date: lambda shape: DAYS,
}
