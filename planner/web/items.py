"""The items of a trip: one beside the timetable, and its forms for all kinds."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from planner.access import Action
from planner.itinerary import snapshot as raw
from planner.itinerary.terms import ItemKind, ItemStatus
from planner.models import Item, Trip
from planner.models.base import new_uid
from planner.web import directory, editing
from planner.web.db import db
from planner.web.editing import Answer
from planner.web.item_forms import SECTIONS, kind_of, sheet_of
from planner.web.looks import KINDS, in_words
from planner.web.trip_head import find_trip, head_of
from planner.web.trips import timetable_page

blueprint = Blueprint("items", __name__)


@blueprint.get("/trips/<key>/items/<item>")
def show(key: str, item: str) -> str:
    """The timetable with one item open beside it."""
    head = head_of(find_trip(key))
    if not any(each.id == item for each in head.itinerary.items):
        abort(404)
    return timetable_page(head, item)


# No key begins with a hyphen, so this is no item's page.
@blueprint.route("/trips/<key>/items/-/new", methods=["GET", "POST"])
def new(key: str) -> Answer:
    """Choose a kind, then fill in its form. `kind` and `day` say where it starts from."""
    if editing.is_gone(Trip, key):
        return _lost()
    trip = find_trip(key, Action.EDIT_RECORDS)
    kind = kind_of(request.form.get("kind")) or kind_of(request.args.get("kind"))
    if kind is None:
        return render_template("items/kinds.html", head=head_of(trip), kinds=KINDS, day=request.args.get("day"))
    sheet = sheet_of(trip, kind)
    start = _start(trip, kind, request.args.get("day", ""))
    return editing.create(sheet, Item, kind.value, within=Item.trip_id == trip.id, start=start)


@blueprint.route("/trips/<key>/items/<item>/edit", methods=["GET", "POST"])
def edit(key: str, item: str) -> Answer:
    """Everything that can be said of an item."""
    if editing.is_gone(Trip, key):
        return _lost()
    kind = kind_of(request.form.get("kind"))
    trip = find_trip(key, Action.EDIT_RECORDS)
    if kind and not _exists(trip, item):
        return editing.gone(sheet_of(trip, kind))
    trip, record = _found(key, item)
    kind = kind or record.kind
    return editing.change(sheet_of(trip, kind), record)


@blueprint.route("/trips/<key>/items/<item>/cancel", methods=["GET", "POST"])
def cancel(key: str, item: str) -> Answer:
    """Ask whether to cancel an item, and cancel it: it stays in every edition, struck through."""
    trip, record = _found(key, item)
    if request.method == "GET":
        return render_template("items/cancel.html", head=head_of(trip), record=record)
    record.status = ItemStatus.CANCELLED
    try:
        db().commit()
    except StaleDataError:
        abort(409)
    flash(_("Cancelled."))
    return _back(trip, record)


@blueprint.route("/trips/<key>/items/<item>/delete", methods=["GET", "POST"])
def delete(key: str, item: str) -> Answer:
    """Ask whether to delete an item, and delete it: it disappears from every edition."""
    trip, record = _found(key, item)
    return editing.delete(
        record,
        in_words(record.title),
        (),
        back=url_for("items.show", key=key, item=item),
        done=url_for("trips.timetable", key=trip.key),
    )


def _lost() -> Answer:
    """What was typed about an item of a trip that is no more."""
    return editing.lost(raw.Item, directory.choices(db(), SECTIONS))


def _found(key: str, item: str) -> tuple[Trip, Item]:
    """The trip and its item, for somebody who may change them; otherwise the request ends with 404 or 403."""
    trip = find_trip(key, Action.EDIT_RECORDS)
    record = db().scalar(select(Item).where(Item.trip_id == trip.id, Item.key == item))
    if record is None:
        abort(404)
    return trip, record


def _exists(trip: Trip, item: str) -> bool:
    return db().scalar(select(Item.id).where(Item.trip_id == trip.id, Item.key == item)) is not None


def _start(trip: Trip, kind: ItemKind, day: str) -> SimpleNamespace:
    """What an empty form says at first: the day that was clicked, and the zone of the place visited."""
    listed = date.fromisoformat(day) if day in _days(trip) else trip.starts
    zone = {"zone": trip.zones[-1]}
    return SimpleNamespace(uid=new_uid(), kind=kind, planned={"day": listed, "start": zone, "end": zone})


def _days(trip: Trip) -> set[str]:
    return {date.fromordinal(n).isoformat() for n in range(trip.starts.toordinal(), trip.ends.toordinal() + 1)}


def _back(trip: Trip, record: Item) -> Response:
    return redirect(url_for("items.show", key=trip.key, item=record.key), 303)
