"""Publishing: what would change, for whom, what is missing, who is told; one button; and what was published before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload
from werkzeug.wrappers import Response

from planner import publishing
from planner.access import Action
from planner.itinerary import codec
from planner.itinerary.audience import Audience, AudienceKind, View
from planner.itinerary.limits import text_problems
from planner.itinerary.snapshot import Snapshot
from planner.itinerary.terms import Visibility
from planner.itinerary.values import Text
from planner.itinerary.wording import Line, label, listed
from planner.models import Feed, Revision
from planner.web import session
from planner.web.db import db
from planner.web.fields import said, tidy
from planner.web.gaps import located, missing
from planner.web.preferences import LANGUAGE_NAMES, language
from planner.web.readers import Reader, named
from planner.web.trip_head import Head, find_trip, head_of

blueprint = Blueprint("publish", __name__)

LONGEST_NOTE = 500


@blueprint.get("/trips/<key>/publish")
def letter(key: str) -> str:
    """The letter that comes before publishing."""
    return _letter(head_of(find_trip(key, Action.PUBLISH)))


@blueprint.post("/trips/<key>/publish")
def publish(key: str) -> Response | tuple[str, int]:
    """Publish the trip as it stands, if it is still as it was when the letter was read."""
    head = head_of(find_trip(key, Action.PUBLISH))
    note = tidy(request.form.get("note", ""))
    if request.form.get("seen") != _digest(head):
        changed = _("The trip has changed since this page was opened. Read again what would be published now.")
        return _letter(head, note, [changed]), 409
    if note and (wrong := [said(message) for message in text_problems(note, LONGEST_NOTE, multiline=True)]):
        return _letter(head, note, wrong), 422
    try:
        done = publishing.publish(db(), key, by=session.current_user(), now=session.now(), note=note)
    except publishing.Unsound:
        db().rollback()
        return _letter(head, note, [_("The trip has mistakes that must be put right first.")]), 422
    db().commit()
    flash(_told(done))
    return redirect(url_for("publish.letter", key=key), 303)


def _told(done: publishing.Publication) -> str:
    if done.revision is None:
        return str(_("Nothing has changed since the last revision, so there is no new one."))
    revision = _("Revision %(number)s is published.", number=done.revision.number)
    feeds = ngettext("%(num)d calendar feed changed.", "%(num)d calendar feeds changed.", done.feeds)
    return f"{revision} {feeds}"


def _digest(head: Head) -> str:
    """What the letter was written about: another as soon as anything of the trip changes."""
    return sha256(codec.dumps(head.snapshot).encode()).hexdigest()


def _letter(head: Head, note: str = "", errors: Sequence[str] = ()) -> str:
    outlook = publishing.outlook(db(), head.trip.key, language())
    feeds = select(Feed).where(Feed.trip_id == head.trip.id, Feed.revoked_at.is_(None)).order_by(Feed.created_at)
    revisions = (
        select(Revision)
        .where(Revision.trip_id == head.trip.id)
        .options(defer(Revision.payload), joinedload(Revision.published_by))
        .order_by(Revision.number.desc())
    )
    return render_template(
        "publish/letter.html",
        head=head,
        outlook=outlook,
        views=[(_view_name(view), changes) for view, changes in outlook.changes.items()],
        gaps={speech: missing(gaps, head.snapshot) for speech, gaps in outlook.gaps.items() if gaps},
        readers=_readers(db().scalars(feeds), head.snapshot),
        revisions=db().scalars(revisions).all(),
        problems=[located(problem, head.snapshot) for problem in outlook.problems],
        seen=_digest(head),
        note=note,
        errors=errors,
    )


def _readers(feeds: Iterable[Feed], snapshot: Snapshot) -> list[tuple[Reader, Line]]:
    """Each reader once, and what tells their addresses apart: the label, or else the language."""
    found: dict[str, list[Text]] = {}
    for feed in feeds:
        name = Text(feed.label, language()) if feed.label else Text(LANGUAGE_NAMES[feed.language], feed.language)
        found.setdefault(feed.audience, []).append(name)
    return [
        (named(Audience.parse(audience), snapshot), listed(dict.fromkeys(names), language()))
        for audience, names in found.items()
    ]


def _view_name(view: View) -> str:
    return label(Visibility.DELEGATION if view is View.DELEGATION else AudienceKind(view.value), language())
