"""khal, a calendar for the terminal, as a third reader of what we write: it imports a feed and lists what it holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

CONFIGURATION = """\
[calendars]
[[trip]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {zone}
default_timezone = {zone}
[sqlite]
path = {folder}/khal.db
"""
FIELDS = ("uid", "title", "start-long", "end-long", "all-day", "location", "description", "status")


def events(calendar: bytes, folder: Path, *, first: str, days: int, zone: str = "UTC") -> dict[str, dict[str, str]]:
    """Every event that khal shows in `days` from `first`, by UID; times on the clocks of `zone`, last days included."""
    (folder / "calendar").mkdir()
    (folder / "khal.conf").write_text(CONFIGURATION.format(folder=folder, zone=zone), encoding="utf-8")
    (folder / "feed.ics").write_bytes(calendar)
    _khal(folder, "import", "--batch", "-a", "trip", str(folder / "feed.ics"))
    wanted = [word for field in FIELDS for word in ("--json", field)]
    shown = _khal(folder, "list", *wanted, first, f"{days}d")
    return {event["uid"]: event for day in shown.splitlines() for event in json.loads(day)}


def _khal(folder: Path, *words: str) -> str:
    khal = (sys.executable, "-c", "from khal.cli import main_khal; main_khal()")
    done = subprocess.run(
        [*khal, "-c", str(folder / "khal.conf"), *words], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
