"""The trip of the guide, as Minji's terminal knows it."""

from __future__ import annotations

from icalendar import Calendar

TRIP = "harbour-visit"
SITE = "https://planner.example.org"
STAFF_KO = ("--audience", "staff", "--language", "ko")
KIM_JA = ("--audience", "delegate", "--person", "kim", "--language", "ja")
AS_JSON = ("export", TRIP, *STAFF_KO, "--format", "json")
"""The Korean staff edition, which is not published."""


def titles(calendar: bytes) -> set[str]:
    """What the entries of a calendar are called."""
    return {str(event["SUMMARY"]) for event in Calendar.from_ical(calendar).walk("VEVENT")}
