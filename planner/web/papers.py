"""The papers of a trip: each reader's edition in each language, to look at and to take away.

What staff look at is the working copy. What they take away is that too, then called a draft, or what was published
last.
"""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, render_template, request

from planner import publishing
from planner.access import may_read
from planner.itinerary.audience import Audience
from planner.itinerary.compose import audiences_of, gaps_of
from planner.itinerary.snapshot import Snapshot
from planner.itinerary.terms import Language
from planner.itinerary.values import Itinerary
from planner.models import Trip
from planner.records.load import load
from planner.render import FORMATS
from planner.render.html import STYLE_HASH
from planner.web import session
from planner.web.addresses import edition_name
from planner.web.db import db
from planner.web.gaps import missing
from planner.web.preferences import language as own_language
from planner.web.readers import readers_of
from planner.web.security import allow_style
from planner.web.trip_head import find_trip, head_of

blueprint = Blueprint("papers", __name__)

COPIES = ("draft", "published")


@blueprint.get("/trips/<key>/papers")
def papers(key: str) -> str:
    """All editions that this user may read, in one language at a time."""
    head = head_of(find_trip(key))
    chosen = _language(request.args.get("language"), head.snapshot)
    user = session.current_user()
    readers = [each for each in readers_of(head.snapshot) if may_read(user, each.audience, head.trip)]
    return render_template(
        "papers/papers.html",
        head=head,
        chosen=chosen,
        everybody=[each for each in readers if each.name is None],
        persons=[each for each in readers if each.name is not None],
        gaps=missing(gaps_of(head.snapshot).get(chosen, ()), head.snapshot),
        formats=FORMATS,
    )


@blueprint.get("/trips/<key>/papers/<audience>/<language>")
def paper(key: str, audience: str, language: str) -> str:
    """One edition in full, framed by the desk."""
    head = head_of(find_trip(key))
    reader, chosen = _readable(head.trip, head.snapshot, audience), _language_of(language)
    itinerary = _copy(head.trip, reader, chosen, "draft")
    return render_template(
        "papers/paper.html", head=head, audience=reader, chosen=chosen, itinerary=itinerary, formats=FORMATS
    )


@blueprint.get("/trips/<key>/papers/<audience>/<language>/sheet")
def sheet(key: str, audience: str, language: str) -> Response:
    """The working copy of an edition as the page that is printed, by itself: no script, no style but its own."""
    trip = find_trip(key)
    itinerary = _copy(trip, _readable(trip, load(db(), trip.key), audience), _language_of(language), "draft")
    response = make_response(FORMATS["html"].render(itinerary))
    response.content_type = FORMATS["html"].media_type
    return allow_style(response, STYLE_HASH)  # type: ignore[return-value]


@blueprint.get("/trips/<key>/papers/<audience>/<language>/<copy>.<suffix>")
def download(key: str, audience: str, language: str, copy: str, suffix: str) -> Response:
    """An edition as a file: the working copy (`draft`) or what was published last (`published`)."""
    trip = find_trip(key)
    form = next((each for each in FORMATS.values() if each.suffix == f".{suffix}"), None)
    if copy not in COPIES or form is None:
        abort(404)
    reader, chosen = _readable(trip, load(db(), trip.key), audience), _language_of(language)
    response = make_response(form.render(_copy(trip, reader, chosen, copy)))
    response.content_type = form.media_type
    name = edition_name(trip.key, reader, chosen) + ("-draft" if copy == "draft" else "") + form.suffix
    response.headers["Content-Disposition"] = f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    return response


def _readable(trip: Trip, snapshot: Snapshot, key: str) -> Audience:
    """The audience of this key, if the trip has it and the user may read it; otherwise the request ends with 404."""
    found = next((each for each in audiences_of(snapshot) if each.key == key), None)
    if found is None or not may_read(session.current_user(), found, trip):
        abort(404)
    return found


def _copy(trip: Trip, audience: Audience, speech: Language, copy: str) -> Itinerary:
    """The working copy of an edition, or what was published of it; 404 where nothing was."""
    if copy == "draft":
        return publishing.preview(db(), trip.key, audience, speech, session.now())
    try:
        return publishing.published(db(), trip.key, audience, speech)
    except LookupError:
        abort(404)


def _language_of(name: str) -> Language:
    return Language(name) if name in tuple(Language) else abort(404)


def _language(asked: str | None, snapshot: Snapshot) -> Language:
    """The language to show papers in: the one asked for, else the user's if the trip is kept in it, else the trip's."""
    kept = snapshot.trip.languages
    own = own_language()
    chosen = asked if asked in tuple(Language) else own if own in kept else kept[0]
    return Language(chosen)
