"""Hand-built itineraries for the tests of wording and formats: what `compose` hands over, without composing.

The trip is invented: Cheongju sends a delegation to Tottori and on to Honolulu, 11 to 17 May 2027, five nights and
seven days. `full` holds one entry of every kind and every state; `host`, `public` and `bare` have less. The cast:

- Kim Seo-yeon (김서연), the organiser, head of the delegation's staff
- Lee Do-yun (이도윤), vice mayor and head of the delegation
- Park Ji-hun (박지훈), the interpreter
- Choi Yu-jin (최유진), a delegate who minds the booth
- Tanaka Yoko (田中陽子), vice-governor of Tottori, the host
- Kealoha, a Hawaiian host whose name exists in English only, so that Korean and Japanese editions fall back
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from planner.itinerary.audience import HOST, PUBLIC, STAFF, Audience, AudienceKind
from planner.itinerary.terms import (
    Direction,
    Language,
    MemberRole,
    YearStyle,
)
from planner.itinerary.values import (
    Day,
    Item,
    Itinerary,
    Mark,
    Member,
    Observance,
)
from tests.cast import EN as EN
from tests.cast import FIRST, JA, KO, LAST, Speech, people, uid
from tests.cast import LANGUAGES as LANGUAGES
from tests.cast import at as at
from tests.cast import places as places
from tests.entries import PUBLISHED, booth, duty, flight_home, flight_out, meeting, session, simple
from tests.entries import expo as expo


def members(language: Language) -> tuple[Member, ...]:
    """The delegation in protocol order."""
    t, who = Speech(language), people(language)
    return (
        Member(person=who["lee"], role=MemberRole.HEAD),
        Member(person=who["kim"], role=MemberRole.MEMBER, duty=t("총괄", "総括", "Coordination")),
        Member(person=who["choi"], role=MemberRole.ATTENDANT, parties=(t("부스반", "ブース班", "Booth team"),)),
        Member(person=who["park"], role=MemberRole.INTERPRETER),
    )


def days_of(items: tuple[Item, ...], observances: tuple[Observance, ...] = ()) -> tuple[Day, ...]:
    """The days of the trip with the items that fall on them, in the order given; a holiday of Korea on the 13th."""

    def lasts(item: Item, today: date) -> bool:
        last = item.slot.end.date() if item.slot.end and item.slot.end.hour >= 6 else item.slot.end_day
        return item.slot.day < today <= (last or item.slot.day)

    return tuple(
        Day(
            date=(today := FIRST + timedelta(days=n)),
            number=n + 1,
            observances=observances if today == date(2027, 5, 13) else (),
            items=tuple(item for item in items if item.slot.day == today),
            continued=tuple(item for item in items if lasts(item, today)),
        )
        for n in range((LAST - FIRST).days + 1)
    )


def bare(language: Language = KO, *items: Item, audience: Audience = STAFF) -> Itinerary:
    """The least an edition can hold, with these entries."""
    t = Speech(language)
    return Itinerary(
        audience=audience,
        language=language,
        uid=uid(100),
        id="cheongju-tottori-2027",
        title=t("청주시 대표단 돗토리 방문", "清州市代表団　鳥取訪問", "Cheongju delegation to Tottori"),
        starts=FIRST,
        ends=LAST,
        nights=5,
        day_count=7,
        year_style=YearStyle.WESTERN,
        direction=Direction.OUTBOUND,
        days=days_of(items),
    )


def full(language: Language = KO) -> Itinerary:
    """The staff's edition: one entry of every kind, every state of time and place, both sides, marks and fallbacks."""
    t, one = Speech(language), simple(language)
    items = (
        *(one["arrival"], one["stay"], one["briefing"]),
        *(one["dunes"], meeting(language), one["dinner"]),
        *(booth(language), session(language), one["lunch"], one["letter"]),
        *(one["press"], flight_out(language)),
        *(one["hawaii"], one["free"]),
        flight_home(language),
    )
    return replace(
        bare(language),
        title=replace(bare(language).title, mark=Mark.ASSUMED),
        purpose=t(
            "우호협력 10주년 기념 및 교류 확대",
            "友好協力10周年記念と交流の拡大",
            "Mark ten years of friendship and widen exchange",
        ),
        background=(t("2017년 우호협력도시 협정", "2017年友好協力都市協定", "Friendship agreement of 2017"),),
        goals=(
            t("청소년 교류 재개", "青少年交流の再開", "Resume youth exchange"),
            t("하와이 진출 기반 마련", None, None),
        ),
        period_mark=Mark.UNVERIFIED,
        cities=(t("돗토리", "鳥取", "Tottori"), t("호놀룰루", "ホノルル", "Honolulu")),
        zones=("Asia/Seoul", "Asia/Tokyo", "Pacific/Honolulu"),
        delegation=t("청주시 대표단", "清州市代表団", "Cheongju delegation"),
        organisation=t("청주시", "清州市", "Cheongju City"),
        members=members(language),
        days=days_of(items, (Observance(country="KR", name=t("부처님 오신 날", "釈迦誕生日", "Buddha's Birthday")),)),
        enquiries=t(
            "국제교류팀 김서연, 043-000-0000",
            "国際交流チーム　キム・ソヨン　+82-43-000-0000",
            "International Exchange, Kim Seo-yeon, +82 43 000 0000",
        ),
        marks=(Mark.ASSUMED, Mark.UNVERIFIED),
        as_of=PUBLISHED,
    )


def delegate(language: Language = KO) -> Itinerary:
    """Choi's edition: her own turn at the booth stands beside what the whole delegation does."""
    whole = full(language)
    t = Speech(language)
    reader = t("최유진", "チェ・ユジン", "Choi Yu-jin")
    items = tuple(item for item in whole.items if item.whole_delegation or item.id in ("d1-stay", "d3-booth"))
    return replace(
        whole,
        audience=Audience(AudienceKind.DELEGATE, person="choi"),
        reader=reader,
        days=days_of((*items, duty(language))),
        marks=(Mark.UNVERIFIED, Mark.ASSUMED),
    )


def host(language: Language = JA) -> Itinerary:
    """The host's edition: the call, without the delegation's remarks, sub-parties and contacts."""
    call = replace(meeting(language), notes=(), visibility=None, sources=())
    return replace(
        bare(language, call, audience=HOST),
        delegation=Speech(language)("청주시 대표단", "清州市代表団", "Cheongju delegation"),
        members=tuple(
            replace(member, parties=(), person=replace(member.person, email=None, phone=None))
            for member in members(language)
        ),
        as_of=PUBLISHED,
    )


def public(language: Language = KO) -> Itinerary:
    """The public's edition: titles, times and places only."""
    one = simple(language)
    items = tuple(replace(one[key], visibility=None, press_access=None) for key in ("dunes", "letter", "dinner"))
    return bare(language, *items, audience=PUBLIC)
