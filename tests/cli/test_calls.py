"""Minji asks for what there is not: other words, other trips, other readers."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.visit import STAFF_KO, TRIP
from tests.terminal import PLANNER, Terminal, dump, environment, fails, is_wrong_call


@pytest.mark.parametrize(
    "command", [("export", *STAFF_KO, "--format", "json"), ("publish",), ("feed", *STAFF_KO), ("check",)]
)
def test_an_unknown_trip_is_refused_with_those_there_are(imported: Terminal, command: tuple[str, ...]) -> None:
    name, *options = command
    message = "There is no trip harbor. The trips are: harbour-visit."
    assert fails(imported.run(name, "harbor", *options), message, 2)


def test_where_there_is_no_trip_none_is_named(minji: Terminal) -> None:
    assert fails(minji.run("publish", "harbor"), "There is no trip harbor.", 2)
    as_json = minji.run("publish", "harbor", "--json")
    assert (as_json.status, as_json.json, as_json.err) == (2, {"errors": ["There is no trip harbor."]}, "")


@pytest.mark.parametrize("published", [False, True])
def test_an_unknown_reader_is_refused_with_those_there_are(imported: Terminal, published: bool) -> None:
    if published:
        imported.run("publish", TRIP)
    # Mori is a host and has no edition of his own.
    mori = ("--audience", "delegate", "--person", "mori", "--language", "ja")
    for command in (("export", TRIP, *mori, "--format", "ical"), ("feed", TRIP, *mori)):
        said = imported.run(*command)
        assert (said.status, said.out) == (2, b"")
        assert said.err.splitlines()[-1] == "The trip does not know mori. It knows: kim."
    party = imported.run("feed", TRIP, "--audience", "party", "--party", "booth", "--language", "ja")
    assert fails(party, "The trip does not know booth.", 2)


WRONG_CALLS = {
    "The audience 'delegate' needs --person.": ("feed", TRIP, "--audience", "delegate", "--language", "ko"),
    "The audience 'party' needs --party.": ("feed", TRIP, "--audience", "party", "--language", "ko"),
    "The audience 'host' has no --person.": ("feed", TRIP, "--audience=host", "--person=kim", "--language=ko"),
    "A trip file holds everything, so it is for the audience 'staff' only.": (
        *("export", TRIP, "--audience", "host", "--language", "ko", "--format", "trip"),
    ),
    "Invalid value for '--language': 'de' is not one of 'ko', 'ja', 'en'.": (
        *("feed", TRIP, "--audience", "host", "--language", "de"),
    ),
    "Missing option '--format'. Choose from:\n\tical,\n\thtml,\n\tpdf,\n\tjson,\n\ttrip": ("export", TRIP, *STAFF_KO),
    "Invalid value for '--role': 'boss' is not one of 'admin', 'organiser', 'press_officer', 'delegate'.": (
        *("user", "add", "kim@example.org", "--name", "하나", "--role", "boss"),
    ),
    "Missing argument 'TRIP'.": ("publish",),
    "No such command 'exprot'. Did you mean 'export'?": ("exprot",),
    "No such option '--all'.": ("publish", TRIP, "--all"),
    "minji is not an e-mail address.": ("user", "add", "minji", "--name", "민지", "--role", "organiser"),
    "A delegate needs --person.": ("user", "add", "kim@example.org", "--name", "하나", "--role", "delegate"),
}


@pytest.mark.parametrize("message", WRONG_CALLS)
def test_a_wrong_call_ends_with_status_2_and_says_why(
    imported: Terminal, settings: dict[str, str], message: str
) -> None:
    before = dump(settings["PLANNER_DATABASE_URL"])
    assert is_wrong_call(imported.run(*WRONG_CALLS[message]), message)
    assert dump(settings["PLANNER_DATABASE_URL"]) == before


def test_ctrl_c_ends_a_command_without_a_trace(settings: dict[str, str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # A run of the tests in the background ignores Ctrl+C, and what it starts would too.
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        waiting = subprocess.Popen(
            [PLANNER, "import", pipe], env=environment(**settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    finally:
        signal.signal(signal.SIGINT, kept)
    with pipe.open("wb"):  # opened when the command has begun to read
        waiting.send_signal(signal.SIGINT)
        out, err = waiting.communicate(timeout=60)
    assert (waiting.returncode, out, err) == (130, b"", b"\n")
