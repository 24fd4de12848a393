"""Plans a city's delegation trips and publishes each reader's edition of the itinerary."""

from __future__ import annotations

import zoneinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from planner.config import Settings

# Summer-time rules change several times a year, and machines are updated or not. All zones come from the locked
# `tzdata` package, so that the same itinerary gives the same bytes everywhere.
zoneinfo.reset_tzpath(to=())


def create_app(settings: Settings | None = None) -> Flask:
    """The web application. Without `settings` they are read from the environment (raises `SettingsError`)."""
    # Imported here, so that the pure rooms and the command line do not pay for the web framework.
    from planner.application import build
    from planner.config import from_environment

    return build(settings or from_environment())
