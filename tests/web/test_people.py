"""People: names in every script, contacts for staff, and travel data for the organisers alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event, select

from planner.itinerary.localtext import LocalText
from planner.models import Organisation, Person
from planner.models.people import TravelProfile
from tests.web.cast import Desk
from tests.web.filling import answered, errors, notes, opened
from tests.web.keeping import kept, keys
from tests.web.kyoto import to_kyoto

SUZUKI = {
    "name-ko": "스즈키 카즈야",
    "name-ja": "鈴木一弥",
    "name-en": "SUZUKI Kazuya",
    "kana": "スズキ カズヤ",
    "hanja": "鈴木一弥",
    "korean_spelling": "스즈키 가즈야",
    "title-ko": "교토부 부지사",
    "languages": "Japanese, English",
    "named_in_public": "y",
    "contact-email": "suzuki@kyoto.example",
    "contact-phone": "+81 75 000 0000",
}


def test_every_part_of_a_person_is_entered_and_changed(desk: Desk) -> None:
    to_kyoto(desk)
    minji = desk.browser("minji")
    opened(minji, "/people/-/new").send(SUZUKI | {"organisation": "kyoto_pref"})
    with desk.writing() as session:
        person = session.query(Person).where(Person.key == "suzuki_kazuya_2").one()
        assert person.name == LocalText.of(ko="스즈키 카즈야", ja="鈴木一弥", en="SUZUKI Kazuya")
        assert (person.hanja, person.kana, person.korean_spelling) == ("鈴木一弥", "スズキ カズヤ", "스즈키 가즈야")
        assert person.languages == ("ja", "en")
        assert person.named_in_public
        assert person.organisation is not None
        assert person.organisation.key == "kyoto_pref"
        assert person.contact is not None
        assert (person.contact.email, person.contact.phone) == ("suzuki@kyoto.example", "+81 75 000 0000")

    form = opened(minji, "/people/suzuki_kazuya_2/edit")
    assert form.answers["languages"] == "Japanese, English"
    form.send({"languages": "일본어", "named_in_public": None, "organisation": ""})
    person = kept(desk, Person, "suzuki_kazuya_2")
    assert (person.languages, person.named_in_public, person.organisation_id) == (("ja",), False, None)


def test_a_change_of_the_contact_alone_counts_as_a_change(desk: Desk) -> None:
    minji, sora = desk.browser("minji"), desk.browser("sora")
    opened(minji, "/people/-/new").send(SUZUKI)
    path = "/people/suzuki_kazuya/edit"
    mine, hers = opened(minji, path), opened(sora, path)
    assert hers.send({"contact-phone": "+81 75 111 1111"}).status_code == 303
    assert kept(desk, Person, "suzuki_kazuya").version == 2
    response = mine.send({"title-ja": "京都府副知事"})
    assert response.status_code == 409
    assert notes(response.text) == [
        "Title of office: what is saved now 교토부 부지사",
        "Contact: what is saved now suzuki@kyoto.example · +81 75 111 1111",
    ]
    answered(minji, path, response.text).send({"contact-email": "", "contact-phone": ""})
    with desk.writing() as session:
        person = session.query(Person).one()
        assert person.contact is None
        assert (person.title.get("ja"), person.version) == ("京都府副知事", 3)


def test_the_press_officer_sees_no_contact(desk: Desk) -> None:
    opened(desk.browser("minji"), "/people/-/new").send(SUZUKI)
    assert "suzuki@kyoto.example" in desk.browser("minji").get("/people/suzuki_kazuya").text
    for path in ("/people", "/people/suzuki_kazuya", "/people?q=suzuki@kyoto.example", "/people?q=0000"):
        page = desk.browser("hyunwoo").get(path).text
        assert "kyoto.example" not in page.replace("q=suzuki@kyoto.example", "").replace(
            'value="suzuki@kyoto.example"', ""
        )
        assert "000 0000" not in page


@pytest.mark.parametrize(
    "query",
    [
        "스즈키",
        "가즈야",
        "鈴木",
        "鈴木一弥",
        "スズキ",
        "すずき かずや",
        "ｽｽﾞｷ",
        "suzuki",
        "SUZUKI Kazuya",
        "ｓｕｚｕｋｉ",
        "副知事",
        "京都府 鈴木",
        "교토부 부지사",
    ],
)
def test_search_finds_people_in_any_script(desk: Desk, query: str) -> None:
    minji = to_kyoto(desk).browser("minji")
    page = minji.get("/people", query_string={"q": query}).text
    assert "/people/suzuki_kazuya" in page
    assert "/people/lee_seungwon" not in page


def test_search_for_nobody_says_so(desk: Desk) -> None:
    page = to_kyoto(desk).browser("minji").get("/people?q=%22%3E%3Cscript%3Ealert(1)").text
    assert "Nobody is found" in page
    assert "<script>alert" not in page


def test_the_list_asks_the_database_no_more_often_for_more_people(desk: Desk) -> None:
    to_kyoto(desk)
    minji = desk.browser("minji")
    few = queries(desk, lambda: minji.get("/people"))
    with desk.writing() as session:
        for n in range(50):
            organisation = Organisation(key=f"o{n}", name=LocalText.of(en=f"Office {n}"), country="KR")
            session.add(Person(key=f"p{n}", name=LocalText.of(en=f"Person {n}"), organisation=organisation))
        session.commit()
    assert queries(desk, lambda: minji.get("/people")) == few


def queries(desk: Desk, deed: Callable[[], object]) -> int:
    """How many statements the database is sent."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = desk.app.extensions["planner.engine"]
    event.listen(engine, "before_cursor_execute", note)
    deed()
    event.remove(engine, "before_cursor_execute", note)
    return len(sent)


TRAVEL = {
    "passport_country": "KR",
    "passport_expires": "2030-01-31",
    "birth_date": "1970-05-05",
    "diet": "새우 알레르기",
    "health": "무릎",
    "seat": "통로",
    "emergency_contact": "배우자 010-0000-0000",
}


def test_travel_data_is_for_organisers_alone(desk: Desk) -> None:
    to_kyoto(desk)
    minji = desk.browser("minji")
    path = "/people/lee_seungwon/travel"
    assert opened(minji, path).send(TRAVEL).status_code == 303
    with desk.writing() as session:
        profile = session.query(TravelProfile).one()
        assert profile.person.key == "lee_seungwon"
        assert profile.person.version == 2
        assert (profile.passport_country, profile.passport_expires) == ("KR", date(2030, 1, 31))
        assert (profile.birth_date, profile.diet, profile.health) == (date(1970, 5, 5), "새우 알레르기", "무릎")
        assert (profile.seat, profile.emergency_contact) == ("통로", "배우자 010-0000-0000")
    assert dict(opened(minji, path).answers).items() >= TRAVEL.items()
    for login in ("sora", "hyunwoo", "seungwon"):
        browser = desk.browser(login)
        assert browser.get(path).status_code == 403
        assert browser.post(path, seen=path, **TRAVEL).status_code == 403
        assert path not in browser.get("/people/lee_seungwon").text
    for page in ("/people", "/people/lee_seungwon", "/people/lee_seungwon/edit"):
        assert "새우" not in minji.get(page).text


def test_travel_data_is_guarded_like_everything_else(desk: Desk) -> None:
    to_kyoto(desk)
    minji, other = desk.browser("minji"), desk.browser("minji")
    path = "/people/lee_seungwon/travel"
    mine, theirs = opened(minji, path), opened(other, path)
    theirs.send(TRAVEL)
    response = mine.send({"diet": "채식", "passport_expires": "2030-02-30"})
    assert response.status_code == 409
    assert errors(response.text) == ["Passport valid until: There is no such day: 2030-02-30."]
    assert notes(response.text)[:4] == [
        "Country of the passport: what is saved now South Korea",
        "Passport valid until: what is saved now Thu 31 January 2030",
        "Date of birth: what is saved now Tue 5 May 1970",
        "Diet and allergies: what is saved now 새우 알레르기",
    ]
    response = answered(minji, path, response.text).send()
    assert response.status_code == 422


def test_whoever_attends_is_not_deleted(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    page = minji.get("/people/lee_seungwon/delete").text
    assert "Delegations with this member (1): Sejong City delegation" in page
    assert "Items this person attends" in page
    assert minji.post("/people/lee_seungwon/delete", seen="/people/lee_seungwon/delete").status_code == 409
    assert "lee_seungwon" in keys(desk, Person)


def test_remarks_for_staff_and_provenance_are_not_for_the_press_officer(desk: Desk) -> None:
    to_kyoto(desk)
    with desk.writing() as session:
        session.scalars(select(Person).where(Person.key == "suzuki_kazuya")).one().note = "통역을 통해서만 연락"
        session.commit()
    path = "/people/suzuki_kazuya"
    assert "통역을 통해서만 연락" in desk.browser("minji").get(path).text
    page = desk.browser("hyunwoo").get(path)
    assert page.status_code == 200
    assert "통역을 통해서만 연락" not in page.text
    assert "Provenance" not in page.text
