"""Headings, columns and labels of the documents."""

from __future__ import annotations

from enum import Enum

from planner.itinerary.terms import Language
from planner.itinerary.wording.catalogue import pgettext, say


class Heading(Enum):
    """What stands above or before something. The value is the word; `heading` says it in a language.

    Columns follow the sheets in use: the Korean 일정표 일자(요일)·시간·주요 일정·장소·비고 and
    명단 연번·구분·소속·직위·성명·비고; the Japanese 行程表 月日（曜）・時刻・行程・訪問先・備考 and
    名簿 No.・区分・所属・役職・氏名・備考.
    """

    ITINERARY = pgettext("heading", "Itinerary")
    OVERVIEW = pgettext("heading", "Overview")
    MEMBERS = pgettext("heading", "Members of the delegation")
    SUMMARY = pgettext("heading", "At a glance")
    TIMETABLE = pgettext("heading", "Timetable")
    DETAILS = pgettext("heading", "Details")
    PEOPLE = pgettext("heading", "People met")
    PLACES = pgettext("heading", "Places")
    EVENTS = pgettext("heading", "Events")

    PERIOD = pgettext("heading", "Period")
    CITIES = pgettext("heading", "Places visited")
    DELEGATION = pgettext("heading", "Delegation")
    PURPOSE = pgettext("heading", "Purpose")
    BACKGROUND = pgettext("heading", "Background")
    GOALS = pgettext("heading", "Goals")
    ENQUIRIES = pgettext("heading", "Enquiries")
    EDITION = pgettext("heading", "Edition for")

    DATE = pgettext("column", "Date")
    TIME = pgettext("column", "Time")
    ITEM = pgettext("column", "Item")
    PLACE = pgettext("column", "Place")
    REMARKS = pgettext("column", "Remarks")
    NUMBER = pgettext("column", "No.")
    ROLE = pgettext("column", "Role")
    ORGANISATION = pgettext("column", "Organisation")
    POSITION = pgettext("column", "Position")
    NAME = pgettext("column", "Name")

    SUBJECT = pgettext("label", "Subject")
    OUTCOME = pgettext("label", "Outcome")
    ATTENDEES = pgettext("label", "Attendees")
    PARTIES = pgettext("label", "Sub-parties")
    AGENDA = pgettext("label", "Agenda")
    LANGUAGES = pgettext("label", "Languages")
    PRESS_ACCESS = pgettext("label", "Press access")
    RAIN_PLAN = pgettext("label", "If it rains")
    DRESS = pgettext("label", "Dress")
    NOTES = pgettext("label", "Notes")
    DUTY = pgettext("label", "In charge of")
    ON_DUTY = pgettext("label", "On duty")
    EVENT = pgettext("label", "Event")
    DATES = pgettext("label", "Dates")
    VENUE = pgettext("label", "Venue")
    ORGANISER = pgettext("label", "Organiser")
    WEB_PAGE = pgettext("label", "Web page")
    BOOTH = pgettext("label", "Booth")
    THEMES = pgettext("label", "Themes")
    EXHIBITS = pgettext("label", "Exhibits")
    OPENING_HOURS = pgettext("label", "Opening hours")
    SHIFTS = pgettext("label", "Shifts")
    SPEAKER = pgettext("label", "Speaker")
    TALK_LANGUAGE = pgettext("label", "Language of the talk")
    TOPIC = pgettext("label", "Title of the talk")
    MATERIAL = pgettext("label", "Material")
    TRANSPORT = pgettext("label", "Transport")
    ROUTE = pgettext("label", "Route")
    PICK_UP = pgettext("label", "Meeting point")
    ROOMS = pgettext("label", "Rooms")
    BOOKING = pgettext("label", "Booking reference")
    ADDRESS = pgettext("label", "Address")
    ACCESS = pgettext("label", "Getting in")
    MAP = pgettext("label", "Map")
    COORDINATES = pgettext("label", "Coordinates")
    CONTACT = pgettext("label", "Contact")
    PLANNED = pgettext("label", "Planned")
    VISIBILITY = pgettext("label", "Visible to")
    SOURCES = pgettext("label", "Sources")
    CONTINUED = pgettext("label", "Continued")


def heading(head: Heading, language: Language) -> str:
    """A heading in a language."""
    return say(head.value, language)


_COLON = {Language.KO: ": ", Language.JA: "：", Language.EN: ": "}


def colon(language: Language) -> str:
    """What stands between a label and what it is about: `: `, in Japanese `：`."""
    return _COLON[language]


def labelled(head: Heading, text: str, language: Language) -> str:
    """A label, its colon and a text: `의제: …`, `議題：…`, `Agenda: …`."""
    return f"{heading(head, language)}{colon(language)}{text}"
