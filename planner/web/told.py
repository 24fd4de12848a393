"""Values of records in words, for people to read and not to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from planner.itinerary.localtext import LocalText
from planner.itinerary.shape import Shape, shapes
from planner.itinerary.snapshot import LANGUAGE, Fact
from planner.itinerary.terms import Language
from planner.itinerary.values import Text
from planner.itinerary.walltime import WallTime
from planner.itinerary.wording import bracketed, date_text, moment_text
from planner.web.field_names import FIELD_NAMES
from planner.web.fields import country_name, language_name, term_name
from planner.web.forms import Choices, RecordForm, paths
from planner.web.looks import comma
from planner.web.preferences import language

Line = tuple[Text, ...]
"""What stands on one line: runs, each in its own language."""


def told(record: Any, choices: Choices, leave_out: frozenset[str] = frozenset()) -> Iterator[tuple[Any, list[Line]]]:
    """The fields of a record that are not empty: the label of each, and its value line by line."""
    for shape in shapes(record.__class__):
        name = FIELD_NAMES[type(record)].get(shape.name)
        lines = [] if name is None or shape.name in leave_out else lines_of(shape, _kept(record, shape), choices)
        if name is not None and lines:
            yield name.label, lines


def cells(record: Any, names: Iterable[str], choices: Choices) -> list[list[Line]]:
    """The values of these fields of a record in brief: texts in the reader's language, or in one that they have."""
    shaped = {shape.name: shape for shape in shapes(record.__class__)}
    lines = {name: lines_of(shaped[name], getattr(record, name), choices) for name in names}
    return [lines[name][:1] if shaped[name].type is LocalText else lines[name] for name in names]


def differing(form: RecordForm, present: Any, choices: Choices) -> dict[str, list[Line]]:
    """By field of a form that has been read: what is saved where something else was typed.

    A field that cannot be read is shown with what is saved, since nobody can say that it is the same.
    """
    found = {}
    for shape in shapes(form.cls):
        saved = getattr(present, shape.name)
        visible = shape.name in form and shape.name in FIELD_NAMES[form.cls]
        if visible and getattr(form.typed, shape.name, _UNREADABLE) != saved:
            found[shape.name] = lines_of(shape, _kept(present, shape), choices) or [(_said(_("Empty")),)]
    return found


_UNREADABLE = object()


def _kept(record: Any, shape: Shape) -> Any:
    """The value of a field; where each fact says which field it is about, the field's label stands for its path."""
    value = getattr(record, shape.name)
    if shape.type is not Fact:
        return value
    labels = dict(paths(type(record)))
    return tuple(replace(fact, about=_field_name(fact.about, labels)) for fact in value)


def _field_name(path: str, labels: Mapping[str, str]) -> str:
    """What a path such as `planned.start` or `name.ja` leads to, as the forms call it; else the path itself."""
    field, _dot, tag = path.rpartition(".")
    if field in labels and tag in {*Language}:
        return labels[field] + bracketed(language_name(tag), language())
    return labels.get(path, path)


def lines_of(shape: Shape, value: Any, choices: Choices) -> list[Line]:
    """A value line by line; none where it is empty."""
    if value is None or value == "" or value == () or value is False:
        return []
    if shape.many and shape.type is str and "refers" not in shape.limits:
        return [(_said(comma().join(_word(shape, each, choices).value for each in value)),)]
    if shape.many:
        return [line for each in value for line in _lines(shape, each, choices)]
    return _lines(shape, value, choices)


def _lines(shape: Shape, value: Any, choices: Choices) -> list[Line]:
    if isinstance(value, LocalText):
        return [(Text(text, Language(tag)),) for tag, text in _in_order(value)]
    if shape.is_record:
        return [tuple(_runs(value, choices))]
    if isinstance(value, str) and shape.limits.get("multiline"):
        return [(_said(line),) for line in value.split("\n")]
    return [(_word(shape, value, choices),)]


def _runs(record: Any, choices: Choices) -> Iterator[Text]:
    """A record on one line."""
    named = [shape for shape in shapes(record.__class__) if shape.name in FIELD_NAMES[type(record)]]
    parts = [lines_of(shape, getattr(record, shape.name), choices) for shape in named]
    for n, part in enumerate(filter(None, parts)):
        if n:
            yield _said(" · ")
        for m, line in enumerate(part):
            if m:
                yield _said(" / ")
            yield from line


def _word(shape: Shape, value: Any, choices: Choices) -> Text:
    """A single value."""
    limits = shape.limits
    if limits.get("refers") == "sources":
        return _said(_source_title(value, choices))
    if "refers" in limits:
        return next((_chosen(each) for each in choices.get(limits["refers"], ()) if each.value == value), _said(value))
    if isinstance(value, StrEnum):
        return _said(term_name(value))
    if value is True:
        return _said(_("Yes"))
    if isinstance(value, date):
        return _said(date_text(value, language()))
    if isinstance(value, WallTime):
        return _said(moment_text(value.aware, language()) + bracketed(value.zone, language()))
    if isinstance(value, int | float):
        return _said(str(value))
    if limits.get("known") == "country":
        return _said(country_name(value))
    if limits.get("pattern") == LANGUAGE["pattern"] or limits.get("known") == "language":
        return _said(language_name(value))
    return _said(value)


def _source_title(key: str, choices: Choices) -> str:
    """The title of a source. Choices show its key before it, since one outlet may have written more than once."""
    label = next((str(each.label) for each in choices.get("sources", ()) if each.value == key), key)
    return label.removeprefix(f"{key}: ")


def _chosen(choice: Any) -> Text:
    return Text(choice.label, Language(choice.render_kw.get("lang", language())))


def _in_order(texts: LocalText) -> Sequence[tuple[str, str]]:
    """The languages of a text: the reader's own first."""
    given: Mapping[str, str] = texts.as_dict()
    return [(each, given[each]) for each in dict.fromkeys((language(), *Language)) if each in given]


def _said(words: str) -> Text:
    return Text(words, language())
