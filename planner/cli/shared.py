"""What several commands use: options, the database, and how results and refusals are told."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from gettext import gettext as _
from gettext import pgettext
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import config
from planner.database import open_engine, sessions
from planner.itinerary.audience import Audience, AudienceKind
from planner.itinerary.terms import Language
from planner.itinerary.wording.labels import LABELS
from planner.models import Trip
from planner.records.load import UnknownTrip
from planner.schema_state import SchemaState, revisions

MOST_KNOWN = 20
"""How many there are of what somebody asked for by a wrong name, at most, in a message."""

json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs."))
language_option = click.option(
    "--language",
    required=True,
    type=click.Choice([each.value for each in Language]),
    help=_("The language of the edition."),
)


def now() -> datetime:
    """The present moment, in UTC. The only clock of the command line."""
    return datetime.now(UTC)


def term_name(term: StrEnum) -> str:
    """What a term of the vocabulary is called in the language of the command line."""
    return pgettext(*LABELS[type(term)][term])


def refuse(*lines: str, status: int = 1) -> NoReturn:
    """Say why nothing was done, as JSON where the command was asked for it, and end with the status."""
    if click.get_current_context().params.get("as_json"):
        click.echo(json.dumps({"errors": list(lines)}, ensure_ascii=False))
    else:
        click.echo("\n".join(lines), err=True)
    sys.exit(status)


def unknown(fault: str, there_are: str, known: Iterable[str]) -> NoReturn:
    """Say that there is no such thing, and which there are (a text with `%(known)s`). Ends with status 2."""
    keys = sorted(known)
    listed = ", ".join([*keys[:MOST_KNOWN], *(["…"] if len(keys) > MOST_KNOWN else [])])
    refuse(config.in_a_row(fault, there_are % {"known": listed}) if keys else fault, status=2)


def tell(as_json: bool, data: dict[str, Any], *lines: str) -> None:
    """Print a result: the data for a program, or the lines for a person."""
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else "\n".join(lines))


def write_whole(file: Path, body: bytes) -> None:
    """Put a whole file in place, or leave what was there and end with status 1.

    What is not a regular file, such as a pipe, is written to as it is.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(body)
        else:
            _replace(Path(os.path.realpath(file)), body)
    except OSError as error:
        refuse(_("%(file)s cannot be written (%(reason)s).") % {"file": file, "reason": error.strerror})


def _replace(file: Path, body: bytes) -> None:
    """Write beside the file and then take its place, as half a file would pass for a whole one."""
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    fresh = file.with_name(f".planner-{uuid4()}")
    try:
        with fresh.open("xb") as new:
            new.write(body)
        if file.exists():
            shutil.copymode(file, fresh)
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def behind(state: SchemaState) -> str:
    """That the database does not have the tables that this planner needs, and what to do."""
    words = {"current": state.current, "head": state.head}
    if state.current is None:
        fault, remedy = _("The database is not set up yet."), _("Run: planner db upgrade")
    elif state.newer:
        fault = _("The database is at revision %(current)s of a newer planner; this one knows those up to %(head)s.")
        remedy = _("Use the newer planner, or run with it: planner db downgrade %(head)s")
    else:
        fault = _("The database is at revision %(current)s, the planner needs %(head)s.")
        remedy = _("Run: planner db upgrade")
    return config.in_a_row(fault % words, remedy % words)


@contextmanager
def database() -> Iterator[Session]:
    """A session in one transaction, kept when all went well.

    Ends with status 1 on a database of another revision, with status 2 where there is no such trip.
    """
    url = config.from_environment().database_url
    state = revisions(url)
    if not state.up_to_date:
        refuse(behind(state))
    with sessions(open_engine(url)).begin() as session:
        try:
            yield session
        except UnknownTrip as error:
            fault = _("There is no trip %(trip)s.") % {"trip": error.args[0]}
            unknown(fault, _("The trips are: %(known)s."), session.scalars(select(Trip.key)))


def audience_options(command: Any) -> Any:
    """The options that name a reader: `--audience`, and `--person` or `--party` where it needs one."""
    for option in (
        click.option("--party", metavar="KEY", help=_("The sub-party, for the audience 'party'.")),
        click.option("--person", metavar="KEY", help=_("The person, for the audience 'delegate'.")),
        click.option(
            "--audience",
            required=True,
            type=click.Choice([each.value for each in AudienceKind]),
            help=_("Who the edition is for."),
        ),
    ):
        command = option(command)
    return command


def audience_of(kind: str, person: str | None, party: str | None) -> Audience:
    """The reader that the options name. Ends with status 2 where they do not fit together."""
    wanted = AudienceKind(kind)
    _fits("--person", person, wanted is AudienceKind.DELEGATE, wanted)
    _fits("--party", party, wanted is AudienceKind.PARTY, wanted)
    return Audience(wanted, person=person, party=party)


def _fits(option: str, value: str | None, needed: bool, kind: AudienceKind) -> None:
    if needed and not value:
        raise click.UsageError(_("The audience '%(kind)s' needs %(option)s.") % {"kind": kind, "option": option})
    if value and not needed:
        words = {"kind": kind, "option": option}
        raise click.UsageError(_("The audience '%(kind)s' has no %(option)s.") % words)


def unknown_reader(audience: Audience, known: Iterable[Audience]) -> NoReturn:
    """Say that the trip has no such reader, and whom it has. Ends with status 2."""
    keys = [each.person or each.party or "" for each in known if each.kind is audience.kind]
    fault = _("The trip does not know %(key)s.") % {"key": audience.person or audience.party}
    unknown(fault, _("It knows: %(known)s."), keys)
