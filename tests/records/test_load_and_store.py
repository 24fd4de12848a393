"""The organiser brings a trip in from a file and gets it out again; what is saved is never half overwritten."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from planner import models
from planner.intake import trip_file
from planner.itinerary import codec
from planner.itinerary.localtext import LocalText
from planner.itinerary.snapshot import Contact, Snapshot
from planner.records.load import UnknownTrip, load
from planner.records.store import ForeignIdentity, StoreConflict, Stored, adopt, canonical, store
from tests.filled import filled
from tests.strategies import snapshots
from tests.trips import DEMO, demo_trip, large_trip, with_item, with_person


def test_a_filled_trip_comes_out_as_it_went_in(session: Session) -> None:
    trip, _words = filled()
    assert store(session, trip) == Stored("filled", created=True, changed=True)
    session.expire_all()
    assert load(session, "filled") == canonical(trip)


def test_storing_twice_changes_nothing(session: Session) -> None:
    store(session, demo_trip())
    versions = select(models.Item.key, models.Item.version)
    before = session.execute(versions).all()
    assert store(session, demo_trip()) == Stored(DEMO, created=False, changed=False)
    assert session.execute(versions).all() == before


def test_import_export_import_is_identical(session: Session) -> None:
    store(session, demo_trip())
    first = trip_file.write(load(session, DEMO))
    again = trip_file.read(first, "trip.yaml")
    assert store(session, again) == Stored(DEMO, created=False, changed=False)
    assert trip_file.write(load(session, DEMO)) == first


@given(trip=snapshots())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_trip_comes_out_as_it_went_in(session: Session, trip: Snapshot) -> None:
    with session.begin_nested() as attempt:
        store(session, trip)
        session.expire_all()
        assert load(session, trip.trip.id) == canonical(trip)
        attempt.rollback()


@given(trip=snapshots())
@settings(max_examples=50, deadline=None)
def test_a_snapshot_survives_being_kept_as_a_revision(trip: Snapshot) -> None:
    assert codec.loads(Snapshot, codec.dumps(trip)) == trip


def test_a_changed_trip_is_refused_and_nothing_is_written(session: Session) -> None:
    store(session, demo_trip())
    renamed = with_item(demo_trip(), "d3-suzuki", title=LocalText.of(ko="다른 제목"))
    with pytest.raises(StoreConflict) as refusal:
        store(session, renamed)
    assert refusal.value.differing == (("items", "d3-suzuki"),)
    session.expire_all()
    assert load(session, DEMO) == canonical(demo_trip())


def test_replacing_touches_only_what_differs(session: Session) -> None:
    store(session, demo_trip())
    renamed = with_item(demo_trip(), "d3-suzuki", title=LocalText.of(ko="다른 제목"), attendees=())
    assert store(session, renamed, replacing=True) == Stored(DEMO, created=False, changed=True)
    session.expire_all()
    assert load(session, DEMO) == canonical(renamed)
    versions = dict(session.execute(select(models.Item.key, models.Item.version)).all())
    assert {key for key, version in versions.items() if version > 1} == {"d3-suzuki"}


def test_a_part_of_a_record_counts_as_the_record(session: Session) -> None:
    store(session, demo_trip())
    reachable = with_person(demo_trip(), "lee_seungwon", contact=Contact(email="lee@example.invalid", phone=None))
    store(session, reachable, replacing=True)
    session.expire_all()
    assert load(session, DEMO) == canonical(reachable)
    assert session.scalar(select(models.Person.version).where(models.Person.key == "lee_seungwon")) == 2


def test_items_that_are_no_longer_in_the_file_go(session: Session) -> None:
    store(session, demo_trip())
    shorter = replace(demo_trip(), items=demo_trip().items[1:])
    store(session, shorter, replacing=True)
    session.expire_all()
    assert load(session, DEMO) == canonical(shorter)


def test_a_new_trip_may_not_quietly_change_people_of_another(session: Session) -> None:
    store(session, demo_trip())
    other = with_person(demo_trip(), "lee_seungwon", title=LocalText.of(ko="시장"))
    other = replace(other, trip=replace(other.trip, id="spring", uid=str(uuid4())))
    other = replace(other, items=tuple(replace(item, uid=str(uuid4())) for item in other.items))
    with pytest.raises(StoreConflict) as refusal:
        store(session, other)
    assert refusal.value.differing == (("people", "lee_seungwon"),)
    with pytest.raises(UnknownTrip):
        load(session, "spring")


def test_an_identity_cannot_be_claimed_twice(session: Session) -> None:
    store(session, demo_trip())
    taken = demo_trip().people[0].uid
    stranger = replace(demo_trip(), people=(*demo_trip().people, replace(demo_trip().people[0], id="stranger")))
    stranger = replace(stranger, trip=replace(stranger.trip, id="spring", uid=str(uuid4())))
    with pytest.raises(ForeignIdentity) as refusal:
        store(session, stranger, replacing=True)
    assert (taken in {uid for _section, _key, uid in refusal.value.found}) is True
    assert session.scalar(select(models.Person.id).where(models.Person.key == "stranger")) is None


def test_a_file_without_identities_keeps_those_that_are_known(session: Session) -> None:
    store(session, demo_trip())
    lines = trip_file.write(demo_trip()).decode().splitlines(keepends=True)
    bare = "".join(line for line in lines if "uid: " not in line).encode()
    born: set[str] = set()

    def new_uid() -> str:
        born.add(uid := str(uuid4()))
        return uid

    read = trip_file.read(bare, "trip.yaml", new_uid)
    assert read != demo_trip()
    assert store(session, adopt(session, read, born)) == Stored(DEMO, created=False, changed=False)


def test_loading_takes_the_same_number_of_queries_for_ten_and_a_thousand_items(session: Session) -> None:
    counts = []
    for size in (10, 1000):
        attempt = session.begin_nested()
        store(session, large_trip(size))
        session.expunge_all()
        counts.append(_queries(session, lambda: load(session, "large")))
        attempt.rollback()
    assert counts == [24, 24]


def test_a_trip_that_does_not_exist(session: Session) -> None:
    with pytest.raises(UnknownTrip):
        load(session, "nowhere")


def _queries(session: Session, act: object) -> int:
    """How many statements reach the database meanwhile."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert callable(act)
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)
