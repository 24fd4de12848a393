"""A page with every part of the look on it, for tests and for looking at."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, render_template, request
from flask_wtf import FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import ItemKind, ItemStatus
from planner.web import rows
from planner.web.session import public


class Title(Form):
    """A text in each language."""

    ko = StringField("ko")
    ja = StringField("ja", [Length(max=5, message="Use at most 5 characters.")])
    en = StringField("en")


class GalleryForm(FlaskForm):
    """One field of each kind."""

    name = StringField("Name", [InputRequired("Enter a name.")], description="As on the invitation.")
    starts = DateField("First day", [InputRequired("Enter a day, such as 2025-09-30.")])
    kind = SelectField("Kind", choices=[SelectChoice("meeting", "Meeting"), SelectChoice("booth", "Booth")])
    press = RadioField(
        "Press", choices=[SelectChoice("open", "Open"), SelectChoice("closed", "Closed")], default="closed"
    )
    whole = BooleanField("Everybody attends", description="The whole delegation.")
    summary = TextAreaField("Summary")
    title = FormField(Title, "Title", description="The languages the trip is kept in.")
    agenda = FieldList(FormField(Title, "Point"), "Agenda", min_entries=2)


def add_gallery(app: Flask) -> None:
    """Serve the gallery at /gallery, to anybody."""
    app.jinja_loader = ChoiceLoader([app.jinja_loader, FileSystemLoader(Path(__file__).with_name("templates"))])

    @app.route("/gallery", methods=["GET", "POST"])
    @public
    def gallery() -> tuple[str, int]:
        pressed = rows.is_pressed(request.form)
        form = GalleryForm(rows.after(request.form) if request.method == "POST" else None)
        right = request.method == "GET" or pressed or form.validate()
        texts = LocalText.of(ja="京都府副知事との面談")
        page = render_template("gallery.html", form=form, texts=texts, ItemKind=ItemKind, ItemStatus=ItemStatus)
        return page, 200 if right else 422
