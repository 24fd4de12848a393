"""What each term of the vocabulary is called in the documents."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from planner.itinerary.audience import AudienceKind
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
    OrganisationKind,
    PressAccess,
    TransportMode,
    Visibility,
    YearStyle,
)
from planner.itinerary.values import Mark
from planner.itinerary.wording.catalogue import Word, pgettext, say

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, Word]] = {
    ItemKind: {
        ItemKind.MEETING: pgettext("kind of item", "Meeting"),
        ItemKind.COURTESY_CALL: pgettext("kind of item", "Courtesy call"),
        ItemKind.BOOTH: pgettext("kind of item", "Booth"),
        ItemKind.SESSION: pgettext("kind of item", "Session"),
        ItemKind.SITE_VISIT: pgettext("kind of item", "Site visit"),
        ItemKind.RECEPTION: pgettext("kind of item", "Reception"),
        ItemKind.CEREMONY: pgettext("kind of item", "Ceremony"),
        ItemKind.BRIEFING: pgettext("kind of item", "Briefing"),
        ItemKind.TRANSFER: pgettext("kind of item", "Transfer"),
        ItemKind.STAY: pgettext("kind of item", "Accommodation"),
        ItemKind.MEAL: pgettext("kind of item", "Meal"),
        ItemKind.PRESS: pgettext("kind of item", "Press"),
        ItemKind.FREE_TIME: pgettext("kind of item", "Free time"),
    },
    ItemStatus: {
        ItemStatus.TENTATIVE: pgettext("status", "Tentative"),
        ItemStatus.CONFIRMED: pgettext("status", "Confirmed"),
        ItemStatus.CANCELLED: pgettext("status", "Cancelled"),
        ItemStatus.ADDED: pgettext("status", "Added"),
    },
    DayPart: {
        DayPart.ALL_DAY: pgettext("part of the day", "All day"),
        DayPart.MORNING: pgettext("part of the day", "Morning"),
        DayPart.AFTERNOON: pgettext("part of the day", "Afternoon"),
        DayPart.EVENING: pgettext("part of the day", "Evening"),
        DayPart.TO_BE_CONFIRMED: pgettext("part of the day", "Time to be confirmed"),
    },
    Visibility: {
        Visibility.STAFF: pgettext("visibility", "Staff only"),
        Visibility.DELEGATION: pgettext("visibility", "Delegation"),
        Visibility.HOST: pgettext("visibility", "Hosts"),
        Visibility.PRESS: pgettext("visibility", "Press"),
        Visibility.PUBLIC: pgettext("visibility", "Public"),
    },
    PressAccess: {
        PressAccess.OPEN: pgettext("press access", "Open to the press"),
        PressAccess.OPENING_REMARKS: pgettext("press access", "Opening remarks only"),
        PressAccess.CLOSED: pgettext("press access", "Closed to the press"),
    },
    AttendeeRole: {
        AttendeeRole.LEAD: pgettext("role at an item", "Lead"),
        AttendeeRole.ATTENDEE: pgettext("role at an item", "Attendee"),
        AttendeeRole.SPEAKER: pgettext("role at an item", "Speaker"),
        AttendeeRole.MODERATOR: pgettext("role at an item", "Moderator"),
        AttendeeRole.INTERPRETER: pgettext("role at an item", "Interpreter"),
        AttendeeRole.NOTE_TAKER: pgettext("role at an item", "Note-taker"),
    },
    MemberRole: {
        MemberRole.HEAD: pgettext("role in a delegation", "Head of delegation"),
        MemberRole.DEPUTY: pgettext("role in a delegation", "Deputy head"),
        MemberRole.MEMBER: pgettext("role in a delegation", "Member"),
        MemberRole.ATTENDANT: pgettext("role in a delegation", "Accompanying staff"),
        MemberRole.INTERPRETER: pgettext("role in a delegation", "Interpreter"),
    },
    Interpretation: {
        Interpretation.NONE: pgettext("interpretation", "No interpretation"),
        Interpretation.CONSECUTIVE: pgettext("interpretation", "Consecutive interpretation"),
        Interpretation.SIMULTANEOUS: pgettext("interpretation", "Simultaneous interpretation"),
        Interpretation.WHISPERED: pgettext("interpretation", "Whispered interpretation"),
    },
    Direction: {
        Direction.OUTBOUND: pgettext("direction", "Outbound"),
        Direction.INBOUND: pgettext("direction", "Inbound"),
    },
    OrganisationKind: {
        OrganisationKind.LOCAL_GOVERNMENT: pgettext("kind of organisation", "Local government"),
        OrganisationKind.NATIONAL_GOVERNMENT: pgettext("kind of organisation", "National government"),
        OrganisationKind.PUBLIC_CORPORATION: pgettext("kind of organisation", "Public corporation"),
        OrganisationKind.RESEARCH_INSTITUTE: pgettext("kind of organisation", "Research institute"),
        OrganisationKind.EVENT_ORGANISER: pgettext("kind of organisation", "Event organiser"),
        OrganisationKind.MUSEUM: pgettext("kind of organisation", "Museum"),
        OrganisationKind.COMPANY: pgettext("kind of organisation", "Company"),
        OrganisationKind.OTHER: pgettext("kind of organisation", "Other"),
    },
    TransportMode: {
        TransportMode.FLIGHT: pgettext("transport", "Flight"),
        TransportMode.TRAIN: pgettext("transport", "Train"),
        TransportMode.BUS: pgettext("transport", "Bus"),
        TransportMode.CAR: pgettext("transport", "Car"),
        TransportMode.FERRY: pgettext("transport", "Ferry"),
        TransportMode.METRO: pgettext("transport", "Metro"),
        TransportMode.WALK: pgettext("transport", "On foot"),
        TransportMode.OTHER: pgettext("transport", "Other"),
    },
    Basis: {
        Basis.ARTICLE: pgettext("basis", "Report before the event"),
        Basis.FOLLOWUP: pgettext("basis", "Report after the event"),
        Basis.REFERENCE: pgettext("basis", "Public page"),
        Basis.KNOWN: pgettext("basis", "General knowledge, not looked up"),
        Basis.ASSUMED: pgettext("basis", "Assumed"),
    },
    YearStyle: {
        YearStyle.WESTERN: pgettext("year style", "Western"),
        YearStyle.ERA: pgettext("year style", "Japanese era"),
    },
    Mark: {
        Mark.ASSUMED: pgettext("mark", "assumed"),
        Mark.UNVERIFIED: pgettext("mark", "unverified"),
    },
    AudienceKind: {
        AudienceKind.STAFF: pgettext("reader", "Staff"),
        AudienceKind.DELEGATE: pgettext("reader", "Delegate"),
        AudienceKind.PARTY: pgettext("reader", "Sub-party"),
        AudienceKind.HOST: pgettext("reader", "Hosts"),
        AudienceKind.PRESS: pgettext("reader", "Press"),
        AudienceKind.PUBLIC: pgettext("reader", "Public"),
    },
    Language: {
        Language.KO: pgettext("language", "Korean"),
        Language.JA: pgettext("language", "Japanese"),
        Language.EN: pgettext("language", "English"),
    },
}
"""By type first: members of different enumerations with the same value are equal as strings.

`Side` is not here: whose side is "ours" depends on the reader, see `sides`.
"""


def label(term: StrEnum, language: Language) -> str:
    """What a term is called in a language. Raises KeyError for a term that no table has."""
    return say(LABELS[type(term)][term], language)


def inlined(text: str) -> str:
    """A label within a line: `Afternoon` becomes `afternoon`; scripts without capitals stay as they are."""
    return text[:1].lower() + text[1:]
