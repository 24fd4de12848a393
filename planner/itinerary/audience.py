"""Who reads an edition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AudienceKind(StrEnum):
    """The kinds of reader, each with an edition of its own."""

    STAFF = "staff"
    DELEGATE = "delegate"
    PARTY = "party"
    HOST = "host"
    PRESS = "press"
    PUBLIC = "public"


class View(StrEnum):
    """What a kind of reader may see of a record; delegates and sub-parties see the same of what concerns them."""

    STAFF = "staff"
    DELEGATION = "delegation"
    HOST = "host"
    PRESS = "press"
    PUBLIC = "public"


_VIEWS = {
    AudienceKind.STAFF: View.STAFF,
    AudienceKind.DELEGATE: View.DELEGATION,
    AudienceKind.PARTY: View.DELEGATION,
    AudienceKind.HOST: View.HOST,
    AudienceKind.PRESS: View.PRESS,
    AudienceKind.PUBLIC: View.PUBLIC,
}


@dataclass(frozen=True, slots=True)
class Audience:
    """A reader: a kind, and for a delegate the key of the person, for a sub-party the key of the party.

    Raises ValueError where a delegate comes without a person, a party without its key, or another kind with either.
    """

    kind: AudienceKind
    person: str | None = None
    party: str | None = None

    def __post_init__(self) -> None:
        if (self.person is not None) != (self.kind is AudienceKind.DELEGATE):
            raise ValueError("a delegate's edition needs a person, and no other edition has one")
        if (self.party is not None) != (self.kind is AudienceKind.PARTY):
            raise ValueError("a sub-party's edition needs a party, and no other edition has one")

    @property
    def view(self) -> View:
        """What this reader may see of a record."""
        return _VIEWS[self.kind]

    @property
    def key(self) -> str:
        """A short stable name: `host`, `delegate:lee_seungwon`, `party:booth_team`."""
        return ":".join(filter(None, (self.kind, self.person, self.party)))

    @classmethod
    def parse(cls, key: str) -> Audience:
        """Read what `key` wrote; raises ValueError for anything else."""
        kind, _, subject = key.partition(":")
        known = AudienceKind(kind)
        return cls(
            known,
            person=subject or None if known is AudienceKind.DELEGATE else None,
            party=subject or None if known is AudienceKind.PARTY else None,
        )


STAFF = Audience(AudienceKind.STAFF)
HOST = Audience(AudienceKind.HOST)
PRESS = Audience(AudienceKind.PRESS)
PUBLIC = Audience(AudienceKind.PUBLIC)
