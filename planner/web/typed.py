"""What somebody has typed into a form, line by line, to be copied where it cannot be saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from wtforms import BooleanField, Field

from planner.itinerary.terms import Language
from planner.itinerary.values import Text
from planner.web.fields import (
    ChecksField,
    ChoiceField,
    HiddenTextField,
    LocalTextField,
    RecordField,
    RowsField,
    TermField,
    WallTimeField,
)
from planner.web.forms import is_blank
from planner.web.looks import comma
from planner.web.preferences import language


def typed(fields: Iterable[Field], within: str = "") -> Iterator[tuple[str, Text]]:
    """Each answer of a form that has been validated, and what it answers; whatever is wrong with it."""
    for field in fields:
        if isinstance(field, HiddenTextField) or is_blank(field):
            continue
        name = " – ".join(filter(None, (within, str(field.label.text))))
        if isinstance(field, RecordField):
            yield from typed(field.form, name)
        elif isinstance(field, RowsField):
            yield from _rows(field, name)
        elif isinstance(field, LocalTextField):
            yield from ((name, Text(part._value(), Language(part.short_name))) for part in field.form if part.data)
        else:
            yield name, Text(_words(field), language())


def _rows(rows: RowsField, name: str) -> Iterator[tuple[str, Text]]:
    """The rows by their number: each has the name of the list, unless it has fields of its own."""
    for number, entry in enumerate(rows.entries, start=1):
        if isinstance(entry, RecordField):
            yield from typed(entry.form, f"{name} {number}")
        else:
            yield from ((f"{name} {number}", text) for _name, text in typed([entry]))


def _words(field: Field) -> str:
    if isinstance(field, BooleanField):
        return str(_("Yes"))
    if isinstance(field, WallTimeField):
        return " ".join(filter(None, (part._value() for part in field.form)))
    if isinstance(field, ChecksField | ChoiceField | TermField):
        given = field.data if isinstance(field, ChecksField) else (field.data,)
        labels = {choice.value: str(choice.label) for choice in field.choices}
        return comma().join(labels.get(str(each), str(each)) for each in given or ())
    return str(field._value())
