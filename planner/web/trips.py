"""The trips of the desk: all of them, one by its days, and its people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from planner.access import Action, may
from planner.itinerary import codec
from planner.itinerary import snapshot as raw
from planner.itinerary.audience import View
from planner.itinerary.changes import changes
from planner.itinerary.compose import gaps_of, pool_of
from planner.itinerary.snapshot import Snapshot
from planner.itinerary.terms import DayPart, ItemKind, ItemStatus
from planner.itinerary.values import Itinerary
from planner.itinerary.wording import Reader
from planner.models import Trip
from planner.web import session
from planner.web.db import db
from planner.web.trip_head import WITH_MEMBERS, Head, find_trip, head_of

blueprint = Blueprint("trips", __name__)


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a trip still lacks, each as a number of items or of texts."""

    tentative: int
    without_time: int
    without_place: int
    without_outcome: int
    gaps: int


_NOTHING_TO_REPORT = frozenset({ItemKind.TRANSFER, ItemKind.STAY, ItemKind.MEAL, ItemKind.FREE_TIME})


@blueprint.get("/")
def home() -> str | Response:
    """All trips: the one that comes next, those after it, those that are over. Delegates get their own.

    Where none is coming, the last one is looked back upon: its report may want something still.
    """
    user = session.current_user()
    trips = db().scalars(select(Trip).options(WITH_MEMBERS).order_by(Trip.starts, Trip.key)).all()
    if not may(user, Action.VIEW_DESK):
        own = [trip for trip in reversed(trips) if may(user, Action.READ_OWN, trip)]
        return _own(own)
    coming = [trip for trip in trips if trip.ends >= _today(trip)]
    past = [trip for trip in reversed(trips) if trip.ends < _today(trip)]
    first = next(iter(coming or past), None)
    head = head_of(first) if first else None
    return render_template(
        "trips/home.html",
        head=head,
        days_to_go=(head.trip.starts - _today(head.trip)).days if head else 0,
        days_ago=(_today(head.trip) - head.trip.ends).days if head else 0,
        lacking=lacking(head, _today(head.trip)) if head else None,
        coming=[trip for trip in coming if trip is not first],
        past=[trip for trip in past if trip is not first],
    )


@blueprint.get("/trips/<key>")
def timetable(key: str) -> str:
    """A trip by its days, with every item on them."""
    return timetable_page(head_of(find_trip(key)))


@blueprint.get("/trips/<key>/people")
def people(key: str) -> str:
    """Who travels, and everybody else whom the trip's items name."""
    head = head_of(find_trip(key))
    return render_template("trips/people.html", head=head, others=others(head.itinerary))


def timetable_page(head: Head, item: str | None = None) -> str:
    """The timetable, with one item open beside it where its key is given."""
    return render_template(
        "trips/timetable.html",
        head=head,
        item=next((each for each in head.itinerary.items if each.id == item), None),
        # The desk is the city's own, whatever its reader may see: "our side" is the city's.
        reader=replace(Reader.of(head.itinerary), view=View.STAFF),
        changed=_changed(head),
    )


def _changed(head: Head) -> frozenset[str]:
    """The uids of items that this user would see otherwise once the working copy is published."""
    if head.revision is None or not head.ahead:
        return frozenset()
    view, speech = head.itinerary.audience.view, head.itinerary.language
    before = codec.loads(Snapshot, head.revision.payload)
    return frozenset(
        each.uid for each in changes([pool_of(before, view, speech)], [pool_of(head.snapshot, view, speech)])
    )


def lacking(head: Head, today: date) -> Lacking:
    """What the working copy of a trip still lacks. What is cancelled lacks nothing, and what is to come no outcome."""
    items = [item for item in head.itinerary.items if item.status is not ItemStatus.CANCELLED]
    return Lacking(
        tentative=sum(item.status is ItemStatus.TENTATIVE for item in items),
        without_time=sum(item.slot.part is DayPart.TO_BE_CONFIRMED for item in items),
        without_place=sum(item.slot.place_open for item in items),
        without_outcome=sum(_owes_outcome(item, today) for item in head.snapshot.items),
        gaps=sum(map(len, gaps_of(head.snapshot).values())),
    )


def _owes_outcome(item: raw.Item, today: date) -> bool:
    """Whether the report on the trip will ask what came of an item, and nobody has said."""
    slot = item.actual or item.planned
    reported = item.kind not in _NOTHING_TO_REPORT and item.status is not ItemStatus.CANCELLED
    return reported and (slot.end_day or slot.day) < today and not item.outcome


def others(itinerary: Itinerary) -> tuple[tuple[object, tuple[object, ...]], ...]:
    """People at items who are not in the delegation, each with the items they attend, in the order of the days."""
    members = {member.person.id for member in itinerary.members}
    found: dict[str, tuple[object, list[object]]] = {}
    for item in itinerary.items:
        for attendee in (*item.ours, *item.theirs):
            if attendee.person.id not in members:
                found.setdefault(attendee.person.id, (attendee.person, []))[1].append(item)
    return tuple((person, tuple(items)) for person, items in found.values())


def _today(trip: Trip) -> date:
    """The date at home."""
    return session.now().astimezone(ZoneInfo(trip.zones[0])).date()


def _own(trips: list[Trip]) -> str | Response:
    if len(trips) == 1:
        return redirect(url_for("delegate_page.own", key=trips[0].key), 303)
    return render_template("trips/own.html", trips=trips)
