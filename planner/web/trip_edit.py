"""The forms of a trip itself: to add one, to change it, to choose its delegation and its cast, to delete it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from wtforms.fields.choices import SelectChoice

from planner.access import Action
from planner.itinerary import snapshot as raw
from planner.itinerary.localtext import LocalText
from planner.itinerary.messages import N_, Message, shown
from planner.itinerary.rules import Problem, problems
from planner.itinerary.snapshot import said
from planner.itinerary.terms import Language
from planner.models import Delegation, Feed, Item, Revision, Trip
from planner.models.base import new_uid
from planner.models.items import item_parties
from planner.records.assigning import assign, columns, entry_of
from planner.records.load import load
from planner.records.writer import Writer
from planner.web import directory, editing
from planner.web.db import db
from planner.web.editing import Answer, Sheet
from planner.web.field_names import FIELD_NAMES, Name
from planner.web.forms import Choices
from planner.web.gaps import Missing, located
from planner.web.looks import in_words
from planner.web.preferences import language
from planner.web.session import require
from planner.web.trip_head import find_trip, head_of
from planner.web.uses import Use

blueprint = Blueprint("trip_edit", __name__)

SECTIONS = ("people", "organisations", "places", "events")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Whose trip it is, and what it has gathered of the directory, whether an item names it yet or not."""

    delegation: str = said("Key of the delegation", refers="delegations")
    people: tuple[str, ...] = said("People", (), refers="people")
    organisations: tuple[str, ...] = said("Organisations", (), refers="organisations")
    places: tuple[str, ...] = said("Places", (), refers="places")
    events: tuple[str, ...] = said("Events", (), refers="events")


FIELD_NAMES[Cast] = {
    "delegation": Name(_("Delegation")),
    "people": Name(_("People"), "", _("Add a person")),
    "organisations": Name(_("Organisations"), "", _("Add an organisation")),
    "places": Name(_("Places"), "", _("Add a place")),
    "events": Name(_("Events"), "", _("Add an event")),
}


@blueprint.route("/trips/-/new", methods=["GET", "POST"])
def new() -> Answer:
    """Choose a delegation, then fill in the trip's form."""
    require(Action.EDIT_RECORDS)
    delegations = db().scalars(select(Delegation).order_by(Delegation.key)).all()
    chosen = next((each for each in delegations if each.key == request.args.get("delegation")), None)
    if chosen is None and request.method == "POST":
        return editing.lost(raw.Trip, {})
    if chosen is None:
        return render_template("trips/delegations.html", delegations=delegations)
    start = SimpleNamespace(uid=new_uid(), languages=tuple(dict.fromkeys((language(), *Language))))
    sheet = _sheet(url_for("trips.home"), chosen, whose=chosen.key)
    return editing.create(sheet, Trip, "trip", start=start)


@blueprint.route("/trips/<key>/edit", methods=["GET", "POST"])
def edit(key: str) -> Answer:
    """Everything that can be said of a trip apart from its items."""
    if editing.is_gone(Trip, key):
        return editing.gone(_sheet(url_for("trips.home"), whose=request.form.get("delegation", "")))
    trip = find_trip(key, Action.EDIT_RECORDS)
    return editing.change(_sheet(url_for("trips.timetable", key=key), whose=trip.delegation.key), trip)


@blueprint.route("/trips/<key>/cast", methods=["GET", "POST"])
def cast(key: str) -> Answer:
    """The trip's delegation and the people, places and others it has gathered."""
    if editing.is_gone(Trip, key):
        return editing.lost(Cast, _cast_choices(db()))
    trip = find_trip(key, Action.EDIT_RECORDS)
    sheet = Sheet(
        cls=Cast,
        template="trips/cast.html",
        read=read_cast,
        write=lambda session, entry: write_cast(session, trip, entry),
        address=lambda _key: url_for("trips.people", key=key),
        choices=_cast_choices,
        context={"head": head_of(trip)},
    )
    return editing.change(sheet, trip)


@blueprint.route("/trips/<key>/delete", methods=["GET", "POST"])
def delete(key: str) -> Answer:
    """Ask whether to delete a trip. One that was published or has addresses stays: its readers rely on it."""
    trip = find_trip(key, Action.EDIT_RECORDS)
    back = url_for("trip_edit.edit", key=key)
    return editing.delete(trip, in_words(trip.title), uses(db(), trip), back=back, done=url_for("trips.home"))


def uses(session: Session, trip: Trip) -> list[Use]:
    """What stands against deleting a trip."""
    numbers = session.scalars(select(Revision.number).where(Revision.trip_id == trip.id).order_by(Revision.number))
    labels = session.execute(
        select(Feed.label, Feed.audience).where(Feed.trip_id == trip.id, Feed.revoked_at.is_(None))
    )
    found = (
        Use(_("Revisions that were published"), [LocalText.of(en=str(number)) for number in numbers]),
        Use(_("Addresses that are in use"), [LocalText.of(en=label or audience) for label, audience in labels]),
    )
    return [use for use in found if use.names]


def _sheet(back: str, delegation: Delegation | None = None, *, whose: str) -> Sheet:
    """How a trip is edited; `delegation` is whose trip a new one is, `whose` the key of any trip's delegation."""
    return Sheet(
        cls=raw.Trip,
        template="trips/form.html",
        read=partial(entry_of, raw.Trip),
        write=lambda session, entry: write(session, entry, delegation),
        address=lambda key: url_for("trips.timetable", key=key),
        choices=lambda _session: {},
        anew=url_for("trip_edit.new", delegation=whose),
        context={"back": back, "whose": whose},
    )


def write(session: Session, entry: raw.Trip, delegation: Delegation | None) -> Sequence[Problem]:
    """Keep a trip, and say what is then wrong that was not before."""
    before = frozenset() if delegation else frozenset(problems(load(session, entry.id)))
    values = columns(entry) | ({"delegation": delegation} if delegation else {})
    Writer(session).record("trip", Trip, entry.id, values)
    session.flush()
    return _new_problems(before, load(session, entry.id))


def read_cast(trip: Trip) -> Cast:
    """The cast of a trip."""
    return Cast(delegation=trip.delegation.key, **{name: _keys(getattr(trip, name)) for name in SECTIONS})


def write_cast(session: Session, trip: Trip, entry: Cast) -> Sequence[Problem]:
    """Keep the cast of a trip, and say what is then wrong that was not before."""
    if entry.delegation != trip.delegation.key and session.scalar(_WITH_PARTIES.where(Item.trip_id == trip.id)):
        message = N_("Items name sub-parties of the present delegation. Take them out there first.")
        return [Problem(("delegation",), Message.of(message))]
    before = frozenset(problems(load(session, trip.key)))
    delegation = session.scalars(select(Delegation).where(Delegation.key == entry.delegation)).one()
    records = {name: _in_order(session, directory.SHARED[name], getattr(entry, name)) for name in SECTIONS}
    if assign(trip, {"delegation": delegation, **records}):
        flag_modified(trip, "key")
    session.flush()
    return _new_problems(before, load(session, trip.key))


_WITH_PARTIES = select(Item.id).join(item_parties, item_parties.c.item_id == Item.id).limit(1)


def _new_problems(before: frozenset[Problem], snapshot: raw.Snapshot) -> list[Problem]:
    """What is wrong with a trip that was not before: its own fields by path, the rest with the record it is in."""
    found = [problem for problem in problems(snapshot) if problem not in before]
    own = [replace(problem, path=problem.path[1:]) for problem in found if problem.path[0] == "trip"]
    rest = [located(problem, snapshot) for problem in found if problem.path[0] != "trip"]
    return own + [Problem((), _elsewhere(each)) for each in rest]


def _elsewhere(each: Missing) -> Message:
    name = each.name.value if each.name else ""
    return Message.of(N_("%(record)s: %(problem)s"), record=shown(name), problem=" ".join(each.fields))


def _in_order(session: Session, model: type[Any], keys: Sequence[str]) -> list[Any]:
    """The records of these keys, in the order in which a trip lists them."""
    return [*session.scalars(select(model).where(model.key.in_(keys)).order_by(model.key))]


def _keys(records: Iterable[Any]) -> tuple[str, ...]:
    return tuple(record.key for record in records)


def _cast_choices(session: Session) -> Choices:
    return {**directory.choices(session, SECTIONS), "delegations": _delegations(session)}


def _delegations(session: Session) -> list[SelectChoice]:
    rows = session.execute(select(Delegation.key, Delegation.name).order_by(Delegation.key))
    return [SelectChoice(key, found.value if (found := in_words(name)) else key) for key, name in rows]
