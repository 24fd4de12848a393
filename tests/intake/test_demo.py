"""The demonstration's trip: real, with the provenance of everything it says."""

from __future__ import annotations

import pytest

from planner.demo import demo_file
from planner.intake.trip_file import read, write
from planner.itinerary import snapshot as raw
from planner.itinerary.audience import HOST, PRESS, PUBLIC, STAFF, Audience, AudienceKind
from planner.itinerary.compose import compose
from planner.itinerary.terms import DayPart, ItemStatus, Language
from planner.itinerary.values import Mark

DELEGATE = Audience(AudienceKind.DELEGATE, person="lee_seungwon")


@pytest.fixture(scope="module")
def demo() -> raw.Snapshot:
    """The trip that the demonstration shows."""
    return read(demo_file(), "sejong-kyoto-2025.yaml")


def test_no_identity_is_left_to_chance(demo: raw.Snapshot) -> None:
    assert read(demo_file(), "again.yaml") == demo
    assert read(write(demo), "again.yaml") == demo


def test_every_record_says_where_it_was_read(demo: raw.Snapshot) -> None:
    for record in (demo.trip, *demo.organisations, *demo.people, *demo.places, *demo.events, *demo.items):
        assert any(fact.about == "" for fact in record.facts), record.id


def test_the_items_are_those_of_the_reports(demo: raw.Snapshot) -> None:
    assert [(item.id, item.status) for item in demo.items] == [
        ("d1-travel", ItemStatus.TENTATIVE),
        ("d1-kotra", ItemStatus.CONFIRMED),
        ("d2-expo", ItemStatus.CONFIRMED),
        ("d3-booth", ItemStatus.CONFIRMED),
        ("d3-session", ItemStatus.CONFIRMED),
        ("d3-suzuki", ItemStatus.CONFIRMED),
        ("d3-letter", ItemStatus.ADDED),
        ("d3-keihanna", ItemStatus.CONFIRMED),
        ("d3-reception", ItemStatus.CONFIRMED),
        ("d4-museum", ItemStatus.ADDED),
        ("d4-travel", ItemStatus.TENTATIVE),
    ]


def test_no_hour_is_given_as_a_fact(demo: raw.Snapshot) -> None:
    for audience in (STAFF, DELEGATE, HOST, PRESS, PUBLIC):
        for language in Language:
            for item in compose(demo, audience, language).items:
                marked = item.planned.time_mark is Mark.ASSUMED or item.mark is Mark.ASSUMED
                assert (item.planned.start is None) is not marked, (audience.key, language, item.id)


def test_what_no_source_states_is_open(demo: raw.Snapshot) -> None:
    items = {item.id: item for item in compose(demo, PUBLIC, Language.KO).items}
    assert items["d3-suzuki"].planned.part is DayPart.AFTERNOON
    assert items["d4-museum"].planned.part is DayPart.TO_BE_CONFIRMED
    assert [key for key, item in items.items() if item.slot.place_open] == ["d3-suzuki", "d3-reception"]


def test_travel_is_for_the_delegation_only(demo: raw.Snapshot) -> None:
    for audience, seen in ((STAFF, 11), (DELEGATE, 11), (HOST, 9), (PRESS, 9), (PUBLIC, 9)):
        ids = {item.id for item in compose(demo, audience, Language.KO).items}
        assert ("d1-travel" in ids) is (seen == 11), audience.key


def test_general_knowledge_is_marked_where_it_is_shown(demo: raw.Snapshot) -> None:
    iias = {
        language: next(
            item for item in compose(demo, PUBLIC, language).items if item.id == "d3-reception"
        ).organisations[0]
        for language in Language
    }
    assert {language: name.mark for language, name in iias.items()} == {
        Language.KO: None,
        Language.JA: Mark.UNVERIFIED,
        Language.EN: Mark.UNVERIFIED,
    }
    yumeshima = next(item for item in compose(demo, PUBLIC, Language.JA).items if item.id == "d2-expo").slot.place
    assert yumeshima is not None
    assert yumeshima.position_mark is Mark.UNVERIFIED
    assert yumeshima.address is not None
    assert yumeshima.address.mark is Mark.UNVERIFIED


def test_only_principals_are_named_in_public(demo: raw.Snapshot) -> None:
    def named(audience: Audience) -> list[str]:
        return [member.person.id for member in compose(demo, audience, Language.KO).members]

    assert named(HOST) == ["lee_seungwon", "hong_manpyo"]
    assert named(PUBLIC) == ["lee_seungwon"]
