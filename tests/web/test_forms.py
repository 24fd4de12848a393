"""Minji types into forms: each answer becomes a value, or she is told beside it why it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField
from wtforms.fields.choices import SelectChoice

from planner.itinerary import snapshot as raw
from planner.itinerary import wording
from planner.itinerary.localtext import LocalText
from planner.itinerary.shape import is_record, shapes
from planner.itinerary.terms import Basis, Language, MemberRole
from planner.itinerary.walltime import WallTime
from planner.web import forms
from planner.web.field_names import FIELD_NAMES
from planner.web.fields import language_name, language_tag, tidy
from tests.strategies import snapshots
from tests.web.filling import fields_of

UID = "0b3c5f6e-8a41-4d57-9d0e-2f1c7a9be604"
PEOPLE = {"people": [SelectChoice("lee", "이승원"), SelectChoice("hong", "홍만표")]}


@pytest.fixture(autouse=True)
def english(app: Flask) -> Iterator[None]:
    """A request of somebody who reads English."""
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        yield


def typed(cls: type, answers: dict[str, str], choices: forms.Choices | None = None) -> Any:
    """The form with these answers, and the record in it."""
    form = forms.form_class(cls, choices)(MultiDict(answers))
    identity = {"id": "here", "uid": UID} if "id" in {each.name for each in fields(cls)} else {}
    return form, forms.read(form, **identity)


PLACE = {"name-ko": "교토부청", "name-en": "Kyoto Prefectural Office", "zone": "Asia/Tokyo"}


def test_what_is_typed_becomes_the_record() -> None:
    form, place = typed(
        raw.Place,
        PLACE
        | {
            "address-ja": " 京都市上京区 ",
            "latitude": "35.0212",
            "longitude": "135.7556",
            "map_links-0-label": "Kakao",
            "map_links-0-url": "https://map.example/1",
            "access-ko": "서문으로\r\n들어갑니다",
            "facts-0-about": "latitude",
            "facts-0-basis": "known",
        },
    )
    assert form.errors == {}
    assert place == raw.Place(
        id="here",
        uid=UID,
        name=LocalText.of(ko="교토부청", en="Kyoto Prefectural Office"),
        address=LocalText.of(ja="京都市上京区"),
        latitude=35.0212,
        longitude=135.7556,
        zone="Asia/Tokyo",
        map_links=(raw.MapLink(label="Kakao", url="https://map.example/1"),),
        access=LocalText.of(ko="서문으로\n들어갑니다"),
        facts=(raw.Fact(about="latitude", basis=Basis.KNOWN),),
    )


def test_all_that_is_wrong_is_said_at_once_beside_its_field() -> None:
    form, place = typed(
        raw.Place,
        {
            "latitude": "north",
            "longitude": "181",
            "zone": "Asia/Kyoto",
            "map_links-0-label": "Kakao",
            "map_links-0-url": "javascript:alert(1)",
            "facts-0-note": "who says so?",
        },
    )
    assert place is None
    assert form.errors == {
        "name": {"": ["Give the text in at least one language."]},
        "latitude": ["A number is written like 34.745, not north."],
        "longitude": ["This must be from -180 to 180."],
        "zone": ["Unknown time zone: Asia/Kyoto."],
        "map_links": [{"url": ["A web address begins with http:// or https:// and has no spaces."]}],
        "facts": [{"basis": ["This field is required."]}],
    }


def test_rules_between_fields_speak_too() -> None:
    form, _ = typed(raw.Event, {"name-ko": "엑스포", "starts": "2025-10-03", "ends": "2025-10-02"})
    assert form.errors == {"ends": ["The last day must not be before the first, 2025-10-03."]}
    form, _ = typed(raw.Place, PLACE | {"latitude": "35"})
    assert form.errors == {"latitude": ["Latitude and longitude come together or not at all."]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("가" * 1_000_000, "Too long: 1000000 characters; at most 300 are allowed."),
        ("면담\x07", "The control character U+0007 is not allowed."),
        ("면담\u202e담면", "The invisible character U+202E, which changes the direction of writing, is not allowed."),
        ("면담\n둘째 줄", "This must be on one line."),
    ],
)
def test_odd_texts_are_refused_in_the_language_they_stand_in(text: str, message: str) -> None:
    form, _ = typed(raw.Organisation, {"name-ko": text, "country": "KR", "kind": "other"})
    assert form.errors == {"name": {"ko": [message]}}


def test_emoji_are_text() -> None:
    form, organisation = typed(raw.Organisation, {"name-en": "Maple 🍁 House 👨‍👩‍👧", "country": "JP", "kind": "other"})
    assert form.errors == {}
    assert organisation.name == LocalText.of(en="Maple 🍁 House 👨‍👩‍👧")


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"starts": "2025-02-30"}, ["There is no such day: 2025-02-30."]),
        ({"starts": "next week"}, ["A day is written like 2025-09-30, not next week."]),
        ({"starts": ""}, ["This field is required."]),
        ({"starts": "1025-10-02"}, ["The year must be from 1900 to 2100."]),
    ],
)
def test_days(answers: dict[str, str], errors: list[str]) -> None:
    form, _ = typed(raw.Event, {"name-ko": "엑스포", "ends": "2025-10-03"} | answers)
    assert form.errors == {"starts": errors}


def test_what_is_not_offered_cannot_be_chosen() -> None:
    form, _ = typed(
        raw.Organisation,
        {"name-ko": "세종", "country": "ZZ", "kind": "empire"},
    )
    assert form.errors == {"country": ["Choose one from the list."], "kind": ["Choose one from the list."]}
    form, _ = typed(raw.Delegation, {"name-ko": "단", "organisation": "x", "members-0-person": "stranger"}, PEOPLE)
    assert form.errors == {"members": [{"person": ["Choose one from the list."]}]}


def test_empty_rows_are_no_rows_and_errors_find_the_others() -> None:
    answers = {"name-ko": "대표단", "organisation": "sejong", "direction": "outbound"}
    rows = {"members-0-person": "", "members-2-person": "lee", "members-2-role": "head", "members-5-person": "lee"}
    form, _ = typed(raw.Delegation, answers | rows | {"members-5-role": "member"}, PEOPLE)
    assert form.errors == {"members": [{}, {}, {"person": ["This is listed twice."]}]}
    form, delegation = typed(raw.Delegation, answers | rows | {"members-5-person": "hong"}, PEOPLE)
    assert [(each.person, each.role) for each in delegation.members] == [
        ("lee", MemberRole.HEAD),
        ("hong", MemberRole.MEMBER),
    ]


def test_new_rows_get_keys_and_identities_of_their_own() -> None:
    answers = {"name-ko": "대표단", "organisation": "sejong", "direction": "outbound"}
    rows = {
        "parties-0-name-en": "Booth team",
        "parties-1-name-en": "Booth Team!",
        "parties-2-name-ko": "본단",
        "parties-3-name-ko": "의전",
        "parties-3-id": "protocol",
        "parties-3-uid": UID,
    }
    _, delegation = typed(raw.Delegation, answers | rows)
    assert [party.id for party in delegation.parties] == ["booth_team", "booth_team_2", "part", "protocol"]
    assert delegation.parties[3].uid == UID
    assert len({party.uid for party in delegation.parties}) == 4


def test_wall_times_are_read_from_their_three_parts() -> None:
    def slot(**answers: str) -> Any:
        return typed(raw.Slot, {"day": "2025-10-02", "start-zone": "Asia/Tokyo", "end-zone": "Asia/Tokyo", **answers})

    form, found = slot(**{"start-day": "2025-10-02", "start-time": "14:00"})
    assert form.errors == {}
    assert found.start == WallTime.parse("2025-10-02 14:00 Asia/Tokyo")
    assert found.end is None
    form, _ = slot(**{"start-day": "2025-10-02"})
    assert form.errors == {"start": {"time": ["This field is required."]}}
    form, _ = slot(**{"start-day": "2025-10-02", "start-time": "25:00"})
    assert form.errors == {"start": {"": ["There is no such time of day: 25:00."]}}
    form, _ = slot(part="afternoon", end_day="2025-10-01")
    assert form.errors == {"end_day": ["The last day must not be before the first, 2025-10-02."]}


def test_languages_are_written_as_people_call_them() -> None:
    form, person = typed(raw.Person, {"name-ko": "이승원", "languages": "Korean, 日本語、영어, zh-Hant"})
    assert form.errors == {}
    assert person.languages == ("ko", "ja", "en", "zh-Hant")
    form, _ = typed(raw.Person, {"name-ko": "이승원", "languages": "Elvish!"})
    message = "A language is given by its BCP 47 tag, such as ko, ja or zh-Hant."
    assert form.errors == {"languages": [message]}
    assert language_name("ja") == "Japanese"
    assert language_tag("Japanisch") == "Japanisch"


def test_a_forged_row_number_is_no_row() -> None:
    form, place = typed(raw.Place, PLACE | {"map_links-²-label": "x", "map_links-9999999-label": "y"})
    assert form.errors == {}
    assert place.map_links == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
@given(snapshot=snapshots())
def test_a_form_gives_back_the_record_it_was_made_of(snapshot: raw.Snapshot, app: Flask) -> None:
    with app.test_request_context("/", headers={"Accept-Language": "ja"}):
        records = (snapshot.trip, snapshot.delegation, *snapshot.people, *snapshot.places, *snapshot.events)
        for record in (*records, *snapshot.organisations, *snapshot.items):
            form_type = forms.form_class(type(record), everything(snapshot))
            shown = form_type(obj=record)
            form = form_type(MultiDict(sent(shown)))
            assert forms.read(form, id=record.id, uid=record.uid) == as_typed(record), form.errors


def as_typed(value: Any) -> Any:
    """A record as a form can say it: no spaces around texts, and no details without anything in them."""
    if type(value) is str:
        return tidy(value)
    if isinstance(value, LocalText):
        return LocalText.of({language: tidy(text) for language, text in value})
    if isinstance(value, tuple):
        return tuple(as_typed(each) for each in value)
    if not is_record(type(value)):
        return value
    made = replace(value, **{each.name: as_typed(getattr(value, each.name)) for each in fields(value)})
    empty = isinstance(made, raw.Contact | raw.Stay | raw.Session | raw.Transfer | raw.Booth) and made == type(made)()
    return None if empty else made


def everything(snapshot: raw.Snapshot) -> dict[str, list[SelectChoice]]:
    """All that fields of this trip may refer to."""
    sections = {
        "people": snapshot.people,
        "organisations": snapshot.organisations,
        "places": snapshot.places,
        "events": snapshot.events,
        "parties": snapshot.delegation.parties,
        "sources": snapshot.trip.sources,
    }
    return {name: [SelectChoice(each.id, each.id) for each in records] for name, records in sections.items()}


def sent(form: Any) -> list[tuple[str, str]]:
    """What a browser sends of a form, from the values its fields show."""
    return fields_of("<main><form>" + "".join(drawn(each) for each in form) + "</form></main>")


def drawn(field: Any) -> str:
    """A field with all that is in it, as HTML."""
    if isinstance(field, FieldList | FormField):
        return "".join(drawn(part) for part in (field.entries if isinstance(field, FieldList) else field.form))
    return str(field())


def test_every_field_of_every_record_has_a_name() -> None:
    for cls, names in FIELD_NAMES.items():
        nameless = {shape.name for shape in shapes(cls)} - names.keys()
        assert nameless <= {"id", "uid"}, cls
        assert names.keys() <= {each.name for each in fields(cls)}, cls


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (LocalText.of(ko="이승원", en="LEE Seung-won"), "lee_seung_won"),
        (LocalText.of(en="Café “Kyōto”"), "cafe_kyoto"),
        (LocalText.of(ko="이승원"), "person"),
        (LocalText.of(en="!!!"), "person"),
        (LocalText.of(en="x" * 100), "x" * 56),
        (LocalText.of(en="Taken"), "taken_3"),
    ],
)
def test_keys_can_be_read(name: LocalText, key: str) -> None:
    assert forms.new_key(name, "person", {"taken", "taken_2"}.__contains__) == key


@given(st.text(), st.sets(st.integers(1, 9)))
def test_keys_are_free_and_fit_the_trip_file(english_name: str, numbers: set[int]) -> None:
    taken = {"x" if n == 1 else f"x_{n}" for n in numbers}
    key = forms.new_key(LocalText.of(en=english_name), "x", taken.__contains__)
    assert key not in taken
    assert re.fullmatch(raw.ID["pattern"], key)


def test_the_documents_call_an_items_fields_as_its_form_does() -> None:
    called = {path: wording.field_name(path, Language.EN) for path, _name in forms.paths(raw.Item)}
    assert called == dict(forms.paths(raw.Item))
    assert wording.field_name("title.ja", Language.EN) == "Title (Japanese)"
    assert wording.field_name("booth.zone.ko", Language.JA) == "ブース – 会場内の区画（韓国語）"
    assert wording.field_name("booth.height", Language.EN) == "Booth – height"
    assert wording.field_name("", Language.EN) == ""
