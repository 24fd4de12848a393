"""The catalogues, read for a language that is named, never for the one of a request or of the machine."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from typing import NamedTuple

from planner.itinerary.terms import Language
from planner.paths import TRANSLATIONS


class Word(NamedTuple):
    """A word, or a sentence with named blanks, as the catalogues know it: its context, "" for none, and its English."""

    context: str
    english: str


def pgettext(context: str, english: str) -> Word:
    """Name a word of the documents, under the name that the extraction of messages looks for.

    Nothing is looked up here: tables of words are made before anybody knows the language. `say` looks up.
    """
    return Word(context, english)


@cache
def _catalogue(language: Language) -> GNUTranslations:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return GNUTranslations(file)


def say(word: Word, language: Language, **blanks: object) -> str:
    """The word in a language, its `%(name)s` blanks filled; in English where the catalogue lacks it.

    Raises FileNotFoundError where the catalogues were not compiled, KeyError for a blank that is not given.
    """
    words = _catalogue(language)
    text = words.pgettext(word.context, word.english) if word.context else words.gettext(word.english)
    return text % blanks if blanks else text
