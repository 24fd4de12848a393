"""A trip in which every field holds something, every text a word that occurs nowhere else.

`filled()` gives the snapshot and, for each word, the path of the field it stands in: `item.agenda.ja`. A field added to
the snapshot is filled by itself. What must refer to something else is given by hand.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from planner.itinerary import snapshot as raw
from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import (
    Basis,
    DayPart,
    ItemKind,
    ItemStatus,
    Language,
    MemberRole,
    PressAccess,
    Side,
    Visibility,
)
from planner.itinerary.walltime import WallTime

SECTION = {
    raw.Trip: "trip",
    raw.Source: "source",
    raw.Fact: "fact",
    raw.Observance: "observance",
    raw.Delegation: "delegation",
    raw.SubParty: "party",
    raw.Member: "member",
    raw.Organisation: "organisation",
    raw.Person: "person",
    raw.Contact: "contact",
    raw.Place: "place",
    raw.MapLink: "map_link",
    raw.Event: "event",
    raw.Item: "item",
    raw.Slot: "slot",
    raw.Attendee: "attendee",
    raw.Note: "note",
    raw.Booth: "booth",
    raw.Shift: "shift",
    raw.Session: "session",
    raw.Transfer: "transfer",
    raw.Stay: "stay",
}


class Filler:
    """Makes records full of words; `words` tells where each stands."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self._uids = 0

    def word(self, path: str) -> str:
        """A new word: letters that no label holds, and a number."""
        word = f"zq{len(self.words):04d}x"
        self.words[word] = path
        return word

    def uid(self) -> str:
        self._uids += 1
        return f"00000000-0000-4000-8000-{self._uids:012d}"

    def make(self, cls: Any, within: str = "", **given: Any) -> Any:
        """A record of this class; `within` names what it is in where the class alone does not say."""
        name = within or SECTION.get(cls, cls.__name__)
        hints = get_type_hints(cls)
        values = {
            each.name: given[each.name] if each.name in given else self._value(hints[each.name], f"{name}.{each.name}")
            for each in fields(cls)
        }
        return cls(**values)

    def _value(self, hint: Any, path: str) -> Any:
        kind = get_origin(hint)
        if kind is tuple:
            return (self._value(get_args(hint)[0], path),)
        if NoneType in get_args(hint):
            return self._value(get_args(hint)[0], path)
        if hint is LocalText:
            return LocalText.of({str(language): self.word(f"{path}.{language}") for language in Language})
        if hint is str:
            return self._string(path)
        if is_dataclass(hint):
            return self.make(hint)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        return {bool: False, int: 1, float: 1.5, date: date(2027, 5, 11)}[hint]

    def _string(self, path: str) -> str:
        name = path.rpartition(".")[2]
        if name == "uid":
            return self.uid()
        if name in ("url", "material_url"):
            return f"https://{self.word(path)}.example/"
        if name == "email":
            return f"{self.word(path)}@example.invalid"
        return {"country": "KR", "zone": "Asia/Tokyo", "languages": "ko", "language": "ja"}.get(name) or self.word(path)


def _at(day: int, hour: int) -> WallTime:
    return WallTime.parse(f"2027-05-{day:02d} {hour:02d}:00 Asia/Tokyo")


def filled() -> tuple[raw.Snapshot, dict[str, str]]:
    """The filled trip: one item of each visibility for what all items have, and one of each kind with details."""
    fill = Filler()
    fact = fill.make(raw.Fact, about="note", basis=Basis.ARTICLE, source="paper")
    known = {"facts": (fact,)}
    organisation = fill.make(raw.Organisation, id="city", **known)
    people = tuple(
        fill.make(
            raw.Person, f"{name}_person", id=name, organisation="city", named_in_public=name != "delegate", **known
        )
        for name in ("head", "delegate", "host")
    )
    places = tuple(
        fill.make(raw.Place, id=name, facts=(), latitude=35.0 + n, longitude=135.0 + n)
        for n, name in enumerate(("hall", "station", "airport"))
    )
    event = fill.make(raw.Event, id="expo", venue="hall", organiser="city", ends=date(2027, 5, 12), **known)
    delegation = fill.make(
        raw.Delegation,
        id="team",
        organisation="city",
        parties=(fill.make(raw.SubParty, id="booth_team"),),
        members=(
            fill.make(raw.Member, person="head", role=MemberRole.HEAD, parties=()),
            fill.make(raw.Member, person="delegate", parties=("booth_team",)),
        ),
    )
    trip = fill.make(
        raw.Trip,
        id="filled",
        ends=date(2027, 5, 13),
        nights=2,
        zones=("Asia/Seoul", "Asia/Tokyo"),
        languages=tuple(Language),
        sources=(fill.make(raw.Source, id="paper"),),
        **known,
    )
    snapshot = raw.Snapshot(
        trip=trip,
        delegation=delegation,
        organisations=(organisation,),
        people=people,
        places=places,
        events=(event,),
        items=tuple(_items(fill)),
    )
    return snapshot, fill.words


def _items(fill: Filler) -> Any:
    common = {
        "facts": (fill.make(raw.Fact, about="title", basis=Basis.ARTICLE, source="paper"),),
        "status": ItemStatus.CONFIRMED,
        "press_access": PressAccess.OPEN,
        "whole_delegation": False,
        "parties": ("booth_team",),
        "organisations": ("city",),
        "event": "expo",
        "attendees": (
            raw.Attendee(person="head", side=Side.HOME),
            raw.Attendee(person="delegate", side=Side.HOME),
            raw.Attendee(person="host", side=Side.HOST),
        ),
        "booth": None,
        "session": None,
        "transfer": None,
        "stay": None,
    }

    def slot(name: str, hour: int) -> raw.Slot:
        made: raw.Slot = fill.make(
            raw.Slot, name, start=_at(11, hour), end=_at(11, hour + 1), end_day=None, part=None, place="hall"
        )
        return made

    for hour, visibility in enumerate(Visibility, 8):
        name = f"{visibility}_item"
        yield fill.make(
            raw.Item,
            name,
            **{
                **common,
                "id": name,
                "kind": ItemKind.MEETING,
                "visibility": visibility,
                "planned": slot(f"{name}.planned", hour),
                "actual": slot(f"{name}.actual", hour + 6),
                "notes": tuple(
                    raw.Note(
                        audience=to, text=LocalText.of({str(v): fill.word(f"{name}.note_{to}.{v}") for v in Language})
                    )
                    for to in Visibility
                ),
            },
        )
    shift = fill.make(raw.Shift, start=_at(12, 10), end=_at(12, 12), people=("delegate",))
    details: dict[ItemKind, dict[str, Any]] = {
        ItemKind.BOOTH: {
            "booth": fill.make(raw.Booth, hours=(raw.OpeningHours(start=_at(12, 9), end=_at(12, 17)),), shifts=(shift,))
        },
        ItemKind.SESSION: {"session": fill.make(raw.Session, speaker="head")},
        ItemKind.TRANSFER: {"transfer": fill.make(raw.Transfer, origin="station", destination="airport")},
        ItemKind.STAY: {"stay": fill.make(raw.Stay)},
    }
    for kind, detail in details.items():
        for visibility in (Visibility.STAFF, Visibility.PUBLIC):
            name = f"{kind}_{visibility}"
            own = detail if visibility is Visibility.PUBLIC else _again(fill, detail)
            planned = raw.Slot(day=date(2027, 5, 12), part=DayPart.AFTERNOON, place="hall")
            values = {
                "id": name,
                "kind": kind,
                "visibility": visibility,
                "planned": planned,
                "actual": None,
                "notes": (),
            }
            yield fill.make(raw.Item, f"{name}_item", **{**common, **values, **own})


def _again(fill: Filler, detail: dict[str, Any]) -> dict[str, Any]:
    """The same kind of detail with words of its own, for an item that only staff see."""
    ((name, value),) = detail.items()
    given = {
        each.name: getattr(value, each.name)
        for each in fields(value)
        if each.name in ("hours", "speaker", "origin", "destination")
    }
    if name == "booth":
        given["shifts"] = (
            fill.make(raw.Shift, "staff_shift", start=_at(12, 10), end=_at(12, 12), people=("delegate",)),
        )
    return {name: fill.make(type(value), f"staff_{name}", **given)}
