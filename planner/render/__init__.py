"""Formats: what an edition looks like as a file. Each is one function from an itinerary to bytes.

No format knows of a clock, chance or a database, or decides what a reader may see: the same itinerary gives the same
bytes in every process. To add a format, write its function and name it in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.itinerary.values import Itinerary
from planner.render import as_json, html, ical, pdf


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line and in addresses, its media type, its file suffix, its function."""

    name: str
    media_type: str
    suffix: str
    render: Callable[[Itinerary], bytes]


FORMATS = {
    each.name: each
    for each in (
        Format("ical", "text/calendar; charset=utf-8", ".ics", ical.render),
        Format("html", "text/html; charset=utf-8", ".html", html.render),
        Format("pdf", "application/pdf", ".pdf", pdf.render),
        Format("json", "application/json", ".json", as_json.render),
    )
}
