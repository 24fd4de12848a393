"""What the pipe costs: loading, composing, each format, publishing, at several sizes.

The trips are those of `tests.trips`: forty items a day, six delegates and a host at each, three languages. They are
loaded from and published in SQLite. Aims: a publication of 300 items for 60 delegates in three languages with all 180
feeds subscribed takes less than 3 s and 300 MB; a PDF of the demo trip, warm, less than 150 ms.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import icalendar
from sqlalchemy import NullPool
from sqlalchemy.orm import Session

from planner import migrating, publishing
from planner.database import open_engine, sessions
from planner.itinerary import snapshot as raw
from planner.itinerary.audience import STAFF, AudienceKind
from planner.itinerary.compose import audiences_of, compose
from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import Language
from planner.itinerary.values import Itinerary, Stamp
from planner.models import Feed, Trip
from planner.records.load import load
from planner.records.store import store
from planner.render import FORMATS
from planner.tokens import token_hash
from tests.benchmarks._harness import Figure, in_a_process, measure, peak_bytes, report
from tests.trips import demo_trip, large_trip

NOW = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)
PLAIN = "icalendar, plain build"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything."""

    items: tuple[int, ...]
    published: int
    delegates: int
    runs: int


def main(words: Sequence[str]) -> None:
    """Measure, print, and with `--json FILE` write."""
    reader = argparse.ArgumentParser(prog="./run bench pipe", description=__doc__)
    reader.add_argument("--json", metavar="FILE", help="write the figures to this file too")
    reader.add_argument("--items", type=int, nargs="+", default=[40, 300, 3000], help="items of the trips to render")
    reader.add_argument("--published", type=int, default=300, help="items of the trip to publish")
    reader.add_argument("--delegates", type=int, default=60, help="its delegates, each with a feed in each language")
    reader.add_argument("--runs", type=int, default=5, help="runs that count")
    given = reader.parse_args(words)
    sizes = Sizes(tuple(given.items), given.published, given.delegates, given.runs)
    with TemporaryDirectory() as folder:
        report(figures(sizes, Path(folder)), given.json)


def figures(sizes: Sizes, folder: Path) -> Iterator[Figure]:
    """Everything that is measured, one after the other."""
    for items in sizes.items:
        yield from _reading(items, sizes.runs, folder)
    yield in_a_process(_demo_paper, sizes.runs)
    yield from in_a_process(_publishing, sizes, folder)


# From the records to the formats


def _reading(items: int, runs: int, folder: Path) -> Iterator[Figure]:
    """Loading one trip, composing it for staff in Korean, and rendering that."""
    trip, size = large_trip(items), f"{items} items"
    url = _migrated(folder / f"{items}.db")
    with _writing(url) as session:
        store(session, trip)
    with _writing(url) as session:
        yield measure("load", size, runs, partial(load, session), lambda: trip.trip.id)
    yield measure("compose", size, runs, lambda trip: compose(trip, STAFF, Language.KO), lambda: trip)
    edition = _published(trip)
    plain = measure(PLAIN, size, runs, _build_plainly, partial(_entries, FORMATS["ical"].render(edition)))
    yield plain
    for form in FORMATS.values():
        yield measure(form.name, size, runs, form.render, _others(edition), plain if form.name == "ical" else None)


def _demo_paper(runs: int) -> Figure:
    """The PDF of the demo trip. For a fresh process, whose memory is its own."""
    demo = _published(demo_trip())
    size = f"{len(demo.items)} items"
    figure = measure("pdf of the demo trip", size, runs, FORMATS["pdf"].render, _others(demo))
    return replace(figure, peak_bytes=peak_bytes())


def _published(trip: raw.Snapshot) -> Itinerary:
    """The edition of staff, in Korean, as if it had been published."""
    stamps = {record.uid: Stamp(0, NOW) for record in (trip.trip, *trip.items)}
    return compose(trip, STAFF, Language.KO, stamps)


def _others(edition: Itinerary) -> Callable[[], Itinerary]:
    """Gives the edition with another title each time: Typst remembers a paper that it has set, and is done at once."""
    numbers = count(1)
    return lambda: replace(edition, title=replace(edition.title, value=f"{edition.title.value} {next(numbers)}"))


def _entries(calendar: bytes) -> list[dict[str, Any]]:
    """What the entries of a calendar say, ready to be built again; choosing the words is not part of it."""
    names = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION")
    read = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    return [{name: event.decoded(name) for name in names if name in event} for event in read]


def _build_plainly(entries: list[dict[str, Any]]) -> bytes:
    """The same entries as the library's documentation builds them: one calendar, one event after the other."""
    calendar = icalendar.Calendar()
    calendar.add("PRODID", "-//benchmark//EN")
    calendar.add("VERSION", "2.0")
    for entry in entries:
        event = icalendar.Event()
        for name, value in entry.items():
            event.add(name, value)
        calendar.add_component(event)
    return calendar.to_ical()


# Publishing


def _publishing(sizes: Sizes, folder: Path) -> list[Figure]:
    """Publications of a trip to whose feeds every delegate has subscribed in every language. For a fresh process."""
    trip = large_trip(sizes.published, sizes.delegates)
    fresh, published, edited = folder / "fresh.db", folder / "published.db", folder / "edited.db"
    with _writing(_migrated(fresh)) as session:
        store(session, trip)
        session.add_all(_feeds(session, trip))
    with _writing(_copy(fresh, published)) as session:
        publishing.publish(session, trip.trip.id, by=None, now=NOW)
    with _writing(_copy(published, edited)) as session:
        store(session, _with_one_edit(trip), replacing=True)
    size = f"{sizes.published} × {sizes.delegates} × {len(trip.trip.languages)}"
    found = []
    for name, state in (("first", fresh), ("after one edit", edited), ("with nothing new", published)):
        figure = measure(f"publish, {name}", size, sizes.runs, _publish, partial(_copy, state, folder / "run.db"))
        found.append(replace(figure, peak_bytes=peak_bytes()))
    return found


def _publish(url: str) -> None:
    with _writing(url) as session:
        publishing.publish(session, "large", by=None, now=NOW + timedelta(hours=1))


def _feeds(session: Session, trip: raw.Snapshot) -> Iterator[Feed]:
    """A feed for each delegate in each language."""
    owner = session.query(Trip).one()
    readers = (each for each in audiences_of(trip) if each.kind is AudienceKind.DELEGATE)
    for reader in readers:
        for language in Language:
            token = token_hash(f"{reader.key} {language}")
            yield Feed(
                token_hash=token, trip=owner, audience=reader.key, language=language, created_at=NOW, changed_at=NOW
            )


def _with_one_edit(trip: raw.Snapshot) -> raw.Snapshot:
    first, *others = trip.items
    return replace(trip, items=(replace(first, title=LocalText.of(ko="새 제목", ja="新題名", en="New")), *others))


# Databases


def _migrated(file: Path) -> str:
    url = f"sqlite:///{file}"
    migrating.upgrade(url)
    return url


def _copy(of: Path, file: Path) -> str:
    """A copy of a database that nobody is connected to; the URL."""
    shutil.copyfile(of, file)
    return f"sqlite:///{file}"


def _writing(url: str) -> Any:
    """A session that commits and leaves no connection behind, so that all of the database is in its file."""
    return sessions(open_engine(url, poolclass=NullPool)).begin()


if __name__ == "__main__":
    main(sys.argv[1:])
