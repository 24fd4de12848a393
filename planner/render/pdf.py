"""The itinerary as a PDF to print and to file: A4, for screen readers (PDF/UA-1) and for archives (PDF/A-2a)."""

from __future__ import annotations

import json
from functools import cache
from threading import Lock
from typing import Any, NamedTuple, cast

import typst

from planner.itinerary.values import Itinerary
from planner.paths import PDF_FONTS, shipped
from planner.render.glyphs import coverage, drawable
from planner.render.paper import paper

_MEMORY = 10
"""Papers for which Typst remembers everything that it has set, in case it is wanted again."""


class _Press(NamedTuple):
    """What all papers are set with: a compiler, its fonts in order of preference, and the characters they have.

    `blank` is a compiler for papers with nothing on them.
    """

    compiler: typst.Compiler
    blank: typst.Compiler
    families: list[str]
    covered: frozenset[str]
    turn: Lock


@cache
def _press() -> _Press:
    """The one press of this process: reading fonts takes longer than setting a paper.

    Only our own fonts are used, since those of the machine would make papers differ from one to the next.
    Raises FileNotFoundError where the build has not put the fonts in their place.
    """
    files = sorted(PDF_FONTS.glob("*.[ot]tf"))
    if not files:
        raise FileNotFoundError(f"no fonts in {PDF_FONTS}: build the package first")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[PDF_FONTS])
    template = shipped("templates") / "editions" / "itinerary.typ"
    # Pretendard is the face of our papers; the others lend it what it lacks.
    families = sorted(fonts.families(), key=lambda family: (not family.startswith("Pretendard"), family))
    compiler, blank = typst.Compiler(template, font_paths=fonts), typst.Compiler(font_paths=fonts)
    return _Press(compiler, blank, families, coverage(files), Lock())


def render(itinerary: Itinerary) -> bytes:
    """The edition as a PDF. The same itinerary gives the same bytes.

    What was published says when it last changed, and is fit for archives, which ask for a date. A preview has no date.
    """
    press = _press()
    sheet = {**paper(itinerary), "fonts": press.families}
    data = json.dumps(_drawable(sheet, press.covered), ensure_ascii=False)
    standards: list[Any] = ["ua-1", "a-2a"] if itinerary.as_of else ["ua-1"]
    # A compiler serves one thread at a time.
    with press.turn:
        pdf = press.compiler.compile(format="pdf", sys_inputs={"paper": data}, pdf_standards=standards)
        # What is remembered of a long paper are a hundred megabytes, and no two papers are the same. Blank ones, which
        # take a millisecond each, push it out.
        for _ in range(_MEMORY + 1):
            press.blank.compile(input=b" ")
    return cast(bytes, pdf)


def _drawable(value: Any, covered: frozenset[str]) -> Any:
    """The same lists, tuples and dictionaries with no character in them that cannot be drawn."""
    if isinstance(value, str):
        return drawable(value, covered)
    if isinstance(value, list | tuple):
        return [_drawable(each, covered) for each in value]
    if isinstance(value, dict):
        return {key: _drawable(each, covered) for key, each in value.items()}
    return value
