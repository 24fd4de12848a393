"""Form fields for the values that records are made of: each reads what was typed into one value, or says why it cannot.

What a value may be is the business of `planner.itinerary.rules`; here it is only turned from text into a value. An
empty answer is `empty`: None, or "" where the record keeps an empty text. Templates draw a field by its `drawn_as` and
`size` (see `macros/forms.html`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import Any

from babel import Locale
from flask_babel import gettext, lazy_gettext
from wtforms import Field, FieldList, Form, FormField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.utils import unset_value
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, DateInput, ListWidget, TextArea, TextInput, TimeInput

from planner.itinerary.limits import Refused, country_codes, read_day, read_wall_time
from planner.itinerary.localtext import LocalText
from planner.itinerary.messages import N_, Message, shown
from planner.itinerary.terms import Language, Side
from planner.itinerary.walltime import WallTime
from planner.itinerary.wording.labels import label
from planner.web.field_names import SIDES
from planner.web.preferences import language

_NOT_LISTED = N_("Choose one from the list.")
_NEAR = ("KR", "JP")
_EMPTY = [SelectChoice("", "–")]


def tidy(text: str) -> str:
    """What was typed, without the spaces around it and with line ends as files have them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def said(message: Message) -> str:
    """A message in the language of the interface."""
    return message.text(gettext, term_name)


class _Typed(StringField):
    """A value that is typed into one line. What cannot be read stays in the field as it was typed."""

    def __init__(self, *args: Any, empty: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.empty = empty

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.shown(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return  # a row that has just been added: it begins with its default
        text = tidy(valuelist[0])
        self.data = None
        try:
            self.data = self.read(text) if text else self.empty
        except Refused as error:
            raise ValueError(said(error.message)) from error

    def shown(self, value: Any) -> str:
        """A value as it is typed."""
        return str(value)

    def read(self, text: str) -> Any:
        """The value of a text that is not empty. Raises Refused."""
        return text


class TextField(_Typed):
    """One line of text."""


class ShortTextField(_Typed):
    """A few words at most."""

    size = "short"


class ProseField(_Typed):
    """Several lines of text."""

    widget = TextArea()


class HiddenTextField(_Typed):
    """A text that travels with the form and is not shown."""

    widget = HiddenField.widget


class DayField(_Typed):
    """A day of the calendar."""

    size = "short"

    widget = DateInput()

    def read(self, text: str) -> date:
        return read_day(text)


class NumberField(_Typed):
    """A number with decimals."""

    size = "short"

    widget = TextInput()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"render_kw": {"inputmode": "decimal"}} | options)

    def read(self, text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not isfinite(number):
            raise Refused(Message.of(N_("A number is written like 34.745, not %(value)s."), value=shown(text)))
        return number


class CountField(_Typed):
    """A whole number."""

    size = "short"

    widget = TextInput()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"render_kw": {"inputmode": "numeric"}} | options)

    def read(self, text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise Refused(Message.of(N_("A whole number is written like 3, not %(value)s."), value=shown(text)))
        return int(text)


class ZoneField(_Typed):
    """An IANA time zone; the page's list proposes names."""

    size = "medium"

    def __init__(self, *args: Any, **options: Any) -> None:
        attributes = {"list": "zones", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(*args, **{"render_kw": attributes} | options)


class ZonesField(_Typed):
    """IANA time zones in order, separated by commas."""

    def shown(self, value: Iterable[str]) -> str:
        return ", ".join(value)

    def read(self, text: str) -> tuple[str, ...]:
        return tuple(_listed(text))


class LanguageField(_Typed):
    """A language, by name or by BCP 47 tag."""

    def shown(self, value: str) -> str:
        return language_name(value)

    def read(self, text: str) -> str:
        return language_tag(text)


class LanguagesField(_Typed):
    """Languages in order, each by name or by BCP 47 tag, separated by commas."""

    def shown(self, value: Iterable[str]) -> str:
        return ", ".join(map(language_name, value))

    def read(self, text: str) -> tuple[str, ...]:
        return tuple(map(language_tag, _listed(text)))


class TermField(SelectField):
    """A term of the vocabulary; with an empty choice where there need not be one, or where it must be chosen."""

    size = "medium"

    def __init__(self, *args: Any, terms: type[StrEnum], with_empty: bool = False, **options: Any) -> None:
        choices = _EMPTY * with_empty + [SelectChoice(term.value, term_name(term)) for term in terms]
        super().__init__(*args, choices=choices, coerce=lambda value: terms(value) if value else None, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        _read_choice(self, valuelist)

    def pre_validate(self, form: object) -> None:
        _refuse_unlisted(self)


class ChoiceField(SelectField):
    """One of what is offered, or nothing."""

    size = "medium"

    def __init__(self, *args: Any, offered: Sequence[SelectChoice], with_empty: bool = True, **options: Any) -> None:
        choices = _EMPTY * with_empty + [*offered]
        super().__init__(*args, choices=choices, coerce=lambda value: value or None, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        _read_choice(self, valuelist)

    def pre_validate(self, form: object) -> None:
        _refuse_unlisted(self)


class ChecksField(SelectMultipleField):
    """Several of what is offered, all in sight."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: Any, offered: Sequence[SelectChoice], **options: Any) -> None:
        super().__init__(*args, choices=list(offered), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = tuple(valuelist)

    def pre_validate(self, form: object) -> None:
        if not {*(self.data or ())} <= {choice.value for choice in self.choices}:
            raise ValidationError(gettext(_NOT_LISTED))


class LocalTextField(FormField):
    """A text in each language, side by side. `data` is what the languages' fields hold, `text()` the LocalText."""

    drawn_as = "texts"

    def __init__(self, *args: Any, multiline: bool = False, needed: bool = False, **options: Any) -> None:
        super().__init__(_texts_form(multiline), *args, **options)
        self.flags.required = needed

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data.as_dict() if isinstance(data, LocalText) else {})

    def text(self) -> LocalText:
        return LocalText.of({each.short_name: each.data for each in self.form})


class WallTimeField(FormField):
    """A day, a time of the day and a zone, together a wall time. With no day and no time there is none."""

    drawn_as = "moment"

    def __init__(self, *args: Any, needed: bool = False, **options: Any) -> None:
        super().__init__(_WallTimeForm, *args, **options)
        self.flags.required = needed

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        if isinstance(data, WallTime):
            data = {"day": data.local.date(), "time": f"{data.local:%H:%M}", "zone": data.zone}
        super().process(formdata, data if isinstance(data, dict) else {})

    def moment(self) -> WallTime | None:
        """The wall time that was read, once the form has been validated."""
        found: WallTime | None = self.form.moment
        return found

    def is_partial(self) -> bool:
        """Whether there is a time that wants a day or a zone, once the form has been validated."""
        return bool(self.form["time"].data) and self.form.moment is None


class RecordField(FormField):
    """A record within a record."""

    drawn_as = "record"


class RowsField(FieldList):
    """Rows that people add, move and remove. `ordered` where their order means something, `add` on the button."""

    drawn_as = "rows"

    def __init__(self, *args: Any, add: Any = "", ordered: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.add, self.ordered = add, ordered

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        # The library's own takes "²" for a digit and then fails on it.
        found = (re.match(rf"{re.escape(prefix)}-([0-9]{{1,6}})(?:-|$)", key) for key in formdata)
        return (int(match[1]) for match in found if match)


@cache
def _texts_form(multiline: bool) -> type[Form]:
    field = ProseField if multiline else TextField
    options = {"render_kw": {"rows": 3}} if multiline else {}
    return type("TextsForm", (Form,), {each.value: field(**options) for each in Language})


class _WallTimeForm(Form):
    """The parts of a moment. One without a day or a zone has neither been typed whole nor lent what it lacks: the form
    says so where it should have come from (see `item_forms.completed`), and not here again."""

    day = DayField(lazy_gettext("Day"))
    time = TextField(lazy_gettext("Time"), widget=TimeInput())
    zone = ZoneField(lazy_gettext("Time zone"))

    moment: WallTime | None = None

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        readable = super().validate(extra_validators)
        day, time, zone = (field.data for field in self)
        if day and not time:
            self.time.errors = [said(REQUIRED)]
        if not readable or not (day and time and zone):
            return bool(readable and (time or not day))
        try:
            # Some browsers send the seconds as well, which nobody has typed.
            self.moment = read_wall_time(f"{day} {time.removesuffix(':00') if time.count(':') == 2 else time} {zone}")
        except Refused as error:
            self.form_errors.append(said(error.message))
        return not self.form_errors


REQUIRED = Message.of(N_("This field is required."))


def country_choices() -> list[SelectChoice]:
    """Countries by name, those that most trips are about first."""
    rest = sorted(country_codes() - {*_NEAR}, key=country_name)
    return [SelectChoice(code, country_name(code)) for code in (*_NEAR, *rest)]


def country_name(code: str) -> str:
    """What a country is called in the language of the interface."""
    return str(Locale(language().value).territories.get(code, code))


def term_name(term: StrEnum) -> str:
    """What a term is called in the language of the interface."""
    return str(SIDES[term]) if isinstance(term, Side) else label(term, language())


def language_name(tag: str) -> str:
    """What a language is called in the language of the interface; its tag where it has no plain name."""
    name = Locale(language().value).languages.get(tag.replace("-", "_"), tag)
    return tag if "," in name else str(name)


def language_tag(name: str) -> str:
    """The tag of a language that was named in any language of the interface; a tag stays what it is."""
    return _tags_by_name().get(name.casefold(), name)


@cache
def _tags_by_name() -> dict[str, str]:
    locales = [Locale(each.value) for each in Language]
    return {str(name).casefold(): tag.replace("_", "-") for locale in locales for tag, name in locale.languages.items()}


def _listed(text: str) -> list[str]:
    return [part for each in text.replace("、", ",").replace("，", ",").split(",") if (part := each.strip())]


def _read_choice(field: Field, valuelist: list[str]) -> None:
    if not valuelist:
        return  # a row that has just been added: it begins with its default
    field.data = None
    try:
        field.data = field.coerce(valuelist[0])
    except ValueError:
        raise ValueError(gettext(_NOT_LISTED)) from None


def _refuse_unlisted(field: Field) -> None:
    if field.data is not None and str(field.data) not in {choice.value for choice in field.choices}:
        raise ValidationError(gettext(_NOT_LISTED))
