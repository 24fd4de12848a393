"""Every field of a filled trip holds a word of its own; each edition holds exactly the words that its reader may see.

`golden/canary.txt` lists, for each field, who finds it in which Japanese file. It is made by
`tests.renew_golden`, and a person reads it before it is committed: it is the answer to "who sees what?", seen
from outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from planner.itinerary.audience import HOST, PRESS, PUBLIC, STAFF, Audience, AudienceKind
from planner.itinerary.compose import compose
from planner.itinerary.snapshot import Snapshot
from planner.itinerary.terms import Language
from planner.render import FORMATS
from tests.filled import filled

GOLDEN = Path(__file__).parent / "golden" / "canary.txt"
READERS = {
    "staff": STAFF,
    "member": Audience(AudienceKind.DELEGATE, person="delegate"),
    "party": Audience(AudienceKind.PARTY, party="booth_team"),
    "host": HOST,
    "press": PRESS,
    "public": PUBLIC,
}
WORD = re.compile(r"zq\d{4}x")


@cache
def _filled() -> tuple[Snapshot, dict[str, str]]:
    return filled()


def _text(form: str, body: bytes) -> str:
    """All text of a file, its metadata included."""
    if form == "pdf":
        reader = PdfReader(BytesIO(body))
        metadata = [
            *map(str, (reader.metadata or {}).values()),
            str(reader.xmp_metadata and reader.xmp_metadata.stream),
        ]
        pages = "".join(page.extract_text() for page in reader.pages)
        return " ".join((*metadata, re.sub(r"\s", "", pages), body.decode("latin-1")))
    text = body.decode("utf-8")
    return text.replace("\r\n ", "") if form == "ical" else text


def _words(form: str, reader: str, language: Language) -> set[str]:
    """The paths of the fields whose words stand in a file, each with its language."""
    snapshot, paths = _filled()
    body = FORMATS[form].render(compose(snapshot, READERS[reader], language))
    return {paths[word] for word in WORD.findall(_text(form, body))}


def _fields(found: set[str], language: Language) -> set[str]:
    """The fields without the language, where the text is in the language of the edition or in none."""
    return {path.removesuffix(f".{language}") for path in found}


def _of_another_language(path: str, language: Language) -> bool:
    return any(path.endswith(f".{other}") for other in Language if other is not language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("form", FORMATS)
def test_an_edition_holds_exactly_the_words_its_reader_may_see(form: str, reader: str, language: Language) -> None:
    found = _words(form, reader, language)
    # A name in Latin letters stands beside the one in the reader's script; nothing else comes in another language.
    foreign = {path for path in found if _of_another_language(path, language)}
    assert {path for path in foreign if not path.endswith("person.name.en")} == set()
    assert _fields(found - foreign, language) == _expected(form, reader, language)


def _expected(form: str, reader: str, language: Language) -> set[str]:
    """The golden fields. How to read a name aloud is printed in Japanese papers only, whose readers need it."""
    printed = form not in ("html", "pdf") or language is Language.JA
    return {path for path in _golden()[form, reader] if printed or not path.endswith(".kana")}


def test_nothing_that_only_staff_may_see_is_granted_to_anybody_else() -> None:
    # Said here once more and by hand, so that a slip of the pen in the table of redaction does not go unseen.
    secret = re.compile(
        r"contact\.|fact\.|source\.|\.note$|staff_item|_staff_item|staff_(booth|shift|session|transfer|stay)\."
        r"|note_staff|korean_spelling|item\.id$|\.uid$"
    )
    for (form, reader), fields in _golden().items():
        if reader != "staff":
            assert {path for path in fields - {"shift.note"} if secret.search(path)} == set(), (form, reader)


def test_each_reader_gets_their_own_remarks_and_nobody_elses() -> None:
    own = {"member": "delegation", "party": "delegation", "host": "host", "press": "press", "public": "public"}
    for (form, reader), fields in _golden().items():
        remarks = {path.rpartition("note_")[2] for path in fields if "note_" in path and "place_note" not in path}
        if reader in own:
            assert remarks == {own[reader]}, (form, reader)


@cache
def _golden() -> dict[tuple[str, str], set[str]]:
    """What each reader finds in each format, from the golden file."""
    head, *rows = (line.split() for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line.strip())
    found: dict[tuple[str, str], set[str]] = {(form, reader): set() for form in FORMATS for reader in READERS}
    for path, *cells in rows:
        for reader, cell in zip(head[1:], cells, strict=True):
            for form in cell.split(","):
                if form != "-":
                    found[form, reader].add(path)
    return found


def _table() -> Iterator[str]:
    found = {
        (form, reader): _fields(
            {path for path in _words(form, reader, Language.JA) if not _of_another_language(path, Language.JA)},
            Language.JA,
        )
        for form in FORMATS
        for reader in READERS
    }
    paths = sorted(set[str]().union(*found.values()))
    width = max(map(len, paths)) + 2
    yield f"{'field':<{width}}" + "".join(f"{reader:<20}" for reader in READERS)
    for path in paths:
        cells = (",".join(form for form in FORMATS if path in found[form, reader]) or "-" for reader in READERS)
        yield (f"{path:<{width}}" + "".join(f"{cell:<20}" for cell in cells)).rstrip()


def renew() -> None:
    """Write the golden file anew."""
    GOLDEN.write_text("\n".join(_table()) + "\n", encoding="utf-8")
