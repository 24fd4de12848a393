"""ical.js, the engine of Thunderbird and Nextcloud, as a second reader of what we write."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from hatch_build import node_and_npm

SCRIPT = Path(__file__).with_name("ical.mjs")


def events(calendar: bytes) -> list[dict[str, Any]]:
    """Every event of a calendar as ical.js understands it."""
    found: list[dict[str, Any]] = _ask("events", calendar)
    return found


def instants(questions: list[tuple[str, str, list[str]]]) -> list[list[str]]:
    """For each (VTIMEZONE, TZID, local times): the same times in UTC, as ical.js reads the component."""
    found: list[list[str]] = _ask("zones", json.dumps(questions).encode())
    return found


def _ask(question: str, data: bytes) -> Any:
    node, _npm = node_and_npm()
    done = subprocess.run([node, SCRIPT, question], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
