"""Rows of a form that people add, move and remove, without scripts.

Each button sends the whole form with `row` saying what to do: `add agenda`, `remove agenda-2`, `up agenda-2` or
`down agenda-2`. The view shows the form again with the answers of `after`, and saves nothing.
"""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList

BUTTON = "row"

BLANK = "__row__"
"""Stands for the number of the row in the blank one, which the page's script copies."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(blank_row=blank_row, described=described)


def is_pressed(answers: MultiDict[str, str]) -> bool:
    """Whether a form was sent by one of the buttons of its rows."""
    return BUTTON in answers


def after(answers: MultiDict[str, str]) -> MultiDict[str, str]:
    """The answers as they are after the button has done its work; unchanged where it means nothing.

    It is the texts as typed that move, so that what cannot be understood yet is not lost.
    """
    verb, _, target = answers.get(BUTTON, "").partition(" ")
    left = MultiDict((key, value) for key, value in answers.items(multi=True) if key != BUTTON)
    if verb == "add":
        left.add(f"{target}-{max(_numbers(left, target), default=-1) + 1}", "")
        return left
    name, _, number = target.rpartition("-")
    numbers = _numbers(left, name)
    if not number.isdecimal() or int(number) not in numbers:
        return left
    at = numbers.index(int(number))
    if verb == "remove":
        return MultiDict((key, value) for key, value in left.items(multi=True) if _number(key, name) != int(number))
    other = {"up": at - 1, "down": at + 1}.get(verb, -1)
    return _swapped(left, name, numbers[at], numbers[other]) if 0 <= other < len(numbers) else left


def blank_row(field: FieldList) -> Field:
    """An empty row of a list, numbered by a placeholder."""
    options = {
        "name": f"{field.name}-{BLANK}",
        "id": f"{field.id}-{BLANK}",
        "_meta": field.meta,
        "translations": field._translations,
    }
    row = field.meta.bind_field(None, field.unbound_field, options)
    row.process(None)
    return row


def described(field: Field) -> dict[str, str]:
    """The attributes that tie a field to its help and its error, for those who do not see them."""
    attributes = {}
    if field.description or field.errors:
        told = {"help": field.description, "error": field.errors}
        attributes["aria-describedby"] = " ".join(f"{field.id}-{part}" for part, words in told.items() if words)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def _numbers(answers: MultiDict[str, str], name: str) -> list[int]:
    """The numbers of the rows of a list, in order."""
    return sorted({number for key in answers if (number := _number(key, name)) is not None})


def _number(key: str, name: str) -> int | None:
    """The number of the row that an answer belongs to, or None where it is not in this list."""
    found = re.fullmatch(rf"{re.escape(name)}-(\d+)(?:-.*)?", key, re.ASCII)
    return int(found[1]) if found else None


def _swapped(answers: MultiDict[str, str], name: str, one: int, other: int) -> MultiDict[str, str]:
    def renumbered(key: str) -> str:
        number = _number(key, name)
        if number not in (one, other):
            return key
        return f"{name}-{other if number == one else one}{key[len(f'{name}-{number}') :]}"

    return MultiDict((renumbered(key), value) for key, value in answers.items(multi=True))
