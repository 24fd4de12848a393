"""From the desk to the phone: the demo trip is published, and calendars read its feed over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner import publishing
from planner.demo import demo_file
from planner.intake import trip_file
from planner.itinerary.audience import HOST, STAFF, Audience, AudienceKind
from planner.itinerary.terms import Language
from planner.itinerary.values import Itinerary
from planner.records.store import store
from tests.clients import expected, ical_js, khal
from tests.ical_linter import lint

NOW = datetime(2025, 9, 25, 9, 0, tzinfo=UTC)
TRIP = "sejong-kyoto-2025"
HEAD = Audience(AudienceKind.DELEGATE, person="lee_seungwon")


def subscribe(app: Flask, audience: Audience, language: Language) -> tuple[str, Itinerary]:
    """Store and publish the demo trip; the path of a new feed, and the edition it should show."""
    with app.extensions["planner.sessions"].begin() as session:
        store(session, trip_file.read(demo_file(), "demo.yaml"))
        publishing.publish(session, TRIP, by=None, now=NOW)
        _feed, token = publishing.open_feed(session, TRIP, audience, language, "phone", NOW)
        return f"/feeds/{token}/{TRIP}.ics", publishing.published(session, TRIP, audience, language)


@pytest.mark.parametrize(
    ("audience", "language"), [(STAFF, Language.KO), (HEAD, Language.KO), (HOST, Language.JA), (HEAD, Language.EN)]
)
def test_the_feed_holds_every_event_time_and_character_of_the_edition(
    app: Flask, client: FlaskClient, tmp_path: Path, audience: Audience, language: Language
) -> None:
    address, edition = subscribe(app, audience, language)
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert lint(answer.data) == []
    events = {event["uid"]: event for event in ical_js.events(answer.data)}
    shown = khal.events(answer.data, tmp_path, first="2025-09-29", days=7, zone="Asia/Seoul")
    assert edition.items
    assert set(events) == set(shown) == {item.uid for item in edition.items}
    for item in edition.items:
        event, in_khal = events[item.uid], shown[item.uid]
        assert (event["start"], event["end"]) == expected.ends(item)
        assert (in_khal["start-long"], in_khal["end-long"]) == expected.ends_in_khal(item, "Asia/Seoul")
        assert (in_khal["title"], in_khal["description"]) == (event["summary"], event["description"])
        assert in_khal["location"] == (event["location"] or "")
        said = "\n".join(filter(None, (event["summary"], event["location"], event["description"])))
        assert [text for text in expected.typed_texts(item) if text not in said] == []


def test_publishing_again_without_an_edit_is_no_news(app: Flask, client: FlaskClient) -> None:
    address, _edition = subscribe(app, HEAD, Language.KO)
    etag = client.get(address).headers["ETag"]
    with app.extensions["planner.sessions"].begin() as session:
        publishing.publish(session, TRIP, by=None, now=NOW.replace(hour=10))
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_closed_address_says_so_while_the_others_go_on(app: Flask, client: FlaskClient) -> None:
    address, _edition = subscribe(app, HEAD, Language.KO)
    today = datetime.now(UTC)
    with app.extensions["planner.sessions"].begin() as session:
        feed, token = publishing.open_feed(session, TRIP, HOST, Language.JA, "hosts", NOW)
        publishing.revoke_feed(feed, today)
    closed = client.get(f"/feeds/{token}/{TRIP}.ics")
    (notice,) = ical_js.events(closed.data)
    assert (closed.status_code, notice["start"]) == (200, f"{today:%Y-%m-%d}")
    assert len(ical_js.events(client.get(address).data)) > 1
