"""A whole trip at one instant: everything that is known, in every language, for nobody in particular.

A snapshot is frozen, knows no reader, and is what a trip file holds, what `load` reads from the records and what a
published revision keeps. Records name each other by `id`, a short readable key; `uid` is the identity that leaves the
house, given at birth and never derived from anything. Fields that the redaction table does not name are for staff.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from planner.itinerary.localtext import EMPTY, LocalText
from planner.itinerary.terms import (
    AttendeeRole,
    Basis,
    DayPart,
    Direction,
    Interpretation,
    ItemKind,
    ItemStatus,
    MemberRole,
    OrganisationKind,
    PressAccess,
    Side,
    TransportMode,
    Visibility,
    YearStyle,
)
from planner.itinerary.walltime import WallTime

SCHEMA = 1


def said(help_: str, default: Any = ..., **limits: Any) -> Any:
    """A field with its description and limits, which the trip file's JSON Schema repeats.

    `default` is left out for what must be given. Limits: `max_length` (characters), `multiline` (may hold several
    lines), `minimum` and `maximum`, `pattern` (a regular expression), `known` (the list it must be on: `country`,
    `language` or `zone`), `refers` (the section whose ids the field must name), `always` (must be given in a file, and
    is written there, even with its default).
    """
    metadata = {"help": help_, **limits}
    return field(metadata=metadata) if default is ... else field(default=default, metadata=metadata)


ID = {"pattern": r"^[a-z0-9][a-z0-9_-]{0,63}$", "max_length": 64}
UID = {"pattern": r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", "max_length": 36}
LINE = {"max_length": 300}
PROSE = {"max_length": 10_000, "multiline": True}
COUNTRY = {"pattern": r"^[A-Z]{2}$", "known": "country"}
LANGUAGE = {"pattern": r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "max_length": 35}
ZONE = {"known": "zone", "max_length": 64}
URL = {"pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#]+\S*$", "max_length": 2000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where facts were read."""

    id: str = said("Key of the source, named by facts", **ID)
    title: str = said("Title or outlet", **LINE)
    url: str | None = said("Address of the page (http or https)", None, **URL)
    published: date | None = said("Day of publication", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The provenance of one field of a record, or of the whole record where `about` is empty."""

    about: str = said("Field it speaks of, such as `planned.start`; empty for the whole record", "", max_length=64)
    basis: Basis = said("Where it comes from")
    source: str | None = said("Key of the source", None, refers="sources")
    note: str = said("Remark for staff", "", **PROSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A city, an agency, a company, a museum."""

    id: str = said("Key of the organisation", **ID)
    uid: str = said("Identity (a UUID), given at birth", **UID)
    name: LocalText = said("Official name", **LINE)
    short_name: LocalText = said("Short name", EMPTY, **LINE)
    country: str = said("ISO 3166-1 alpha-2 country code", **COUNTRY)
    kind: OrganisationKind = said("What it is", OrganisationKind.OTHER)
    note: str = said("Remark for staff", "", **PROSE)
    facts: tuple[Fact, ...] = said("Provenance", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How to reach a person: never in any edition but the staff's."""

    email: str | None = said("E-mail address", None, max_length=254)
    phone: str | None = said("Telephone number", None, max_length=40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as the public record knows them. Travel data (documents, diet, health) is not part of a snapshot."""

    id: str = said("Key of the person", **ID)
    uid: str = said("Identity (a UUID), given at birth", **UID)
    name: LocalText = said("Name as printed, per language", **LINE)
    hanja: str | None = said("Name in Hanja or Kanji", None, max_length=60)
    kana: str | None = said("Reading of the name in kana", None, max_length=60)
    korean_spelling: str | None = said(
        "The other Korean spelling of a Japanese name, for searching", None, max_length=60
    )
    title: LocalText = said("Title of office", EMPTY, **LINE)
    organisation: str | None = said("Key of the organisation", None, refers="organisations")
    languages: tuple[str, ...] = said("Languages spoken (BCP 47)", (), **LANGUAGE)
    named_in_public: bool = said("May be named to the press and the public", False)
    contact: Contact | None = said("How to reach the person (staff only)", None)
    note: str = said("Remark for staff", "", **PROSE)
    facts: tuple[Fact, ...] = said("Provenance", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLink:
    """A link to a map service."""

    label: str = said("Name of the service", max_length=60)
    url: str = said("Address (http or https)", **URL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happens."""

    id: str = said("Key of the place", **ID)
    uid: str = said("Identity (a UUID), given at birth", **UID)
    name: LocalText = said("Name", **LINE)
    address: LocalText = said("Street address", EMPTY, **LINE)
    latitude: float | None = said("Degrees north (WGS 84)", None, minimum=-90, maximum=90)
    longitude: float | None = said("Degrees east (WGS 84)", None, minimum=-180, maximum=180)
    zone: str = said("IANA time zone", **ZONE)
    map_links: tuple[MapLink, ...] = said("Links to map services", ())
    access: LocalText = said("How to get in", EMPTY, **PROSE)
    note: str = said("Remark for staff", "", **PROSE)
    facts: tuple[Fact, ...] = said("Provenance", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An expo or a conference that booths and sessions are part of."""

    id: str = said("Key of the event", **ID)
    uid: str = said("Identity (a UUID), given at birth", **UID)
    name: LocalText = said("Name", **LINE)
    starts: date = said("First day")
    ends: date = said("Last day")
    venue: str | None = said("Key of the place", None, refers="places")
    organiser: str | None = said("Key of the organisation", None, refers="organisations")
    description: LocalText = said("What it is", EMPTY, **PROSE)
    url: str | None = said("Web page (http or https)", None, **URL)
    note: str = said("Remark for staff", "", **PROSE)
    facts: tuple[Fact, ...] = said("Provenance", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class SubParty:
    """A part of the delegation that travels or works on its own."""

    id: str = said("Key of the sub-party", **ID)
    uid: str = said("Identity (a UUID), given at birth", **UID)
    name: LocalText = said("Name", **LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in the delegation. The order of the list is the protocol order, set by hand."""

    person: str = said("Key of the person", refers="people")
    role: MemberRole = said("Role in the delegation", MemberRole.MEMBER)
    parties: tuple[str, ...] = said("Keys of the sub-parties the person belongs to", (), refers="parties")
    duty: LocalText = said("What the person is in charge of", EMPTY, **LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """Who goes, or who comes."""

    id: str = said("Key of the delegation", **ID)
    uid: str = said("Identity (a UUID), given at birth", **UID)
    name: LocalText = said("Name", **LINE)
    direction: Direction = said("Sent out or received", Direction.OUTBOUND)
    organisation: str = said("Key of the organisation that sends it", refers="organisations")
    parties: tuple[SubParty, ...] = said("Sub-parties", ())
    members: tuple[Member, ...] = said("Members in protocol order", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Observance:
    """A holiday or other day that people at home or at the host keep."""

    day: date = said("The day")
    country: str = said("ISO 3166-1 alpha-2 country code", **COUNTRY)
    name: LocalText = said("Name", **LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """What the trip is, apart from its items."""

    id: str = said("Key of the trip, used in addresses and file names", **ID)
    uid: str = said("Identity (a UUID), given at birth", **UID)
    title: LocalText = said("Title", **LINE)
    purpose: LocalText = said("Purpose, in a sentence or two", EMPTY, **PROSE)
    background: tuple[LocalText, ...] = said("What led to it", (), **PROSE)
    goals: tuple[LocalText, ...] = said("What it is to achieve", (), **PROSE)
    starts: date = said("First day")
    ends: date = said("Last day")
    nights: int | None = said(
        "Nights in lodgings; counted from the stays where not given", None, minimum=0, maximum=366
    )
    cities: tuple[LocalText, ...] = said("Cities visited, in order", (), **LINE)
    zones: tuple[str, ...] = said("IANA time zones: home first, then the places visited", **ZONE)
    languages: tuple[str, ...] = said(
        "Languages the trip is kept in, the first being the one it is written in", known="language"
    )
    year_style: YearStyle = said("How Japanese editions count years", YearStyle.WESTERN)
    observances: tuple[Observance, ...] = said("Holidays of both sides within the trip", ())
    enquiries: LocalText = said("Whom to ask: office, name, telephone", EMPTY, **LINE)
    note: str = said("Remark for staff", "", **PROSE)
    sources: tuple[Source, ...] = said("Where facts were read", ())
    facts: tuple[Fact, ...] = said("Provenance", ())

    @property
    def days(self) -> int:
        """Calendar days, both ends counted."""
        return (self.ends - self.starts).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When and where: from hour to hour, or on a part of a day.

    Either `start` is given, or `part`. `day` is the day of the itinerary it is listed under, which for something
    after midnight may be the evening before. `end_day` is the last day of something that lasts several days and has
    no hours. No `place` and no `place_note` means: not yet known.
    """

    day: date = said("Day of the itinerary it is listed under")
    end_day: date | None = said("Last day, where it lasts several days without hours", None)
    start: WallTime | None = said("Start, as `2025-09-30 15:00 Asia/Tokyo`", None)
    end: WallTime | None = said("End, in the zone of its own place", None)
    part: DayPart | None = said("Part of the day, where there is no hour", None)
    place: str | None = said("Key of the place", None, refers="places")
    place_note: LocalText = said("Where exactly, or where while the place is not in the directory", EMPTY, **LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person at an item. The order of the list is the protocol order of each side, set by hand."""

    person: str = said("Key of the person", refers="people")
    side: Side = said("Whose side", Side.HOME)
    role: AttendeeRole = said("What the person does there", AttendeeRole.ATTENDEE)
    languages: tuple[str, ...] = said("Languages used; for an interpreter the pair", (), **LANGUAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark for one audience and for nobody else."""

    audience: Visibility = said("Whom it is for")
    text: LocalText = said("The remark", **PROSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """One opening of a booth."""

    start: WallTime = said("Opens")
    end: WallTime = said("Closes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A turn of duty at a booth."""

    uid: str = said("Identity (a UUID), given at birth", **UID)
    start: WallTime = said("Starts")
    end: WallTime = said("Ends")
    needed: int = said("People needed", 1, minimum=1, maximum=99)
    people: tuple[str, ...] = said("Keys of the people on duty", (), refers="people")
    note: LocalText = said("What to do", EMPTY, **LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """What only booths have."""

    zone: LocalText = said("Zone of the hall", EMPTY, **LINE)
    number: str | None = said("Booth number", None, max_length=40)
    themes: tuple[LocalText, ...] = said("Themes", (), **LINE)
    exhibits: tuple[LocalText, ...] = said("Exhibits", (), **LINE)
    hours: tuple[OpeningHours, ...] = said("Opening hours", ())
    shifts: tuple[Shift, ...] = said("Staffing shifts", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What only conference sessions have."""

    speaker: str | None = said("Key of the person who speaks", None, refers="people")
    language: str | None = said("Language of the talk", None, **LANGUAGE)
    topic: LocalText = said("Title of the talk as planned", EMPTY, **LINE)
    actual_topic: LocalText = said("Title of the talk as given", EMPTY, **LINE)
    material: LocalText = said("Slides and papers", EMPTY, **LINE)
    material_url: str | None = said("Where they lie (http or https)", None, **URL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What only transfers have. The slot's zones are those of the two ends."""

    mode: TransportMode = said("What it goes by", TransportMode.OTHER)
    service: str | None = said("Flight or train number, or vehicle", None, max_length=80)
    origin: str | None = said("Key of the place it leaves from", None, refers="places")
    destination: str | None = said("Key of the place it goes to", None, refers="places")
    pick_up: LocalText = said("Where and when to meet", EMPTY, **LINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """What only stays have: a stay's slot runs from the day of arrival to the day of departure."""

    rooms: LocalText = said("Rooms and who has which", EMPTY, **PROSE)
    booking: str | None = said("Booking reference", None, max_length=80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that happens on the trip, as planned and as it turned out."""

    id: str = said("Key of the item", **ID)
    uid: str = said("Identity (a UUID), given at birth; the UID in calendars", **UID)
    kind: ItemKind = said("What it is")
    title: LocalText = said("Title", **LINE)
    summary: LocalText = said("What it is about", EMPTY, **PROSE)
    planned: Slot = said("When and where it is planned")
    actual: Slot | None = said("When and where it took place, where that differs or is now known", None)
    actual_title: LocalText = said("Title as it turned out", EMPTY, **LINE)
    outcome: LocalText = said("What came of it", EMPTY, **PROSE)
    status: ItemStatus = said("How sure it is", ItemStatus.TENTATIVE)
    visibility: Visibility = said("How far it may travel", Visibility.STAFF)
    press_access: PressAccess | None = said("What the press may attend, where that is decided", None)
    whole_delegation: bool = said("Everybody in the delegation attends", False)
    parties: tuple[str, ...] = said("Keys of the sub-parties that attend", (), refers="parties")
    attendees: tuple[Attendee, ...] = said("People of both sides in protocol order", ())
    organisations: tuple[str, ...] = said("Keys of the organisations met", (), refers="organisations")
    languages: tuple[str, ...] = said("Languages used", (), **LANGUAGE)
    interpretation: Interpretation = said("How it is interpreted", Interpretation.NONE)
    agenda: tuple[LocalText, ...] = said("Points to be discussed, in order", (), **PROSE)
    rain_plan: LocalText = said("What happens instead when it rains", EMPTY, **PROSE)
    dress: LocalText = said("Dress", EMPTY, **LINE)
    notes: tuple[Note, ...] = said("Remarks, each for one audience", ())
    event: str | None = said("Key of the event it is part of", None, refers="events")
    booth: Booth | None = said("Details of a booth", None)
    session: Session | None = said("Details of a session", None)
    transfer: Transfer | None = said("Details of a transfer", None)
    stay: Stay | None = said("Details of a stay", None)
    facts: tuple[Fact, ...] = said("Provenance", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The whole trip. Items come in the order they were entered; `compose` puts them in the order of time."""

    schema: int = said("Version of this form", SCHEMA, minimum=SCHEMA, maximum=SCHEMA, always=True)
    trip: Trip = said("The trip")
    delegation: Delegation = said("Who travels")
    organisations: tuple[Organisation, ...] = said("Organisations", ())
    people: tuple[Person, ...] = said("People of both sides", ())
    places: tuple[Place, ...] = said("Places", ())
    events: tuple[Event, ...] = said("Events", ())
    items: tuple[Item, ...] = said("What happens", ())


def nights_of(snapshot: Snapshot) -> int:
    """Nights in lodgings: as given, else the nights that stays cover, else one less than the days.

    A trip of seven days with two nights on planes is "4박 7일": nights on the way are not nights in lodgings.
    """
    trip = snapshot.trip
    if trip.nights is not None:
        return trip.nights
    covered = {
        slot.day + timedelta(days=n)
        for item in snapshot.items
        if item.kind is ItemKind.STAY and item.status is not ItemStatus.CANCELLED
        for slot in (item.actual or item.planned,)
        for n in range(((slot.end.local.date() if slot.end else slot.end_day or slot.day) - slot.day).days)
    }
    return len(covered) if covered else trip.days - 1
