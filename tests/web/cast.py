"""The cast of the desk, and how its members sign in.

Minji organises, Hyunwoo is the press officer, Seung-won is a delegate, Sora is the administrator, and Haruka is a
stranger: the Japanese host, who has no account.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from planner import accounts
from planner.models.access import Role, User

PASSWORD = "quiet-river-under-maples"
MORNING = datetime(2025, 9, 29, 9, 0, tzinfo=UTC)

CAST = {
    "minji": ("김민지", Role.ORGANISER),
    "hyunwoo": ("박현우", Role.PRESS_OFFICER),
    "seungwon": ("이승원", Role.DELEGATE),
    "sora": ("정소라", Role.ADMIN),
}


@dataclass
class Clock:
    """A clock that only moves when it is told to."""

    moment: datetime = MORNING

    def __call__(self) -> datetime:
        return self.moment

    def pass_(self, **time: float) -> None:
        self.moment += timedelta(**time)


@dataclass
class Desk:
    """The desk with its cast, on a clock of its own."""

    app: Flask
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.app.extensions["planner.clock"] = self.clock
        with self.writing() as session:
            known = accounts.hash_password(PASSWORD)
            for login, (name, role) in CAST.items():
                user = User(name=name, roles=(role,), created_at=self.clock(), password_hash=known, email=email(login))
                session.add(user)
            session.commit()

    def writing(self) -> Session:
        """A session of the database for what happens behind the scenes."""
        session: Session = self.app.extensions["planner.sessions"]()
        return session

    def user(self, session: Session, login: str) -> User:
        """One of the cast, in this session."""
        return session.scalars(select(User).where(User.email == email(login))).one()

    def link(self, login: str, *, hours: float = 24, reusable: bool = False) -> str:
        """The path of a new sign-in link."""
        with self.writing() as session:
            user = self.user(session, login)
            expires = self.clock() + timedelta(hours=hours)
            token = accounts.make_sign_in_link(session, user, expires=expires, now=self.clock(), reusable=reusable)
            session.commit()
        return f"/sign-in/{token}"

    def browser(self, login: str | None = None) -> Browser:
        """A browser, signed in as one of the cast or as nobody."""
        browser = Browser(self.app.test_client())
        if login:
            browser.sign_in(login)
        return browser


@dataclass
class Browser:
    """Somebody's browser: sends forms with the token that the page gave it."""

    client: FlaskClient

    def get(self, path: str, **options: object) -> TestResponse:
        return self.client.get(path, **options)

    def post(self, path: str, seen: str = "/sign-in", **answers: str) -> TestResponse:
        """Send a form that stood on the page `seen`."""
        return self.client.post(path, data={"csrf_token": self.form_token(seen), **answers})

    def form_token(self, seen: str = "/sign-in") -> str:
        page = self.client.get(seen, follow_redirects=True).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found, page
        return found[1]

    def sign_in(self, login: str, password: str = PASSWORD, **more: str) -> TestResponse:
        return self.post("/sign-in", email=email(login), password=password, **more)

    def is_signed_in(self) -> bool:
        """Whether the desk lets this browser in, which asks strangers to sign in first."""
        response = self.client.get("/sign-in")
        return response.status_code == 303 and response.headers["Location"] == "/"


def email(login: str) -> str:
    return f"{login}@sejong.example"
