"""Signing in by password or by link, and signing out."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext, refresh
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from planner import accounts
from planner.web import session
from planner.web.db import db, writing
from planner.web.preferences import own_path

blueprint = Blueprint("sign_in", __name__)


class SignInForm(FlaskForm):
    """E-mail address and password, and where to go then."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        [InputRequired(lazy_gettext("Enter your e-mail address.")), Length(max=254)],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [InputRequired(lazy_gettext("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


@blueprint.route("/sign-in", methods=["GET", "POST"])
@session.public
def sign_in() -> Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """The form, and what it sends."""
    form = SignInForm(next=own_path(request.args.get("next")))
    if not form.is_submitted():
        return redirect("/", 303) if session.current_user() else _page(form)
    if not form.validate():
        return _page(form), 422
    try:
        user = accounts.authenticate(
            db(), form.email.data or "", form.password.data or "", request.remote_addr or "", session.now()
        )
    except accounts.TooManyAttempts as error:
        form.form_errors.append(_wait_text(error.wait))
        return _page(form), 429, {"Retry-After": str(int(error.wait.total_seconds()) + 1)}
    if user is None:
        form.form_errors.append(_("E-mail address and password do not match. Check both and try again."))
        return _page(form), 401
    session.begin(db(), user)
    return redirect(own_path(form.next.data), 303)


@blueprint.get("/sign-in/<token>")
@session.public
def follow_link(token: str) -> Response | str | tuple[str, int]:
    """Sign in by a link that may be used again; ask before using one up, since mail scanners open links too."""
    link = accounts.find_sign_in_link(db(), token, session.now())
    if link is None:
        return render_template("sign_in/dead_link.html"), 404
    if not link.reusable:
        return render_template("sign_in/link.html", name=link.user.name)
    with writing() as writer:
        user = accounts.use_sign_in_link(writer, token, session.now())
        if user is None:
            return render_template("sign_in/dead_link.html"), 404
        session.begin(writer, user)
    return redirect("/", 303)


@blueprint.post("/sign-in/<token>")
@session.public
def use_link(token: str) -> Response | tuple[str, int]:
    """Use a link, for good where it is for one time only."""
    user = accounts.use_sign_in_link(db(), token, session.now())
    if user is None:
        return render_template("sign_in/dead_link.html"), 404
    session.begin(db(), user)
    # Whoever has no password yet could not get in tomorrow: the link works once.
    return redirect("/" if user.password_hash else url_for("account.password"), 303)


@blueprint.post("/sign-out")
@session.public
def sign_out() -> Response:
    """Sign this browser out; harmless where nobody is signed in."""
    session.end()
    refresh()
    flash(_("You are signed out."))
    return redirect(url_for("sign_in.sign_in"), 303)


@blueprint.after_request
def keep_tokens(response: Response) -> Response:
    """The address of a link is a secret, so a Referer tells the site and not the path; forms ask for the site."""
    if request.view_args:
        response.headers["Referrer-Policy"] = "strict-origin"
    return response


def _page(form: SignInForm) -> str:
    return render_template("sign_in/form.html", form=form)


def _wait_text(wait: timedelta) -> str:
    minutes = int(wait.total_seconds() // 60) + 1
    words: str = ngettext(
        "Too many attempts. Try again in %(num)d minute, or use a sign-in link.",
        "Too many attempts. Try again in %(num)d minutes, or use a sign-in link.",
        minutes,
    )
    return words
