"""The rules that say what makes a trip wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.itinerary import snapshot as raw
from planner.itinerary import wording
from planner.itinerary.limits import Refused, country_codes, read_day, read_wall_time, text_problems
from planner.itinerary.localtext import LocalText
from planner.itinerary.messages import Message, shown
from planner.itinerary.rules import Problem, check, check_slot, problems, references
from planner.itinerary.shape import Partial
from planner.itinerary.terms import Basis, DayPart, ItemKind, Language, Side
from planner.itinerary.walltime import WallTime
from tests.strategies import snapshots

DAY = date(2025, 9, 30)


def uid(number: int) -> str:
    """A made-up identity."""
    return f"00000000-0000-4000-8000-{number:012d}"


def at(text: str) -> WallTime:
    """A wall time in Tokyo on the first day of the trip."""
    return WallTime.parse(f"2025-09-30 {text} Asia/Tokyo")


def trip(**changes: object) -> raw.Snapshot:
    """The delegate Kim and the interpreter Sato go and see the host Suzuki."""
    afternoon = raw.Slot(day=date(2025, 9, 30), start=at("14:00"), end=at("15:00"), place="office")
    plain = raw.Snapshot(
        trip=raw.Trip(
            id="visit",
            uid=uid(1),
            title=LocalText.of(ko="방문"),
            starts=date(2025, 9, 30),
            ends=date(2025, 10, 3),
            zones=("Asia/Seoul", "Asia/Tokyo"),
            languages=("ko", "ja"),
        ),
        delegation=raw.Delegation(
            id="delegation",
            uid=uid(2),
            name=LocalText.of(ko="대표단"),
            organisation="city",
            members=(raw.Member(person="kim"), raw.Member(person="sato")),
        ),
        organisations=(raw.Organisation(id="city", uid=uid(3), name=LocalText.of(ko="시"), country="KR"),),
        people=tuple(
            raw.Person(id=name, uid=uid(10 + number), name=LocalText.of(ko=name))
            for number, name in enumerate(("kim", "sato", "suzuki"))
        ),
        places=(raw.Place(id="office", uid=uid(20), name=LocalText.of(ko="청사"), zone="Asia/Tokyo"),),
        items=(
            raw.Item(
                id="talks",
                uid=uid(30),
                kind=ItemKind.MEETING,
                title=LocalText.of(ko="면담"),
                planned=afternoon,
                attendees=(raw.Attendee(person="kim"), raw.Attendee(person="suzuki", side=Side.HOST)),
            ),
        ),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def told(found: Iterable[Problem]) -> list[tuple[object, ...]]:
    """Problems as one reads them: the path and the words."""
    return [(*problem.path, str(problem.message)) for problem in found]


def with_item(**changes: object) -> raw.Snapshot:
    """The trip with another item."""
    plain = trip()
    return replace(plain, items=(replace(plain.items[0], **changes),))  # type: ignore[arg-type]


def with_trip(**changes: object) -> raw.Snapshot:
    """The trip with another head."""
    plain = trip()
    return replace(plain, trip=replace(plain.trip, **changes))  # type: ignore[arg-type]


def test_the_trip_of_these_stories_is_right() -> None:
    assert problems(trip()) == []


@settings(max_examples=15, deadline=None)
@given(snapshots())
def test_any_trip_drawn_for_property_tests_is_right(snapshot: raw.Snapshot) -> None:
    assert problems(snapshot) == []


SLOTS = {
    "neither": (
        raw.Slot(day=DAY),
        [("Give a start, or a part of the day such as afternoon or to_be_confirmed.",)],
    ),
    "both": (
        raw.Slot(day=DAY, start=at("14:00"), part=DayPart.AFTERNOON),
        [("part", "Give a start or a part of the day, not both.")],
    ),
    "end first": (
        raw.Slot(day=DAY, start=at("14:00"), end=at("13:59")),
        [("end", "The end must be after the start, 2025-09-30 14:00 Asia/Tokyo.")],
    ),
    "no length": (
        raw.Slot(day=DAY, start=at("14:00"), end=at("14:00")),
        [("end", "The end must be after the start, 2025-09-30 14:00 Asia/Tokyo.")],
    ),
    "end alone": (
        raw.Slot(day=DAY, end=at("14:00"), part=DayPart.MORNING),
        [("end", "An end needs a start.")],
    ),
    "last day first": (
        raw.Slot(day=DAY, end_day=date(2025, 9, 29), part=DayPart.ALL_DAY),
        [("end_day", "The last day must not be before the first, 2025-09-30.")],
    ),
    "last day with hours": (
        raw.Slot(day=DAY, end_day=date(2025, 10, 1), start=at("10:00")),
        [("end_day", "A last day is for what has no hours; give the end instead.")],
    ),
    "another day": (
        raw.Slot(day=date(2025, 9, 28), start=at("10:00")),
        [("start", "The start must be on the day it is listed under, 2025-09-28, or in the night after it.")],
    ),
    "the day before": (
        raw.Slot(day=date(2025, 10, 1), start=at("10:00")),
        [("start", "The start must be on the day it is listed under, 2025-10-01, or in the night after it.")],
    ),
}


@pytest.mark.parametrize("name", SLOTS)
def test_a_slot_that_cannot_be_is_explained(name: str) -> None:
    slot, expected = SLOTS[name]
    assert told(check_slot(slot)) == expected
    assert told(problems(with_item(planned=slot))) == [("items", 0, "planned", *each) for each in expected]
    assert told(problems(with_item(actual=slot))) == [("items", 0, "actual", *each) for each in expected]


def test_a_flight_that_lands_before_it_takes_off_by_the_clock_is_right() -> None:
    east = raw.Slot(
        day=DAY,
        start=WallTime.parse("2025-09-30 20:00 Asia/Seoul"),
        end=WallTime.parse("2025-09-30 15:30 America/Los_Angeles"),
    )
    assert list(check_slot(east)) == []


def test_a_party_after_midnight_belongs_to_the_evening_before() -> None:
    late = raw.Slot(day=DAY, start=WallTime.parse("2025-10-01 00:30 Asia/Tokyo"))
    assert list(check_slot(late)) == []


MOMENTS = st.integers(0, 10_000_000).map(lambda minutes: at("00:00").local + timedelta(minutes=minutes))


@given(MOMENTS, st.integers(1, 100_000))
def test_whatever_the_length_the_end_is_after_the_start(start: datetime, minutes: int) -> None:
    first, last = WallTime(start, "UTC"), WallTime(start + timedelta(minutes=minutes), "UTC")
    assert list(check_slot(raw.Slot(day=first.local.date(), start=first, end=last))) == []
    assert len(list(check_slot(raw.Slot(day=last.local.date(), start=last, end=first)))) == 1


def test_a_trip_ends_after_it_starts_and_has_fewer_nights_than_days() -> None:
    assert told(problems(with_trip(ends=date(2025, 9, 29)))) == [
        ("trip", "ends", "The last day must not be before the first, 2025-09-30.")
    ]
    assert told(problems(with_trip(nights=4))) == [("trip", "nights", "A trip of 4 days has at most 3 nights.")]
    assert told(problems(with_trip(nights=-1))) == [("trip", "nights", "This must be from 0 to 366.")]
    assert problems(with_trip(nights=0)) == []


def test_a_trip_lasts_a_year_at_most() -> None:
    assert problems(with_trip(ends=DAY + timedelta(days=365))) == []
    assert told(problems(with_trip(ends=DAY + timedelta(days=366)))) == [
        ("trip", "ends", "A trip may last at most 366 days.")
    ]


def test_a_trip_has_zones_and_languages_that_there_are() -> None:
    assert told(problems(with_trip(zones=()))) == [("trip", "zones", "A trip has at least one time zone.")]
    assert told(problems(with_trip(zones=("Asia/Tokio",)))) == [("trip", "zones", 0, "Unknown time zone: Asia/Tokio.")]
    assert told(problems(with_trip(zones=("Asia/Seoul", "Asia/Seoul")))) == [
        ("trip", "zones", 1, "This is listed twice.")
    ]
    assert told(problems(with_trip(languages=("ko", "fr")))) == [("trip", "languages", 1, "Unknown language: fr.")]
    assert told(problems(with_trip(languages=()))) == [
        ("trip", "languages", "A trip is kept in at least one language.")
    ]


def test_texts_are_in_the_languages_of_the_trip() -> None:
    assert told(problems(with_item(title=LocalText.of(ko="면담", en="Talks")))) == [
        ("items", 0, "title", "en", "The trip is not kept in this language.")
    ]


def test_a_required_text_is_there_in_some_language() -> None:
    assert told(problems(with_item(title=LocalText()))) == [
        ("items", 0, "title", "Give the text in at least one language.")
    ]
    assert told(problems(with_item(agenda=(LocalText(),)))) == [
        ("items", 0, "agenda", 0, "Give the text in at least one language.")
    ]


def test_an_item_may_be_a_month_outside_the_trip_but_not_more() -> None:
    def on(day: date) -> raw.Snapshot:
        return with_item(planned=raw.Slot(day=day, part=DayPart.MORNING))

    message = "This is more than 31 days outside the trip."
    assert problems(on(DAY - timedelta(days=31))) == []
    assert told(problems(on(DAY - timedelta(days=32)))) == [("items", 0, "planned", "day", message)]
    assert problems(on(date(2025, 11, 3))) == []
    assert told(problems(on(date(2025, 11, 4)))) == [("items", 0, "planned", "day", message)]
    assert told(problems(with_item(planned=raw.Slot(day=DAY, end_day=date(2026, 3, 1), part=DayPart.ALL_DAY)))) == [
        ("items", 0, "planned", "end_day", message)
    ]


def test_years_are_those_of_our_age() -> None:
    assert told(check(raw.Observance(day=date(1899, 12, 31), country="KR", name=LocalText.of(ko="옛날")))) == [
        ("day", "The year must be from 1900 to 2100.")
    ]
    far = "This is more than 31 days outside the trip."
    assert told(problems(with_trip(starts=date(1, 1, 1), ends=date(1, 1, 2)))) == [
        ("trip", "starts", "The year must be from 1900 to 2100."),
        ("trip", "ends", "The year must be from 1900 to 2100."),
        ("items", 0, "planned", "day", far),
    ]


def test_the_interpreter_is_removed_but_still_attends() -> None:
    plain = trip()
    people = tuple(person for person in plain.people if person.id != "sato")
    shift = raw.Shift(uid=uid(40), start=at("09:00"), end=at("12:00"), people=("kim", "sato"))
    booth = replace(
        plain.items[0],
        id="booth",
        uid=uid(31),
        kind=ItemKind.BOOTH,
        booth=raw.Booth(shifts=(shift,)),
        attendees=(raw.Attendee(person="sato"),),
    )
    talk = replace(plain.items[0], id="talk", uid=uid(32), kind=ItemKind.SESSION, session=raw.Session(speaker="sato"))
    message = "There is no person with the id sato."
    assert told(problems(replace(plain, people=people, items=(booth, talk)))) == [
        ("delegation", "members", 1, "person", message),
        ("items", 0, "attendees", 0, "person", message),
        ("items", 0, "booth", "shifts", 0, "people", 1, message),
        ("items", 1, "session", "speaker", message),
    ]


def test_the_organiser_sees_what_a_person_still_does_before_removing_them() -> None:
    uses = [path for path, section, key in references(trip()) if (section, key) == ("people", "kim")]
    assert uses == [("delegation", "members", 0, "person"), ("items", 0, "attendees", 0, "person")]


REFERENCES = {
    "organisations": (
        {"organisations": ("city", "ghost")},
        ("organisations", 1),
        "There is no organisation with the id",
    ),
    "events": ({"event": "ghost"}, ("event",), "There is no event with the id"),
    "parties": ({"parties": ("ghost",)}, ("parties", 0), "There is no sub-party with the id"),
    "places": (
        {"planned": raw.Slot(day=DAY, part=DayPart.EVENING, place="ghost")},
        ("planned", "place"),
        "There is no place with the id",
    ),
    "sources": (
        {"facts": (raw.Fact(basis=Basis.ARTICLE, source="ghost"),)},
        ("facts", 0, "source"),
        "There is no source with the id",
    ),
}


@pytest.mark.parametrize("section", REFERENCES)
def test_a_reference_to_nothing_is_an_error(section: str) -> None:
    changes, path, message = REFERENCES[section]
    assert told(problems(with_item(**changes))) == [("items", 0, *path, f"{message} ghost.")]


def test_ids_and_identities_are_used_once() -> None:
    plain = trip()
    item = plain.items[0]
    assert told(problems(replace(plain, items=(item, replace(item, uid=uid(99)))))) == [
        ("items", 1, "id", "The id talks is already taken.")
    ]
    assert told(problems(replace(plain, items=(item, replace(item, id="other"))))) == [
        ("items", 1, "uid", "Another record already has this uid.")
    ]
    assert told(problems(with_item(uid=uid(10)))) == [("items", 0, "uid", "Another record already has this uid.")]


def test_an_id_may_be_used_in_another_section() -> None:
    assert problems(with_item(id="kim")) == []


def test_nobody_is_listed_twice() -> None:
    twice = raw.Attendee(person="kim"), raw.Attendee(person="kim", side=Side.HOST)
    assert told(problems(with_item(attendees=twice))) == [
        ("items", 0, "attendees", 1, "person", "This is listed twice.")
    ]
    plain = trip()
    members = (raw.Member(person="kim"), raw.Member(person="kim"))
    assert told(problems(replace(plain, delegation=replace(plain.delegation, members=members)))) == [
        ("delegation", "members", 1, "person", "This is listed twice.")
    ]


@pytest.mark.parametrize(
    ("name", "detail"),
    [("booth", raw.Booth()), ("session", raw.Session()), ("transfer", raw.Transfer()), ("stay", raw.Stay())],
)
def test_details_fit_the_kind_of_item(name: str, detail: object) -> None:
    assert problems(with_item(kind=ItemKind(name), **{name: detail})) == []
    message = f"Only an item of the kind {name} has these details; this is of the kind meeting."
    found = problems(with_item(**{name: detail}))
    assert told(found) == [("items", 0, name, message)]
    in_korean = found[0].message.text(name=lambda term: wording.label(term, Language.KO))
    assert in_korean == message.replace(name, wording.label(ItemKind(name), Language.KO)).replace("meeting", "면담")


def test_shifts_and_opening_hours_end_after_they_start() -> None:
    booth = raw.Booth(
        hours=(raw.OpeningHours(start=at("10:00"), end=at("09:00")),),
        shifts=(raw.Shift(uid=uid(40), start=at("12:00"), end=at("12:00"), needed=0),),
    )
    assert told(check(booth)) == [
        ("hours", 0, "end", "The end must be after the start, 2025-09-30 10:00 Asia/Tokyo."),
        ("shifts", 0, "end", "The end must be after the start, 2025-09-30 12:00 Asia/Tokyo."),
        ("shifts", 0, "needed", "This must be from 1 to 99."),
    ]


def place(**changes: object) -> raw.Place:
    """The host's office."""
    plain = raw.Place(id="office", uid=uid(20), name=LocalText.of(ko="청사"), zone="Asia/Tokyo")
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_a_position_lies_on_the_earth_and_is_whole() -> None:
    assert check(place(latitude=90.0, longitude=-180.0)) == []
    assert told(check(place(latitude=90.1, longitude=-180.5))) == [
        ("latitude", "This must be from -90 to 90."),
        ("longitude", "This must be from -180 to 180."),
    ]
    assert told(check(place(latitude=35.0))) == [("latitude", "Latitude and longitude come together or not at all.")]
    assert told(check(place(longitude=35.0))) == [("longitude", "Latitude and longitude come together or not at all.")]


def test_a_zone_is_one_of_the_iana_list() -> None:
    assert told(check(place(zone="JST"))) == [("zone", "Unknown time zone: JST.")]


@pytest.mark.parametrize(
    ("country", "message"),
    [
        ("ZZ", "Unknown country: ZZ."),
        ("kr", "A country is given by two capital letters, such as JP."),
        ("KOR", "A country is given by two capital letters, such as JP."),
    ],
)
def test_a_country_is_one_of_the_iso_list(country: str, message: str) -> None:
    organisation = raw.Organisation(id="city", uid=uid(3), name=LocalText.of(ko="시"), country=country)
    assert told(check(organisation)) == [("country", message)]


def test_norway_is_a_country_and_the_united_nations_are_not() -> None:
    assert {"KR", "JP", "NO", "TW", "HK"} <= country_codes()
    assert not {"UN", "EU", "ZZ", "XA"} & country_codes()


@pytest.mark.parametrize("url", ["https://example.org", "HTTP://example.org:8080/a?b#c", "https://예시.한국/길"])
def test_an_address_in_the_web_is_fine(url: str) -> None:
    assert check(raw.MapLink(label="지도", url=url)) == []


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://example.org", "//example.org", "https:///x", "https://a b", " https://a.org"]
)
def test_another_address_is_refused(url: str) -> None:
    assert told(check(raw.MapLink(label="지도", url=url))) == [
        ("url", "A web address begins with http:// or https:// and has no spaces.")
    ]


def test_an_address_with_a_control_character_is_refused_for_it() -> None:
    assert told(check(raw.MapLink(label="지도", url="https://a.org/\x00"))) == [
        ("url", "The control character U+0000 is not allowed.")
    ]


def test_a_fact_is_about_a_field_that_there_is() -> None:
    def about(*names: str) -> raw.Snapshot:
        return with_item(facts=tuple(raw.Fact(about=name, basis=Basis.KNOWN) for name in names))

    assert problems(about("planned.start", "planned", "title.ja", "session.topic.ko", "agenda", "")) == []
    assert told(problems(about("planned.strat", "title.fr", "status.x", "booth.shifts.needed.y"))) == [
        ("items", 0, "facts", 0, "about", "There is no field planned.strat here."),
        ("items", 0, "facts", 1, "about", "There is no field title.fr here."),
        ("items", 0, "facts", 2, "about", "There is no field status.x here."),
        ("items", 0, "facts", 3, "about", "There is no field booth.shifts.needed.y here."),
    ]


def test_an_event_ends_after_it_starts() -> None:
    event = raw.Event(id="expo", uid=uid(50), name=LocalText.of(ko="엑스포"), starts=DAY, ends=date(2025, 9, 1))
    assert told(check(event)) == [("ends", "The last day must not be before the first, 2025-09-30.")]


def test_a_trip_has_five_thousand_items_at_most() -> None:
    plain = trip()
    slot = raw.Slot(day=DAY, part=DayPart.MORNING)
    items = tuple(
        replace(plain.items[0], id=f"i{n}", uid=uid(1000 + n), planned=slot, attendees=()) for n in range(5001)
    )
    assert problems(replace(plain, items=items[:5000])) == []
    assert told(problems(replace(plain, items=items))) == [("items", "A trip has at most 5000 items, not 5001.")]


TEXTS = {
    "bell": ("a\x07", "The control character U+0007 is not allowed."),
    "delete": ("a\x7f", "The control character U+007F is not allowed."),
    "next line": ("a\x85", "The control character U+0085 is not allowed."),
    "carriage return": ("a\rb", "The control character U+000D is not allowed."),
    "line separator": ("a\u2028b", "The control character U+2028 is not allowed."),
    "override": (
        "txt.\u202eexe",
        "The invisible character U+202E, which changes the direction of writing, is not allowed.",
    ),
    "isolate": ("\u2067a", "The invisible character U+2067, which changes the direction of writing, is not allowed."),
    "RTL mark": ("a\u200f", "The invisible character U+200F, which changes the direction of writing, is not allowed."),
    "half a pair": ("\ud83d", "U+D83D is not a character and has no place in a text."),
    "no character": ("a\U0001ffff", "U+1FFFF is not a character and has no place in a text."),
    "byte order mark": ("\ufeffa", "U+FEFF is not a character and has no place in a text."),
    "blank": (" \t", "This must not be blank."),
    "empty": ("", "This must not be blank."),
    "lines": ("a\nb", "This must be on one line."),
    "long": ("가" * 301, "Too long: 301 characters; at most 300 are allowed."),
    "a megabyte": ("x" * 1_048_576, "Too long: 1048576 characters; at most 300 are allowed."),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_cannot_be_printed_is_explained(name: str) -> None:
    text, message = TEXTS[name]
    assert [str(each) for each in text_problems(text)] == [message]


@pytest.mark.parametrize("text", ["👩‍👩‍👧‍👦 🇰🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "𠮷野家 〒 ㈱", "שלום", "a\tb", "가" * 300])
def test_emoji_rare_characters_and_any_script_are_text(text: str) -> None:
    assert list(text_problems(text)) == []


def test_prose_may_have_several_lines() -> None:
    assert list(text_problems("a\n\nb", 10, multiline=True)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-30 15:00 Asia/Tokyo", "There is no such day: 2025-02-30."),
        ("2025-02-28 24:00 Asia/Tokyo", "There is no such time of day: 24:00."),
        ("2025-02-28 15:00 Asia/Tokio", "Unknown time zone: Asia/Tokio."),
        ("2025-02-28 15:00 JST", "Unknown time zone: JST."),
        ("2025-02-28T15:00", "A time is written like 2025-09-30 15:00 Asia/Tokyo, not 2025-02-28T15:00."),
        ("0001-01-01 00:00 Asia/Tokyo", "The year must be from 1900 to 2100."),
        (
            "2026-03-29 02:30 Europe/Paris",
            "2026-03-29 02:30 does not exist in Europe/Paris, where clocks are set forward over it.",
        ),
    ],
)
def test_a_time_that_cannot_be_is_explained(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_wall_time(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-29", "There is no such day: 2025-02-29."),
        ("20250228", "A day is written like 2025-09-30, not 20250228."),
        ("2025-W09-5", "A day is written like 2025-09-30, not 2025-W09-5."),
    ],
)
def test_a_day_that_cannot_be_is_explained(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_day(text)
    assert str(refused.value) == message


def test_what_could_not_be_read_is_not_held_against_the_rest() -> None:
    plain = trip()
    item = Partial({"id": "talks", "kind": ItemKind.MEETING, "stay": raw.Stay(), "planned": Partial({"day": DAY})})
    assert told(problems(Partial({"trip": plain.trip, "delegation": plain.delegation, "items": (item,)}))) == [
        ("items", 0, "stay", "Only an item of the kind stay has these details; this is of the kind meeting.")
    ]


def test_a_message_is_told_in_the_language_of_the_reader() -> None:
    message = Message.of("This must be %(limit)s.", limit=1)
    assert message.text({"This must be %(limit)s.": "%(limit)s이어야 합니다."}.__getitem__) == "1이어야 합니다."
    assert str(message) == "This must be 1."


def test_what_somebody_typed_is_repeated_short_and_visible() -> None:
    assert shown("a\x1b[31m\u202e" + "b" * 100) == "a\\u001b[31m\\u202e" + "b" * 43 + "…"


def test_the_directory_may_be_kept_in_more_languages_than_the_trip() -> None:
    trip = with_trip(languages=("ko",), title=LocalText.of(ko="방문"))
    both = tuple(replace(person, name=LocalText.of(ko="이승원", ja="イ・スンウォン")) for person in trip.people)
    assert told(problems(replace(trip, people=both, items=()))) == []
