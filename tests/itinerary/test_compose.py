"""What each of the cast gets of one trip: Minji's staff, Lee who leads, Choi who minds the booth, Kyoto, the press.

The trip is small and made up; each test adds to it what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count, pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from planner.itinerary import snapshot as raw
from planner.itinerary.audience import HOST, PRESS, PUBLIC, STAFF, Audience, AudienceKind, View
from planner.itinerary.changes import prints_of
from planner.itinerary.compose import audiences_of, compose, gaps_of, pool_of
from planner.itinerary.localtext import LocalText
from planner.itinerary.snapshot import Snapshot, nights_of
from planner.itinerary.terms import (
    AttendeeRole,
    Basis,
    DayPart,
    ItemKind,
    ItemStatus,
    Language,
    MemberRole,
    Side,
    Visibility,
)
from planner.itinerary.values import Gap, Itinerary, Mark, Stamp, Text
from planner.itinerary.walltime import WallTime
from tests.strategies import snapshots

NUMBERS = count(1)
LEE = Audience(AudienceKind.DELEGATE, person="lee")
CHOI = Audience(AudienceKind.DELEGATE, person="choi")
BOOTH_TEAM = Audience(AudienceKind.PARTY, party="booth_team")


def _uid() -> str:
    return f"00000000-0000-4000-8000-{next(NUMBERS):012d}"


def _text(ko: str) -> LocalText:
    return LocalText.of(ko=ko, ja=f"{ko}/ja", en=f"{ko}/en")


def _at(text: str, zone: str = "Asia/Tokyo") -> WallTime:
    return WallTime.parse(f"2027-05-{text} {zone}")


def _person(key: str, **more: Any) -> raw.Person:
    return raw.Person(id=key, uid=_uid(), name=_text(key), organisation="city", **more)


def _item(key: str, start: str = "11 10:00", end: str | None = None, **more: Any) -> raw.Item:
    planned = raw.Slot(day=date(2027, 5, int(start[:2])), start=_at(start), end=_at(end) if end else None)
    given = {"planned": planned, "kind": ItemKind.MEETING, "visibility": Visibility.PUBLIC, "title": _text(key)}
    return raw.Item(id=key, uid=_uid(), **{**given, **more})


def _trip(*items: raw.Item, **more: Any) -> Snapshot:
    trip = raw.Trip(
        id="spring",
        uid=_uid(),
        title=_text("방문"),
        starts=date(2027, 5, 11),
        ends=date(2027, 5, 13),
        zones=("Asia/Seoul", "Asia/Tokyo"),
        languages=("ko", "ja"),
    )
    delegation = raw.Delegation(
        id="team",
        uid=_uid(),
        name=_text("대표단"),
        organisation="city",
        parties=(raw.SubParty(id="booth_team", uid=_uid(), name=_text("부스팀")),),
        members=(
            raw.Member(person="lee", role=MemberRole.HEAD),
            raw.Member(person="choi", parties=("booth_team",)),
        ),
    )
    return Snapshot(
        trip=replace(trip, **more),
        delegation=delegation,
        organisations=(raw.Organisation(id="city", uid=_uid(), name=_text("시"), country="KR"),),
        people=(_person("lee", named_in_public=True), _person("choi"), _person("suzuki", named_in_public=True)),
        places=(raw.Place(id="hall", uid=_uid(), name=_text("홀"), zone="Asia/Tokyo"),),
        items=items,
    )


def _keys(itinerary: Itinerary) -> list[str]:
    return [item.id for item in itinerary.items]


def _of(trip: Snapshot, audience: Audience, language: Language = Language.KO) -> list[str]:
    return _keys(compose(trip, audience, language))


def test_an_item_goes_as_far_as_its_visibility() -> None:
    trip = _trip(*(_item(str(visibility), visibility=visibility, whole_delegation=True) for visibility in Visibility))
    reached = {audience.key: set(_of(trip, audience)) for audience in (STAFF, LEE, BOOTH_TEAM, HOST, PRESS, PUBLIC)}
    assert reached == {
        "staff": {"staff", "delegation", "host", "press", "public"},
        "delegate:lee": {"delegation", "host", "press", "public"},
        "party:booth_team": {"delegation", "host", "press", "public"},
        "host": {"host", "press", "public"},
        "press": {"press", "public"},
        "public": {"public"},
    }


def test_delegates_get_what_concerns_them() -> None:
    shift = raw.Shift(uid=_uid(), start=_at("12 10:00"), end=_at("12 12:00"), people=("choi",))
    trip = _trip(
        _item("everybody", "11 09:00", whole_delegation=True),
        _item("lees", "11 10:00", attendees=(raw.Attendee(person="lee"),)),
        _item("booth", "12 09:00", "12 17:00", kind=ItemKind.BOOTH, booth=raw.Booth(shifts=(shift,))),
        _item("teams", "12 14:00", parties=("booth_team",)),
        _item("talk", "13 09:00", kind=ItemKind.SESSION, session=raw.Session(speaker="lee")),
        _item("nobodys", "13 10:00"),
    )
    assert _of(trip, LEE) == ["everybody", "lees", "talk"]
    assert _of(trip, CHOI) == ["everybody", "booth", "booth", "teams"]
    assert _of(trip, BOOTH_TEAM) == ["everybody", "teams"]
    assert _of(trip, HOST) == ["everybody", "lees", "booth", "teams", "talk", "nobodys"]


def test_a_turn_of_duty_is_an_entry_of_its_own_for_whoever_has_it() -> None:
    shift = raw.Shift(uid=_uid(), start=_at("12 10:00"), end=_at("12 12:00"), people=("choi",), note=_text("안내"))
    booth = _item("booth", "12 09:00", "12 17:00", kind=ItemKind.BOOTH, booth=raw.Booth(shifts=(shift,)))
    whole, duty = compose(_trip(booth), CHOI, Language.JA).items
    assert (whole.uid, whole.shift) == (booth.uid, None)
    assert duty.uid == shift.uid
    assert duty.title == Text("booth/ja", Language.JA)
    assert (duty.slot.start, duty.slot.end) == (shift.start.aware, shift.end.aware)
    assert duty.shift is not None
    assert duty.shift.note == Text("안내/ja", Language.JA)


def test_a_booth_binds_whoever_is_expected_there_and_nobody_who_only_takes_turns() -> None:
    shift = raw.Shift(uid=_uid(), start=_at("12 10:00"), end=_at("12 12:00"), people=("choi", "lee"))
    booth = _item(
        "booth",
        "12 09:00",
        "12 17:00",
        kind=ItemKind.BOOTH,
        booth=raw.Booth(shifts=(shift,)),
        attendees=(raw.Attendee(person="lee"),),
    )
    trip = _trip(booth)

    def told(audience: Audience) -> list[tuple[str, bool]]:
        return [(item.uid, item.for_shifts_only) for item in compose(trip, audience, Language.KO).items]

    assert told(CHOI) == [(booth.uid, True), (shift.uid, False)]
    assert told(LEE) == [(booth.uid, False), (shift.uid, False)]
    assert told(STAFF) == [(booth.uid, False)]


def test_the_ledger_knows_a_booth_by_what_everybody_has_of_it() -> None:
    shift = raw.Shift(uid=_uid(), start=_at("12 10:00"), end=_at("12 12:00"), people=("choi",))
    booth = _item("booth", "12 09:00", "12 17:00", kind=ItemKind.BOOTH, booth=raw.Booth(shifts=(shift,)))
    pool = pool_of(_trip(booth), View.DELEGATION, Language.KO)
    prints = prints_of(pool)
    assert {booth.uid, shift.uid} < set(prints)
    assert prints[booth.uid] == prints_of(replace(pool, own=()))[booth.uid]


def test_names_in_latin_letters_are_at_home_everywhere_and_other_names_are_not() -> None:
    trip = _trip(_item("meeting", attendees=(raw.Attendee(person="suzuki"), raw.Attendee(person="lee"))))
    suzuki, lee = replace(trip.people[2], name=LocalText.of(en="SUZUKI")), trip.people[0]
    korean = replace(lee, name=LocalText.of(ko="이승원"), organisation="firm")
    firm = raw.Organisation(id="firm", uid=_uid(), name=LocalText.of(en="Acme"), country="KR")
    hall = replace(trip.places[0], name=LocalText.of(en="Hall"))
    trip = replace(
        trip, people=(korean, trip.people[1], suzuki), organisations=(*trip.organisations, firm), places=(hall,)
    )
    (meeting,) = compose(trip, STAFF, Language.JA).items
    japanese, head = (each.person for each in meeting.ours)
    assert japanese.name == Text("SUZUKI", Language.EN)
    assert (head.name, head.organisation) == (Text("이승원", Language.KO, fallback=True), Text("Acme", Language.EN))
    away = replace(trip.items[0], planned=replace(trip.items[0].planned, place="hall"))
    (meeting,) = compose(replace(trip, items=(away,)), STAFF, Language.JA).items
    assert meeting.slot.place is not None
    assert meeting.slot.place.name == Text("Hall", Language.EN, fallback=True)


def test_sides_keep_the_order_that_was_set_by_hand_and_the_press_reads_public_names_only() -> None:
    attendees = (
        raw.Attendee(person="suzuki", side=Side.HOST, role=AttendeeRole.LEAD),
        raw.Attendee(person="choi"),
        raw.Attendee(person="lee", role=AttendeeRole.LEAD),
    )
    trip = _trip(_item("meeting", attendees=attendees))
    (item,) = compose(trip, HOST, Language.KO).items
    assert [each.person.id for each in item.ours] == ["choi", "lee"]
    assert [each.person.id for each in item.theirs] == ["suzuki"]
    (item,) = compose(trip, PRESS, Language.KO).items
    assert [each.person.id for each in item.ours] == ["lee"]
    assert [member.person.id for member in compose(trip, PUBLIC, Language.KO).members] == ["lee"]


def test_what_has_no_hour_stands_where_its_part_of_the_day_does() -> None:
    def part(key: str, part: DayPart) -> raw.Item:
        return _item(key, planned=raw.Slot(day=date(2027, 5, 11), part=part))

    trip = _trip(
        part("sometime", DayPart.TO_BE_CONFIRMED),
        part("evening", DayPart.EVENING),
        _item("at_19", "11 19:00"),
        _item("at_15", "11 15:00"),
        part("afternoon", DayPart.AFTERNOON),
        _item("at_9", "11 09:00"),
        part("morning", DayPart.MORNING),
        part("all_day", DayPart.ALL_DAY),
    )
    assert _of(trip, STAFF) == [
        "all_day",
        "morning",
        "at_9",
        "afternoon",
        "at_15",
        "evening",
        "at_19",
        "sometime",
    ]


def test_over_the_date_line_the_order_is_that_of_the_clock_and_not_of_the_wall() -> None:
    seoul, honolulu = "Asia/Seoul", "Pacific/Honolulu"
    flight = raw.Slot(day=date(2027, 5, 11), start=_at("11 21:00", seoul), end=_at("11 10:00", honolulu))
    arrival = raw.Slot(day=date(2027, 5, 11), start=_at("11 14:00", honolulu))
    trip = _trip(_item("meeting", planned=arrival), _item("flight", planned=flight, kind=ItemKind.TRANSFER))
    assert _of(trip, STAFF) == ["flight", "meeting"]


def test_every_day_of_the_trip_is_there_and_what_lasts_is_continued() -> None:
    hotel = _item("hotel", "11 15:00", "13 10:00", kind=ItemKind.STAY)
    dinner = _item("dinner", "12 21:00", "13 01:30")
    eve = _item("briefing", "10 17:00")
    days = compose(_trip(hotel, dinner, eve), STAFF, Language.KO).days
    assert [(day.date.day, day.number) for day in days] == [(10, None), (11, 1), (12, 2), (13, 3)]
    assert [[item.id for item in day.items] for day in days] == [["briefing"], ["hotel"], ["dinner"], []]
    assert [[item.id for item in day.continued] for day in days] == [[], [], ["hotel"], ["hotel"]]


def test_what_took_place_counts_and_the_plan_stands_beside_it() -> None:
    actual = raw.Slot(day=date(2027, 5, 12), start=_at("12 16:00"), place="hall")
    trip = _trip(_item("visit", "11 10:00", actual=actual, actual_title=_text("실제 제목")))
    (item,) = compose(trip, PUBLIC, Language.KO).items
    assert (item.slot.start, item.planned.start) == (actual.start and actual.start.aware, _at("11 10:00").aware)
    assert (item.title.value, item.planned_title) == ("실제 제목", Text("visit", Language.KO))
    assert item.slot.place is not None
    assert (item.planned.place_open, item.slot.place_open) == (True, False)
    assert [[item.id for item in day.items] for day in compose(trip, PUBLIC, Language.KO).days] == [[], ["visit"], []]


def test_a_missing_translation_is_seen_and_listed() -> None:
    title = LocalText.of(ko="면담", en="Meeting")
    trip = _trip(_item("meeting", title=title, summary=LocalText.of(en="Summary")))
    (item,) = compose(trip, HOST, Language.JA).items
    # The trip is written in Korean and kept in Japanese; English comes last.
    assert item.title == Text("면담", Language.KO, fallback=True)
    assert item.summary == Text("Summary", Language.EN, fallback=True)
    assert gaps_of(trip) == {
        Language.KO: (Gap("item", "meeting", "summary"),),
        Language.JA: (Gap("item", "meeting", "title"), Gap("item", "meeting", "summary")),
    }
    # Nobody promised this trip in English, so nothing is missing there.
    assert compose(trip, HOST, Language.EN).gaps == ()


def test_marks_travel_with_what_is_uncertain() -> None:
    facts = (
        raw.Fact(about="planned.start", basis=Basis.ASSUMED),
        raw.Fact(about="planned.end", basis=Basis.ARTICLE),
        raw.Fact(about="summary", basis=Basis.KNOWN),
    )
    trip = _trip(
        _item("guess", facts=facts, summary=_text("내용")),
        _item("invented", "12 10:00", facts=(raw.Fact(basis=Basis.ASSUMED),)),
        _item("certain", "13 10:00"),
    )
    edition = compose(trip, PUBLIC, Language.KO)
    guess, invented, certain = edition.items
    assert (guess.mark, guess.planned.time_mark, guess.title.mark) == (None, Mark.ASSUMED, None)
    assert guess.summary is not None
    assert guess.summary.mark is Mark.UNVERIFIED
    assert invented.mark is Mark.ASSUMED
    assert (certain.mark, certain.planned.time_mark) == (None, None)
    assert edition.marks == (Mark.ASSUMED, Mark.UNVERIFIED)
    assert guess.sources == ()
    assert [source.about for source in compose(trip, STAFF, Language.KO).items[0].sources] == [
        "planned.start",
        "planned.end",
        "summary",
    ]


def test_an_edition_is_as_old_as_the_newest_thing_in_it() -> None:
    trip = _trip(_item("lees", attendees=(raw.Attendee(person="lee"),)), _item("chois", parties=("booth_team",)))
    old, new = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
    stamps = {trip.trip.uid: Stamp(0, old), trip.items[0].uid: Stamp(0, old), trip.items[1].uid: Stamp(3, new)}
    assert compose(trip, LEE, Language.KO, stamps).as_of == old
    assert compose(trip, CHOI, Language.KO, stamps).as_of == new
    assert compose(trip, CHOI, Language.KO, stamps).items[0].stamp == Stamp(3, new)
    assert compose(trip, CHOI, Language.KO).as_of is None


def _stays(*spans: tuple[int, int]) -> Iterable[raw.Item]:
    for first, last in spans:
        slot = raw.Slot(day=date(2027, 5, first), end_day=date(2027, 5, last), part=DayPart.ALL_DAY)
        yield _item(f"stay{first}", kind=ItemKind.STAY, planned=slot)


@pytest.mark.parametrize(
    ("nights", "stays", "expected"),
    [
        (None, [], 2),  # nothing known: a night between each two days
        (None, [(11, 12)], 1),  # the second night is on the way: "1박 3일"
        (None, [(11, 12), (12, 13)], 2),
        (None, [(11, 13), (12, 13)], 2),  # two hotels in one night are one night
        (4, [(11, 12)], 4),  # said by somebody who knows
    ],
)
def test_nights_are_nights_in_lodgings(nights: int | None, stays: list[tuple[int, int]], expected: int) -> None:
    assert nights_of(_trip(*_stays(*stays), nights=nights)) == expected


def test_a_cancelled_stay_is_no_night() -> None:
    (stay,) = _stays((11, 13))
    assert nights_of(_trip(stay)) == 2
    assert nights_of(_trip(replace(stay, status=ItemStatus.CANCELLED), *_stays((12, 13)))) == 1


@pytest.mark.parametrize("stranger", [Audience(AudienceKind.DELEGATE, person="suzuki"), Audience.parse("party:lee")])
def test_who_does_not_travel_has_no_edition(stranger: Audience) -> None:
    with pytest.raises(KeyError):
        compose(_trip(), stranger, Language.KO)


@given(trip=snapshots())
@settings(max_examples=40, deadline=None)
def test_every_trip_has_an_edition_for_everybody_in_every_language(trip: Snapshot) -> None:
    for audience in audiences_of(trip):
        for language in Language:
            edition = compose(trip, audience, language)
            assert (edition.audience, edition.language) == (audience, language)
            assert len({item.uid for item in edition.items}) == len(edition.items)
            if audience.view is not View.STAFF:
                assert all(item.visibility is None for item in edition.items)
                assert all(item.sources == () for item in edition.items)


@given(trip=snapshots())
@settings(max_examples=40, deadline=None)
def test_whoever_sees_less_sees_no_item_that_others_do_not(trip: Snapshot) -> None:
    ladder = [{item.uid for item in compose(trip, who, Language.KO).items} for who in (STAFF, HOST, PRESS, PUBLIC)]
    assert all(less <= more for more, less in pairwise(ladder))
