"""Lines as they are printed: each text, after it the language it is in where it is a fallback, and then its mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from planner.itinerary.terms import Language
from planner.itinerary.values import Text
from planner.itinerary.wording.marks import fallback_text, marked

Line = tuple[Text, ...]


class Role(StrEnum):
    """What a run of a line is: words, the mark of what is not certain, or the language of a fallback."""

    WORDS = "words"
    MARK = "mark"
    FALLBACK = "fallback"


class Run(NamedTuple):
    """A part of a line in one language. Marks and fallbacks bring the space before them, where one is set."""

    value: str
    language: Language
    role: Role = Role.WORDS


def runs(line: Iterable[Text], language: Language) -> Iterator[Run]:
    """The runs of a line in the order in which they are printed: `면담`, ` [한국어]`, ` [가정]`."""
    (said,) = once((tuple(line),))
    for text in said:
        yield Run(text.value, text.language)
        if text.fallback:
            yield Run(fallback_text(text.language, language), language, Role.FALLBACK)
        if text.mark:
            yield Run(marked("", text.mark, language), language, Role.MARK)


def plain(line: Iterable[Text], language: Language) -> str:
    """A line as a plain string."""
    texts = tuple(line)
    for text in texts:
        if text.fallback or text.mark:
            return "".join(run.value for run in runs(texts, language))
    # Most lines are nothing but words, and there are many lines.
    return "".join([text.value for text in texts])


def once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines that are printed one after the other, in which only the last of neighbouring fallbacks says its language.

    Neighbours have nothing but punctuation between them. What has been through here stays the same the next time.
    """
    given = tuple(lines)
    if not any(text.fallback for line in given for text in line):
        return given
    following: Language | None = None
    done: list[Line] = []
    for line in reversed(given):
        kept: list[Text] = []
        for text in reversed(line):
            kept.append(replace(text, fallback=text.fallback and text.language is not following))
            if text.fallback:
                following = text.language
            elif any(map(str.isalnum, text.value)):
                following = None
        done.append(tuple(reversed(kept)))
    return tuple(reversed(done))
