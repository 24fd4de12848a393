"""The addresses that leave the house, and the names of files. Made from PLANNER_BASE_URL, never from a request."""

from __future__ import annotations

from urllib.parse import quote

from planner.itinerary.audience import Audience
from planner.itinerary.terms import Language


def edition_name(trip: str, audience: Audience, language: Language) -> str:
    """The name of an edition's file, without its suffix: `kyoto-delegate-lee-ko`."""
    return "-".join((trip, *audience.key.split(":"), language))


def feed_url(base_url: str, token: str, trip: str, audience: Audience, language: Language) -> str:
    """The address of a calendar feed. Its last part is a name, which some calendars show."""
    return f"{base_url}/feeds/{token}/{quote(edition_name(trip, audience, language))}.ics"


def webcal_url(url: str) -> str:
    """The same address in the form by which phones and Macs subscribe instead of importing once."""
    return f"webcal://{url.partition('://')[2]}"


def page_url(base_url: str, token: str) -> str:
    """The address of the page on a traveller's phone; the token is that of the feed."""
    return f"{base_url}/pages/{token}"


def sign_in_url(base_url: str, token: str) -> str:
    """The address that signs somebody in."""
    return f"{base_url}/sign-in/{token}"
