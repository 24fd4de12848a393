"""Who sees what. The only answer to that question in the program.

An item reaches a reader when its visibility goes that far, and a delegate or a sub-party when it also concerns them.
Of what reaches a reader, the table says which fields stay. A field that is not in the table is for staff only, and what
is never in any edition (documents, dates of birth, diet, health) is not part of a snapshot at all.
"""

from __future__ import annotations

from planner.itinerary.audience import View
from planner.itinerary.terms import Visibility

_TABLE = """
field                     delegation  host  press  public

trip.title                    x        x      x      x
trip.purpose                  x        x      x      x
trip.background               x        x      x      x
trip.goals                    x        x      x      x
trip.period                   x        x      x      x
trip.cities                   x        x      x      x
trip.observances              x        x      x      x
trip.enquiries                x        x      x      x

delegation.name               x        x      x      x
delegation.organisation       x        x      x      x
delegation.members            x        x      x      x
member.role                   x        x      x      x
member.party                  x        -      -      -
member.duty                   x        x      -      -

person.name                   x        x      x      x
person.hanja                  x        x      x      x
person.kana                   x        x      x      x
person.title                  x        x      x      x
person.organisation           x        x      x      x
person.languages              x        x      -      -

organisation.name             x        x      x      x

place.name                    x        x      x      x
place.address                 x        x      x      x
place.position                x        x      x      x
place.map_links               x        x      x      x
place.access                  x        x      x      -

event.name                    x        x      x      x
event.dates                   x        x      x      x
event.venue                   x        x      x      x
event.organiser               x        x      x      x
event.description             x        x      x      x
event.url                     x        x      x      x

item.title                    x        x      x      x
item.summary                  x        x      x      x
item.planned                  x        x      x      x
item.actual                   x        x      x      x
item.outcome                  x        x      x      x
item.status                   x        x      x      x
item.press_access             x        x      x      -
item.attendees                x        x      x      x
item.attendee_role            x        x      x      x
item.attendee_languages       x        x      -      -
item.organisations            x        x      x      x
item.languages                x        x      x      -
item.interpretation           x        x      x      -
item.agenda                   x        x      x      x
item.rain_plan                x        x      x      x
item.dress                    x        x      -      -
item.event                    x        x      x      x

booth.zone                    x        x      x      x
booth.number                  x        x      x      x
booth.themes                  x        x      x      x
booth.exhibits                x        x      x      x
booth.hours                   x        x      x      x
booth.shifts                  x        -      -      -

session.speaker               x        x      x      x
session.language              x        x      x      x
session.topic                 x        x      x      x
session.actual_topic          x        x      x      x
session.material              x        x      -      -

transfer.mode                 x        x      -      -
transfer.service              x        x      -      -
transfer.ends                 x        x      -      -
transfer.pick_up              x        -      -      -

stay.rooms                    x        -      -      -
stay.booking                  x        -      -      -
"""

_STEPS = (Visibility.DELEGATION, Visibility.HOST, Visibility.PRESS, Visibility.PUBLIC)


def _read(table: str) -> dict[str, frozenset[View]]:
    """The table as a mapping of field to the views that have it."""
    head, *rows = (line.split() for line in table.splitlines() if line.strip())
    views = tuple(View(name) for name in head[1:])
    return {
        field: frozenset(view for view, mark in zip(views, marks, strict=True) if mark == "x") for field, *marks in rows
    }


ALLOWED = _read(_TABLE)


def may_see(view: View, field: str) -> bool:
    """Whether a view has a field, such as `item.title`. Staff have all; others what the table grants."""
    return view is View.STAFF or view in ALLOWED.get(field, frozenset())


def reaches(visibility: Visibility, view: View) -> bool:
    """Whether a record of this visibility goes as far as this view."""
    if view is View.STAFF:
        return True
    return visibility is not Visibility.STAFF and _STEPS.index(visibility) >= _STEPS.index(Visibility(view))


def may_name(view: View, named_in_public: bool) -> bool:
    """Whether a person may be named: to the press and the public only those marked for it."""
    return named_in_public or view in (View.STAFF, View.DELEGATION, View.HOST)
