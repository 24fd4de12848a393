"""`planner db`: looks after the database."""

from __future__ import annotations

import sys
from dataclasses import asdict
from gettext import gettext as _

import click

from planner import config, migrating
from planner.cli.shared import behind, json_option, tell
from planner.schema_state import SchemaState


@click.group()
def db() -> None:
    pass


@db.command(help=_("Bring the database to the newest revision, or to REVISION."))
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    migrating.upgrade(config.from_environment().database_url, revision)


@db.command(help=_("Take the database back to REVISION ('base' empties it)."))
@click.argument("revision")
def downgrade(revision: str) -> None:
    migrating.downgrade(config.from_environment().database_url, revision)


@db.command(help=_("Say whether the database fits this version of the planner; exit status 1 if not."))
@json_option
def check(as_json: bool) -> None:
    state = migrating.check(config.from_environment().database_url)
    tell(as_json, asdict(state) | {"up_to_date": state.up_to_date}, *_state(state))
    sys.exit(0 if state.up_to_date else 1)


def _state(state: SchemaState) -> tuple[str, ...]:
    if state.up_to_date:
        return (_("The database is up to date (revision %(revision)s).") % {"revision": state.current},)
    if state.current != state.head:
        return (behind(state),)
    found = (f"  {difference}" for difference in state.differences)
    return (_("The database differs from what the planner expects:"), *found)


COMMANDS = {db.name: db}
