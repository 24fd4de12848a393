"""The JSON Schema (2020-12) of the trip file, for editors and for other programs.

It says what `schema` and `limits` check; what fields must be to each other (`rules`) no JSON Schema can say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from inspect import getdoc
from typing import Any

from planner.itinerary.codec import plain
from planner.itinerary.localtext import LocalText
from planner.itinerary.shape import Shape, shapes
from planner.itinerary.snapshot import LINE, Snapshot
from planner.itinerary.terms import Language
from planner.itinerary.walltime import WallTime

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of a whole trip file, as plain data."""
    return {
        "$schema": DIALECT,
        "title": "Trip file",
        **_object(Snapshot),
        "$defs": {cls.__name__: _object(cls) for cls in sorted(set(_within(Snapshot)), key=lambda cls: cls.__name__)},
    }


def _within(cls: Any) -> Iterator[Any]:
    """All kinds of record that a record holds."""
    for shape in shapes(cls):
        if shape.is_record:
            yield shape.type
            yield from _within(shape.type)


def _object(cls: Any) -> dict[str, Any]:
    declared = shapes(cls)
    return {
        "description": (getdoc(cls) or "").replace("\n", " "),
        "type": "object",
        "properties": {shape.name: _property(shape) for shape in declared},
        # An identity that a file leaves out is given when the file is read.
        "required": [shape.name for shape in declared if shape.required and shape.name != "uid"],
        "additionalProperties": False,
    }


def _property(shape: Shape) -> dict[str, Any]:
    one = _one(shape)
    if shape.many:
        one = {"type": "array", "items": one, **({"uniqueItems": True} if shape.type is str else {})}
    if shape.optional:
        one = {"anyOf": [one, {"type": "null"}]}
    if not shape.required and plain(shape.default) not in (None, "", [], {}):
        one = {**one, "default": plain(shape.default)}
    return {"description": shape.limits["help"], **one}


def _one(shape: Shape) -> dict[str, Any]:
    """The schema of one value."""
    if shape.is_record:
        return {"$ref": f"#/$defs/{shape.type.__name__}"}
    if issubclass(shape.type, Enum):
        return {"enum": [member.value for member in shape.type]}
    if shape.type is LocalText:
        least = {"minProperties": 1} if shape.required or shape.many else {}
        named = {language.value: _line(shape) for language in Language}
        return {"type": "object", "properties": named, "additionalProperties": False, **least}
    if shape.limits.get("known") == "language":
        return {"enum": [language.value for language in Language]}
    if shape.type is str:
        return _line(shape)
    bounds = {name: shape.limits[name] for name in ("minimum", "maximum") if name in shape.limits}
    return {**_SIMPLE[shape.type], **bounds}


def _line(shape: Shape) -> dict[str, Any]:
    least = {} if shape.default == "" else {"minLength": 1}
    pattern = {"pattern": shape.limits["pattern"]} if "pattern" in shape.limits else {}
    return {"type": "string", **least, "maxLength": shape.limits.get("max_length", LINE["max_length"]), **pattern}


_SIMPLE: dict[Any, dict[str, Any]] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    WallTime: {
        "type": "string",
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} \S+$",
        "examples": ["2025-09-30 15:00 Asia/Tokyo"],
    },
}
