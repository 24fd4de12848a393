"""Schemas: plain data to frozen records and back, and the JSON Schema of the trip file."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from marshmallow import ValidationError

from planner.demo import demo_file
from planner.intake.trip_file import read, write
from planner.itinerary import snapshot as raw
from planner.itinerary.json_schema import json_schema
from planner.itinerary.localtext import LocalText
from planner.itinerary.schema import faults, readable, schema_for
from planner.itinerary.terms import DayPart, ItemKind
from planner.itinerary.walltime import WallTime
from tests.strategies import snapshots

UID = "00000000-0000-4000-8000-000000000001"

TALKS = {
    "id": "talks",
    "uid": UID,
    "kind": "meeting",
    "title": {"ja": "面談", "ko": "면담"},
    "planned": {
        "day": "2025-09-30",
        "start": "2025-09-30 15:00 Asia/Tokyo",
        "end": "2025-09-30 16:00 Asia/Tokyo",
    },
    "attendees": [{"person": "kim"}],
    "agenda": [{"ko": "공동 프로젝트"}],
}


def test_plain_data_becomes_a_record_and_plain_again() -> None:
    item = schema_for(raw.Item).load(TALKS)
    assert item == raw.Item(
        id="talks",
        uid=UID,
        kind=ItemKind.MEETING,
        title=LocalText.of(ko="면담", ja="面談"),
        planned=raw.Slot(
            day=date(2025, 9, 30),
            start=WallTime.parse("2025-09-30 15:00 Asia/Tokyo"),
            end=WallTime.parse("2025-09-30 16:00 Asia/Tokyo"),
        ),
        attendees=(raw.Attendee(person="kim"),),
        agenda=(LocalText.of(ko="공동 프로젝트"),),
    )
    assert schema_for(raw.Item).dump(item) == TALKS


def test_what_has_its_default_is_not_written() -> None:
    slot = raw.Slot(day=date(2025, 9, 30), part=DayPart.ALL_DAY)
    assert schema_for(raw.Slot).dump(slot) == {"day": "2025-09-30", "part": "all_day"}
    assert schema_for(raw.Booth).dump(raw.Booth()) == {}
    assert schema_for(raw.Member).dump(raw.Member(person="kim")) == {"person": "kim"}


def test_the_version_of_the_form_is_always_written() -> None:
    assert schema_for(raw.Snapshot).dump(read(demo_file(), "demo.yaml"))["schema"] == 1


def test_null_stands_for_what_may_be_missing() -> None:
    slot = schema_for(raw.Slot).load({"day": "2025-09-30", "part": "all_day", "place": None, "end_day": None})
    assert slot == raw.Slot(day=date(2025, 9, 30), part=DayPart.ALL_DAY)


def wrong(cls: Any, data: Any) -> list[tuple[object, ...]]:
    """What a schema says of data that it refuses."""
    with pytest.raises(ValidationError) as refused:
        schema_for(cls).load(data)
    return [(*path, str(message)) for path, message in faults(refused.value)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"colour": "red"}, ("colour", "There is no such field.")),
        ({"kind": "party"}, ("kind", "This must be one of: " + ", ".join(ItemKind) + ".")),
        ({"kind": 5}, ("kind", "This must be one of: " + ", ".join(ItemKind) + ".")),
        ({"title": "면담"}, ("title", "This must be a text for each language, such as ko: … and ja: ….")),
        ({"title": {"fr": "x"}}, ("title", "fr", "Unknown language: fr. Texts may be in ko, ja, en.")),
        ({"title": {"ko": ""}}, ("title", "ko", "Leave the language out while it has no text.")),
        ({"title": {"ko": None}}, ("title", "ko", "Leave the language out while it has no text.")),
        (
            {"title": {"ko": 5}},
            ("title", "ko", "This must be text; put a number or true and false in quotation marks."),
        ),
        ({"title": None}, ("title", "Leave the field out when it has no value.")),
        ({"id": 12}, ("id", "This must be text; put a number or true and false in quotation marks.")),
        ({"whole_delegation": "yes"}, ("whole_delegation", "This must be true or false.")),
        ({"whole_delegation": 1}, ("whole_delegation", "This must be true or false.")),
        ({"agenda": {"ko": "x"}}, ("agenda", "This must be a list.")),
        ({"attendees": ["kim"]}, ("attendees", 0, "This must be a group of named fields.")),
        ({"attendees": [{"person": "kim"}, {}]}, ("attendees", 1, "person", "This field is required.")),
        ({"planned": []}, ("planned", "This must be a group of named fields.")),
        ({"planned": {"day": "2025-02-30"}}, ("planned", "day", "There is no such day: 2025-02-30.")),
        (
            {"planned": {"day": "2025-09-30", "start": "15:00"}},
            ("planned", "start", "A time is written like 2025-09-30 15:00 Asia/Tokyo, not 15:00."),
        ),
        (
            {"booth": {"shifts": [{"needed": True}]}},
            ("booth", "shifts", 0, "needed", "This must be a whole number."),
        ),
        ({"booth": {"shifts": [{"needed": 1.5}]}}, ("booth", "shifts", 0, "needed", "This must be a whole number.")),
    ],
)
def test_data_of_another_shape_is_explained(change: dict[str, Any], expected: tuple[object, ...]) -> None:
    assert expected in wrong(raw.Item, {**TALKS, **change})


@pytest.mark.parametrize("value", ["34.5", True, float("nan"), float("inf")])
def test_degrees_are_numbers(value: object) -> None:
    data = {"id": "office", "uid": UID, "name": {"ko": "청사"}, "zone": "Asia/Tokyo", "latitude": value}
    assert wrong(raw.Place, data) == [("latitude", "This must be a number.")]


def test_a_whole_number_of_degrees_is_a_number() -> None:
    data = {"id": "office", "uid": UID, "name": {"ko": "청사"}, "zone": "Asia/Tokyo", "latitude": 35, "longitude": 1e2}
    office = schema_for(raw.Place).load(data)
    assert (office.latitude, office.longitude) == (35.0, 100.0)


def test_what_could_be_read_of_a_broken_record_keeps_its_place() -> None:
    data = {**TALKS, "colour": "red", "agenda": [5, {"ko": "문화"}], "attendees": [5, {"person": "kim"}]}
    with pytest.raises(ValidationError) as refused:
        schema_for(raw.Item).load(data)
    part = readable(raw.Item, data, refused.value)
    assert part.id == "talks"
    assert part.agenda == (None, LocalText.of(ko="문화"))
    assert part.attendees[1] == raw.Attendee(person="kim")
    assert part.whole_delegation is False


def validator() -> Any:
    """A checker of data against the JSON Schema."""
    return jsonschema.Draft202012Validator(json_schema(), format_checker=jsonschema.FormatChecker())


def test_the_json_schema_is_a_right_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_every_field_is_described() -> None:
    schema = json_schema()
    for cls in (schema, *schema["$defs"].values()):
        assert cls["description"]
        assert cls["additionalProperties"] is False
        for name, described in cls["properties"].items():
            assert described["description"], name
    assert set(schema["$defs"]["Item"]["properties"]) == {each.name for each in fields(raw.Item)}


def test_the_demonstration_is_a_trip_by_the_json_schema() -> None:
    validator().validate(json.loads(write(read(demo_file(), "demo.yaml"), "json")))


@settings(max_examples=10, deadline=None)
@given(snapshots())
def test_any_right_trip_is_right_by_the_json_schema(snapshot: raw.Snapshot) -> None:
    validator().validate(json.loads(write(snapshot, "json")))


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"kind": "party"},
        {"title": {}},
        {"title": {"fr": "x"}},
        {"title": {"ko": "가" * 301}},
        {"id": "With Space"},
        {"planned": {"day": "2025-02-30"}},
        {"planned": {"day": "2025-09-30", "start": "15:00"}},
        {"languages": ["ko", "ko"]},
        {"booth": {"shifts": [{"start": "2025-09-30 15:00 UTC", "end": "2025-09-30 16:00 UTC", "needed": 0}]}},
    ],
)
def test_the_json_schema_finds_what_it_can(change: dict[str, Any]) -> None:
    schema = json_schema()
    one = jsonschema.Draft202012Validator(
        {"$ref": "#/$defs/Item", "$defs": schema["$defs"]}, format_checker=jsonschema.FormatChecker()
    )
    one.validate(TALKS)
    assert not one.is_valid({**TALKS, **change})
