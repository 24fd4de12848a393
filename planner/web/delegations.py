"""Delegations: who goes or comes, in the order of protocol that staff set by hand, and in which sub-parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner.itinerary import snapshot as raw
from planner.itinerary.messages import N_, Message
from planner.itinerary.rules import Problem
from planner.models import Delegation, Member, Organisation, Person
from planner.models.base import new_uid
from planner.records.assigning import entry_of
from planner.records.writer import Writer
from planner.web import directory
from planner.web.forms import Choices
from planner.web.looks import comma, in_words
from planner.web.uses import uses_of


def read(record: Delegation) -> raw.Delegation:
    """The delegation as a snapshot has it."""
    return entry_of(
        raw.Delegation,
        record,
        organisation=record.organisation.key,
        parties=tuple(entry_of(raw.SubParty, party) for party in record.parties),
        members=tuple(
            raw.Member(
                person=member.person.key,
                role=member.role,
                parties=tuple(party.key for party in member.parties),
                duty=member.duty,
            )
            for member in record.members
        ),
    )


def write(session: Session, entry: raw.Delegation) -> Sequence[Problem]:
    """Keep a delegation, unless that would take away a sub-party that items still name."""
    record = session.scalar(select(Delegation).where(Delegation.key == entry.id))
    if record is not None and (problems := [*_still_needed(session, record, entry)]):
        return problems
    organisations = directory.by_key(session, Organisation, entry.organisation)
    people = directory.by_key(session, Person, *(member.person for member in entry.members))
    Writer(session).delegation(_settled(entry, record), organisations, people)
    return ()


def _still_needed(session: Session, record: Delegation, entry: raw.Delegation) -> Iterator[Problem]:
    kept = {party.id for party in entry.parties}
    for party in record.parties:
        if party.key not in kept and (uses := uses_of(session, party)):
            party_name = in_words(party.name)
            items = [shown.value for use in uses for name in use.names if (shown := in_words(name))]
            message = N_("%(party)s cannot be removed: it still attends %(items)s.")
            words = Message.of(message, party=party_name.value if party_name else party.key, items=comma().join(items))
            yield Problem(("parties",), words)


def _settled(entry: raw.Delegation, record: Delegation | None) -> raw.Delegation:
    """With identities that no form can choose, and with members only in sub-parties that there still are."""
    known = {party.key: party.uid for party in record.parties} if record else {}
    parties = tuple(replace(party, uid=known.get(party.id) or new_uid()) for party in entry.parties)
    members = (
        replace(member, parties=tuple(party.id for party in parties if party.id in member.parties))
        for member in entry.members
    )
    return replace(entry, parties=parties, members=tuple(members))


def choices(session: Session, record: Any | None) -> Choices:
    """People and organisations of the directory, and the sub-parties that the delegation has already."""
    parties = [directory.choice(party.key, party.name) for party in record.parties] if record else []
    return {**directory.choices(session, ("people", "organisations")), "parties": parties}


KIND = directory.Kind(
    name="delegations",
    one="delegation",
    model=Delegation,
    cls=raw.Delegation,
    read=read,
    write=write,
    choices=choices,
    loading=(
        selectinload(Delegation.organisation),
        selectinload(Delegation.parties),
        selectinload(Delegation.members).options(selectinload(Member.person), selectinload(Member.parties)),
    ),
    columns=("direction", "organisation"),
    title=_("Delegations"),
    adding=_("Add a delegation"),
    nothing=_("No delegations yet"),
    advice=_("Add who travels. Organisations and people come first."),
)

blueprint = directory.pages(KIND)
