"""Rows of a form are added, moved and removed by sending the form, and no other answer changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from planner.web.rows import after, is_pressed

TYPED = [
    ("title-ko", "면담"),
    ("agenda-0-ko", "인사"),
    ("agenda-0-ja", "挨拶"),
    ("agenda-2-ko", "협의"),
    ("agenda-10-ko", "오찬"),
    ("agenda-10-parties", "a"),
    ("agenda-10-parties", "b"),
    ("agenda2-0-ko", "다른 목록"),
    ("themes-2", "정원"),
    ("agenda-none", "번호 없음"),
]


def press(button: str) -> list[tuple[str, str]]:
    return list(after(MultiDict([*TYPED, ("row", button)])).items(multi=True))


def test_a_button_is_told_from_sending_the_form() -> None:
    assert is_pressed(MultiDict([*TYPED, ("row", "add agenda")]))
    assert not is_pressed(MultiDict(TYPED))


def test_a_new_row_comes_last() -> None:
    assert press("add agenda") == [*TYPED, ("agenda-11", "")]
    assert press("add members") == [*TYPED, ("members-0", "")]


def test_a_row_goes_with_all_that_was_typed_into_it() -> None:
    assert press("remove agenda-10") == [pair for pair in TYPED if not pair[0].startswith("agenda-10")]


@pytest.mark.parametrize(("button", "one", "other"), [("up agenda-10", 2, 10), ("down agenda-0", 0, 2)])
def test_a_row_changes_places_with_its_neighbour(button: str, one: int, other: int) -> None:
    names = {f"agenda-{one}-": f"agenda-{other}-", f"agenda-{other}-": f"agenda-{one}-"}

    def moved(name: str) -> str:
        prefix = name[: name.rfind("-") + 1]
        return names.get(prefix, prefix) + name[len(prefix) :]

    assert press(button) == [(moved(name), value) for name, value in TYPED]


@pytest.mark.parametrize(
    "button",
    ["up agenda-0", "down agenda-10", "remove agenda-1", "remove agenda", "up agenda-²", "turn agenda-0", "", "remove"],
)
def test_a_button_that_means_nothing_changes_nothing(button: str) -> None:
    assert press(button) == TYPED


@given(
    st.lists(st.tuples(st.integers(0, 30), st.text(max_size=5)), max_size=8),
    st.sampled_from(["up", "down"]),
    st.integers(0, 30),
)
def test_moving_there_and_back_is_as_if_nothing_had_been(rows: list[tuple[int, str]], verb: str, number: int) -> None:
    typed = MultiDict((f"agenda-{n}-ko", value) for n, value in rows)
    numbers = sorted({n for n, _ in rows})
    once = after(MultiDict([*typed.items(multi=True), ("row", f"{verb} agenda-{number}")]))
    assert sorted(once.values()) == sorted(typed.values())
    at = numbers.index(number) + {"up": -1, "down": 1}[verb] if number in numbers else -1
    if not 0 <= at < len(numbers):
        assert once == typed
        return
    back = {"up": "down", "down": "up"}[verb]
    twice = after(MultiDict([*once.items(multi=True), ("row", f"{back} agenda-{numbers[at]}")]))
    assert twice == typed
