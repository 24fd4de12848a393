"""Lines that name people, places and entries, kept as runs so that each part stays in its own language.

A line is a tuple of `Text`: what a format prints one after the other, with the language of each run for its glyphs and
for reading aloud. `runs` gives what is printed of a line, and `plain` joins it for formats that know no runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from babel import Locale, UnknownLocaleError

from planner.itinerary.audience import AudienceKind
from planner.itinerary.terms import AttendeeRole, DayPart, Interpretation, ItemStatus, Language
from planner.itinerary.values import Attendee, Item, Itinerary, Mark, Observance, Person, Place, Slot, Text
from planner.itinerary.wording.catalogue import pgettext, say
from planner.itinerary.wording.dates import EN, JA, KO, LOCALES
from planner.itinerary.wording.headings import Heading, labelled
from planner.itinerary.wording.labels import inlined, label
from planner.itinerary.wording.marks import marked
from planner.itinerary.wording.runs import Line
from planner.itinerary.wording.times import slot_text, time_text

_AND = {KO: ", ", JA: "、", EN: ", "}
_NAME_TITLE = {KO: " ", JA: " ", EN: ", "}
_LIST = {KO: "·", JA: "・", EN: ", "}
_BRACKETS = {KO: "({text})", JA: "（{text}）", EN: " ({text})"}
_STATUS = {KO: "[{word}] ", JA: "【{word}】", EN: "[{word}] "}
_ARROW = " → "

_PLACE_OPEN = pgettext("place", "Place to be confirmed")
"""Words in place of a place that is not yet known."""


def joined(parts: Iterable[Text | Line | None], separator: str, language: Language) -> Line:
    """One line of several texts and lines, what is absent left out, the separator in the reader's language."""
    present = [(part,) if isinstance(part, Text) else part for part in parts if part]
    between = Text(separator, language)
    return tuple(run for n, part in enumerate(present) for run in ((between, *part) if n else part))


def comma(language: Language) -> str:
    """What stands between the parts of a list: `, `, in Japanese `、`."""
    return _AND[language]


def listed(parts: Iterable[Text | Line | None], language: Language) -> Line:
    """Several texts in one line: `오사카, 교토`, `大阪、京都`."""
    return joined(parts, comma(language), language)


def language_name(tag: str, language: Language) -> str:
    """What a language (BCP 47) is called: `일본어`, `日本語`, `Japanese`; the tag itself where it has no name."""
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(LOCALES[language]) or tag)
    except (ValueError, UnknownLocaleError):
        return str(LOCALES[language].languages.get(tag, tag))


def languages_text(tags: Iterable[str], language: Language, interpretation: Interpretation | None = None) -> str:
    """Languages and how they are interpreted: `한국어·일본어(순차통역)`; empty where neither is said."""
    names = _LIST[language].join(language_name(tag, language) for tag in tags)
    if interpretation in (None, Interpretation.NONE):
        return names
    how = label(interpretation, language)
    return names + bracketed(inlined(how), language) if names else how


def person_line(person: Person, language: Language) -> Line:
    """Name, then title, no honorifics: `이승원 경제부시장`, `鈴木一弥 京都府副知事`, `Lee Seung-won, Vice Mayor`."""
    latin = person.title and EN in (person.name.language, person.title.language)
    return joined((person.name, person.title), _NAME_TITLE[EN if latin else language], language)


def other_names(person: Person, language: Language) -> Line:
    """The name in the other scripts that this reader uses, one run each.

    A Korean list gives Hanja and Latin, a Japanese one Kanji, kana and Latin, an English one Hanja or Kanji. A name
    with a kana reading is Japanese, and its Kanji are to be drawn as such.
    """
    scripts = {
        "hanja": (person.hanja, JA if person.kana else KO),
        "kana": (person.kana, JA),
        "latin": (person.latin, EN),
    }
    wanted = {KO: ("hanja", "latin"), JA: ("hanja", "kana", "latin"), EN: ("hanja",)}[language]
    forms = (scripts[script] for script in wanted)
    return tuple(Text(name, tag) for name, tag in forms if name and name != person.name.value)


def attendee_line(attendee: Attendee, language: Language) -> Line:
    """A person at an item with role and languages: `박지훈 통역(한국어·일본어)`, `김서연 국제교류팀장(기록)`."""
    role, person = attendee.role, attendee.person
    said = [] if role in (None, AttendeeRole.ATTENDEE) else [label(role, language)]
    if person.title and said == [person.title.value]:
        said = []
    words = [*said, languages_text(attendee.languages, language)]
    remark = comma(language).join(filter(None, words))
    line = person_line(person, language)
    return (*line, Text(bracketed(remark, language), language)) if remark else line


def place_line(slot: Slot, language: Language) -> Line:
    """The place of a slot and where exactly, or the words for a place that is not yet known; with the slot's mark.

    Empty where there is none, or where this reader may not know it.
    """
    if slot.place_open:
        return (Text(say(_PLACE_OPEN, language), language, slot.place_mark),)
    name = slot.place.name if slot.place else None
    line = joined((name, slot.place_note), _NAME_TITLE[language], language)
    return _with_mark(line, slot.place_mark, language) if line else ()


def where_line(item: Item, language: Language) -> Line:
    """Where an entry takes place; of a transfer without a place, from where to where."""
    line = place_line(item.slot, language)
    if line or item.transfer is None:
        return line
    return route_line(item.transfer.origin, item.transfer.destination, language)


def route_line(origin: Place | None, destination: Place | None, language: Language) -> Line:
    """From where to where: `간사이국제공항 → 인천국제공항`."""
    return joined((end.name for end in (origin, destination) if end), _ARROW, language)


def status_tag(status: ItemStatus, language: Language) -> str:
    """What stands before a title: `[취소] `, `【中止】`, `[Cancelled] `; tentative and added likewise; else empty."""
    return "" if status is ItemStatus.CONFIRMED else _STATUS[language].format(word=label(status, language))


def title_line(item: Item, language: Language) -> Line:
    """Status and title of an entry, with the mark of the whole entry: `[취소] 환영 만찬`."""
    tag = status_tag(item.status, language)
    line = name_line(item, language)
    return (Text(tag, language), *line) if tag else line


def name_line(item: Item, language: Language) -> Line:
    """The title of an entry with the mark of the whole entry, without its status.

    Of a reader's own turn of duty it says that it is one: `부스 근무: 홍보 부스 운영`.
    """
    duty = (Text(labelled(Heading.ON_DUTY, "", language), language),) if item.shift else ()
    return _with_mark((*duty, item.title), item.mark, language)


def plan_line(item: Item, language: Language) -> Line:
    """What of an entry was planned otherwise: `당초 계획: 14:00~15:30, 돗토리현청`; empty where nothing was.

    What the plan had left open is not a change.
    """
    plan, now = item.planned, item.slot
    time = _planned_time(plan, now, language)
    parts = (
        item.planned_title if item.planned_title != item.title else None,
        Text(time, language) if time else None,
        place_line(plan, language) if _moved(plan, now) else None,
    )
    line = listed(parts, language)
    return (Text(labelled(Heading.PLANNED, "", language), language), *line) if line else ()


def _moved(plan: Slot, now: Slot) -> bool:
    """Whether the place is another than planned; a room that the plan had not named yet is not another place."""
    if plan.place and (now.place is None or plan.place.uid != now.place.uid):
        return True
    return plan.place_note is not None and plan.place_note != now.place_note


def _planned_time(plan: Slot, now: Slot, language: Language) -> str:
    """When something was planned, if that was otherwise: with its day where the day changed, else the time only."""
    if plan.day != now.day:
        return slot_text(replace(plan, time_mark=None), language)
    same = (plan.end_day, plan.start, plan.end, plan.part) == (now.end_day, now.start, now.end, now.part)
    return "" if same or plan.part is DayPart.TO_BE_CONFIRMED else time_text(plan, language)


def observance_line(observance: Observance, language: Language) -> Line:
    """A holiday and whose it is: `개천절(대한민국)`, `開天節（韓国）`."""
    country = LOCALES[language].territories.get(observance.country, observance.country)
    return (observance.name, Text(bracketed(country, language), language))


def edition_line(itinerary: Itinerary) -> Line:
    """Whom an edition is for: `최유진`, `언론`."""
    kind = itinerary.audience.kind
    if itinerary.reader and kind in (AudienceKind.DELEGATE, AudienceKind.PARTY):
        return (itinerary.reader,)
    return (Text(label(kind, itinerary.language), itinerary.language),)


def _with_mark(line: Line, mark: Mark | None, language: Language) -> Line:
    """A line with a mark at its end, unless a part of it bears the same mark already."""
    if mark is None or any(run.mark is mark for run in line):
        return line
    return (*line, Text(marked("", mark, language), language))


def bracketed(text: str, language: Language) -> str:
    """A remark in brackets, to be put after a word: `(통역)`, `（通訳）`, ` (interpreter)`."""
    return _BRACKETS[language].format(text=text)


def closing_text(language: Language) -> str:
    """What ends a document: `끝.` in Korea, `以上` in Japan, nothing in English."""
    return {KO: "끝.", JA: "以上", EN: ""}[language]
