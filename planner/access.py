"""May they? The only answer to that question at the desk.

The table says what each role may do; what it does not grant is refused. A user has what any of their roles has, and a
disabled user has nothing. Who sees what within an edition is another question: see `planner.itinerary.redaction`.
"""

from __future__ import annotations

from enum import StrEnum

from planner.itinerary.audience import Audience, AudienceKind
from planner.models.access import Role, User
from planner.models.trips import Trip


class Action(StrEnum):
    """What somebody may want to do. To read an edition is to preview or to export it; ask `may_read` about that."""

    VIEW_DESK = "view_desk"
    EDIT_RECORDS = "edit_records"
    PUBLISH = "publish"
    MANAGE_FEEDS = "manage_feeds"
    SEE_CONTACTS = "see_contacts"
    SEE_TRAVEL_DATA = "see_travel_data"
    MANAGE_USERS = "manage_users"
    READ_STAFF = "read_staff"
    READ_DELEGATE = "read_delegate"
    READ_PARTY = "read_party"
    READ_HOST = "read_host"
    READ_PRESS = "read_press"
    READ_PUBLIC = "read_public"
    READ_OWN = "read_own"


# An administrator looks after accounts and helps out everywhere, but documents, diet and health are between a delegate
# and the organisers. A press officer works with what leaves the house. A delegate has no desk, only their own edition.
_TABLE = """
action            admin  organiser  press_officer  delegate

view_desk           x        x            x            -
edit_records        x        x            -            -
publish             x        x            -            -
manage_feeds        x        x            -            -
see_contacts        x        x            -            -
see_travel_data     -        x            -            -
manage_users        x        -            -            -

read_staff          x        x            -            -
read_delegate       x        x            -            -
read_party          x        x            -            -
read_host           x        x            x            -
read_press          x        x            x            -
read_public         x        x            x            -
read_own            -        -            -            x
"""


def _read(table: str) -> dict[Action, frozenset[Role]]:
    """The table as a mapping of action to the roles that may do it."""
    head, *rows = (line.split() for line in table.splitlines() if line.strip())
    roles = tuple(Role(name) for name in head[1:])
    return {
        Action(action): frozenset(role for role, mark in zip(roles, marks, strict=True) if mark == "x")
        for action, *marks in rows
    }


GRANTED = _read(_TABLE)

_READING = {
    AudienceKind.STAFF: Action.READ_STAFF,
    AudienceKind.DELEGATE: Action.READ_DELEGATE,
    AudienceKind.PARTY: Action.READ_PARTY,
    AudienceKind.HOST: Action.READ_HOST,
    AudienceKind.PRESS: Action.READ_PRESS,
    AudienceKind.PUBLIC: Action.READ_PUBLIC,
}


def may(user: User | None, action: Action, trip: Trip | None = None) -> bool:
    """Whether a user may do something, with a trip where it is about one. Nobody (None) may do nothing.

    `READ_OWN` needs the trip: it is for those who travel on it.
    """
    if user is None or user.disabled_at is not None or GRANTED[action].isdisjoint(user.roles):
        return False
    return action is not Action.READ_OWN or travels(user, trip)


def may_read(user: User | None, audience: Audience, trip: Trip) -> bool:
    """Whether a user may preview and export one edition of a trip: as staff, or as the delegate it is made for."""
    if may(user, _READING[audience.kind], trip):
        return True
    own = user is not None and user.person is not None and audience.person == user.person.key
    return own and may(user, Action.READ_OWN, trip)


def travels(user: User, trip: Trip | None) -> bool:
    """Whether the user's own person is a member of the trip's delegation."""
    if user.person_id is None or trip is None:
        return False
    return any(member.person_id == user.person_id for member in trip.delegation.members)
