"""`planner db`: looks after the database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from gettext import gettext as _

import click

from planner import config, migrating
from planner.cli.shared import behind, json_option, refuse, tell
from planner.schema_state import SchemaState, history, revisions

BASE = "base"
"""What Alembic calls a database without tables."""


@click.group()
def db() -> None:
    pass


@db.command(help=_("Bring the database to the newest revision, or to REVISION."))
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    _move(migrating.upgrade, revision)


@db.command(help=_("Take the database back to REVISION ('base' empties it)."))
@click.argument("revision")
def downgrade(revision: str) -> None:
    _move(migrating.downgrade, revision)


@db.command(help=_("Say whether the database fits this planner. Exit status 1 if not."))
@json_option
def check(as_json: bool) -> None:
    state = migrating.check(config.from_environment().database_url)
    tell(as_json, asdict(state) | {"up_to_date": state.up_to_date}, *_state(state))
    sys.exit(0 if state.up_to_date else 1)


def _move(migrate: Callable[[str, str], None], revision: str) -> None:
    """Migrate, and say where the database is then. Ends with status 2 on a revision that there is not that way."""
    steps = (BASE, *history())
    wanted = steps[-1] if revision == "head" else revision
    if wanted not in steps:
        words = {"revision": revision, "known": ", ".join(steps)}
        raise click.UsageError(_("There is no revision %(revision)s. The revisions are: %(known)s.") % words)
    url = config.from_environment().database_url
    before = revisions(url)
    if before.newer:
        refuse(behind(before))
    ahead = steps.index(wanted) > steps.index(before.current or BASE)
    if ahead and migrate is migrating.downgrade:
        fault = _("Revision %(revision)s lies ahead of the database. Run: planner db upgrade %(revision)s")
        raise click.UsageError(fault % {"revision": wanted})
    migrate(url, wanted)
    after = revisions(url).current
    click.echo(
        _("The database is at revision %(revision)s.") % {"revision": after} if after else _("The database is empty.")
    )


def _state(state: SchemaState) -> tuple[str, ...]:
    if state.up_to_date:
        return (_("The database is up to date (revision %(revision)s).") % {"revision": state.current},)
    if state.current != state.head:
        return (behind(state),)
    found = (f"  {difference}" for difference in state.differences)
    return (_("The database differs from what the planner expects:"), *found)


COMMANDS = {db.name: db}
