"""One database session per request: for reading where the request only reads, for writing otherwise."""

from __future__ import annotations

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods that change nothing (RFC 9110, 9.2.1)."""


def init_app(app: Flask) -> None:
    app.teardown_request(_close)


def db() -> Session:
    """The session of this request, opened at its first use. What is not committed by the view is not kept.

    In a GET the database itself refuses to write; a view that has to all the same uses `writing()`.
    """
    if "db" not in g:
        kind = "planner.readers" if request.method in SAFE_METHODS else "planner.sessions"
        g.db = current_app.extensions[kind]()
    session: Session = g.db
    return session


def writing() -> Session:
    """A session of its own for the rare request that writes although it is a GET; use it in a `with` block."""
    session: Session = current_app.extensions["planner.sessions"]()
    return session


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("db", None)
    if session is not None:
        session.close()
