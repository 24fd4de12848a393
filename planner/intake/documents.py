"""YAML and JSON as plain data, together with the places where things stand.

Only what a record needs is read: mappings with text for names, lists, and plain words. Words stay text unless they are
written as JSON writes them (`null`, `true`, `12`, `34.5`), so that Norway (`NO`) is no falsehood and a day stays as it
is typed. Anchors and aliases, by which a small file can unfold without end, and tags are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from planner.itinerary.messages import N_, Message, shown
from planner.itinerary.shape import Path

DEEPEST = 20
"""Levels of nesting that are read; a trip file needs eight."""

Place = tuple[int, int]
"""Line and column, both counted from 1."""

_PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"null|~|"), lambda word: None),
    (re.compile(r"true|false"), lambda word: word == "true"),
    (re.compile(r"-?(0|[1-9][0-9]{0,17})"), int),
    (re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?"), float),
)
"""What an unquoted word of YAML means when it is not text: as in JSON, and nothing (or ~) for null."""


_NOT_YAML = N_("This is not YAML, or the file is cut off: %(detail)s.")
_NOT_JSON = N_("This is not JSON, or the file is cut off: %(detail)s.")
_TOO_DEEP = N_("The file is nested deeper than %(limit)s levels.")

# The parser written in C is many times faster, and most builds of PyYAML have it.
_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of a file."""

    place: Place
    path: Path
    message: Message


class NotReadable(Exception):
    """The text is not YAML or JSON, or not of the kind that is read here."""

    def __init__(self, place: Place, msgid: str, **params: str | int) -> None:
        self.fault = Fault(place, (), Message.of(msgid, **params))
        super().__init__(str(self.fault.message))


@dataclass(slots=True)
class Document:
    """The data of a file, the place of each part of it, and the names that are given twice.

    The place of a field is that of its name, the place of a list's entry is where the entry begins.
    """

    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    repeated: list[Fault] = field(default_factory=list)

    def place_of(self, path: Path) -> Place:
        """The place of a part, or of the nearest part around it that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


@dataclass(frozen=True, slots=True)
class Event:
    """A step in reading: a bracket (`{`, `[`, `}`, `]`) or, where that is empty, a value."""

    bracket: str
    value: Any
    place: Place


def read_yaml(text: str) -> Document:
    """Read YAML. Raises NotReadable."""
    return _Builder(_yaml_events(text)).document()


def read_json(text: str) -> Document:
    """Read JSON. Raises NotReadable."""
    return _Builder(_json_events(text)).document()


class _Builder:
    """Builds a document from events."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self._made = Document()

    def document(self) -> Document:
        first = next(self._events, None)
        if first is not None:
            self._made.data = self._value(first, (), first.place)
        for _ in self._events:
            pass  # Whatever still comes is a fault that the parser finds only on reading on.
        return self._made

    def _value(self, event: Event, path: Path, place: Place) -> Any:
        if len(path) > DEEPEST:
            raise NotReadable(event.place, _TOO_DEEP, limit=DEEPEST)
        self._made.places.setdefault(path, place)
        if event.bracket == "{":
            return self._mapping(path)
        if event.bracket == "[":
            return [self._value(each, (*path, index), each.place) for index, each in enumerate(self._until("]"))]
        return event.value

    def _mapping(self, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name in self._until("}"):
            if name.bracket or not isinstance(name.value, str):
                raise NotReadable(name.place, N_("The name of a field must be text."))
            within = (*path, name.value)
            first = self._made.places.get(within)
            value = self._value(next(self._events), within, name.place)
            if first is not None:
                message = Message.of(N_("This is given twice, first in line %(line)s."), line=first[0])
                self._made.repeated.append(Fault(name.place, within, message))
            else:
                made[name.value] = value
        return made

    def _until(self, bracket: str) -> Iterator[Event]:
        while (event := next(self._events)).bracket != bracket:
            yield event


def _yaml_events(text: str) -> Iterator[Event]:
    documents = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            place = _place(event.start_mark)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise NotReadable(place, N_("A file holds one document; here a second one begins."))
            yield from _yaml_event(event, place)
    except yaml.MarkedYAMLError as error:
        detail = ", ".join(filter(None, (error.context, error.problem)))
        raise NotReadable(_place_of_error(error, text), _NOT_YAML, detail=detail) from None


def _place(mark: Any) -> Place:
    return mark.line + 1, mark.column + 1


def _place_of_error(error: yaml.MarkedYAMLError, text: str) -> Place:
    """Where it went wrong; where the end of the file came too early, where that began which it cuts off."""
    last = text.count("\n")
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None and mark.line <= last]
    return _place(marks[0]) if marks else (last + 1, 1)


_BRACKETS = {
    yaml.MappingStartEvent: "{",
    yaml.SequenceStartEvent: "[",
    yaml.MappingEndEvent: "}",
    yaml.SequenceEndEvent: "]",
}


def _yaml_event(event: yaml.Event, place: Place) -> Iterator[Event]:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise NotReadable(place, N_("Anchors (&) and aliases (*) are not allowed; write the value out."))
    if getattr(event, "tag", None):
        raise NotReadable(place, N_("Tags (!) are not allowed."))
    if isinstance(event, yaml.ScalarEvent):
        yield Event("", event.value if event.style else _plain(event.value), place)
    elif bracket := _BRACKETS.get(type(event)):
        yield Event(bracket, None, place)


def _plain(word: str) -> Any:
    """The meaning of an unquoted word."""
    return next((read(word) for pattern, read in _PLAIN if pattern.fullmatch(word)), word)


_TOKEN = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*"|[^\s{}\[\],:"]+')


def _json_events(text: str) -> Iterator[Event]:
    """The parts of a text that `json` has found to be right."""
    _check_json(text)
    line, line_start = 1, 0
    position = 0
    for token in _TOKEN.finditer(text):
        breaks = text.count("\n", position, token.start())
        if breaks:
            line, line_start = line + breaks, text.rindex("\n", position, token.start()) + 1
        position = token.end()
        place = (line, token.start() - line_start + 1)
        yield Event(token[0], None, place) if token[0] in "{}[]" else Event("", json.loads(token[0]), place)


def _check_json(text: str) -> None:
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise NotReadable((error.lineno, error.colno), _NOT_JSON, detail=error.msg) from None
    except RecursionError:
        raise NotReadable((1, 1), _TOO_DEEP, limit=DEEPEST) from None
    except ValueError as error:
        raise NotReadable((1, 1), _NOT_JSON, detail=shown(error)) from None


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is not a number")
