"""The secret addresses of a trip's editions: who has one, a new one, and each revoked alone."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import Form
from wtforms.fields.choices import SelectChoice

from planner import publishing
from planner.access import Action
from planner.itinerary.audience import Audience
from planner.itinerary.limits import text_problems
from planner.itinerary.terms import Language
from planner.models import Feed, Person
from planner.models.access import User
from planner.web import addresses, readers, session
from planner.web.db import db
from planner.web.fields import ChoiceField, TextField, said
from planner.web.preferences import LANGUAGE_NAMES
from planner.web.trip_head import Head, find_trip, head_of

blueprint = Blueprint("feed_list", __name__)

LONGEST_LABEL = 200


class FeedForm(Form):
    """Whose edition in which language, and a label to know the address by."""

    label = TextField(
        lazy_gettext("Label"), empty="", description=lazy_gettext("Who has the address, such as “Mr Kim's phone”.")
    )

    def validate_label(self, field: TextField) -> None:
        field.errors = [said(each) for each in text_problems(field.data, LONGEST_LABEL)] if field.data else []


@blueprint.get("/trips/<key>/feeds")
def feeds(key: str) -> str:
    """All addresses of a trip, the open ones first."""
    head = head_of(find_trip(key, Action.MANAGE_FEEDS))
    return _page(head, _form(head))


@blueprint.post("/trips/<key>/feeds")
def make(key: str) -> Response | str | tuple[str, int]:
    """Make a new address. It is shown on the answer to this and never again."""
    head = head_of(find_trip(key, Action.MANAGE_FEEDS))
    form = _form(head)
    if not form.validate():
        return _page(head, form), 422
    audience, speech = Audience.parse(form["audience"].data), Language(form["language"].data)
    feed, token = publishing.open_feed(db(), key, audience, speech, form["label"].data, session.now())
    db().commit()
    return render_template(
        "feeds/made.html",
        head=head,
        feed=feed,
        reader=readers.named(audience, head.snapshot),
        calendar=addresses.feed_url(token, key, audience, speech),
        page=addresses.page_url(token),
    )


@blueprint.route("/trips/<key>/feeds/<int:number>/revoke", methods=["GET", "POST"])
def revoke(key: str, number: int) -> Response | str:
    """Ask whether to revoke one address, and revoke it."""
    head = head_of(find_trip(key, Action.MANAGE_FEEDS))
    feed = db().scalar(select(Feed).where(Feed.id == number, Feed.trip_id == head.trip.id))
    if feed is None:
        abort(404)
    if request.method == "GET" and feed.revoked_at is None:
        reader = readers.named(Audience.parse(feed.audience), head.snapshot)
        return render_template("feeds/revoke.html", head=head, feed=feed, reader=reader)
    publishing.revoke_feed(feed, session.now())
    db().commit()
    flash(_("The address is revoked."))
    return redirect(url_for("feed_list.feeds", key=key), 303)


def _form(head: Head) -> FeedForm:
    languages = [SelectChoice(each.value, name, {"lang": each.value}) for each, name in LANGUAGE_NAMES.items()]
    offered = readers.choices(head.snapshot, _chosen())
    first = offered[0].render_kw["data-language"]
    fields = {
        "audience": ChoiceField(_("Reader"), offered=offered, with_empty=False, render_kw={"data-speaks": "language"}),
        "language": ChoiceField(_("Language"), offered=languages, with_empty=False, default=first),
        "label": FeedForm.label,
    }
    form: FeedForm = type("FeedForm", (FeedForm,), fields)(request.form)
    return form


def _chosen() -> dict[str, Language]:
    """The languages that people have chosen for their accounts, by their keys."""
    rows = db().execute(select(Person.key, User.language).join(User.person).where(User.language.is_not(None)))
    return {key: chosen for key, chosen in rows if chosen}


def _page(head: Head, form: FeedForm) -> str:
    found = db().scalars(select(Feed).where(Feed.trip_id == head.trip.id).order_by(Feed.created_at, Feed.id)).all()
    listed = [(feed, readers.named(Audience.parse(feed.audience), head.snapshot)) for feed in found]
    return render_template(
        "feeds/feeds.html", head=head, form=form, feeds=sorted(listed, key=lambda row: row[0].revoked_at is not None)
    )
