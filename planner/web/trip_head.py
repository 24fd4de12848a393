"""What every page of a trip begins with: which trip it is, whether this user may see it, how far it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask, abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner import publishing
from planner.access import Action, may_read
from planner.itinerary import codec
from planner.itinerary.audience import HOST, PRESS, PUBLIC, STAFF, Audience
from planner.itinerary.compose import compose
from planner.itinerary.snapshot import Snapshot
from planner.itinerary.values import Itinerary
from planner.itinerary.wording import moment_text
from planner.models import Delegation, Revision, Trip
from planner.records.load import load
from planner.web import addresses, session
from planner.web.db import db
from planner.web.preferences import language

WITH_MEMBERS = joinedload(Trip.delegation).selectinload(Delegation.members)
"""Whether somebody travels on a trip is asked of its members."""

_WIDEST_FIRST = (STAFF, HOST, PRESS, PUBLIC)


@dataclass(frozen=True, slots=True)
class Head:
    """The steady head of a trip's pages.

    `itinerary` is the working copy in the widest edition that this user may read, in the language of the interface.
    `revision` is the last one published, and `ahead` says whether the working copy has moved on since.
    """

    trip: Trip
    snapshot: Snapshot
    itinerary: Itinerary
    revision: Revision | None
    ahead: bool


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(at_home=at_home, webcal_url=addresses.webcal_url)


def find_trip(key: str, action: Action = Action.VIEW_DESK) -> Trip:
    """The trip of this key, with which the user may do this; otherwise the request ends with 404 or 403."""
    trip = db().scalar(select(Trip).where(Trip.key == key).options(WITH_MEMBERS))
    if trip is None:
        abort(404)
    session.require(action, trip)
    return trip


def head_of(trip: Trip) -> Head:
    """The head of a trip for the user of this request, who may see the desk."""
    snapshot = load(db(), trip.key)
    revision = publishing.latest(db(), trip)
    ahead = revision is None or revision.payload != codec.dumps(snapshot)
    return Head(trip, snapshot, compose(snapshot, widest_audience(trip), language()), revision, ahead)


def at_home(moment: datetime, itinerary: Itinerary) -> str:
    """A moment by the clocks at home, as the desk writes it: `2027. 4. 20.(화) 10:30`."""
    local = moment.astimezone(ZoneInfo(itinerary.zones[0] if itinerary.zones else "UTC"))
    return moment_text(local, itinerary.language, itinerary.year_style)


def widest_audience(trip: Trip) -> Audience:
    """The edition that shows most of a trip to the user of this request."""
    user = session.current_user()
    return next((audience for audience in _WIDEST_FIRST if may_read(user, audience, trip)), PUBLIC)
