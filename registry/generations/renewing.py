"""Entry by entry, what a new generation says in place of the log before it.

Nothing here lists types of events: which fields name members, hold numbers of entries or texts, the types say
(`EventType`), and `tests/generations/test_every_type.py` refuses a type that would hide them elsewhere.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs
import msgspec
from attrs import define, field
from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent

from ...events import TYPES, EntryVoided, Event, EventType, decode, encode
from ...events.command_tags import PREFIX as COMMAND
from ...events.event import BATCH, MEMBER, PEOPLE, VOIDED
from ...events.validators import as_stored
from ...events.wire import Said, stored_reader
from ..people.minting import mint_word, text_id
from .stays import Order, Stays

OTHER: Final = "other"
"""The code that is put in place of what somebody said in words."""

_MEMBER: Final = f"{MEMBER['tag']}:"
_ENTRY: Final = f"{VOIDED['tag']}:"
_BATCH: Final = f"{BATCH['tag']}:"
_PEOPLE: Final = f"{PEOPLE['tag']}:"
_NOBODY: Final = re.compile(r"(?!)")


def naming(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of some ids, numbers and names as words of a text, a genitive too."""
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})s?(?!\w)") if words else _NOBODY


@define
class Renewing:
    """Turns the entries of a log, in their order, into those of its next generation.

    Attributes:
        stays: The ids that come in place of each one that is forgotten.
        names: What else each of them is known by: the number, the name.
        codes: What a reason may be and still say nothing in words.
        dropped: The texts of the people file that are not there any more.
        people: What distinguishes the people file of the new generation; none where there is none.
        texts: How many texts were left out so far.
    """

    stays: Mapping[str, Stays]
    names: Collection[str] = ()
    codes: Collection[str] = ()
    dropped: Collection[str] = ()
    people: str | None = None
    texts: int = 0
    _about: dict[int, str] = field(factory=dict)
    _renamed: dict[str, str] = field(factory=dict)
    _named: re.Pattern[str] = _NOBODY
    _in_ids: re.Pattern[str] = _NOBODY
    _as_stored: re.Pattern[str] = _NOBODY
    _read: Any = field(factory=stored_reader)

    def __attrs_post_init__(self) -> None:
        names = {*self.stays, *self.names}
        self._named = naming(names)
        self._as_stored = naming(
            names | {msgspec.json.encode(each).decode()[1:-1] for each in names}
        )
        # an id of digits alone may be a part of any other: a day, a number
        self._in_ids = naming(name for name in names if not name.isdecimal())

    def renewed(self, entries: Iterable[DCBSequencedEvent]) -> Iterator[DCBEvent]:
        """Yield what comes in place of each entry.

        Raises:
            UnknownEntryType, UnreadableEntry: an entry cannot be read, so nobody knows whom it names.
        """
        for found in entries:
            yield self._entry(found)

    def _entry(self, found: DCBSequencedEvent) -> DCBEvent:
        event = found.event
        said = self._read(event.type, event.data)
        if said is not None and self._is_kept(said, event):
            return event
        return self._changed(found)

    def _is_kept(self, said: Said, event: DCBEvent) -> bool:
        """Return whether an entry, as this version writes it, stays what it is to the byte."""
        kind = TYPES[event.type]
        return (
            all(getattr(said, name) is None for name in kind.entry_fields)
            and not self._as_stored.search(event.data.decode())
            and not self._named.search(" ".join(event.tags))
            and not (self.people and _PEOPLE in kind.tag_prefixes)
            and not (self.dropped and text_id(getattr(said, "note") or "") in self.dropped)  # noqa: B009
        )

    @as_stored
    def _changed(self, found: DCBSequencedEvent) -> DCBEvent:
        kept, event = found.event, decode(found.event.type, found.event.data, found.position)
        kind, order = TYPES[kept.type], (event.effective_on, found.position)
        about = self._whom(kind, event, order)
        if about is not None:
            self._about[found.position] = about
        changes = {
            **self._members(kind, event, order),
            **self._entries(kind, event),
            **self._words(kind, event, is_about=about is not None),
            **self._ids(kind, event),
        }
        new = attrs.evolve(event, **changes) if changes else event
        tags = [self._tag(tag, about, order) for tag in kept.tags]
        return DCBEvent(kept.type, encode(new) if new != event else kept.data, tags)

    def _whom(self, kind: EventType, event: Event, order: Order) -> str | None:
        """Return the new id of whoever an entry is about, if that is to be forgotten."""
        if isinstance(event, EntryVoided):
            return self._about.get(event.voids)
        own = (getattr(event, name) for name in kind.member_fields)
        old = next((one for one in own if isinstance(one, str) and one in self.stays), None)
        return None if old is None else self.stays[old].at(order)

    def _members(self, kind: EventType, event: Event, order: Order) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in kind.member_fields:
            value = getattr(event, name)
            if isinstance(value, str):
                found[name] = self._member(value, order)
            elif value is not None:
                found[name] = tuple(self._member(each, order) for each in value)
        return found

    def _member(self, member: str, order: Order) -> str:
        return self.stays[member].at(order) if member in self.stays else member

    def _entries(self, kind: EventType, event: Event) -> dict[str, Any]:
        numbers = {name: getattr(event, name) for name in kind.entry_fields}
        return {name: number + 1 for name, number in numbers.items() if number is not None}

    def _words(self, kind: EventType, event: Event, *, is_about: bool) -> dict[str, Any]:
        """Return what comes in place of texts about those who are forgotten, or that name them."""
        found: dict[str, Any] = {}
        for name, words in kind.words.items():
            value = getattr(event, name)
            if value is None or words == "label":
                continue
            if words == "reason":
                if (is_about or self._named.search(value)) and value not in self.codes:
                    code = value.strip().lower()  # as a rule reads it
                    found[name] = code if code in self.codes else OTHER
            elif is_about or self._named.search(value) or text_id(value) in self.dropped:
                found[name] = None
        self.texts += len(found)
        return found

    def _ids(self, kind: EventType, event: Event) -> dict[str, Any]:
        """Return other ids for batches and recorders whose ids name somebody who is forgotten."""
        found: dict[str, Any] = {
            name: self._renamed_id(value, word)
            for name, word in (("recorded_by", "recorder"), ("batch", BATCH["tag"]))
            if (value := getattr(event, name)) is not None
        }
        if self.people is not None and _PEOPLE in kind.tag_prefixes:
            found["people"] = self.people
        return found

    def _renamed_id(self, value: str, word: str) -> str:
        if value not in self.stays and value not in self.names and not self._in_ids.search(value):
            return value
        return self._renamed.setdefault(value, mint_word(word))

    def _tag(self, tag: str, about: str | None, order: Order) -> str:
        """Return a tag as it is to be; which one it was, it begins with."""
        prefix, colon, value = tag.partition(":")
        match prefix + colon:
            case "member:" if value in self.stays:
                return _MEMBER + (about or self.stays[value].at(order))
            case "entry:" if value.isdecimal():
                return f"{_ENTRY}{int(value) + 1}"
            case "batch:":
                return _BATCH + self._renamed_id(value, BATCH["tag"])
            case "command:":
                return COMMAND + self._renamed_id(value, "command")
            case "people:" if self.people is not None:
                return _PEOPLE + self.people
        return tag
