"""Places, with their time zones, coordinates and maps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from planner.itinerary import snapshot as raw
from planner.itinerary.rules import Problem
from planner.models import Place
from planner.records.assigning import columns, entry_of
from planner.records.writer import Writer
from planner.web import directory


def write(session: Session, entry: raw.Place) -> Sequence[Problem]:
    """Keep a place."""
    Writer(session).record("places", Place, entry.id, columns(entry))
    return ()


KIND = directory.Kind(
    name="places",
    one="place",
    model=Place,
    cls=raw.Place,
    read=partial(entry_of, raw.Place),
    write=write,
    choices=directory.offering("sources"),
    columns=("address", "zone"),
    title=_("Places"),
    adding=_("Add a place"),
    nothing=_("No places yet"),
    advice=_("Add where the trip goes: offices, halls, hotels, stations."),
)

blueprint = directory.pages(KIND)
