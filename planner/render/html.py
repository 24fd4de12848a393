"""An edition as one page of HTML that prints on A4 and reads on a phone: no scripts, nothing from elsewhere.

The page's only style is `STYLE`, always the same; a server that shows the page may allow just this one by its
`STYLE_HASH` and forbid everything else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from planner.itinerary import wording
from planner.itinerary.terms import Language
from planner.itinerary.values import Item, Itinerary, Slot, Text
from planner.itinerary.wording import Detail, Heading, Line, Reader, Role, Run
from planner.paths import shipped

STYLE = (shipped("templates") / "editions" / "itinerary.css").read_text(encoding="utf-8")
"""The style sheet inside every page."""

STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
"""What a Content-Security-Policy calls it: `style-src '<this>'`."""

_MEMBER_COLUMNS = (
    Heading.NUMBER,
    Heading.ROLE,
    Heading.ORGANISATION,
    Heading.POSITION,
    Heading.NAME,
    Heading.REMARKS,
)
_PERSON_COLUMNS = tuple(column for column in _MEMBER_COLUMNS if column is not Heading.ROLE)
_DAY_COLUMNS = (Heading.DATE, Heading.TIME, Heading.ITEM, Heading.PLACE, Heading.REMARKS)
_NUMBERED = (Heading.AGENDA, Heading.GOALS)

_WEB_ADDRESS = re.compile(r"https?://[^\s\"<>]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


def render(itinerary: Itinerary) -> bytes:
    """The page as UTF-8. What is longer than a line keeps its lines; characters that HTML forbids are left out."""
    return _environment().get_template("editions/itinerary.html").render(_context(itinerary)).encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        Heading=Heading,
        wording=wording,
        style=Markup(STYLE),  # noqa: S704 - our own file, no text of a user's
        member_columns=_MEMBER_COLUMNS,
        person_columns=_PERSON_COLUMNS,
        day_columns=_DAY_COLUMNS,
        numbered=_NUMBERED,
    )
    return environment


def _context(itinerary: Itinerary) -> dict[str, Any]:
    """What the template prints of an edition, in the order in which it prints it."""
    language, reader = itinerary.language, Reader.of(itinerary)

    def line(runs: Line) -> Markup:
        return _line(runs, language)

    def labelled(detail: Detail) -> Markup:
        label = Text(wording.labelled(detail.heading, "", language), language)
        return Markup("<br>").join(line((label, *each)) for each in detail.lines)

    def time(slot: Slot) -> Markup:
        return _breakable(wording.time_text(slot, language))

    def when(item: Item) -> Line:
        slot = Text(wording.slot_text(item.slot, language, reader.years), language)
        return wording.listed((slot, wording.where_line(item, language)), language)

    sections = [item for item in itinerary.items if wording.has_section(item, reader)]
    places = ((place, wording.place_details(place, language)) for place in wording.places_of(itinerary))
    events = ((event, wording.event_details(event, reader)) for event in wording.events_of(itinerary))
    return {
        "itinerary": itinerary,
        "language": language,
        "reader": reader,
        "say": lambda head: wording.heading(head, language),
        "line": line,
        "labelled": labelled,
        "time": time,
        "when": when,
        "description": _description(itinerary),
        "keywords": ", ".join(_keywords(itinerary)),
        "days": [day for day in itinerary.days if day.items or day.continued],
        "sections": {item.uid: item for item in sections},
        "people": wording.people_met(itinerary),
        "directories": [
            (name, told)
            for name, records in (("EVENTS", events), ("PLACES", places))
            if (told := [(record, facts) for record, facts in records if facts])
        ],
    }


def _description(itinerary: Itinerary) -> str:
    purpose = f" {itinerary.purpose.value}" if itinerary.purpose else ""
    return wording.period_text(itinerary) + purpose


def _keywords(itinerary: Itinerary) -> tuple[str, ...]:
    names = (itinerary.delegation, itinerary.organisation, *itinerary.cities)
    return (wording.heading(Heading.ITINERARY, itinerary.language), *(name.value for name in names if name))


def _breakable(time: str) -> Markup:
    """A time for a narrow column."""
    return Markup("<wbr>").join(
        Markup("<span>{}</span>").format(part) if whole else escape(part) for part, whole in wording.time_parts(time)
    )


def _line(line: Line, language: Language) -> Markup:
    """A line with each run in its own language, web addresses as links, marks beside what they mark."""
    return Markup("").join(_run(run, language) for run in wording.runs(line, language))


def _run(run: Run, language: Language) -> Markup:
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", run.value))
    words = Markup("<br>").join(escape(each) for each in text.split("\n"))
    if _WEB_ADDRESS.fullmatch(text):
        words = Markup('<a href="{}">{}</a>').format(text, words)
    elif run.role is Role.FALLBACK:
        words = Markup('<span class="fallback">{}</span>').format(words)
    elif run.language is not language and text.strip():
        words = Markup('<span lang="{}">{}</span>').format(run.language.value, words)
    return words
