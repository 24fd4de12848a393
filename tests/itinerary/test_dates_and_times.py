"""Dates, times, periods and lengths, as the offices of each country write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.itinerary import wording
from planner.itinerary.terms import (
    DayPart,
    Language,
    YearStyle,
)
from planner.itinerary.values import Mark, Slot
from tests import itineraries
from tests.itineraries import EN, JA, KO, LANGUAGES, at

TUESDAY = date(2025, 9, 30)


# Dates


@pytest.mark.parametrize(
    ("language", "written"),
    [(KO, "2025. 9. 30.(화)"), (JA, "2025年9月30日（火）"), (EN, "Tue 30 September 2025")],
)
def test_a_date_is_written_as_the_offices_write_it(language: Language, written: str) -> None:
    assert wording.date_text(TUESDAY, language) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2025, 10, 2), "令和7年10月2日（木）"),
        (date(2019, 5, 1), "令和元年5月1日（水）"),
        (date(2019, 4, 30), "平成31年4月30日（火）"),
        (date(1989, 1, 8), "平成元年1月8日（日）"),
        (date(1989, 1, 7), "昭和64年1月7日（土）"),
        (date(1926, 12, 25), "昭和元年12月25日（土）"),
        (date(1926, 12, 24), "1926年12月24日（金）"),
    ],
)
def test_japanese_years_count_from_each_era(day: date, written: str) -> None:
    assert wording.date_text(day, JA, YearStyle.ERA) == written


def test_only_japanese_counts_eras() -> None:
    assert wording.date_text(TUESDAY, KO, YearStyle.ERA) == "2025. 9. 30.(화)"
    assert wording.date_text(TUESDAY, EN, YearStyle.ERA) == "Tue 30 September 2025"


@given(st.dates())
def test_the_weekday_is_the_one_of_the_calendar(day: date) -> None:
    assert wording.weekday_text(day, KO) == "월화수목금토일"[day.weekday()]
    assert wording.weekday_text(day, JA) == "月火水木金土日"[day.weekday()]
    assert wording.weekday_text(day, EN) == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]


@given(st.dates())
def test_a_written_date_is_that_date(day: date) -> None:
    assert wording.date_text(day, KO) == f"{day.year}. {day.month}. {day.day}.({'월화수목금토일'[day.weekday()]})"
    assert wording.date_text(day, JA) == f"{day.year}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）"


@pytest.mark.parametrize(
    ("first", "last", "language", "written"),
    [
        (TUESDAY, date(2025, 10, 3), KO, "2025. 9. 30.(화) ~ 10. 3.(금)"),
        (TUESDAY, date(2025, 10, 3), JA, "2025年9月30日（火）～10月3日（金）"),
        (TUESDAY, date(2025, 10, 3), EN, "30 September – 3 October 2025"),
        (date(2025, 12, 30), date(2026, 1, 2), KO, "2025. 12. 30.(화) ~ 2026. 1. 2.(금)"),
        (date(2025, 12, 30), date(2026, 1, 2), JA, "2025年12月30日（火）～2026年1月2日（金）"),
        (date(2025, 12, 30), date(2026, 1, 2), EN, "30 December 2025 – 2 January 2026"),
        (date(2027, 5, 11), date(2027, 5, 17), EN, "11–17 May 2027"),
        (TUESDAY, TUESDAY, KO, "2025. 9. 30.(화)"),
        (TUESDAY, TUESDAY, EN, "Tue 30 September 2025"),
    ],
)
def test_a_range_of_days_says_the_year_once(first: date, last: date, language: Language, written: str) -> None:
    assert wording.range_text(first, last, language) == written


def test_a_range_over_a_change_of_era_names_both() -> None:
    written = wording.range_text(date(2019, 4, 30), date(2019, 5, 2), JA, YearStyle.ERA)
    assert written == "平成31年4月30日（火）～令和元年5月2日（木）"


@pytest.mark.parametrize(
    ("nights", "days", "korean", "japanese", "english"),
    [
        (3, 4, "3박 4일", "3泊4日", "4 days, 3 nights"),
        (1, 2, "1박 2일", "1泊2日", "2 days, 1 night"),
        (4, 7, "4박 7일", "4泊7日", "7 days, 4 nights"),
        (0, 2, "무박 2일", "0泊2日", "2 days"),
        (0, 1, "당일", "日帰り", "1 day"),
    ],
)
def test_nights_are_nights_in_lodgings(nights: int, days: int, korean: str, japanese: str, english: str) -> None:
    assert [wording.length_text(nights, days, language) for language in LANGUAGES] == [korean, japanese, english]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (KO, "2027. 5. 11.(화) ~ 5. 17.(월), 5박 7일"),
        (JA, "2027年5月11日（火）～5月17日（月）、5泊7日"),
        (EN, "11–17 May 2027 (7 days, 5 nights)"),
    ],
)
def test_the_period_of_a_trip(language: Language, written: str) -> None:
    assert wording.period_text(itineraries.bare(language)) == written


def test_a_period_in_era_years_with_its_mark() -> None:
    trip = replace(itineraries.bare(JA), year_style=YearStyle.ERA, period_mark=Mark.ASSUMED)
    assert wording.period_text(trip) == "令和9年5月11日（火）～5月17日（月）、5泊7日［仮定］"


def test_days_are_counted() -> None:
    assert [wording.day_number_text(3, language) for language in LANGUAGES] == ["3일차", "第3日", "Day 3"]


# Times


def slot(**fields: object) -> Slot:
    return replace(Slot(day=date(2027, 5, 12)), **fields)


AFTERNOON = slot(start=at(12, "14:00"), end=at(12, "15:30"))
CASES = [
    (AFTERNOON, "14:00~15:30", "14:00～15:30", "14:00–15:30"),
    (slot(start=at(12, "09:05")), "09:05~종료 시각 미정", "09:05～終了時刻未定", "09:05, end to be confirmed"),
    (slot(part=DayPart.AFTERNOON), "오후", "午後", "Afternoon"),
    (slot(part=DayPart.ALL_DAY), "종일", "終日", "All day"),
    (slot(part=DayPart.TO_BE_CONFIRMED), "시간 미정", "時間未定", "Time to be confirmed"),
    (slot(part=DayPart.ALL_DAY, end_day=date(2027, 5, 12)), "종일", "終日", "All day"),
    (
        slot(part=DayPart.ALL_DAY, end_day=date(2027, 5, 14)),
        "5. 12.(수) ~ 5. 14.(금)",
        "5月12日（水）～5月14日（金）",
        "Wed 12 May – Fri 14 May",
    ),
    (
        slot(part=DayPart.MORNING, end_day=date(2027, 5, 13)),
        "5. 12.(수) ~ 5. 13.(목) 오전",
        "5月12日（水）～5月13日（木）午前",
        "Wed 12 May – Thu 13 May, morning",
    ),
    (
        slot(start=at(12, "18:30"), end=at(13, "00:30")),
        "18:30~익일 00:30",
        "18:30～翌日00:30",
        "18:30–00:30 (+1 day)",
    ),
    (
        slot(start=at(13, "00:30"), end=at(13, "01:00")),
        "익일 00:30~01:00",
        "翌日00:30～01:00",
        "00:30 (+1 day)–01:00",
    ),
    (
        slot(start=at(12, "21:00"), end=at(12, "10:00", "Pacific/Honolulu")),
        "21:00(일본 시간)~10:00(하와이 알류샨 시간)",
        "21:00（日本時間）～10:00（ハワイ・アリューシャン時間）",
        "21:00 (Japan Time)–10:00 (Hawaii-Aleutian Time)",
    ),
    (
        slot(start=at(12, "12:00", "Pacific/Honolulu"), end=at(13, "17:05", "Asia/Seoul")),
        "12:00(하와이 알류샨 시간)~익일 17:05(대한민국 시간)",
        "12:00（ハワイ・アリューシャン時間）～翌日17:05（韓国時間）",
        "12:00 (Hawaii-Aleutian Time)–17:05 (Korean Time) (+1 day)",
    ),
    (
        slot(start=at(12, "08:00"), end=at(11, "20:00", "Pacific/Honolulu")),
        "08:00(일본 시간)~5. 11.(화) 20:00(하와이 알류샨 시간)",
        "08:00（日本時間）～5月11日（火）20:00（ハワイ・アリューシャン時間）",
        "08:00 (Japan Time)–Tue 11 May, 20:00 (Hawaii-Aleutian Time)",
    ),
    (slot(start=at(12, "10:00", "Asia/Seoul"), end=at(12, "11:50")), "10:00~11:50", "10:00～11:50", "10:00–11:50"),
    (
        replace(AFTERNOON, time_mark=Mark.ASSUMED),
        "14:00~15:30 [가정]",
        "14:00～15:30［仮定］",
        "14:00–15:30 [assumed]",
    ),
]


@pytest.mark.parametrize(("when", "korean", "japanese", "english"), CASES)
def test_a_time_stands_under_the_heading_of_its_day(when: Slot, korean: str, japanese: str, english: str) -> None:
    assert [wording.time_text(when, language) for language in LANGUAGES] == [korean, japanese, english]


@pytest.mark.parametrize(
    ("when", "language", "written"),
    [
        (AFTERNOON, KO, "2027. 5. 12.(수) 14:00~15:30"),
        (AFTERNOON, JA, "2027年5月12日（水）14:00～15:30"),
        (AFTERNOON, EN, "Wed 12 May 2027, 14:00–15:30"),
        (slot(part=DayPart.EVENING), KO, "2027. 5. 12.(수) 저녁"),
        (slot(part=DayPart.TO_BE_CONFIRMED), EN, "Wed 12 May 2027, time to be confirmed"),
        (slot(part=DayPart.ALL_DAY, end_day=date(2027, 5, 14)), JA, "2027年5月12日（水）～5月14日（金）"),
        (slot(part=DayPart.AFTERNOON, time_mark=Mark.UNVERIFIED), JA, "2027年5月12日（水）午後［未確認］"),
    ],
)
def test_a_slot_in_one_line_has_its_day(when: Slot, language: Language, written: str) -> None:
    assert wording.slot_text(when, language) == written


def test_a_slot_may_be_written_in_era_years() -> None:
    assert wording.slot_text(AFTERNOON, JA, YearStyle.ERA) == "令和9年5月12日（水）14:00～15:30"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.times(), st.integers(1, 600))
def test_hours_are_those_on_the_wall(day: date, clock: time, minutes: int) -> None:
    start = datetime.combine(day, clock.replace(second=0, microsecond=0), ZoneInfo("Asia/Tokyo"))
    end = start + timedelta(minutes=minutes)
    written = wording.time_text(Slot(day=start.date(), start=start, end=end), KO)
    next_day = "익일 " if end.date() > start.date() else ""
    assert written == f"{start:%H:%M}~{next_day}{end:%H:%M}"


def test_an_edition_says_when_it_last_changed_by_the_clocks_at_home() -> None:
    said = [wording.as_of_text(itineraries.full(language)) for language in LANGUAGES]
    assert said == ["2027. 4. 20.(화) 10:30 기준", "2027年4月20日（火）10:30現在", "As of Tue 20 April 2027, 10:30"]
    assert wording.as_of_text(itineraries.bare(KO)) == ""


def test_local_times_are_pointed_out_only_where_clocks_differ() -> None:
    assert wording.clocks_text(itineraries.full(KO)) == "시각은 모두 현지 시각입니다."
    assert wording.clocks_text(itineraries.host(JA)) == ""


def test_a_zone_without_a_country_is_named_by_its_offset() -> None:
    assert wording.zone_text(datetime(2027, 5, 12, tzinfo=UTC), KO) == "UTC+00:00"
    assert wording.zone_text(at(12, "12:00", "Etc/GMT+3"), JA) == "UTC-03:00"


@pytest.mark.parametrize(
    ("time", "parts"),
    [
        ("10. 2.(목) ~ 10. 3.(금)", (("10. 2.(목) ~", True), (" 10. 3.(금)", True))),
        ("18:30～翌日00:30［仮定］", (("18:30～", True), ("翌日00:30", True), ("［仮定］", True))),
        ("12:00 [가정]", (("12:00", True), (" [가정]", True))),
        ("10:00(하와이 알류샨 시간)", (("10:00", True), ("(하와이 알류샨 시간)", False))),
        ("12:00~종료 시각 미정", (("12:00~", True), ("종료 시각 미정", True))),
        ("Time to be confirmed", (("Time to be confirmed", False),)),
    ],
)
def test_a_narrow_column_breaks_no_hour_and_no_date(time: str, parts: tuple[tuple[str, bool], ...]) -> None:
    assert wording.time_parts(time) == parts
