"""Entries for the hand-built itineraries, each showing a kind, or a state of time, place or certainty."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from planner.itinerary.terms import (
    AttendeeRole,
    Basis,
    DayPart,
    Interpretation,
    ItemKind,
    ItemStatus,
    Language,
    PressAccess,
    Side,
    TransportMode,
    Visibility,
)
from planner.itinerary.values import (
    Attendee,
    Booth,
    Event,
    Item,
    Mark,
    Note,
    Session,
    Shift,
    Slot,
    SourceNote,
    Stamp,
    Stay,
    Text,
    Transfer,
)
from tests.cast import Speech, at, people, places, uid

PUBLISHED = datetime(2027, 4, 20, 1, 30, tzinfo=UTC)


def meeting(language: Language) -> Item:
    """A call on the vice-governor: confirmed, brought forward by half an hour, both sides, agenda, notes, press."""
    t, who, where = Speech(language), people(language), places(language)
    return Item(
        uid=uid(1),
        id="d2-call",
        kind=ItemKind.COURTESY_CALL,
        title=t("다나카 부지사 예방", "田中副知事表敬訪問", "Courtesy call on Vice-Governor Tanaka"),
        status=ItemStatus.CONFIRMED,
        planned=Slot(day=date(2027, 5, 12), start=at(12, "14:00"), end=at(12, "15:30"), place=where["prefecture"]),
        actual=Slot(
            day=date(2027, 5, 12),
            start=at(12, "13:30"),
            end=at(12, "15:00"),
            place=where["prefecture"],
            place_note=t("제1회의실", "第1会議室", "Meeting room 1"),
        ),
        summary=t("우호협력 10주년 인사", "友好協力10周年の挨拶", "Greetings for ten years of friendship"),
        outcome=t("청소년 교류 재개에 합의", "青少年交流の再開で合意", "Agreed to resume youth exchange"),
        agenda=(
            t("청소년 교류 재개", "青少年交流の再開", "Resuming youth exchange"),
            t("직항 노선 협의", None, None),
        ),
        ours=(
            Attendee(person=who["lee"], side=Side.HOME, role=AttendeeRole.LEAD),
            Attendee(person=who["kim"], side=Side.HOME, role=AttendeeRole.NOTE_TAKER),
            Attendee(person=who["park"], side=Side.HOME, role=AttendeeRole.INTERPRETER, languages=("ko", "ja")),
        ),
        theirs=(Attendee(person=who["tanaka"], side=Side.HOST, role=AttendeeRole.LEAD),),
        organisations=(t("돗토리현", "鳥取県", "Tottori Prefecture"),),
        languages=("ko", "ja"),
        interpretation=Interpretation.CONSECUTIVE,
        press_access=PressAccess.OPENING_REMARKS,
        dress=t("정장", "正装", "Business dress"),
        notes=(
            Note(
                audience=Visibility.DELEGATION,
                text=t(
                    "선물 전달은 마지막에 합니다.",
                    "記念品贈呈は最後に行います。",
                    "Hand over the gift last.",
                ),
            ),
        ),
        visibility=Visibility.PUBLIC,
        sources=(SourceNote(about="planned.start", basis=Basis.ASSUMED, note="Not in any source"),),
        stamp=Stamp(sequence=3, changed_at=PUBLISHED),
    )


def flight_out(language: Language) -> Item:
    """A flight over the date line: it lands on the morning before it left, by the clocks on the walls."""
    t, where = Speech(language), places(language)
    return Item(
        uid=uid(2),
        id="d4-flight",
        kind=ItemKind.TRANSFER,
        title=t("호놀룰루 이동", "ホノルルへ移動", "Flight to Honolulu"),
        status=ItemStatus.CONFIRMED,
        planned=Slot(day=date(2027, 5, 14), start=at(14, "21:00"), end=at(14, "10:00", "Pacific/Honolulu")),
        whole_delegation=True,
        transfer=Transfer(
            mode=TransportMode.FLIGHT,
            service="HA450",
            origin=where["kansai"],
            destination=where["honolulu"],
            pick_up=t("17:30 호텔 로비", "17:30 ホテルロビー", "17:30 hotel lobby"),
        ),
        visibility=Visibility.DELEGATION,
    )


def flight_home(language: Language) -> Item:
    """A flight that lands the day after, in another zone."""
    t, where = Speech(language), places(language)
    return Item(
        uid=uid(3),
        id="d6-flight",
        kind=ItemKind.TRANSFER,
        title=t("귀국", "帰国", "Return to Korea"),
        status=ItemStatus.CONFIRMED,
        planned=Slot(
            day=date(2027, 5, 16), start=at(16, "12:00", "Pacific/Honolulu"), end=at(17, "17:05", "Asia/Seoul")
        ),
        whole_delegation=True,
        transfer=Transfer(mode=TransportMode.FLIGHT, origin=where["honolulu"], destination=where["incheon"]),
        visibility=Visibility.DELEGATION,
    )


def expo(language: Language) -> Event:
    """The fair that the booth and the session are part of."""
    t = Speech(language)
    return Event(
        name=t("돗토리 도시박람회", "鳥取都市博", "Tottori City Fair"),
        starts=date(2027, 5, 13),
        ends=date(2027, 5, 14),
        venue=t("돗토리 산업체육관", "鳥取産業体育館", "Tottori Industrial Gymnasium"),
        url="https://fair.example/2027",
    )


def booth(language: Language) -> Item:
    """A booth over two days, with opening hours and shifts, one of which still lacks somebody."""
    t, who, where = Speech(language), people(language), places(language)
    return Item(
        uid=uid(4),
        id="d3-booth",
        kind=ItemKind.BOOTH,
        title=t("청주시 홍보 부스 운영", "清州市PRブース出展", "Cheongju booth"),
        status=ItemStatus.CONFIRMED,
        planned=Slot(day=date(2027, 5, 13), end_day=date(2027, 5, 14), part=DayPart.ALL_DAY, place=where["hall"]),
        parties=(t("부스반", "ブース班", "Booth team"),),
        event=expo(language),
        booth=Booth(
            zone=t("해외지자체존", "海外自治体ゾーン", "Overseas local governments"),
            number="B-12",
            themes=(t("스마트 교통", "スマート交通", "Smart transport"), t("직지", "直指", "Jikji")),
            exhibits=(t("자율주행 모형", "自動運転模型", "Model of a driverless bus"),),
            hours=((at(13, "10:00"), at(13, "17:00")), (at(14, "10:00"), at(14, "16:00"))),
            shifts=(
                Shift(uid=uid(41), start=at(13, "10:00"), end=at(13, "13:00"), needed=2, people=(who["choi"],)),
                Shift(
                    uid=uid(42),
                    start=at(13, "13:00"),
                    end=at(13, "17:00"),
                    needed=1,
                    people=(who["kim"],),
                    note=t("설문 수거", "アンケート回収", "Collect the survey"),
                ),
            ),
        ),
        visibility=Visibility.PUBLIC,
    )


def duty(language: Language) -> Item:
    """Choi's own turn at the booth, as it stands in her edition."""
    t, stand = Speech(language), booth(language)
    assert stand.booth is not None
    shift = stand.booth.shifts[0]
    return Item(
        uid=shift.uid,
        id="d3-booth",
        kind=ItemKind.BOOTH,
        title=t("청주시 홍보 부스 운영", "清州市PRブース出展", "Cheongju booth"),
        status=ItemStatus.CONFIRMED,
        planned=Slot(day=date(2027, 5, 13), start=shift.start, end=shift.end, place=stand.planned.place),
        event=stand.event,
        booth=replace(stand.booth, hours=(), shifts=()),
        shift=shift,
        visibility=Visibility.DELEGATION,
    )


def session(language: Language) -> Item:
    """A talk whose title changed, with an assumed hour."""
    t, who, where = Speech(language), people(language), places(language)
    return Item(
        uid=uid(5),
        id="d3-session",
        kind=ItemKind.SESSION,
        title=t("국제 세션 발표", "国際セッション発表", "Talk at the international session"),
        status=ItemStatus.CONFIRMED,
        planned=Slot(
            day=date(2027, 5, 13),
            start=at(13, "11:00"),
            end=at(13, "11:40"),
            time_mark=Mark.ASSUMED,
            place=where["hall"],
            place_mark=Mark.UNVERIFIED,
        ),
        ours=(Attendee(person=who["lee"], side=Side.HOME, role=AttendeeRole.SPEAKER),),
        languages=("ko", "ja"),
        interpretation=Interpretation.SIMULTANEOUS,
        press_access=PressAccess.OPEN,
        event=expo(language),
        session=Session(
            speaker=who["lee"],
            language="ko",
            topic=t("청주시 교통 정책", "清州市の交通政策", "Transport policy in Cheongju"),
            actual_topic=t("버스가 바꾼 도시", "バスが変えた都市", "The city that the bus changed"),
            material=t("발표 자료", "発表資料", "Slides"),
            material_url="https://fair.example/2027/slides.pdf",
        ),
        visibility=Visibility.PUBLIC,
        stamp=Stamp(sequence=0, changed_at=PUBLISHED),
    )


def simple(language: Language) -> dict[str, Item]:
    """The entries that each show one thing: a state of time, of place or of certainty."""
    t, where = Speech(language), places(language)
    who = people(language)

    def item(number: int, key: str, kind: ItemKind, title: Text, slot: Slot, **more: Any) -> Item:
        sure = Item(
            uid=uid(number),
            id=key,
            kind=kind,
            title=title,
            planned=slot,
            status=ItemStatus.CONFIRMED,
            visibility=Visibility.PUBLIC,
        )
        return replace(sure, **more)

    def day(number: int) -> date:
        return date(2027, 5, number)

    return {
        "arrival": item(
            10,
            "d1-travel",
            ItemKind.TRANSFER,
            t("출국 및 돗토리 이동", "出国・鳥取へ移動", "Travel to Tottori"),
            Slot(day=day(11), part=DayPart.MORNING),
            mark=Mark.ASSUMED,
            visibility=Visibility.DELEGATION,
            transfer=Transfer(mode=TransportMode.OTHER),
        ),
        "stay": item(
            11,
            "d1-stay",
            ItemKind.STAY,
            t("돗토리 숙박", "鳥取宿泊", "Stay in Tottori"),
            Slot(day=day(11), end_day=day(14), part=DayPart.ALL_DAY, place=where["hotel"]),
            visibility=Visibility.DELEGATION,
            stay=Stay(rooms=t("1인실 4", "シングル4室", "Four single rooms"), booking="HK-2027-0511"),
        ),
        "briefing": item(
            12,
            "d1-briefing",
            ItemKind.BRIEFING,
            t("사전 설명회", "事前説明会", "Briefing"),
            Slot(day=day(11), part=DayPart.TO_BE_CONFIRMED, place_open=True),
            status=ItemStatus.TENTATIVE,
        ),
        "dunes": item(
            13,
            "d2-dunes",
            ItemKind.SITE_VISIT,
            t("돗토리 사구 시찰", "鳥取砂丘視察", "Visit to the sand dunes"),
            Slot(day=day(12), part=DayPart.MORNING, place=where["dunes"]),
            rain_plan=t("모래미술관 견학", "砂の美術館見学", "The Sand Museum instead"),
        ),
        "dinner": item(
            14,
            "d2-dinner",
            ItemKind.RECEPTION,
            t("환영 만찬", "歓迎夕食会", "Welcome dinner"),
            Slot(day=day(12), start=at(12, "18:30"), end=at(13, "00:30"), place_note=t("시내", "市内", "In town")),
            status=ItemStatus.CANCELLED,
        ),
        "lunch": item(
            15,
            "d3-lunch",
            ItemKind.MEAL,
            t("오찬", "昼食会", "Luncheon"),
            Slot(day=day(13), start=at(13, "12:00"), place_open=True),
            status=ItemStatus.TENTATIVE,
        ),
        "letter": item(
            16,
            "d3-letter",
            ItemKind.CEREMONY,
            t("시장 친서 전달", "市長親書の伝達", "The mayor's letter handed over"),
            Slot(day=day(13), part=DayPart.AFTERNOON, place=where["hall"]),
            status=ItemStatus.ADDED,
        ),
        "press": item(
            17,
            "d4-press",
            ItemKind.PRESS,
            t("공동 기자회견", "共同記者会見", "Joint press conference"),
            Slot(day=day(14), start=at(14, "09:00"), end=at(14, "09:20"), place=where["prefecture"]),
            press_access=PressAccess.OPEN,
        ),
        "free": item(
            18,
            "d5-free",
            ItemKind.FREE_TIME,
            t("자유 시간", "自由時間", "Free time"),
            Slot(day=day(15), part=DayPart.EVENING),
        ),
        "hawaii": item(
            19,
            "d5-hawaii",
            ItemKind.MEETING,
            t("호놀룰루시 경제개발국 면담", None, "Meeting with the City of Honolulu"),
            Slot(
                day=day(15),
                start=at(15, "10:00", "Pacific/Honolulu"),
                end=at(15, "11:00", "Pacific/Honolulu"),
                place_open=True,
            ),
            theirs=(Attendee(person=who["kealoha"], side=Side.HOST),),
            press_access=PressAccess.CLOSED,
        ),
    }
