"""The itinerary: what one reader gets, as typed values. The contract that all formats share.

Everything is decided here already: what is missing is absent, each text says which language it is really in, times are
aware and carry their IANA zone. Formats decide nothing but looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planner.itinerary.audience import Audience
from planner.itinerary.terms import (
    AttendeeRole,
    Basis,
    DayPart,
    Direction,
    Interpretation,
    ItemKind,
    ItemStatus,
    Language,
    MemberRole,
    PressAccess,
    Side,
    TransportMode,
    Visibility,
    YearStyle,
)


class Mark(StrEnum):
    """A warning that travels with a fact: invented for the plan, or not looked up by anybody."""

    ASSUMED = "assumed"
    UNVERIFIED = "unverified"


MARKS = {Basis.ASSUMED: Mark.ASSUMED, Basis.KNOWN: Mark.UNVERIFIED}


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the language it is really in.

    A `fallback` stands in another language than the reader's, which has no such text, and formats say so. A name that
    stands in Latin letters, or on purpose in another script, is none.
    """

    value: str
    language: Language
    mark: Mark | None = None
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that the reader's language lacks: the record (`item`, `person` …), its key and the field."""

    record: str
    id: str
    field: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """The ledger's word on an entry: how often its core changed, and when anything in it last did (UTC)."""

    sequence: int
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody by name and office. `hanja` and `kana` write the same name in other scripts."""

    id: str
    name: Text
    title: Text | None = None
    organisation: Text | None = None
    hanja: str | None = None
    kana: str | None = None
    latin: str | None = None
    languages: tuple[str, ...] = ()
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of the delegation, in protocol order."""

    person: Person
    role: MemberRole | None = None
    parties: tuple[Text, ...] = ()
    duty: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person at an item."""

    person: Person
    side: Side
    role: AttendeeRole | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapLink:
    """A link to a map service."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place. `position` is (latitude, longitude) in degrees, WGS 84, with a mark where it is not certain."""

    uid: str
    name: Text
    address: Text | None = None
    position: tuple[float, float] | None = None
    position_mark: Mark | None = None
    zone: str
    map_links: tuple[MapLink, ...] = ()
    access: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When and where.

    Either `start` is given (aware, zone in `start.tzinfo.key`), or `part`. `place_open` says that the place is not yet
    known; where the reader may not know it, neither `place` nor `place_open` is set.
    """

    day: date
    end_day: date | None = None
    start: datetime | None = None
    end: datetime | None = None
    part: DayPart | None = None
    time_mark: Mark | None = None
    place: Place | None = None
    place_note: Text | None = None
    place_open: bool = False
    place_mark: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark for this reader; staff also read what is meant for others."""

    audience: Visibility
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An expo or a conference."""

    name: Text
    starts: date | None = None
    ends: date | None = None
    venue: Text | None = None
    organiser: Text | None = None
    description: Text | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A turn of duty at a booth."""

    uid: str
    start: datetime
    end: datetime
    needed: int
    people: tuple[Person, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """What only booths have; `hours` are pairs of aware datetimes."""

    zone: Text | None = None
    number: str | None = None
    themes: tuple[Text, ...] = ()
    exhibits: tuple[Text, ...] = ()
    hours: tuple[tuple[datetime, datetime], ...] = ()
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What only sessions have. `topic` is as planned, `actual_topic` as given."""

    speaker: Person | None = None
    language: str | None = None
    topic: Text | None = None
    actual_topic: Text | None = None
    material: Text | None = None
    material_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What only transfers have."""

    mode: TransportMode | None = None
    service: str | None = None
    origin: Place | None = None
    destination: Place | None = None
    pick_up: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """What only stays have."""

    rooms: Text | None = None
    booking: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """Where a fact of this item was read (staff only): the field, the basis, the source and a remark."""

    about: str
    basis: Basis
    source: str | None = None
    url: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry. `planned` and `actual` stand side by side; `slot` is the one that counts now.

    `title` is the title as it turned out where there is one, and `planned_title` then the one in the plan. `ours` and
    `theirs` are in protocol order. `shift` is set where the entry is the reader's own turn of duty at a booth, whose
    `uid` is then the shift's; `for_shifts_only` where it is a booth at which the reader has such turns and is not
    otherwise expected. `stamp` comes from the ledger and is None in what was never published.
    """

    uid: str
    id: str
    kind: ItemKind
    title: Text
    planned_title: Text | None = None
    status: ItemStatus
    planned: Slot
    actual: Slot | None = None
    mark: Mark | None = None
    summary: Text | None = None
    outcome: Text | None = None
    agenda: tuple[Text, ...] = ()
    ours: tuple[Attendee, ...] = ()
    theirs: tuple[Attendee, ...] = ()
    whole_delegation: bool = False
    parties: tuple[Text, ...] = ()
    organisations: tuple[Text, ...] = ()
    languages: tuple[str, ...] = ()
    interpretation: Interpretation | None = None
    press_access: PressAccess | None = None
    rain_plan: Text | None = None
    dress: Text | None = None
    notes: tuple[Note, ...] = ()
    event: Event | None = None
    booth: Booth | None = None
    session: Session | None = None
    transfer: Transfer | None = None
    stay: Stay | None = None
    shift: Shift | None = None
    for_shifts_only: bool = False
    visibility: Visibility | None = None
    sources: tuple[SourceNote, ...] = ()
    stamp: Stamp | None = None

    @property
    def slot(self) -> Slot:
        """When and where it takes place as far as is known now."""
        return self.actual or self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Observance:
    """A holiday that falls on a day of the trip."""

    country: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the itinerary; `number` counts from 1, and is None for a day outside the trip's period.

    `continued` are entries that began on an earlier day and still last: a booth on its second day, a hotel.
    """

    date: date
    number: int | None
    observances: tuple[Observance, ...] = ()
    items: tuple[Item, ...] = ()
    continued: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Itinerary:
    """The edition of one reader in one language.

    `reader` names the person or the sub-party it is for. `marks` are all the marks that occur in it, so that a format
    can explain them. `as_of` is the moment the newest entry of this edition last changed (UTC), None when never
    published. `gaps` is for the desk; no format prints it.
    """

    audience: Audience
    language: Language
    reader: Text | None = None
    uid: str
    id: str
    title: Text
    purpose: Text | None = None
    background: tuple[Text, ...] = ()
    goals: tuple[Text, ...] = ()
    starts: date
    ends: date
    nights: int
    day_count: int
    period_mark: Mark | None = None
    cities: tuple[Text, ...] = ()
    zones: tuple[str, ...] = ()
    year_style: YearStyle
    direction: Direction
    delegation: Text | None = None
    organisation: Text | None = None
    members: tuple[Member, ...] = ()
    days: tuple[Day, ...] = ()
    enquiries: Text | None = None
    marks: tuple[Mark, ...] = ()
    as_of: datetime | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All entries, in the order of the days."""
        return tuple(item for day in self.days for item in day.items)
