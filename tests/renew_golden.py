"""Renews the golden files: `.venv/bin/python -m tests.renew_golden`. Read the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from planner.itinerary.terms import Language
from planner.render import FORMATS
from tests import test_canary
from tests.itineraries import full
from tests.render.test_pdf import pages_text

HERE = Path(__file__).parent / "golden"

for language in Language:
    itinerary = full(language)
    for name in ("html", "ical", "json"):
        form = FORMATS[name]
        (HERE / f"full.{language}{form.suffix}").write_bytes(form.render(itinerary))
    (HERE / f"pdf.{language}.txt").write_text(pages_text(FORMATS["pdf"].render(itinerary)), encoding="utf-8")
test_canary.renew()
