"""Who may do what: the whole table, word for word, and the conditions that a table cannot hold."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from planner.access import Action, may, may_read
from planner.itinerary.audience import HOST, PRESS, PUBLIC, STAFF, Audience, AudienceKind
from planner.models import Delegation, Member, Person, Trip, User
from planner.models.access import Role

NOW = datetime(2025, 9, 29, 9, 0, tzinfo=UTC)

SEUNGWON = Person(id=1, key="lee_seungwon")
MANPYO = Person(id=2, key="hong_manpyo")
KYOTO = Trip(key="kyoto", delegation=Delegation(members=[Member(person_id=1), Member(person_id=2)]))
TOKYO = Trip(key="tokyo", delegation=Delegation(members=[Member(person_id=2)]))

EVERYTHING = set(Action)
MAY = {
    Role.ADMIN: EVERYTHING - {Action.SEE_TRAVEL_DATA, Action.READ_OWN},
    Role.ORGANISER: EVERYTHING - {Action.MANAGE_USERS, Action.READ_OWN},
    Role.PRESS_OFFICER: {Action.VIEW_DESK, Action.READ_HOST, Action.READ_PRESS, Action.READ_PUBLIC},
    Role.DELEGATE: {Action.READ_OWN},
}

HIS_OWN = Audience(AudienceKind.DELEGATE, person="lee_seungwon")
ANOTHERS = Audience(AudienceKind.DELEGATE, person="hong_manpyo")
BOOTH_TEAM = Audience(AudienceKind.PARTY, party="booth_team")
EDITIONS = {STAFF, HIS_OWN, ANOTHERS, BOOTH_TEAM, HOST, PRESS, PUBLIC}


def user(*roles: Role, disabled: bool = False, person: Person | None = SEUNGWON) -> User:
    found = User(name="이승원", roles=roles, disabled_at=NOW if disabled else None, person=person)
    found.person_id = person.id if person else None
    return found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_each_role_may_do_exactly_this(role: Role, action: Action) -> None:
    assert may(user(role), action, KYOTO) is (action in MAY[role])


@pytest.mark.parametrize("action", Action)
def test_nobody_may_do_nothing(action: Action) -> None:
    assert not may(None, action, KYOTO)
    assert not may(user(), action, KYOTO)
    assert not may(user(*Role, disabled=True), action, KYOTO)


def test_two_roles_add_up() -> None:
    both = user(Role.PRESS_OFFICER, Role.DELEGATE)
    assert {each for each in Action if may(both, each, KYOTO)} == MAY[Role.PRESS_OFFICER] | MAY[Role.DELEGATE]


@pytest.mark.parametrize(
    ("role", "editions"),
    [
        (Role.ADMIN, EDITIONS),
        (Role.ORGANISER, EDITIONS),
        (Role.PRESS_OFFICER, {HOST, PRESS, PUBLIC}),
        (Role.DELEGATE, {HIS_OWN}),
    ],
)
def test_each_role_reads_exactly_these_editions(role: Role, editions: set[Audience]) -> None:
    assert {each for each in EDITIONS if may_read(user(role), each, KYOTO)} == editions


def test_a_delegate_reads_nothing_of_a_trip_that_goes_without_them() -> None:
    assert not may(user(Role.DELEGATE), Action.READ_OWN, TOKYO)
    assert not any(may_read(user(Role.DELEGATE), each, TOKYO) for each in EDITIONS)


def test_a_delegate_without_an_entry_in_the_directory_reads_nothing() -> None:
    assert not any(may_read(user(Role.DELEGATE, person=None), each, KYOTO) for each in EDITIONS)


def test_an_own_edition_is_always_of_a_certain_trip() -> None:
    assert not may(user(Role.DELEGATE), Action.READ_OWN)


def test_nobody_reads_anything_without_an_account_or_with_a_disabled_one() -> None:
    assert not any(may_read(None, each, KYOTO) for each in EDITIONS)
    assert not any(may_read(user(*Role, disabled=True), each, KYOTO) for each in EDITIONS)
