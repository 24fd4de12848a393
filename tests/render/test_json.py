"""The edition for other programs: steady, complete, and silent about what is hidden."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.itinerary.terms import Language
from planner.itinerary.values import Gap, Text
from planner.render.as_json import SCHEMA, render
from tests import itineraries
from tests.itineraries import JA, KO, LANGUAGES

GOLDEN = Path(__file__).parents[1] / "golden"


def items(document: bytes) -> dict[str, Any]:
    return {item["uid"]: item for day in json.loads(document)["days"] for item in day.get("items", ())}


def values(found: Any) -> list[Any]:
    """Every value and every list anywhere in a document."""
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [found, *(value for each in inner for value in values(each))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_edition_is_what_it_was(language: Language) -> None:
    document = render(itineraries.full(language)).decode()
    assert document == (GOLDEN / f"full.{language}.json").read_text(encoding="utf-8")


def test_it_says_which_form_it_has_and_for_whom() -> None:
    document = json.loads(render(itineraries.delegate(KO)))
    assert (document["schema"], document["audience"], document["language"]) == (SCHEMA, "delegate:choi", "ko")
    assert document["reader"] == {"language": "ko", "value": "최유진"}
    assert document["as_of"] == "2027-04-20T01:30:00Z"


def test_moments_carry_local_time_offset_and_zone() -> None:
    flight = items(render(itineraries.full(KO)))[itineraries.uid(2)]
    assert flight["planned"] == {
        "day": "2027-05-14",
        "start": {"time": "2027-05-14T21:00:00+09:00", "zone": "Asia/Tokyo"},
        "end": {"time": "2027-05-14T10:00:00-10:00", "zone": "Pacific/Honolulu"},
    }


def test_a_text_says_which_language_it_is_really_in_and_whether_it_is_certain() -> None:
    document = json.loads(render(itineraries.full(JA)))
    assert document["title"] == {"language": "ja", "mark": "assumed", "value": "清州市代表団　鳥取訪問"}
    assert document["goals"][1] == {"language": "ko", "value": "하와이 진출 기반 마련"}


def test_what_began_earlier_is_named_and_not_repeated() -> None:
    second = json.loads(render(itineraries.full(KO)))["days"][1]
    assert second["continued"] == [itineraries.uid(11)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_absent_is_not_there_at_all(language: Language) -> None:
    for edition in (itineraries.full, itineraries.host, itineraries.public, itineraries.bare):
        found = values(json.loads(render(edition(language))))
        assert [each for each in found if each is None or each is False or each in ("", [], {})] == []


def test_neither_gaps_nor_the_keys_of_the_house_leave_it() -> None:
    trip = itineraries.full(KO)
    document = render(replace(trip, gaps=(Gap("item", "d5-hawaii", "title"),)))
    assert document == render(trip)
    assert b"d2-call" not in document
    assert b'"tanaka"' not in document


def test_the_least_edition_in_full() -> None:
    document = json.loads(render(replace(itineraries.bare(KO), days=())))
    assert document == {
        "schema": 1,
        "audience": "staff",
        "language": "ko",
        "uid": "00000000-0000-4000-8000-000000000064",
        "id": "cheongju-tottori-2027",
        "title": {"language": "ko", "value": "청주시 대표단 돗토리 방문"},
        "starts": "2027-05-11",
        "ends": "2027-05-17",
        "nights": 5,
        "day_count": 7,
        "year_style": "western",
        "direction": "outbound",
    }


def test_keys_are_sorted_and_letters_are_letters() -> None:
    text = render(itineraries.public(KO)).decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    assert "돗토리" in text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_survives(text: str) -> None:
    document = render(replace(itineraries.bare(KO), title=Text(text, KO)))
    assert json.loads(document)["title"]["value"] == text
