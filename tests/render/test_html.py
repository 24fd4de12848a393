"""The page: what it holds, in which languages, for whose eyes, and that nobody's text becomes markup."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from planner.itinerary.terms import DayPart, Language
from planner.itinerary.values import Gap, Item, Itinerary, Slot, Text
from planner.render.html import STYLE, STYLE_HASH, render
from tests import itineraries
from tests.itineraries import EN, JA, KO, LANGUAGES

GOLDEN = Path(__file__).parents[1] / "golden"
AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
VOID = {"meta", "br", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    children: list[Element] = field(default_factory=list)


class Tree(HTMLParser):
    """A page as a tree; refuses tags that are not closed in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.all: list[Element] = []
        self.open: list[Element] = []
        self.feed(page.decode())
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.all.append(element)
        if self.open:
            self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def texts(self, tag: str, **attributes: str) -> list[str]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            " ".join(each.text.split())
            for each in self.all
            if each.tag == tag and all(each.attributes.get(name) == value for name, value in wanted.items())
        ]


def text_of(page: bytes) -> str:
    """Everything a reader sees."""
    return " ".join(text for text in Tree(page).texts("body"))


def titled(value: str) -> Itinerary:
    return replace(itineraries.bare(KO), title=Text(value, KO))


# Golden files


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_edition_is_what_it_was(language: Language) -> None:
    page = render(itineraries.full(language)).decode()
    assert page == (GOLDEN / f"full.{language}.html").read_text(encoding="utf-8")


# The page


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (
            KO,
            "방문 개요|방문단 명단|세부 일정표|일정별 세부 사항|면담자 인적사항|행사 안내|장소 안내",
        ),
        (JA, "訪問概要|訪問団名簿|行程|行程の詳細|出席者一覧|イベントのご案内|場所のご案内"),
        (EN, "Overview|Members of the delegation|Timetable|Details|People met|Events|Places"),
    ],
)
def test_the_parts_follow_one_another(language: Language, headings: str) -> None:
    assert Tree(render(itineraries.full(language))).texts("h2") == headings.split("|")


def test_an_edition_with_nothing_to_say_has_only_its_overview() -> None:
    tree = Tree(render(itineraries.bare(KO)))
    assert tree.texts("h2") == ["방문 개요"]
    assert tree.texts("table") == []


def test_it_tells_programs_what_it_is() -> None:
    tree = Tree(render(itineraries.full(JA)))
    named = {each.attributes["name"]: each.attributes["content"] for each in tree.all if "name" in each.attributes}
    assert tree.texts("title") == ["清州市代表団 鳥取訪問"]
    assert named["description"] == "2027年5月11日（火）～5月17日（月）、5泊7日［未確認］ 友好協力10周年記念と交流の拡大"
    assert named["keywords"] == "行程表, 清州市代表団, 清州市, 鳥取, ホノルル"
    assert named["author"] == "清州市"


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    tree = Tree(render(itineraries.full(KO)))
    assert {each.tag for each in tree.all} & {"script", "link", "img", "iframe", "form", "object", "base"} == set()
    for each in tree.all:
        assert [name for name in each.attributes if name == "style" or name.startswith("on") or name == "src"] == []
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_its_style_is_always_the_one_a_server_allows() -> None:
    for language in LANGUAGES:
        assert f"<style>{STYLE}</style>" in render(itineraries.full(language)).decode()
    assert re.fullmatch(r"sha256-[A-Za-z0-9+/]{43}=", STYLE_HASH)


def test_tables_have_captions_and_scopes() -> None:
    tree = Tree(render(itineraries.full(KO)))
    tables = [each for each in tree.all if each.tag == "table"]
    assert all(table.children[0].tag == "caption" for table in tables)
    assert all(each.attributes.get("scope") for each in tree.all if each.tag == "th")


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(each.tag[1]) for each in Tree(render(itineraries.full(KO))).all if re.fullmatch("h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


# The timetable


def rows(page: bytes) -> list[list[str]]:
    """The cells of the timetable's rows, without the day."""
    tree = Tree(page)
    (table,) = (each for each in tree.all if each.attributes.get("class") == "timetable")
    bodies = [body for body in table.children if body.tag == "tbody"]
    return [
        [" ".join(cell.text.split()) for cell in row.children if cell.tag == "td"]
        for body in bodies
        for row in body.children
    ]


def test_a_row_says_time_title_place_and_remarks() -> None:
    (row,) = rows(render(itineraries.bare(KO, itineraries.meeting(KO))))
    assert row == [
        "13:30~15:00",
        "다나카 부지사 예방우호협력 10주년 인사예방",
        "돗토리현청 제1회의실",
        "당초 계획: 14:00~15:30언어: 한국어·일본어(순차통역)언론 취재: 모두발언만 공개복장: 정장",
    ]


def test_what_is_cancelled_is_struck_out_but_the_word_is_not() -> None:
    tree = Tree(render(itineraries.bare(JA, itineraries.simple(JA)["dinner"])))
    assert tree.texts("s") == ["歓迎夕食会"]
    assert tree.texts("span", class_="tag") == ["【中止】"]


def test_what_lasts_is_listed_again_on_the_days_that_follow() -> None:
    page = render(itineraries.bare(KO, itineraries.simple(KO)["stay"]))
    assert [row[:2] for row in rows(page)] == [
        ["5. 11.(화) ~ 5. 14.(금)", "돗토리 숙박숙박"],
        ["계속", "돗토리 숙박숙박"],
        ["계속", "돗토리 숙박숙박"],
        ["계속", "돗토리 숙박숙박"],
    ]


def test_days_carry_their_number_and_their_holidays() -> None:
    tree = Tree(render(itineraries.full(KO)))
    assert "5. 13.(목)3일차부처님 오신 날(대한민국)" in tree.texts("th", class_="date")


def test_a_turn_of_duty_and_its_booth_have_sections_of_their_own() -> None:
    tree = Tree(render(itineraries.delegate(KO)))
    sections = [each.attributes["id"] for each in tree.all if each.tag == "article" and "id" in each.attributes]
    assert len(sections) == len(set(sections))
    assert f"item-{itineraries.uid(41)}" in sections
    assert f"item-{itineraries.uid(4)}" in sections


def test_links_within_the_page_lead_somewhere() -> None:
    tree = Tree(render(itineraries.full(KO)))
    ids = [each.attributes["id"] for each in tree.all if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    inner = {each.attributes["href"] for each in tree.all if (each.attributes.get("href") or "").startswith("#")}
    assert inner
    assert inner <= {f"#{each}" for each in ids}


# Readers


def test_the_host_sees_its_own_side_first_and_no_remarks_of_the_delegation() -> None:
    page = render(itineraries.host(JA))
    sides = [each for each in Tree(page).all if each.attributes.get("class") == "sides"]
    assert [head.text for head in sides[0].children[1].children[0].children] == ["当方", "先方"]
    assert "記念品" not in text_of(page)
    assert "ブース班" not in text_of(page)
    assert "+82 43 000 0000" not in text_of(page)


def test_the_public_reads_what_it_may() -> None:
    page = text_of(render(itineraries.public(KO)))
    for word in ("돗토리 사구 시찰", "[추가]", "[취소]"):
        assert word in page
    for word in ("언론 취재", "이도윤", "kim@cheongju.example", "HK-2027-0511"):
        assert word not in page


def test_gaps_are_not_printed() -> None:
    trip = itineraries.full(JA)
    assert render(replace(trip, gaps=(Gap("item", "d5-hawaii", "title"),))) == render(trip)


# Languages and marks


def test_every_text_in_another_language_says_so() -> None:
    tree = Tree(render(itineraries.full(JA)))
    korean = tree.texts("span", lang="ko")
    assert "호놀룰루시 경제개발국 면담" in korean
    assert "하와이 진출 기반 마련" in korean
    assert "金瑞姸" in korean
    assert "Keola Kealoha" in tree.texts("span", lang="en")
    assert tree.texts("span", lang="ja") == []
    hangul = re.compile("[가-힣]")
    assert [text for text in tree.texts("dt") + tree.texts("h2") if hangul.search(text)] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (KO, ["[가정]", "[미확인]", "장소 미정", "시간 미정", "끝."]),
        (JA, ["［仮定］", "［未確認］", "場所未定", "時間未定", "以上"]),
        (EN, ["[assumed]", "[unverified]", "Place to be confirmed", "Time to be confirmed"]),
    ],
)
def test_what_is_not_certain_says_so(language: Language, words: list[str]) -> None:
    page = text_of(render(itineraries.full(language)))
    assert [word for word in words if word not in page] == []


def test_the_legend_is_there_only_where_there_are_marks() -> None:
    assert Tree(render(itineraries.full(EN))).texts("div", class_="legend") != []
    assert Tree(render(itineraries.public(EN))).texts("div", class_="legend") == []


# Hostile and odd texts

HOSTILE = '<script>alert("1")</script>&amp;{{ 7*7 }}{% raw %}\'</style><!--'


def hostile_item(text: str) -> Item:
    said = Text(text, EN)
    return replace(
        itineraries.meeting(KO),
        title=said,
        summary=said,
        agenda=(said, said),
        planned_title=said,
        outcome=said,
        dress=said,
    )


def test_nobodys_text_becomes_markup() -> None:
    trip = replace(itineraries.bare(KO, hostile_item(HOSTILE)), title=Text(HOSTILE, JA), purpose=Text(HOSTILE, KO))
    page = render(trip)
    tree = Tree(page)
    assert "script" not in {each.tag for each in tree.all}
    assert page.count(b"<style>") == page.count(b"</style>") == 1
    assert text_of(page).count(HOSTILE) >= 6
    assert tree.texts("title") == [HOSTILE]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "https://a b", 'https://a"onclick="x'])
def test_only_web_addresses_become_links(address: str) -> None:
    call = replace(itineraries.meeting(KO), summary=Text(address, EN))
    links = [each.attributes["href"] or "" for each in Tree(render(itineraries.bare(KO, call))).all if each.tag == "a"]
    assert [link for link in links if not link.startswith(("#item-", "https://www.openstreetmap.org/"))] == []


def test_lines_stay_lines_and_control_characters_go() -> None:
    page = render(titled("가\r\n나\u2028다\x00\x1b라\x85마")).decode()
    assert "<h1>가<br>나<br>다라<br>마</h1>" in page


@given(st.text(max_size=40))
def test_any_title_gives_a_page(title: str) -> None:
    tree = Tree(render(titled(title)))
    assert [each.tag for each in tree.all if each.tag in ("script", "img")] == []
    assert len(tree.texts("h1")) == 1


def test_a_long_title_and_a_full_day_are_no_trouble() -> None:
    slot = Slot(day=itineraries.FIRST, part=DayPart.AFTERNOON)
    many = tuple(
        replace(
            itineraries.simple(KO)["dunes"], uid=itineraries.uid(1000 + n), planned=slot, title=Text("가" * 300, KO)
        )
        for n in range(300)
    )
    assert len(rows(render(itineraries.bare(KO, *many)))) == 300


# The same everywhere

SCRIPT = """
import hashlib, planner
from planner.render import as_json, html
from tests import itineraries
for language in itineraries.LANGUAGES:
    for format in (as_json, html):
        print(hashlib.sha256(format.render(itineraries.full(language))).hexdigest())
"""


def test_every_process_writes_the_same_bytes() -> None:
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Seoul", "LANG": "ko_KR.UTF-8", "LC_ALL": "ko_KR.UTF-8"},
        {"PYTHONHASHSEED": "7777", "TZ": "America/New_York", "LANG": "C", "LC_ALL": "C"},
    ]
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], env={**os.environ, **world}, capture_output=True, text=True, check=True
        ).stdout
        for world in worlds
    }
    assert len(said) == 1


# In a browser


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1400])
def test_everybody_can_use_it_at_every_width(page: Page, language: Language, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(render(itineraries.full(language)).decode())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.add_script_tag(path=AXE)
    assert page.evaluate("axe.run().then(result => result.violations.map(each => each.id))") == []
