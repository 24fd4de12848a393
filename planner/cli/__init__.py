"""The `planner` command.

Exit status: 0 done, 1 refused or found wanting, 2 called or set up wrongly, 130 interrupted.
"""

from __future__ import annotations

import gettext
import sys
from gettext import gettext as _
from importlib import import_module
from typing import NoReturn

import click

from planner import paths

# Help and messages follow LANGUAGE or LANG. Bound before anything asks for a text, as help texts are made on import.
gettext.bindtextdomain("messages", str(paths.TRANSLATIONS))

INTERRUPTED = 130
"""How a shell counts a program that Ctrl+C ended: 128 and the number of the signal."""

COMMANDS = {
    "demo": ("serving", _("Set up a database with the demo trip, print the ways in, and serve it.")),
    "serve": ("serving", _("Serve the planner over HTTP, for people and calendars.")),
    "db": ("databases", _("Look after the database.")),
    "user": ("users", _("Look after the people who sign in.")),
    "schema": ("trips", _("Print the JSON Schema of trip files.")),
    "import": ("trips", _("Read the trip file FILE ('-' for standard input), wholly or not at all.")),
    "export": ("trips", _("Write one edition of TRIP: the published one, or before the first publication the draft.")),
    "publish": ("trips", _("Make TRIP as it stands now the published one, and bring all feeds up to date.")),
    "feed": ("trips", _("Make a new secret address for the calendar of one edition of TRIP, and print it.")),
    "check": ("trips", _("Say what is wrong with TRIP and what it lacks; exit status 1 if a rule is broken.")),
}
"""All commands: the module that has each in its own `COMMANDS`, and what it does."""


class _Commands(click.Group):
    """Imports a command when it is called and not before, so that help and slips of the pen are answered at once.

    Until then, a command of the same name stands in for it.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, found, rest = super().resolve_command(ctx, args)
        if found is None or found.name is None:
            return name, found, rest
        module, summary = COMMANDS[found.name]
        command: click.Command = import_module(f"planner.cli.{module}").COMMANDS[found.name]
        command.help = summary
        return name, command, rest


def main() -> NoReturn:
    """The entry point: runs the command and ends with its status; what stands in its way is told without a trace."""
    try:
        status = planner.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except click.Abort:
        status = INTERRUPTED
    except Exception as error:
        status = _tell_failure(error)
    sys.exit(status)


def _tell_failure(error: Exception) -> int:
    """Tell why the command failed. Raises the error again where that is the program's own fault."""
    # Imported here, as it needs SQLAlchemy and hardly a command fails.
    from planner.cli.failures import told

    found = told(error)
    if found is None:
        raise error
    message, status = found
    click.echo(_("Error: %(message)s") % {"message": message}, err=True)
    return status


@click.group(
    cls=_Commands,
    commands=[click.Command(name, short_help=summary) for name, (_module, summary) in COMMANDS.items()],
    help=_("Plans delegation trips and publishes their itineraries."),
)
@click.version_option(package_name="planner", prog_name="planner")
def planner() -> None:
    pass
