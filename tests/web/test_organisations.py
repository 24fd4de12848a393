"""Minji and Sora look after the organisations, sometimes at once. What holds here holds for the whole directory."""

from __future__ import annotations

import pytest

from planner.database import Base
from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import OrganisationKind
from planner.models import Organisation
from planner.models.delegations import SubParty
from planner.web.uses import WAYS
from tests.web.cast import Desk
from tests.web.filling import answered, errors, notes, opened
from tests.web.keeping import kept, keys
from tests.web.kyoto import to_kyoto

KYOTO = {"name-ko": "교토시", "name-ja": "京都市", "name-en": "Kyoto City", "country": "JP", "kind": "local_government"}
PAGES = ("organisations", "people", "places", "events", "delegations")


def test_minji_adds_an_organisation_and_changes_it(desk: Desk) -> None:
    minji = desk.browser("minji")
    response = opened(minji, "/organisations/-/new").send(KYOTO | {"note": "Not the prefecture (京都府)."})
    assert (response.status_code, response.headers["Location"]) == (303, "/organisations/kyoto_city")

    page = minji.get("/organisations/kyoto_city").text
    assert '<p class="flash" role="status">' in page
    for text in ("교토시", "京都市", "Kyoto City", "Japan", "Local government", "Not the prefecture (京都府)."):
        assert text in page

    form = opened(minji, "/organisations/kyoto_city/edit")
    assert form.answers["name-ja"] == "京都市"
    assert form.answers["note"] == "Not the prefecture (京都府)."
    assert form.send({"short_name-ja": "京都", "kind": "other"}).status_code == 303
    organisation = kept(desk, Organisation, "kyoto_city")
    assert organisation.name == LocalText.of(ko="교토시", ja="京都市", en="Kyoto City")
    assert organisation.short_name == LocalText.of(ja="京都")
    assert (organisation.country, organisation.kind) == ("JP", OrganisationKind.OTHER)
    assert organisation.version == 2


def test_saving_without_a_change_changes_nothing(desk: Desk) -> None:
    minji = desk.browser("minji")
    opened(minji, "/organisations/-/new").send(KYOTO)
    assert opened(minji, "/organisations/kyoto_city/edit").send().status_code == 303
    assert kept(desk, Organisation, "kyoto_city").version == 1


def test_a_double_click_adds_one_and_two_of_one_name_are_two(desk: Desk) -> None:
    minji = desk.browser("minji")
    form = opened(minji, "/organisations/-/new")
    assert [form.send(KYOTO).headers["Location"] for _ in range(3)] == ["/organisations/kyoto_city"] * 3
    assert opened(minji, "/organisations/-/new").send(KYOTO).headers["Location"] == "/organisations/kyoto_city_2"
    nameless = opened(minji, "/organisations/-/new").send(KYOTO | {"name-en": ""})
    assert nameless.headers["Location"] == "/organisations/organisation"
    assert keys(desk, Organisation) == {"kyoto_city", "kyoto_city_2", "organisation"}


def test_bad_input_keeps_the_text_and_changes_nothing(desk: Desk) -> None:
    minji = desk.browser("minji")
    opened(minji, "/organisations/-/new").send(KYOTO)
    long = "도" * 1_000_000
    response = opened(minji, "/organisations/kyoto_city/edit").send(
        {"name-ko": long, "name-ja": "京都\u202e市", "country": ""}
    )
    assert response.status_code == 422
    assert errors(response.text) == [
        "Official name – 한국어: Too long: 1000000 characters; at most 300 are allowed.",
        "Official name – 日本語: The invisible character U+202E, which changes the direction of writing,"
        " is not allowed.",
        "Country: This field is required.",
    ]
    again = answered(minji, "/organisations/kyoto_city/edit", response.text)
    assert again.answers["name-ko"] == long
    assert again.answers["name-ja"] == "京都\u202e市"
    organisation = kept(desk, Organisation, "kyoto_city")
    assert (organisation.name.get("ko"), organisation.country, organisation.version) == ("교토시", "JP", 1)


def test_what_people_type_is_never_markup(desk: Desk) -> None:
    minji = desk.browser("minji")
    script = '"><script>alert(1)</script>'
    opened(minji, "/organisations/-/new").send(
        KYOTO | {"name-en": script, "name-ko": script, "note": "</textarea>" + script}
    )
    for path in ("", "/script_alert_1_script", "/script_alert_1_script/edit", "/script_alert_1_script/delete"):
        page = minji.get(f"/organisations{path}").text
        assert "alert(1)" in page
        assert "<script>alert" not in page


def test_of_two_editors_the_second_sees_what_the_first_saved(desk: Desk) -> None:
    minji, sora = desk.browser("minji"), desk.browser("sora")
    opened(minji, "/organisations/-/new").send(KYOTO)
    path = "/organisations/kyoto_city/edit"
    mine, hers = opened(minji, path), opened(sora, path)
    assert hers.send({"name-ko": "교토 시청", "note": "Sora was here."}).status_code == 303

    response = mine.send({"name-ko": "교토시청", "short_name-ko": "교토"})
    assert response.status_code == 409
    assert "Somebody else has changed this meanwhile" in response.text
    assert notes(response.text) == [
        "Official name: what is saved now Kyoto City 교토 시청 京都市",
        "Short name: what is saved now Empty",
        "Remark for staff: what is saved now Sora was here.",
    ]
    assert kept(desk, Organisation, "kyoto_city").name.get("ko") == "교토 시청"

    again = answered(minji, path, response.text)
    assert again.answers["name-ko"] == "교토시청"
    assert again.send({"note": "Sora was here."}).status_code == 303
    organisation = kept(desk, Organisation, "kyoto_city")
    assert (organisation.name.get("ko"), organisation.note, organisation.version) == ("교토시청", "Sora was here.", 3)


def test_a_conflict_shows_errors_as_well(desk: Desk) -> None:
    minji, sora = desk.browser("minji"), desk.browser("sora")
    opened(minji, "/organisations/-/new").send(KYOTO)
    path = "/organisations/kyoto_city/edit"
    mine, hers = opened(minji, path), opened(sora, path)
    hers.send({"note": "Sora was here."})
    response = mine.send({"country": ""})
    assert response.status_code == 409
    assert errors(response.text) == ["Country: This field is required."]
    assert notes(response.text) == [
        "Country: what is saved now Japan",
        "Remark for staff: what is saved now Sora was here.",
    ]


def test_rows_are_added_and_removed_without_scripts(desk: Desk) -> None:
    minji = desk.browser("minji")
    path = "/organisations/-/new"
    page = opened(minji, path).send(KYOTO, press="add facts")
    assert page.status_code == 200
    form = answered(minji, path, page.text)
    assert form.answers["name-ja"] == "京都市"
    page = form.send({"facts-0-about": "name", "facts-0-basis": "known"}, press="add facts")
    form = answered(minji, path, page.text)
    page = form.send({"facts-1-basis": "assumed", "facts-1-note": "Assumed."}, press="remove facts-0")
    assert answered(minji, path, page.text).send().status_code == 303
    assert [(fact.basis, fact.note) for fact in kept(desk, Organisation, "kyoto_city").facts] == [
        ("assumed", "Assumed.")
    ]


def test_what_is_used_is_not_deleted_and_says_by_whom(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    page = minji.get("/organisations/sejong/delete")
    assert page.status_code == 200
    assert "This cannot be deleted while it is still used" in page.text
    assert "People of this organisation (3)" in page.text
    assert "Delegations it sends (1)" in page.text
    assert "Lee Seung-won" in page.text
    assert minji.post("/organisations/sejong/delete", seen="/organisations/sejong/delete").status_code == 409
    assert "sejong" in keys(desk, Organisation)


def test_what_nobody_uses_is_deleted_after_asking(desk: Desk) -> None:
    minji = desk.browser("minji")
    opened(minji, "/organisations/-/new").send(KYOTO)
    assert "gone for good" in minji.get("/organisations/kyoto_city/delete").text
    assert keys(desk, Organisation) == {"kyoto_city"}
    response = opened(minji, "/organisations/kyoto_city/delete").send()
    assert (response.status_code, response.headers["Location"]) == (303, "/organisations")
    assert keys(desk, Organisation) == set()
    assert minji.get("/organisations/kyoto_city").status_code == 404


def test_every_reference_that_keeps_a_record_is_named() -> None:
    models = {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
    for model, ways in WAYS.items():
        named = {str(getattr(way.column, "expression", way.column)) for way in ways}
        held = {
            str(key.parent)
            for table in Base.metadata.tables.values()
            for key in table.foreign_keys
            if key.column.table is model.__table__ and key.ondelete == "RESTRICT"
        }
        assert named == held, model
    referred = {
        models[key.column.table.name]
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.ondelete == "RESTRICT"
    }
    assert referred == WAYS.keys()
    assert SubParty in WAYS


@pytest.mark.parametrize("kind", PAGES)
def test_who_may_do_what(desk: Desk, kind: str) -> None:
    to_kyoto(desk)
    one = {"organisations": "sejong", "people": "suzuki_kazuya", "places": "kick", "events": "expo_2025"}
    key = one.get(kind, "sejong-2025-kyoto")
    reading = [f"/{kind}", f"/{kind}/{key}"]
    changing = [f"/{kind}/-/new", f"/{kind}/{key}/edit", f"/{kind}/{key}/delete"]
    may = {"minji": (200, 200), "sora": (200, 200), "hyunwoo": (200, 403), "seungwon": (403, 403), None: (303, 303)}
    for login, (reads, changes) in may.items():
        browser = desk.browser(login)
        assert {browser.get(path).status_code for path in reading} == {reads}, login
        assert {browser.get(path).status_code for path in changing} == {changes}, login
        if changes != 200:
            token = browser.form_token("/sign-in" if login is None else changing[0])
            sent = {browser.client.post(path, data={"csrf_token": token}).status_code for path in changing}
            assert sent == {changes}, login
    page = desk.browser("hyunwoo").get(f"/{kind}/{key}").text
    assert f"/{kind}/{key}/edit" not in page


@pytest.mark.parametrize("kind", PAGES)
def test_unknown_records_and_forged_forms(desk: Desk, kind: str) -> None:
    minji = desk.browser("minji")
    for path in (f"/{kind}/nobody", f"/{kind}/nobody/edit", f"/{kind}/nobody/delete"):
        assert minji.get(path).status_code == 404
    assert minji.client.post(f"/{kind}/-/new", data=KYOTO).status_code == 400
