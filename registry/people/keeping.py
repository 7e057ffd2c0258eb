"""What is kept of people, and for how long: what is due, what is purged, what there is of one person."""

import re
from collections.abc import Iterator
from datetime import date
from glob import escape
from pathlib import Path
from typing import Any, Final

from attrs import define, frozen
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ...events import TYPES, ExportMade, GenerationBegun, PersonErased, RosterTaken
from ...events.command_tags import PREFIX
from ...events.entry import Entry
from ...events.errors import BadInput
from ...events.log import Log
from ...events.stores.sqlite.file import PEOPLE
from ...events.validators import check_id
from ...projections.view import View
from ..in_json import as_data
from .apart import People, told
from .minting import text_id
from .policy import Kept, Policy

_OUR_BATCH: Final = re.compile(
    r"(import|revert)-\d+(-\d+)?|(roster|headcounts|units|mandates)-\d{4}-\d\d-\d\d-\d+", re.ASCII
)
_OUR_REQUEST: Final = re.compile("[0-9a-f]{32}")


@frozen
class DueErasure:
    """Something whose period is over.

    Attributes:
        what: What it is; see `Kept`.
        member: The id of the person it is about; none for a note about nobody.
        text: The id of the note; none for a person.
        since: The day from which the period ran.
        due_on: The day on which it was over.
        purpose: What it was kept for.
    """

    what: str
    member: str | None
    text: str | None
    since: date
    due_on: date
    purpose: str


def due(view: View, log: Log, people: People, policy: Policy) -> list[DueErasure]:
    """Return everything whose period is over by the day of a view, the oldest first."""
    found = [*_people_due(view, log, people, policy), *_notes_due(people, policy, view.on)]
    return sorted(
        found, key=lambda each: (each.due_on, each.what, each.member or "", each.text or "")
    )


def _people_due(view: View, log: Log, people: People, policy: Policy) -> Iterator[DueErasure]:
    added = people.kept.added()
    left: dict[str, date] = {}
    for each in view.leavings(since=date.min):
        left[each.member] = max(each.left_on, left.get(each.member, date.min))
    there = {each.member for each in view.members()}
    since = {
        Kept.FORMER_MEMBERS: {
            one: day for one, day in left.items() if {one} & added.keys() - there
        },
        Kept.NEVER_MEMBERS: {one: day for one, day in added.items() if not _is_told(log, one)},
    }
    for what, days in since.items():
        period = policy.period(what)
        for one, day in days.items() if period else ():
            if period and period.ends(day) <= view.on:
                yield DueErasure(what, one, None, day, period.ends(day), period.purpose)


def _notes_due(people: People, policy: Policy, on: date) -> Iterator[DueErasure]:
    period = policy.period(Kept.NOTES)
    if period is None:
        return
    for text, person, day in people.kept.said_before(on):
        if period.ends(day) <= on:
            yield DueErasure(Kept.NOTES, person, text, day, period.ends(day), period.purpose)


def about(log: Log, people: People, member: str) -> dict[str, Any]:
    """Return every byte there is of one person, and nothing of others, as data of JSON.

    The facts that name them, with what their notes say; member lists that name them aside; their number,
    their name and what was said of them in words.
    """
    one = people.id_of(member)
    entries = log.history(f"member:{one}", log.store.size())
    return {
        "member": people.number_of(one),
        "name": people.name_of(one),
        "id": one,
        "added_on": people.kept.added().get(one),
        "facts": [_fact(people, each) for each in entries],
        "lists": [*_lists(log, one)],
        "notes": [
            {"text": text, "said_on": day, "note": body}
            for text, body, day in people.kept.texts_of(one)
        ],
    }


def _fact(people: People, entry: Entry) -> dict[str, Any]:
    said = {key: value for key, value in as_data(entry).items() if value is not None}
    note = people.text(str(said.get("note")))
    return said if note is None else said | {"note_says": note}


def _lists(log: Log, one: str) -> Iterator[dict[str, Any]]:
    for entry in told(log, RosterTaken):
        event: Any = entry.event
        for field in TYPES[RosterTaken.__name__].member_fields:
            if one in (getattr(event, field) or ()):
                yield {"entry": entry.number, "on": event.effective_on, "named_as": field}


def _is_told(log: Log, one: str) -> bool:
    """Return whether any entry is about a person."""
    about_them = DCBQuery([DCBQueryItem(tags=[f"member:{one}"])])
    return next(iter(log.store.read(about_them, limit=1)), None) is not None


@frozen
class Held:
    """Something that holds data about people.

    Attributes:
        place: What it is: a path, or what it is called.
        holds: What of people is in it, in words.
        number: How many; none where that says nothing.
        size: How many bytes it takes; none where it is no file.
    """

    place: str
    holds: str
    number: int | None = None
    size: int | None = None


@define
class Entries:
    """What the entries of a log hold of people.

    Attributes:
        members: The ids of those whom any fact names.
        texts: The ids of the texts that stand in notes.
        free_texts: How many texts are no codes, ids or references: said before, or imported.
        batches: The ids of batches that somebody gave.
        recorders: The ids of who recorded.
    """

    members: set[str]
    texts: set[str | None]
    free_texts: int
    batches: set[str]
    recorders: set[str]

    @classmethod
    def of(cls, log: Log) -> "Entries":
        """Read all of a log."""
        found = cls(set(), set(), 0, set(), set())
        for entry in log.entries():
            kind = TYPES[type(entry.event).__name__]
            for name in kind.member_fields:
                named = getattr(entry.event, name) or ()
                found.members.update([named] if isinstance(named, str) else named)
            found.texts.add(text_id(entry.event.note or ""))
            found.free_texts += sum(
                _is_free(words, getattr(entry.event, name)) for name, words in kind.words.items()
            )
            found.recorders.add(entry.event.recorded_by)
            if entry.event.batch and not _OUR_BATCH.fullmatch(entry.event.batch):
                found.batches.add(entry.event.batch)
        return found


def _requests(log: Log) -> int:
    """Return how many ids of requests somebody gave."""
    told_by = (tag for entry in log.store.read() for tag in entry.event.tags)
    requests = {tag.removeprefix(PREFIX) for tag in told_by if tag.startswith(PREFIX)}
    return sum(1 for each in requests if not _OUR_REQUEST.fullmatch(each))


def _is_free(words: str, value: str | None) -> bool:
    if value is None or words == "label":
        return False
    if words == "note":
        return text_id(value) is None
    try:
        check_id(words, value)
    except BadInput:
        return True
    return False


def inventory(log: Log, people: People) -> list[Held]:
    """Return what holds data about people, place by place."""
    everybody, named, texts = people.kept.numbers()
    kind, entries = people.kept.kind, Entries.of(log)
    added, said = people.kept.added(), people.kept.said_before(date.max)
    return [
        Held("log", "facts about members, by id", log.store.size()),
        *_files(log, people),
        Held(people.kept.where, "people: numbers, names, notes", None, people.kept.size()),
        Held(kind, "people", everybody),
        Held(kind, "people whom no fact names", len(added.keys() - entries.members)),
        Held(kind, "names", named),
        Held(kind, "notes", texts),
        Held(kind, "notes that no fact has", len({text for text, *_ in said} - entries.texts)),
        Held("log", "texts that are no codes", entries.free_texts),
        Held("log", "ids of batches, as given", len(entries.batches)),
        Held("log", "ids of requests, as given", _requests(log)),
        Held("log", "ids of who recorded, as given", len(entries.recorders)),
        Held("log", "people erased", len(told(log, PersonErased))),
        Held("log", "exports recorded", len(told(log, ExportMade))),
        Held("log", "generations before it", len(told(log, GenerationBegun))),
    ]


def _files(log: Log, people: People) -> Iterator[Held]:
    """Yield the file of a log and those beside it, but for the people file."""
    beside = log.store.people
    if not isinstance(beside, Path):
        return
    for path in sorted(beside.parent.glob(f"{escape(beside.name.removesuffix(PEOPLE))}*")):
        files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
        if str(path) != people.kept.where:
            size = sum(each.stat().st_size for each in files)
            number = len(files) if path.is_dir() else None
            yield Held(str(path), "facts about members, by id", number, size)
