"""The page about the command line tells all there is, and its examples do what it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from planner.cli import planner
from planner.config import SETTINGS
from tests.terminal import Terminal, guide_trip

PAGE = (Path(__file__).resolve().parent.parent / "docs/cli.md").read_text(encoding="utf-8")


def commands(group: click.Group = planner, *names: str) -> Iterator[tuple[str, click.Command]]:
    """All commands, and the groups that they are in, by their whole name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        _name, command, _rest = group.resolve_command(context, [name])
        assert command is not None
        yield " ".join((*names, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)


COMMANDS = dict(commands())
SECTIONS: dict[str, str] = dict(re.findall(r"^##+ (.+)\n((?:(?!##).*\n)*)", PAGE, re.MULTILINE))


def test_the_page_has_a_section_for_each_command_and_for_no_other() -> None:
    assert {head for head in SECTIONS if head != "Settings"} == {f"planner {name}" for name in COMMANDS}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_names_each_argument_and_option_and_no_other(name: str) -> None:
    command, section = COMMANDS[name], SECTIONS[f"planner {name}"]
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert f"`{(parameter.name or '').upper()}`" in section
        elif isinstance(parameter.type, click.Choice):
            for choice in parameter.type.choices:
                assert f"`{choice}`" in section or "as for `planner feed`" in section
    options = {each for parameter in command.params if isinstance(parameter, click.Option) for each in parameter.opts}
    told = set(re.findall(r"`(--?[a-z][a-z-]*)`", section))
    assert told == options


@pytest.mark.parametrize("name", COMMANDS)
def test_a_section_shows_how_the_command_is_called(name: str) -> None:
    if not isinstance(COMMANDS[name], click.Group):
        assert re.search(rf"^(?:\$ )?planner {name}\b", SECTIONS[f"planner {name}"], re.MULTILINE)


def test_the_table_of_settings_is_that_of_the_program() -> None:
    rows = re.findall(r"^\| `(PLANNER_\w+)` \| `(.*?)` \| (.*?) \|$", PAGE, re.MULTILINE)
    assert [(name, default) for name, default, _help in rows] == [(each.name, each.default) for each in SETTINGS]
    for (_name, _default, told), setting in zip(rows, SETTINGS, strict=True):
        assert told.replace("`", "").startswith(setting.help)


def test_the_examples_do_what_the_page_says(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "visit.yaml").write_text(guide_trip(), encoding="utf-8")
    minji = Terminal(monkeypatch, capsysbinary, {"PLANNER_DATA": str(tmp_path / "data")})
    shown = [
        example
        for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
        for example in re.findall(r"^\$ planner (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]
    assert len(shown) >= 14
    for words, expected in shown:
        said = minji.run(*shlex.split(words))
        assert (said.status, said.err) == (0, ""), words
        wanted = ".*".join(map(re.escape, expected.split("…")))
        assert re.fullmatch(wanted, said.text.replace("\r\n", "\n"), re.DOTALL), (words, said.text)
    assert (tmp_path / "kim.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "backup.yaml").read_text(encoding="utf-8").startswith("schema: 1\n")
