"""People: what the public record knows of them, and apart from it how to reach them and what a journey needs to know.

Contacts and travel data are actions of their own in `planner.access`; whoever may not see them gets no such field.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from flask import url_for
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.attributes import flag_modified

from planner.access import Action, may
from planner.itinerary import snapshot as raw
from planner.itinerary.rules import Problem
from planner.itinerary.snapshot import COUNTRY, PROSE, said
from planner.models import Organisation, Person, TravelProfile
from planner.records.assigning import assign, entry_of
from planner.records.writer import Writer
from planner.web import directory, editing
from planner.web.editing import Answer, Sheet
from planner.web.field_names import FIELD_NAMES, Name
from planner.web.session import current_user, require


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelData:
    """What a journey needs to know of a person, as the desk enters it. It belongs to no snapshot."""

    passport_country: str | None = said("ISO 3166-1 alpha-2 country code", None, **COUNTRY)
    passport_expires: date | None = said("Last day the passport is valid", None)
    birth_date: date | None = said("Date of birth", None)
    diet: str = said("Diet and allergies", "", **PROSE)
    health: str = said("Health", "", **PROSE)
    seat: str = said("Seat", "", **PROSE)
    emergency_contact: str = said("Whom to call in an emergency", "", **PROSE)


FIELD_NAMES[TravelData] = {
    "passport_country": Name(_("Country of the passport"), _("The number of the passport is not kept.")),
    "passport_expires": Name(_("Passport valid until")),
    "birth_date": Name(_("Date of birth")),
    "diet": Name(_("Diet and allergies")),
    "health": Name(_("Health"), _("Only what the organisers must know on the way.")),
    "seat": Name(_("Seat"), _("Window or aisle, near an exit, next to whom.")),
    "emergency_contact": Name(_("In an emergency"), _("Name, relation and telephone.")),
}


def read(record: Person) -> raw.Person:
    """The person as a snapshot has them."""
    contact = record.contact and raw.Contact(email=record.contact.email, phone=record.contact.phone)
    return entry_of(raw.Person, record, organisation=record.organisation and record.organisation.key, contact=contact)


def write(session: Session, entry: raw.Person) -> Sequence[Problem]:
    """Keep a person."""
    Writer(session).person(entry, directory.by_key(session, Organisation, entry.organisation))
    return ()


def finds(person: Person, query: str) -> bool:
    """Whether a search is for this person: each of its words stands in one of their names, titles or spellings.

    Scripts are all the same to it, and so are full and half width, hiragana and katakana, capitals and small letters.
    """
    texts = [text for each in (person.name, person.title) for _language, text in each]
    organisation = [text for _language, text in person.organisation.name] if person.organisation else []
    written = _folded(
        " ".join(filter(None, (*texts, *organisation, person.hanja, person.kana, person.korean_spelling)))
    )
    return all(word in written or word in written.replace(" ", "") for word in _folded(query).split())


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.translate(_KATAKANA)


_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
"""From hiragana to katakana: Unicode has them in the same order, 96 apart."""


def _leave_out() -> frozenset[str]:
    return frozenset() if may(current_user(), Action.SEE_CONTACTS) else frozenset({"contact"})


KIND = directory.Kind(
    name="people",
    one="person",
    model=Person,
    cls=raw.Person,
    read=read,
    write=write,
    choices=directory.offering("organisations", "sources"),
    loading=(selectinload(Person.organisation), selectinload(Person.contact)),
    columns=("title", "organisation", "languages"),
    title=_("People"),
    adding=_("Add a person"),
    nothing=_("Nobody is found"),
    advice=_("Search in any script, or add the person."),
    leave_out=_leave_out,
    finds=finds,
    templates={"list": "people/list.html", "show": "people/show.html"},
)

blueprint = directory.pages(KIND)


def read_travel_data(person: Person) -> TravelData:
    """What is kept of a person for journeys; empty where nothing is."""
    profile = person.travel_profile
    names = [each.name for each in fields(TravelData)]
    return TravelData(**{name: getattr(profile, name) for name in names}) if profile else TravelData()


@blueprint.route("/<key>/travel", methods=["GET", "POST"])
def travel(key: str) -> Answer:
    """What a journey needs to know of a person: for organisers only."""
    require(Action.SEE_TRAVEL_DATA)
    if editing.is_gone(Person, key, Action.SEE_TRAVEL_DATA):
        return editing.lost(TravelData, {})
    person = editing.found(Person, key)

    def write_travel_data(session: Session, entry: TravelData) -> Sequence[Problem]:
        person.travel_profile = person.travel_profile or TravelProfile()
        if assign(person.travel_profile, {each.name: getattr(entry, each.name) for each in fields(TravelData)}):
            # A part of the person has changed, so that their version goes up.
            flag_modified(person, "key")
        return ()

    sheet = Sheet(
        cls=TravelData,
        template="people/travel.html",
        read=read_travel_data,
        write=write_travel_data,
        address=lambda key: url_for(".show", key=key),
        context={"back": url_for(".show", key=key)},
    )
    return editing.change(sheet, person)
