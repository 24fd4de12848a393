"""Two editors at the very same moment, on a database that lets both of them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from planner import create_app
from planner.config import Settings
from planner.itinerary.localtext import LocalText
from planner.models import Organisation
from tests.web.cast import Browser, Desk
from tests.web.filling import answered, notes, opened
from tests.web.keeping import kept, keys

KYOTO = {"name-en": "Kyoto City", "country": "JP", "kind": "local_government"}
PATH = "/organisations/kyoto_city/edit"


@pytest.fixture
def desk(settings: Settings, postgres_url: str, cheap_hashes: None) -> Iterator[Desk]:
    """The desk on PostgreSQL, where writers do not wait for each other before they read."""
    app = create_app(replace(settings, database_url=postgres_url))
    yield Desk(app)
    app.extensions["planner.engine"].dispose()


@pytest.fixture
def minji(desk: Desk) -> Browser:
    return desk.browser("minji")


@contextmanager
def just_before_writing(deed: Callable[[], object]) -> Iterator[None]:
    """Let something happen after the next request has read everything, and before it writes."""
    done = []

    def act(*_: object) -> None:
        if not done:
            done.append(True)
            # In a thread of its own, as requests have it: within one, what requests keep would be shared.
            with ThreadPoolExecutor(1) as pool:
                pool.submit(deed).result()

    event.listen(Session, "before_flush", act)
    yield
    event.remove(Session, "before_flush", act)
    assert done


def test_a_change_between_reading_and_writing_is_not_lost(desk: Desk, minji: Browser) -> None:
    opened(minji, "/organisations/-/new").send(KYOTO)
    sora = opened(desk.browser("sora"), PATH)
    mine = opened(minji, PATH)
    with just_before_writing(lambda: sora.send({"note": "Sora was here."})):
        response = mine.send({"name-ja": "京都市"})
    assert response.status_code == 409
    assert notes(response.text) == [
        "Official name: what is saved now Kyoto City",
        "Remark for staff: what is saved now Sora was here.",
    ]
    assert answered(minji, PATH, response.text).send({"note": "Sora was here."}).status_code == 303
    organisation = kept(desk, Organisation, "kyoto_city")
    assert organisation.name == LocalText.of(en="Kyoto City", ja="京都市")
    assert (organisation.note, organisation.version) == ("Sora was here.", 3)


def test_a_record_that_is_deleted_meanwhile_comes_back_to_be_added_anew(desk: Desk, minji: Browser) -> None:
    opened(minji, "/organisations/-/new").send(KYOTO)
    sora = opened(desk.browser("sora"), "/organisations/kyoto_city/delete")
    mine = opened(minji, PATH)
    with just_before_writing(sora.send):
        response = mine.send({"name-ja": "京都市"})
    assert response.status_code == 409
    assert "Somebody else has deleted this meanwhile" in response.text
    assert keys(desk, Organisation) == set()
    answered(minji, "/organisations/-/new", response.text).send()
    assert kept(desk, Organisation, "kyoto_city").name == LocalText.of(en="Kyoto City", ja="京都市")


def test_two_new_records_of_one_name_become_two(desk: Desk, minji: Browser) -> None:
    hers, mine = opened(desk.browser("sora"), "/organisations/-/new"), opened(minji, "/organisations/-/new")
    with just_before_writing(lambda: hers.send(KYOTO | {"note": "Sora's"})):
        response = mine.send(KYOTO | {"note": "Minji's"})
    assert response.headers["Location"] == "/organisations/kyoto_city_2"
    notes_kept = {key: kept(desk, Organisation, key).note for key in keys(desk, Organisation)}
    assert notes_kept == {"kyoto_city": "Sora's", "kyoto_city_2": "Minji's"}


def test_one_form_sent_twice_at_once_makes_one_record(desk: Desk, minji: Browser) -> None:
    form = opened(minji, "/organisations/-/new")
    with just_before_writing(lambda: form.send(KYOTO)):
        response = form.send(KYOTO)
    assert response.headers["Location"] == "/organisations/kyoto_city"
    assert keys(desk, Organisation) == {"kyoto_city"}


def test_a_form_that_comes_back_with_something_else_makes_another_record(desk: Desk, minji: Browser) -> None:
    form = opened(minji, "/organisations/-/new")
    first = form.send(KYOTO)
    assert first.headers["Location"] == "/organisations/kyoto_city"
    # She presses Back, types another name over the first one, and saves.
    second = form.send(KYOTO | {"name-en": "Osaka City"})
    assert second.headers["Location"] == "/organisations/osaka_city"
    assert keys(desk, Organisation) == {"kyoto_city", "osaka_city"}
    assert kept(desk, Organisation, "kyoto_city").uid != kept(desk, Organisation, "osaka_city").uid
