"""Dates, periods and lengths, written as each country's offices write them.

Korea: full stops, as `2025. 9. 30.(화)` (행정업무의 운영 및 혁신에 관한 규정, 제7조 제5항).
Japan: `2025年9月30日（火）` or, where a trip asks for it, `令和7年9月30日（火）`. English: `Tue 30 September 2025`.
Weekdays and months come from Babel and are always computed. These are rules, not translations, so they stand here and
not in the catalogues.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from planner.itinerary.terms import Language, YearStyle
from planner.itinerary.values import Itinerary
from planner.itinerary.wording.marks import marked

KO, JA, EN = Language.KO, Language.JA, Language.EN

LOCALES = {KO: Locale("ko"), JA: Locale("ja"), EN: Locale("en", "GB")}

_SHORT = {KO: "M. d.(EEE)", JA: "M月d日（EEE）", EN: "EEE d MMMM"}
_FULL = {KO: "{year}. {short}", JA: "{year}年{short}", EN: "{short} {year}"}
_FROM_TO = {KO: "{first} ~ {last}", JA: "{first}～{last}", EN: "{first} – {last}"}
_PERIOD = {KO: "{dates}, {length}", JA: "{dates}、{length}", EN: "{dates} ({length})"}
_DAY_NUMBER = {KO: "{number}일차", JA: "第{number}日", EN: "Day {number}"}

_ERAS = ((date(2019, 5, 1), "令和"), (date(1989, 1, 8), "平成"), (date(1926, 12, 25), "昭和"))
"""First day and name of each Japanese era, newest first. The first year of an era is 元年, not 1年."""


@lru_cache(maxsize=4096)
def short_date_text(day: date, language: Language) -> str:
    """A day without its year: `9. 30.(화)`, `9月30日（火）`, `Tue 30 September`."""
    return format_date(day, _SHORT[language], LOCALES[language])


def weekday_text(day: date, language: Language) -> str:
    """The short name of a day of the week: `화`, `火`, `Tue`."""
    return format_date(day, "EEE", LOCALES[language])


def year_text(day: date, language: Language, years: YearStyle = YearStyle.WESTERN) -> str:
    """The year a day is in: `2025`, or `令和7` in Japanese where eras are asked for and there is one."""
    if language is JA and years is YearStyle.ERA:
        for first, era in _ERAS:
            if day >= first:
                count = day.year - first.year + 1
                return f"{era}{'元' if count == 1 else count}"
    return str(day.year)


def date_text(day: date, language: Language, years: YearStyle = YearStyle.WESTERN) -> str:
    """A day: `2025. 9. 30.(화)`, `2025年9月30日（火）` or `令和7年9月30日（火）`, `Tue 30 September 2025`."""
    return _FULL[language].format(year=year_text(day, language, years), short=short_date_text(day, language))


def range_text(first: date, last: date, language: Language, years: YearStyle = YearStyle.WESTERN) -> str:
    """Days from first to last, the year said once where both are in it; a single day as such.

    `2025. 9. 30.(화) ~ 10. 3.(금)`, `2025年9月30日（火）～10月3日（金）`, `30 September – 3 October 2025`.
    """
    if first == last:
        return date_text(first, language, years)
    if language is EN:
        return _english_range(first, last)
    same_year = year_text(first, language, years) == year_text(last, language, years)
    end = short_date_text(last, language) if same_year else date_text(last, language, years)
    return _FROM_TO[language].format(first=date_text(first, language, years), last=end)


def _english_range(first: date, last: date) -> str:
    end = format_date(last, "d MMMM y", LOCALES[EN])
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{format_date(first, 'd MMMM' if first.year == last.year else 'd MMMM y', LOCALES[EN])} – {end}"


def length_text(nights: int, days: int, language: Language) -> str:
    """Nights in lodgings and days: `3박 4일`, `3泊4日`, `4 days, 3 nights`; a day trip is `당일`, `日帰り`, `1 day`."""
    if language is KO:
        return "당일" if (nights, days) == (0, 1) else f"{nights or '무'}박 {days}일"
    if language is JA:
        return "日帰り" if (nights, days) == (0, 1) else f"{nights}泊{days}日"
    counted = ((days, "day"), (nights, "night"))
    return ", ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in counted if count)


def period_text(itinerary: Itinerary) -> str:
    """The trip's period with its mark: `2025. 9. 30.(화) ~ 10. 3.(금), 3박 4일`."""
    language = itinerary.language
    dates = range_text(itinerary.starts, itinerary.ends, language, itinerary.year_style)
    length = length_text(itinerary.nights, itinerary.day_count, language)
    return marked(_PERIOD[language].format(dates=dates, length=length), itinerary.period_mark, language)


def day_number_text(number: int, language: Language) -> str:
    """The how-manieth day of the trip: `1일차`, `第1日`, `Day 1`."""
    return _DAY_NUMBER[language].format(number=number)
