"""Forms as a browser without scripts fills them in: it sends what the page holds, with the changes somebody typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.cast import Browser


@dataclass
class Filled:
    """The answers of one form on a page, and who is about to send them where."""

    browser: Browser
    path: str
    answers: MultiDict[str, str]

    def send(self, changes: Mapping[str, str | None] | None = None, press: str | None = None) -> TestResponse:
        """Send the form with these answers changed (None: not sent), by Enter or by the row button `press`."""
        answers = MultiDict(self.answers)
        for name, value in (changes or {}).items():
            answers.poplist(name)
            if value is not None:
                answers.add(name, value)
        if press:
            answers.add("row", press)
        return self.browser.client.post(self.path, data=answers)


def opened(browser: Browser, path: str) -> Filled:
    """A form as it stands on a page."""
    response = browser.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return answered(browser, path, response.text)


def answered(browser: Browser, path: str, page: str) -> Filled:
    """The form on a page that has been answered already, such as one that came back with errors."""
    return Filled(browser, path, MultiDict(fields_of(page)))


def press(form: Filled, button: str, changes: dict[str, str] | None = None) -> Filled:
    """The form as it comes back after one of its row buttons."""
    response = form.send(changes, press=button)
    assert response.status_code == 200
    return answered(form.browser, form.path, response.text)


def fields_of(page: str) -> list[tuple[str, str]]:
    """The names and values that the forms in the main part of a page would send."""
    reader = _FormReader()
    reader.feed(page)
    return reader.answers


def errors(page: str) -> list[str]:
    """The lines of a page's error summary, without tags."""
    summary = re.search(r'class="notice notice-danger error-summary".*?</ul>', page, re.S)
    return [_text(line) for line in re.findall(r"<li>(.*?)</li>", summary[0], re.S)] if summary else []


def notes(page: str) -> list[str]:
    """What a page says is saved meanwhile, field by field."""
    return [_text(note) for note in re.findall(r'<div class="saved" role="note">(.*?)</div>', page, re.S)]


def _text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


@dataclass
class _FormReader(HTMLParser):
    """Collects what the post forms in the main part of a page would send."""

    answers: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._inside, self._templates = False, 0
        self._select: str | None = None
        self._chosen: str | None = None
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self._inside = True
        elif tag == "template":
            self._templates += 1
        elif not self._inside or self._templates or ("name" not in given and tag != "option"):
            return
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            if "checked" in given:
                self.answers.append((given["name"], given.get("value", "on")))
        elif tag == "input":
            self.answers.append((given["name"], given.get("value", "")))
        elif tag == "select":
            self._select, self._chosen = given["name"], None
        elif tag == "option" and self._select is not None:
            if self._chosen is None or "selected" in given:
                self._chosen = given.get("value", "")
        elif tag == "textarea":
            self._textarea = given["name"]
            self.answers.append((self._textarea, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._inside = False
        elif tag == "template":
            self._templates -= 1
        elif tag == "select" and self._select is not None:
            self.answers.append((self._select, self._chosen or ""))
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            # A browser leaves out the line break that a text area begins with.
            name, text = self.answers[-1]
            self.answers[-1] = (name, (text + data).removeprefix("\r\n").removeprefix("\n"))
