"""The trip file: one YAML or JSON document that holds a whole trip. See docs/trip-file.md.

A file is read whole or refused whole, and then with everything that is wrong with it at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal
from uuid import uuid4

import yaml
from marshmallow import ValidationError

from planner.intake.documents import Document, Fault, NotReadable, read_json, read_yaml
from planner.itinerary.limits import NEVER, unusable
from planner.itinerary.messages import N_, Message
from planner.itinerary.rules import Problem, problems
from planner.itinerary.schema import faults, readable, schema_for
from planner.itinerary.shape import Path, shapes
from planner.itinerary.snapshot import Snapshot

LARGEST = 10_000_000
"""Bytes that a file may have."""
MOST_ERRORS = 1000
"""Errors that are listed; whoever has more has another kind of file."""
WIDTH = 105
"""Column of YAML after which the next gap between words ends the line, which so stays within 120 in most texts."""


@dataclass(frozen=True, slots=True)
class FileError:
    """One thing that is wrong: line and column (from 1), the part of the trip (`items[3].planned.start`), the words."""

    line: int
    column: int
    path: str
    message: Message

    def text(self, translate: Callable[[str], str] = str, name: Callable[[StrEnum], str] = str) -> str:
        """`12:5 items[3].planned.start: …`, with the words of `Message.text`."""
        where = " ".join(filter(None, (f"{self.line}:{self.column}", self.path)))
        return f"{where}: {self.message.text(translate, name)}"


class TripFileError(Exception):
    """A file that is not a trip; `errors` say why, in the order of its lines."""

    def __init__(self, name: str, errors: tuple[FileError, ...]) -> None:
        super().__init__("\n".join(f"{name}:{error.text()}" for error in errors))
        self.name = name
        self.errors = errors


def read(data: bytes, name: str, new_uid: Callable[[], str] = lambda: str(uuid4())) -> Snapshot:
    """The trip that a file holds; a record without a `uid` is given one by `new_uid`.

    `name` is the file's name: `.json` is read as JSON, `.yaml` and `.yml` as YAML, others as what they look like.
    More than LARGEST bytes are refused unseen, so a caller need not read further than one byte beyond.
    Raises TripFileError with all that is wrong.
    """
    snapshot, found = None, list[Fault]()
    try:
        text = _decode(data)
        found += _unreadable_characters(text)
        # A stand-in keeps the parser going, so that what else is wrong is found in the same reading.
        document = _parse(NEVER.sub("\N{REPLACEMENT CHARACTER}", text), name)
        _give_uids(document.data, Snapshot, new_uid)
        snapshot, wrong = _load(document)
        found += (*document.repeated, *wrong)
    except NotReadable as error:
        found.append(error.fault)
    if found or snapshot is None:
        raise TripFileError(name, tuple(sorted(map(_file_error, found), key=_order)[:MOST_ERRORS]))
    return snapshot


def write(snapshot: Snapshot, form: Literal["yaml", "json"] = "yaml") -> bytes:
    """The trip as a file, the same bytes for the same trip; what has its default is left out."""
    data = schema_for(Snapshot).dump(snapshot)
    if form == "json":
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
    options: dict[str, Any] = {"allow_unicode": True, "default_flow_style": False, "sort_keys": False, "width": WIDTH}
    return yaml.dump(data, Dumper=_Dumper, encoding="utf-8", **options)  # type: ignore[no-any-return]


def path_text(path: Path) -> str:
    """A path as people write it: `items[3].planned.start`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _decode(data: bytes) -> str:
    """The text of a file in UTF-8, lines ended by line feeds only; a byte order mark is passed over."""
    if len(data) > LARGEST:
        raise NotReadable((1, 1), N_("The file has more than %(limit)s bytes."), limit=LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise NotReadable(place, N_("The file is not text in UTF-8.")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unreadable_characters(text: str) -> Iterator[Fault]:
    """The first character of each line that no file may hold."""
    for number, line in enumerate(text.split("\n"), 1):
        if character := NEVER.search(line):
            for message in unusable(character[0]):
                yield Fault((number, character.start() + 1), (), message)


def _parse(text: str, name: str) -> Document:
    looks_like_json = text.lstrip().startswith("{") and not name.lower().endswith((".yaml", ".yml"))
    document = (read_json if name.lower().endswith(".json") or looks_like_json else read_yaml)(text)
    if document.data is None:
        raise NotReadable((1, 1), N_("The file is empty."))
    return document


def _give_uids(data: Any, cls: Any, new_uid: Callable[[], str]) -> None:
    """Give every record in the data that has none an identity."""
    if not isinstance(data, dict):
        return
    for shape in shapes(cls):
        if shape.name == "uid" and "uid" not in data:
            data["uid"] = new_uid()
        elif shape.is_record:
            value = data.get(shape.name)
            for entry in value if isinstance(value, list) else [value]:
                _give_uids(entry, shape.type, new_uid)


def _load(document: Document) -> tuple[Snapshot | None, list[Fault]]:
    """The trip, or None, and all that is wrong with it; where it can be read only in part, with this part too."""
    try:
        snapshot = schema_for(Snapshot).load(document.data)
        found = problems(snapshot)
    except ValidationError as error:
        snapshot = None
        part = readable(Snapshot, document.data, error)
        found = [*(Problem(*fault) for fault in faults(error)), *problems(part)]
    return snapshot, [Fault(document.place_of(problem.path), problem.path, problem.message) for problem in found]


def _file_error(fault: Fault) -> FileError:
    return FileError(*fault.place, path_text(fault.path), fault.message)


def _order(error: FileError) -> tuple[int, int, str]:
    return error.line, error.column, error.path


class _Dumper(yaml.SafeDumper):
    """Writes YAML for people: lists set in under their name, long texts as blocks, no quotes that are not needed."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


# Unquoted, a text must not be taken for a number or a truth, neither by us nor by readers of YAML 1.1, to whom NO is
# one. Days may stay unquoted: here they are text.
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if not tag.endswith(":timestamp")]
    for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?[0-9]+[eE][-+]?[0-9]+$"), list("-0123456789"))
_Dumper.add_representer(str, _represent_text)
