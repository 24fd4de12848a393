"""Choosing what of a snapshot goes into an edition: the text in the right language, the mark, the field that may stay.

A `Picker` serves one view in one language. It notes each text that the language lacks, so that the desk can show gaps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from planner.itinerary.audience import View
from planner.itinerary.localtext import LocalText
from planner.itinerary.redaction import may_see
from planner.itinerary.snapshot import Fact
from planner.itinerary.terms import Language
from planner.itinerary.values import MARKS, Gap, Mark, Text


def mark_of(facts: Iterable[Fact], about: str) -> Mark | None:
    """The mark of a field: that of the most specific fact about it, `planned.start` before `planned`."""
    found = {fact.about: MARKS.get(fact.basis) for fact in facts}
    while about:
        if about in found:
            return found[about]
        about = about.rpartition(".")[0]
    return None


def whole_mark(facts: Iterable[Fact]) -> Mark | None:
    """The mark of a whole record: that of the fact about nothing in particular."""
    return next((MARKS.get(fact.basis) for fact in facts if not fact.about), None)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one record: `record.name` in the redaction table, and its provenance under `about` (else `name`)."""

    record: str
    id: str
    name: str
    facts: tuple[Fact, ...] = ()
    about: str = ""


@dataclass(slots=True)
class Picker:
    """Picks for one view in one language; `order` is the order of languages to fall back on."""

    view: View
    language: Language
    order: tuple[Language, ...]
    kept: bool
    gaps: list[Gap] = field(default_factory=list)

    @classmethod
    def of(cls, view: View, language: Language, trip_languages: Iterable[str]) -> Picker:
        """A picker that falls back on the trip's languages in their order, then on any."""
        kept = tuple(Language(each) for each in trip_languages)
        order = dict.fromkeys((language, *kept, *Language))
        return cls(view, language, tuple(order), language in kept)

    def may(self, name: str) -> bool:
        """Whether this view has the field, such as `item.title`."""
        return may_see(self.view, name)

    def text(self, texts: LocalText, where: Field, redacted_as: str | None = None) -> Text | None:
        """The text for this reader, or None where there is none or the reader may not see it.

        `redacted_as` is the row of the redaction table where that is not simply `record.name`.
        """
        if not texts or not self.may(redacted_as or f"{where.record}.{where.name}"):
            return None
        found = texts.as_dict()
        language = next(each for each in self.order if each in found)
        if language is not self.language and self.kept:
            self.gaps.append(Gap(where.record, where.id, where.name))
        mark = mark_of(where.facts, f"{where.about or where.name}.{language}")
        return Text(found[language], language, mark, fallback=language is not self.language)

    def required(self, texts: LocalText, where: Field) -> Text:
        """A text that every view has and every record is bound to have, such as a name."""
        return self.text(texts, where) or Text("", self.language)

    def texts(self, many: Iterable[LocalText], where: Field, redacted_as: str | None = None) -> tuple[Text, ...]:
        """All texts of a list for this reader, in order."""
        picked = (self.text(each, where, redacted_as) for each in many)
        return tuple(text for text in picked if text is not None)
