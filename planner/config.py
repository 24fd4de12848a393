"""The settings of one running planner, read from the environment and refused by name when they are wrong."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from urllib.parse import urlsplit

from planner import paths

SECRET_KEY_LENGTH = 32
"""Characters that a secret key has at least: 128 bits even where each is only a hexadecimal digit."""


def N_(message: str) -> str:
    """Mark a message for translation at the place where it is shown."""
    return message


def in_a_row(first: str, second: str) -> str:
    """Two sentences, with a space between them where the language has one."""
    return _("%(first)s %(second)s") % {"first": first, "second": second}


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, what stands in for it when it is missing, and what it is for (a msgid)."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting(
        "PLANNER_DATABASE_URL",
        "sqlite:///PLANNER_DATA/planner.db",
        N_("The database, as an SQLAlchemy URL: sqlite:////folder/file.db or postgresql://user@host/name."),
    ),
    Setting(
        "PLANNER_DATA",
        "var",
        N_("The folder for everything else that the planner keeps; made on first start."),
    ),
    Setting(
        "PLANNER_BASE_URL",
        "http://127.0.0.1:8000",
        N_("The address that people and calendars reach the planner at, without a path."),
    ),
    Setting(
        "PLANNER_SECRET_KEY",
        "PLANNER_DATA/secret.key",
        N_("The key that signs sessions and forms, at least 32 characters; made on first start and kept in a file."),
    ),
)


class SettingsError(Exception):
    """A setting that cannot be used. The message names the variable, the fault, and what would be right."""

    def __init__(self, name: str, fault: str, remedy: str) -> None:
        super().__init__(f"{name}: {in_a_row(fault, remedy)}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Settings:
    """What one running planner is told from outside. `base_url` has no trailing slash."""

    data: Path
    database_url: str = field(repr=False)
    base_url: str
    secret_key: str = field(repr=False)


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; an empty variable counts as a missing one.

    Makes the data folder and, where none is given, the secret key. Raises SettingsError.
    """
    data = _data(environ.get("PLANNER_DATA", ""))
    return Settings(
        data=data,
        database_url=_database_url(environ.get("PLANNER_DATABASE_URL", ""), data),
        base_url=_base_url(environ.get("PLANNER_BASE_URL", "")),
        secret_key=_secret_key(environ.get("PLANNER_SECRET_KEY", ""), data),
    )


def _data(value: str) -> Path:
    folder = Path(value).expanduser() if value else (paths.checkout() or Path.cwd()) / "var"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            "PLANNER_DATA",
            _("the folder %(folder)s cannot be made (%(reason)s).") % {"folder": folder, "reason": error.strerror},
            _("Name a folder that the planner may write to."),
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(
            "PLANNER_DATA",
            _("the planner may not write to %(folder)s.") % {"folder": folder},
            _("Name a folder that the planner may write to."),
        )
    return folder.resolve()


def _database_url(value: str, data: Path) -> str:
    if not value:
        return f"sqlite:///{data / 'planner.db'}"
    # Imported here, as the help of the command line needs no database.
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    # The value may hold a password, so no message repeats it.
    remedy = _("Write sqlite:////folder/file.db or postgresql://user:password@host/name.")
    try:
        url = make_url(value)
    except (ArgumentError, ValueError) as error:
        raise SettingsError("PLANNER_DATABASE_URL", _("this is not a database URL."), remedy) from error
    if "@" in (url.host or ""):
        # What stands before the last @ would be taken for the host and told in messages.
        raise SettingsError(
            "PLANNER_DATABASE_URL", _("the user or the password has an @ in it."), _("Write it as %40.")
        )
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        fault = _("databases of the kind %(kind)s are not supported.") % {"kind": url.drivername}
        raise SettingsError("PLANNER_DATABASE_URL", fault, remedy)
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        fault = _("a database in memory is gone with its first connection.")
        raise SettingsError("PLANNER_DATABASE_URL", fault, remedy)
    return url.render_as_string(hide_password=False)


def _base_url(value: str) -> str:
    if not value:
        return "http://127.0.0.1:8000"
    remedy = _("Write http:// or https://, a host and, if needed, a port: https://planner.example.org")
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        fault = _("%(value)r is not an address.") % {"value": value}
        raise SettingsError("PLANNER_BASE_URL", fault, remedy) from error
    more_than_a_site = parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or more_than_a_site or _odd(value):
        fault = _("%(value)r is not the address of a whole site.") % {"value": value}
        raise SettingsError("PLANNER_BASE_URL", fault, remedy)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _odd(address: str) -> bool:
    return not address.isascii() or not address.isprintable() or any(c in address for c in ' "<>\\?#')


def _secret_key(value: str, data: Path) -> str:
    if value:
        return _long_enough(value, _("the key"))
    file = data / "secret.key"
    if not file.exists():
        _write_once(file, secrets.token_urlsafe(48))
    subject = _("the key in %(file)s") % {"file": file}
    try:
        return _long_enough(file.read_text(encoding="utf-8").strip(), subject)
    except (OSError, UnicodeDecodeError) as error:
        fault = _("%(subject)s cannot be read.") % {"subject": subject}
        remedy = _("Take it away and the planner makes one; all who are signed in then sign in anew.")
        raise SettingsError("PLANNER_SECRET_KEY", fault, remedy) from error


def _long_enough(key: str, subject: str) -> str:
    if len(key) >= SECRET_KEY_LENGTH:
        return key
    raise SettingsError(
        "PLANNER_SECRET_KEY",
        _("%(subject)s has %(length)d characters.") % {"subject": subject, "length": len(key)},
        _("Give it at least %(least)d random ones, or leave it out and the planner makes one.")
        % {"least": SECRET_KEY_LENGTH},
    )


def _write_once(file: Path, text: str) -> None:
    """Put a whole file in place, readable by its owner only, unless another process was faster."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as temporary:
            temporary.write(text + "\n")
            temporary.flush()
            os.fsync(temporary.fileno())
        # A link appears with its content or not at all, and never replaces a file: the first process wins, and
        # all of them read what it wrote.
        os.link(name, file)
    except FileExistsError:
        return
    finally:
        Path(name).unlink()
