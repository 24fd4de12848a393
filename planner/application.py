"""Puts the web application together: settings in, a Flask application out."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache

from flask import Flask

from planner import paths, web
from planner.config import Settings
from planner.database import open_engine, reader, sessions

ASSETS_URL = "/static/dist"


class _Planner(Flask):
    def get_send_file_max_age(self, filename: str | None) -> int:
        # Built files carry a digest of their content in their name, so they never change under one address.
        built = filename is not None and filename.startswith("dist/")
        return int(timedelta(days=365 if built else 1).total_seconds())


def build(settings: Settings) -> Flask:
    """A Flask application with its database. What requests need stands in `app.extensions`:

    `planner.settings` (Settings), `planner.engine` (Engine), `planner.sessions` (sessionmaker for writing) and
    `planner.readers` (sessionmaker whose sessions read one unchanging state and cannot write).
    """
    app = _Planner("planner", template_folder=str(paths.shipped("templates")), static_folder=str(paths.STATIC))
    app.config.update(SECRET_KEY=settings.secret_key)
    engine = open_engine(settings.database_url)
    app.extensions |= {
        "planner.settings": settings,
        "planner.engine": engine,
        "planner.sessions": sessions(engine),
        "planner.readers": sessions(reader(engine)),
    }
    app.jinja_env.globals["asset_url"] = asset_url
    web.init_app(app)
    return app


def asset_url(name: str) -> str:
    """The address of a built file, such as `main.css`, `main.js` or `icons.svg`. Raises KeyError for an unknown one."""
    return f"{ASSETS_URL}/{_manifest()[name]}"


@cache
def _manifest() -> dict[str, str]:
    file = paths.STATIC / "dist" / "manifest.json"
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: the front end has not been built (./run builds it)")
    manifest: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return manifest
