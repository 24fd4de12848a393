"""The tool that holds the catalogues together with the program: what it lets pass and what not."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from tools import translations


def test_a_fitting_translation_passes() -> None:
    korean = Catalog(locale="ko")
    message = korean.add("%(count)d trips of {name}", "{name}의 출장 %(count)d건")
    assert translations.fault_of(message, korean) is None


@pytest.mark.parametrize(
    ("text", "translation", "fault"),
    [
        ("Trips", "", "not translated"),
        ("%(count)d trips", "출장", "other placeholders"),
        ("Hello {name}", "{nmae} 님", "other placeholders"),
        (("%(count)d trip", "%(count)d trips"), ("",), "not translated"),
        (("%(count)d trip", "%(count)d trips"), ("출장",), "other placeholders"),
    ],
)
def test_a_faulty_translation_is_named(text: str, translation: str, fault: str) -> None:
    korean = Catalog(locale="ko")
    assert translations.fault_of(korean.add(text, translation), korean) == fault


def test_a_doubtful_translation_does_not_pass() -> None:
    korean = Catalog(locale="ko")
    assert translations.fault_of(korean.add("Trips", "출장", flags=["fuzzy"]), korean) == "marked as fuzzy"


def test_texts_are_found_in_python_in_templates_and_in_click() -> None:
    texts = translations.extract()
    origins = {message.id: {file for file, _line in message.locations} for message in texts if message.id}
    assert origins["The database differs from what the planner expects:"] == {"planner/cli/databases.py"}
    assert origins["Show this message and exit."] == {"click"}
    assert any(file.startswith("templates/") for files in origins.values() for file in files)
