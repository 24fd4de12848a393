"""The directory of a snapshot, composed: people, organisations, places and events as one view gets them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from planner.itinerary import snapshot as raw
from planner.itinerary import values
from planner.itinerary.localtext import LocalText
from planner.itinerary.pick import Field, Picker, mark_of, whole_mark
from planner.itinerary.redaction import may_name
from planner.itinerary.snapshot import Fact
from planner.itinerary.terms import Language
from planner.itinerary.values import Text

T = TypeVar("T")

_NAMED_IN_LATIN = ("person", "organisation")
"""Records whose names in Latin letters are at home in every language, and are no fallback there."""


@dataclass(slots=True)
class Directory:
    """Looks records up by key, and composes each once for one view in one language."""

    pick: Picker
    _people: Mapping[str, raw.Person]
    _organisations: Mapping[str, raw.Organisation]
    _places: Mapping[str, raw.Place]
    _events: Mapping[str, raw.Event]
    _composed_people: dict[str, values.Person] = field(default_factory=dict)
    _composed_places: dict[str, values.Place] = field(default_factory=dict)
    _composed_events: dict[str, values.Event] = field(default_factory=dict)
    _composed_names: dict[str, Text] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: raw.Snapshot, pick: Picker) -> Directory:
        """The directory of a snapshot, seen through a picker."""
        return cls(
            pick,
            {each.id: each for each in snapshot.people},
            {each.id: each for each in snapshot.organisations},
            {each.id: each for each in snapshot.places},
            {each.id: each for each in snapshot.events},
        )

    def person(self, key: str | None) -> values.Person | None:
        """A person, or None where there is none or this view may not know them."""
        found = self._people.get(key or "")
        if found is None or not may_name(self.pick.view, found.named_in_public):
            return None
        return _once(self._composed_people, found.id, lambda: self._person(found))

    def people(self, keys: Iterable[str]) -> tuple[values.Person, ...]:
        """Those of these people whom this view may know, in this order."""
        return tuple(person for key in keys if (person := self.person(key)) is not None)

    def organisation(self, key: str | None) -> Text | None:
        """The name of an organisation."""
        found = self._organisations.get(key or "")
        return None if found is None else self._name("organisation", found.id, found.name, found.facts)

    def place(self, key: str | None) -> values.Place | None:
        """A place."""
        found = self._places.get(key or "")
        if found is None:
            return None
        return _once(self._composed_places, found.id, lambda: self._place(found))

    def event(self, key: str | None) -> values.Event | None:
        """An event."""
        found = self._events.get(key or "")
        if found is None:
            return None
        return _once(self._composed_events, found.id, lambda: self._event(found))

    def _name(self, record: str, id_: str, name: LocalText, facts: tuple[Fact, ...]) -> Text:
        """The name of a record, marked where the whole record is uncertain."""

        def make() -> Text:
            text = self.pick.required(name, Field(record, id_, "name", facts))
            at_home = record in _NAMED_IN_LATIN and text.language is Language.EN
            return replace(text, mark=text.mark or whole_mark(facts), fallback=text.fallback and not at_home)

        return _once(self._composed_names, f"{record}:{id_}", make)

    def _person(self, person: raw.Person) -> values.Person:
        pick, latin = self.pick, person.name.get(Language.EN)
        contact = person.contact if pick.may("person.contact") else None
        return values.Person(
            id=person.id,
            name=self._name("person", person.id, person.name, person.facts),
            title=pick.text(person.title, Field("person", person.id, "title", person.facts)),
            organisation=self.organisation(person.organisation) if pick.may("person.organisation") else None,
            hanja=person.hanja if pick.may("person.hanja") else None,
            kana=person.kana if pick.may("person.kana") else None,
            latin=latin if pick.may("person.name") and pick.language is not Language.EN else None,
            languages=person.languages if pick.may("person.languages") else (),
            email=contact.email if contact else None,
            phone=contact.phone if contact else None,
        )

    def _place(self, place: raw.Place) -> values.Place:
        pick = self.pick
        located = place.latitude is not None and place.longitude is not None and pick.may("place.position")
        return values.Place(
            uid=place.uid,
            name=self._name("place", place.id, place.name, place.facts),
            address=pick.text(place.address, Field("place", place.id, "address", place.facts)),
            position=(place.latitude or 0.0, place.longitude or 0.0) if located else None,
            position_mark=mark_of(place.facts, "latitude") if located else None,
            zone=place.zone,
            map_links=_links(place.map_links) if pick.may("place.map_links") else (),
            access=pick.text(place.access, Field("place", place.id, "access", place.facts)),
        )

    def _event(self, event: raw.Event) -> values.Event:
        pick, dated = self.pick, self.pick.may("event.dates")
        venue = self.place(event.venue) if pick.may("event.venue") else None
        return values.Event(
            name=self._name("event", event.id, event.name, event.facts),
            starts=event.starts if dated else None,
            ends=event.ends if dated else None,
            venue=venue.name if venue else None,
            organiser=self.organisation(event.organiser) if pick.may("event.organiser") else None,
            description=pick.text(event.description, Field("event", event.id, "description", event.facts)),
            url=event.url if pick.may("event.url") else None,
        )


def _once(done: dict[str, T], key: str, make: Callable[[], T]) -> T:
    """What was made before under this key, else what `make` makes now."""
    if key not in done:
        done[key] = make()
    return done[key]


def _links(links: Iterable[raw.MapLink]) -> tuple[values.MapLink, ...]:
    return tuple(values.MapLink(each.label, each.url) for each in links)
