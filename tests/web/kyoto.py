"""The trip to Kyoto on the desk: Minji looks after it, Seung-won leads the delegation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from planner import publishing
from planner.itinerary import snapshot as raw
from planner.itinerary.audience import Audience
from planner.itinerary.terms import Language
from planner.models import Person
from planner.records.load import load
from planner.records.store import store
from tests.trips import DEMO, demo_trip
from tests.web.cast import Browser, Desk
from tests.web.filling import errors, opened

TRIP = f"/trips/{DEMO}"
NEW_ITEM = f"{TRIP}/items/-/new"
CALL = {"title-ko": "표경 방문", "title-en": "A call", "planned-start-time": "10:00", "planned-end-time": "10:30"}


def to_kyoto(desk: Desk, trip: raw.Snapshot | None = None) -> Desk:
    """The same desk with the trip in its records, and Seung-won's account joined to the delegate of that name."""
    with desk.writing() as session:
        store(session, trip or demo_trip(), replacing=True)
        seungwon = session.scalars(select(Person).where(Person.key == "lee_seungwon")).one()
        desk.user(session, "seungwon").person = seungwon
        session.commit()
    return desk


def trip_of(desk: Desk) -> raw.Snapshot:
    """The trip as it is kept now."""
    with desk.writing() as session:
        return load(session, DEMO)


def item_of(desk: Desk, key: str) -> raw.Item:
    """One item as it is kept now."""
    return next(item for item in trip_of(desk).items if item.id == key)


def publish(desk: Desk, now: datetime | None = None) -> None:
    """Publish the trip as it stands."""
    with desk.writing() as session:
        publishing.publish(session, DEMO, by=desk.user(session, "minji"), now=now or desk.clock())
        session.commit()


def give_address(desk: Desk, audience: str, language: Language, label: str = "") -> str:
    """The token of a new address."""
    with desk.writing() as session:
        _feed, token = publishing.open_feed(session, DEMO, Audience.parse(audience), language, label, desk.clock())
        session.commit()
    return token


def add_item(browser: Browser, kind: str, answers: dict[str, str], day: str = "2025-10-02") -> str:
    """Add an item to the trip; its address."""
    response = opened(browser, f"{NEW_ITEM}?kind={kind}&day={day}").send(answers)
    assert response.status_code == 303, errors(response.text)
    return response.headers["Location"]
