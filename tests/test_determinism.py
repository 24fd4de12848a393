"""The same trip gives the same bytes, whatever process, hash seed, zone, locale and database it goes through.

Run as a program, this module is such a process: it takes the demo trip in, publishes it at a fixed moment, and prints a
digest of every edition and the ETag of every feed.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from planner import config, migrating, publishing
from planner.cli import planner
from planner.database import open_engine, sessions
from planner.demo import demo_file
from planner.intake import trip_file
from planner.itinerary.audience import HOST, Audience, AudienceKind
from planner.itinerary.terms import Language
from planner.records.store import store
from planner.render import FORMATS
from tests.trips import DEMO

NOW = datetime(2025, 9, 25, 9, 0, tzinfo=UTC)
READERS = {
    "host": (HOST, ()),
    "delegate": (Audience(AudienceKind.DELEGATE, person="lee_seungwon"), ("--person", "lee_seungwon")),
}
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "Asia/Seoul", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "America/New_York", "LANG": "ko_KR.UTF-8", "LC_ALL": "ko_KR.UTF-8"},
    {"PYTHONHASHSEED": "random", "TZ": "Asia/Seoul", "LANG": "ko_KR.UTF-8", "LC_ALL": "", "LANGUAGE": "ja"},
)


def test_every_process_makes_the_same_editions_and_feeds(tmp_path: Path, postgres_url: str) -> None:
    folders = [tmp_path / str(number) for number in range(3)]
    databases = (f"sqlite:///{tmp_path / 'one.db'}", f"sqlite:///{tmp_path / 'two.db'}", postgres_url)
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", __name__, folder],
            env={**os.environ, **around, "PLANNER_DATA": str(folder), "PLANNER_DATABASE_URL": url},
            cwd=Path(__file__).parents[1],
            stdout=subprocess.PIPE,
        )
        for folder, around, url in zip(folders, SURROUNDINGS, databases, strict=True)
    ]
    # Before that line, the command says what it did.
    first, *others = [json.loads(process.communicate()[0].splitlines()[-1]) for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(first["editions"]) == len(FORMATS) * len(READERS) * len(Language)
    assert len(set(first["editions"].values())) == len(first["editions"])
    assert len(set(first["feeds"].values())) == len(READERS) * len(Language)
    assert others == [first, first]
    for (reader, language), etag in ((name.split(), etag) for name, etag in first["feeds"].items()):
        assert etag == first["editions"][f"{reader} {language} ical"]


def _tell_everything(folder: Path) -> None:
    """What this process makes of the demo trip, printed as JSON."""
    migrating.upgrade(config.from_environment().database_url)
    with sessions(open_engine(config.from_environment().database_url)).begin() as session:
        store(session, trip_file.read(demo_file(), "demo.yaml"))
        publishing.publish(session, DEMO, by=None, now=NOW)
        feeds = {
            f"{kind} {language}": publishing.open_feed(session, DEMO, reader, language, "", NOW)[0].etag
            for kind, (reader, _options) in READERS.items()
            for language in Language
        }
    editions = {
        f"{kind} {language} {form}": _digest(folder / "edition", kind, language, form)
        for kind in READERS
        for language in Language
        for form in FORMATS
    }
    print(json.dumps({"editions": editions, "feeds": feeds}))


def _digest(file: Path, kind: str, language: Language, form: str) -> str:
    """The digest of an edition that the command line exports."""
    edition = ("--audience", kind, *READERS[kind][1], "--language", language.value, "--format", form)
    planner(["export", DEMO, *edition, "--output", str(file)], standalone_mode=False)
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    _tell_everything(Path(sys.argv[1]))
