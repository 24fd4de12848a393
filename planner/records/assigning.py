"""Setting what differs and leaving alone what does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

R = TypeVar("R")


def assign(record: Any, values: Mapping[str, Any]) -> bool:
    """Set the attributes that differ; whether any did."""
    differing = {name: value for name, value in values.items() if getattr(record, name) != value}
    for name, value in differing.items():
        setattr(record, name, value)
    return bool(differing)


def columns(part: Any, *but: str) -> dict[str, Any]:
    """The fields of a part of a snapshot that records keep in a column of the same name."""
    return {each.name: getattr(part, each.name) for each in fields(part) if each.name not in ("id", *but)}


def entry_of(cls: Callable[..., R], record: Any, **given: Any) -> R:
    """A record as its class in the snapshot, from columns of the same names; `given` says the others."""
    names = [each.name for each in fields(cls) if each.name not in ("id", *given)]  # type: ignore[arg-type]
    return cls(id=record.key, **{name: getattr(record, name) for name in names}, **given)
