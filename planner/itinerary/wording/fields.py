"""What the fields of an item are called where the documents tell on what they rest, as on the forms of the desk."""

from __future__ import annotations

from planner.itinerary.messages import N_
from planner.itinerary.terms import Language
from planner.itinerary.wording.catalogue import Word, say
from planner.itinerary.wording.lines import bracketed, language_name

_FIELDS = {
    "kind": N_("Kind of item"),
    "title": N_("Title"),
    "summary": N_("What it is about"),
    "planned": N_("Planned"),
    "actual": N_("Actual"),
    "actual_title": N_("Title as it turned out"),
    "outcome": N_("Outcome"),
    "status": N_("Status"),
    "visibility": N_("Visible to"),
    "press_access": N_("Press access"),
    "whole_delegation": N_("The whole delegation attends"),
    "parties": N_("Sub-parties that attend"),
    "attendees": N_("People"),
    "organisations": N_("Organisations met"),
    "languages": N_("Languages used"),
    "interpretation": N_("Interpretation"),
    "agenda": N_("Agenda"),
    "rain_plan": N_("When it rains"),
    "dress": N_("Dress"),
    "notes": N_("Remarks for one audience"),
    "event": N_("Event"),
    "booth": N_("Booth"),
    "session": N_("Session"),
    "transfer": N_("Transfer"),
    "stay": N_("Accommodation"),
    "day": N_("Day"),
    "end_day": N_("Last day"),
    "start": N_("Start"),
    "end": N_("End"),
    "part": N_("Part of the day"),
    "place": N_("Place"),
    "place_note": N_("Where exactly"),
    "zone": N_("Zone of the hall"),
    "number": N_("Booth number"),
    "themes": N_("Themes"),
    "exhibits": N_("Exhibits"),
    "hours": N_("Opening hours"),
    "shifts": N_("Shifts"),
    "speaker": N_("Speaker"),
    "language": N_("Language of the talk"),
    "topic": N_("Topic as planned"),
    "actual_topic": N_("Topic as given"),
    "material": N_("Material"),
    "material_url": N_("Address of the material"),
    "mode": N_("By"),
    "service": N_("Flight, train or vehicle"),
    "origin": N_("From"),
    "destination": N_("To"),
    "pick_up": N_("Pick-up"),
    "rooms": N_("Rooms"),
    "booking": N_("Booking reference"),
}
"""By the name of the field in the record: no two parts of an item have different fields of one name."""


def field_name(path: str, language: Language) -> str:
    """What a path within an item leads to: `planned.start` is "Planned – Start", `title.ja` is "Title (Japanese)".

    A step without a name stays as it is written.
    """
    *steps, last = path.split(".")
    if steps and last in {*Language}:
        return _named(steps, language) + bracketed(language_name(last, language), language)
    return _named([*steps, last], language)


def _named(steps: list[str], language: Language) -> str:
    return " – ".join(say(Word("", _FIELDS[step]), language) if step in _FIELDS else step for step in steps)
