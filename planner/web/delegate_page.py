"""The page on a traveller's phone: what is now, how to get there, what comes next, and the days.

`/pages/<token>` takes the token of a calendar feed and needs neither session nor cookie; `/own/<trip>` is the same page
for a delegate who has signed in. Both show what was published last, never the working copy.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from babel.dates import format_timedelta
from flask import Blueprint, abort, make_response, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from planner import publishing
from planner.access import Action
from planner.itinerary.audience import Audience, AudienceKind
from planner.itinerary.progress import changed_lately, progress_of
from planner.itinerary.terms import Language
from planner.itinerary.values import Itinerary, Place
from planner.itinerary.wording.dates import LOCALES
from planner.itinerary.wording.sides import Reader
from planner.models.feeds import Feed
from planner.tokens import token_hash
from planner.web import addresses, session
from planner.web.db import db
from planner.web.preferences import language
from planner.web.trip_head import find_trip

blueprint = Blueprint("delegate_page", __name__)

LATELY = timedelta(days=3)
"""How long an entry is shown as changed."""


@blueprint.get("/pages/<token>")
@session.public
def page(token: str) -> Response | tuple[Response, int]:
    """The published edition that the token stands for; 404 for an unknown one, 410 for one that was revoked."""
    feed = db().scalar(select(Feed).where(Feed.token_hash == token_hash(token)).options(joinedload(Feed.trip)))
    if feed is None:
        with force_locale(request.accept_languages.best_match([*Language], Language.EN)):
            title, advice = _("There is no such page"), _("Check the address, or ask the organiser for a new one.")
            return _note(title, advice), 404
    with force_locale(feed.language):
        if feed.revoked_at is not None:
            advice = _("It shows no itinerary any more. Ask the organiser for a new address.")
            return _note(_("This address has been revoked"), advice), 410
        audience = Audience.parse(feed.audience)
        calendar = addresses.feed_url(token, feed.trip.key, audience, feed.language)
        return _show(feed.trip.key, audience, feed.language, calendar)


@blueprint.get("/own/<key>")
def own(key: str) -> Response | tuple[Response, int]:
    """A delegate's own edition, in the language of the interface."""
    trip = find_trip(key, Action.READ_OWN)
    user = session.current_user()
    if user is None or user.person is None:
        abort(404)
    return _show(trip.key, Audience(AudienceKind.DELEGATE, person=user.person.key), language(), None)


def _show(key: str, audience: Audience, speech: Language, calendar: str | None) -> Response:
    try:
        itinerary = publishing.published(db(), key, audience, speech)
    except LookupError:  # Nothing was published, or nothing since this delegate came in.
        advice = _("The itinerary appears here as soon as the organiser publishes it. Keep this address.")
        return _note(_("Nothing has been published yet"), advice, signed_in=calendar is None)
    return _private(page_of(itinerary, session.now(), calendar))


def page_of(itinerary: Itinerary, now: datetime, calendar: str | None) -> str:
    """The page of an edition at a moment; `calendar` is the address to subscribe to, None for who has signed in."""
    return render_template(
        "page/page.html",
        itinerary=itinerary,
        reader=Reader.of(itinerary),
        progress=progress_of(itinerary, now),
        changed=changed_lately(itinerary, now, LATELY),
        calendar=calendar,
        signed_in=calendar is None,
        in_time=lambda moment: in_time(moment - now, itinerary.language),
        map_link=map_link,
    )


def in_time(delta: timedelta, speech: Language) -> str:
    """How long something is away: `25분 후`, `2時間後`, `in 3 days`; minutes up to two hours."""
    minutes = timedelta(minutes=max(1, round(delta.total_seconds() / 60)))
    words: str = format_timedelta(
        minutes, granularity="minute", threshold=2, add_direction=True, locale=LOCALES[speech]
    )
    return words


def map_link(place: Place) -> str | None:
    """A map of the place's coordinates that opens in every browser."""
    if place.position is None:
        return None
    latitude, longitude = place.position
    return f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"


def _note(title: str, advice: str, *, signed_in: bool = False) -> Response:
    return _private(render_template("page/note.html", title=title, advice=advice, signed_in=signed_in))


def _private(page: str) -> Response:
    response = make_response(page)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
