"""An edition as JSON, for other programs.

UTF-8, keys sorted, the same bytes every time. The names are those of `planner.itinerary.values`, with these rules:

- `schema` is the number of this form. It grows when a name goes or changes its meaning, not when one is added.
- What is absent is left out: no nulls, no empty lists or strings, no false; whether hidden or unknown is not said.
- A text is `{"value": …, "language": "ko"}`, with `mark` where it is assumed or unverified. The language is the one the
  text is really in; where it is not that of the edition, the text is a fallback or a name that needs none.
- A moment of the trip is `{"time": "2027-05-12T13:30:00+09:00", "zone": "Asia/Tokyo"}`: local time, offset, IANA zone.
  Moments of the ledger (`as_of`, `changed_at`) are in UTC: `2027-04-20T01:30:00Z`. Days are `2027-05-12`.
- Terms are the values of `planner.itinerary.terms`; `audience` is the reader's key, such as `host`.
- `uid` names a record for good. The readable keys of items and people stay in the house; the trip's `id` is public.
- `continued` names by `uid` what began on an earlier day and still lasts. `position` is [latitude, longitude].
- Gaps are for the desk and are not in it.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from planner.itinerary.audience import Audience
from planner.itinerary.values import Day, Item, Itinerary, Person, Text

SCHEMA = 1

_LEFT_OUT = {Itinerary: ("gaps",), Item: ("id",), Person: ("id",), Day: ("continued",), Text: ("fallback",)}


def render(itinerary: Itinerary) -> bytes:
    """The edition as a JSON document that ends with a line end."""
    plain = {"schema": SCHEMA, **_plain(itinerary)}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    """A value of an itinerary as what JSON knows."""
    match value:
        case str() | bool() | int() | float():
            return value
        case tuple():
            return [_plain(each) for each in value]
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case Audience():
            return value.key
    return _record(value)


def _record(record: Any) -> dict[str, Any]:
    left_out = _LEFT_OUT.get(type(record), ())
    plain = {
        each.name: _plain(value)
        for each in fields(record)
        if each.name not in left_out
        and (value := getattr(record, each.name)) not in (None, (), "")
        and value is not False
    }
    if isinstance(record, Day) and record.continued:
        plain["continued"] = [item.uid for item in record.continued]
    return plain


def _moment(moment: datetime) -> Any:
    if moment.tzinfo is UTC:
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"time": moment.isoformat(timespec="seconds"), "zone": str(moment.tzinfo)}
