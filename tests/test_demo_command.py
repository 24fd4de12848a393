"""`planner demo` on a new machine: everything it prints works, the next start keeps the addresses, and it lets nobody
into a planner in use.
"""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

from icalendar import Calendar

from planner.cli.demonstration import prepare
from planner.config import Settings
from tests.terminal import PLANNER, Said, environment, in_a_shell

START_SECONDS = 60
WAYS_IN = re.compile(
    r"""The demo is at (?P<site>http://127\.0\.0\.1:\d+)\. Sign in as:
  Demo organiser
    (?P<organiser>\S+)
  Demo PR officer
    (?P<press_officer>\S+)
  Demo delegate
    (?P<delegate>\S+)
  Demo administrator
    (?P<admin>\S+)
A delegate's calendar, to subscribe to:
    (?P<feed>\S+)
The same delegate's page, for the phone:
    (?P<page>\S+)
Stop it with Ctrl\+C\.
"""
)
CAST = ("organiser", "press_officer", "delegate", "admin")


@contextmanager
def demo(data: Path, port: int) -> Iterator[dict[str, str]]:
    """The demo while it is served; what it printed, by the names in WAYS_IN."""
    words = [PLANNER, "demo", "--port", str(port)]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(words, env=environment(PLANNER_DATA=str(data)), text=True, **quiet) as run:
        try:
            assert run.stdout is not None
            printed = "".join(run.stdout.readline() for _ in range(14))
            found = WAYS_IN.fullmatch(printed)
            assert found, printed
            _wait_for(found["site"])
            yield found.groupdict()
        finally:
            run.send_signal(signal.SIGINT)


def _wait_for(site: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            urlopen(site, timeout=START_SECONDS).close()
            return
        except URLError:
            assert time.monotonic() < until, f"nobody answers at {site}"
            time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def browser() -> OpenerDirector:
    """A browser with cookies of its own."""
    return build_opener(HTTPCookieProcessor(CookieJar()))


def test_everything_that_the_demo_prints_works_and_lasts(tmp_path: Path) -> None:
    data = tmp_path / "data"
    port = free_port()
    with demo(data, port) as first:
        assert first["site"] == f"http://127.0.0.1:{port}"
        landed = {name: _landing(first[name]) for name in CAST}
        assert landed == dict.fromkeys(CAST, True)
        assert _landing(first["site"]) is False
        with urlopen(first["feed"]) as answer:
            assert answer.headers.get_content_type() == "text/calendar"
            assert len(Calendar.from_ical(answer.read()).walk("VEVENT")) > 5
        with urlopen(first["page"]) as answer:
            assert (answer.status, answer.headers.get_content_type()) == (200, "text/html")
            assert 'lang="ko"' in answer.read().decode()
    with demo(data, port) as second:
        assert (second["feed"], second["page"]) == (first["feed"], first["page"])
        assert all(second[name] != first[name] for name in CAST)
        with urlopen(second["feed"]) as answer:
            assert answer.status == 200
    refused = _add_a_user_and_start_again(data)
    message = (
        f"The database {data} belongs to a planner in use; the demo would let strangers into it. "
        "Set PLANNER_DATA to another folder.\n"
    )
    assert refused == Said(1, b"", message)


def test_workers_inherit_no_open_database(settings: Settings) -> None:
    """SQLite keeps a log beside its file for as long as somebody is connected."""
    prepare(settings)
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    assert [each.name for each in file.parent.glob(f"{file.name}*")] == [file.name]


def _landing(url: str) -> bool:
    """Whether following this link ends at the desk, and not at the door."""
    with browser().open(url) as answer:
        return "/sign-in" not in answer.url


def _add_a_user_and_start_again(data: Path) -> Said:
    own = {"PLANNER_DATA": str(data)}
    user = ("user", "add", "minji@sejong.example", "--name", "김민지", "--role", "organiser")
    assert in_a_shell(*user, **own).status == 0
    return in_a_shell("demo", "--port", str(free_port()), **own)
