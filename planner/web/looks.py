"""What templates ask for besides their data: icons and tints of terms, words in the interface's language."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from flask import Flask
from flask_babel import lazy_gettext as _
from jinja2 import StrictUndefined

from planner.itinerary import wording
from planner.itinerary.localtext import LocalText
from planner.itinerary.terms import ItemKind, ItemStatus, Language
from planner.itinerary.values import Text
from planner.itinerary.wording.labels import label
from planner.models.access import Role
from planner.web.preferences import language


class Look(NamedTuple):
    """An icon of the sprite and a tint of the style sheet; a word always stands beside them."""

    icon: str
    tint: str


KINDS = {
    ItemKind.MEETING: Look("handshake", "meeting"),
    ItemKind.COURTESY_CALL: Look("landmark", "meeting"),
    ItemKind.BOOTH: Look("store", "booth"),
    ItemKind.SESSION: Look("presentation", "session"),
    ItemKind.BRIEFING: Look("messages-square", "session"),
    ItemKind.SITE_VISIT: Look("footprints", "visit"),
    ItemKind.RECEPTION: Look("wine", "reception"),
    ItemKind.CEREMONY: Look("award", "reception"),
    ItemKind.PRESS: Look("megaphone", "reception"),
    ItemKind.TRANSFER: Look("route", "transfer"),
    ItemKind.FREE_TIME: Look("leaf", "transfer"),
    ItemKind.STAY: Look("bed-double", "stay"),
    ItemKind.MEAL: Look("utensils", "meal"),
}

STATUSES = {
    ItemStatus.TENTATIVE: Look("circle-dashed", "tentative"),
    ItemStatus.CONFIRMED: Look("circle-check", "confirmed"),
    ItemStatus.CANCELLED: Look("ban", "cancelled"),
    ItemStatus.ADDED: Look("circle-plus", "added"),
}

ROLES = {
    Role.ADMIN: _("Administrator"),
    Role.ORGANISER: _("Organiser"),
    Role.PRESS_OFFICER: _("Press officer"),
    Role.DELEGATE: _("Delegate"),
}


def init_app(app: Flask) -> None:
    # A misspelt name in a template is a fault and not an empty place.
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(KINDS=KINDS, STATUSES=STATUSES, ROLES=ROLES, wording=wording)
    app.jinja_env.globals.update(colon=colon, comma=comma)
    app.jinja_env.filters.update(label=_label, in_words=in_words, bracketed=_bracketed)


def in_words(texts: LocalText) -> Text | None:
    """A text for the reader of the desk: in their language, else in any, which the text itself tells."""
    found = texts.as_dict()
    chosen = next((each for each in (language(), *Language) if each in found), None)
    return Text(found[chosen], chosen) if chosen else None


def colon() -> str:
    """What stands after a label in the language of the interface."""
    return wording.colon(language())


def comma() -> str:
    """What stands between the parts of a list in the language of the interface."""
    return wording.comma(language())


def _bracketed(remark: object) -> str:
    return wording.bracketed(str(remark), language())


def _label(term: StrEnum) -> str:
    return label(term, language())
