"""Schemas made from the records of a snapshot: plain data, such as a file holds, to frozen values and back.

A schema knows the shape of the data (fields, types, closed lists); what values may be is the business of `rules`, and
data from outside passes both. Unknown fields are refused, and what has its default is left out in writing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any, ClassVar

from marshmallow import Schema, ValidationError, fields, missing, post_load

from planner.itinerary.limits import Refused, read_day, read_wall_time
from planner.itinerary.localtext import LocalText
from planner.itinerary.messages import N_, Message, shown
from planner.itinerary.shape import Partial, Path, Shape, shapes
from planner.itinerary.terms import Language
from planner.itinerary.walltime import WallTime

_FIELD_MESSAGES: Any = {
    "required": Message.of(N_("This field is required.")),
    "null": Message.of(N_("Leave the field out when it has no value.")),
}
_RECORD_MESSAGES: Any = {
    "unknown": Message.of(N_("There is no such field.")),
    "type": Message.of(N_("This must be a group of named fields.")),
}


@cache
def schema_for(cls: Any) -> Schema:
    """The schema of a record: `load` gives the frozen record, `dump` plain data without what has its default.

    Raises marshmallow's ValidationError, which `faults` and `readable` take apart.
    """
    declared = {shape.name: _field(shape) for shape in shapes(cls)}
    made = type(f"{cls.__name__}Schema", (_RecordSchema,), {"record": cls, **declared})
    return made()  # type: ignore[no-any-return]


def faults(error: ValidationError) -> list[tuple[Path, Message]]:
    """What a schema found wrong, each with its path."""
    return list(_flat((), error.messages))


def readable(cls: Any, data: Any, error: ValidationError) -> Partial:
    """What could be read of a record, given the data and the error that loading it raised."""
    found = _readable(cls, data, error.valid_data)
    return found if isinstance(found, Partial) else Partial({})


def _readable(cls: Any, data: Any, valid: Any) -> Any:
    if not isinstance(valid, Mapping):
        return valid
    given = data if isinstance(data, Mapping) else {}
    made: dict[str, Any] = {}
    for shape in shapes(cls):
        if shape.name not in given and not shape.required:
            made[shape.name] = shape.default
        elif shape.name in valid:
            made[shape.name] = _readable_field(shape, given[shape.name], valid[shape.name])
    return Partial(made)


def _readable_field(shape: Shape, data: Any, valid: Any) -> Any:
    if not shape.is_record:
        return valid
    if not shape.many:
        return _readable(shape.type, data, valid)
    return tuple(_readable(shape.type, each, record) for each, record in zip(data, valid, strict=True))


def _flat(path: Path, found: Any) -> list[tuple[Path, Message]]:
    if isinstance(found, Message):
        return [(path, found)]
    if isinstance(found, Mapping):
        return [
            fault
            for name, within in found.items()
            for fault in _flat(path if name == "_schema" else (*path, name), within)
        ]
    return [fault for each in found for fault in _flat(path, each)]


class _RecordSchema(Schema):
    """What the schemas of all records share."""

    class Meta:
        register = False

    record: ClassVar[Any]
    error_messages: Any = _RECORD_MESSAGES

    @post_load
    def _make(self, data: Mapping[str, Any], **_: Any) -> Any:
        return self.record(**data)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """The value to write, which marshmallow leaves out where it is `missing`."""
        shape = next(each for each in shapes(self.record) if each.name == attr)
        value = getattr(obj, attr)
        return value if shape.required or value != shape.default else missing


class _Value(fields.Field[Any]):
    """A value that one function reads and one writes."""

    def __init__(self, read: Callable[[Any], Any], write: Callable[[Any], Any], **options: Any) -> None:
        super().__init__(**options)
        self._read = read
        self._write = write

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        return self._read(value)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> Any:
        return None if value is None else self._write(value)


class _Many(fields.List[Any]):
    """A tuple. An entry that cannot be read leaves its place empty, so that the others keep theirs."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise _wrong(Message.of(N_("This must be a list.")))
        entries: list[Any] = []
        errors: dict[int, Any] = {}
        for index, each in enumerate(value):
            try:
                entries.append(self.inner.deserialize(each))
            except ValidationError as error:
                entries.append(error.valid_data)
                errors[index] = error.messages
        if errors:
            raise ValidationError(errors, valid_data=tuple(entries))  # type: ignore[arg-type]
        return tuple(entries)


def _field(shape: Shape) -> fields.Field[Any]:
    options = {
        "required": shape.required,
        "allow_none": shape.optional,
        "metadata": {"description": shape.limits["help"]},
        "error_messages": _FIELD_MESSAGES,
    }
    if shape.many:
        return _Many(_one(shape, {"error_messages": _FIELD_MESSAGES}), **options)
    return _one(shape, options)


def _one(shape: Shape, options: dict[str, Any]) -> fields.Field[Any]:
    if shape.is_record:
        return fields.Nested(lambda: schema_for(shape.type), **options)
    if issubclass(shape.type, Enum):
        return _Value(_member_of(shape.type), lambda member: member.value, **options)
    read, write = _SIMPLE[shape.type]
    return _Value(read, write, **options)


def _wrong(message: Message) -> ValidationError:
    # marshmallow keeps what it does not take for a string as it is; so whoever shows the message chooses its language.
    return ValidationError([message])


def _typed(expected: type[Any] | tuple[type[Any], ...], msgid: str) -> Callable[[Any], Any]:
    """A function that passes on values of a type. True and false are no numbers here, whatever Python says."""

    def read(value: Any) -> Any:
        if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
            raise _wrong(Message.of(msgid))
        return value

    return read


def _member_of(cls: type[Enum]) -> Callable[[Any], Enum]:
    by_value = {member.value: member for member in cls}
    message = Message.of(N_("This must be one of: %(choices)s."), choices=", ".join(by_value))

    def read(value: Any) -> Enum:
        if not isinstance(value, str) or value not in by_value:
            raise _wrong(message)
        return by_value[value]

    return read


_text = _typed(str, N_("This must be text; put a number or true and false in quotation marks."))
_number = _typed((int, float), N_("This must be a number."))


def _finite(value: Any) -> float:
    number = float(_number(value))
    if not isfinite(number):
        raise _wrong(Message.of(N_("This must be a number.")))
    return number


def _written(read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A function that reads text, and says what is wrong with it in the schema's way."""

    def checked(value: Any) -> Any:
        try:
            return read(_text(value))
        except Refused as refused:
            raise _wrong(refused.message) from None

    return checked


def _local_text(value: Any) -> LocalText:
    if not isinstance(value, Mapping):
        raise _wrong(Message.of(N_("This must be a text for each language, such as ko: … and ja: ….")))
    texts: dict[str, str] = {}
    errors: dict[str, Any] = {}
    for language, text in value.items():
        try:
            texts[language] = _text_in(language, text)
        except ValidationError as error:
            errors[language] = error.messages
    if errors:
        raise ValidationError(errors, valid_data=LocalText.of(texts))  # type: ignore[arg-type]
    return LocalText.of(texts)


def _text_in(language: Any, text: Any) -> str:
    if language not in list(Language):
        message = N_("Unknown language: %(language)s. Texts may be in %(choices)s.")
        raise _wrong(Message.of(message, language=shown(language), choices=", ".join(Language)))
    if text is None or text == "":
        raise _wrong(Message.of(N_("Leave the language out while it has no text.")))
    return str(_text(text))


_SIMPLE: dict[Any, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    str: (_text, str),
    int: (_typed(int, N_("This must be a whole number.")), int),
    float: (_finite, float),
    bool: (_typed(bool, N_("This must be true or false.")), bool),
    date: (_written(read_day), date.isoformat),
    WallTime: (_written(read_wall_time), str),
    LocalText: (_local_text, LocalText.as_dict),
}
"""How the simple types are read and written."""
