"""From a snapshot to one reader's itinerary: the only place that redacts, and the only place that picks a language.

`compose` is pure and total: every valid snapshot has an edition for every audience in every language. What a reader may
not see is absent. A text that the reader's language lacks comes in the language the trip is written in, says so, and is
listed as a gap.

Readers of one view see the same of an item, so a `Pool` composes everything that a view has once, and an edition is a
choice from it. Sixty delegates cost sixty choices, not sixty compositions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

from planner.itinerary import snapshot as raw
from planner.itinerary import values
from planner.itinerary.audience import Audience, AudienceKind, View
from planner.itinerary.directory import Directory
from planner.itinerary.entries import compose_item, compose_shifts
from planner.itinerary.pick import Field, Picker, mark_of
from planner.itinerary.redaction import reaches
from planner.itinerary.terms import DayPart, Language
from planner.itinerary.values import Gap, Mark, Stamp, Text

_HOUR_OF = {
    DayPart.ALL_DAY: -1,
    DayPart.MORNING: 6,
    DayPart.AFTERNOON: 12,
    DayPart.EVENING: 18,
    DayPart.TO_BE_CONFIRMED: 48,
}
"""Where a part of the day stands among the hours, for sorting only; never shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A composed item and whom of the delegation it concerns."""

    item: values.Item
    whole_delegation: bool
    people: frozenset[str]
    parties: frozenset[str]
    marks: frozenset[Mark]


@dataclass(frozen=True, slots=True)
class Pool:
    """Everything one view has of a snapshot in one language. `head` is an edition without days and reader.

    `own` are entries that belong to certain people only: turns of duty, and booths as those have them who are there for
    such turns only.
    """

    view: View
    language: Language
    head: values.Itinerary
    head_marks: frozenset[Mark]
    head_stamp: Stamp | None
    entries: tuple[Entry, ...]
    own: tuple[Entry, ...]
    names: Mapping[str, Text]
    observances: Mapping[date, tuple[values.Observance, ...]]

    def stamped(self, stamps: Mapping[str, Stamp]) -> Pool:
        """The same pool with the ledger's stamps on the entries, and on the head under the trip's uid."""

        def stamp(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
            return tuple(replace(each, item=replace(each.item, stamp=stamps.get(each.item.uid))) for each in entries)

        return replace(self, entries=stamp(self.entries), own=stamp(self.own), head_stamp=stamps.get(self.head.uid))


def compose(
    snapshot: raw.Snapshot, audience: Audience, language: Language, stamps: Mapping[str, Stamp] | None = None
) -> values.Itinerary:
    """The edition of one reader in one language. `stamps` are the ledger's, by uid.

    Raises KeyError for a person or a sub-party that the snapshot does not know.
    """
    return edition(pool_of(snapshot, audience.view, language).stamped(stamps or {}), snapshot, audience)


def pool_of(snapshot: raw.Snapshot, view: View, language: Language) -> Pool:
    """Compose everything that a view has of a snapshot, once."""
    pick = Picker.of(view, language, snapshot.trip.languages)
    directory = Directory.of(snapshot, pick)
    parties = {
        each.id: pick.text(each.name, Field("party", each.id, "name"), "delegation.name") or Text("", language)
        for each in snapshot.delegation.parties
    }
    head = _head(snapshot, directory, parties)
    sources = {each.id: each for each in snapshot.trip.sources}
    seen = [(item, compose_item(item, directory, parties, sources)) for item in _in_reach(snapshot, view)]
    seen.sort(key=_position(snapshot.trip))
    own = [_own(people, shift) for item, entry in seen for people, shift in compose_shifts(item, entry, directory)]
    names = {each.person: name for each in snapshot.delegation.members if (name := _name(directory, each.person))}
    return Pool(
        view=view,
        language=language,
        head=replace(head, gaps=tuple(dict.fromkeys(pick.gaps))),
        head_marks=frozenset(_marks(head)),
        head_stamp=None,
        entries=tuple(_entry(item, composed) for item, composed in seen),
        own=tuple(own),
        names={**names, **parties},
        observances=_observances(snapshot, pick),
    )


def edition(pool: Pool, snapshot: raw.Snapshot, audience: Audience) -> values.Itinerary:
    """Choose from a pool what concerns this reader, and lay it out by days.

    Raises KeyError for a person or a sub-party that the snapshot does not know.
    """
    check_reader(snapshot, audience)
    chosen = [*_chosen(pool, snapshot, audience)]
    subject = audience.person or audience.party
    stamps = [stamp.changed_at for stamp in (pool.head_stamp, *(each.item.stamp for each in chosen)) if stamp]
    marks = pool.head_marks.union(*(each.marks for each in chosen))
    return replace(
        pool.head,
        audience=audience,
        reader=pool.names[subject] if subject else None,
        days=_days(pool, [each.item for each in chosen]),
        marks=tuple(mark for mark in Mark if mark in marks),
        as_of=max(stamps, default=None),
    )


def _in_reach(snapshot: raw.Snapshot, view: View) -> Iterator[raw.Item]:
    return (item for item in snapshot.items if reaches(item.visibility, view))


def _chosen(pool: Pool, snapshot: raw.Snapshot, audience: Audience) -> Iterator[Entry]:
    """The entries of this reader: for delegates and sub-parties those that concern them, for others all."""
    if audience.kind is AudienceKind.DELEGATE:
        (member,) = (each for each in snapshot.delegation.members if each.person == audience.person)
        mine = frozenset(member.parties)
        key = member.person
        # Whoever is expected at a booth anyway has it as everybody does, which therefore comes last.
        concerned = {
            each.item.uid: each
            for each in (*pool.own, *pool.entries)
            if each.whole_delegation or key in each.people or mine & each.parties
        }
        yield from sorted(concerned.values(), key=lambda entry: _instant(entry.item, snapshot.trip))
    elif audience.kind is AudienceKind.PARTY:
        yield from (each for each in pool.entries if each.whole_delegation or audience.party in each.parties)
    else:
        yield from pool.entries


def _entry(item: raw.Item, composed: values.Item) -> Entry:
    people = {each.person for each in item.attendees}
    if item.session and item.session.speaker:
        people.add(item.session.speaker)
    return Entry(
        composed, item.whole_delegation, frozenset(people), frozenset(item.parties), frozenset(_marks(composed))
    )


def _own(people: frozenset[str], shift: values.Item) -> Entry:
    return Entry(shift, False, people, frozenset(), frozenset(_marks(shift)))


def _marks(value: Any) -> Iterator[Mark]:
    """All marks anywhere in a composed value."""
    if isinstance(value, Mark):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _marks(each)
    else:
        cls: Any = type(value)
        for name in _marked_fields(cls):
            if entry := getattr(value, name):
                yield from _marks(entry)


@cache
def _marked_fields(cls: Any) -> tuple[str, ...]:
    """The fields of a composed value that can hold a mark; most cannot, and nobody need look into them."""
    hints = get_type_hints(cls) if is_dataclass(cls) else {}
    return tuple(name for name, hint in hints.items() if _can_hold_marks(hint))


def _can_hold_marks(hint: Any) -> bool:
    return hint is Mark or any(map(_can_hold_marks, get_args(hint))) or bool(_marked_fields(hint))


def _instant(item: values.Item, trip: raw.Trip) -> tuple[datetime, datetime, str]:
    """Where an entry stands in time: its start, else the place of its part of the day in the zone of the trip."""
    slot = item.slot
    zone = ZoneInfo(slot.place.zone if slot.place else trip.zones[-1])
    midnight = datetime.combine(slot.day, datetime.min.time(), zone)
    start = slot.start or midnight + timedelta(hours=_HOUR_OF[slot.part or DayPart.TO_BE_CONFIRMED])
    return start, slot.end or start, item.uid


def _position(trip: raw.Trip) -> Callable[[tuple[raw.Item, values.Item]], tuple[datetime, datetime, str]]:
    return lambda pair: _instant(pair[1], trip)


def _days(pool: Pool, items: list[values.Item]) -> tuple[values.Day, ...]:
    """Every day of the trip, empty ones too, and days outside it on which something happens."""
    head = pool.head
    period = {head.starts + timedelta(days=n) for n in range(head.day_count)}
    by_day: dict[date, list[values.Item]] = {day: [] for day in sorted(period | {item.slot.day for item in items})}
    continued: dict[date, list[values.Item]] = {day: [] for day in by_day}
    for item in items:
        first, last = item.slot.day, last_day(item.slot)
        by_day[first].append(item)
        if first < last:
            for day in by_day:
                if first < day <= last:
                    continued[day].append(item)
    return tuple(
        values.Day(
            date=day,
            number=(day - head.starts).days + 1 if day in period else None,
            observances=pool.observances.get(day, ()),
            items=tuple(entries),
            continued=tuple(continued[day]),
        )
        for day, entries in by_day.items()
    )


def last_day(slot: values.Slot) -> date:
    """The last day on which a slot still lasts. One that ends before six in the morning lasted until the day before."""
    if slot.end is None:
        return slot.end_day or slot.day
    return max(slot.day, (slot.end.replace(tzinfo=None) - timedelta(hours=6)).date())


def _name(directory: Directory, person: str) -> Text | None:
    found = directory.person(person)
    return found.name if found else None


def _observances(snapshot: raw.Snapshot, pick: Picker) -> dict[date, tuple[values.Observance, ...]]:
    trip, found = snapshot.trip, dict[date, tuple[values.Observance, ...]]()
    where = Field("trip", trip.id, "observances", trip.facts)
    for each in trip.observances:
        if name := pick.text(each.name, where):
            found[each.day] = (*found.get(each.day, ()), values.Observance(country=each.country, name=name))
    return found


def _head(snapshot: raw.Snapshot, directory: Directory, parties: Mapping[str, Text]) -> values.Itinerary:
    """What an edition says of the trip itself."""
    trip, delegation, pick = snapshot.trip, snapshot.delegation, directory.pick

    def where(name: str) -> Field:
        return Field("trip", trip.id, name, trip.facts)

    period = {mark_of(trip.facts, name) for name in ("starts", "ends", "nights")}
    return values.Itinerary(
        audience=Audience(AudienceKind.STAFF),
        language=pick.language,
        uid=trip.uid,
        id=trip.id,
        title=pick.required(trip.title, where("title")),
        purpose=pick.text(trip.purpose, where("purpose")),
        background=pick.texts(trip.background, where("background")),
        goals=pick.texts(trip.goals, where("goals")),
        starts=trip.starts,
        ends=trip.ends,
        nights=raw.nights_of(snapshot),
        day_count=trip.days,
        period_mark=next((mark for mark in Mark if mark in period), None),
        cities=pick.texts(trip.cities, where("cities")),
        zones=trip.zones,
        year_style=trip.year_style,
        direction=delegation.direction,
        delegation=pick.text(delegation.name, Field("delegation", delegation.id, "name")),
        organisation=(directory.organisation(delegation.organisation) if pick.may("delegation.organisation") else None),
        members=_members(delegation, directory, parties) if pick.may("delegation.members") else (),
        enquiries=pick.text(trip.enquiries, where("enquiries")),
    )


def _members(
    delegation: raw.Delegation, directory: Directory, parties: Mapping[str, Text]
) -> tuple[values.Member, ...]:
    """The members whom this view may know, in protocol order."""
    pick = directory.pick
    return tuple(
        values.Member(
            person=person,
            role=each.role if pick.may("member.role") else None,
            parties=tuple(parties[key] for key in each.parties) if pick.may("member.party") else (),
            duty=pick.text(each.duty, Field("member", each.person, "duty")),
        )
        for each in delegation.members
        if (person := directory.person(each.person)) is not None
    )


def audiences_of(snapshot: raw.Snapshot) -> tuple[Audience, ...]:
    """Everybody who has an edition of this trip."""
    return (
        Audience(AudienceKind.STAFF),
        *(Audience(AudienceKind.DELEGATE, person=each.person) for each in snapshot.delegation.members),
        *(Audience(AudienceKind.PARTY, party=each.id) for each in snapshot.delegation.parties),
        Audience(AudienceKind.HOST),
        Audience(AudienceKind.PRESS),
        Audience(AudienceKind.PUBLIC),
    )


def check_reader(snapshot: raw.Snapshot, audience: Audience) -> None:
    """Raise KeyError for a person or a sub-party that the snapshot does not know."""
    if audience not in audiences_of(snapshot):
        raise KeyError(audience.key)


def gaps_of(snapshot: raw.Snapshot) -> dict[Language, tuple[Gap, ...]]:
    """What each language of the trip still lacks, seen with the eyes of staff."""
    return {
        language: pool_of(snapshot, View.STAFF, language).head.gaps
        for language in map(Language, snapshot.trip.languages)
    }
