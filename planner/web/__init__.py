"""The desk on the web: one module per resource, with its views and its form."""

from __future__ import annotations

from flask import Flask

from planner.web import db, errors, looks, preferences, rows, security, session, sign_in


def init_app(app: Flask) -> None:
    """Give the application its pages, and what stands around all of them."""
    # Teardowns run in reverse: the request's own database session is closed before its use of the session is noted.
    for part in (session, db, security, preferences, looks, rows, errors):
        part.init_app(app)
    app.register_blueprint(sign_in.blueprint)
