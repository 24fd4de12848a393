"""What the README and the pages beside it tell: commands that exist, links that lead somewhere, words of the screen."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from flask import Flask
from PIL import Image

from planner.cli import planner
from planner.config import SETTINGS
from planner.web.feeds import PREFIX

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PICTURES = {"desk": (1400, 900), "pdf-ja": (1000, 1415), "pdf-ko": (1000, 1415), "phone": (780, 1688)}
GUIDES = {language: ROOT / f"docs/guide.{language}.md" for language in ("en", "ja", "ko")}
LARGEST_PICTURE = 200_000

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@each_page
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    targets = [
        target for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")) if ":" not in target
    ]
    assert [target for target in targets if not (page.parent / target).is_file()] == []


@each_page
def test_every_command_of_run_exists(page: Path) -> None:
    told = (ROOT / "run").read_text(encoding="utf-8").split('"""')[1]
    named = re.findall(r"\./run ([a-z][a-z-]*)", page.read_text(encoding="utf-8"))
    assert set(named) - set(re.findall(r"^\./run (\w+)", told, re.MULTILINE)) == set()


@each_page
def test_every_command_of_the_planner_exists_and_takes_its_options(page: Path) -> None:
    for line in re.findall(
        r"(?:^ {4}|`|/bin/|run )planner ([a-z][^`\n]*)", page.read_text(encoding="utf-8"), re.MULTILINE
    ):
        command, words = _command(line.split())
        options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word.partition("=")[0] for word in words if word.startswith("-")} - options == set(), line


def _command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that these words call, and the words that are left."""
    command: click.Command | None = planner
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        _name, command, words = command.resolve_command(click.Context(command), words)
    assert command is not None
    return command, words


@each_page
def test_every_setting_exists(page: Path) -> None:
    named = set(re.findall(r"PLANNER_[A-Z_]+", page.read_text(encoding="utf-8")))
    assert named - {setting.name for setting in SETTINGS} == set()


def test_the_readme_names_the_two_commands_and_leads_to_every_page() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^    (\./run \w+)$", text, re.MULTILINE) == ["./run demo", "./run test"]
    assert {f"docs/{page.name}" for page in PAGES[1:]} - set(re.findall(r"\]\((docs/[^)]+\.md)\)", text)) == set()


def test_the_pictures_are_those_that_the_script_takes_and_small() -> None:
    files = sorted((ROOT / "docs/images").iterdir())
    assert [file.stem for file in files] == sorted(PICTURES)
    for file in files:
        assert file.stat().st_size < LARGEST_PICTURE, file.name
        with Image.open(file) as picture:
            assert picture.size == PICTURES[file.stem], file.name


def test_the_proxy_writes_down_no_address_that_is_a_secret(app: Flask) -> None:
    secret = {rule.rule.split("<")[0] for rule in app.url_map.iter_rules() if "token" in rule.arguments} | {PREFIX}
    (silenced,) = re.findall(
        r"location ~ \^/\((.+)\)/ \{\n +access_log off;", (ROOT / "docs/deploy.md").read_text("utf-8")
    )
    assert {f"/{folder}/" for folder in silenced.split("|")} == secret


@cache
def _words_of_the_screen(language: str) -> frozenset[str]:
    with (ROOT / f"planner/translations/{language}/LC_MESSAGES/messages.po").open("rb") as file:
        return frozenset(message.string for message in read_po(file) if isinstance(message.string, str))


def _bold(language: str) -> list[str]:
    """The words of a guide in bold, without the sentence that says what bold means."""
    return re.findall(r"\*\*([^*]+)\*\*", GUIDES[language].read_text(encoding="utf-8"))[1:]


@pytest.mark.parametrize("language", GUIDES)
def test_a_guide_calls_things_as_the_screen_does(language: str) -> None:
    said = [word.replace("\n", " ") for word in _bold(language)]
    assert [word for word in said if word not in _words_of_the_screen(language)] == []


def test_the_guides_tell_the_same() -> None:
    headings = {
        language: len(re.findall(r"^#+ |^\d\. ", page.read_text("utf-8"), re.MULTILINE))
        for language, page in GUIDES.items()
    }
    assert headings == dict.fromkeys(GUIDES, headings["en"])
    counts = {language: len(_bold(language)) for language in GUIDES}
    assert counts == dict.fromkeys(GUIDES, counts["en"])
