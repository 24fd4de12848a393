"""Items of a snapshot, composed into the entries of an itinerary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planner.itinerary import snapshot as raw
from planner.itinerary import values
from planner.itinerary.directory import Directory
from planner.itinerary.localtext import LocalText
from planner.itinerary.pick import Field, Picker, mark_of, whole_mark
from planner.itinerary.terms import ItemKind, Side
from planner.itinerary.values import Mark, Text

_WITHOUT_PLACE = (ItemKind.TRANSFER, ItemKind.FREE_TIME)


def compose_item(
    item: raw.Item, directory: Directory, parties: Mapping[str, Text], sources: Mapping[str, raw.Source]
) -> values.Item:
    """An item as the directory's view gets it; `parties` are the composed names of the sub-parties."""
    pick = directory.pick
    may = pick.may
    actual = _slot(item, item.actual, "actual", directory) if item.actual and may("item.actual") else None
    ours, theirs = _attendees(item, directory)
    title, planned_title = _titles(item, pick)
    return values.Item(
        uid=item.uid,
        id=item.id,
        kind=item.kind,
        title=title,
        planned_title=planned_title,
        status=item.status,
        planned=_slot(item, item.planned, "planned", directory),
        actual=actual,
        mark=whole_mark(item.facts),
        summary=_text(pick, item, "summary", item.summary),
        outcome=_text(pick, item, "outcome", item.outcome),
        agenda=pick.texts(item.agenda, Field("item", item.id, "agenda", item.facts)),
        ours=ours,
        theirs=theirs,
        whole_delegation=item.whole_delegation and may("item.attendees"),
        parties=tuple(parties[key] for key in item.parties) if may("member.party") else (),
        organisations=_organisations(item, directory),
        languages=item.languages if may("item.languages") else (),
        interpretation=item.interpretation if may("item.interpretation") else None,
        press_access=item.press_access if may("item.press_access") else None,
        rain_plan=_text(pick, item, "rain_plan", item.rain_plan),
        dress=_text(pick, item, "dress", item.dress),
        notes=_notes(item, pick),
        event=directory.event(item.event) if may("item.event") else None,
        booth=_booth(item, directory),
        session=_session(item, directory),
        transfer=_transfer(item, directory),
        stay=_stay(item, pick),
        visibility=item.visibility if may("item.visibility") else None,
        sources=_sources(item, sources) if may("item.facts") else (),
    )


def compose_shifts(
    item: raw.Item, entry: values.Item, directory: Directory
) -> Iterator[tuple[frozenset[str], values.Item]]:
    """What those have of a booth who have turns of duty there, with the keys of the people it belongs to.

    The booth as it is for them, with the uid of the item, and each turn as an entry of its own.
    """
    if item.booth is None or entry.booth is None or not item.booth.shifts:
        return
    yield frozenset(key for shift in item.booth.shifts for key in shift.people), replace(entry, for_shifts_only=True)
    for shift, composed in zip(item.booth.shifts, entry.booth.shifts, strict=False):
        slot = replace(
            entry.slot,
            day=shift.start.local.date(),
            end_day=None,
            start=composed.start,
            end=composed.end,
            part=None,
            time_mark=None,
        )
        yield (
            frozenset(shift.people),
            values.Item(
                uid=shift.uid,
                id=item.id,
                kind=ItemKind.BOOTH,
                title=entry.title,
                status=item.status,
                planned=slot,
                mark=entry.mark,
                event=entry.event,
                booth=replace(entry.booth, shifts=(), hours=()),
                shift=composed,
                visibility=entry.visibility,
            ),
        )


def _text(pick: Picker, item: raw.Item, name: str, texts: LocalText) -> Text | None:
    return pick.text(texts, Field("item", item.id, name, item.facts))


def _titles(item: raw.Item, pick: Picker) -> tuple[Text, Text | None]:
    """The title that counts now, and the planned one where it differs."""
    planned = pick.required(item.title, Field("item", item.id, "title", item.facts))
    actual = pick.text(item.actual_title, Field("item", item.id, "actual_title", item.facts), "item.title")
    return actual or planned, planned if actual and actual.value != planned.value else None


def _slot(item: raw.Item, slot: raw.Slot, name: str, directory: Directory) -> values.Slot:
    place = directory.place(slot.place)
    note = directory.pick.text(
        slot.place_note, Field("item", item.id, f"{name}.place_note", item.facts), f"item.{name}"
    )
    return values.Slot(
        day=slot.day,
        end_day=slot.end_day,
        start=slot.start.aware if slot.start else None,
        end=slot.end.aware if slot.end else None,
        part=slot.part,
        time_mark=_time_mark(item, name),
        place=place,
        place_note=note,
        place_open=place is None and note is None and item.kind not in _WITHOUT_PLACE,
        place_mark=mark_of(item.facts, f"{name}.place"),
    )


def _time_mark(item: raw.Item, name: str) -> Mark | None:
    """A slot's time is as uncertain as the most uncertain part of it."""
    found = {mark_of(item.facts, f"{name}.{part}") for part in ("day", "end_day", "start", "end", "part")}
    return next((mark for mark in Mark if mark in found), None)


def _attendees(item: raw.Item, directory: Directory) -> tuple[tuple[values.Attendee, ...], tuple[values.Attendee, ...]]:
    """Both sides' people whom this view may know, in protocol order."""
    may = directory.pick.may
    sides: dict[Side, list[values.Attendee]] = {Side.HOME: [], Side.HOST: []}
    for each in item.attendees if may("item.attendees") else ():
        if person := directory.person(each.person):
            sides[each.side].append(
                values.Attendee(
                    person=person,
                    side=each.side,
                    role=each.role if may("item.attendee_role") else None,
                    languages=each.languages if may("item.attendee_languages") else (),
                )
            )
    return tuple(sides[Side.HOME]), tuple(sides[Side.HOST])


def _organisations(item: raw.Item, directory: Directory) -> tuple[Text, ...]:
    keys = item.organisations if directory.pick.may("item.organisations") else ()
    return tuple(name for key in keys if (name := directory.organisation(key)) is not None)


def _notes(item: raw.Item, pick: Picker) -> tuple[values.Note, ...]:
    """The remark for this view; staff read all of them."""
    where = Field("item", item.id, "notes", item.facts)
    mine = (note for note in item.notes if pick.may("item.notes") or note.audience.value == pick.view.value)
    return tuple(
        values.Note(audience=note.audience, text=text)
        for note in mine
        if (text := pick.text(note.text, where, "item.title")) is not None
    )


def _detail(item: raw.Item, record: str, name: str) -> Field:
    """A field of what only one kind of item has; facts call it `booth.zone`."""
    return Field(record, item.id, name, item.facts, f"{record}.{name}")


def _booth(item: raw.Item, directory: Directory) -> values.Booth | None:
    pick, booth = directory.pick, item.booth
    if booth is None:
        return None
    return values.Booth(
        zone=pick.text(booth.zone, _detail(item, "booth", "zone")),
        number=booth.number if pick.may("booth.number") else None,
        themes=pick.texts(booth.themes, _detail(item, "booth", "themes")),
        exhibits=pick.texts(booth.exhibits, _detail(item, "booth", "exhibits")),
        hours=tuple((each.start.aware, each.end.aware) for each in booth.hours) if pick.may("booth.hours") else (),
        shifts=tuple(_shift(item, each, directory) for each in booth.shifts) if pick.may("booth.shifts") else (),
    )


def _shift(item: raw.Item, shift: raw.Shift, directory: Directory) -> values.Shift:
    return values.Shift(
        uid=shift.uid,
        start=shift.start.aware,
        end=shift.end.aware,
        needed=shift.needed,
        people=directory.people(shift.people),
        note=directory.pick.text(shift.note, _detail(item, "booth", "shifts")),
    )


def _session(item: raw.Item, directory: Directory) -> values.Session | None:
    pick, session = directory.pick, item.session
    if session is None:
        return None
    return values.Session(
        speaker=directory.person(session.speaker) if pick.may("session.speaker") else None,
        language=session.language if pick.may("session.language") else None,
        topic=pick.text(session.topic, _detail(item, "session", "topic")),
        actual_topic=pick.text(session.actual_topic, _detail(item, "session", "actual_topic")),
        material=pick.text(session.material, _detail(item, "session", "material")),
        material_url=session.material_url if pick.may("session.material") else None,
    )


def _transfer(item: raw.Item, directory: Directory) -> values.Transfer | None:
    pick, transfer = directory.pick, item.transfer
    if transfer is None:
        return None
    ends = pick.may("transfer.ends")
    return values.Transfer(
        mode=transfer.mode if pick.may("transfer.mode") else None,
        service=transfer.service if pick.may("transfer.service") else None,
        origin=directory.place(transfer.origin) if ends else None,
        destination=directory.place(transfer.destination) if ends else None,
        pick_up=pick.text(transfer.pick_up, _detail(item, "transfer", "pick_up")),
    )


def _stay(item: raw.Item, pick: Picker) -> values.Stay | None:
    if item.stay is None:
        return None
    return values.Stay(
        rooms=pick.text(item.stay.rooms, _detail(item, "stay", "rooms")),
        booking=item.stay.booking if pick.may("stay.booking") else None,
    )


def _sources(item: raw.Item, sources: Mapping[str, raw.Source]) -> tuple[values.SourceNote, ...]:
    """Where the facts of an item were read."""
    found = ((fact, sources.get(fact.source or "")) for fact in item.facts)
    return tuple(
        values.SourceNote(
            about=fact.about,
            basis=fact.basis,
            source=source.title if source else None,
            url=source.url if source else None,
            note=fact.note,
        )
        for fact, source in found
    )
