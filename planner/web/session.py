"""The session of a browser: who is signed in, and what they may do here.

Nothing is shown to strangers unless its view says so with `@public`. The cookie holds a random token, signed; the row
that it names says who it is, so that deleting the row signs out, and a disabled user is out at their next request.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from planner import access, accounts
from planner.access import Action
from planner.models.access import User, WebSession
from planner.models.trips import Trip
from planner.web.db import SAFE_METHODS, db, writing

View = TypeVar("View", bound=Callable[..., Any])

_TOKEN = "token"  # noqa: S105  (the name of the cookie's field, not a secret)
_public: set[Callable[..., Any]] = set()


def init_app(app: Flask) -> None:
    app.extensions.setdefault("planner.clock", lambda: datetime.now(UTC))
    app.before_request(_keep_strangers_out)
    app.teardown_request(_note_use)
    app.jinja_env.globals.update(current_user=current_user, may=_may, Action=Action)


def now() -> datetime:
    """The present moment, in UTC. Tests set another clock."""
    moment: datetime = current_app.extensions["planner.clock"]()
    return moment


def public(view: View) -> View:
    """Let strangers use a view. Put it under the route, next to the function."""
    _public.add(view)
    return view


def current_user() -> User | None:
    """The user who is signed in on this browser, with their person, or None."""
    if "user" not in g:
        found = accounts.find_session(db(), session[_TOKEN], now()) if _TOKEN in session else None
        g.user = found.user if found else None
        g.stale_session = found.id if found and accounts.is_stale(found, now()) else None
    user: User | None = g.user
    return user


def require(action: Action, trip: Trip | None = None) -> User:
    """The user, who may do this; otherwise the request ends here.

    It ends with 403, or with 404 where even that there is such a trip is none of the user's business.
    """
    user = current_user()
    if user is None or not access.may(user, action, trip):
        knows = trip is None or _may(Action.VIEW_DESK, trip) or _may(Action.READ_OWN, trip)
        abort(403 if knows else 404)
    return user


def begin(writer: Session, user: User) -> None:
    """Sign a user in on this browser: a new session with a new token, whatever the cookie held before. Commits."""
    if _TOKEN in session:
        accounts.end_session(writer, session[_TOKEN])
    token = accounts.start_session(writer, user, now())
    writer.commit()
    # The form token goes too: one that was planted before signing in must be worth nothing after it.
    session.clear()
    session[_TOKEN] = token
    g.user = user


def end() -> None:
    """Sign this browser out, here and in the database."""
    if _TOKEN in session:
        accounts.end_session(db(), session[_TOKEN])
        db().commit()
    session.clear()
    g.user = None


def _may(action: Action, trip: Trip | None = None) -> bool:
    return access.may(current_user(), action, trip)


def _keep_strangers_out() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    # Where there is no view, "not found" is all that anybody learns.
    if view is None or view in _public or request.endpoint == "static" or current_user() is not None:
        return None
    here = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
    return redirect(url_for("sign_in.sign_in", next=here if here != "/" else None), 303)


def _note_use(_error: BaseException | None) -> None:
    """Note that the session is in use, when the request's own transaction is over."""
    stale = g.pop("stale_session", None)
    if stale is None:
        return
    # Somebody else's long write must not make a page fail that is already made; the next request notes it as well.
    with suppress(OperationalError), writing() as writer:
        writer.execute(update(WebSession).where(WebSession.id == stale).values(seen_at=now()))
        writer.commit()
