"""`planner serve` and `planner demo`: the planner over HTTP."""

from __future__ import annotations

import os
from gettext import gettext as _

import click

from planner import config
from planner.cli.demonstration import Demonstration, DemonstrationRefused, prepare
from planner.cli.shared import behind, refuse
from planner.schema_state import revisions

port_option = click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help=_("The port to listen on.")
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help=_("The address to listen on."))
@port_option
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help=_("How many processes serve."))
def serve(host: str, port: int, workers: int) -> None:
    # Looked at here too, so that what is wrong ends this process with a message and not each worker with a trace.
    state = revisions(config.from_environment().database_url)
    if not state.up_to_date:
        refuse(behind(state))
    _serve(host, port, workers)


@click.command()
@port_option
def demo(port: int) -> None:
    os.environ.setdefault("PLANNER_BASE_URL", f"http://127.0.0.1:{port}")
    settings = config.from_environment()
    state = revisions(settings.database_url)
    if state.newer:
        refuse(behind(state))
    if not state.up_to_date:
        # Imported here, as it is the first start that migrates.
        from planner import migrating

        migrating.upgrade(settings.database_url)
    try:
        click.echo(_ways_in(prepare(settings)))
    except DemonstrationRefused:
        fault = _("The database %(folder)s belongs to a planner in use; the demo would let strangers into it.")
        remedy = _("Set PLANNER_DATA to another folder.")
        refuse(config.in_a_row(fault % {"folder": settings.data}, remedy))
    _serve("127.0.0.1", port, 1)


def _ways_in(demonstration: Demonstration) -> str:
    links = (f"  {name}\n    {url}" for name, url in demonstration.sign_in.items())
    return "\n".join(
        (
            _("The demo is at %(url)s. Sign in as:") % {"url": demonstration.base_url},
            *links,
            _("A delegate's calendar, to subscribe to:"),
            f"    {demonstration.feed}",
            _("The same delegate's page, for the phone:"),
            f"    {demonstration.page}",
            _("Stop it with Ctrl+C."),
        )
    )


def _serve(host: str, port: int, workers: int) -> None:
    # Imported here, as other commands need no server.
    from granian.constants import Interfaces
    from granian.server import Server

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


COMMANDS = {each.name: each for each in (serve, demo)}
