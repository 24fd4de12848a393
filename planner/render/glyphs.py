"""Which characters a set of fonts can draw, and what stands for those it cannot.

Typst refuses an accessible PDF that has a character without a glyph, and it is right: such a character reaches no
reader. So papers are made of drawable characters only, and what was lost shows.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

GETA = "\N{GETA MARK}"
"""Printers' mark for a piece of type that is not in the case; readers of Korean and Japanese know it."""

_INVISIBLE = ("Cc", "Cf")
# Normalising would turn these kanji, of which many are in people's names, into others.
_NORMALISABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def coverage(fonts: Iterable[Path]) -> frozenset[str]:
    """The characters for which at least one of these OpenType files has a glyph; spaces too, but no invisible signs.

    Raises ValueError naming the file that has no table of them in the form that reaches all of Unicode.
    """
    chars = {chr(code) for font in fonts for code in _codes(font)}
    return frozenset(char for char in chars if unicodedata.category(char) not in _INVISIBLE)


def drawable(text: str, covered: frozenset[str]) -> str:
    """The text in covered characters only.

    Syllables and accents typed in pieces are put together; line ends become `\\n` and other spaces a space; controls
    and the invisible signs of direction, joining and variation go; any other character without a glyph becomes a geta.
    """
    if covered.issuperset(text) and unicodedata.is_normalized("NFC", text):
        return text
    plain = _VARIATION_SELECTORS.sub("", _LINE_ENDS.sub("\n", text))
    visible = "".join(_visible(char, covered) for char in plain)
    whole = _NORMALISABLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), visible)
    return "".join(char if char in covered or char == "\n" else GETA for char in whole)


def _visible(char: str, covered: frozenset[str]) -> str:
    """A character, a space for a space that no font has, or nothing for what cannot be seen."""
    if char == "\n" or char in covered:
        return char
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in _INVISIBLE else char


def _codes(font: Path) -> Iterator[int]:
    """The code points in a font's character map: the sub-table of form 12 in OpenType's table `cmap`."""
    data = font.read_bytes()
    (tables,) = struct.unpack_from(">4xH", data)
    starts = dict(struct.iter_unpack(">4s4xI4x", data[12 : 12 + 16 * tables]))
    cmap = starts[b"cmap"]
    (maps,) = struct.unpack_from(">2xH", data, cmap)
    for (offset,) in struct.iter_unpack(">4xI", data[cmap + 4 : cmap + 4 + 8 * maps]):
        form, groups = struct.unpack_from(">H10xI", data, cmap + offset)
        if form == 12:
            table = data[cmap + offset + 16 :][: 12 * groups]
            for first, last in struct.iter_unpack(">II4x", table):
                yield from range(first, last + 1)
            return
    raise ValueError(f"{font.name} has no character map of form 12, the one that reaches all of Unicode")
