"""The `planner` command. Exit status: 0 done, 1 refused or found wanting, 2 called or set up wrongly."""

from __future__ import annotations

import gettext
import sys
from gettext import gettext as _

import click

from planner import paths

# Help and messages follow LANGUAGE or LANG. Bound before anything asks for a text, as help texts are made on import.
gettext.bindtextdomain("messages", str(paths.TRANSLATIONS))

from planner import config  # noqa: E402
from planner.cli import databases, serving, trips, users  # noqa: E402


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


for command in (*databases.COMMANDS, *serving.COMMANDS, *trips.COMMANDS, *users.COMMANDS):
    planner.add_command(command)
