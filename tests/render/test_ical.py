"""What calendars get: a trip as the feeds that Lee the head, Choi the delegate and their hosts subscribe to."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.itinerary.terms import DayPart, ItemStatus, Language
from planner.itinerary.values import Event, Item, Mark, Slot, Text
from planner.render.ical import Entries, render, render_notice
from tests import itineraries
from tests.clients import expected, ical_js, khal
from tests.ical_linter import lint, unfold
from tests.itineraries import EN, JA, KO, LANGUAGES, at

GOLDEN = Path(__file__).parents[1] / "golden"


def events(calendar: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(calendar).walk("VEVENT"))


def lines(item: Item, language: Language = KO) -> list[str]:
    """The content lines of an entry that stands alone in its calendar, without those that every entry has."""
    text = unfold(render(itineraries.bare(language, item)))
    entry = text[text.index("BEGIN:VEVENT\n") + 13 : text.index("END:VEVENT\n")]
    return [line for line in entry.splitlines() if not line.startswith(("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"))]


def one(key: str, language: Language = KO) -> Item:
    return itineraries.simple(language)[key]


# Golden files


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_edition_is_what_it_was(language: Language) -> None:
    calendar = render(itineraries.full(language))
    assert lint(calendar) == []
    assert calendar.decode() == (GOLDEN / f"full.{language}.ics").read_bytes().decode()


# The calendar


def test_the_head_says_what_clients_look_for_and_nothing_that_misleads_them() -> None:
    text = unfold(render(itineraries.host(JA)))
    assert text[: text.index("BEGIN:VEVENT")].splitlines() == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Delegation planner//Itinerary//EN",
        "NAME;LANGUAGE=ja:清州市代表団　鳥取訪問",
        "X-WR-CALNAME:清州市代表団　鳥取訪問",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "COLOR:steelblue",
        "X-APPLE-CALENDAR-COLOR:#4682B4",
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Tokyo",
        "X-LIC-LOCATION:Asia/Tokyo",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:JST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_the_zone_at_home_is_a_hint_for_the_whole_calendar() -> None:
    assert "X-WR-TIMEZONE:Asia/Seoul\n" in unfold(render(itineraries.full(KO)))


def test_an_edition_without_entries_holds_the_trip_itself() -> None:
    trip = itineraries.bare(EN)
    calendar = render(replace(trip, as_of=itineraries.PUBLISHED))
    assert lint(calendar) == []
    assert unfold(calendar)[unfold(calendar).index("BEGIN:VEVENT") :].splitlines() == [
        "BEGIN:VEVENT",
        f"UID:{trip.uid}",
        "DTSTAMP:20270420T013000Z",
        "LAST-MODIFIED:20270420T013000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20270511",
        "DTEND;VALUE=DATE:20270518",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "SUMMARY;LANGUAGE=en:Cheongju delegation to Tottori",
        "DESCRIPTION;LANGUAGE=en:11–17 May 2027 (7 days\\, 5 nights)",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_people_are_named_in_words_only() -> None:
    calendar = render(itineraries.full(KO))
    assert b"ATTENDEE" not in calendar
    assert b"ORGANIZER" not in calendar
    assert "- 다나카 요코 돗토리현 부지사" in unfold(calendar).replace("\\n", "\n")


# When


def test_a_call_has_its_hours_in_the_zone_of_its_place() -> None:
    shown = lines(itineraries.meeting(KO))
    assert shown[:4] == [
        "DTSTART;TZID=Asia/Tokyo:20270512T133000",
        "DTEND;TZID=Asia/Tokyo:20270512T150000",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
    ]


def test_a_flight_leaves_in_one_zone_and_lands_in_another() -> None:
    calendar = render(itineraries.bare(KO, itineraries.flight_out(KO)))
    assert lint(calendar) == []
    (flight,) = events(calendar)
    assert (flight["DTSTART"].params["TZID"], flight["DTEND"].params["TZID"]) == ("Asia/Tokyo", "Pacific/Honolulu")
    assert flight.end - flight.start == timedelta(hours=8)
    assert "2027. 5. 14.(금) 21:00(일본 시간)~10:00(하와이" in flight["DESCRIPTION"]


@pytest.mark.parametrize(
    ("slot", "ends"),
    [
        (Slot(day=date(2027, 5, 12), part=DayPart.AFTERNOON), ("20270512", "20270513")),
        (Slot(day=date(2027, 5, 12), part=DayPart.TO_BE_CONFIRMED), ("20270512", "20270513")),
        (Slot(day=date(2027, 5, 12), end_day=date(2027, 5, 14), part=DayPart.ALL_DAY), ("20270512", "20270515")),
        (Slot(day=date(2027, 5, 12), end_day=date(2027, 5, 12), part=DayPart.ALL_DAY), ("20270512", "20270513")),
        (Slot(day=date(2027, 5, 12), end_day=date(2027, 5, 31), part=DayPart.ALL_DAY), ("20270512", "20270601")),
    ],
)
def test_what_has_no_hour_lasts_all_day_and_takes_no_time(slot: Slot, ends: tuple[str, str]) -> None:
    first, last = ends
    shown = lines(replace(one("lunch"), planned=slot, status=ItemStatus.CONFIRMED))
    assert shown[:4] == [
        f"DTSTART;VALUE=DATE:{first}",
        f"DTEND;VALUE=DATE:{last}",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
    ]


def test_the_part_of_the_day_stands_in_the_words() -> None:
    assert "DESCRIPTION;LANGUAGE=ja:2027年5月12日（水）午前\\n\\n雨天時：砂の美術館見学" in "\n".join(
        lines(one("dunes", JA), JA)
    )
    assert "시간 미정" in lines(one("briefing"))[-1]


@pytest.mark.parametrize(
    "slot",
    [
        Slot(day=date(2027, 5, 11), end_day=date(2027, 5, 14), part=DayPart.ALL_DAY),
        Slot(day=date(2027, 5, 11), start=at(11, "16:00"), end=at(14, "10:00")),
    ],
)
def test_a_stay_covers_its_nights_whatever_the_hour_of_arrival(slot: Slot) -> None:
    shown = lines(replace(one("stay"), planned=slot))
    assert shown[:2] == ["DTSTART;VALUE=DATE:20270511", "DTEND;VALUE=DATE:20270514"]
    assert "TRANSP:TRANSPARENT" in shown


def test_a_stay_of_one_day_covers_that_day() -> None:
    shown = lines(replace(one("stay"), planned=Slot(day=date(2027, 5, 11), part=DayPart.ALL_DAY)))
    assert shown[:2] == ["DTSTART;VALUE=DATE:20270511", "DTEND;VALUE=DATE:20270512"]


def test_a_luncheon_without_an_end_has_none() -> None:
    shown = lines(one("lunch"))
    assert shown[0] == "DTSTART;TZID=Asia/Tokyo:20270513T120000"
    assert not any(line.startswith("DTEND") for line in shown)
    assert shown[-1].startswith("DESCRIPTION;LANGUAGE=ko:2027. 5. 13.(목) 12:00~종료 시각 미정\\n")


def test_a_dinner_that_ends_after_midnight_belongs_to_the_evening_before_in_words() -> None:
    shown = lines(one("dinner"))
    assert shown[1] == "DTEND;TZID=Asia/Tokyo:20270513T003000"
    assert "2027. 5. 12.(수) 18:30~익일 00:30" in shown[-1]


def test_universal_time_needs_no_zone() -> None:
    slot = Slot(day=date(2027, 5, 12), start=at(12, "09:00", "UTC"), end=at(12, "10:00", "Etc/UTC"))
    calendar = render(itineraries.bare(EN, replace(one("press", EN), planned=slot)))
    assert lint(calendar) == []
    assert b"DTSTART:20270512T090000Z\r\nDTEND:20270512T100000Z\r\n" in calendar
    assert b"VTIMEZONE" not in calendar


def test_summer_time_is_described_for_the_years_of_the_entries() -> None:
    new_york, casablanca = ZoneInfo("America/New_York"), ZoneInfo("Africa/Casablanca")
    slot = Slot(
        day=date(2027, 5, 12),
        start=datetime(2027, 5, 12, 22, tzinfo=new_york),
        end=datetime(2028, 2, 15, 6, tzinfo=casablanca),
    )
    calendar = render(itineraries.bare(EN, replace(one("press", EN), planned=slot)))
    assert lint(calendar) == []
    (read,) = ical_js.events(calendar)
    assert (read["start"], read["end"]) == ("2027-05-13T02:00:00.000Z", "2028-02-15T06:00:00.000Z")


# How sure


@pytest.mark.parametrize(
    ("status", "said", "busy", "titles"),
    [
        (ItemStatus.TENTATIVE, "TENTATIVE", "OPAQUE", ("[잠정] 오찬", "【仮】昼食会", "[Tentative] Luncheon")),
        (ItemStatus.CONFIRMED, "CONFIRMED", "OPAQUE", ("오찬", "昼食会", "Luncheon")),
        (ItemStatus.ADDED, "CONFIRMED", "OPAQUE", ("[추가] 오찬", "【追加】昼食会", "[Added] Luncheon")),
        (ItemStatus.CANCELLED, "CANCELLED", "TRANSPARENT", ("[취소] 오찬", "【中止】昼食会", "[Cancelled] Luncheon")),
    ],
)
def test_the_status_stands_in_the_title_too(status: ItemStatus, said: str, busy: str, titles: tuple[str, ...]) -> None:
    for language, title in zip(LANGUAGES, titles, strict=True):
        shown = lines(replace(one("lunch", language), status=status), language)
        assert shown[1:4] == [f"STATUS:{said}", f"TRANSP:{busy}", f"SUMMARY;LANGUAGE={language}:{title}"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (KO, "부스 근무: 청주시 홍보 부스 운영"),
        (JA, "ブース当番：清州市PRブース出展"),
        (EN, "On duty: Cheongju booth"),
    ],
)
def test_a_turn_of_duty_is_named_and_takes_its_time(language: Language, title: str) -> None:
    assert lines(itineraries.duty(language), language)[2:5] == [
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        f"SUMMARY;LANGUAGE={language}:{title}",
    ]


def test_a_booth_takes_no_time_of_those_who_have_turns_of_duty_there() -> None:
    stand = itineraries.booth(KO)
    open_hours = replace(stand, planned=Slot(day=date(2027, 5, 13), start=at(13, "10:00"), end=at(13, "17:00")))
    assert "TRANSP:OPAQUE" in lines(open_hours)
    assert "TRANSP:TRANSPARENT" in lines(replace(open_hours, for_shifts_only=True))


def test_free_time_is_free() -> None:
    slot = Slot(day=date(2027, 5, 15), start=at(15, "19:00"), end=at(15, "21:00"))
    assert "TRANSP:TRANSPARENT" in lines(replace(one("free"), planned=slot))


@pytest.mark.parametrize(("language", "mark"), [(KO, " [가정]"), (JA, "［仮定］"), (EN, " [assumed]")])
def test_an_assumed_hour_is_marked_where_calendars_show_the_hour(language: Language, mark: str) -> None:
    talk = itineraries.session(language)
    shown = lines(talk, language)
    assert f"SUMMARY;LANGUAGE={language}:{talk.title.value}{mark}" in shown
    assert any(line.startswith("DESCRIPTION") and f"11:40{mark}\\n" in line for line in shown)


def test_each_mark_that_is_shown_is_explained_once() -> None:
    (both,) = events(render(itineraries.bare(EN, itineraries.session(EN))))
    assert both["DESCRIPTION"].endswith(
        "\n\n[assumed] marks what was assumed for the demonstration. It is not a fact."
        "\n[unverified] marks what nobody has verified yet."
    )
    (none,) = events(render(itineraries.bare(EN, one("lunch", EN))))
    assert "marks what" not in none["DESCRIPTION"]


def test_what_was_planned_otherwise_stands_below_the_time() -> None:
    description = lines(itineraries.meeting(EN), EN)[-1]
    assert description.startswith("DESCRIPTION;LANGUAGE=en:Wed 12 May 2027\\, 13:30–15:00\\nPlanned: 14:00–15:30\\n\\n")


# Where, and in which language


APPLE = (
    'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=100;X-TITLE="돗토리현청";'
    'X-ADDRESS="鳥取県鳥取市東町一丁目220":geo:35.50390,134.23820'
)


def test_the_place_has_its_name_first_then_its_address_then_its_point_on_the_map() -> None:
    shown = lines(itineraries.meeting(KO))
    assert shown[5:8] == [
        "LOCATION:돗토리현청 제1회의실\\, 鳥取県鳥取市東町一丁目220 [일본어]",
        "GEO:35.50390;134.23820",
        APPLE,
    ]
    assert "좌표: 35.5039\\, 134.2382 [미확인]" in shown[-1]


def test_a_point_nobody_doubts_is_not_repeated_in_words() -> None:
    assert "GEO:35.49220;134.20670" in lines(one("letter"))
    assert "좌표" not in lines(one("letter"))[-1]


def test_a_place_on_the_equator_has_plain_numbers() -> None:
    place = replace(itineraries.places(EN)["hall"], position=(0.00001, -0.00001))
    calendar = render(
        itineraries.bare(EN, replace(one("letter", EN), planned=Slot(day=date(2027, 5, 13), place=place)))
    )
    assert lint(calendar) == []
    assert b"GEO:0.00001;-0.00001\r\n" in calendar


def test_a_place_not_yet_known_is_called_so_and_one_that_may_not_be_known_is_absent() -> None:
    assert "LOCATION;LANGUAGE=ja:場所未定" in lines(one("lunch", JA), JA)
    assert not any(line.startswith("LOCATION") for line in lines(one("free")))


def test_a_title_that_exists_in_korean_only_says_so_in_the_japanese_feed() -> None:
    shown = lines(one("hawaii", JA), JA)
    # Words in two languages claim neither.
    assert "SUMMARY:호놀룰루시 경제개발국 면담［韓国語］" in shown
    assert any(line.startswith("DESCRIPTION;LANGUAGE=ja:") for line in shown)
    called_off = lines(replace(one("hawaii", JA), status=ItemStatus.CANCELLED), JA)
    assert "SUMMARY:【中止】호놀룰루시 경제개발국 면담［韓国語］" in called_off


def test_the_name_of_a_calendar_is_short_and_in_one_language() -> None:
    trip = itineraries.bare(JA)
    korean = replace(trip, title=Text("청주시 대표단 돗토리 방문", KO, fallback=True))
    calendar = unfold(render(korean))
    assert "NAME;LANGUAGE=ko:청주시 대표단 돗토리 방문\nX-WR-CALNAME:청주시 대표단 돗토리 방문\n" in calendar
    assert "SUMMARY:청주시 대표단 돗토리 방문［韓国語］\n" in calendar


def test_each_mark_of_a_title_is_said_once() -> None:
    lunch = one("lunch")
    doubtful = replace(
        lunch,
        title=replace(lunch.title, mark=Mark.UNVERIFIED),
        mark=Mark.ASSUMED,
        planned=replace(lunch.planned, time_mark=Mark.ASSUMED),
    )
    assert "SUMMARY;LANGUAGE=ko:[잠정] 오찬 [미확인] [가정]" in lines(doubtful)


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("https://fair.example/2027?a=1,2;b#c", ["URL:https://fair.example/2027?a=1,2;b#c"]),
        ("javascript:alert(1)", []),
        ("https://fair.example/\r\nATTENDEE:mailto:lee@cheongju.example", []),
        (None, []),
    ],
)
def test_only_a_web_page_becomes_a_link(url: str | None, line: list[str]) -> None:
    fair = Event(name=Text("박람회", KO), url=url)
    assert [found for found in lines(replace(one("press"), event=fair)) if found.startswith(("URL", "ATT"))] == line


# Which version


def test_the_ledger_numbers_and_dates_each_entry() -> None:
    (call,) = events(render(itineraries.bare(KO, itineraries.meeting(KO))))
    assert call["SEQUENCE"] == 3
    assert call.DTSTAMP == call.LAST_MODIFIED == itineraries.PUBLISHED


def test_what_was_never_published_is_as_old_as_the_trip() -> None:
    (lunch,) = events(render(itineraries.bare(KO, one("lunch"))))
    assert lunch["SEQUENCE"] == 0
    assert lunch.DTSTAMP == lunch.LAST_MODIFIED == datetime(2027, 5, 11, tzinfo=UTC)


# Sharing


def test_calendars_share_the_entries_that_their_readers_see_alike() -> None:
    call, lunch = itineraries.meeting(KO), one("lunch")
    lee, choi = itineraries.bare(KO, call, lunch), itineraries.bare(KO, lunch)
    hosts = replace(itineraries.bare(KO, call), audience=itineraries.HOST)
    entries: Entries = {}
    together = [render(edition, entries) for edition in (lee, choi, hosts)]
    assert together == [render(edition) for edition in (lee, choi, hosts)]
    assert {(entry.item.id, reader.view) for (_, reader), entry in entries.items() if entry.item} == {
        ("d2-call", "staff"),
        ("d3-lunch", "staff"),
        ("d2-call", "host"),
    }
    assert "우리측\\n- 이도윤" in unfold(together[0])
    assert "우리측\\n- 돗토리현" in unfold(together[2])


def test_a_shared_entry_is_not_rendered_again() -> None:
    edition = itineraries.bare(KO, one("lunch"))
    entries: Entries = {}
    before = render(edition, entries)
    ((key, entry),) = entries.items()
    entries[key] = replace(entry, body=entry.body.replace("오찬".encode(), "조찬".encode()))
    assert render(edition, entries) == before.replace("오찬".encode(), "조찬".encode())


# A notice


def test_a_notice_is_a_calendar_with_just_one_day() -> None:
    calendar = render_notice(
        KO, "이 구독 주소는 폐기되었습니다.", date(2027, 6, 1), datetime(2027, 6, 1, 3, tzinfo=UTC)
    )
    assert lint(calendar) == []
    assert b"NAME" not in calendar
    (notice,) = events(calendar)
    assert (notice.start, notice.end) == (date(2027, 6, 1), date(2027, 6, 2))
    assert notice["SUMMARY"] == "이 구독 주소는 폐기되었습니다."
    assert notice["TRANSP"] == "TRANSPARENT"
    assert notice["DTSTAMP"].dt == datetime(2027, 6, 1, 3, tzinfo=UTC)


# Other readers


@pytest.mark.parametrize("language", LANGUAGES)
def test_ical_js_reads_every_event_time_and_character(language: Language) -> None:
    edition = itineraries.full(language)
    calendar = render(edition)
    by_library = {str(event["UID"]): event for event in events(calendar)}
    read = ical_js.events(calendar)
    assert [event["uid"] for event in read] == [item.uid for item in edition.items]
    for item, event in zip(edition.items, read, strict=True):
        assert (event["start"], event["end"]) == expected.ends(item)
        assert event["zone"] == (str(item.slot.start.tzinfo) if item.slot.start else None)
        said = "\n".join(filter(None, (event["summary"], event["location"], event["description"])))
        assert [text for text in expected.typed_texts(item) if text not in said] == []
        other = by_library[item.uid]
        assert (event["summary"], event["description"]) == (other["SUMMARY"], other["DESCRIPTION"])
        assert event["location"] == other.get("LOCATION")
        assert event["parts"] == 0


def test_khal_shows_every_event_time_and_character(tmp_path: Path) -> None:
    edition = itineraries.full(KO)
    calendar = render(edition)
    shown = khal.events(calendar, tmp_path, first="2027-05-10", days=12, zone="Asia/Tokyo")
    written = {str(event["UID"]): event for event in events(calendar)}
    assert set(shown) == {item.uid for item in edition.items}
    for item in edition.items:
        event, ours = shown[item.uid], written[item.uid]
        assert (event["title"], event["description"]) == (ours["SUMMARY"], ours["DESCRIPTION"])
        assert event["location"] == ours.get("LOCATION", "")
        assert event["status"] == ours["STATUS"]
        assert (event["start-long"], event["end-long"]) == expected.ends_in_khal(item, "Asia/Tokyo")


# Anything may be typed


NASTY = [
    "두 줄\r\n세 줄\r네 줄\n다섯 줄",
    "x\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\nEND:VALARM",
    "a\x00b\x0bc\x0cd\x1be\x7ff\x85g\u2028h\u2029i\x9fj",
    '쉼표, 쌍반점; 역사선 \\ 따옴표 " 쌍점: \\n \\, ^n',
    "👩‍👩‍👧‍👦 🇰🇷 é é 각 각",
    "\u200fשלום עולם\u200e \u202bمرحبا\u202c",
    "가" * 200,
    " 앞뒤 공백 ",
    "\ufeffBOM",
    "\ud800",
]
texts = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=120))


def as_shown(text: str) -> str:
    """What is left of a text: its line ends all alike, without control characters and byte order marks."""
    for end in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return "".join(c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c != "\ufeff"))


@settings(deadline=None)
@given(texts, texts, texts)
def test_any_text_comes_through_and_makes_no_new_components(title: str, place: str, summary: str) -> None:
    where = replace(itineraries.places(EN)["prefecture"], name=Text(place, EN), address=Text(summary, JA))
    item = replace(
        itineraries.meeting(EN),
        title=Text(title, EN),
        actual=None,
        planned=Slot(day=date(2027, 5, 12), start=at(12, "14:00"), end=at(12, "15:00"), place=where),
        summary=Text(summary, EN),
    )
    edition = replace(itineraries.bare(EN, item), title=Text(title, EN))
    calendar = render(edition)
    assert lint(calendar) == []
    read = icalendar.Calendar.from_ical(calendar)
    assert [part.name for part in read.walk()] == ["VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT"]
    (event,) = read.walk("VEVENT")
    in_a_line = " ".join(filter(None, (line.strip() for line in as_shown(title).split("\n"))))
    assert event["SUMMARY"] == in_a_line
    escaped = in_a_line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"\nNAME;LANGUAGE=en:{escaped}\nX-WR-CALNAME:{escaped}\n" in unfold(calendar)
    assert f"Subject: {as_shown(summary)}" in event["DESCRIPTION"]
    assert "\n" not in event["LOCATION"]


# The same everywhere


SCRIPT = """
import hashlib, planner
from planner.render.ical import render
from tests import itineraries
print([hashlib.sha256(render(itineraries.full(language))).hexdigest() for language in itineraries.LANGUAGES])
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
