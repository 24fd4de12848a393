"""`planner user`: lets people in."""

from __future__ import annotations

from datetime import timedelta
from gettext import gettext as _

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import accounts, config
from planner.addresses import sign_in_url
from planner.cli.shared import database, json_option, now, refuse, tell, unknown
from planner.itinerary.terms import Language
from planner.models import Person, User
from planner.models.access import Role

INVITATION_LIFE = timedelta(days=7)
"""How long a new user has to follow the link that is printed for them."""


@click.group()
def user() -> None:
    pass


@user.command(help=_("Add the user EMAIL, and print the link for their first sign-in."))
@click.argument("email")
@click.option("--name", required=True, help=_("The user's name."))
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([each.value for each in Role]),
    help=_("What they do."),
)
@click.option("--language", type=click.Choice([each.value for each in Language]), help=_("The language of their desk."))
@click.option("--person", metavar="KEY", help=_("A delegate's own entry in the directory of people."))
@json_option
def add(email: str, name: str, roles: tuple[str, ...], language: str | None, person: str | None, as_json: bool) -> None:
    address = email.strip().lower()
    if "@" not in address.strip("@") or any(each.isspace() for each in address) or len(address) > 254:
        raise click.UsageError(_("%(email)s is not an e-mail address.") % {"email": email})
    with database() as session:
        if session.scalar(select(User).where(User.email == address)):
            refuse(_("There is a user %(email)s already.") % {"email": address})
        own = session.scalar(select(Person).where(Person.key == person)) if person else None
        if person and own is None:
            fault = _("There is no person %(key)s.") % {"key": person}
            unknown(fault, _("The people are: %(known)s."), session.scalars(select(Person.key)))
        if Role.DELEGATE in roles and own is None:
            raise click.UsageError(_("A delegate needs --person."))
        made = User(
            email=address,
            name=name,
            roles=tuple(map(Role, roles)),
            language=Language(language) if language else None,
            person=own,
            created_at=now(),
        )
        session.add(made)
        session.flush()
        url = _link(session, made)
    tell(as_json, {"email": address, "sign_in": url}, url)


@user.command(help=_("Print a new link by which the user EMAIL signs in, once."))
@click.argument("email")
@json_option
def link(email: str, as_json: bool) -> None:
    with database() as session:
        known = _known(session, email)
        url = _link(session, known)
    tell(as_json, {"email": known.email, "sign_in": url}, url)


@user.command(help=_("Keep EMAIL out from now on, and sign them out everywhere."))
@click.argument("email")
@json_option
def disable(email: str, as_json: bool) -> None:
    with database() as session:
        known = _known(session, email)
        known.disabled_at = known.disabled_at or now()
        accounts.end_all_sessions(session, known)
    tell(as_json, {"email": known.email}, _("%(email)s is kept out from now on.") % {"email": known.email})


def _known(session: Session, email: str) -> User:
    """The user with this address. Ends with status 2 where there is none."""
    address = email.strip().lower()
    found = session.scalar(select(User).where(User.email == address))
    if found is None:
        fault = _("There is no user %(email)s.") % {"email": address}
        unknown(fault, _("The users are: %(known)s."), session.scalars(select(User.email)))
    return found


def _link(session: Session, known: User) -> str:
    """The address of a new link for a user."""
    token = accounts.make_sign_in_link(session, known, expires=now() + INVITATION_LIFE, now=now())
    return sign_in_url(config.from_environment().base_url, token)


COMMANDS = {user.name: user}
