"""What tests stand on: migrated databases of both kinds, the running program, and a real browser.

A missing browser or PostgreSQL fails the tests that need it; `./run test` installs both.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner import create_app, migrating
from planner.config import Settings
from planner.database import open_engine, sessions
from tests.postgres import Cluster
from tests.served import Live, launched, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DATABASES = ("sqlite", "postgresql")
SIZES = {"phone": (390, 844), "desktop": (1400, 950)}

# Databases


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file that tests copy."""
    file = tmp_path_factory.mktemp("template") / "planner.db"
    migrating.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running PostgreSQL cluster."""
    cluster = Cluster()
    yield cluster
    cluster.destroy()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Cluster) -> str:
    """The name of a migrated, empty PostgreSQL database that tests copy."""
    migrating.upgrade(postgres.create("template_migrated"))
    return "template_migrated"


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of this test's own."""
    return f"sqlite:///{shutil.copyfile(migrated_sqlite, tmp_path / 'planner.db')}"


@pytest.fixture
def postgres_url(postgres: Cluster, migrated_postgres: str) -> Iterator[str]:
    """A migrated PostgreSQL database of this test's own."""
    name = f"test_{uuid4().hex}"
    yield postgres.create(name, migrated_postgres)
    postgres.drop(name)


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of this test's own, once on SQLite and once on PostgreSQL."""
    return request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param])


@pytest.fixture(params=DATABASES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any tables, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    name = f"empty_{uuid4().hex}"
    yield cluster.create(name)
    cluster.drop(name)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on `database_url`."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session on `engine`; the test commits what it wants kept."""
    with sessions(engine)() as session:
        yield session


# The program


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> Settings:
    """Settings for a planner of this test's own."""
    return Settings(
        data=tmp_path,
        database_url=sqlite_url,
        base_url="http://127.0.0.1:8000",
        secret_key="a-key-for-tests-that-is-long-enough",
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The web application on a SQLite database of its own."""
    app = create_app(settings)
    yield app
    app.extensions["planner.engine"].dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A reader without a session who talks to `app` directly."""
    return app.test_client()


@pytest.fixture
def live(settings: Settings) -> Iterator[Live]:
    """The web application served on a port of its own; its base URL is the address it answers at."""
    with served(settings) as live:
        yield live


# The browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    with launched() as browser:
        yield browser


OpenPage = Callable[..., "Page"]


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open a page of its own, as a reader with a device and a language: `open_page("phone", locale="ja-JP")`.

    Takes what a browser context takes besides. The reader's clock is far from the trip's on purpose. A script error or
    something that the content security policy refuses fails the test.
    """
    faults: list[str] = []
    contexts = []

    def note_console(message: object) -> None:
        text = getattr(message, "text", "")
        if "Content Security Policy" in text:
            faults.append(text)

    def open_one(size: str = "desktop", locale: str = "ko-KR", **options: object) -> Page:
        width, height = SIZES[size]
        phone = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2} if size == "phone" else {}
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            timezone_id="America/New_York",
            **phone | options,
        )
        contexts.append(context)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("console", note_console)
        context.set_default_timeout(10_000)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page at desktop size for a Korean reader."""
    return open_page()
