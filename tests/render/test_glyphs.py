"""No character is lost without a trace: what our fonts cannot draw shows as a printer's geta."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from planner.demo import demo_file
from planner.paths import PDF_FONTS, TRANSLATIONS
from planner.render.glyphs import GETA, coverage, drawable

FONTS = sorted(PDF_FONTS.glob("*.[ot]tf"))


@cache
def covered() -> frozenset[str]:
    return coverage(FONTS)


def test_the_fonts_have_the_characters_that_font_tools_says_they_have() -> None:
    mapped = set()
    for font in FONTS:
        with TTFont(font) as opened:
            mapped |= set(map(chr, opened.getBestCmap()))
    assert covered() == {char for char in mapped if unicodedata.category(char) != "Cf"}


def test_every_font_of_a_weight_has_the_characters_of_the_other_weight() -> None:
    by_face = {font.stem: coverage([font]) for font in FONTS}
    assert by_face["PretendardGOV-Bold"] == by_face["PretendardGOV-Regular"]
    assert by_face["BIZUDPGothic-Bold"] == by_face["BIZUDPGothic-Regular"]


def test_what_papers_of_both_countries_need_can_be_drawn() -> None:
    needed = "가힣 韓日 髙﨑塚弥 かなカナー 〒㈱々〆 ①㉮ ［］【】（）「」『』 ·・～〜–—→ ₩￥€ 0123 Āēō"
    assert set(needed) <= covered()
    assert GETA in covered()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("스즈키 카즈야 부지사", "스즈키 카즈야 부지사"),
        ("축하🎉합니다", "축하〓합니다"),
        ("👩\u200d👧 ✈\ufe0f", "〓〓 〓"),
        ("한글", "한글"),
        ("Kyōto, cafe\u0301", "Kyōto, café"),
        ("﨑田と塚本", "﨑田と塚本"),
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("안\u202e녕\u200f\u2066하\u2069세\ufeff요", "안녕하세요"),
        ("첫째\r\n둘째\u2028셋째\t넷째", "첫째\n둘째\n셋째 넷째"),
        ("葛\U000e0100城", "葛城"),
        ("e\u200d\u0301", "é"),
        ("끝\n\n", "끝\n\n"),
        ("\ud800", GETA),
        ("", ""),
    ],
)
def test_what_was_typed_is_printed_as_far_as_it_can_be(typed: str, printed: str) -> None:
    assert drawable(typed, covered()) == printed


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_was_typed_comes_out_drawable_and_stays_so(typed: str) -> None:
    printed = drawable(typed, covered())
    assert set(printed) <= covered() | {"\n"}
    assert drawable(printed, covered()) == printed


@given(st.text(st.sampled_from("가나다 鈴木一弥 すずき (KICK), 10:00~12:00")))
def test_what_can_be_drawn_is_left_alone(typed: str) -> None:
    assert drawable(typed, covered()) == typed


def test_a_font_of_another_form_is_named(tmp_path: Path) -> None:
    with TTFont(FONTS[0]) as font:
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 12]
        font.save(tmp_path / "old.ttf")
    with pytest.raises(ValueError, match=r"^old\.ttf has no character map of form 12"):
        coverage([tmp_path / "old.ttf"])


def test_the_demonstration_and_all_our_words_can_be_drawn() -> None:
    catalogues = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
    texts = [demo_file().decode(), *(catalogue.read_text(encoding="utf-8") for catalogue in catalogues)]
    assert len(texts) == 4
    assert [set(text) - covered() for text in texts] == [{"\n"}] * 4
