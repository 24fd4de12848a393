"""The `planner` command. Exit status: 0 done, 1 refused or found wanting, 2 called or set up wrongly."""

from __future__ import annotations

import gettext
import json
import sys
from dataclasses import asdict
from gettext import gettext as _

import click

from planner import paths

# Help and messages follow LANGUAGE or LANG. Bound before anything asks for a text, as help texts are made on import.
gettext.bindtextdomain("messages", str(paths.TRANSLATIONS))

from planner import config, migrating  # noqa: E402

json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs."))


def main() -> None:
    """The entry point: runs the command and turns a wrong setting into exit status 2."""
    try:
        planner()
    except config.SettingsError as error:
        click.echo(_("Error: %(message)s") % {"message": error}, err=True)
        sys.exit(2)


@click.group(help=_("Plans delegation trips and publishes their itineraries."))
@click.version_option(package_name="planner", prog_name="planner")
def planner() -> None:
    pass


@planner.group(help=_("Looks after the database."))
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
    if as_json:
        click.echo(json.dumps(asdict(state) | {"up_to_date": state.up_to_date}, ensure_ascii=False))
    elif state.up_to_date:
        click.echo(_("The database is up to date (revision %(revision)s).") % {"revision": state.current})
    elif state.current != state.head:
        click.echo(_behind(state))
    else:
        click.echo(_("The database differs from what the planner expects:"))
        click.echo("\n".join(f"  {difference}" for difference in state.differences))
    sys.exit(0 if state.up_to_date else 1)


def _behind(state: migrating.SchemaState) -> str:
    words = {"current": state.current or _("empty"), "head": state.head}
    fault = _("The database is at revision %(current)s, the planner needs %(head)s.") % words
    return f"{fault} {_('Run: planner db upgrade')}"


@planner.command(help=_("Serve the planner over HTTP, for people and calendars."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("The address to listen on."))
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=_("The port."))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help=_("How many processes serve."))
def serve(host: str, port: int, workers: int) -> None:
    # Imported here, as other commands need no server.
    from granian.constants import Interfaces
    from granian.server import Server

    # Looked at here too, so that what is wrong ends this process with a message and not each worker with a trace.
    state = migrating.revisions(config.from_environment().database_url)
    if not state.up_to_date:
        click.echo(_behind(state), err=True)
        sys.exit(1)
    Server(
        "planner:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        # Enough that a paper being made does not keep the calendars waiting.
        blocking_threads=4,
        websockets=False,
    ).serve()
