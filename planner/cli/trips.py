"""Commands about trips: in and out of files, into editions, to the public."""

from __future__ import annotations

import json
import sys
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

import click

from planner import config, publishing
from planner.addresses import feed_url
from planner.cli.shared import (
    audience_of,
    audience_options,
    database,
    json_option,
    language_option,
    now,
    refuse,
    tell,
    term_name,
    unknown_reader,
    write_whole,
)
from planner.intake import trip_file
from planner.itinerary.audience import STAFF, Audience
from planner.itinerary.compose import audiences_of, gaps_of
from planner.itinerary.json_schema import json_schema
from planner.itinerary.rules import Problem, problems
from planner.itinerary.terms import Language
from planner.itinerary.values import Itinerary
from planner.records.load import load
from planner.records.store import ForeignIdentity, StoreConflict, adopt, store
from planner.render import FORMATS

TRIP_FILE = "trip"
"""The format that is not an edition: the trip file, with everything in every language."""


@click.command()
def schema() -> None:
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@click.command("import")
@click.argument("file", type=click.File("rb"))
@click.option("--replace", is_flag=True, help=_("Let the file overwrite what is saved already."))
@json_option
def import_(file: BinaryIO, replace: bool, as_json: bool) -> None:
    born: set[str] = set()

    def new_uid() -> str:
        born.add(uid := str(uuid4()))
        return uid

    try:
        snapshot = trip_file.read(file.read(trip_file.LARGEST + 1), file.name, new_uid)
    except OSError as error:
        refuse(f"{file.name}: {error.strerror}")
    except trip_file.TripFileError as error:
        refuse(*(f"{error.name}:{each.text(_, term_name)}" for each in error.errors))
    with database() as session:
        try:
            stored = store(session, adopt(session, snapshot, born), replacing=replace)
        except StoreConflict as conflict:
            found = ", ".join(f"{section} {key}" for section, key in conflict.differing)
            fault = _("This would change what is saved already: %(found)s.") % {"found": found}
            remedy = _("Nothing was changed. Use --replace to overwrite it.")
            refuse(config.in_a_row(fault, remedy))
        except ForeignIdentity as foreign:
            fault = _("%(section)s %(key)s: the identity %(uid)s belongs to another record already.")
            told = (fault % {"section": section, "key": key, "uid": uid} for section, key, uid in foreign.found)
            refuse(*told)
    words = {"trip": stored.trip}
    said = _("Imported %(trip)s.") if stored.changed else _("%(trip)s is as in the file already.")
    tell(as_json, {"trip": stored.trip, "created": stored.created, "changed": stored.changed}, said % words)


@click.command()
@click.argument("trip")
@audience_options
@language_option
@click.option("--format", "form", required=True, type=click.Choice([*FORMATS, TRIP_FILE]), help=_("The file format."))
@click.option(
    *("-o", "--output"),
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("The file to write, instead of printing."),
)
@click.option("--draft", is_flag=True, help=_("Take the trip as it stands at the desk now, published or not."))
def export(
    trip: str,
    audience: str,
    person: str | None,
    party: str | None,
    language: str,
    form: str,
    output: Path | None,
    draft: bool,
) -> None:
    reader = audience_of(audience, person, party)
    if form == TRIP_FILE:
        if reader != STAFF:
            raise click.UsageError(_("A trip file holds everything, so it is for the audience 'staff' only."))
        with database() as session:
            body = trip_file.write(load(session, trip))
    else:
        body = FORMATS[form].render(_edition(trip, reader, Language(language), draft))
    if output is None or str(output) == "-":
        click.echo(body, nl=False)
    else:
        write_whole(output, body)


def _edition(trip: str, reader: Audience, language: Language, draft: bool) -> Itinerary:
    """The edition to export. Ends with status 1 where there is none."""
    with database() as session:
        try:
            if not draft:
                return publishing.published(session, trip, reader, language)
        except publishing.NotPublished:
            click.echo(_("%(trip)s has not been published yet: this is the draft.") % {"trip": trip}, err=True)
        except KeyError:
            unknown_reader(reader, audiences_of(load(session, trip)))
        try:
            return publishing.preview(session, trip, reader, language, now())
        except KeyError:
            unknown_reader(reader, audiences_of(load(session, trip)))


@click.command()
@click.argument("trip")
@click.option("--note", default="", help=_("What changed, in a sentence, for the list of revisions."))
@click.option("--again", is_flag=True, help=_("Make all calendars anew, even where nothing has changed."))
@json_option
def publish(trip: str, note: str, again: bool, as_json: bool) -> None:
    with database() as session:
        try:
            done = publishing.publish(session, trip, by=None, now=now(), note=note, again=again)
        except publishing.Unsound as unsound:
            refuse(*map(": ".join, map(_told, unsound.problems)))
        number = done.revision.number if done.revision else None
    words = {"trip": trip, "number": number, "feeds": done.feeds}
    said = _("Published %(trip)s as revision %(number)s. Calendar feeds changed: %(feeds)s.") if number else None
    if done.feeds and not number:
        said = _("Made the calendars of %(trip)s anew. Calendar feeds changed: %(feeds)s.")
    said = said or _("%(trip)s has not changed since it was last published.")
    tell(as_json, {"trip": trip, "revision": number, "feeds": done.feeds}, said % words)


@click.command()
@click.argument("trip")
@audience_options
@language_option
@click.option("--label", default="", help=_("Whom it is for, for the list of feeds."))
@json_option
def feed(
    trip: str, audience: str, person: str | None, party: str | None, language: str, label: str, as_json: bool
) -> None:
    reader = audience_of(audience, person, party)
    with database() as session:
        try:
            _feed, token = publishing.open_feed(session, trip, reader, Language(language), label, now())
        except KeyError:
            unknown_reader(reader, audiences_of(load(session, trip)))
        url = feed_url(config.from_environment().base_url, token, trip, reader, Language(language))
    tell(as_json, {"url": url, "trip": trip, "audience": reader.key, "language": language}, url)


@click.command()
@click.argument("trip")
@json_option
def check(trip: str, as_json: bool) -> None:
    with database() as session:
        snapshot = load(session, trip)
    found = [_told(problem) for problem in problems(snapshot)]
    gaps = [(language, gap) for language, many in gaps_of(snapshot).items() for gap in many]
    data = {
        "trip": trip,
        "problems": [{"path": path, "message": message} for path, message in found],
        "gaps": [
            {"language": language, "record": gap.record, "id": gap.id, "field": gap.field} for language, gap in gaps
        ],
    }
    lacking = _("%(language)s is missing: %(record)s %(id)s, %(field)s")
    tell(
        as_json,
        data,
        *map(": ".join, found),
        *(
            lacking % {"language": language, "record": gap.record, "id": gap.id, "field": gap.field}
            for language, gap in gaps
        ),
        _("Problems: %(problems)s. Missing translations: %(gaps)s.") % {"problems": len(found), "gaps": len(gaps)},
    )
    sys.exit(1 if found else 0)


def _told(problem: Problem) -> tuple[str, str]:
    """Where in the trip a rule is broken, and how."""
    return trip_file.path_text(problem.path), problem.message.text(_, term_name)


COMMANDS = {each.name: each for each in (schema, import_, export, publish, feed, check)}
