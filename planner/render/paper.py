"""The itinerary as a paper: blocks one under the other, of which the template knows only how they look.

A block is a dictionary with a `kind`: `masthead`, `heading`, `facts`, `sheet`, `lines`, `end`, or `section`, which
holds blocks that belong together. Whatever is printed comes as lines, each with a `look` (`plain`, `strong`, `small`)
and `runs`. A run has a `text` and its `language`, and may be `struck` out or have a `link`; one that says that the text
before it is a fallback is an `aside`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from planner.itinerary.terms import ItemKind, ItemStatus, Language
from planner.itinerary.values import Day, Item, Itinerary, Person, Text
from planner.itinerary.wording import (
    Detail,
    Heading,
    Line,
    Reader,
    Role,
    Run,
    as_of_text,
    clocks_text,
    closing_text,
    day_number_text,
    details,
    event_details,
    events_of,
    has_section,
    heading,
    label,
    labelled,
    legend,
    listed,
    member_details,
    observance_line,
    other_names,
    overview,
    people_met,
    period_text,
    person_details,
    place_details,
    places_of,
    plain,
    plan_line,
    remarks,
    runs,
    short_date_text,
    sides,
    slot_text,
    time_text,
    title_line,
    where_line,
)

Block = dict[str, Any]
Cell = list[dict[str, Any]]
Part = Callable[[Itinerary, Reader], Iterator[Block]]

_WEB_ADDRESS = re.compile(r"https?://\S{1,2000}")

_IN_BETWEEN = frozenset({ItemKind.TRANSFER, ItemKind.STAY, ItemKind.MEAL, ItemKind.FREE_TIME})
"""Kinds of entry that the summary of a day leaves out, unless the day has nothing else."""


def paper(itinerary: Itinerary) -> dict[str, Any]:
    """The whole paper as plain values fit for JSON: what its file says of itself, and its blocks.

    `date` is the moment (UTC, in parts) the edition last changed, None where it was never published.
    """
    reader, language = Reader.of(itinerary), itinerary.language
    names = (itinerary.delegation, itinerary.organisation, *itinerary.cities)
    author = itinerary.organisation or itinerary.delegation
    sentences = (period_text(itinerary), *([itinerary.purpose.value] if itinerary.purpose else []))
    return {
        "language": language.value,
        "title": f"{plain((itinerary.title,), language)} {heading(Heading.ITINERARY, language)}",
        "author": author.value if author else "",
        "description": "\n".join(sentences),
        "keywords": [heading(Heading.ITINERARY, language), *(name.value for name in names if name)],
        "date": _moment(itinerary.as_of),
        "blocks": [block for part in _PARTS[language] for block in part(itinerary, reader)],
    }


def _moment(moment: datetime | None) -> dict[str, int] | None:
    parts = ("year", "month", "day", "hour", "minute", "second")
    utc = moment and moment.astimezone(UTC)
    return {part: getattr(utc, part) for part in parts} if utc else None


# Lines and cells


def _line(line: Iterable[Text], language: Language, look: str = "plain", struck: bool = False) -> dict[str, Any]:
    """A line of wording as a line of the paper."""
    return {"look": look, "runs": [_run(run, struck) for run in runs(line, language)]}


def _run(run: Run, struck: bool) -> dict[str, Any]:
    """A run, of which only the words may be struck out."""
    made: dict[str, Any] = {"text": run.value, "language": run.language.value}
    if struck and run.role is Role.WORDS:
        made["struck"] = True
    if run.role is Role.FALLBACK:
        made["aside"] = True
    if _WEB_ADDRESS.fullmatch(run.value):
        made["link"] = run.value
    return made


def _words(text: str, language: Language, look: str = "plain") -> Cell:
    """A cell of one line, or of none where there is nothing to say."""
    return [_line((Text(text, language),), language, look)] if text else []


def _cell(lines: Iterable[Line], language: Language, look: str = "plain") -> Cell:
    return [_line(line, language, look) for line in lines if line]


def _labelled(given: Iterable[Detail], language: Language) -> Cell:
    """Details in one cell, each line under its label."""
    return [
        _line((Text(labelled(detail.heading, "", language), language), *line), language)
        for detail in given
        for line in detail.lines
    ]


def _title(item: Item, language: Language, look: str = "plain") -> dict[str, Any]:
    """The title of an entry; of a cancelled one struck out, but not the word that says so."""
    line = title_line(item, language)
    if item.status is not ItemStatus.CANCELLED:
        return _line(line, language, look)
    words, title = line[:1], line[1:]
    return {"look": look, "runs": _line(words, language)["runs"] + _line(title, language, struck=True)["runs"]}


# Blocks


def _heading(head: Heading, language: Language) -> Block:
    return {"kind": "heading", "level": 1, "lines": _words(heading(head, language), language)}


def _facts(given: Iterable[Detail], language: Language, *more: tuple[str, Cell]) -> Block:
    """Labels and what stands beside them."""
    pairs = [*((heading(each.heading, language), _cell(each.lines, language)) for each in given), *more]
    return {"kind": "facts", "rows": [{"label": label, "lines": lines} for label, lines in pairs]}


def _sheet(columns: dict[str, str], rows: Iterable[tuple[Cell, ...]], grouped: bool = False) -> Block:
    """A table: the heads of its columns by what they hold, and its rows.

    In a `grouped` one the first cell is the same in rows that belong together, and is to be shown once for them.
    """
    heads = [{"key": key, "label": text} for key, text in columns.items()]
    return {"kind": "sheet", "columns": heads, "rows": list(rows), "grouped": grouped}


def _columns(language: Language, **heads: Heading) -> dict[str, str]:
    return {key: heading(head, language) for key, head in heads.items()}


# Parts of the paper


def _masthead(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    language = reader.language
    yield {
        "kind": "masthead",
        "lines": [
            _line((itinerary.title,), language),
            *_words(heading(Heading.ITINERARY, language), language, "small"),
        ],
        "under": _words(as_of_text(itinerary), language),
    }


def _overview(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    yield _heading(Heading.OVERVIEW, reader.language)
    yield _facts(overview(itinerary), reader.language)


def _members(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    """The list of the delegation: 방문단 명단, 訪問団名簿."""
    language = reader.language
    if itinerary.members:
        yield _heading(Heading.MEMBERS, language)
        rows = (
            (
                _words(str(number), language),
                _words(label(member.role, language) if member.role else "", language),
                *_person(member.person, language),
                _labelled(member_details(member, language), language),
            )
            for number, member in enumerate(itinerary.members, 1)
        )
        yield _sheet(_columns(language, number=Heading.NUMBER, role=Heading.ROLE, **_PERSON), rows)


_PERSON = {
    "organisation": Heading.ORGANISATION,
    "position": Heading.POSITION,
    "name": Heading.NAME,
    "remarks": Heading.REMARKS,
}


def _person(person: Person, language: Language) -> tuple[Cell, Cell, Cell]:
    """Three cells: whose, what and who, the name in the other scripts beneath it."""
    organisation, title = ([(text,)] if text else [] for text in (person.organisation, person.title))
    others = [(name,) for name in other_names(person, language)]
    names = [*_cell([(person.name,)], language), *_cell(others, language, "small")]
    return _cell(organisation, language), _cell(title, language), names


def _summary(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    """One row a day: 주요 일정."""
    language = reader.language
    days = [day for day in itinerary.days if day.items]
    if len(days) > 1:
        yield _heading(Heading.SUMMARY, language)
        rows = ((_date(day, language), [_title(item, language) for item in _main(day)]) for day in days)
        yield _sheet(_columns(language, day=Heading.DATE, item=Heading.ITEM), rows)


def _main(day: Day) -> tuple[Item, ...]:
    return tuple(item for item in day.items if item.kind not in _IN_BETWEEN) or day.items


def _date(day: Day, language: Language) -> Cell:
    """A day as a cell: its date, which day of the trip it is, and what is celebrated on it."""
    number = day_number_text(day.number, language) if day.number else ""
    observed = [observance_line(each, language) for each in day.observances]
    return [
        *_words(short_date_text(day.date, language), language),
        *_words(number, language, "small"),
        *_cell(observed, language, "small"),
    ]


def _timetable(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    """세부 일정표, 行程表: one row an entry."""
    language = reader.language
    rows = [(_date(day, language), *row) for day in itinerary.days for row in _rows(day, reader)]
    if rows:
        yield _heading(Heading.TIMETABLE, language)
        if note := clocks_text(itinerary):
            yield {"kind": "lines", "lines": _words(note, language, "small")}
        columns = _columns(
            language,
            day=Heading.DATE,
            time=Heading.TIME,
            item=Heading.ITEM,
            place=Heading.PLACE,
            remarks=Heading.REMARKS,
        )
        yield _sheet(columns, rows, grouped=True)


def _rows(day: Day, reader: Reader) -> Iterator[tuple[Cell, Cell, Cell, Cell]]:
    """What goes on from the day before, then what begins."""
    language = reader.language
    for item in day.continued:
        where = _cell([where_line(item, language)], language)
        yield _words(heading(Heading.CONTINUED, language), language), [_title(item, language)], where, []
    yield from (_row(item, reader) for item in day.items)


def _row(item: Item, reader: Reader) -> tuple[Cell, Cell, Cell, Cell]:
    """Time, title and subject, place, remarks. Who comes stands here only where no section of its own says so."""
    language = reader.language
    people = [] if has_section(item, reader) else [line for side in sides(item, reader) for line in side.lines]
    who = [(Text(labelled(Heading.ATTENDEES, "", language), language), *listed(people, language))] if people else []
    return (
        _words(time_text(item.slot, language), language),
        [_title(item, language, "strong"), *_cell([(item.summary,)] if item.summary else [], language, "small")],
        _cell([where_line(item, language)], language),
        _cell([*remarks(item, reader), *who], language, "small"),
    )


def _details(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    """기관별 방문·면담 자료: a section for each entry of which the timetable does not say everything."""
    items = [item for item in itinerary.items if has_section(item, reader)]
    if items:
        yield _heading(Heading.DETAILS, reader.language)
    yield from (_section(item, reader) for item in items)


def _section(item: Item, reader: Reader) -> Block:
    """What, when and where; what there is to say; who, in two columns where both sides are there."""
    language = reader.language
    when = Text(slot_text(item.slot, language, reader.years), language)
    where, plan = listed((when, where_line(item, language)), language), plan_line(item, language)
    columns = [(column.heading, _cell(column.lines, language)) for column in sides(item, reader)]
    blocks: list[Block] = [
        {"kind": "heading", "level": 2, "lines": [_title(item, language)]},
        {"kind": "lines", "lines": [*_cell([where], language), *_cell([plan], language, "small")]},
        _facts(details(item, reader), language, *(columns if len(columns) == 1 else ())),
    ]
    if len(columns) > 1:
        heads = {f"side{number}": head for number, (head, _) in enumerate(columns)}
        blocks.append(_sheet(heads, [tuple(cell for _, cell in columns)]))
    return {"kind": "section", "blocks": blocks}


def _people(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    """Everybody who is met: 면담자 인적사항."""
    language = reader.language
    people = people_met(itinerary)
    if people:
        yield _heading(Heading.PEOPLE, language)
        rows = (
            (
                _words(str(number), language),
                *_person(person, language),
                _labelled(person_details(person, language), language),
            )
            for number, person in enumerate(people, 1)
        )
        yield _sheet(_columns(language, number=Heading.NUMBER, **_PERSON), rows)


def _places(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    language = reader.language
    told = [(place.name, place_details(place, language)) for place in places_of(itinerary)]
    yield from _directory(Heading.PLACES, Heading.PLACE, told, language)


def _events(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    told = [(event.name, event_details(event, reader)) for event in events_of(itinerary)]
    yield from _directory(Heading.EVENTS, Heading.EVENT, told, reader.language)


def _directory(
    head: Heading, of: Heading, told: list[tuple[Text, tuple[Detail, ...]]], language: Language
) -> Iterator[Block]:
    """What there is to know of things that several entries share, one row each."""
    if told:
        yield _heading(head, language)
        rows = ((_cell([(name,)], language), _labelled(given, language)) for name, given in told)
        yield _sheet(_columns(language, subject=of, item=Heading.REMARKS), rows)


def _tail(itinerary: Itinerary, reader: Reader) -> Iterator[Block]:
    """Whom to ask, what the marks mean, and the word that ends a document."""
    language = reader.language
    if itinerary.enquiries:
        yield {"kind": "lines", "lines": _labelled([Detail(Heading.ENQUIRIES, ((itinerary.enquiries,),))], language)}
    explained = [line for text in legend(itinerary.marks, language) for line in _words(text, language, "small")]
    if explained:
        yield {"kind": "lines", "lines": explained}
    if end := closing_text(language):
        yield {"kind": "end", "lines": _words(end, language)}


_INNER: dict[Language, tuple[Part, ...]] = {
    Language.KO: (_overview, _members, _summary, _timetable),
    Language.JA: (_overview, _timetable, _members),
    Language.EN: (_overview, _members, _timetable),
}
_PARTS: dict[Language, tuple[Part, ...]] = {
    language: (_masthead, *inner, _details, _people, _places, _events, _tail) for language, inner in _INNER.items()
}
"""The order of a Korean 방문계획 and 일정표, of a Japanese 行程表 with its 訪問団名簿, and of an English programme."""
