"""The trip that the demonstration shows: a real one, as far as published reports tell it."""

from __future__ import annotations

from importlib.resources import files

DEMO_TRIP = "sejong-kyoto-2025"
"""The key of the trip."""
DEMO_HEAD = "lee_seungwon"
"""The key of the person who leads its delegation."""
DEMO_FILE = f"{DEMO_TRIP}.yaml"


def demo_file() -> bytes:
    """The demonstration's trip file, in YAML."""
    return files(__package__).joinpath(DEMO_FILE).read_bytes()
