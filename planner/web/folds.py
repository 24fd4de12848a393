"""The folded parts of a form: what each holds, said on the line that unfolds it, and whether it stands open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from flask import Flask
from flask_babel import ngettext
from wtforms import Field

from planner.itinerary.values import Text
from planner.itinerary.wording import date_text
from planner.web.fields import ChoiceField, DayField, LocalTextField, RecordField, RowsField, TermField, WallTimeField
from planner.web.forms import is_blank
from planner.web.looks import in_words
from planner.web.preferences import language

_COUNTED: dict[str, Callable[[int], str]] = {
    "agenda": lambda num: ngettext("%(num)d point", "%(num)d points", num),
    "notes": lambda num: ngettext("%(num)d remark", "%(num)d remarks", num),
    "facts": lambda num: ngettext("%(num)d fact", "%(num)d facts", num),
    "sources": lambda num: ngettext("%(num)d source", "%(num)d sources", num),
}

SHUT = frozenset({"facts", "sources"})
"""Lists that few people read: their number is enough until something is wrong in them."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(held=held, stands_open=stands_open)


def stands_open(fields: Iterable[Field], differing: Collection[str]) -> bool:
    """Whether a part shows its fields at first: where they hold something, or something is wrong with them.

    `differing` names the fields in which somebody else has saved something else meanwhile.
    """
    return any(
        field.errors or field.short_name in differing or (field.short_name not in SHUT and not is_blank(field))
        for field in fields
    )


def held(fields: Iterable[Field]) -> list[Text]:
    """What fields hold, in brief, each in its own language; nothing of those that are empty or cannot be read."""
    return [text for field in fields if not field.errors and not is_blank(field) for text in _held(field)]


def _held(field: Field) -> Iterator[Text]:
    if isinstance(field, RowsField):
        filled = sum(not is_blank(entry) for entry in field.entries)
        yield _said(_COUNTED[field.short_name](filled))
    elif isinstance(field, RecordField):
        yield from held(field.form)
    elif isinstance(field, LocalTextField):
        text = in_words(field.text())
        yield from [Text(text.value.partition("\n")[0], text.language)] if text else ()
    elif isinstance(field, WallTimeField):
        yield _said(field.form["time"].data or "")
    elif isinstance(field, ChoiceField | TermField):
        yield from (_said(str(choice.label)) for choice in field.choices if choice.value == str(field.data))
    elif isinstance(field, DayField) and field.data:
        yield _said(date_text(field.data, language()))


def _said(words: str) -> Text:
    return Text(words, language())
