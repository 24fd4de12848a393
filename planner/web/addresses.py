"""`planner.addresses` for the site that answers this request."""

from __future__ import annotations

from flask import current_app

from planner import addresses
from planner.addresses import edition_name, webcal_url
from planner.config import Settings
from planner.itinerary.audience import Audience
from planner.itinerary.terms import Language

__all__ = ["edition_name", "feed_url", "page_url", "webcal_url"]


def feed_url(token: str, trip: str, audience: Audience, language: Language) -> str:
    """The https address of a calendar feed."""
    return addresses.feed_url(_base(), token, trip, audience, language)


def page_url(token: str) -> str:
    """The address of the page on a traveller's phone."""
    return addresses.page_url(_base(), token)


def _base() -> str:
    settings: Settings = current_app.extensions["planner.settings"]
    return settings.base_url
