"""The linter of calendars finds every fault it promises, each in a calendar that has just that one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ical_linter import lint

GOOD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Planner//Test//EN
NAME;LANGUAGE=ko:청주시 대표단 돗토리 방문
REFRESH-INTERVAL;VALUE=DURATION:PT1H
COLOR:steelblue
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:STANDARD
DTSTART:19701101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTAMP:20270420T013000Z
LAST-MODIFIED:20270420T013000Z
SEQUENCE:3
DTSTART;TZID=America/New_York:20270512T140000
DTEND;TZID=America/New_York:20270512T153000
SUMMARY:예방\\, 부시장\\; 통역
LOCATION;LANGUAGE=ko:돗토리현청
GEO:35.5039;134.2382
STATUS:CONFIRMED
TRANSP:OPAQUE
CATEGORIES:예방,회의
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20270420T013000Z
DTSTART;VALUE=DATE:20270513
DTEND;VALUE=DATE:20270515
SUMMARY:부스
END:VEVENT
END:VCALENDAR
"""


def calendar(*changes: tuple[str, str]) -> bytes:
    """The good calendar after some replacements, each of which must find something to replace."""
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.replace("\n", "\r\n").encode()


def test_a_good_calendar_has_no_faults() -> None:
    assert lint(calendar()) == []


UNUSED = """\
BEGIN:VTIMEZONE
TZID:UTC
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0000
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
LONG = "SUMMARY:" + "가" * 23
FAULTS = [
    ("PRODID:-//Planner//Test//EN\n", "", "VCALENDAR has no PRODID"),
    ("VERSION:2.0", "VERSION:1.0", "VERSION is written 1.0"),
    ("VERSION:2.0\n", "VERSION:2.0\nVERSION:2.0\n", "VCALENDAR has 2 times VERSION"),
    ("VERSION:2.0\n", "VERSION:2.0\nMETHOD:PUBLISH\n", "METHOD turns a subscription into a scheduling message"),
    ("VERSION:2.0\n", "VERSION:2.0\nUID:9\n", "UID is taken by vdirsyncer for the UID of every event"),
    (";VALUE=DURATION:PT1H", ":PT1H", "REFRESH-INTERVAL does not say VALUE=DURATION"),
    (":PT1H", ":1 hour", "REFRESH-INTERVAL is written 1 hour"),
    ("COLOR:steelblue", "COLOR:#4682B4", "COLOR is written #4682B4"),
    ("TZOFFSETFROM:-0400", "TZOFFSETFROM:-045602", "TZOFFSETFROM is written -045602"),
    (
        "DTSTART:19701101T020000",
        "DTSTART:18831118T120358",
        "STANDARD begins at 18831118T120358, which is not a local time since 1970",
    ),
    ("BYDAY=1SU;BYMONTH=11", "BYMONTH=11;BYSETPOS=1", "RRULE is written FREQ=YEARLY;BYMONTH=11;BYSETPOS=1"),
    ("RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11", "RDATE:20271101T020000", "RDATE is not understood everywhere"),
    ("TZID:America/New_York", "TZID:America/Chicago", "there is no VTIMEZONE for America/New_York"),
    ("BEGIN:VEVENT\nUID:2", f"{UNUSED}BEGIN:VEVENT\nUID:2", "nothing uses the VTIMEZONE for UTC"),
    ("UID:1\n", "", "VEVENT has no UID"),
    ("UID:2\n", "UID:1\n", "2 events have the UID 1"),
    ("DTSTAMP:20270420T013000Z\nLAST", "LAST", "VEVENT has no DTSTAMP"),
    ("DTSTAMP:20270420T013000Z\nLAST", "DTSTAMP:20270420T013000\nLAST", "DTSTAMP is written 20270420T013000"),
    ("SEQUENCE:3", "SEQUENCE:three", "SEQUENCE is written three"),
    ("T153000", "T140000", "DTEND is not after DTSTART"),
    ("20270515", "20270513", "DTEND is not after DTSTART"),
    ("20270515", "20271345T", "DTEND is written 20271345T"),
    ("DTEND;VALUE=DATE:20270515", "DTEND:20270515T000000Z", "DTSTART and DTEND are not both dates or both times"),
    ("DTEND;VALUE=DATE:20270515", "DTEND;VALUE=DATE:20270515\nDURATION:P1D", "VEVENT has both DTEND and DURATION"),
    ("T140000", "T140000Z", "DTSTART has a TZID where there is nothing to interpret"),
    (
        "VALUE=DATE:20270513",
        "VALUE=DATE;TZID=America/New_York:20270513",
        "DTSTART has a TZID where there is nothing to interpret",
    ),
    ("DTEND;TZID=America/New_York", "DTEND", "DTEND floats: it has no zone"),
    ("CONFIRMED", "CANCELED", "STATUS is CANCELED"),
    ("OPAQUE", "FREE", "TRANSP is FREE"),
    ("35.5039;134.2382", "35.5039,134.2382", "GEO is written 35.5039,134.2382"),
    ("예방\\,", "예방,", "SUMMARY has a comma or semicolon without a backslash"),
    ("부시장\\;", "부시장;", "SUMMARY has a comma or semicolon without a backslash"),
    ("예방\\,", "예방\\:", "SUMMARY has a backslash that escapes nothing"),
    ("예방,회의", "예방;회의", "CATEGORIES has a comma or semicolon without a backslash"),
    ("SUMMARY:부스", "SUMMARY:부스\nSUMMARY:ブース", "VEVENT has 2 times SUMMARY"),
    (
        "SUMMARY:부스",
        "SUMMARY:부스\nATTENDEE:mailto:lee@cheongju.example",
        "ATTENDEE must not be in published calendars, and gives names away",
    ),
    (
        "SUMMARY:부스",
        "SUMMARY:부스\nORGANIZER:mailto:kim@cheongju.example",
        "ORGANIZER must not be in published calendars, and gives names away",
    ),
    ("SUMMARY:부스", "SUMMARY:부스\nBEGIN:VALARM\nEND:VALARM", "VALARM has no place in VEVENT"),
    ("SUMMARY:부스", "SUMMARY:부스\nURL:javascript:alert(1)", "URL is written javascript:alert(1)"),
    ("SUMMARY:부스", LONG, "line 35 has 77 octets"),
    ("SUMMARY:부스", "SUMMARY:부\x85스", "line 35 has a control character"),
    ("SUMMARY:부스", "SUMMARY:부\u2028스", "line 35 has a control character"),
    ("SUMMARY:부스", "SUMMARY:부\x00스", "line 35 has a control character"),
    ("SUMMARY:부스", "SUMMARY:부스\n\n", "line 36 is empty"),
    ("SUMMARY:부스", "SUMMARY:부스\n둘째 줄", "not a content line: 둘째 줄"),
    ("END:VEVENT\nEND:VCALENDAR", "END:VCALENDAR", "END:VCALENDAR ends nothing"),
]


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS, ids=[fault for _, _, fault in FAULTS])
def test_each_fault_is_named(old: str, new: str, fault: str) -> None:
    assert fault in lint(calendar((old, new)))


BYTES = [
    (lambda data: b"\xef\xbb\xbf" + data, "there is a byte order mark"),
    (lambda data: data.replace(b"\r\n", b"\n"), "a line end is not CRLF"),
    (lambda data: data.replace(b"CONFIRMED\r\n", b"CONFIRMED\r"), "a line end is not CRLF"),
    (lambda data: data.removesuffix(b"\r\n"), "the last line has no CRLF"),
    (
        lambda data: data.replace("부스".encode(), "부스".encode()[:4] + b"\r\n " + "부스".encode()[4:]),
        "line 35 is cut inside a character, or not UTF-8",
    ),
    (lambda data: data + data, "there is not just one VCALENDAR"),
    (lambda data: b"SUMMARY:x\r\n" + data, "SUMMARY stands outside of every component"),
    (lambda data: b"", "there is not just one VCALENDAR"),
]


@pytest.mark.parametrize(("spoil", "fault"), BYTES, ids=[fault for _, fault in BYTES])
def test_faults_below_the_text_are_named(spoil: Callable[[bytes], bytes], fault: str) -> None:
    assert fault in lint(spoil(calendar()))


def test_a_line_folded_as_it_should_be_is_whole_again() -> None:
    folded = calendar(("SUMMARY:부스", LONG[:20] + "\n " + LONG[20:]))
    assert lint(folded) == []
