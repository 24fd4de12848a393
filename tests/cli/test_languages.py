"""Minji's terminal speaks Korean, Japanese or English."""

from __future__ import annotations

import gettext

import pytest

from planner import paths
from planner.cli import COMMANDS
from tests.terminal import Terminal, in_a_shell


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_help_and_messages_come_in_the_language_of_the_terminal(
    language: str, minji: Terminal, settings: dict[str, str]
) -> None:
    translated = gettext.translation("messages", str(paths.TRANSLATIONS), [language]).gettext
    shown = in_a_shell("--help", LANGUAGE=language)
    assert (shown.status, shown.err) == (0, "")
    for _module, summary in COMMANDS.values():
        words = translated(summary)
        assert words != summary
        assert squeezed(words) in squeezed(shown.text)
    assert squeezed(translated("Who the edition is for.")) in squeezed(
        in_a_shell("export", "--help", LANGUAGE=language).text
    )
    minji.set(LANGUAGE=language)
    refused = minji.run("publish", "nowhere")
    assert refused.err == translated("There is no trip %(trip)s.") % {"trip": "nowhere"} + "\n"


def test_help_is_in_english_elsewhere() -> None:
    said = in_a_shell("--help", LANGUAGE="fr")
    for _module, summary in COMMANDS.values():
        assert squeezed(summary) in squeezed(said.text)
    assert in_a_shell("--version").text.startswith("planner, version ")


def squeezed(text: str) -> str:
    """A text without the spaces and line ends by which it was laid out."""
    return "".join(text.split())
