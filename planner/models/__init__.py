"""The records that staff edit and the planner keeps: one aggregate a file."""

from planner.models.access import SignInAttempt, SignInLink, User, WebSession
from planner.models.delegations import Delegation, Member, SubParty
from planner.models.events import Event
from planner.models.feeds import Feed
from planner.models.items import Attendee, Booth, Item, Session, Shift, Stay, Transfer
from planner.models.people import Contact, Organisation, Person, TravelProfile
from planner.models.places import Place
from planner.models.revisions import LedgerEntry, Revision
from planner.models.trips import Trip

__all__ = [
    "Attendee",
    "Booth",
    "Contact",
    "Delegation",
    "Event",
    "Feed",
    "Item",
    "LedgerEntry",
    "Member",
    "Organisation",
    "Person",
    "Place",
    "Revision",
    "Session",
    "Shift",
    "SignInAttempt",
    "SignInLink",
    "Stay",
    "SubParty",
    "Transfer",
    "TravelProfile",
    "Trip",
    "User",
    "WebSession",
]
