"""What may stand in the way of any command, told in a sentence: a setting, the database, a file."""

from __future__ import annotations

from gettext import gettext as _

from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, InterfaceError

from planner import config
from planner.config import N_

REMEDIES = {
    "sqlite": N_("Its folder must be there, and the planner must be allowed to write to it."),
    "postgresql": N_("Its server must be running, and host, name, user and password must be right."),
}
"""What is needed to open a database, by its kind."""


def told(error: Exception) -> tuple[str, int] | None:
    """The sentence and the exit status, or None where the program itself is at fault."""
    match error:
        case config.SettingsError():
            return str(error), 2
        case DataError() | IntegrityError():
            return None
        case DatabaseError() | InterfaceError():
            return str(_unusable_database(error)), 2
        case ModuleNotFoundError(name="psycopg"):
            fault = _("PostgreSQL needs the package psycopg, which is not installed.")
            return str(config.SettingsError("PLANNER_DATABASE_URL", fault, _("Install planner[postgres]."))), 2
        case OSError(strerror=str(reason)):
            return (f"{error.filename}: {reason}" if error.filename else reason), 1
    return None


def _unusable_database(error: DatabaseError | InterfaceError) -> config.SettingsError:
    """Why the database cannot be used, in its own words. Neither they nor the address tell the password."""
    url = make_url(config.from_environment().database_url)
    address = url.set(drivername=url.get_backend_name(), query={}).render_as_string(hide_password=True)
    # PostgreSQL's clients say on further lines what else they tried.
    reason = str(error.orig).strip().partition("\n")[0]
    # Without a statement it was the connection that failed; what fails after that is undone.
    remedy = REMEDIES[url.get_backend_name()] if error.statement is None else N_("Nothing was changed.")
    fault = _("the database %(address)s cannot be used (%(reason)s).") % {"address": address, "reason": reason}
    return config.SettingsError("PLANNER_DATABASE_URL", fault, _(remedy))
