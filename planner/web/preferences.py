"""How a reader wants the interface: its language and its theme. Cookies keep both, and users their language."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from flask import Blueprint, Flask, current_app, redirect, request
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

from planner import paths
from planner.config import Settings
from planner.itinerary.terms import Language
from planner.web.db import db
from planner.web.session import current_user, public

LANGUAGE_NAMES = {Language.KO: "한국어", Language.JA: "日本語", Language.EN: "English"}
"""The languages of the interface, each in its own words."""

THEMES = ("auto", "light", "dark")

_YEAR = 365 * 24 * 60 * 60

blueprint = Blueprint("preferences", __name__)


def init_app(app: Flask) -> None:
    Babel(app, default_translation_directories=str(paths.TRANSLATIONS), locale_selector=choose_language)
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(language=language, language_names=LANGUAGE_NAMES, theme=theme)


def language() -> Language:
    """The language of the interface for this request."""
    locale = get_locale()
    return Language(locale.language) if locale is not None else Language.EN


def choose_language() -> Language:
    """The user's own choice, else this browser's, else the first of the browser's languages that we speak.

    Somebody whose browser asks for none of them most likely reads English.
    """
    user = current_user()
    chosen = (user and user.language) or request.cookies.get("language")
    if chosen in LANGUAGE_NAMES:
        return Language(chosen)
    # The library's own matching takes a bare `ja` before an `en-GB` that stands in front of it.
    asked = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return Language(next((each for each in asked if each in LANGUAGE_NAMES), Language.EN))


def theme() -> str:
    """The theme this browser has chosen; `auto` follows the device."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else "auto"


@blueprint.post("/preferences")
@public
def choose() -> Response:
    """Take `language` or `theme` from a form and go back to where it stood (`next`)."""
    response = redirect(own_path(request.form.get("next")), 303)
    wanted = {"language": tuple(Language), "theme": THEMES}
    for name, values in wanted.items():
        if (value := request.form.get(name)) in values:
            response.set_cookie(name, str(value), max_age=_YEAR, secure=_https(), httponly=True, samesite="Lax")
    user = current_user()
    if user is not None and request.form.get("language") in LANGUAGE_NAMES:
        user.language = Language(request.form["language"])
        db().commit()
    return response


def own_path(target: str | None) -> str:
    """`target` if it is a path of this site, such as `/trips/kyoto?day=2`, else `/`.

    Browsers take `//host`, `/\\host` and paths with tabs or line breaks for addresses elsewhere, so none of these pass,
    however they are escaped.
    """
    plain = unquote(target or "")
    inside = plain.startswith("/") and not plain.startswith("//") and "\\" not in plain and plain.isprintable()
    return target if target and inside and not urlsplit(target).netloc else "/"


def _https() -> bool:
    settings: Settings = current_app.extensions["planner.settings"]
    return settings.base_url.startswith("https:")
