"""The vocabulary of the planner: every closed list of terms, each stored and spoken by its value."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """A language the planner speaks (BCP 47)."""

    KO = "ko"
    JA = "ja"
    EN = "en"


class ItemKind(StrEnum):
    """What an item of the itinerary is."""

    MEETING = "meeting"
    COURTESY_CALL = "courtesy_call"
    BOOTH = "booth"
    SESSION = "session"
    SITE_VISIT = "site_visit"
    RECEPTION = "reception"
    CEREMONY = "ceremony"
    BRIEFING = "briefing"
    TRANSFER = "transfer"
    STAY = "stay"
    MEAL = "meal"
    PRESS = "press"
    FREE_TIME = "free_time"


class ItemStatus(StrEnum):
    """How sure an item is. `ADDED` is for what came up on the road and was not in the plan."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    ADDED = "added"


class DayPart(StrEnum):
    """A time of day that is not an hour, in the order of the day. `TO_BE_CONFIRMED` has no hour at all yet."""

    ALL_DAY = "all_day"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    TO_BE_CONFIRMED = "to_be_confirmed"


class Visibility(StrEnum):
    """How far an item travels, each step including the ones before it."""

    STAFF = "staff"
    DELEGATION = "delegation"
    HOST = "host"
    PRESS = "press"
    PUBLIC = "public"


class PressAccess(StrEnum):
    """What the press may attend."""

    OPEN = "open"
    OPENING_REMARKS = "opening_remarks"
    CLOSED = "closed"


class Side(StrEnum):
    """Whose people they are, seen from the city that keeps the record."""

    HOME = "home"
    HOST = "host"


class AttendeeRole(StrEnum):
    """What somebody does at one item."""

    LEAD = "lead"
    ATTENDEE = "attendee"
    SPEAKER = "speaker"
    MODERATOR = "moderator"
    INTERPRETER = "interpreter"
    NOTE_TAKER = "note_taker"


class MemberRole(StrEnum):
    """What somebody is in a delegation (단장, 부단장, 단원, 수행원, 통역)."""

    HEAD = "head"
    DEPUTY = "deputy"
    MEMBER = "member"
    ATTENDANT = "attendant"
    INTERPRETER = "interpreter"


class Interpretation(StrEnum):
    """How an item is interpreted."""

    NONE = "none"
    CONSECUTIVE = "consecutive"
    SIMULTANEOUS = "simultaneous"
    WHISPERED = "whispered"


class Direction(StrEnum):
    """Whether the city sends the delegation or receives it."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


class OrganisationKind(StrEnum):
    """What an organisation is."""

    LOCAL_GOVERNMENT = "local_government"
    NATIONAL_GOVERNMENT = "national_government"
    PUBLIC_CORPORATION = "public_corporation"
    RESEARCH_INSTITUTE = "research_institute"
    EVENT_ORGANISER = "event_organiser"
    MUSEUM = "museum"
    COMPANY = "company"
    OTHER = "other"


class TransportMode(StrEnum):
    """What a transfer goes by."""

    FLIGHT = "flight"
    TRAIN = "train"
    BUS = "bus"
    CAR = "car"
    FERRY = "ferry"
    METRO = "metro"
    WALK = "walk"
    OTHER = "other"


class Basis(StrEnum):
    """Where a fact comes from.

    `ARTICLE` and `FOLLOWUP` are published reports before and after the event, `REFERENCE` a public page about the
    thing itself, `KNOWN` general knowledge that nobody has looked up, `ASSUMED` something invented so that a plan
    can be drawn. The last two are marked in every edition.
    """

    ARTICLE = "article"
    FOLLOWUP = "followup"
    REFERENCE = "reference"
    KNOWN = "known"
    ASSUMED = "assumed"


class YearStyle(StrEnum):
    """How Japanese editions count years: 2025年 or 令和7年."""

    WESTERN = "western"
    ERA = "era"
