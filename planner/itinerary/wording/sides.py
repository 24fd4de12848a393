"""Who is there: two columns of people, each reader's own side first."""

from __future__ import annotations

from dataclasses import dataclass

from planner.itinerary.audience import View
from planner.itinerary.terms import Direction, Language, Side, YearStyle
from planner.itinerary.values import Item, Itinerary, Text
from planner.itinerary.wording.catalogue import pgettext, say
from planner.itinerary.wording.lines import attendee_line
from planner.itinerary.wording.runs import Line, once


@dataclass(frozen=True, slots=True)
class Reader:
    """What wording needs to know of the reader of an entry. Entries read alike by all who have the same `Reader`."""

    language: Language
    view: View
    direction: Direction = Direction.OUTBOUND
    years: YearStyle = YearStyle.WESTERN

    @classmethod
    def of(cls, itinerary: Itinerary) -> Reader:
        """The reader of an edition."""
        return cls(itinerary.language, itinerary.audience.view, itinerary.direction, itinerary.year_style)


@dataclass(frozen=True, slots=True)
class Column:
    """One side of an entry: whose it is, and its people, parties and organisations line by line."""

    heading: str
    lines: tuple[Line, ...]


_OURS, _THEIRS = pgettext("side", "Our side"), pgettext("side", "Their side")
_VISITORS, _HOSTS = pgettext("side", "Visitors"), pgettext("side", "Hosts")
_EVERYBODY = pgettext("side", "The whole delegation")


def visiting_side(direction: Direction) -> Side:
    """The side that travels, seen from the city that keeps the record."""
    return Side.HOME if direction is Direction.OUTBOUND else Side.HOST


def own_side(reader: Reader) -> Side | None:
    """The side that a reader belongs to, seen from the city that keeps the record.

    Staff belong to that city, the delegation to the side that travels, hosts to the one that receives it. The press and
    the public belong to neither.
    """
    visiting = visiting_side(reader.direction)
    receiving = Side.HOST if visiting is Side.HOME else Side.HOME
    return {View.STAFF: Side.HOME, View.DELEGATION: visiting, View.HOST: receiving}.get(reader.view)


def side_text(side: Side, reader: Reader) -> str:
    """What a reader calls a side: `우리측` and `상대측`, `当方` and `先方`; of neither side, visitors and hosts."""
    own = own_side(reader)
    if own is None:
        return say(_VISITORS if side is visiting_side(reader.direction) else _HOSTS, reader.language)
    return say(_OURS if side is own else _THEIRS, reader.language)


def sides(item: Item, reader: Reader) -> tuple[Column, ...]:
    """The people of both sides in protocol order, the reader's own side first; a side without anybody is left out.

    The visiting side begins with "the whole delegation" or its sub-parties, the other with the organisations met.
    """
    language, visiting = reader.language, visiting_side(reader.direction)
    groups: dict[Side, list[Line]] = {Side.HOME: [], Side.HOST: []}
    if item.whole_delegation:
        groups[visiting].append((Text(say(_EVERYBODY, language), language),))
    groups[visiting].extend((party,) for party in item.parties)
    groups[Side.HOME if visiting is Side.HOST else Side.HOST].extend((name,) for name in item.organisations)
    for side, people in ((Side.HOME, item.ours), (Side.HOST, item.theirs)):
        groups[side].extend(attendee_line(each, language) for each in people)
    first = own_side(reader) or visiting
    order = (first, Side.HOST if first is Side.HOME else Side.HOME)
    return tuple(Column(side_text(side, reader), once(groups[side])) for side in order if groups[side])
