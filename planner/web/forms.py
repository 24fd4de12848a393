"""Forms made from the records of a snapshot, and what people typed into them as such a record again.

`form_class` makes a form with a field for each field of a record, `read` takes the record out of what was typed into
it. What is wrong is said by `planner.itinerary.rules`, beside the field it is about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from flask import Flask
from wtforms import BooleanField, Field, Form
from wtforms.fields.choices import SelectChoice

from planner.itinerary import snapshot as raw
from planner.itinerary.limits import field_problems
from planner.itinerary.localtext import LocalText
from planner.itinerary.rules import Problem, check
from planner.itinerary.shape import Partial, Path, Shape, shapes, walk
from planner.itinerary.snapshot import LANGUAGE
from planner.itinerary.walltime import WallTime, zone_names
from planner.models.base import new_uid
from planner.web.field_names import FIELD_NAMES
from planner.web.fields import (
    REQUIRED,
    ChecksField,
    ChoiceField,
    CountField,
    DayField,
    HiddenTextField,
    LanguageField,
    LanguagesField,
    LocalTextField,
    NumberField,
    ProseField,
    RecordField,
    RowsField,
    ShortTextField,
    TermField,
    TextField,
    WallTimeField,
    ZoneField,
    ZonesField,
    country_choices,
    said,
)

Choices = Mapping[str, Sequence[SelectChoice]]
"""What may be chosen where a field refers to a section of the trip: `people`, `places`, `sources` …"""

SHORT = 60
"""Characters that a text may have at most to be typed into a short field."""

_IDENTITY = frozenset({"id", "uid"})


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(zone_names=zone_names, paths=paths, is_blank=is_blank)


# Making a form


def form_class(
    cls: type, choices: Choices | None = None, leave_out: Collection[str] = (), *, part: bool = False
) -> type[Form]:
    """A form for a record: a field for each of its fields, in their order, except `leave_out`.

    Sections that `choices` does not offer are referred to by typing the key. A form carries what nobody types in hidden
    fields: the identity of its record, which makes a form that was sent twice known, and the `version` that was read.
    A form that is `part` of another one has no version of its own.
    """
    fields = {
        shape.name: _field(cls, shape, choices or {})
        for shape in shapes(cls)
        if shape.name in FIELD_NAMES[cls] and shape.name not in leave_out
    }
    names = {shape.name for shape in shapes(cls)}
    hidden = (_IDENTITY & names) - fields.keys() if part else {"uid", "version"} - {*leave_out}
    fields |= {name: HiddenTextField() for name in sorted(hidden)}
    return type(f"{cls.__name__}Form", (RecordForm,), {"cls": cls, **fields})


class RecordForm(Form):
    """A form for one record; `cls` is the class of the snapshot that it is a record of.

    `typed` is what `read` made of the answers: a record, or a `Partial` with the fields that could be read.
    """

    cls: type
    typed: Any = None


def _field(cls: type, shape: Shape, choices: Choices) -> Any:
    """The field of a form for a field of a record."""
    name = FIELD_NAMES[cls][shape.name]
    words = {"label": name.label, "description": name.help}
    if shape.many and shape.type is not str:
        return RowsField(
            _one(cls, shape, choices, {"label": name.label}), add=name.add, ordered=_is_ordered(shape), **words
        )
    if shape.many and "refers" in shape.limits:
        offered = choices.get(shape.limits["refers"], ())
        if shape.limits["refers"] == "parties":
            return ChecksField(offered=offered, default=(), **words)
        return RowsField(ChoiceField(name.label, offered=offered), add=name.add, ordered=False, **words)
    if shape.many:
        return (ZonesField if shape.limits.get("known") == "zone" else LanguagesField)(empty=(), **words)
    return _one(cls, shape, choices, words)


def _one(cls: type, shape: Shape, choices: Choices, words: dict[str, Any]) -> Any:
    """The field for one value of a type."""
    limits = shape.limits
    needed = shape.required and not shape.many
    if shape.is_record:
        return RecordField(form_class(shape.type, choices, part=True), **words)
    if shape.type is LocalText:
        return LocalTextField(multiline=limits.get("multiline", False), needed=needed, **words)
    if shape.type is WallTime:
        return WallTimeField(needed=needed, **words)
    if issubclass(shape.type, StrEnum):
        default = None if shape.required else shape.default
        return TermField(terms=shape.type, with_empty=default is None, default=default, **words, **_required(shape))
    if shape.type is bool:
        return BooleanField(default=shape.default, false_values=("", "false", False), **words)
    if shape.type is str:
        return _text(cls, shape, choices, words)
    default = None if shape.required else shape.default
    return {date: DayField, int: CountField, float: NumberField}[shape.type](
        default=default, **words, **_required(shape)
    )


def _text(cls: type, shape: Shape, choices: Choices, words: dict[str, Any]) -> Any:
    limits = shape.limits
    given = words | _required(shape)
    if limits.get("refers") in choices:
        return ChoiceField(offered=choices[limits["refers"]], **given)
    if limits.get("known") == "country":
        return ChoiceField(offered=country_choices(), **given)
    given |= {"empty": None if shape.optional or shape.required else ""}
    if limits.get("known") == "zone":
        return ZoneField(**given)
    if limits.get("pattern") == LANGUAGE["pattern"]:
        return LanguageField(**given)
    if cls is raw.Fact and shape.name == "about":
        return ShortTextField(render_kw={"list": "fields", "autocomplete": "off"}, **given)
    if limits.get("multiline"):
        return ProseField(render_kw={"rows": 3}, **given)
    return (ShortTextField if limits.get("max_length", SHORT + 1) <= SHORT else TextField)(**given)


def paths(cls: Any) -> list[tuple[str, str]]:
    """What a fact about a record may be about: the path of each field, `planned.start`, and what it is called."""
    found = []
    for shape in shapes(cls):
        if shape.name in FIELD_NAMES[cls] and shape.type is not raw.Fact:
            name = str(FIELD_NAMES[cls][shape.name].label)
            found.append((shape.name, name))
            if shape.is_record and not shape.many:
                found += [(f"{shape.name}.{path}", f"{name} – {part}") for path, part in paths(shape.type)]
    return found


def _required(shape: Shape) -> dict[str, Any]:
    """Says "required" beside the label; that it is given is checked with everything else."""
    return {"validators": [_marked_required]} if shape.required and not shape.many else {}


def _marked_required(form: Form, field: Field) -> None:
    """Checks nothing."""


_marked_required.field_flags = {"required": True}  # type: ignore[attr-defined]


def _is_ordered(shape: Shape) -> bool:
    return shape.type not in (raw.Fact, raw.Source, raw.Note, raw.Observance)


# Reading what was typed


def read(form: RecordForm, **given: Any) -> Any:
    """The record that was typed into a form, or None where something is wrong with it.

    `given` is what nobody types, `id` and `uid`, and the fields that the form leaves out. Afterwards each field holds
    what is wrong with it in `errors`.
    """
    form.validate()
    form.typed = _made(form, given)
    _gather(form)
    show(form, _parts_problems(form.typed, form.cls) if form.errors else check(form.typed))
    return None if form.errors else form.typed


def show(form: RecordForm, problems: Iterable[Problem]) -> None:
    """Put problems beside the fields they are about; what is about no field of this form, above all of them."""
    for problem in problems:
        _refuse(_at(form, problem.path), said(problem.message))
    _gather(form)


def _made(form: RecordForm, given: Mapping[str, Any]) -> Any:
    """The record of what was typed; a `Partial` where a field cannot be read or lacks what it must have.

    What is left empty has its default.
    """
    values, whole = dict(given), True
    for shape in shapes(form.cls):
        if shape.name in given or shape.name not in form:
            continue
        value = _value(form[shape.name])
        if value is None and shape.required and not form[shape.name].errors:
            _refuse(form[shape.name], said(REQUIRED))
        if value is _UNREADABLE or (value is None and shape.required):
            whole = False
        elif value is not None or shape.optional:
            values[shape.name] = value
    return form.cls(**values) if whole else Partial(values)


_UNREADABLE = object()


def _value(field: Field) -> Any:
    """The value of a field; None for an empty one."""
    if isinstance(field, LocalTextField):
        return field.text()
    if isinstance(field, WallTimeField):
        return _UNREADABLE if field.errors or field.is_partial() else field.moment()
    if isinstance(field, RecordField):
        return None if is_blank(field) else _made(field.form, {})
    if isinstance(field, RowsField):
        filled = _filled(field)
        _give_identities(filled)
        values = tuple(_value(entry) for entry in filled)
        return _UNREADABLE if _UNREADABLE in values else values
    return _UNREADABLE if field.errors else field.data


def _filled(rows: RowsField) -> list[Field]:
    """The rows with something in them."""
    return [entry for entry in rows.entries if not is_blank(entry)]


def is_blank(field: Field) -> bool:
    """Whether nobody has entered anything: no answer but what the empty form already says."""
    if isinstance(field, RecordField):
        return all(is_blank(each) for each in field.form if not isinstance(each, HiddenTextField))
    if isinstance(field, RowsField):
        return not _filled(field)
    if field.errors:
        return False
    if isinstance(field, LocalTextField):
        return not field.text()
    if isinstance(field, WallTimeField):
        return not (field.form["day"].data or field.form["time"].data)
    return field.data in (None, "", (), field.default)


def _give_identities(rows: Sequence[Field]) -> None:
    """Give rows that are new what nobody types: an identity, and a key that no other row has."""
    carried = [row.form for row in rows if isinstance(row, RecordField)]
    taken = {form["id"].data for form in carried if "id" in form}
    for form in carried:
        if "uid" in form and not form["uid"].data:
            form["uid"].data = new_uid()
        if "id" in form and isinstance(form["id"], HiddenTextField) and not form["id"].data:
            form["id"].data = new_key(form["name"].text(), "part", taken.__contains__)
            taken.add(form["id"].data)


def _parts_problems(record: Any, cls: type) -> list[Problem]:
    """What is wrong with each value that could be read, by itself."""
    return [
        Problem((*node.path, *within), message)
        for node in walk(record, cls)
        if node.shape is not None and not node.shape.is_record
        for within, message in field_problems(node.shape, node.value)
    ]


def _refuse(field: Any, words: str) -> None:
    if isinstance(field, Form):
        field.form_errors.append(words)
    elif isinstance(field, RecordField | LocalTextField | WallTimeField):
        field.form.form_errors.append(words)
    else:
        field.errors = [*(field.errors or ()), words]


def _at(form: Any, path: Path) -> Any:
    """The field that a path leads to, or the one around it that the form has."""
    field = form
    for step in path:
        inside = field.form if isinstance(field, RecordField | LocalTextField) else field
        if isinstance(inside, Form) and step in inside:
            field = inside[step]
        elif isinstance(inside, RowsField) and isinstance(step, int):
            field = _filled(inside)[step]
        else:
            break
    return field


def _gather(form: Any) -> None:
    """Let lists know of the errors in their rows, as the library does when it looks for them itself."""
    for field in form:
        if isinstance(field, RecordField):
            _gather(field.form)
        elif isinstance(field, RowsField):
            for entry in field.entries:
                if isinstance(entry, RecordField):
                    _gather(entry.form)
            own = [error for error in field.errors or () if isinstance(error, str)]
            rows = [entry.errors for entry in field.entries]
            field.errors = [*own, *(rows if any(rows) else ())]


# Keys


def new_key(name: LocalText, otherwise: str, is_taken: Callable[[str], bool]) -> str:
    """A readable key that is not taken: from the English of a name, else from `otherwise`, with a number if need be.

    At most 64 of lower-case letters, digits and `_`, as keys of the trip file are.
    """
    latin = unicodedata.normalize("NFKD", name.get("en") or "").encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "_", latin).strip("_")[:56].rstrip("_") or otherwise
    numbered = (word if n == 1 else f"{word}_{n}" for n in range(1, 1_000_000))
    return next(key for key in numbered if not is_taken(key))
