"""Minji publishes; everybody's calendar changes when what they see changes, and only then.

The trip is the demo's: Lee Seung-won travels, Kyoto is the host.
"""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import Connection, event, func, select
from sqlalchemy.orm import Session

from planner import models
from planner.itinerary.audience import HOST, PUBLIC, STAFF, Audience, AudienceKind, View
from planner.itinerary.changes import ChangeKind
from planner.itinerary.localtext import LocalText
from planner.itinerary.messages import Message
from planner.itinerary.rules import Problem
from planner.itinerary.snapshot import Note, Shift, Snapshot
from planner.itinerary.terms import ItemStatus, Language, Visibility
from planner.itinerary.values import Stamp
from planner.itinerary.walltime import WallTime
from planner.publishing import (
    NotPublished,
    Unsound,
    etag_of,
    latest,
    open_feed,
    outlook,
    packed,
    preview,
    publish,
    published,
    revoke_feed,
)
from planner.records.store import store
from planner.render import FORMATS
from planner.tokens import token_hash
from tests.trips import DEMO, demo_trip, with_item

MORNING = datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
NOON = MORNING + timedelta(hours=3)
EVENING = MORNING + timedelta(hours=9)
LEE = Audience(AudienceKind.DELEGATE, person="lee_seungwon")
HONG = Audience(AudienceKind.DELEGATE, person="hong_manpyo")
READERS = (STAFF, LEE, HONG, HOST, PUBLIC)


@pytest.fixture
def desk(session: Session) -> Session:
    """The desk with the demo trip published in the morning, and a feed for each reader in each language."""
    store(session, demo_trip())
    publish(session, DEMO, by=None, now=MORNING, note="첫 공개")
    for reader in READERS:
        for language in Language:
            open_feed(session, DEMO, reader, language, reader.key, MORNING)
    session.flush()
    return session


def _save(session: Session, trip: Snapshot) -> None:
    store(session, trip, replacing=True)
    session.expire_all()


def _etags(session: Session) -> dict[tuple[str, str], str]:
    session.flush()
    return {
        (audience, language): etag
        for audience, language, etag in session.execute(
            select(models.Feed.audience, models.Feed.language, models.Feed.etag)
        )
    }


def _changed(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    assert before.keys() == after.keys()
    return {key for key in before if before[key] != after[key]}


def _stamp(session: Session, reader: Audience, language: Language, key: str) -> Stamp | None:
    (item,) = (item for item in published(session, DEMO, reader, language).items if item.id == key)
    return item.stamp


def test_publishing_twice_changes_nothing(desk: Session) -> None:
    before = _etags(desk)
    again = publish(desk, DEMO, by=None, now=NOON)
    assert (again.revision, again.feeds) == (None, 0)
    assert _etags(desk) == before
    assert desk.scalar(select(func.count()).select_from(models.Revision)) == 1


def test_publishing_what_is_published_asks_and_writes_no_more_than_that(desk: Session) -> None:
    """Minji presses twice. Nobody's edition is composed, and neither the ledger nor a feed is touched."""
    asked = []

    def note(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    desk.flush()
    event.listen(desk.get_bind(), "before_cursor_execute", note)
    publish(desk, DEMO, by=None, now=NOON)
    desk.flush()
    assert any("FROM revisions" in statement for statement in asked)
    assert [each for each in asked if "feeds" in each or "ledger" in each] == []
    assert {each.split(maxsplit=1)[0] for each in asked} == {"SELECT"}


def test_a_newer_planner_makes_the_same_trip_s_calendars_anew_when_asked(desk: Session) -> None:
    """An older planner has left other bytes in one feed."""
    before = _etags(desk)
    feed = desk.scalars(select(models.Feed).order_by(models.Feed.id)).first()
    assert feed is not None
    feed.etag, feed.body = etag_of(b"older"), packed(b"older")
    assert publish(desk, DEMO, by=None, now=NOON).feeds == 0
    again = publish(desk, DEMO, by=None, now=NOON, again=True)
    assert (again.revision, again.feeds) == (None, 1)
    assert _etags(desk) == before


def test_a_trip_that_is_put_back_is_published_again(desk: Session) -> None:
    """What counts is the newest revision, and not whether there ever was one like this."""
    secret = Note(audience=Visibility.STAFF, text=LocalText.of(ko="선물 예산 확인"))
    for number, trip in ((2, with_item(demo_trip(), "d3-suzuki", notes=(secret,))), (3, demo_trip())):
        _save(desk, trip)
        made = publish(desk, DEMO, by=None, now=NOON)
        assert made.revision is not None
        assert (made.revision.number, made.feeds) == (number, len(Language))


def test_a_trip_that_breaks_a_new_rule_is_refused_though_nothing_changed(
    desk: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Problem(("trip",), Message("This is no longer allowed."))
    monkeypatch.setattr("planner.publishing.problems", lambda _snapshot: [fault])
    with pytest.raises(Unsound):
        publish(desk, DEMO, by=None, now=NOON)


def test_an_edit_that_only_staff_see_reaches_nobody_else(desk: Session) -> None:
    before = _etags(desk)
    secret = Note(audience=Visibility.STAFF, text=LocalText.of(ko="선물 예산 확인"))
    _save(desk, with_item(demo_trip(), "d3-suzuki", notes=(secret,)))
    made = publish(desk, DEMO, by=None, now=NOON)
    assert made.revision is not None
    assert made.revision.number == 2
    assert _changed(before, _etags(desk)) == {("staff", language) for language in Language}
    assert _stamp(desk, PUBLIC, Language.JA, "d3-suzuki") == Stamp(0, MORNING)
    assert _stamp(desk, STAFF, Language.JA, "d3-suzuki") == Stamp(0, NOON)


def test_an_edit_that_a_reader_cannot_see_changes_none_of_their_bytes(desk: Session) -> None:
    def bytes_of_all() -> dict[tuple[str, str, str], bytes]:
        return {
            (form, reader.key, language): FORMATS[form].render(published(desk, DEMO, reader, language))
            for form in FORMATS
            for reader in (LEE, HONG, HOST, PUBLIC)
            for language in Language
        }

    before = bytes_of_all()
    secret = Note(audience=Visibility.STAFF, text=LocalText.of(ko="선물 예산 확인"))
    _save(desk, with_item(demo_trip(), "d3-suzuki", notes=(secret,)))
    publish(desk, DEMO, by=None, now=NOON)
    assert bytes_of_all() == before


def test_an_item_of_one_delegate_leaves_the_others_calendar_alone(desk: Session) -> None:
    before = _etags(desk)
    _save(desk, with_item(demo_trip(), "d1-kotra", summary=LocalText.of(ko="경제 동향 청취", ja="聴取", en="Briefing")))
    publish(desk, DEMO, by=None, now=NOON)
    assert {audience for audience, _ in _changed(before, _etags(desk))} == {STAFF.key, LEE.key, HOST.key, PUBLIC.key}


def test_a_turn_of_duty_changes_the_calendar_and_counts_when_it_moves(desk: Session) -> None:
    (stand,) = (item for item in demo_trip().items if item.id == "d3-booth")
    booth = stand.booth
    assert booth is not None
    turn = Shift(
        uid="6f1f9e0c-3f0c-4b52-8e7e-5f6f0f3d9a11",
        start=WallTime.parse("2025-10-02 10:00 Asia/Tokyo"),
        end=WallTime.parse("2025-10-02 12:00 Asia/Tokyo"),
        people=("hong_manpyo",),
    )

    def given(shift: Shift) -> dict[str, tuple[Any, str, str]]:
        _save(desk, with_item(demo_trip(), "d3-booth", actual=None, booth=replace(booth, shifts=(shift,))))
        publish(desk, DEMO, by=None, now=NOON)
        calendar = Calendar.from_ical(FORMATS["ical"].render(published(desk, DEMO, HONG, Language.JA)))
        return {
            str(event["UID"]): (event["SEQUENCE"], str(event["TRANSP"]), str(event["SUMMARY"]))
            for event in calendar.walk("VEVENT")
            if event["UID"] in (stand.uid, shift.uid)
        }

    title = "「京都スマートシティエキスポ2025」世宗市PRブース出展"
    first = given(turn)
    assert first[turn.uid] == (0, "OPAQUE", f"ブース当番：{title}")
    assert first[stand.uid][1:] == ("TRANSPARENT", f"{title}［仮定］")
    moved = given(replace(turn, end=WallTime.parse("2025-10-02 13:00 Asia/Tokyo")))
    assert moved[turn.uid] == (1, "OPAQUE", f"ブース当番：{title}")
    assert moved[stand.uid] == first[stand.uid]


def test_a_text_in_one_language_changes_only_the_feeds_that_print_it(desk: Session) -> None:
    before = _etags(desk)
    (item,) = (item for item in demo_trip().items if item.id == "d1-kotra")
    polished = LocalText.of({**item.title.as_dict(), "ja": "KOTRA大阪貿易館を訪問"})
    _save(desk, with_item(demo_trip(), "d1-kotra", title=polished))
    publish(desk, DEMO, by=None, now=NOON)
    assert {language for _, language in _changed(before, _etags(desk))} == {Language.JA}


def test_a_new_time_counts_as_a_new_sequence_and_a_new_word_does_not(desk: Session) -> None:
    (item,) = (item for item in demo_trip().items if item.id == "d1-kotra")
    reworded = with_item(demo_trip(), "d1-kotra", outcome=LocalText.of(ko="성과", ja="成果", en="Outcome"))
    _save(desk, reworded)
    publish(desk, DEMO, by=None, now=NOON)
    assert _stamp(desk, HOST, Language.KO, "d1-kotra") == Stamp(0, NOON)
    later = replace(item.planned, start=WallTime.parse("2025-09-30 15:30 Asia/Tokyo"))
    _save(desk, with_item(reworded, "d1-kotra", planned=later))
    publish(desk, DEMO, by=None, now=EVENING)
    assert _stamp(desk, HOST, Language.KO, "d1-kotra") == Stamp(1, EVENING)
    cancelled = with_item(with_item(reworded, "d1-kotra", planned=later), "d1-kotra", status=ItemStatus.CANCELLED)
    _save(desk, cancelled)
    # The clock went back an hour in between; stamps do not.
    publish(desk, DEMO, by=None, now=EVENING - timedelta(hours=1))
    assert _stamp(desk, HOST, Language.KO, "d1-kotra") == Stamp(2, EVENING + timedelta(seconds=1))


def test_an_item_that_comes_back_does_not_count_anew(desk: Session) -> None:
    (item,) = (item for item in demo_trip().items if item.id == "d1-kotra")
    later = replace(item.planned, start=WallTime.parse("2025-09-30 15:30 Asia/Tokyo"))
    moved = with_item(demo_trip(), "d1-kotra", planned=later)
    hidden = with_item(moved, "d1-kotra", visibility=Visibility.STAFF)
    for trip, moment in ((moved, NOON), (hidden, EVENING)):
        _save(desk, trip)
        publish(desk, DEMO, by=None, now=moment)
    assert all(item.id != "d1-kotra" for item in published(desk, DEMO, HOST, Language.KO).items)
    _save(desk, moved)
    publish(desk, DEMO, by=None, now=EVENING + timedelta(days=1))
    assert _stamp(desk, HOST, Language.KO, "d1-kotra") == Stamp(1, NOON)


def test_a_feed_holds_the_published_calendar(desk: Session) -> None:
    feed, token = open_feed(desk, DEMO, LEE, Language.KO, "이승원", NOON)
    assert feed.token_hash == token_hash(token)
    assert len(token) == 32
    body = gzip.decompress(feed.body)
    assert body == FORMATS["ical"].render(published(desk, DEMO, LEE, Language.KO))
    uids = {str(event["UID"]) for event in Calendar.from_ical(body).walk("VEVENT")}
    assert uids == {item.uid for item in published(desk, DEMO, LEE, Language.KO).items}


def test_a_feed_opened_before_publication_fills_with_the_first_one(session: Session) -> None:
    store(session, demo_trip())
    feed, _token = open_feed(session, DEMO, HOST, Language.JA, "京都府", MORNING)
    assert (feed.etag, feed.body) == ("", b"")
    done = publish(session, DEMO, by=None, now=NOON)
    assert done.feeds == 1
    assert feed.changed_at == NOON
    assert b"BEGIN:VEVENT" in gzip.decompress(feed.body)


def test_a_revoked_feed_stays_as_it_was_and_others_go_on(desk: Session) -> None:
    feed, _token = open_feed(desk, DEMO, PUBLIC, Language.KO, "홈페이지", MORNING)
    revoke_feed(feed, NOON)
    revoke_feed(feed, EVENING)
    before = _etags(desk)
    _save(desk, with_item(demo_trip(), "d1-kotra", outcome=LocalText.of(ko="성과", ja="成果", en="Outcome")))
    publish(desk, DEMO, by=None, now=EVENING)
    assert feed.revoked_at == NOON
    assert feed.changed_at == MORNING
    assert ("public", Language.JA) in _changed(before, _etags(desk))


def test_whoever_leaves_the_delegation_loses_their_feed(desk: Session) -> None:
    trip = demo_trip()
    alone = replace(trip, delegation=replace(trip.delegation, members=trip.delegation.members[:1]))
    _save(desk, alone)
    publish(desk, DEMO, by=None, now=NOON)
    revoked = desk.scalars(select(models.Feed.audience).where(models.Feed.revoked_at.is_not(None)).distinct()).all()
    assert revoked == [HONG.key]


def test_a_preview_is_what_publishing_makes(desk: Session) -> None:
    _save(desk, with_item(demo_trip(), "d1-kotra", outcome=LocalText.of(ko="성과", ja="成果", en="Outcome")))
    expected = {reader.key: preview(desk, DEMO, reader, Language.EN, NOON) for reader in READERS}
    publish(desk, DEMO, by=None, now=NOON)
    assert {reader.key: published(desk, DEMO, reader, Language.EN) for reader in READERS} == expected


def test_the_outlook_says_what_changes_for_whom(desk: Session) -> None:
    assert outlook(desk, DEMO, Language.KO).anything is False
    hidden = with_item(demo_trip(), "d1-kotra", visibility=Visibility.DELEGATION)
    _save(desk, with_item(hidden, "d3-letter", outcome=LocalText.of(ko="친서 전달", ja="伝達", en="Handed over")))
    seen = outlook(desk, DEMO, Language.KO)
    assert seen.anything is True
    assert seen.last is not None
    assert seen.last.number == 1
    found = {view: [(change.kind, change.id) for change in changes] for view, changes in seen.changes.items()}
    assert found == {
        View.STAFF: [(ChangeKind.CHANGED, "d1-kotra"), (ChangeKind.CHANGED, "d3-letter")],
        View.DELEGATION: [(ChangeKind.CHANGED, "d3-letter")],
        View.HOST: [(ChangeKind.CHANGED, "d3-letter"), (ChangeKind.REMOVED, "d1-kotra")],
        View.PRESS: [(ChangeKind.CHANGED, "d3-letter"), (ChangeKind.REMOVED, "d1-kotra")],
        View.PUBLIC: [(ChangeKind.CHANGED, "d3-letter"), (ChangeKind.REMOVED, "d1-kotra")],
    }


def test_the_outlook_sees_a_change_in_any_language(desk: Session) -> None:
    (item,) = (item for item in demo_trip().items if item.id == "d1-kotra")
    polished = LocalText.of({**item.title.as_dict(), "ja": "KOTRA大阪貿易館を訪問"})
    _save(desk, with_item(demo_trip(), "d1-kotra", title=polished))
    (change,) = outlook(desk, DEMO, Language.KO).changes[View.PUBLIC]
    assert (change.kind, change.id) == (ChangeKind.CHANGED, "d1-kotra")
    assert change.title.value == "코트라(KOTRA) 오사카무역관 방문"


def test_a_trip_that_breaks_a_rule_is_not_published(desk: Session) -> None:
    item = desk.scalars(select(models.Item).where(models.Item.key == "d1-kotra")).one()
    item.planned_day = date(2031, 1, 1)
    desk.flush()
    before = _etags(desk)
    with pytest.raises(Unsound) as refusal:
        publish(desk, DEMO, by=None, now=NOON)
    assert {problem.path[:2] for problem in refusal.value.problems} == {("items", 1)}
    assert _etags(desk) == before


def test_nothing_is_published_before_the_first_time(session: Session) -> None:
    store(session, demo_trip())
    with pytest.raises(NotPublished):
        published(session, DEMO, HOST, Language.KO)
    trip = session.scalars(select(models.Trip)).one()
    assert latest(session, trip) is None


def test_an_unknown_reader_has_no_edition(desk: Session) -> None:
    stranger = Audience(AudienceKind.DELEGATE, person="suzuki_kazuya")
    for act in (preview, published):
        with pytest.raises(KeyError):
            act(desk, DEMO, stranger, Language.KO, *([NOON] if act is preview else []))
    with pytest.raises(KeyError):
        open_feed(desk, DEMO, stranger, Language.KO, "", NOON)
