"""Times of day and slots. Always `HH:mm` on 24 hours, never a locale's own style, which is not the official one."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name

from planner.itinerary.terms import DayPart, Language, YearStyle
from planner.itinerary.values import Itinerary, Slot
from planner.itinerary.wording.catalogue import pgettext, say
from planner.itinerary.wording.dates import EN, JA, KO, LOCALES, date_text, range_text, short_date_text
from planner.itinerary.wording.labels import inlined, label
from planner.itinerary.wording.marks import marked

_FROM_TO = {KO: "{first}~{last}", JA: "{first}～{last}", EN: "{first}–{last}"}
_DAYS = {KO: "{first} ~ {last}", JA: "{first}～{last}", EN: "{first} – {last}"}
_NEXT_DAY = {KO: "익일 {clock}", JA: "翌日{clock}", EN: "{clock} (+1 day)"}
_OTHER_DAY = {KO: "{day} {clock}", JA: "{day}{clock}", EN: "{day}, {clock}"}
_IN_ZONE = {KO: "{clock}({zone})", JA: "{clock}（{zone}）", EN: "{clock} ({zone})"}
_DAY_AND_TIME = {KO: "{day} {time}", JA: "{day}{time}", EN: "{day}, {time}"}
_WITHOUT_END = {KO: "{first}~{open}", JA: "{first}～{open}", EN: "{first}, {open}"}
_AS_OF = {KO: "{moment} 기준", JA: "{moment}現在", EN: "As of {moment}"}

_END_OPEN = pgettext("time", "end to be confirmed")
"""Words in place of an end that is not yet known."""

_LOCAL_TIMES = pgettext("note", "All times are local.")


def clock_text(moment: datetime) -> str:
    """What the clock on the wall shows: `09:05`."""
    return f"{moment:%H:%M}"


@cache
def _zone_name(key: str, language: Language) -> str | None:
    """What people call a zone's time, or None for zones of no country."""
    if "/" not in key or key.startswith("Etc/"):
        return None
    return get_timezone_name(ZoneInfo(key), width="long", zone_variant="generic", locale=LOCALES[language])


def zone_text(moment: datetime, language: Language) -> str:
    """The zone of an aware moment: `일본 시간`, `日本時間`, `Japan Time`; `UTC+00:00` where it is of no country."""
    return _zone_name(str(moment.tzinfo), language) or f"UTC{moment.isoformat()[-6:]}"


def time_text(slot: Slot, language: Language) -> str:
    """The time of a slot as it stands under the heading of its day, with its mark.

    `14:00~15:30`; `오후`; `시간 미정`; `5. 13.(목) ~ 5. 14.(금)` for several days; `18:30~익일 00:30` past midnight.
    Both ends name their zone where their clocks differ. A slot without an end says so: `12:00~종료 시각 미정`.
    """
    return marked(_hours(slot, language) or _days_and_part(slot, language), slot.time_mark, language)


_BREAK = re.compile(r"(?<=[~～–])(?=.)|(?<=:\d\d)(?=\s?[(（])|(?<!\s)(?=\s?[\[［])")


def time_parts(time: str) -> tuple[tuple[str, bool], ...]:
    """What of a `time_text` stands together in a narrow column, and whether no line may end within it.

    A line may end after the sign between both ends and before a bracket, but not within an hour, a date or a few words:
    `10. 2.(목) ~` and ` 10. 3.(금)`, `12:00~` and `종료 시각 미정`.
    """
    return tuple((part, len(part) <= _width(part)) for part in _BREAK.split(time))


def _width(part: str) -> int:
    """How many characters fit on a line of a narrow column: digits are narrow, Hangul and Kanji are not."""
    return 13 if any(map(str.isdigit, part)) else 8


def slot_text(slot: Slot, language: Language, years: YearStyle = YearStyle.WESTERN) -> str:
    """Day and time of a slot in one line, with its mark: `2025. 9. 30.(화) 14:00~15:30`."""
    time = _hours(slot, language) or _part(slot, language)
    day = range_text(slot.day, slot.end_day or slot.day, language, years)
    text = _DAY_AND_TIME[language].format(day=day, time=inlined(time)) if time else day
    return marked(text, slot.time_mark, language)


def span_text(start: datetime, end: datetime, language: Language) -> str:
    """From one moment to another, without the year: `5. 13.(목) 10:00~17:00`."""
    slot = Slot(day=start.date(), start=start, end=end)
    day = short_date_text(slot.day, language)
    return _DAY_AND_TIME[language].format(day=day, time=_hours(slot, language))


def moment_text(moment: datetime, language: Language, years: YearStyle = YearStyle.WESTERN) -> str:
    """A moment by the clock of its own zone: `2027. 4. 20.(화) 10:30`."""
    return _DAY_AND_TIME[language].format(day=date_text(moment.date(), language, years), time=clock_text(moment))


def as_of_text(itinerary: Itinerary) -> str:
    """When the edition last changed, by the clocks at home: `2027. 4. 20.(화) 10:30 기준`; empty when unpublished."""
    if itinerary.as_of is None:
        return ""
    language, home = itinerary.language, ZoneInfo(itinerary.zones[0] if itinerary.zones else "UTC")
    moment = moment_text(itinerary.as_of.astimezone(home), language, itinerary.year_style)
    return _AS_OF[language].format(moment=moment)


def clocks_text(itinerary: Itinerary) -> str:
    """A remark that times are local, where the clocks of the trip differ; else empty."""
    slots = (slot for item in itinerary.items for slot in (item.planned, item.actual) if slot)
    offsets = {moment.utcoffset() for slot in slots for moment in (slot.start, slot.end) if moment}
    return say(_LOCAL_TIMES, itinerary.language) if len(offsets) > 1 else ""


def _hours(slot: Slot, language: Language) -> str:
    """From hour to hour, as the clocks at each end show it; empty for a slot without hours."""
    start, end = slot.start, slot.end
    if start is None:
        return ""
    zones = end is not None and start.utcoffset() != end.utcoffset()
    first = _moment(start, slot.day, zones, language)
    if end is None:
        return _WITHOUT_END[language].format(first=first, open=say(_END_OPEN, language))
    return _FROM_TO[language].format(first=first, last=_moment(end, start.date(), zones, language))


def _moment(moment: datetime, day: date, zone: bool, language: Language) -> str:
    """A time as seen from a day: plain on the day itself, `익일` on the next, dated on any other."""
    clock = clock_text(moment)
    if zone:
        clock = _IN_ZONE[language].format(clock=clock, zone=zone_text(moment, language))
    if moment.date() == day:
        return clock
    if moment.date() == day + timedelta(days=1):
        return _NEXT_DAY[language].format(clock=clock)
    return _OTHER_DAY[language].format(day=short_date_text(moment.date(), language), clock=clock)


def _part(slot: Slot, language: Language) -> str:
    """The part of the day; several days are whole days unless they say otherwise."""
    part = slot.part or DayPart.TO_BE_CONFIRMED
    if part is DayPart.ALL_DAY and slot.end_day and slot.end_day != slot.day:
        return ""
    return label(part, language)


def _days_and_part(slot: Slot, language: Language) -> str:
    time = _part(slot, language)
    if not slot.end_day or slot.end_day == slot.day:
        return time
    first, last = (short_date_text(day, language) for day in (slot.day, slot.end_day))
    days = _DAYS[language].format(first=first, last=last)
    return _DAY_AND_TIME[language].format(day=days, time=inlined(time)) if time else days
