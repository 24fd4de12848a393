"""Minji runs the planner from a terminal: files in and out, editions, publishing, feeds, users, the database."""

from __future__ import annotations

import gettext
import json
import re
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from sqlalchemy import select

from planner import create_app, paths
from planner.cli import COMMANDS
from planner.config import from_environment
from planner.database import open_engine, sessions
from planner.intake import trip_file
from planner.itinerary.terms import Language
from planner.models import Item
from tests.terminal import Said, Terminal, dump, guide_trip, in_a_shell
from tests.web.cast import Browser

TRIP = "harbour-visit"
SITE = "https://planner.example.org"
KEY = "a-key-for-tests-that-is-long-enough"
STAFF_KO = ("--audience", "staff", "--language", "ko")
KIM_JA = ("--audience", "delegate", "--person", "kim", "--language", "ja")


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> dict[str, str]:
    """The settings of Minji's planner, whose database is migrated and empty."""
    return {
        "PLANNER_DATA": str(tmp_path / "data"),
        "PLANNER_DATABASE_URL": sqlite_url,
        "PLANNER_BASE_URL": SITE,
        "PLANNER_SECRET_KEY": KEY,
    }


@pytest.fixture
def minji(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], settings: dict[str, str]
) -> Terminal:
    """Minji's terminal."""
    return Terminal(monkeypatch, capsysbinary, settings)


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    """The trip file that Minji wrote."""
    file = tmp_path / "visit.yaml"
    file.write_text(guide_trip(), encoding="utf-8")
    return file


@pytest.fixture
def imported(minji: Terminal, visit: Path) -> Terminal:
    """Minji's terminal after she has read her file in."""
    assert minji.run("import", str(visit)) == Said(0, b"Imported harbour-visit.\n", "")
    return minji


def titles(calendar: bytes) -> set[str]:
    """What the entries of a calendar are called."""
    return {str(event["SUMMARY"]) for event in Calendar.from_ical(calendar).walk("VEVENT")}


def fails(said: Said, message: str) -> bool:
    """Whether a command was refused with just this message."""
    return said == Said(1, b"", f"{message}\n")


# Files


def test_the_schema_is_json(minji: Terminal) -> None:
    schema = minji.run("schema").json
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["schema", "trip", "delegation"]


def test_a_file_is_read_once_and_then_it_is_there_already(imported: Terminal, visit: Path) -> None:
    said = imported.run("export", TRIP, *STAFF_KO, "--format", "trip")
    exported = trip_file.read(said.out, "exported.yaml")
    assert [item.id for item in exported.items] == ["talks", "dinner"]
    again = imported.run("import", str(visit))
    assert again == Said(0, b"harbour-visit is as in the file already.\n", "")
    # The file gives no identities: the second reading must not have made new ones.
    assert imported.run("export", TRIP, *STAFF_KO, "--format", "trip") == said


def test_another_program_pipes_a_file_in_and_reads_the_result(minji: Terminal, visit: Path) -> None:
    first = minji.run("import", "-", "--json", stdin=visit.read_bytes())
    assert (first.status, first.json) == (0, {"trip": TRIP, "created": True, "changed": True})
    again = minji.run("import", "-", "--json", stdin=visit.read_bytes())
    assert (again.status, again.json) == (0, {"trip": TRIP, "created": False, "changed": False})


def test_a_bad_file_is_refused_line_by_line_and_nothing_is_written(
    minji: Terminal, visit: Path, settings: dict[str, str]
) -> None:
    before = dump(settings["PLANNER_DATABASE_URL"])
    bad = guide_trip().replace("starts: 2026-05-12", "starts: 2026-05-32").replace("head}", "boss}")
    visit.write_text(bad, encoding="utf-8")
    told = [
        "5:3 trip.starts: There is no such day: 2026-05-32.",
        "16:21 delegation.members[0].role: This must be one of: head, deputy, member, attendant, interpreter.",
    ]
    assert fails(minji.run("import", str(visit)), "\n".join(f"{visit}:{error}" for error in told))
    piped = minji.run("import", "-", "--json", stdin=bad.encode())
    assert (piped.status, piped.err) == (1, "")
    assert piped.json == {"errors": [f"<stdin>:{error}" for error in told]}
    assert dump(settings["PLANNER_DATABASE_URL"]) == before


@pytest.mark.parametrize(
    ("language", "kinds"), [("en", ("Booth", "Meeting")), ("ko", ("부스", "면담")), ("ja", ("ブース", "面談"))]
)
def test_a_refusal_calls_kinds_by_their_names(
    minji: Terminal, visit: Path, language: str, kinds: tuple[str, str]
) -> None:
    minji.set(LANGUAGE=language)
    visit.write_text(
        guide_trip().replace("kind: meeting\n", "kind: meeting\n    booth: {number: '12'}\n"), encoding="utf-8"
    )
    said = minji.run("import", str(visit))
    assert (said.status, said.out) == (1, b"")
    assert "items[0].booth: " in said.err
    assert all(kind in said.err for kind in kinds), said.err
    assert "booth" not in said.err.split("items[0].booth: ")[1]


def test_a_changed_file_overwrites_only_when_told_to(imported: Terminal, visit: Path, settings: dict[str, str]) -> None:
    before = dump(settings["PLANNER_DATABASE_URL"])
    visit.write_text(guide_trip().replace("항만국장 면담", "항만국장 회담"), encoding="utf-8")
    assert fails(
        imported.run("import", str(visit)),
        "This would change what is saved already: items talks. Nothing was changed. Use --replace to overwrite it.",
    )
    assert dump(settings["PLANNER_DATABASE_URL"]) == before
    assert imported.run("import", str(visit), "--replace").text == "Imported harbour-visit.\n"
    assert "항만국장 회담" in imported.run("export", TRIP, *STAFF_KO, "--format", "trip").text


def test_an_identity_of_somebody_else_is_refused(imported: Terminal, visit: Path) -> None:
    exported = imported.run("export", TRIP, *STAFF_KO, "--format", "trip").text
    renamed = exported.replace("id: mori\n", "id: mori_aoi\n").replace("person: mori\n", "person: mori_aoi\n")
    assert renamed != exported
    (uid,) = re.findall(r"id: mori\n    uid: (\S+)", exported)
    visit.write_text(renamed, encoding="utf-8")
    assert fails(
        imported.run("import", str(visit), "--replace"),
        f"people mori: the identity {uid} belongs to another record already.",
    )


def test_a_file_that_is_not_there_is_a_wrong_call(minji: Terminal) -> None:
    said = minji.run("import", "nowhere.yaml")
    assert said.status == 2
    assert "nowhere.yaml" in said.err


# Editions


def test_every_format_is_exported_to_a_file_or_to_the_next_program(imported: Terminal, tmp_path: Path) -> None:
    imported.run("publish", TRIP)
    ical = imported.run("export", TRIP, *KIM_JA, "--format", "ical").out
    assert titles(ical) == {"港湾局長との面談［仮定］"}
    page = imported.run("export", TRIP, *KIM_JA, "--format", "html").text
    assert page.lstrip().startswith("<!doctype html>")
    assert '<html lang="ja"' in page
    edition = imported.run("export", TRIP, *KIM_JA, "--format", "json").json
    assert (edition["audience"], edition["language"], edition["title"]["value"]) == (
        "delegate:kim",
        "ja",
        "港湾協力訪問",
    )
    file = tmp_path / "kim.pdf"
    assert imported.run("export", TRIP, *KIM_JA, "--format", "pdf", "-o", str(file)) == Said(0, b"", "")
    reader = PdfReader(file)
    assert reader.metadata is not None
    assert reader.metadata.title == "港湾協力訪問 行程表"


def test_the_draft_is_exported_before_the_first_publication_and_on_request(imported: Terminal, visit: Path) -> None:
    draft = imported.run("export", TRIP, *STAFF_KO, "--format", "json")
    assert draft.status == 0
    assert draft.err == "harbour-visit has not been published yet: this is the draft.\n"
    assert draft.json["title"]["value"] == "항만 협력 방문"
    imported.run("publish", TRIP)
    visit.write_text(guide_trip().replace("항만 협력 방문", "항만 방문"), encoding="utf-8")
    imported.run("import", str(visit), "--replace")
    published = imported.run("export", TRIP, *STAFF_KO, "--format", "json")
    assert (published.json["title"]["value"], published.err) == ("항만 협력 방문", "")
    working_copy = imported.run("export", TRIP, *STAFF_KO, "--format", "json", "--draft")
    assert (working_copy.json["title"]["value"], working_copy.err) == ("항만 방문", "")


@pytest.mark.parametrize(
    "command", [("export", *STAFF_KO, "--format", "json"), ("publish",), ("feed", *STAFF_KO), ("check",)]
)
def test_an_unknown_trip_is_refused_with_those_there_are(imported: Terminal, command: tuple[str, ...]) -> None:
    name, *options = command
    message = "There is no trip harbor. The trips are: harbour-visit."
    assert fails(imported.run(name, "harbor", *options), message)


def test_where_there_is_no_trip_none_is_named(minji: Terminal) -> None:
    assert fails(minji.run("publish", "harbor"), "There is no trip harbor.")
    as_json = minji.run("publish", "harbor", "--json")
    assert (as_json.status, as_json.json, as_json.err) == (1, {"errors": ["There is no trip harbor."]}, "")


@pytest.mark.parametrize("published", [False, True])
def test_an_unknown_reader_is_refused_with_those_there_are(imported: Terminal, published: bool) -> None:
    if published:
        imported.run("publish", TRIP)
    # Mori is a host and has no edition of his own.
    mori = ("--audience", "delegate", "--person", "mori", "--language", "ja")
    for command in (("export", TRIP, *mori, "--format", "ical"), ("feed", TRIP, *mori)):
        said = imported.run(*command)
        assert (said.status, said.out) == (1, b"")
        assert said.err.splitlines()[-1] == "The trip does not know mori. It knows: kim."
    party = imported.run("feed", TRIP, "--audience", "party", "--party", "booth", "--language", "ja")
    assert fails(party, "The trip does not know booth. It knows: nobody.")


WRONG_CALLS = {
    "The audience 'delegate' needs --person.": ("feed", TRIP, "--audience", "delegate", "--language", "ko"),
    "The audience 'party' needs --party.": ("feed", TRIP, "--audience", "party", "--language", "ko"),
    "The audience 'host' has no --person.": ("feed", TRIP, "--audience=host", "--person=kim", "--language=ko"),
    "A trip file holds everything, so it is for the audience 'staff' only.": (
        *("export", TRIP, "--audience", "host", "--language", "ko", "--format", "trip"),
    ),
    "Invalid value for '--language': 'de' is not one of 'ko', 'ja', 'en'.": (
        *("feed", TRIP, "--audience", "host", "--language", "de"),
    ),
    "Missing option '--format'. Choose from:\n\tical,\n\thtml,\n\tpdf,\n\tjson,\n\ttrip": ("export", TRIP, *STAFF_KO),
    "Missing argument 'TRIP'.": ("publish",),
    "No such command 'exprot'. Did you mean 'export'?": ("exprot",),
    "No such option '--all'.": ("publish", TRIP, "--all"),
    "minji is not an e-mail address.": ("user", "add", "minji", "--name", "민지", "--role", "organiser"),
    "A delegate needs --person.": ("user", "add", "kim@example.org", "--name", "하나", "--role", "delegate"),
}


@pytest.mark.parametrize("message", WRONG_CALLS)
def test_a_wrong_call_ends_with_status_2_and_says_why(
    imported: Terminal, settings: dict[str, str], message: str
) -> None:
    before = dump(settings["PLANNER_DATABASE_URL"])
    said = imported.run(*WRONG_CALLS[message])
    assert (said.status, said.out) == (2, b"")
    assert said.err.partition("Error: ")[2] == f"{message}\n"
    assert said.err.startswith("Usage: planner")
    assert dump(settings["PLANNER_DATABASE_URL"]) == before


# Publishing


def test_publishing_twice_publishes_once(imported: Terminal) -> None:
    assert imported.run("publish", TRIP, "--note", "첫 공개").text == (
        "Published harbour-visit as revision 1. Calendar feeds changed: 0.\n"
    )
    assert imported.run("publish", TRIP).text == "harbour-visit has not changed since it was last published.\n"
    assert imported.run("publish", TRIP, "--json").json == {"trip": TRIP, "revision": None, "feeds": 0}


def test_a_calendar_follows_the_trip_from_the_terminal(imported: Terminal, visit: Path) -> None:
    made = imported.run("feed", TRIP, *KIM_JA, "--label", "하나의 전화", "--json")
    url = made.json["url"]
    assert made.json == {"url": url, "trip": TRIP, "audience": "delegate:kim", "language": "ja"}
    assert re.fullmatch(rf"{SITE}/feeds/[\w-]{{32}}/harbour-visit-delegate-kim-ja\.ics", url)
    phone = create_app(from_environment()).test_client()

    def shown() -> set[str]:
        answer = phone.get(url.removeprefix(SITE))
        assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
        return titles(answer.data)

    assert shown() == {"行程はまだ公開されていません。"}
    assert imported.run("publish", TRIP).text == "Published harbour-visit as revision 1. Calendar feeds changed: 1.\n"
    assert shown() == {"港湾局長との面談［仮定］"}
    visit.write_text(guide_trip().replace("港湾局長との面談", "港湾局長との会談"), encoding="utf-8")
    imported.run("import", str(visit), "--replace")
    assert shown() == {"港湾局長との面談［仮定］"}
    assert imported.run("publish", TRIP, "--json").json == {"trip": TRIP, "revision": 2, "feeds": 1}
    assert shown() == {"港湾局長との会談［仮定］"}


def test_every_feed_is_an_address_of_its_own(imported: Terminal) -> None:
    host = ("--audience", "host", "--language", "ja")
    first, second = (imported.run("feed", TRIP, *host).text for _ in range(2))
    assert first != second
    assert first.endswith("/harbour-visit-host-ja.ics\n")


# Looking after trips, people and the database


def test_the_check_lists_what_is_missing_and_what_is_wrong(imported: Terminal, settings: dict[str, str]) -> None:
    said = imported.run("check", TRIP)
    assert said == Said(0, b"ko is missing: person mori, title\nProblems: 0. Missing translations: 1.\n", "")
    assert imported.run("check", TRIP, "--json").json == {
        "trip": TRIP,
        "problems": [],
        "gaps": [{"language": "ko", "record": "person", "id": "mori", "field": "title"}],
    }
    engine = open_engine(settings["PLANNER_DATABASE_URL"])
    with sessions(engine).begin() as session:
        session.scalars(select(Item).where(Item.key == "dinner")).one().planned_day = date(2027, 5, 12)
    engine.dispose()
    fault = "items[1].planned.day: This is more than 31 days outside the trip."
    broken = imported.run("check", TRIP)
    assert broken.status == 1
    assert broken.text.splitlines()[0] == fault
    assert broken.text.splitlines()[-1] == "Problems: 1. Missing translations: 1."
    before = dump(settings["PLANNER_DATABASE_URL"])
    assert fails(imported.run("publish", TRIP), fault)
    assert imported.run("publish", TRIP, "--json").json == {"errors": [fault]}
    assert dump(settings["PLANNER_DATABASE_URL"]) == before


def test_a_new_user_signs_in_by_the_printed_link_once(imported: Terminal) -> None:
    said = imported.run(
        *("user", "add", " Minji@Sejong.example ", "--name", "김민지"),
        *("--role", "organiser", "--role", "admin", "--language", "ko", "--json"),
    )
    assert (said.status, said.json["email"]) == (0, "minji@sejong.example")
    path = said.json["sign_in"].removeprefix(SITE)
    app = create_app(from_environment())
    browser, late = Browser(app.test_client()), Browser(app.test_client())
    assert "김민지" in browser.get(path).text
    assert not browser.is_signed_in()
    assert browser.post(path, seen=path).status_code == 303
    assert browser.is_signed_in()
    assert late.get(path).status_code == 404
    again = ("user", "add", "minji@sejong.example", "--name", "민지", "--role", "organiser")
    assert fails(imported.run(*again), "There is a user minji@sejong.example already.")


def test_a_delegate_is_given_the_entry_of_a_person(imported: Terminal) -> None:
    kim = ("user", "add", "kim@sejong.example", "--name", "김하나", "--role", "delegate", "--person")
    assert fails(imported.run(*kim, "kimm"), "There is no person kimm.")
    made = imported.run(*kim, "kim")
    assert (made.status, made.text.startswith(f"{SITE}/sign-in/")) == (0, True)


def test_a_database_is_made_checked_and_taken_down(minji: Terminal, tmp_path: Path, visit: Path) -> None:
    minji.set(PLANNER_DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")
    fault = re.compile(
        r"The database is at revision empty, the planner needs (\w+)\. Run: planner db upgrade\n", re.ASCII
    )
    unmigrated = minji.run("import", str(visit))
    found = fault.fullmatch(unmigrated.err)
    assert (unmigrated.status, bool(found)) == (1, True)
    assert found is not None
    empty = minji.run("db", "check")
    assert (empty.status, empty.text) == (1, unmigrated.err)
    assert minji.run("serve") == unmigrated
    assert minji.run("db", "upgrade").status == 0
    assert minji.run("db", "check").text == f"The database is up to date (revision {found[1]}).\n"
    assert minji.run("db", "check", "--json").json == {
        "current": found[1],
        "head": found[1],
        "differences": [],
        "up_to_date": True,
    }
    assert minji.run("import", str(visit)).status == 0
    assert minji.run("db", "downgrade", "base").status == 0
    assert minji.run("db", "check") == empty


def test_a_database_changed_by_hand_does_not_pass(minji: Terminal, settings: dict[str, str]) -> None:
    engine = open_engine(settings["PLANNER_DATABASE_URL"])
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE scratch (id INTEGER PRIMARY KEY)")
    engine.dispose()
    said = minji.run("db", "check")
    first, second = said.text.splitlines()
    assert (said.status, first) == (1, "The database differs from what the planner expects:")
    assert second.startswith("  remove_table scratch")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PLANNER_DATABASE_URL", "mysql://root@localhost/trips"),
        ("PLANNER_DATA", "/dev/null/data"),
        ("PLANNER_BASE_URL", "planner.example.org"),
        ("PLANNER_SECRET_KEY", "short"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(minji: Terminal, name: str, value: str) -> None:
    minji.set(**{name: value})
    for command in (("db", "check"), ("publish", TRIP), ("demo",), ("serve",)):
        said = minji.run(*command)
        assert (said.status, said.out) == (2, b"")
        assert said.err.startswith(f"Error: {name}: ")


# Languages


@pytest.mark.parametrize("language", ["ko", "ja"])
def test_help_and_messages_come_in_the_language_of_the_terminal(
    language: str, minji: Terminal, settings: dict[str, str]
) -> None:
    translated = gettext.translation("messages", str(paths.TRANSLATIONS), [language]).gettext
    shown = in_a_shell("--help", LANGUAGE=language)
    assert (shown.status, shown.err) == (0, "")
    for _module, summary in COMMANDS.values():
        words = translated(summary)
        assert words != summary
        assert squeezed(words) in squeezed(shown.text)
    assert squeezed(translated("Who the edition is for.")) in squeezed(
        in_a_shell("export", "--help", LANGUAGE=language).text
    )
    minji.set(LANGUAGE=language)
    refused = minji.run("publish", "nowhere")
    assert refused.err == translated("There is no trip %(trip)s.") % {"trip": "nowhere"} + "\n"


def test_help_is_in_english_elsewhere() -> None:
    said = in_a_shell("--help", LANGUAGE="fr")
    for _module, summary in COMMANDS.values():
        assert squeezed(summary) in squeezed(said.text)
    assert in_a_shell("--version").text.startswith("planner, version ")


def squeezed(text: str) -> str:
    """A text without the spaces and line ends by which it was laid out."""
    return "".join(text.split())


def test_every_language_of_editions_can_be_asked_for(imported: Terminal) -> None:
    for language in Language:
        public = ("--audience", "public", "--language", language.value, "--format", "json")
        assert json.loads(imported.run("export", TRIP, *public).out)["language"] == language
