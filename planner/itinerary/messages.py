"""Words to people that are spoken only later, when it is known in which language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


def N_(msgid: str) -> str:
    """Marks an English text for the catalogues without translating it here."""
    return msgid


@dataclass(frozen=True, slots=True)
class Message:
    """An English text with named places (`%(limit)s`) and what goes into them."""

    msgid: str
    params: tuple[tuple[str, str | int], ...] = ()
    """A term of the vocabulary stays one (a StrEnum), so that it can be called by its name in any language."""

    @classmethod
    def of(cls, msgid: str, **params: str | int) -> Message:
        """Make one from a text marked with `N_`."""
        return cls(msgid, tuple(params.items()))

    def text(self, translate: Callable[[str], str] = str, name: Callable[[StrEnum], str] = str) -> str:
        """The text as `translate` (a gettext function) has it, with terms as `name` calls them.

        Without these it is in English, and terms are as the trip file writes them.
        """
        params = {key: name(value) if isinstance(value, StrEnum) else value for key, value in self.params}
        return translate(self.msgid) % params

    def __str__(self) -> str:
        return self.text()


def shown(value: object, limit: int = 60) -> str:
    """What somebody typed, fit to be repeated in a message: short, and without characters that do not show."""
    text = str(value)
    visible = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[: limit + 1])
    return visible if len(text) <= limit else f"{visible[:limit]}…"
