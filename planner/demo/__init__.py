"""The trip that the demonstration shows: a real one, as far as published reports tell it."""

from __future__ import annotations

from importlib.resources import files

DEMO_FILE = "sejong-kyoto-2025.yaml"


def demo_file() -> bytes:
    """The demonstration's trip file, in YAML."""
    return files(__package__).joinpath(DEMO_FILE).read_bytes()
