"""What each field of a record is called on the desk, and what helps to fill it in."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from planner.itinerary import snapshot as raw
from planner.itinerary.terms import Side


class Name(NamedTuple):
    """A field's label, help below it, and for a list the word on the button that adds a row. All are lazy strings."""

    label: Any
    help: Any = ""
    add: Any = _("Add a row")


_FACTS = Name(
    _("Provenance"), _("Where each fact comes from. What is assumed is marked in every edition."), _("Add a fact")
)
_NOTE = Name(_("Remark for staff"), _("Appears in no edition but the staff's."))
_LANGUAGES = _("Names or codes, separated by commas, such as Korean, Japanese, English.")

FIELD_NAMES: dict[type, dict[str, Name]] = {
    raw.Source: {
        "id": Name(_("Key"), _("A short word of small letters and digits, by which facts name this source.")),
        "title": Name(_("Title or outlet")),
        "url": Name(_("Web address")),
        "published": Name(_("Day of publication")),
    },
    raw.Fact: {
        "about": Name(_("Field"), _("Such as name or planned.start; empty for the whole record.")),
        "basis": Name(_("Where it comes from")),
        "source": Name(_("Source")),
        "note": Name(_("Note")),
    },
    raw.Organisation: {
        "name": Name(_("Official name")),
        "short_name": Name(_("Short name")),
        "country": Name(_("Country")),
        "kind": Name(_("Kind of organisation")),
        "note": _NOTE,
        "facts": _FACTS,
    },
    raw.Contact: {
        "email": Name(_("E-mail address")),
        "phone": Name(_("Telephone")),
    },
    raw.Person: {
        "name": Name(
            _("Name as printed"),
            _("In Korean and Japanese without the title; in English with the surname in capitals."),
        ),
        "hanja": Name(_("Name in Hanja or Kanji")),
        "kana": Name(_("Reading in kana")),
        "korean_spelling": Name(
            _("Other Korean spelling"),
            _("Another way a Japanese name is spelt in Korean. Searched for, never printed."),
        ),
        "title": Name(_("Title of office")),
        "organisation": Name(_("Organisation")),
        "languages": Name(_("Languages spoken"), _LANGUAGES),
        "named_in_public": Name(_("May be named to the press and the public")),
        "contact": Name(_("Contact"), _("Appears in no edition but the staff's.")),
        "note": _NOTE,
        "facts": _FACTS,
    },
    raw.MapLink: {
        "label": Name(_("Map service")),
        "url": Name(_("Web address")),
    },
    raw.Place: {
        "name": Name(_("Name")),
        "address": Name(_("Address")),
        "latitude": Name(_("Latitude"), _("Degrees north, such as 34.745; south is negative.")),
        "longitude": Name(_("Longitude"), _("Degrees east, such as 135.765; west is negative.")),
        "zone": Name(_("Time zone"), _("IANA name, such as Asia/Tokyo or Asia/Seoul.")),
        "map_links": Name(_("Map links"), "", _("Add a link")),
        "access": Name(_("How to get in")),
        "note": _NOTE,
        "facts": _FACTS,
    },
    raw.Event: {
        "name": Name(_("Name")),
        "starts": Name(_("First day")),
        "ends": Name(_("Last day")),
        "venue": Name(_("Venue")),
        "organiser": Name(_("Run by")),
        "description": Name(_("What it is")),
        "url": Name(_("Web address")),
        "note": _NOTE,
        "facts": _FACTS,
    },
    raw.SubParty: {
        "name": Name(_("Name")),
    },
    raw.Member: {
        "person": Name(_("Person")),
        "role": Name(_("Role in the delegation")),
        "parties": Name(_("Sub-parties")),
        "duty": Name(_("In charge of")),
    },
    raw.Delegation: {
        "name": Name(_("Name")),
        "direction": Name(_("Direction"), _("Whether the delegation is sent or received.")),
        "organisation": Name(_("Organisation that sends it")),
        "parties": Name(
            _("Sub-parties"), _("Parts of the delegation that travel or work on their own."), _("Add a sub-party")
        ),
        "members": Name(_("Members"), _("In the order of protocol."), _("Add a member")),
    },
    raw.Observance: {
        "day": Name(_("Day")),
        "country": Name(_("Country")),
        "name": Name(_("Name")),
    },
    raw.Trip: {
        "title": Name(_("Title")),
        "purpose": Name(_("Purpose"), _("In a sentence or two.")),
        "background": Name(_("Background"), _("What led to the trip."), _("Add a point")),
        "goals": Name(_("Goals"), _("What the trip is to achieve."), _("Add a goal")),
        "starts": Name(_("First day")),
        "ends": Name(_("Last day")),
        "nights": Name(_("Nights"), _("Nights in lodgings. Leave empty to have them counted from the stays.")),
        "cities": Name(_("Cities"), _("In the order of the visit."), _("Add a city")),
        "zones": Name(_("Time zones"), _("IANA names separated by commas: home first, then the places visited.")),
        "languages": Name(
            _("Languages of the trip"),
            _("Korean, Japanese or English, separated by commas; first the one it is written in."),
        ),
        "year_style": Name(_("Years in Japanese editions")),
        "observances": Name(_("Holidays"), _("Those of both sides that fall into the trip."), _("Add a holiday")),
        "enquiries": Name(_("Enquiries"), _("Office, name and telephone of whom to ask.")),
        "note": _NOTE,
        "sources": Name(_("Sources"), _("Where facts were read."), _("Add a source")),
        "facts": _FACTS,
    },
    raw.Slot: {
        "day": Name(_("Day"), _("The day of the itinerary it is listed under.")),
        "end_day": Name(_("Last day"), _("Only for what lasts several days and has no hours.")),
        "start": Name(_("Start"), _("Without a day, on the day above.")),
        "end": Name(
            _("End"),
            _(
                "In the time zone of the place where it ends. Without a day, on the day of the start,"
                " or on the next where it would come before the start."
            ),
        ),
        "part": Name(_("Part of the day"), _("Where there is no hour.")),
        "place": Name(_("Place"), _("Leave empty while it is not known.")),
        "place_note": Name(_("Where exactly"), _("The room, or the place while it is not in the directory.")),
    },
    raw.Attendee: {
        "person": Name(_("Person")),
        "side": Name(_("Side")),
        "role": Name(_("Role")),
        "languages": Name(_("Languages")),
    },
    raw.Note: {
        "audience": Name(_("For")),
        "text": Name(_("Remark")),
    },
    raw.OpeningHours: {
        "start": Name(_("Opens")),
        "end": Name(_("Closes")),
    },
    raw.Shift: {
        "start": Name(_("Start")),
        "end": Name(_("End")),
        "needed": Name(_("People needed")),
        "people": Name(_("On duty"), "", _("Add a person")),
        "note": Name(_("What to do")),
    },
    raw.Booth: {
        "zone": Name(_("Zone of the hall")),
        "number": Name(_("Booth number")),
        "themes": Name(_("Themes"), "", _("Add a theme")),
        "exhibits": Name(_("Exhibits"), "", _("Add an exhibit")),
        "hours": Name(_("Opening hours"), "", _("Add hours")),
        "shifts": Name(_("Shifts"), "", _("Add a shift")),
    },
    raw.Session: {
        "speaker": Name(_("Speaker")),
        "language": Name(_("Language of the talk")),
        "topic": Name(_("Topic as planned")),
        "actual_topic": Name(_("Topic as given")),
        "material": Name(_("Material")),
        "material_url": Name(_("Address of the material")),
    },
    raw.Transfer: {
        "mode": Name(_("By")),
        "service": Name(_("Flight, train or vehicle")),
        "origin": Name(_("From")),
        "destination": Name(_("To")),
        "pick_up": Name(_("Pick-up"), _("Where and when to meet.")),
    },
    raw.Stay: {
        "rooms": Name(_("Rooms")),
        "booking": Name(_("Booking reference")),
    },
    raw.Item: {
        "kind": Name(_("Kind of item")),
        "title": Name(_("Title")),
        "summary": Name(_("What it is about")),
        "planned": Name(_("Planned")),
        "actual": Name(_("Actual"), _("Where it differs from the plan or is now known.")),
        "actual_title": Name(_("Title as it turned out")),
        "outcome": Name(_("Outcome")),
        "status": Name(_("Status")),
        "visibility": Name(_("Visible to"), _("Each reader includes the ones before.")),
        "press_access": Name(_("Press access")),
        "whole_delegation": Name(_("The whole delegation attends")),
        "parties": Name(_("Sub-parties that attend")),
        "attendees": Name(
            _("People"),
            _("Of both sides, each in the order of protocol; for an interpreter with the pair of languages."),
            _("Add a person"),
        ),
        "organisations": Name(_("Organisations met"), "", _("Add an organisation")),
        "languages": Name(_("Languages used"), _LANGUAGES),
        "interpretation": Name(_("Interpretation")),
        "agenda": Name(_("Agenda"), _("Points to be discussed, in order."), _("Add a point")),
        "rain_plan": Name(_("When it rains")),
        "dress": Name(_("Dress")),
        "notes": Name(_("Remarks for one audience"), "", _("Add a remark")),
        "event": Name(_("Event")),
        "booth": Name(_("Booth")),
        "session": Name(_("Session")),
        "transfer": Name(_("Transfer")),
        "stay": Name(_("Accommodation")),
        "facts": _FACTS,
    },
}
"""By record and field. Identities and keys are not here: nobody types them."""

SIDES = {Side.HOME: _("Our side"), Side.HOST: _("Their side")}
