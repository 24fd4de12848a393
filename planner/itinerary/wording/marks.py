"""Marks beside facts that are not certain, the line at the end that explains them, and the language of fallbacks."""

from __future__ import annotations

from collections.abc import Iterable

from planner.itinerary.terms import Language
from planner.itinerary.values import Mark
from planner.itinerary.wording.catalogue import pgettext, say
from planner.itinerary.wording.labels import label

_BRACKETS = {Language.KO: "[{word}]", Language.JA: "［{word}］", Language.EN: "[{word}]"}
_BESIDE = {Language.KO: "{text} {mark}", Language.JA: "{text}{mark}", Language.EN: "{text} {mark}"}

_LEGEND = {
    Mark.ASSUMED: pgettext("legend", "%(mark)s marks what was assumed for the demonstration. It is not a fact."),
    Mark.UNVERIFIED: pgettext("legend", "%(mark)s marks what nobody has verified yet."),
}


def mark_text(mark: Mark, language: Language) -> str:
    """A mark in its brackets: `[가정]`, `［仮定］`, `[assumed]`."""
    return _BRACKETS[language].format(word=label(mark, language))


def marked(text: str, mark: Mark | None, language: Language) -> str:
    """A text with its mark beside it, or as it is where there is none."""
    return _BESIDE[language].format(text=text, mark=mark_text(mark, language)) if mark else text


def fallback_text(text_language: Language, language: Language) -> str:
    """What stands after a text in another language than the reader's: ` [일본어]`, `［韓国語］`, ` [Korean]`."""
    word = _BRACKETS[language].format(word=label(text_language, language))
    return _BESIDE[language].format(text="", mark=word)


def legend(marks: Iterable[Mark], language: Language) -> tuple[str, ...]:
    """A sentence for each mark: `[가정] 표시는 시연을 위하여 가정한 내용으로, 사실이 아닙니다.`"""
    return tuple(say(_LEGEND[mark], language, mark=mark_text(mark, language)) for mark in marks)
