"""The benchmarks run; what they measure is nobody's business here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import pipe


def test_the_pipe_is_measured_from_the_records_to_the_feeds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pipe.json"
    pipe.main(["--items", "2", "--published", "2", "--delegates", "1", "--runs", "1", "--json", str(file)])
    figures = json.loads(file.read_text())["figures"]
    assert [(each["name"], each["size"], each["runs"]) for each in figures] == [
        ("load", "2 items", 1),
        ("compose", "2 items", 1),
        ("icalendar, plain build", "2 items", 1),
        ("ical", "2 items", 1),
        ("html", "2 items", 1),
        ("pdf", "2 items", 1),
        ("json", "2 items", 1),
        ("pdf of the demo trip", "11 items", 1),
        ("publish, first", "2 × 1 × 3", 1),
        ("publish, after one edit", "2 × 1 × 3", 1),
        ("publish, with nothing new", "2 × 1 × 3", 1),
    ]
    assert all(each["wall"]["least"] == each["wall"]["median"] == each["wall"]["most"] > 0 for each in figures)
    assert [each["name"] for each in figures if each["peak_bytes"]] == [
        "pdf of the demo trip",
        "publish, first",
        "publish, after one edit",
        "publish, with nothing new",
    ]
    assert [(each["name"], each["peer"]) for each in figures if each["ratio"]] == [("ical", "icalendar, plain build")]
    table = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in table[1:]] == [each["name"] for each in figures]
