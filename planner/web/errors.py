"""What people read when a request cannot be answered: what happened, and what to do now. Never how it broke."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, current_app, g, render_template, request
from flask_babel import lazy_gettext as _
from flask_babel import refresh
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable
from werkzeug.wrappers import Response

# Title and advice by status; 400 and 500 stand in for the others of their kind.
_WORDS = {
    HTTPStatus.BAD_REQUEST: (
        _("This request cannot be understood"),
        _("Something is missing in it or is not what it should be. Go back and try again."),
    ),
    HTTPStatus.FORBIDDEN: (
        _("You may not do this"),
        _("Your account lacks the right to it. If you need it for your work, ask an administrator."),
    ),
    HTTPStatus.NOT_FOUND: (
        _("There is no such page"),
        _("The address may be mistyped, or what it showed has been removed."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        _("This page cannot be used that way"),
        _("Go back and use the buttons of the page."),
    ),
    HTTPStatus.CONFLICT: (
        _("Somebody else has changed this meanwhile"),
        _("Nothing of yours has been saved. Open the page again, see what has changed, and enter your changes anew."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        _("This is too much at once"),
        _("A form may hold 4 MB of text and a file 10 MB. Shorten it or send a smaller file. Nothing has been saved."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        _("Too many attempts"),
        _("Wait a few minutes and try again."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        _("Something went wrong on our side"),
        _("Nothing has been saved. Try again; if it happens again, tell your administrator what you did and when."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _("The planner is busy or being looked after"),
        _("Nothing has been saved. Try again in a moment."),
    ),
}

_FORM_IS_OLD = (
    _("This form has grown old"),
    _("You have signed in or out since it was opened, or your browser refuses cookies. Open the page again."),
)

RETRY_SECONDS = 10


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, show)
    app.register_error_handler(OperationalError, _database_failed)
    app.register_error_handler(Exception, _failed)


def show(error: HTTPException) -> Response:
    """The page for an error, with the status and headers that belong to it."""
    response = error.get_response(request.environ)
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:
        return response  # a redirect of the router's
    # The page must come out even when the database does not answer, so it asks nobody who is signed in.
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        g.user = None
        refresh()
    title, advice = _FORM_IS_OLD if isinstance(error, CSRFError) else _words(code)
    response.set_data(render_template("error.html", code=int(code), title=title, advice=advice))
    response.content_type = "text/html; charset=utf-8"
    return response


def _words(code: int) -> tuple[object, object]:
    kind = HTTPStatus.INTERNAL_SERVER_ERROR if code >= HTTPStatus.INTERNAL_SERVER_ERROR else HTTPStatus.BAD_REQUEST
    return _WORDS.get(HTTPStatus(code), _WORDS[kind])


def _database_failed(error: OperationalError) -> Response:
    current_app.logger.error("the database does not answer", exc_info=error)
    return show(ServiceUnavailable(retry_after=RETRY_SECONDS))


def _failed(error: Exception) -> Response:
    # Named by its endpoint: the path may hold the token of a link, and a log is no place for that.
    current_app.logger.error("a request failed: %s", request.endpoint, exc_info=error)
    return show(InternalServerError())
