"""How an item is edited: which fields its kind has, what may be chosen in them, how it is read, written and judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from planner.itinerary import snapshot as raw
from planner.itinerary.limits import Refused, read_day, read_wall_time
from planner.itinerary.localtext import LocalText
from planner.itinerary.rules import Problem, problems
from planner.itinerary.shape import walk
from planner.itinerary.terms import ItemKind
from planner.itinerary.walltime import zone_names
from planner.models import Item, Trip
from planner.records.items import Lookup, fill_item
from planner.records.load import load
from planner.web import directory
from planner.web.db import db
from planner.web.editing import Answers, Sheet
from planner.web.fields import tidy
from planner.web.forms import Choices
from planner.web.looks import in_words
from planner.web.trip_head import head_of

DETAILS = {
    ItemKind.BOOTH: "booth",
    ItemKind.SESSION: "session",
    ItemKind.TRANSFER: "transfer",
    ItemKind.STAY: "stay",
}
"""The fields that only one kind of item has."""

SECTIONS = ("people", "organisations", "places", "events")


def kind_of(name: str | None) -> ItemKind | None:
    """The kind of this name, or None."""
    return ItemKind(name) if name in tuple(ItemKind) else None


def sheet_of(trip: Trip, kind: ItemKind) -> Sheet:
    """How items of a trip are edited that are, or are to be, of this kind. Details of other kinds are dropped."""
    others = frozenset(name for its, name in DETAILS.items() if its is not kind)
    nothing: dict[str, Any] = dict.fromkeys(others)

    def read(record: Item) -> raw.Item:
        items = load(db(), trip.key).items
        return replace(next(each for each in items if each.id == record.key), **nothing)

    return Sheet(
        cls=raw.Item,
        template="items/form.html",
        read=read,
        write=lambda session, entry: write(session, trip, entry),
        address=lambda item: _next(trip, kind, item),
        choices=lambda session: choices(session, trip),
        leave_out=others,
        complete=lambda answers: completed(answers, trip.zones[-1]),
        anew=url_for("items.new", key=trip.key, kind=kind),
        context={"head": head_of(trip), "kind": kind, "detail": DETAILS.get(kind)},
    )


def _next(trip: Trip, kind: ItemKind, item: str) -> str:
    """Where somebody goes who has saved an item: to see it, or to add another one on the same day."""
    if request.form.get("then") == "another":
        return url_for("items.new", key=trip.key, kind=kind, day=request.form.get("planned-day"))
    return url_for("items.show", key=trip.key, item=item)


def completed(answers: Answers, zone: str) -> Answers:
    """The answers with days and zones where only an hour was typed.

    A start is then on the day of its slot, or of the item; an end on the day of its start, or on the next one where it
    would come before the start. Both are by the clocks of the zone before, the first by those of `zone`. A day or a
    zone that cannot be read is lent to nobody, so that it is refused once, where it was typed.
    """
    full = MultiDict(answers)
    for name in [
        key.removesuffix("-time") for key, typed in answers.items() if key.endswith("-time") and typed.strip()
    ]:
        whole, _, end = name.rpartition("-")
        before = f"{whole}-start" if end == "end" else "planned-start"
        days = (f"{name}-day", f"{before}-day" if end == "end" else "", f"{whole}-day", "planned-day")
        zones = (f"{name}-zone", f"{before}-zone", "planned-start-zone")
        full[f"{name}-day"] = _own_or_lent(full, days, "", _is_day)
        full[f"{name}-zone"] = _own_or_lent(full, zones, zone, zone_names().__contains__)
        if end == "end" and not answers.get(f"{name}-day"):
            full[f"{name}-day"] = _day_of_end(full, name, before)
    return full


def _own_or_lent(answers: Answers, names: Sequence[str], otherwise: str, is_readable: Callable[[str], bool]) -> str:
    """The first of these answers that is given: as it was typed if it is the moment's own, else if it can be read."""
    own, *others = (tidy(answers.get(name, "")) for name in names)
    lent = next(filter(None, others), otherwise)
    return own or (lent if is_readable(lent) else "")


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except Refused:
        return False
    return True


def _day_of_end(answers: Answers, end: str, start: str) -> str:
    """The day that an end has, or the next where it would come before its start; also where neither can be read."""
    day = answers[f"{end}-day"]
    try:
        first, last = (read_wall_time(_typed(answers, name)) for name in (start, end))
    except Refused:
        return day
    return str(last.local.date() + timedelta(days=1)) if last.instant < first.instant else day


def _typed(answers: Answers, name: str) -> str:
    """A wall time as it is written, of what was typed into its three fields."""
    return " ".join(tidy(answers.get(f"{name}-{part}", "")) for part in ("day", "time", "zone"))


def choices(session: Session, trip: Trip) -> Choices:
    """What the fields of an item may name: the directory, and the trip's own sub-parties and sources."""
    parties = [_choice(party.key, party.name) for party in trip.delegation.parties]
    sources = [SelectChoice(source.id, f"{source.id}: {source.title}") for source in trip.sources]
    return {**directory.choices(session, SECTIONS), "parties": parties, "sources": sources}


def write(session: Session, trip: Trip, entry: raw.Item) -> Sequence[Problem]:
    """Keep an item in its trip, a new one as the last, and say what is then wrong with it."""
    record = session.scalar(select(Item).where(Item.trip_id == trip.id, Item.key == entry.id))
    lookup = _lookup(session, trip, entry)
    if record is None:
        last = session.scalar(select(func.max(Item.position)).where(Item.trip_id == trip.id))
        record = Item(key=entry.id, trip=trip)
        fill_item(record, entry, 0 if last is None else last + 1, lookup)
        session.add(record)
    elif fill_item(record, entry, record.position, lookup):
        # A part of the item, such as an attendee, counts as the item: its version goes up.
        flag_modified(record, "key")
    session.flush()
    return _problems_of(load(session, trip.key), entry.id)


def _problems_of(snapshot: raw.Snapshot, item: str) -> list[Problem]:
    """What is wrong with one item of a trip, with paths within the item."""
    index = next(n for n, each in enumerate(snapshot.items) if each.id == item)
    found = (problem for problem in problems(snapshot) if problem.path[:2] == ("items", index))
    return [replace(problem, path=problem.path[2:]) for problem in found]


def _lookup(session: Session, trip: Trip, entry: raw.Item) -> Lookup:
    """The records that an item names."""
    named: dict[str, set[str]] = defaultdict(set)
    for node in walk(entry, raw.Item):
        if node.shape is not None and "refers" in node.shape.limits:
            named[node.shape.limits["refers"]].add(node.value)

    def found(section: str) -> dict[str, Any]:
        return _by_key(session.scalars(select(directory.SHARED[section]).where(_key(section).in_(named[section]))))

    return Lookup(**{section: found(section) for section in SECTIONS}, parties=_by_key(trip.delegation.parties))


def _key(section: str) -> Any:
    return directory.SHARED[section].key


def _by_key(records: Iterable[Any]) -> dict[str, Any]:
    return {record.key: record for record in records}


def _choice(key: str, name: LocalText) -> SelectChoice:
    shown = in_words(name)
    return SelectChoice(key, shown.value if shown else key)
