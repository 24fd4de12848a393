"""The directory: records that all trips share, each kind with the same five pages.

A kind is described by one `Kind`; what only one kind has stands in its own module.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial, update_wrapper
from typing import Any, TypeVar

from flask import Blueprint, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ExecutableOption
from wtforms.fields.choices import SelectChoice

from planner.access import Action, may
from planner.itinerary.localtext import LocalText
from planner.itinerary.rules import Problem
from planner.models import Event, Organisation, Person, Place, Trip
from planner.models.base import Record
from planner.web import editing
from planner.web.db import db
from planner.web.editing import Answer, Sheet
from planner.web.field_names import FIELD_NAMES
from planner.web.forms import Choices
from planner.web.looks import in_words
from planner.web.preferences import language
from planner.web.session import current_user, require
from planner.web.told import cells, told
from planner.web.uses import uses_of

R = TypeVar("R", bound=Record)

SHARED: dict[str, type[Any]] = {"organisations": Organisation, "people": Person, "places": Place, "events": Event}
"""The sections of a snapshot that are in the directory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record. `name` stands in addresses, `one` begins keys of records without an English name.

    `read`, `write` and `leave_out` are those of `editing.Sheet`; `choices` are what its fields may refer to, given the
    record where there is one already. Its list shows `columns` after the name. `loading` says what `read` needs
    besides the record, so that a long list takes no more queries than a short one. The words are lazy strings. `finds`
    says whether a record answers a search.
    """

    name: str
    one: str
    model: type[Any]
    cls: type
    read: Callable[[Any], Any]
    write: Callable[[Session, Any], Sequence[Problem]]
    choices: Callable[[Session, Any | None], Choices]
    columns: tuple[str, ...]
    title: Any
    adding: Any
    nothing: Any
    advice: Any
    loading: tuple[ExecutableOption, ...] = ()
    leave_out: Callable[[], frozenset[str]] = frozenset
    finds: Callable[[Any, str], bool] | None = None
    templates: dict[str, str] | None = None

    def template(self, page: str) -> str:
        """The template of one of its pages."""
        return (self.templates or {}).get(page, f"records/{page}.html")


def pages(kind: Kind) -> Blueprint:
    """A blueprint with the pages of a kind: `all`, `show`, `add`, `edit` and `remove`."""
    blueprint = Blueprint(kind.name, __name__, url_prefix=f"/{kind.name}")
    both = ["GET", "POST"]
    blueprint.add_url_rule("", "all", _view(_all, kind))
    blueprint.add_url_rule("/<key>", "show", _view(_show, kind))
    # No key begins with a hyphen, so this is nobody's page.
    blueprint.add_url_rule("/-/new", "add", _view(_add, kind), methods=both)
    blueprint.add_url_rule("/<key>/edit", "edit", _view(_edit, kind), methods=both)
    blueprint.add_url_rule("/<key>/delete", "remove", _view(_remove, kind), methods=both)
    return blueprint


def choices(session: Session, sections: Sequence[str]) -> Choices:
    """What fields that refer to the directory, or to the sources of trips, may name."""
    return {section: _sources(session) if section == "sources" else _named(session, section) for section in sections}


def offering(*sections: str) -> Callable[[Session, Any | None], Choices]:
    """The `choices` of a kind that refers to these sections only."""
    return lambda session, _record: choices(session, sections)


def by_key(session: Session, model: type[R], *keys: str | None) -> dict[str, R]:
    """The records of these keys."""
    return {record.key: record for record in session.scalars(select(model).where(model.key.in_({*keys} - {None})))}


def _for_staff() -> frozenset[str]:
    """Remarks and provenance are for staff; whoever may not read the staff's edition does not read them here either."""
    return frozenset() if may(current_user(), Action.READ_STAFF) else frozenset({"note", "facts"})


def _named(session: Session, section: str) -> list[SelectChoice]:
    model = SHARED[section]
    rows = [*session.execute(select(model.key, model.name, *_SPELLINGS.get(section, ())))]
    return [choice(key, name, *other) for key, name, *other in sorted(rows, key=lambda row: _sort_key(row.name))]


_SPELLINGS = {"people": (Person.hanja, Person.kana, Person.korean_spelling)}
"""What records of a section are written like besides their name."""


def _sources(session: Session) -> list[SelectChoice]:
    """The sources of all trips: facts about shared records may come from any of them."""
    titles = {source.id: source.title for sources in session.scalars(select(Trip.sources)) for source in sources}
    return [SelectChoice(key, f"{key}: {title}") for key, title in sorted(titles.items())]


def choice(key: str, name: LocalText, *spellings: str) -> SelectChoice:
    """A record to choose, by its name in the reader's language; the page's script finds it by every other one too."""
    shown = in_words(name)
    if shown is None:
        return SelectChoice(key, key)
    others = dict.fromkeys((*(text for _tag, text in name if text != shown.value), *filter(None, spellings)))
    return SelectChoice(key, shown.value, {"lang": shown.language.value, "data-also": " ".join(others)})


def _sort_key(name: LocalText) -> tuple[bool, str]:
    """By the text in the reader's language; what has none comes after."""
    own = name.get(language())
    shown = in_words(name)
    return own is None, shown.value.casefold() if shown else ""


def _view(page: Callable[..., Answer], kind: Kind) -> Callable[..., Answer]:
    """A page for one kind; it keeps the name that the guard against forged forms asks for."""
    return update_wrapper(partial(page, kind), page)


def _all(kind: Kind) -> str:
    require(Action.VIEW_DESK)
    query = request.args.get("q", "").strip()[:200]
    records = sorted(db().scalars(select(kind.model).options(*kind.loading)), key=lambda record: _sort_key(record.name))
    offered = kind.choices(db(), None)
    names = FIELD_NAMES[kind.cls]
    found = [record for record in records if not query or kind.finds is None or kind.finds(record, query)]
    return render_template(
        kind.template("list"),
        kind=kind,
        query=query,
        heads=[names[name].label for name in ("name", *kind.columns)],
        found=[(record, cells(kind.read(record), kind.columns, offered)) for record in found],
    )


def _show(kind: Kind, key: str) -> str:
    require(Action.VIEW_DESK)
    record = editing.found(kind.model, key)
    fields = told(kind.read(record), kind.choices(db(), record), kind.leave_out() | _for_staff())
    return render_template(kind.template("show"), kind=kind, record=record, fields=fields)


def _add(kind: Kind) -> Answer:
    require(Action.EDIT_RECORDS)
    return editing.create(_sheet(kind, None, url_for(".all")), kind.model, kind.one)


def _edit(kind: Kind, key: str) -> Answer:
    require(Action.EDIT_RECORDS)
    if request.method == "POST" and not editing.exists(kind.model, key):
        return editing.gone(_sheet(kind, None, url_for(".all")))
    record = editing.found(kind.model, key)
    return editing.change(_sheet(kind, record, url_for(".show", key=key)), record)


def _remove(kind: Kind, key: str) -> Answer:
    require(Action.EDIT_RECORDS)
    record = editing.found(kind.model, key)
    back, done = url_for(".show", key=key), url_for(".all")
    return editing.delete(record, in_words(record.name), uses_of(db(), record), back=back, done=done)


def _sheet(kind: Kind, record: Any | None, back: str) -> Sheet:
    return Sheet(
        cls=kind.cls,
        template=kind.template("form"),
        read=kind.read,
        write=kind.write,
        address=lambda key: url_for(".show", key=key),
        choices=lambda session: kind.choices(session, record),
        leave_out=kind.leave_out(),
        anew=url_for(".add"),
        context={"kind": kind, "adding": kind.adding, "back": back},
    )
