"""One's own account: a password, so that the next day needs no link."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length, ValidationError

from planner import accounts
from planner.models.access import User
from planner.web import session
from planner.web.db import db

blueprint = Blueprint("account", __name__)

_AGAIN = lazy_gettext("The two do not agree. Enter the new password once more.")


class PasswordForm(FlaskForm):
    """The password until now, where there is one, and the new one twice."""

    current = PasswordField(
        lazy_gettext("Your password until now"),
        [InputRequired(lazy_gettext("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        lazy_gettext("New password"),
        [
            InputRequired(lazy_gettext("Enter a new password.")),
            Length(
                min=accounts.PASSWORD_LENGTH,
                max=accounts.LONGEST_PASSWORD,
                message=lazy_gettext("Write between %(min)d and %(max)d characters."),
            ),
        ],
        description=lazy_gettext("At least 12 characters. A few words in a row are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        lazy_gettext("The new password once more"),
        [InputRequired(_AGAIN), EqualTo("new", _AGAIN)],
        render_kw={"autocomplete": "new-password"},
    )

    def __init__(self, user: User, **options: Any) -> None:
        super().__init__(**options)
        self.user = user
        if user.password_hash is None:
            del self.current

    def validate_new(self, field: PasswordField) -> None:
        """Refuse what others try first. Raises ValidationError."""
        if accounts.is_guessable(field.data or "", self.user.name, self.user.email):
            raise ValidationError(_("This is easy to guess. Take words that have nothing to do with you or this work."))


@blueprint.route("/account", methods=["GET", "POST"])
def password() -> Response | str | tuple[str, int]:
    """The form for a new password, and what it sends. A new password signs one's other browsers out."""
    user = session.current_user()
    assert user is not None  # noqa: S101  (strangers never get this far: the view is not public)
    form = PasswordForm(user)
    if not form.is_submitted():
        return _page(form)
    if not form.validate() or not _is_owner(form, user):
        return _page(form), 422
    writer = db()
    owner = writer.get_one(User, user.id)
    owner.password_hash = accounts.hash_password(form.new.data or "")
    accounts.end_all_sessions(writer, owner)
    session.begin(writer, owner)
    flash(_("Your password is saved. Your other browsers are signed out."))
    return redirect("/", 303)


def _is_owner(form: PasswordForm, user: User) -> bool:
    """Whether the password until now is right; a browser left open must not be enough to lock its owner out."""
    if "current" not in form:
        return True
    try:
        known = accounts.authenticate(
            db(), user.email, form.current.data or "", request.remote_addr or "", session.now()
        )
    except accounts.TooManyAttempts:
        form.current.errors = [_("Too many attempts. Try again in a quarter of an hour.")]
        return False
    if known is None:
        form.current.errors = [_("This is not your password.")]
    return known is not None


def _page(form: PasswordForm) -> str:
    return render_template("sign_in/account.html", form=form)
