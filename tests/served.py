"""The running program, and a browser to read it with."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.serving import make_server

from planner import create_app
from planner.config import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@dataclass(frozen=True)
class Live:
    """A planner that answers over HTTP."""

    url: str
    app: Flask


@contextmanager
def served(settings: Settings) -> Iterator[Live]:
    """The web application on a port of its own; its base URL is the address it answers at."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        app = create_app(replace(settings, base_url=f"http://127.0.0.1:{port}"))
        server = make_server("127.0.0.1", port, app, threaded=True, fd=listening.fileno())
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Live(f"http://127.0.0.1:{port}", app)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            app.extensions["planner.engine"].dispose()


@contextmanager
def launched() -> Iterator[Browser]:
    """A headless Chromium: PLANNER_BROWSER or the machine's. Raises RuntimeError where there is none."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("PLANNER_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise RuntimeError("the tests need Chromium: ./run test installs it")
    quiet = ("gpu", "quic", "sync", "background-networking", "component-update")
    arguments = ["--no-first-run", *(f"--disable-{thing}" for thing in quiet)]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()
