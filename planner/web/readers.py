"""Readers of a trip's editions, named for the desk, and the choice of one in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wtforms.fields.choices import SelectChoice

from planner.itinerary.audience import Audience
from planner.itinerary.compose import audiences_of
from planner.itinerary.snapshot import Snapshot
from planner.itinerary.terms import Language
from planner.itinerary.values import Text
from planner.itinerary.wording import label
from planner.web.looks import colon, in_words
from planner.web.preferences import language


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: the word for their kind, and for a delegate or a sub-party their name."""

    audience: Audience
    kind: str
    name: Text | None

    @property
    def plain(self) -> str:
        """Both in one string."""
        return f"{self.kind}{colon()}{self.name.value}" if self.name else self.kind


def named(audience: Audience, snapshot: Snapshot) -> Reader:
    """A reader by name; without one where the person or sub-party has left the trip."""
    names = {each.id: each.name for each in snapshot.people}
    names |= {each.id: each.name for each in snapshot.delegation.parties}
    texts = names.get(audience.person or audience.party or "")
    return Reader(audience, label(audience.kind, language()), in_words(texts) if texts else None)


def readers_of(snapshot: Snapshot) -> list[Reader]:
    """Everybody who has an edition of this trip."""
    return [named(audience, snapshot) for audience in audiences_of(snapshot)]


def choices(snapshot: Snapshot, chosen: Mapping[str, Language]) -> list[SelectChoice]:
    """The readers to choose from; each says in which language they would read, for the page's script."""
    return [
        SelectChoice(each.audience.key, each.plain, {"data-language": speaks(each.audience, snapshot, chosen)})
        for each in readers_of(snapshot)
    ]


def speaks(audience: Audience, snapshot: Snapshot, chosen: Mapping[str, Language]) -> Language:
    """The language in which a reader would like an edition.

    That is what a person has `chosen` for their account, by their key, or else the first they speak of those that
    editions are in. Everybody else is taken to read what the desk is read in.
    """
    person = next((each for each in snapshot.people if each.id == audience.person), None)
    if person is None:
        return language()
    spoken = (Language(tag) for tag in person.languages if tag in {*Language})
    return chosen.get(person.id) or next(spoken, language())
