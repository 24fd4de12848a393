"""Delegations: members in the order of protocol that Minji sets by hand, and sub-parties that items rely on."""

from __future__ import annotations

from sqlalchemy import select

from planner.models import Delegation, Item
from tests.web.cast import Desk
from tests.web.filling import answered, errors, opened
from tests.web.kyoto import to_kyoto

PATH = "/delegations/sejong-2025-kyoto/edit"


def members(desk: Desk) -> list[tuple[str, str, list[str]]]:
    """Who is in the delegation: key, role and sub-parties, in order."""
    with desk.writing() as session:
        delegation = session.scalars(select(Delegation)).one()
        return [(each.person.key, each.role, [party.key for party in each.parties]) for each in delegation.members]


def version(desk: Desk) -> int:
    with desk.writing() as session:
        return session.scalars(select(Delegation.version)).one()


def test_minji_puts_a_delegation_together(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    path = "/delegations/-/new"
    answers = {"name-ja": "京都府代表団", "direction": "inbound", "organisation": "kyoto_pref"}
    page = opened(minji, path).send(answers, press="add members").text
    page = answered(minji, path, page).send({"members-0-person": "suzuki_kazuya"}, press="add members").text
    rows = {"members-1-person": "nishiwaki", "members-1-role": "head", "members-1-duty-ja": "挨拶"}
    page = answered(minji, path, page).send(rows, press="up members-1").text
    response = answered(minji, path, page).send()
    assert response.headers["Location"] == "/delegations/delegation"
    with desk.writing() as session:
        delegation = session.scalars(select(Delegation).where(Delegation.key == "delegation")).one()
        assert (delegation.direction, delegation.organisation.key) == ("inbound", "kyoto_pref")
        assert [(each.person.key, each.role) for each in delegation.members] == [
            ("nishiwaki", "head"),
            ("suzuki_kazuya", "member"),
        ]
        assert delegation.members[0].duty.as_dict() == {"ja": "挨拶"}


def test_the_order_of_protocol_is_set_by_hand_and_counts_as_a_change(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    assert [key for key, *_ in members(desk)] == ["lee_seungwon", "hong_manpyo"]
    before, stale = version(desk), opened(desk.browser("sora"), PATH)
    page = opened(minji, PATH).send(press="down members-0").text
    assert [key for key, *_ in members(desk)] == ["lee_seungwon", "hong_manpyo"]
    assert answered(minji, PATH, page).send().status_code == 303
    assert [key for key, *_ in members(desk)] == ["hong_manpyo", "lee_seungwon"]
    assert version(desk) == before + 1
    assert stale.send({"name-en": "Sora's delegation"}).status_code == 409


def test_members_belong_to_sub_parties(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    opened(minji, PATH).send({"parties-0-name-ko": "부스팀", "parties-0-name-en": "Booth team"})
    form = opened(minji, PATH)
    form.send({"members-1-parties": "booth_team"})
    assert members(desk) == [("lee_seungwon", "head", []), ("hong_manpyo", "member", ["booth_team"])]
    # Whoever is in a sub-party that is taken away stays a member.
    page = opened(minji, PATH).send(press="remove parties-0").text
    assert answered(minji, PATH, page).send().status_code == 303
    assert members(desk) == [("lee_seungwon", "head", []), ("hong_manpyo", "member", [])]


def test_a_sub_party_that_items_name_cannot_be_taken_away(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    opened(minji, PATH).send({"parties-0-name-en": "Booth team"})
    with desk.writing() as session:
        item = session.scalars(select(Item).where(Item.key == "d3-booth")).one()
        item.parties = list(session.scalars(select(Delegation)).one().parties)
        title = item.title.get("en")
        session.commit()
    page = opened(minji, PATH).send(press="remove parties-0").text
    response = answered(minji, PATH, page).send({"name-en": "Without the booth"})
    assert response.status_code == 422
    assert errors(response.text) == [f"Sub-parties: Booth team cannot be removed: it still attends {title}."]
    with desk.writing() as session:
        delegation = session.scalars(select(Delegation)).one()
        assert delegation.name.get("en") == "Sejong City delegation"
        assert [party.key for party in delegation.parties] == ["booth_team"]


def test_nobody_is_a_member_twice(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    response = opened(minji, PATH).send({"members-1-person": "lee_seungwon"})
    assert response.status_code == 422
    assert errors(response.text) == ["Members 2 – Person: This is listed twice."]
    response = opened(minji, PATH).send({"members-1-person": ""})
    assert errors(response.text) == []
    assert [key for key, *_ in members(desk)] == ["lee_seungwon"]


def test_identities_of_sub_parties_cannot_be_chosen(desk: Desk) -> None:
    minji = to_kyoto(desk).browser("minji")
    forged = "00000000-0000-4000-8000-000000000000"
    opened(minji, PATH).send({"parties-0-name-en": "Booth team", "parties-0-uid": forged})
    with desk.writing() as session:
        (party,) = session.scalars(select(Delegation)).one().parties
        assert party.uid != forged


def test_a_delegation_that_travels_is_not_deleted(desk: Desk) -> None:
    page = to_kyoto(desk).browser("minji").get("/delegations/sejong-2025-kyoto/delete").text
    assert "Trips of this delegation (1)" in page
