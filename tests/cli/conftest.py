"""Minji's terminal: on a planner that is migrated and empty, or with the trip of the guide in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.visit import SITE
from tests.terminal import Said, Terminal, guide_trip


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> dict[str, str]:
    """The settings of Minji's planner, whose database is migrated and empty."""
    return {
        "PLANNER_DATA": str(tmp_path / "data"),
        "PLANNER_DATABASE_URL": sqlite_url,
        "PLANNER_BASE_URL": SITE,
        "PLANNER_SECRET_KEY": "a-key-for-tests-that-is-long-enough",
    }


@pytest.fixture
def minji(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], settings: dict[str, str]
) -> Terminal:
    """Minji's terminal."""
    return Terminal(monkeypatch, capsysbinary, settings)


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    """The trip file that Minji wrote."""
    file = tmp_path / "visit.yaml"
    file.write_text(guide_trip(), encoding="utf-8")
    return file


@pytest.fixture
def imported(minji: Terminal, visit: Path) -> Terminal:
    """Minji's terminal after she has read her file in."""
    assert minji.run("import", str(visit)) == Said(0, b"Imported harbour-visit.\n", "")
    return minji
