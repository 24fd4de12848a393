"""A terminal at which the organiser types `planner …`, in English unless she says otherwise."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect

from planner import cli

PLANNER = Path(sys.executable).with_name("planner")
ENGLISH = {"LANGUAGE": "en", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it printed."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def fails(said: Said, message: str, status: int = 1) -> bool:
    """Whether a command was refused with just this message."""
    return said == Said(status, b"", f"{message}\n")


def is_wrong_call(said: Said, message: str) -> bool:
    """Whether a command was refused with its usage and just this message."""
    usage, _, told = said.err.partition("\n\nError: ")
    return (said.status, said.out, usage[:14], told) == (2, b"", "Usage: planner", f"{message}\n")


class Terminal:
    """Runs commands in this process, with these settings and no others."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes], settings: Mapping[str, str]
    ) -> None:
        self._monkeypatch, self._capture = monkeypatch, capture
        for name in [name for name in os.environ if name.startswith("PLANNER_")]:
            monkeypatch.delenv(name)
        self.set(**ENGLISH, **settings)

    def set(self, **settings: str) -> None:
        """Change environment variables from now on."""
        for name, value in settings.items():
            self._monkeypatch.setenv(name, value)

    def run(self, *words: str, stdin: bytes = b"") -> Said:
        """Type a command; `stdin` is what another program pipes into it."""
        self._monkeypatch.setattr(sys, "argv", ["planner", *words])
        pipe = io.BytesIO(stdin)
        pipe.name = "<stdin>"
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe))
        self._capture.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main()
        printed = self._capture.readouterr()
        return Said(int(end.value.code or 0), printed.out, printed.err.decode())


def environment(**settings: str) -> dict[str, str]:
    """The environment of a process of its own, with these settings and no others."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("PLANNER_")}
    return {**others, **ENGLISH, **settings}


def in_a_shell(*words: str, **settings: str) -> Said:
    """Run the installed command in a process of its own."""
    done = subprocess.run([PLANNER, *words], env=environment(**settings), capture_output=True)
    return Said(done.returncode, done.stdout, done.stderr.decode())


def dump(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a SQLite database."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        rows = {name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in tables}
    engine.dispose()
    return {name: [tuple(row) for row in found] for name, found in rows.items()}


def guide_trip() -> str:
    """The trip file that the guide shows."""
    guide = Path(__file__).parents[1] / "docs" / "trip-file.md"
    (example,) = re.findall(r"```yaml\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    return str(example)
