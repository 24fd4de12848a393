"""The words of the documents: terms, people and places, what an entry says, and each reader's own side first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.itinerary import wording
from planner.itinerary.audience import Audience, AudienceKind, View
from planner.itinerary.terms import (
    AttendeeRole,
    Direction,
    Interpretation,
    ItemKind,
    ItemStatus,
    Language,
    MemberRole,
    PressAccess,
    Side,
    TransportMode,
    YearStyle,
)
from planner.itinerary.values import Attendee, Item, Mark, Observance, Person, Slot, Text
from planner.itinerary.wording import Heading, Reader
from planner.itinerary.wording.labels import LABELS
from tests import itineraries
from tests.itineraries import EN, FIRST, JA, KO, LANGUAGES, at


def shown(line: wording.Line, language: Language) -> str:
    return wording.plain(line, language)


def told(details: tuple[wording.Detail, ...], language: Language) -> list[str]:
    return [
        wording.labelled(detail.heading, " | ".join(shown(line, language) for line in detail.lines), language)
        for detail in details
    ]


# Terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_a_name_of_its_own_in_every_language(language: Language) -> None:
    for kind, table in LABELS.items():
        assert set(table) == set(kind), kind
        names = [wording.label(term, language) for term in kind]
        assert all(names), kind
        assert len(set(names)) == len(names), kind


@pytest.mark.parametrize("language", [KO, JA])
def test_no_word_of_the_documents_stays_english(language: Language) -> None:
    words = [word for table in LABELS.values() for word in table.values()] + [head.value for head in Heading]
    assert [word for word in words if wording.say(word, language) == word.english and word.english != "No."] == []


@pytest.mark.parametrize(
    ("term", "korean", "japanese"),
    [
        (ItemKind.COURTESY_CALL, "예방", "表敬訪問"),
        (ItemKind.MEETING, "면담", "面談"),
        (ItemKind.PRESS, "언론 취재", "報道対応"),
        (AudienceKind.PRESS, "언론", "報道機関"),
        (View.PRESS, None, None),
        (ItemStatus.TENTATIVE, "잠정", "仮"),
        (ItemStatus.CANCELLED, "취소", "中止"),
        (ItemStatus.ADDED, "추가", "追加"),
        (MemberRole.HEAD, "단장", "団長"),
        (MemberRole.ATTENDANT, "수행원", "随行員"),
        (AttendeeRole.MODERATOR, "좌장", "座長"),
        (PressAccess.OPENING_REMARKS, "모두발언만 공개", "冒頭のみ公開"),
        (Interpretation.SIMULTANEOUS, "동시통역", "同時通訳"),
        (TransportMode.FLIGHT, "항공편", "航空機"),
    ],
)
def test_terms_of_the_same_value_keep_apart(term: object, korean: str | None, japanese: str | None) -> None:
    if korean is None:
        with pytest.raises(KeyError):
            wording.label(term, KO)
    else:
        assert (wording.label(term, KO), wording.label(term, JA)) == (korean, japanese)


@pytest.mark.parametrize(
    ("language", "columns"),
    [
        (KO, ["일자(요일)", "시간", "주요 일정", "장소", "비고", "연번", "구분", "소속", "직위", "성명"]),
        (JA, ["月日（曜）", "時刻", "行程", "訪問先", "備考", "No.", "区分", "所属", "役職", "氏名"]),
    ],
)
def test_columns_are_those_of_the_sheets_in_use(language: Language, columns: list[str]) -> None:
    heads = (Heading.DATE, Heading.TIME, Heading.ITEM, Heading.PLACE, Heading.REMARKS)
    list_heads = (Heading.NUMBER, Heading.ROLE, Heading.ORGANISATION, Heading.POSITION, Heading.NAME)
    assert [wording.heading(head, language) for head in (*heads, *list_heads)] == columns


@pytest.mark.parametrize(
    ("mark", "written"),
    [
        (Mark.ASSUMED, ["14:00 [가정]", "14:00［仮定］", "14:00 [assumed]"]),
        (Mark.UNVERIFIED, ["14:00 [미확인]", "14:00［未確認］", "14:00 [unverified]"]),
        (None, ["14:00", "14:00", "14:00"]),
    ],
)
def test_marks_stand_beside_what_they_mark(mark: Mark | None, written: list[str]) -> None:
    assert [wording.marked("14:00", mark, language) for language in LANGUAGES] == written


def test_the_legend_explains_each_mark_that_occurs() -> None:
    assert wording.legend((Mark.ASSUMED,), KO) == ("[가정] 표시는 시연을 위하여 가정한 내용으로, 사실이 아닙니다.",)
    assert wording.legend((Mark.UNVERIFIED,), JA) == ("［未確認］はまだ確認できていない内容です。",)
    assert wording.legend((), EN) == ()


# People and places


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("lee", ["이도윤 부시장", "イ・ドユン 副市長", "Lee Do-yun, Vice Mayor"]),
        (
            "tanaka",
            [
                "다나카 요코 돗토리현 부지사",
                "田中陽子 鳥取県副知事",
                "Tanaka Yoko, Vice-Governor of Tottori Prefecture",
            ],
        ),
        (
            "kealoha",
            [
                "Keola Kealoha, Director of Economic Development [영어]",
                "Keola Kealoha, Director of Economic Development［英語］",
                "Keola Kealoha, Director of Economic Development",
            ],
        ),
        ("choi", ["최유진", "チェ・ユジン", "Choi Yu-jin"]),
    ],
)
def test_the_name_comes_before_the_title_and_no_honorific_after(key: str, written: list[str]) -> None:
    people = [itineraries.people(language)[key] for language in LANGUAGES]
    lines = [wording.person_line(person, language) for person, language in zip(people, LANGUAGES, strict=True)]
    assert [shown(line, language) for line, language in zip(lines, LANGUAGES, strict=True)] == written


def test_each_reader_gets_the_name_in_the_scripts_they_use() -> None:
    tanaka = {language: itineraries.people(language)["tanaka"] for language in LANGUAGES}
    kim = itineraries.people(KO)["kim"]
    assert wording.other_names(tanaka[KO], KO) == (Text("田中陽子", JA), Text("TANAKA Yoko", EN))
    assert wording.other_names(tanaka[JA], JA) == (Text("たなか ようこ", JA), Text("TANAKA Yoko", EN))
    assert wording.other_names(tanaka[EN], EN) == (Text("田中陽子", JA),)
    assert wording.other_names(kim, KO) == (Text("金瑞姸", KO), Text("Kim Seo-yeon", EN))


def test_a_line_keeps_the_language_of_each_of_its_runs() -> None:
    kealoha = itineraries.people(JA)["kealoha"]
    assert wording.person_line(kealoha, JA) == (
        Text("Keola Kealoha", EN),
        Text(", ", JA),
        Text("Director of Economic Development", EN, fallback=True),
    )


@pytest.mark.parametrize(
    ("role", "tongues", "korean", "japanese"),
    [
        (AttendeeRole.ATTENDEE, (), "최유진", "チェ・ユジン"),
        (None, (), "최유진", "チェ・ユジン"),
        (AttendeeRole.SPEAKER, (), "최유진(발표자)", "チェ・ユジン（発表者）"),
        (AttendeeRole.INTERPRETER, ("ko", "ja"), "최유진(통역, 한국어·일본어)", "チェ・ユジン（通訳、韓国語・日本語）"),
    ],
)
def test_attendees_say_what_they_do(
    role: AttendeeRole | None, tongues: tuple[str, ...], korean: str, japanese: str
) -> None:
    for language, written in ((KO, korean), (JA, japanese)):
        choi = itineraries.people(language)["choi"]
        line = wording.attendee_line(Attendee(person=choi, side=Side.HOME, role=role, languages=tongues), language)
        assert shown(line, language) == written


def test_an_interpreter_by_title_is_not_called_one_twice() -> None:
    park = itineraries.people(KO)["park"]
    line = wording.attendee_line(Attendee(person=park, side=Side.HOME, role=AttendeeRole.INTERPRETER), KO)
    assert shown(line, KO) == "박지훈 통역"


@pytest.mark.parametrize(
    ("tag", "korean", "english"),
    [("ja", "일본어", "Japanese"), ("zh-Hant", "중국어 (번체)", "Chinese (Traditional)"), ("qqq", "qqq", "qqq")],
)
def test_languages_are_named_where_they_have_names(tag: str, korean: str, english: str) -> None:
    assert (wording.language_name(tag, KO), wording.language_name(tag, EN)) == (korean, english)


def test_languages_and_their_interpretation() -> None:
    spoken = ("ko", "ja")
    assert wording.languages_text(spoken, KO, Interpretation.CONSECUTIVE) == "한국어·일본어(순차통역)"
    assert wording.languages_text(spoken, EN, Interpretation.WHISPERED) == "Korean, Japanese (whispered interpretation)"
    assert wording.languages_text(spoken, JA, Interpretation.NONE) == "韓国語・日本語"
    assert wording.languages_text((), JA, Interpretation.SIMULTANEOUS) == "同時通訳"


def test_places_known_open_and_hidden() -> None:
    office = itineraries.places(KO)["prefecture"]
    room = Text("제1회의실", KO)
    assert shown(wording.place_line(Slot(day=FIRST, place=office, place_note=room), KO), KO) == "돗토리현청 제1회의실"
    assert (
        shown(wording.place_line(Slot(day=FIRST, place=office, place_mark=Mark.UNVERIFIED), KO), KO)
        == "돗토리현청 [미확인]"
    )
    opened = [shown(wording.place_line(Slot(day=FIRST, place_open=True), language), language) for language in LANGUAGES]
    assert opened == ["장소 미정", "場所未定", "Place to be confirmed"]
    assert wording.place_line(Slot(day=FIRST), KO) == ()


def test_a_transfer_shows_its_route_for_a_place() -> None:
    assert shown(wording.where_line(itineraries.flight_out(KO), KO), KO) == "간사이국제공항 → 호놀룰루 공항"


def test_holidays_say_whose_they_are() -> None:
    kept = Observance(country="KR", name=Text("開天節", JA))
    assert shown(wording.observance_line(kept, JA), JA) == "開天節（韓国）"


# Entries


@pytest.mark.parametrize(
    ("status", "korean", "japanese", "english"),
    [
        (ItemStatus.CONFIRMED, "오찬", "昼食会", "Luncheon"),
        (ItemStatus.CANCELLED, "[취소] 오찬", "【中止】昼食会", "[Cancelled] Luncheon"),
        (ItemStatus.TENTATIVE, "[잠정] 오찬", "【仮】昼食会", "[Tentative] Luncheon"),
        (ItemStatus.ADDED, "[추가] 오찬", "【追加】昼食会", "[Added] Luncheon"),
    ],
)
def test_what_is_not_simply_confirmed_says_so(status: ItemStatus, korean: str, japanese: str, english: str) -> None:
    lunches = [replace(itineraries.simple(language)["lunch"], status=status) for language in LANGUAGES]
    lines = [wording.title_line(lunch, language) for lunch, language in zip(lunches, LANGUAGES, strict=True)]
    assert [shown(line, language) for line, language in zip(lines, LANGUAGES, strict=True)] == [
        korean,
        japanese,
        english,
    ]


def test_the_title_of_a_turn_of_duty_says_what_it_is() -> None:
    lines = [shown(wording.title_line(itineraries.duty(language), language), language) for language in LANGUAGES]
    assert lines == ["부스 근무: 청주시 홍보 부스 운영", "ブース当番：清州市PRブース出展", "On duty: Cheongju booth"]


def test_a_mark_is_said_once_though_title_and_entry_bear_it() -> None:
    arrival = itineraries.simple(KO)["arrival"]
    assert shown(wording.title_line(arrival, KO), KO) == "출국 및 돗토리 이동 [가정]"
    twice = replace(arrival, title=replace(arrival.title, mark=Mark.ASSUMED))
    assert shown(wording.title_line(twice, KO), KO) == "출국 및 돗토리 이동 [가정]"


@pytest.mark.parametrize(
    ("language", "written"),
    [(KO, "당초 계획: 14:00~15:30"), (JA, "当初計画：14:00～15:30"), (EN, "Planned: 14:00–15:30")],
)
def test_the_plan_stands_beside_what_became_of_it(language: Language, written: str) -> None:
    assert shown(wording.plan_line(itineraries.meeting(language), language), language) == written


def changed(**fields: object) -> str:
    """What is said of the plan of the call when what became of it differs in these fields."""
    call = itineraries.meeting(KO)
    return shown(wording.plan_line(replace(call, actual=replace(call.planned, **fields)), KO), KO)


def test_only_what_changed_is_said_of_the_plan() -> None:
    places = itineraries.places(KO)
    assert changed() == ""
    assert changed(place=places["hall"]) == "당초 계획: 돗토리현청"
    assert changed(place_note=Text("제1회의실", KO)) == ""
    moved = changed(day=date(2027, 5, 13), start=at(13, "14:00"), end=at(13, "15:30"))
    assert moved == "당초 계획: 2027. 5. 12.(수) 14:00~15:30"


def test_another_title_is_a_change() -> None:
    call = replace(itineraries.meeting(KO), actual=None, planned_title=Text("예방", KO))
    assert shown(wording.plan_line(call, KO), KO) == "당초 계획: 예방"


def test_what_the_plan_left_open_is_no_change() -> None:
    briefing = itineraries.simple(KO)["briefing"]
    found = Slot(day=briefing.planned.day, start=at(11, "16:00"), place=itineraries.places(KO)["hall"])
    assert wording.plan_line(replace(briefing, actual=found), KO) == ()


def test_remarks_are_the_short_details() -> None:
    remarks = wording.remarks(itineraries.meeting(JA), Reader(JA, View.DELEGATION))
    assert [shown(line, JA) for line in remarks] == [
        "当初計画：14:00～15:30",
        "言語：韓国語・日本語（逐次通訳）",
        "取材：冒頭のみ公開",
        "服装：正装",
    ]


def test_the_details_of_a_session() -> None:
    assert told(wording.details(itineraries.session(KO), Reader(KO, View.DELEGATION)), KO) == [
        "발표 제목: 버스가 바꾼 도시 | 당초 계획: 청주시 교통 정책",
        "발표자: 이도윤 부시장",
        "발표 언어: 한국어",
        "발표 자료: 발표 자료 https://fair.example/2027/slides.pdf",
        "언어: 한국어·일본어(동시통역)",
        "언론 취재: 전체 공개",
        "행사: 돗토리 도시박람회",
    ]


def test_the_details_of_a_booth_say_which_shifts_lack_people() -> None:
    assert told(wording.details(itineraries.booth(JA), Reader(JA, View.DELEGATION)), JA) == [
        "ブース：海外自治体ゾーン、小間番号B-12",
        "テーマ：スマート交通、直指",
        "展示品：自動運転模型",
        "開場時間：5月13日（木）10:00～17:00 | 5月14日（金）10:00～16:00",
        "当番：5月13日（木）10:00～13:00 チェ・ユジン、2名必要"
        " | 5月13日（木）13:00～17:00 キム・ソヨン、アンケート回収",
        "イベント：鳥取都市博",
    ]


def test_a_turn_of_duty_is_told_in_its_own_entry() -> None:
    details = told(wording.details(itineraries.duty(KO), Reader(KO, View.DELEGATION)), KO)
    assert "근무 편성: 5. 13.(목) 10:00~13:00 최유진, 2명 필요" in details


def test_staff_see_whom_a_remark_is_for_and_where_facts_were_read() -> None:
    call = itineraries.meeting(KO)
    staff = told(wording.details(call, Reader(KO, View.STAFF)), KO)
    assert "참고 사항: (방문단) 선물 전달은 마지막에 합니다." in staff
    assert "출처: 당초 계획 – 시작 / 가정 / Not in any source" in staff
    delegate = told(wording.details(call, Reader(KO, View.DELEGATION)), KO)
    assert "참고 사항: 선물 전달은 마지막에 합니다." in delegate
    assert [line for line in delegate if line.startswith(("출처", "공개 범위"))] == []


def test_an_unknown_means_of_transport_is_not_mentioned() -> None:
    assert wording.details(itineraries.simple(KO)["arrival"], Reader(KO, View.DELEGATION)) == ()


def test_places_and_events_are_listed_once() -> None:
    trip = itineraries.full(KO)
    assert [place.name.value for place in wording.places_of(trip)] == ["돗토리현청", "돗토리 산업체육관"]
    assert [event.name.value for event in wording.events_of(trip)] == ["돗토리 도시박람회"]
    assert [person.name.value for person in wording.people_met(trip)] == ["다나카 요코", "Keola Kealoha"]


def test_the_overview_leaves_out_what_is_not_known() -> None:
    assert told(wording.overview(itineraries.bare(JA)), JA) == [
        "配布先：担当者",
        "訪問期間：2027年5月11日（火）～5月17日（月）、5泊7日",
    ]
    assert told(wording.overview(itineraries.delegate(KO)), KO)[0] == "배포 대상: 최유진"


def test_how_documents_end() -> None:
    assert [wording.closing_text(language) for language in LANGUAGES] == ["끝.", "以上", ""]


# Sides


def columns(item: Item, reader: Reader) -> list[tuple[str, list[str]]]:
    return [
        (column.heading, [shown(line, reader.language) for line in column.lines])
        for column in wording.sides(item, reader)
    ]


OURS = ["이도윤 부시장(대표)", "김서연 국제교류팀장(기록)", "박지훈 통역(한국어·일본어)"]
THEIRS = ["돗토리현", "다나카 요코 돗토리현 부지사(대표)"]


@pytest.mark.parametrize("view", [View.STAFF, View.DELEGATION])
def test_the_city_that_travels_sees_its_own_side_first(view: View) -> None:
    assert columns(itineraries.meeting(KO), Reader(KO, view)) == [("우리측", OURS), ("상대측", THEIRS)]


def test_for_the_host_the_delegation_is_the_other_side() -> None:
    assert columns(itineraries.meeting(KO), Reader(KO, View.HOST)) == [("우리측", THEIRS), ("상대측", OURS)]


@pytest.mark.parametrize("view", [View.PRESS, View.PUBLIC])
def test_the_press_and_the_public_are_on_neither_side(view: View) -> None:
    assert columns(itineraries.meeting(KO), Reader(KO, view)) == [("방문 측", OURS), ("접견 측", THEIRS)]


@pytest.mark.parametrize(
    ("view", "home", "host"),
    [
        (View.STAFF, "当方", "先方"),
        (View.DELEGATION, "先方", "当方"),
        (View.HOST, "当方", "先方"),
        (View.PUBLIC, "対応者", "訪問者"),
    ],
)
def test_when_a_delegation_is_received_the_visitors_are_the_other_side(view: View, home: str, host: str) -> None:
    reader = Reader(JA, view, Direction.INBOUND)
    assert (wording.side_text(Side.HOME, reader), wording.side_text(Side.HOST, reader)) == (home, host)


def test_the_whole_delegation_is_named_on_the_side_that_travels() -> None:
    flight = itineraries.flight_out(KO)
    assert columns(flight, Reader(KO, View.STAFF)) == [("우리측", ["방문단 전원"])]
    assert columns(flight, Reader(KO, View.STAFF, Direction.INBOUND)) == [("상대측", ["방문단 전원"])]


def test_a_side_without_anybody_is_left_out() -> None:
    assert columns(itineraries.simple(KO)["dunes"], Reader(KO, View.STAFF)) == []


def test_an_edition_makes_its_reader() -> None:
    trip = replace(itineraries.host(JA), year_style=YearStyle.ERA, audience=Audience(AudienceKind.PRESS))
    assert Reader.of(trip) == Reader(JA, View.PRESS, Direction.OUTBOUND, YearStyle.ERA)


def test_a_person_without_a_title_stands_by_name() -> None:
    person = Person(id="x", name=Text("오늘", KO))
    assert wording.person_line(person, KO) == (Text("오늘", KO),)
