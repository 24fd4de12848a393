"""The demo trip for tests of the pipe, and trips of any size, with the same cast and the same rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

from planner.demo import demo_file
from planner.intake import trip_file
from planner.itinerary import snapshot as raw
from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import ItemKind, ItemStatus, Language, Side, Visibility
from planner.itinerary.walltime import WallTime

DEMO = "sejong-kyoto-2025"


@cache
def demo_trip() -> raw.Snapshot:
    """The real trip of Sejong to Osaka and Kyoto."""
    return trip_file.read(demo_file(), "demo.yaml")


def with_item(trip: raw.Snapshot, key: str, **changes: Any) -> raw.Snapshot:
    """The trip with one item changed."""
    items = tuple(replace(item, **changes) if item.id == key else item for item in trip.items)
    assert items != trip.items, key
    return replace(trip, items=items)


def with_person(trip: raw.Snapshot, key: str, **changes: Any) -> raw.Snapshot:
    """The trip with one person changed."""
    people = tuple(replace(person, **changes) if person.id == key else person for person in trip.people)
    assert people != trip.people, key
    return replace(trip, people=people)


def large_trip(items: int, delegates: int = 10, hosts: int = 20) -> raw.Snapshot:
    """A trip of that many items, forty a day, and delegates; each item has six of them and one host."""
    numbers = count(1)

    def uid() -> str:
        return str(UUID(int=(4 << 76) | (8 << 60) | next(numbers)))

    days = max(1, -(-items // 40))
    places = tuple(
        raw.Place(id=f"place{n}", uid=uid(), name=_text(f"회의실 {n}"), address=_text("주소"), zone="Asia/Tokyo")
        for n in range(20)
    )
    people = tuple(
        raw.Person(id=f"person{n}", uid=uid(), name=_text(f"사람 {n}"), title=_text("과장"), organisation="city")
        for n in range(delegates + hosts)
    )
    trip = raw.Trip(
        id="large",
        uid=uid(),
        title=_text("방문"),
        starts=date(2027, 5, 10),
        ends=date(2027, 5, 10) + timedelta(days=days - 1),
        zones=("Asia/Seoul", "Asia/Tokyo"),
        languages=tuple(Language),
    )
    delegation = raw.Delegation(
        id="team",
        uid=uid(),
        name=_text("대표단"),
        organisation="city",
        members=tuple(raw.Member(person=f"person{n}") for n in range(delegates)),
    )
    return raw.Snapshot(
        trip=trip,
        delegation=delegation,
        organisations=(raw.Organisation(id="city", uid=uid(), name=_text("세종시"), country="KR"),),
        people=people,
        places=places,
        items=tuple(_item(n, uid, delegates, hosts) for n in range(items)),
    )


def _item(n: int, uid: Callable[[], str], delegates: int, hosts: int) -> raw.Item:
    day = date(2027, 5, 10) + timedelta(days=n // 40)
    start = datetime.combine(day, datetime.min.time()) + timedelta(hours=8, minutes=n % 40 * 15)
    ours = (raw.Attendee(person=f"person{(n + k) % delegates}") for k in range(min(6, delegates)))
    return raw.Item(
        id=f"item{n}",
        uid=uid(),
        kind=(ItemKind.MEETING, ItemKind.SITE_VISIT, ItemKind.RECEPTION)[n % 3],
        title=_text(f"일정 {n}"),
        summary=_text("스마트시티 협력 방안 논의"),
        planned=raw.Slot(
            day=day,
            start=WallTime(start, "Asia/Tokyo"),
            end=WallTime(start + timedelta(minutes=50), "Asia/Tokyo"),
            place=f"place{n % 20}",
        ),
        status=ItemStatus.CONFIRMED,
        visibility=(Visibility.DELEGATION, Visibility.HOST, Visibility.PRESS, Visibility.PUBLIC)[n % 4],
        attendees=(*ours, raw.Attendee(person=f"person{delegates + n % hosts}", side=Side.HOST)),
        whole_delegation=n % 5 == 0,
        agenda=(_text("업무협약 방향"), _text("인적 교류")),
    )


def _text(ko: str) -> LocalText:
    return LocalText.of(ko=ko, ja=f"{ko}（日本語）", en=f"{ko} (English)")
