"""Which passwords are good enough, and how they are kept; links that two people open at the same moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine

from planner import accounts
from planner.database import sessions
from planner.models.access import User

NOW = datetime(2025, 9, 29, 9, 0, tzinfo=UTC)
MINJI = ("김민지", "minji.kim@sejong.example")


def test_passwords_are_kept_as_argon2id_with_the_parameters_of_rfc_9106() -> None:
    assert accounts.hash_password("quiet-river-under-maples").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    "password",
    [
        "password12345",
        "P@ssw0rd2025!",
        "123456789012",
        "qwertyuiop12",
        "aaaaaaaaaaaa",
        "abababababab",
        "1q2w3e4r5t6y",
        "admin1234admin1234",
        "Minji.Kim.2025!",
        "김민지김민지김민지김민지",
        "비밀번호비밀번호비밀번호",
        "ｐａｓｓｗｏｒｄ１２３４５",
    ],
)
def test_a_password_that_others_try_first_is_refused(password: str) -> None:
    assert len(password) >= accounts.PASSWORD_LENGTH
    assert accounts.is_guessable(password, *MINJI)


@pytest.mark.parametrize(
    "password", ["quiet-river-under-maples", "오늘도 맑은 하늘 세종시", "静かな川辺の紅葉と鴨と橋", "vK8#pQ2!xW5z"]
)
def test_a_password_of_ones_own_is_taken(password: str) -> None:
    assert not accounts.is_guessable(password, *MINJI)


def test_of_two_who_use_a_link_at_once_one_gets_in(engine: Engine) -> None:
    new = sessions(engine)
    with new() as session:
        user = User(name=MINJI[0], email=MINJI[1], created_at=NOW)
        token = accounts.make_sign_in_link(session, user, expires=NOW + timedelta(hours=1), now=NOW)
        session.commit()
    got_in: list[bool] = []

    def use() -> None:
        with new() as session:
            got_in.append(accounts.use_sign_in_link(session, token, NOW) is not None)
            session.commit()

    rivals = [Thread(target=use) for _ in range(4)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert sorted(got_in) == [False, False, False, True]
