"""How one record is changed, added and deleted: the same way for every kind, and never half.

Two guards stand against lost updates: the form carries the version that its reader saw, and the database compares the
version when it writes. Where either finds that somebody else was quicker, the form comes back with what was typed, and
with what is saved now beside each field that differs. Where somebody has deleted the record meanwhile, it comes back to
be added anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, inspect, select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import Conflict
from werkzeug.wrappers import Response

from planner.access import Action, may
from planner.itinerary.rules import Problem
from planner.itinerary.values import Text
from planner.models.base import Record, new_uid
from planner.web import rows
from planner.web.db import db
from planner.web.forms import Choices, RecordForm, form_class, new_key, read, show
from planner.web.session import current_user
from planner.web.told import Line, differing
from planner.web.typed import typed
from planner.web.uses import Use

R = TypeVar("R", bound=Record)

Answer = Response | str | tuple[str, int]
Answers = MultiDict[str, str]

ATTEMPTS = 3


def no_choices(_session: Session) -> Choices:
    """Nothing to choose from."""
    return {}


def as_given(answers: Answers) -> Answers:
    """Answers as they were sent."""
    return answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What it takes to edit one kind of record.

    `cls` is its class in the snapshot. `read` makes one of a record; `write` puts one into the record of its key, makes
    that record where there is none, and says what stands against it, with paths within the record: then nothing is
    kept. `template` shows the form; it gets `form`, `record` (None for a new one), `saved` (see `told.differing`),
    `anew` where the record is gone, and what is in `context`. `address` says where the record of a key is shown.
    `leave_out` names fields that this user may not see. `complete` fills in what people may leave out of their
    answers. `anew` is the address of the form that adds such a record; without one, what was typed about a record that
    is gone can only be copied.
    """

    cls: type
    template: str
    read: Callable[[Any], Any]
    write: Callable[[Session, Any], Sequence[Problem]]
    address: Callable[[str], str]
    choices: Callable[[Session], Choices] = no_choices
    leave_out: frozenset[str] = frozenset()
    complete: Callable[[Answers], Answers] = as_given
    anew: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


def found(model: type[R], key: str) -> R:
    """The record of this key; the request ends with 404 where there is none."""
    record = db().scalar(select(model).where(model.key == key))
    if record is None:
        abort(404)
    return record


def exists(model: type[Record], key: str) -> bool:
    """Whether there is a record of this key."""
    return db().scalar(select(model.version).where(model.key == key)) is not None


def is_gone(model: type[Record], key: str, action: Action = Action.EDIT_RECORDS) -> bool:
    """Whether a form comes in about a record that is no more, from somebody who may do this and so may know."""
    return request.method == "POST" and may(current_user(), action) and not exists(model, key)


def change(sheet: Sheet, record: Record) -> Answer:
    """Show the form of a record, and take what it sends."""
    form_type = form_class(sheet.cls, sheet.choices(db()), sheet.leave_out)
    present = sheet.read(record)
    if request.method == "GET":
        return _page(sheet, form_type(obj=present, version=str(record.version)), record)
    if rows.is_pressed(request.form):
        return _page(sheet, form_type(rows.after(request.form)), record)
    form = form_type(sheet.complete(request.form))
    kept = {name: getattr(present, name) for name in ("id", "uid", *sheet.leave_out) if hasattr(present, name)}
    entry = read(form, **kept)
    if form["version"].data != str(record.version):
        return _conflict(sheet, form, record)
    if entry is None:
        return _page(sheet, form, record), 422
    try:
        problems = _write(sheet, entry)
    except StaleDataError:
        return _conflict(sheet, form, record)
    if problems:
        show(form, problems)
        return _page(sheet, form, record), 422
    flash(_("Saved."))
    return redirect(sheet.address(record.key), 303)


def gone(sheet: Sheet) -> Answer:
    """The form of a record that somebody else has deleted, with what was typed, to be sent where it is added anew."""
    form_type = form_class(sheet.cls, sheet.choices(db()), sheet.leave_out)
    return _page(sheet, form_type(rows.after(request.form)), None, anew=sheet.anew), 409


def lost(cls: type, choices: Choices) -> Answer:
    """What was typed about something that somebody else has deleted with all it belonged to: to be copied."""
    form = form_class(cls, choices)(rows.after(request.form))
    form.validate()
    return render_template("records/lost.html", typed=[*typed(form)]), 409


def create(
    sheet: Sheet, model: type[Record], otherwise: str, *, within: ColumnElement[bool] | None = None, start: Any = None
) -> Answer:
    """Show an empty form, and make a record of what it sends. A form that is sent twice makes one record, and
    one that comes back with something else in it another.

    The key is made of the record's name or title, or else of `otherwise`, and is one of its own among the records
    `within`. `start` holds what the form says at first.
    """
    form_type = form_class(sheet.cls, sheet.choices(db()), sheet.leave_out)
    if request.method == "GET":
        return _page(sheet, form_type(obj=start, uid=new_uid()), None)
    if rows.is_pressed(request.form):
        return _page(sheet, form_type(rows.after(request.form)), None)
    return _add(sheet, form_type(sheet.complete(request.form)), model, otherwise, within)


def _add(
    sheet: Sheet, form: RecordForm, model: type[Record], otherwise: str, within: ColumnElement[bool] | None
) -> Answer:
    named = form["name" if "name" in form else "title"].text()
    # Of two who add records of one name at the same moment, the database lets one through; the other tries again.
    for _attempt in range(ATTEMPTS):
        if already := db().scalar(select(model).where(model.uid == form["uid"].data)):
            if read(form, id=already.key) == sheet.read(already):
                return redirect(sheet.address(already.key), 303)
            # Whoever went back to the form and typed something else into it means another record.
            form["uid"].data = new_uid()
        taken = {*db().scalars(select(model.key).where(true() if within is None else within))}
        entry = read(form, id=new_key(named, otherwise, taken.__contains__))
        if entry is None:
            return _page(sheet, form, None), 422
        try:
            problems = _write(sheet, entry, new=model)
        except (IntegrityError, StaleDataError):
            continue
        if problems:
            show(form, problems)
            return _page(sheet, form, None), 422
        flash(_("Added."))
        return redirect(sheet.address(entry.id), 303)
    raise Conflict


def delete(record: Record, name: Text | None, uses: Sequence[Use], *, back: str, done: str) -> Answer:
    """Ask whether to delete a record, and delete it; what others still use is refused, with who they are."""
    if request.method == "GET" or uses:
        page = render_template("records/delete.html", record=record, name=name, uses=uses, back=back)
        return page if request.method == "GET" else (page, 409)
    db().delete(record)
    try:
        db().commit()
    except (IntegrityError, StaleDataError):
        db().rollback()
        abort(409)
    flash(_("Deleted."))
    return redirect(done, 303)


def _write(sheet: Sheet, entry: Any, new: type[Record] | None = None) -> Sequence[Problem]:
    """Write and commit; or, where something stands against it, keep nothing and say what.

    Raises StaleDataError and IntegrityError, again with nothing kept, where somebody else was quicker: with the same
    record, or with the key of a `new` one, which would have become an edit of theirs.
    """
    try:
        problems = sheet.write(db(), entry)
        if problems:
            db().rollback()
            return problems
        db().flush()
        if new is not None and db().scalar(select(new.version).where(new.uid == entry.uid)) != 1:
            raise StaleDataError("the key has been taken meanwhile")
        db().commit()
    except (IntegrityError, StaleDataError):
        db().rollback()
        raise
    return problems


def _conflict(sheet: Sheet, form: RecordForm, record: Record) -> Answer:
    """The form as it was sent, to be saved on top of what somebody else has saved meanwhile."""
    if db().get(type(record), inspect(record).identity, populate_existing=True) is None:
        return gone(sheet) if sheet.anew else lost(sheet.cls, sheet.choices(db()))
    saved = differing(form, sheet.read(record), sheet.choices(db()))
    form["version"].raw_data, form["version"].data = None, str(record.version)
    return _page(sheet, form, record, saved), 409


def _page(
    sheet: Sheet,
    form: RecordForm,
    record: Record | None,
    saved: Mapping[str, Sequence[Line]] | None = None,
    anew: str = "",
) -> str:
    return render_template(sheet.template, form=form, record=record, saved=saved, anew=anew, **sheet.context)
