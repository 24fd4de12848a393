"""Organisations: cities, agencies, companies, museums."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from planner.itinerary import snapshot as raw
from planner.itinerary.rules import Problem
from planner.models import Organisation
from planner.records.assigning import columns, entry_of
from planner.records.writer import Writer
from planner.web import directory


def write(session: Session, entry: raw.Organisation) -> Sequence[Problem]:
    """Keep an organisation."""
    Writer(session).record("organisations", Organisation, entry.id, columns(entry))
    return ()


KIND = directory.Kind(
    name="organisations",
    one="organisation",
    model=Organisation,
    cls=raw.Organisation,
    read=partial(entry_of, raw.Organisation),
    write=write,
    choices=directory.offering("sources"),
    columns=("short_name", "country", "kind"),
    title=_("Organisations"),
    adding=_("Add an organisation"),
    nothing=_("No organisations yet"),
    advice=_("Begin with your own city and the one it visits."),
)

blueprint = directory.pages(KIND)
