"""What a trip lacks or has wrong, said in words: which record, which field, and where to put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import url_for

from planner.itinerary import snapshot as raw
from planner.itinerary.rules import Problem
from planner.itinerary.values import Gap, Text
from planner.web.field_names import FIELD_NAMES
from planner.web.fields import said
from planner.web.looks import in_words

_CLASSES: dict[str, type] = {
    "trip": raw.Trip,
    "delegation": raw.Delegation,
    "party": raw.SubParty,
    "member": raw.Member,
    "person": raw.Person,
    "organisation": raw.Organisation,
    "place": raw.Place,
    "event": raw.Event,
    "item": raw.Item,
    "booth": raw.Booth,
    "session": raw.Session,
    "transfer": raw.Transfer,
    "stay": raw.Stay,
}


@dataclass(frozen=True, slots=True)
class Missing:
    """What one record lacks: its name, the labels of the fields, and the address of its form."""

    name: Text | None
    fields: tuple[str, ...]
    address: str


def missing(gaps: Iterable[Gap], snapshot: raw.Snapshot) -> list[Missing]:
    """Gaps by record, in the order in which they were met."""
    names = _names(snapshot)
    return [
        Missing(
            names.get((_group(record), id_)), tuple(dict.fromkeys(map(_label, many))), _address(record, id_, snapshot)
        )
        for (record, id_), many in groupby(gaps, key=lambda gap: (gap.record, gap.id))
    ]


def located(problem: Problem, snapshot: raw.Snapshot) -> Missing:
    """A problem of the whole trip beside the record it is in; its message stands for the fields."""
    section, index = problem.path[0], problem.path[1] if len(problem.path) > 1 else None
    record = _SINGULAR.get(str(section), str(section))
    records = getattr(snapshot, str(section), ()) if isinstance(index, int) else ()
    id_ = records[index].id if isinstance(index, int) and index < len(records) else _own_id(record, snapshot)
    address = _address(record, id_, snapshot)
    return Missing(_names(snapshot).get((record, id_)), (said(problem.message),), address)


def _own_id(record: str, snapshot: raw.Snapshot) -> str:
    return snapshot.delegation.id if record == "delegation" else snapshot.trip.id


def _label(gap: Gap) -> str:
    slot, _, field = gap.field.rpartition(".")
    return str(FIELD_NAMES[raw.Slot if slot else _CLASSES[gap.record]][field].label)


def _group(record: str) -> str:
    """The record that has a name: what only one kind of item has belongs to the item."""
    return {"booth": "item", "session": "item", "transfer": "item", "stay": "item", "member": "person"}.get(
        record, record
    )


def _names(snapshot: raw.Snapshot) -> dict[tuple[str, str], Text | None]:
    sections: dict[str, Iterable[Any]] = {
        "delegation": (snapshot.delegation,),
        "party": snapshot.delegation.parties,
        "person": snapshot.people,
        "organisation": snapshot.organisations,
        "place": snapshot.places,
        "event": snapshot.events,
    }
    names = {(record, each.id): in_words(each.name) for record, many in sections.items() for each in many}
    titles = {("item", each.id): in_words(each.title) for each in snapshot.items}
    return names | titles | {("trip", snapshot.trip.id): in_words(snapshot.trip.title)}


def _address(record: str, id_: str, snapshot: raw.Snapshot) -> str:
    """Where the text can be entered."""
    trip = snapshot.trip.id
    if _group(record) == "item":
        return url_for("items.edit", key=trip, item=id_)
    if record in ("delegation", "party", "member"):
        return url_for("delegations.edit", key=snapshot.delegation.id)
    if record in _SECTIONS:
        return url_for(f"{_SECTIONS[record]}.edit", key=id_)
    return url_for("trip_edit.edit", key=trip)


_SECTIONS = {"person": "people", "organisation": "organisations", "place": "places", "event": "events"}
_SINGULAR = {section: record for record, section in _SECTIONS.items()} | {"items": "item"}
