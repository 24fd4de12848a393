"""Keeps the catalogues of the interface in step with the program.

    python tools/translations.py update   write what the program says now into each catalogue; texts gone are dropped
    python tools/translations.py check    exit status 1 and a line each for what is missing, gone, or wrongly translated

English is the language of the program's own texts, so its catalogue is filled by `update`; the others by people.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "ja", "ko")
KEYWORDS = DEFAULT_KEYWORDS | {"N_": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]

NOISE = (
    "Generated-By",
    "Language-Team",
    "Last-Translator",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
)

# Click's own words that our commands show. It looks them up in the same catalogue.
CLICK = frozenset(
    {
        "Commands",
        "Did you mean {possibility}?",
        "Error: {message}",
        "Got unexpected extra argument ({args})",
        "Invalid value for {param_hint}: {message}",
        "Invalid value: {message}",
        "Missing argument",
        "Missing command.",
        "Missing option",
        "No such command {name!r}.",
        "No such option {name!r}.",
        "Option {name!r} requires an argument.",
        "Options",
        "Positional arguments",
        "Show the version and exit.",
        "Show this message and exit.",
        "Try '{command} {option}' for help.",
        "Usage:",
        "default: {default}",
        "required",
        "{name} {filename!r} does not exist.",
        "{value!r} is not a valid {number_type}.",
        "{value!r} is not {choice}.",
        "{value} is not in the range {range}.",
    }
)


def main(words: list[str]) -> int:
    match words:
        case ["update"]:
            update(extract())
            return 0
        case ["check"]:
            faults = list(check(extract()))
            print("\n".join(faults) or "all texts are translated")
            return 1 if faults else 0
        case _:
            print(__doc__)
            return 2


def extract() -> Catalog:
    """All texts that the program, its templates and its commands show."""
    catalogue = Catalog()
    for folder in ("planner", "templates"):
        for file, _line, text, comments, context in extract_from_dir(ROOT / folder, METHODS, keywords=KEYWORDS):
            catalogue.add(text, locations=[(f"{folder}/{file}", None)], auto_comments=comments, context=context)
    found = set()
    for file in sorted(Path(click.__file__).parent.glob("*.py")):
        for _line, text, _comments, _context in extract_from_file("python", file):
            words = text if isinstance(text, str) else text[0]
            if words in CLICK:
                found.add(words)
                catalogue.add(text, locations=[("click", None)])
    if found != CLICK:
        raise SystemExit(f"click no longer says: {sorted(CLICK - found)}")
    return catalogue


def update(template: Catalog) -> None:
    """Bring each catalogue to the template's texts, keep the translations of those that stay."""
    for language in LANGUAGES:
        old = read(language)
        new = Catalog(locale=language, fuzzy=False, header_comment=f"# The planner's interface: {language}")
        for message in filter(is_text, template):
            kept = old.get(message.id, message.context)
            string = message.id if language == "en" else kept.string if kept else ""
            comments = {"auto_comments": message.auto_comments, "user_comments": kept.user_comments if kept else ()}
            new.add(message.id, string, locations=sorted(message.locations), context=message.context, **comments)
        write(language, new)


def check(template: Catalog) -> Iterator[str]:
    """One line for each fault of a catalogue."""
    wanted = {key(message) for message in template}
    for language in LANGUAGES:
        catalogue = read(language)
        for message in filter(is_text, template):
            found = catalogue.get(message.id, message.context)
            if found is None:
                yield f"{language}: missing {name(message)!r}; run ./run translations"
            elif fault := fault_of(found, catalogue):
                yield f"{language}: {fault}: {name(message)!r}"
        for message in filter(is_text, catalogue):
            if key(message) not in wanted:
                yield f"{language}: no longer said {name(message)!r}; run ./run translations"
        yield from (f"{language}: commented out: {name(gone)!r}" for gone in catalogue.obsolete.values())


def fault_of(message: Message, catalogue: Catalog) -> str | None:
    """What is wrong with a translation, or None."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    plural = isinstance(message.id, tuple | list)
    if not all(strings) or (plural and len(strings) != catalogue.num_plurals):
        return "not translated"
    if message.fuzzy:
        return "marked as fuzzy"
    # A singular may leave the number out ("one day"), so the last of the forms counts.
    if placeholders(message.id[-1] if plural else message.id) != placeholders(strings[-1]):
        return "other placeholders"
    return next((str(error) for error in message.check(catalogue)), None)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[a-z]|\{\w+(?:![rs])?\}", text))


def is_text(message: Message) -> bool:
    return bool(message.id)  # the header is the message with an empty id


def key(message: Message) -> tuple[str, str | None]:
    return name(message), message.context


def name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def path(language: str) -> Path:
    return ROOT / "planner/translations" / language / "LC_MESSAGES/messages.po"


def read(language: str) -> Catalog:
    if not path(language).is_file():
        return Catalog(locale=language)
    with path(language).open("rb") as source:
        return read_po(source, locale=language)


def write(language: str, catalogue: Catalog) -> None:
    text = BytesIO()
    write_po(text, catalogue, include_lineno=False, sort_output=True, width=110)
    # A catalogue changes only where its texts do: no line numbers, and of the header only what programs read.
    noise = tuple(f'"{header}:'.encode() for header in NOISE)
    lines = [line for line in text.getvalue().splitlines(keepends=True) if not line.startswith(noise)]
    path(language).parent.mkdir(parents=True, exist_ok=True)
    path(language).write_bytes(b"".join(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
