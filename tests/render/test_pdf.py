"""The paper: what Lee, the head of the delegation, files and what Tanaka, the host, prints and hands round."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from planner.itinerary.terms import Language
from planner.itinerary.values import Item, Itinerary, Text
from planner.render import pdf
from planner.render.paper import paper
from planner.render.pdf import render
from tests import itineraries
from tests.itineraries import EN, JA, KO, LANGUAGES, uid

GOLDEN = Path(__file__).parents[1] / "golden"


def read(file: bytes) -> PdfReader:
    return PdfReader(BytesIO(file), strict=True)


@cache
def full(language: Language) -> bytes:
    return render(itineraries.full(language))


def pages(itinerary: Itinerary) -> list[str]:
    """The text of each page, in the order in which it is read aloud."""
    return [page.extract_text() for page in read(render(itinerary)).pages]


def flat(itinerary: Itinerary) -> str:
    """All text with its line ends and spaces taken out, for what may be broken anywhere."""
    return re.sub(r"\s", "", "".join(pages(itinerary)))


def visit(title: str, language: Language = KO, **more: Any) -> Item:
    return replace(itineraries.simple(language)["dunes"], title=Text(title, language), **more)


def many(count: int) -> tuple[Item, ...]:
    """So many visits on one day, each with a first and a last word of its own."""
    summary = "모래 언덕을 걸어서 오르고 안내를 들은 뒤에 기념 사진을 찍고 마칩니다."
    return tuple(
        visit(f"시작{n}호", uid=uid(1000 + n), id=f"v{n}", summary=Text(f"{summary} 마침{n}호", KO))
        for n in range(count)
    )


def headings(itinerary: Itinerary) -> list[str]:
    return [run["text"] for block in paper(itinerary)["blocks"] if block["kind"] == "heading" for run in said(block)]


def said(value: Any) -> Iterator[dict[str, Any]]:
    """Every run in a part of a paper."""
    if isinstance(value, dict):
        if "text" in value:
            yield value
        for each in value.values():
            yield from said(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from said(each)


def pages_text(file: bytes) -> str:
    """All that is printed, page by page."""
    return "\f\n".join(page.extract_text() + "\n" for page in read(file).pages)


def elements(node: PdfObject | None) -> Iterator[DictionaryObject]:
    """Every element of the structure that screen readers walk through."""
    found = node.get_object() if node else None
    if isinstance(found, ArrayObject):
        for each in found:
            yield from elements(each)
    elif isinstance(found, DictionaryObject):
        yield found
        yield from elements(found.get("/K"))


# What is on the paper


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_edition_reads_as_it_did(language: Language) -> None:
    assert pages_text(full(language)) == (GOLDEN / f"pdf.{language}.txt").read_text(encoding="utf-8")


def test_the_parts_come_in_the_order_of_each_country() -> None:
    assert headings(itineraries.full(KO)) == [
        *("방문 개요", "방문단 명단", "주요 일정", "세부 일정표"),
        *("일정별 세부 사항", "면담자 인적사항", "장소 안내", "행사 안내"),
    ]
    assert headings(itineraries.full(JA))[:4] == ["訪問概要", "行程", "訪問団名簿", "行程の詳細"]
    assert headings(itineraries.full(EN))[:4] == ["Overview", "Members of the delegation", "Timetable", "Details"]


def test_what_an_edition_does_not_have_leaves_no_heading() -> None:
    assert headings(itineraries.bare(KO)) == ["방문 개요"]
    assert headings(itineraries.public(EN)) == ["Overview", "Timetable", "Places"]


def test_of_a_cancelled_entry_the_title_is_struck_out_but_not_the_word() -> None:
    runs = [run for run in said(paper(itineraries.full(KO))) if run["text"] in ("[취소] ", "환영 만찬")]
    assert {(run["text"], run.get("struck", False)) for run in runs} == {("[취소] ", False), ("환영 만찬", True)}
    assert not [run for run in said(paper(itineraries.full(KO))) if run.get("struck") and run["text"] != "환영 만찬"]


def test_the_summary_leaves_out_what_lies_in_between_unless_there_is_nothing_else() -> None:
    summary = next(
        block
        for block in paper(itineraries.full(KO))["blocks"]
        if block["kind"] == "sheet" and [column["key"] for column in block["columns"]] == ["day", "item"]
    )
    days = [[run["text"] for run in said(what)] for _, what in summary["rows"]]
    assert days[0] == ["[잠정] ", "사전 설명회"]
    assert days[3] == ["공동 기자회견"]
    assert days[5] == ["귀국"]


def test_the_host_sees_her_own_side_first() -> None:
    text = "\n".join(pages(itineraries.host(JA)))
    assert re.search(r"当方 先方\n鳥取県\n田中陽子 鳥取県副知事（代表）\nイ・ドユン 副市長（代表）", text)


def test_only_web_addresses_become_links() -> None:
    entry = replace(
        visit("시찰"), summary=Text("javascript:alert(1)", EN), rain_plan=Text("https://rain.example/a?b=c", EN)
    )
    assert {run["link"] for run in said(paper(itineraries.bare(KO, entry))) if "link" in run} == {
        "https://rain.example/a?b=c"
    }
    annotations = [
        annotation.get_object()["/A"]["/URI"]
        for page in read(render(itineraries.bare(KO, entry))).pages
        for annotation in page.get("/Annots", [])
    ]
    assert set(annotations) == {"https://rain.example/a?b=c"}


# How it is set


def test_korean_words_are_not_broken() -> None:
    sentence = "스마트시티 분야 협력 방안을 논의하고 자율주행버스를 시승하며 교통관제센터를 둘러봅니다."
    lines = "\n".join(pages(itineraries.bare(KO, visit("시찰", summary=Text(sentence, KO))))).split()
    assert [word for word in sentence.split() if word not in lines] == []


def test_japanese_lines_begin_with_no_closing_mark() -> None:
    sentence = "鳥取砂丘、砂の美術館（展示室）、及び「観光案内所」を視察し、意見交換を行う。" * 6
    lines = "\n".join(pages(itineraries.bare(JA, visit("視察", JA, summary=Text(sentence, JA))))).splitlines()
    assert [line for line in lines if line.strip()[:1] in set("、。）」ー・")] == []
    assert [line for line in lines if line.strip()[-1:] in set("（「")] == []


def test_a_long_day_says_its_date_on_every_page_and_keeps_its_rows_whole() -> None:
    visits = many(60)
    texts = pages(itineraries.bare(KO, *visits))
    assert len(texts) > 4
    timetable = [text for text in texts if re.search(r"시작\d+호", text)]
    for text in timetable:
        assert "5. 12.(수)" in text
        assert "일자(요일) 시간 주요 일정 장소 비고" in text
    whole = "".join(timetable)
    for n in range(60):
        row = whole[whole.rindex(f"시작{n}호") : whole.rindex(f"마침{n}호")]
        assert "비고" not in row, "a head of the table in the middle of a row"


@pytest.mark.parametrize("word", ["가" * 120, "A" * 120, "https://rain.example/" + "a" * 120, "漢" * 120])
def test_a_word_longer_than_its_column_goes_on_in_the_next_line(word: str) -> None:
    trip = itineraries.bare(KO, visit(word, summary=Text(word, KO)))
    assert max(len(line) for text in pages(trip) for line in text.splitlines()) < 60
    assert flat(trip).count(word) == 2


# What was typed is text and never markup


@pytest.mark.parametrize(
    "typed",
    [
        '#import "/etc/passwd": *',
        '#read("/etc/passwd") #eval("1+1") #sys.inputs',
        "$x^2$ \\ \\n \\u{41} // /* */",
        "= 제목 *굵게* _기울임_ `코드` <표> @참조 - + / ~ --- ...",
        "\"큰따옴표\" '작은따옴표' [대괄호] {중괄호} (소괄호)",
        "</script><b>&amp;&#65;{{ 7*7 }}{% if %}",
    ],
)
def test_markup_is_printed_as_it_was_typed(typed: str) -> None:
    entry = visit(typed, summary=Text(typed, KO))
    trip = replace(itineraries.bare(KO, entry), title=Text(typed, KO), enquiries=Text(typed, KO))
    assert flat(trip).count(re.sub(r"\s", "", typed)) == 4
    assert read(render(trip)).metadata["/Title"] == f"{typed} 일정표"


def test_lines_stay_lines() -> None:
    text = "\n".join(pages(itineraries.bare(KO, visit("시찰", summary=Text("버스로 이동\n도보로 귀환", KO)))))
    assert {"버스로 이동", "도보로 귀환"} <= {line.strip() for line in text.splitlines()}


def test_what_no_font_has_leaves_a_mark() -> None:
    assert "축하〓파티" in flat(itineraries.bare(KO, visit("축하🎉파티\x00")))


@given(st.text(st.characters(exclude_categories=[]), max_size=200))
@settings(max_examples=40, deadline=None)
def test_there_is_a_paper_whatever_was_typed(typed: str) -> None:
    entry = visit(typed, summary=Text(typed, JA), agenda=(Text(typed, EN), Text(typed, KO)))
    trip = replace(itineraries.bare(KO, entry), title=Text(typed, KO), purpose=Text(typed, KO))
    assert read(render(trip)).pages


def test_a_text_of_the_greatest_length_is_printed_whole() -> None:
    words = "가나 다라 " * 1666
    assert flat(itineraries.bare(KO, visit("시찰", summary=Text(words, KO)))).count("다라") == 1666


# The file


def test_the_file_says_what_it_is() -> None:
    meta = read(full(KO)).metadata
    assert meta is not None
    assert dict(meta) == {
        "/Title": "청주시 대표단 돗토리 방문 [가정] 일정표",
        "/Author": "청주시",
        "/Subject": "2027. 5. 11.(화) ~ 5. 17.(월), 5박 7일 [미확인]\n우호협력 10주년 기념 및 교류 확대",
        "/Keywords": "일정표, 청주시 대표단, 청주시, 돗토리, 호놀룰루",
        "/Creator": meta["/Creator"],
        "/CreationDate": "D:20270420013000Z",
        "/ModDate": "D:20270420013000Z",
    }


def test_a_preview_bears_no_date() -> None:
    meta = read(render(itineraries.bare(KO))).metadata
    assert meta is not None
    assert not {"/CreationDate", "/ModDate"} & set(meta)


@pytest.mark.parametrize("language", LANGUAGES)
def test_screen_readers_and_archives_are_served(language: Language) -> None:
    file = read(full(language))
    root = file.root_object
    assert root["/Lang"] == language.value
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    about = file.xmp_metadata
    assert about is not None
    text = about.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in text
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in text


def test_the_structure_has_headings_tables_with_heads_and_the_language_of_fallbacks() -> None:
    found = list(elements(read(full(JA)).root_object["/StructTreeRoot"]))
    kinds = Counter(element.get("/S") for element in found)
    assert (kinds["/Title"], kinds["/H1"], kinds["/H2"]) == (1, 7, 5)
    assert kinds["/Table"] == kinds["/THead"] == 6
    assert {element["/Lang"] for element in found if "/Lang" in element} == {"ko", "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_our_fonts_are_in_it_and_only_the_glyphs_it_needs(language: Language) -> None:
    for page in read(full(language)).pages:
        for font in page["/Resources"]["/Font"].values():
            assert re.fullmatch(
                r"/[A-Z]{6}\+(PretendardGOV|BIZUDPGothic)-(Regular|Bold).*", font.get_object()["/BaseFont"]
            )
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            embedded = next(descriptor[key] for key in ("/FontFile2", "/FontFile3") if key in descriptor)
            assert len(embedded.get_object().get_data()) < 300_000
            assert "/ToUnicode" in font.get_object()
    assert len(full(language)) < 300_000


def test_the_postal_mark_comes_from_the_second_font() -> None:
    file = read(render(itineraries.bare(JA, visit("〒680-8570", JA))))
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in file.pages for font in page["/Resources"]["/Font"].values()
    }
    assert any("BIZUDPGothic" in font for font in fonts)


def test_a_package_without_its_fonts_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PDF_FONTS", tmp_path)
    pdf._press.cache_clear()
    try:
        with pytest.raises(FileNotFoundError, match="build the package first"):
            render(itineraries.bare(KO))
    finally:
        pdf._press.cache_clear()


# The same bytes everywhere

SCRIPT = """
import hashlib
from planner.render.pdf import render
from tests import itineraries
print(*(hashlib.sha256(render(itineraries.full(language))).hexdigest() for language in itineraries.LANGUAGES))
"""


def test_another_process_in_another_place_makes_the_same_bytes() -> None:
    worlds = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "LANG": "ko_KR.UTF-8", "LC_ALL": "ko_KR.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LANG": "C", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env={**os.environ, **world}, capture_output=True, text=True, check=True
        ).stdout
        for world in worlds
    }
    assert len(digests) == 1


def test_threads_wait_for_each_other() -> None:
    editions = [make(language) for make in (itineraries.public, itineraries.host) for language in LANGUAGES] * 2
    alone = [render(edition) for edition in editions]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(render, editions)) == alone
