"""What an entry, a member, a place, an event and the trip have to say, as labelled lines that all formats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.itinerary.audience import View
from planner.itinerary.terms import Language, TransportMode
from planner.itinerary.values import (
    Booth,
    Event,
    Item,
    Itinerary,
    Member,
    Note,
    Person,
    Place,
    Session,
    Shift,
    SourceNote,
    Text,
    Transfer,
)
from planner.itinerary.wording.catalogue import pgettext, say
from planner.itinerary.wording.dates import period_text, range_text
from planner.itinerary.wording.fields import field_name
from planner.itinerary.wording.headings import Heading, labelled
from planner.itinerary.wording.labels import label
from planner.itinerary.wording.lines import (
    bracketed,
    edition_line,
    joined,
    language_name,
    languages_text,
    listed,
    person_line,
    plan_line,
    route_line,
)
from planner.itinerary.wording.marks import marked
from planner.itinerary.wording.runs import Line, once
from planner.itinerary.wording.sides import Reader
from planner.itinerary.wording.times import span_text

_BOOTH_NUMBER = pgettext("booth", "No. %(number)s")
_NEEDED = pgettext("shift", "%(number)s needed")

REMARKS = frozenset(
    {
        Heading.TRANSPORT,
        Heading.ROUTE,
        Heading.PICK_UP,
        Heading.LANGUAGES,
        Heading.PRESS_ACCESS,
        Heading.RAIN_PLAN,
        Heading.DRESS,
    }
)
"""Details of an entry that are short enough for the column of remarks in a timetable."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A label and the lines beside it. A run that begins with `http` is the address of a web page."""

    heading: Heading
    lines: tuple[Line, ...]


_Pairs = Iterator[tuple[Heading, Iterable[Text | Line | None]]]


def _details(pairs: _Pairs) -> tuple[Detail, ...]:
    """The details that have something to say."""
    made = (
        Detail(head, once((part,) if isinstance(part, Text) else part for part in parts if part))
        for head, parts in pairs
    )
    return tuple(detail for detail in made if detail.lines)


def _words(text: str | None, language: Language) -> Text | None:
    return Text(text, language) if text else None


def _link(url: str | None) -> Text | None:
    return _words(url, Language.EN)


def overview(itinerary: Itinerary) -> tuple[Detail, ...]:
    """The trip in a table: whom the edition is for, when, where, who, and what for."""
    return _details(_overview(itinerary))


def _overview(itinerary: Itinerary) -> _Pairs:
    language, name, sender = itinerary.language, itinerary.delegation, itinerary.organisation
    if name and sender and sender.value in name.value:
        sender = None
    yield Heading.EDITION, [edition_line(itinerary)]
    yield Heading.PERIOD, [_words(period_text(itinerary), language)]
    yield Heading.CITIES, [listed(itinerary.cities, language)]
    yield Heading.DELEGATION, [listed((name, sender), language)]
    yield Heading.PURPOSE, [itinerary.purpose]
    yield Heading.BACKGROUND, itinerary.background
    yield Heading.GOALS, itinerary.goals


def remarks(item: Item, reader: Reader) -> tuple[Line, ...]:
    """The column of remarks: what was planned otherwise, then the short details, each with its label."""
    language = reader.language
    short = (
        (Text(labelled(detail.heading, "", language), language), *line)
        for detail in details(item, reader)
        if detail.heading in REMARKS
        for line in detail.lines
    )
    return tuple(line for line in (plan_line(item, language), *short) if line)


def details(item: Item, reader: Reader) -> tuple[Detail, ...]:
    """Everything an entry says beside its title, its time, its place and its people, in the order of importance.

    `place_details` and `event_details` have more on the place and the event, which several entries may share.
    """
    return _details(_item(item, reader))


def _item(item: Item, reader: Reader) -> _Pairs:
    language = reader.language
    yield Heading.SUBJECT, [item.summary]
    yield Heading.AGENDA, item.agenda
    yield Heading.OUTCOME, [item.outcome]
    yield from _session(item.session, language) if item.session else ()
    yield from _booth(item.booth, item.shift, language) if item.booth or item.shift else ()
    yield from _transfer(item, item.transfer, language) if item.transfer else ()
    if item.stay:
        yield Heading.ROOMS, [item.stay.rooms]
        yield Heading.BOOKING, [_words(item.stay.booking, language)]
    yield Heading.LANGUAGES, [_words(languages_text(item.languages, language, item.interpretation), language)]
    yield Heading.PRESS_ACCESS, [_words(label(item.press_access, language), language) if item.press_access else None]
    yield Heading.RAIN_PLAN, [item.rain_plan]
    yield Heading.DRESS, [item.dress]
    yield Heading.EVENT, [item.event.name if item.event else None]
    yield Heading.NOTES, [_note(note, reader) for note in item.notes]
    if reader.view is View.STAFF:
        yield Heading.VISIBILITY, [_words(label(item.visibility, language), language) if item.visibility else None]
        yield Heading.SOURCES, [_source(source, language) for source in item.sources]


def _session(session: Session, language: Language) -> _Pairs:
    topic, planned = session.actual_topic or session.topic, session.topic
    before = Text(labelled(Heading.PLANNED, "", language), language)
    yield Heading.TOPIC, [topic, (before, planned) if planned and planned != topic else None]
    yield Heading.SPEAKER, [person_line(session.speaker, language) if session.speaker else None]
    yield (
        Heading.TALK_LANGUAGE,
        [_words(language_name(session.language, language), language) if session.language else None],
    )
    yield Heading.MATERIAL, [joined((session.material, _link(session.material_url)), " ", language)]


def _booth(booth: Booth | None, duty: Shift | None, language: Language) -> _Pairs:
    """A booth; of a reader's own turn of duty also what to do and with whom."""
    if booth:
        number = say(_BOOTH_NUMBER, language, number=booth.number) if booth.number else None
        yield Heading.BOOTH, [listed((booth.zone, _words(number, language)), language)]
        yield Heading.THEMES, [listed(booth.themes, language)]
        yield Heading.EXHIBITS, [listed(booth.exhibits, language)]
        yield Heading.OPENING_HOURS, [Text(span_text(start, end, language), language) for start, end in booth.hours]
    shifts = (duty,) if duty else booth.shifts if booth else ()
    yield Heading.SHIFTS, [_shift(shift, language) for shift in shifts]


def _shift(shift: Shift, language: Language) -> Line:
    """A turn of duty: when, who, how many are needed where that many are not there, and what to do."""
    lacking = shift.needed > len(shift.people)
    needed = say(_NEEDED, language, number=shift.needed) if lacking else None
    parts = (*(person.name for person in shift.people), _words(needed, language), shift.note)
    when = Text(span_text(shift.start, shift.end, language), language)
    return joined((when, listed(parts, language)), " ", language)


def _transfer(item: Item, transfer: Transfer, language: Language) -> _Pairs:
    mode = label(transfer.mode, language) if transfer.mode and transfer.mode is not TransportMode.OTHER else None
    yield Heading.TRANSPORT, [joined((_words(mode, language), _words(transfer.service, language)), " ", language)]
    if item.slot.place or item.slot.place_note:
        yield Heading.ROUTE, [route_line(transfer.origin, transfer.destination, language)]
    yield Heading.PICK_UP, [transfer.pick_up]


def _note(note: Note, reader: Reader) -> Line:
    """A remark; staff, who read the remarks for others too, see whom it is for."""
    if reader.view is not View.STAFF:
        return (note.text,)
    whom = bracketed(label(note.audience, reader.language), reader.language).strip()
    return joined((Text(whom, reader.language), note.text), " ", reader.language)


def _source(source: SourceNote, language: Language) -> Line:
    """Where a fact was read: the field, the basis, the source and its address, a remark."""
    words = (field_name(source.about, language), label(source.basis, language), source.source, source.note)
    return joined((*(_words(each, language) for each in words), _link(source.url)), " / ", language)


def place_details(place: Place, language: Language) -> tuple[Detail, ...]:
    """What there is to know of a place beside its name."""
    return _details(_place(place, language))


def _place(place: Place, language: Language) -> _Pairs:
    yield Heading.ADDRESS, [place.address]
    yield Heading.ACCESS, [place.access]
    if place.position:
        where = ", ".join(f"{degrees:.5f}".rstrip("0").rstrip(".") for degrees in place.position)
        yield Heading.COORDINATES, [_words(marked(where, place.position_mark, language), language)]
    yield (
        Heading.MAP,
        [joined((Text(link.label, language), _link(link.url)), " ", language) for link in place.map_links],
    )


def places_of(itinerary: Itinerary) -> tuple[Place, ...]:
    """Every place of an edition of which more than the name is known, once, in the order of the days."""
    found: dict[str, Place] = {}
    for item in itinerary.items:
        ends = (item.transfer.origin, item.transfer.destination) if item.transfer else ()
        for place in (item.slot.place, item.planned.place, *ends):
            if place and place_details(place, itinerary.language):
                found.setdefault(place.uid, place)
    return tuple(found.values())


def event_details(event: Event, reader: Reader) -> tuple[Detail, ...]:
    """What there is to know of an event beside its name."""
    return _details(_event(event, reader))


def _event(event: Event, reader: Reader) -> _Pairs:
    if event.starts and event.ends:
        dates = range_text(event.starts, event.ends, reader.language, reader.years)
        yield Heading.DATES, [_words(dates, reader.language)]
    yield Heading.VENUE, [event.venue]
    yield Heading.ORGANISER, [event.organiser]
    yield Heading.SUBJECT, [event.description]
    yield Heading.WEB_PAGE, [_link(event.url)]


def events_of(itinerary: Itinerary) -> tuple[Event, ...]:
    """Every event of an edition, once, in the order of the days."""
    return tuple(dict.fromkeys(item.event for item in itinerary.items if item.event))


def has_section(item: Item, reader: Reader) -> bool:
    """Whether an entry has more to say than a timetable with its subject and its remarks does."""
    brief = REMARKS | {Heading.SUBJECT, Heading.VISIBILITY}
    return bool(item.ours or item.theirs) or any(each.heading not in brief for each in details(item, reader))


def people_met(itinerary: Itinerary) -> tuple[Person, ...]:
    """Everybody whom an entry names and who is no member of the delegation, once, in the order of the days."""
    members = {member.person.id for member in itinerary.members}
    people = (person for item in itinerary.items for person in _named(item))
    return tuple({person.id: person for person in people if person.id not in members}.values())


def _named(item: Item) -> Iterator[Person]:
    yield from (attendee.person for attendee in (*item.ours, *item.theirs))
    if item.session and item.session.speaker:
        yield item.session.speaker
    shifts = item.booth.shifts if item.booth else ()
    yield from (person for shift in (*shifts, *filter(None, (item.shift,))) for person in shift.people)


def member_details(member: Member, language: Language) -> tuple[Detail, ...]:
    """The column of remarks beside a member: duty, sub-parties, languages, and for staff how to reach them."""
    return _details(_member(member, language))


def _member(member: Member, language: Language) -> _Pairs:
    yield Heading.DUTY, [member.duty]
    yield Heading.PARTIES, [listed(member.parties, language)]
    yield from _person(member.person, language)


def person_details(person: Person, language: Language) -> tuple[Detail, ...]:
    """The column of remarks beside a person: languages, and for staff how to reach them."""
    return _details(_person(person, language))


def _person(person: Person, language: Language) -> _Pairs:
    yield Heading.LANGUAGES, [_words(languages_text(person.languages, language), language)]
    yield Heading.CONTACT, [_words(person.email, language), _words(person.phone, language)]
