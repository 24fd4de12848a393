"""What a single value may be: text, number, day, time, and what a declared field says of its own values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from math import inf
from typing import Any

from babel import Locale

from planner.itinerary.localtext import LocalText
from planner.itinerary.messages import N_, Message, shown
from planner.itinerary.shape import Path, Shape
from planner.itinerary.snapshot import COUNTRY, ID, LANGUAGE, LINE, UID, URL
from planner.itinerary.terms import Language
from planner.itinerary.walltime import FORM, WallTime, zone_names

YEARS = range(1900, 2101)
"""Years that a trip may lie in; others are slips of the pen, and calendar programs disagree about them."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOT_CHARACTERS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_BROKEN = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef\ufeff{_NOT_CHARACTERS}]")

NEVER = re.compile(f"{_CONTROL.pattern}|{_BROKEN.pattern}")
"""Characters that not even the text of a file may hold."""

_FORBIDDEN = (
    (_CONTROL, N_("The control character %(code)s is not allowed.")),
    (_DIRECTION, N_("The invisible character %(code)s, which changes the direction of writing, is not allowed.")),
    (_BROKEN, N_("%(code)s is not a character and has no place in a text.")),
)
"""Characters that no text may hold, each kind with what to say of it.

Control characters break calendars and papers; only tab and line feed are text. Those that change the direction of
writing can make a text read as what it is not, and no language kept here needs them. Emoji are text like any other.
"""

_PATTERNS = {
    ID["pattern"]: N_("A key has lower-case letters, digits, - and _ only, at most 64, such as booth-1."),
    UID["pattern"]: N_("This must be a UUID in lower case, such as 0b3c5f6e-8a41-4d57-9d0e-2f1c7a9be604."),
    COUNTRY["pattern"]: N_("A country is given by two capital letters, such as JP."),
    LANGUAGE["pattern"]: N_("A language is given by its BCP 47 tag, such as ko, ja or zh-Hant."),
    URL["pattern"]: N_("A web address begins with http:// or https:// and has no spaces."),
}

_NOT_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def country_codes() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes (and XK for Kosovo), as the CLDR lists them."""
    listed = map(str, Locale.parse("en").territories)
    return frozenset(code for code in listed if len(code) == 2 and code.isalpha()) - _NOT_COUNTRIES


_KNOWN: dict[str, tuple[Callable[[], Set[str]], str]] = {
    "country": (country_codes, N_("Unknown country: %(value)s.")),
    "language": (lambda: frozenset(Language), N_("Unknown language: %(value)s.")),
    "zone": (zone_names, N_("Unknown time zone: %(value)s.")),
}


class Refused(ValueError):
    """A value that cannot be read; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def read_day(text: str) -> date:
    """A day of the calendar from `2025-09-30`. Raises Refused."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Refused(Message.of(N_("A day is written like 2025-09-30, not %(value)s."), value=shown(text)))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(Message.of(N_("There is no such day: %(value)s."), value=text)) from None


def read_wall_time(text: str) -> WallTime:
    """A wall time from `2025-09-30 15:00 Asia/Tokyo`. Raises Refused."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}) (\S+)", text)
    if not found:
        msgid = N_("A time is written like 2025-09-30 15:00 Asia/Tokyo, not %(value)s.")
        raise Refused(Message.of(msgid, value=shown(text)))
    day, clock, zone = read_day(found[1]), found[2], found[3]
    try:
        local = datetime.combine(day, time.fromisoformat(clock))
    except ValueError:
        raise Refused(Message.of(N_("There is no such time of day: %(value)s."), value=clock)) from None
    wrong = (*_year_problems(day), *_known_problems("zone", zone))
    if wrong:
        raise Refused(wrong[0])
    try:
        return WallTime(local, zone)
    except ValueError:
        msgid = N_("%(time)s does not exist in %(zone)s, where clocks are set forward over it.")
        raise Refused(Message.of(msgid, time=f"{local:{FORM}}", zone=zone)) from None


def text_problems(text: str, max_length: int = LINE["max_length"], multiline: bool = False) -> Iterator[Message]:
    """What is wrong with a text, at most `max_length` characters (code points) long; one line unless `multiline`."""
    if len(text) > max_length:
        message = N_("Too long: %(count)s characters; at most %(limit)s are allowed.")
        yield Message.of(message, count=len(text), limit=max_length)
    if not text.strip():
        yield Message.of(N_("This must not be blank."))
    if "\n" in text and not multiline:
        yield Message.of(N_("This must be on one line."))
    yield from unusable(text)


def unusable(text: str) -> Iterator[Message]:
    """The characters of a text that no text may hold, the first of each kind."""
    for characters, message in _FORBIDDEN:
        if found := characters.search(text):
            yield Message.of(message, code=f"U+{ord(found[0]):04X}")


def field_problems(shape: Shape, value: Any) -> Iterator[tuple[Path, Message]]:
    """What is wrong with one value of a declared field, and where in it (the language of a text)."""
    if isinstance(value, LocalText):
        if not value and (shape.required or shape.many):
            yield (), Message.of(N_("Give the text in at least one language."))
        for language, text in value:
            yield from (((language,), message) for message in _line_problems(shape, text))
    else:
        yield from (((), message) for message in _value_problems(shape, value))


def _value_problems(shape: Shape, value: Any) -> Iterator[Message]:
    if isinstance(value, WallTime):
        yield from _year_problems(value.local.date())
    elif isinstance(value, date):
        yield from _year_problems(value)
    elif isinstance(value, Enum | bool):
        return
    elif isinstance(value, int | float):
        yield from _number_problems(value, shape.limits.get("minimum", -inf), shape.limits.get("maximum", inf))
    elif isinstance(value, str) and value != shape.default:
        yield from _line_problems(shape, value)


def _line_problems(shape: Shape, text: str) -> Iterator[Message]:
    limits = shape.limits
    found = list(text_problems(text, limits.get("max_length", LINE["max_length"]), limits.get("multiline", False)))
    pattern = limits.get("pattern")
    if pattern and not found and not re.fullmatch(pattern, text):
        found.append(Message.of(_PATTERNS[pattern]))
    if "known" in limits and not found:
        found.extend(_known_problems(limits["known"], text))
    yield from found


def _known_problems(which: str, value: str) -> Iterator[Message]:
    known, message = _KNOWN[which]
    if value not in known():
        yield Message.of(message, value=shown(value))


def _number_problems(value: float, minimum: float, maximum: float) -> Iterator[Message]:
    if minimum <= value <= maximum:
        return
    if minimum == maximum:
        yield Message.of(N_("This must be %(limit)s."), limit=f"{minimum:g}")
    else:
        yield Message.of(
            N_("This must be from %(minimum)s to %(maximum)s."), minimum=f"{minimum:g}", maximum=f"{maximum:g}"
        )


def _year_problems(day: date) -> Iterator[Message]:
    if day.year not in YEARS:
        message = N_("The year must be from %(first)s to %(last)s.")
        yield Message.of(message, first=YEARS[0], last=YEARS[-1])
