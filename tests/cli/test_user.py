"""Minji lets people in, and keeps them out."""

from __future__ import annotations

from datetime import UTC, datetime

from planner import create_app
from planner.config import from_environment
from planner.database import open_engine, sessions
from planner.models import User
from planner.models.access import Role
from tests.cli.visit import SITE
from tests.terminal import Terminal, fails
from tests.web.cast import Browser


def test_a_new_user_signs_in_by_the_printed_link_once(imported: Terminal) -> None:
    said = imported.run(
        *("user", "add", " Minji@Sejong.example ", "--name", "김민지"),
        *("--role", "organiser", "--role", "admin", "--language", "ko", "--json"),
    )
    assert (said.status, said.json["email"]) == (0, "minji@sejong.example")
    path = said.json["sign_in"].removeprefix(SITE)
    app = create_app(from_environment())
    browser, late = Browser(app.test_client()), Browser(app.test_client())
    assert "김민지" in browser.get(path).text
    assert not browser.is_signed_in()
    assert browser.post(path, seen=path).status_code == 303
    assert browser.is_signed_in()
    assert late.get(path).status_code == 404
    again = ("user", "add", "minji@sejong.example", "--name", "민지", "--role", "organiser")
    assert fails(imported.run(*again), "There is a user minji@sejong.example already.")


def test_a_delegate_is_given_the_entry_of_a_person(imported: Terminal) -> None:
    kim = ("user", "add", "kim@sejong.example", "--name", "김하나", "--role", "delegate", "--person")
    assert fails(imported.run(*kim, "kimm"), "There is no person kimm. The people are: kim, mori.", 2)
    made = imported.run(*kim, "kim")
    assert (made.status, made.text.startswith(f"{SITE}/sign-in/")) == (0, True)


def test_an_unknown_user_is_refused_with_those_there_are(minji: Terminal) -> None:
    for command in ("link", "disable"):
        assert fails(minji.run("user", command, "mori@example.org"), "There is no user mori@example.org.", 2)
    for name in ("minji", "kim"):
        added = minji.run("user", "add", f"{name}@example.org", "--name", name, "--role", "organiser")
        assert added.status == 0
    told = "There is no user mori@example.org. The users are: kim@example.org, minji@example.org."
    for command in ("link", "disable"):
        assert fails(minji.run("user", command, "mori@example.org"), told, 2)


def test_of_many_users_only_the_first_are_named(minji: Terminal, settings: dict[str, str]) -> None:
    names = [f"user{number:02}@example.org" for number in range(21)]
    engine = open_engine(settings["PLANNER_DATABASE_URL"])
    with sessions(engine).begin() as session:
        born = datetime(2026, 1, 5, tzinfo=UTC)
        session.add_all(User(email=name, name=name, roles=(Role.ORGANISER,), created_at=born) for name in names)
    engine.dispose()
    told = f"There is no user mori@example.org. The users are: {', '.join(names[:20])}, …."
    assert fails(minji.run("user", "link", "mori@example.org"), told, 2)


def test_who_is_kept_out_cannot_come_in_again(minji: Terminal) -> None:
    added = minji.run("user", "add", "kim@example.org", "--name", "김하나", "--role", "organiser", "--json")
    path = added.json["sign_in"].removeprefix(SITE)
    assert minji.run("user", "disable", "Kim@example.org").text == "kim@example.org is kept out from now on.\n"
    browser = Browser(create_app(from_environment()).test_client())
    browser.post(path, seen=path)
    assert not browser.is_signed_in()
