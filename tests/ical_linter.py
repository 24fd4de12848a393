"""A linter for the bytes of our feeds: what RFC 5545 and 7986 ask, and what real clients stumble over.

Parsers forgive much, each something else, and none of them reports an over-long line, a missing VTIMEZONE or an
offset with seconds. So this one reads the bytes itself, knows nothing of the library that wrote them, and says one
plain sentence for every fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

LINE_OCTETS = 75

TEXTS = {
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "COMMENT",
    "CONTACT",
    "NAME",
    "X-WR-CALNAME",
    "X-WR-CALDESC",
    "CATEGORIES",
}
ONCE = {
    "VCALENDAR": {
        "VERSION",
        "PRODID",
        "CALSCALE",
        "NAME",
        "COLOR",
        "REFRESH-INTERVAL",
        "SOURCE",
        "URL",
        "LAST-MODIFIED",
    },
    "VTIMEZONE": {"TZID", "LAST-MODIFIED", "TZURL"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"},
    "VEVENT": {
        *("CLASS", "CREATED", "DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "DURATION", "GEO", "LAST-MODIFIED"),
        *("LOCATION", "PRIORITY", "SEQUENCE", "STATUS", "SUMMARY", "TRANSP", "UID", "URL", "COLOR"),
    },
}
NEEDED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
}
HOME = {"VEVENT": "VCALENDAR", "VTIMEZONE": "VCALENDAR", "STANDARD": "VTIMEZONE", "DAYLIGHT": "VTIMEZONE"}
FORBIDDEN = {
    ("VCALENDAR", "METHOD"): "turns a subscription into a scheduling message",
    ("VCALENDAR", "UID"): "is taken by vdirsyncer for the UID of every event",
    ("VEVENT", "ATTENDEE"): "must not be in published calendars, and gives names away",
    ("VEVENT", "ORGANIZER"): "must not be in published calendars, and gives names away",
}
CHOICES = {"STATUS": {"TENTATIVE", "CONFIRMED", "CANCELLED"}, "TRANSP": {"OPAQUE", "TRANSPARENT"}}
TYPED = {"REFRESH-INTERVAL": "DURATION", "SOURCE": "URI", "IMAGE": "URI", "CONFERENCE": "URI"}
FORMS = {
    "SEQUENCE": r"\d{1,9}",
    "DTSTAMP": r"\d{8}T\d{6}Z",
    "LAST-MODIFIED": r"\d{8}T\d{6}Z",
    "TZOFFSETFROM": r"[+-]\d{4}",
    "TZOFFSETTO": r"[+-]\d{4}",
    "COLOR": r"[a-z]+",
    "REFRESH-INTERVAL": r"P(\d+W|(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)",
    "GEO": r"-?\d{1,2}(\.\d+)?;-?\d{1,3}(\.\d+)?",
    "URL": r"https?://\S+",
    "VERSION": r"2\.0",
}

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
_PARAMETER = re.compile(r';([A-Z0-9-]+)=("[^"]*"|[^";:,]*)')
_BARE = re.compile(r"(?<!\\)(?:\\\\)*[,;]")
_ESCAPE = re.compile(r"\\(.?)")
_RRULE = re.compile(r"FREQ=YEARLY(;BYDAY=-?[1-5]?(MO|TU|WE|TH|FR|SA|SU)|;BYMONTHDAY=-?\d+(,-?\d+)*|;BYMONTH=\d+)+")


@dataclass
class Property:
    """One content line: name, parameters without their quotes, and the value as it is written."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """What stands between a BEGIN and its END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def get(self, name: str) -> Property | None:
        """The first property of this name."""
        return next((found for found in self.properties if found.name == name), None)


def lint(data: bytes) -> list[str]:
    """Every fault of a calendar, one sentence each; empty for a calendar without any."""
    faults = list(_bytes(data))
    lines = unfold(data).split("\n")[:-1]
    root, more = _tree(lines)
    faults += more
    for component in root.parts:
        faults += _component(component, root.name)
    if [part.name for part in root.parts] != ["VCALENDAR"]:
        return [*faults, "there is not just one VCALENDAR"]
    return faults + list(_calendar(root.parts[0]))


def unfold(data: bytes) -> str:
    """The calendar with every content line on one line, ended by LF."""
    return data.decode("utf-8", "replace").replace("\r\n ", "").replace("\r\n", "\n")


def _bytes(data: bytes) -> Iterator[str]:
    if data.startswith(b"\xef\xbb\xbf"):
        yield "there is a byte order mark"
    if not data.endswith(b"\r\n"):
        yield "the last line has no CRLF"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        yield "a line end is not CRLF"
    for number, line in enumerate(data.split(b"\r\n")[:-1], 1):
        if len(line) > LINE_OCTETS:
            yield f"line {number} has {len(line)} octets"
        if not line.strip(b" "):
            yield f"line {number} is empty"
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number} is cut inside a character, or not UTF-8"
        else:
            if _CONTROL.search(text):
                yield f"line {number} has a control character"


def _tree(lines: list[str]) -> tuple[Component, list[str]]:
    """The components of a calendar below a root without a name."""
    root = Component("")
    open_, faults = [root], []
    for line in lines:
        found = _property(line)
        if found is None:
            faults.append(f"not a content line: {line[:40]}")
        elif found.name == "BEGIN":
            open_.append(Component(found.value))
            open_[-2].parts.append(open_[-1])
        elif found.name == "END":
            if len(open_) == 1 or open_[-1].name != found.value:
                faults.append(f"END:{found.value} ends nothing")
            else:
                open_.pop()
        else:
            open_[-1].properties.append(found)
    faults += [f"{component.name} has no END" for component in open_[1:]]
    faults += [f"{found.name} stands outside of every component" for found in root.properties]
    return root, faults


def _property(line: str) -> Property | None:
    name = re.match(r"[A-Z0-9-]+", line)
    if name is None:
        return None
    rest, parameters = line[name.end() :], {}
    while match := _PARAMETER.match(rest):
        parameters[match[1]] = match[2].strip('"')
        rest = rest[match.end() :]
    return Property(name[0], parameters, rest[1:]) if rest.startswith(":") else None


def _component(component: Component, parent: str) -> Iterator[str]:
    if component.name not in ONCE or HOME.get(component.name, "") != parent:
        yield f"{component.name} has no place in {parent or 'a file'}"
        return
    count = Counter(found.name for found in component.properties)
    for name in sorted(NEEDED[component.name] - set(count)):
        yield f"{component.name} has no {name}"
    for name in sorted(ONCE[component.name]):
        if count[name] > 1:
            yield f"{component.name} has {count[name]} times {name}"
    for found in component.properties:
        if reason := FORBIDDEN.get((component.name, found.name)):
            yield f"{found.name} {reason}"
        yield from _value(found)
    for part in component.parts:
        yield from _component(part, component.name)


def _value(found: Property) -> Iterator[str]:
    name, value = found.name, found.value
    if name in TEXTS:
        if _BARE.search(value) and not (name == "CATEGORIES" and ";" not in value):
            yield f"{name} has a comma or semicolon without a backslash"
        if any(escape not in tuple("\\;,nN") for escape in _ESCAPE.findall(value)):
            yield f"{name} has a backslash that escapes nothing"
    if name in CHOICES and value not in CHOICES[name]:
        yield f"{name} is {value}"
    if name in TYPED and found.parameters.get("VALUE") != TYPED[name]:
        yield f"{name} does not say VALUE={TYPED[name]}"
    if name in FORMS and not re.fullmatch(FORMS[name], value):
        yield f"{name} is written {value}"
    if name in ("RDATE", "EXDATE"):
        yield f"{name} is not understood everywhere"
    if name == "RRULE" and not _RRULE.fullmatch(value):
        yield f"RRULE is written {value}"
    if name in ("DTSTART", "DTEND") and (fault := _time_fault(found)):
        yield f"{name} {fault}"


def _time_fault(found: Property) -> str | None:
    day = found.parameters.get("VALUE") == "DATE"
    if not re.fullmatch(r"\d{8}" if day else r"\d{8}T\d{6}Z?", found.value):
        return f"is written {found.value}"
    if "TZID" in found.parameters and (day or found.value.endswith("Z")):
        return "has a TZID where there is nothing to interpret"
    return None


def _calendar(calendar: Component) -> Iterator[str]:
    events = [part for part in calendar.parts if part.name == "VEVENT"]
    zones = [tzid.value for part in calendar.parts if part.name == "VTIMEZONE" and (tzid := part.get("TZID"))]
    used = {found.parameters["TZID"] for part in events for found in part.properties if "TZID" in found.parameters}
    for zone in sorted(used - set(zones)):
        yield f"there is no VTIMEZONE for {zone}"
    for zone in sorted(set(zones) - used):
        yield f"nothing uses the VTIMEZONE for {zone}"
    for zone, times in Counter(zones).items():
        if times > 1:
            yield f"there are {times} VTIMEZONEs for {zone}"
    for event, times in Counter(uid.value for part in events if (uid := part.get("UID"))).items():
        if times > 1:
            yield f"{times} events have the UID {event}"
    for part in calendar.parts:
        if part.name == "VTIMEZONE":
            yield from _zone(part)
    for part in events:
        yield from _event(part)


def _zone(zone: Component) -> Iterator[str]:
    if not zone.parts:
        yield "VTIMEZONE has neither STANDARD nor DAYLIGHT"
    for part in zone.parts:
        start = part.get("DTSTART")
        if start and (start.value < "1970" or start.value.endswith("Z") or start.parameters):
            yield f"{part.name} begins at {start.value}, which is not a local time since 1970"


def _event(event: Component) -> Iterator[str]:
    start, end = event.get("DTSTART"), event.get("DTEND")
    if start is None or _time_fault(start):
        return
    for found in filter(None, (start, end)):
        if found.parameters.get("VALUE") != "DATE" and not found.value.endswith("Z") and "TZID" not in found.parameters:
            yield f"{found.name} floats: it has no zone"
            return
    if end is None or _time_fault(end):
        return
    if event.get("DURATION"):
        yield "VEVENT has both DTEND and DURATION"
    if (start.parameters.get("VALUE") == "DATE") != (end.parameters.get("VALUE") == "DATE"):
        yield "DTSTART and DTEND are not both dates or both times"
    elif _moment(end) <= _moment(start):
        yield "DTEND is not after DTSTART"


def _moment(found: Property) -> timedelta:
    """A date or a time as the distance from some fixed moment."""
    if found.parameters.get("VALUE") == "DATE":
        return date.fromisoformat(found.value) - date.min
    zone = ZoneInfo(found.parameters.get("TZID", "UTC"))
    moment = datetime.fromisoformat(found.value.removesuffix("Z")).replace(tzinfo=zone)
    return moment - datetime.min.replace(tzinfo=ZoneInfo("UTC"))
