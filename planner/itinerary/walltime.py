"""Wall time: what a clock on the wall of a place shows, kept with the place's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

FORM = "%Y-%m-%d %H:%M"


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The IANA names that may be used, such as `Asia/Tokyo`; no bare abbreviations, no system-specific aliases."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


@dataclass(frozen=True, slots=True)
class WallTime:
    """A local date and time to the minute, and the IANA zone it is local to.

    Written `2025-09-30 15:00 Asia/Tokyo` everywhere: in the trip file, in JSON and in the database.
    Where clocks are set back and a time happens twice, the first one is meant.

    Raises ValueError for a zone that is not in the IANA list, for a time with seconds or an offset, and for a time
    that does not exist because clocks were set forward over it.
    """

    local: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.zone not in zone_names():
            raise ValueError(f"unknown time zone: {self.zone}")
        if self.local.tzinfo is not None or self.local.second or self.local.microsecond:
            raise ValueError("a wall time is a local time to the minute, without an offset")
        back = self.instant.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        if back != self.local:
            raise ValueError(f"{self.local:{FORM}} does not exist in {self.zone}: clocks are set forward over it")

    @property
    def aware(self) -> datetime:
        """The same moment as an aware datetime in its own zone."""
        return self.local.replace(tzinfo=ZoneInfo(self.zone))

    @property
    def instant(self) -> datetime:
        """The same moment in UTC, for sorting and comparing."""
        return self.aware.astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.local:{FORM}} {self.zone}"

    @classmethod
    def parse(cls, text: str) -> WallTime:
        """Read `2025-09-30 15:00 Asia/Tokyo`; raises ValueError saying what is wrong."""
        clock, _, zone = text.strip().rpartition(" ")
        try:
            local = datetime.strptime(clock, FORM)
        except ValueError:
            raise ValueError(f"not a wall time such as 2025-09-30 15:00 Asia/Tokyo: {text}") from None
        return cls(local, zone)
