"""Where the package's own folders lie: beside it in a checkout, inside it in an installation."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

TRANSLATIONS = PACKAGE / "translations"
"""Catalogues of the interface: `<language>/LC_MESSAGES/messages.mo`."""

STATIC = PACKAGE / "static"
"""Files that the web server hands out as they are; `STATIC / "dist"` is made by the build."""

PDF_FONTS = STATIC / "dist" / "fonts" / "pdf"
"""The font files that Typst sets papers in."""


def checkout() -> Path | None:
    """The root of the source checkout that this package runs from, or None when it is installed."""
    root = PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() else None


def shipped(name: str) -> Path:
    """The folder `templates` or `migrations`.

    A wheel carries them inside the package; a checkout keeps them at its root, where people look for them.
    Raises FileNotFoundError when an installation is broken.
    """
    for folder in (PACKAGE / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name}/ is missing from this installation of planner")
