"""Text that people type, in as many languages as they typed it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalText:
    """The same text in several languages: an immutable, hashable mapping of language to non-empty string."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str | None] | None = None, **more: str | None) -> LocalText:
        """Make one from a mapping or from keywords (`of(ko="면담", ja="面談")`); empty strings are left out."""
        merged = {**(texts or {}), **more}
        return cls(tuple(sorted((str(language), text) for language, text in merged.items() if text)))

    def get(self, language: str) -> str | None:
        """The text in just this language, or None."""
        return dict(self.texts).get(language)

    def as_dict(self) -> dict[str, str]:
        """A plain dictionary, languages in alphabetical order."""
        return dict(self.texts)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.texts)

    def __bool__(self) -> bool:
        return bool(self.texts)


EMPTY = LocalText()
