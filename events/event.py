"""What every event carries, and the closed registry of event types."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Final, TypeVar

import attrs
from attrs import field, frozen

from .errors import WindowEndsFirst
from .validators import in_utc, is_day, is_id, is_text

MEMBER: Final = {"tag": "member"}
UNIT: Final = {"tag": "unit"}
BATCH: Final = {"tag": "batch"}
MEMBERS: Final = {"names": "members"}
"""What the metadata of a field say that holds several members: no tag is made of it."""
ENTRY: Final = {"names": "entry"}
"""The same of a field that holds the number of an entry, of which no tag is made."""
VOIDED: Final = {"tag": "entry"}
PEOPLE: Final = {"tag": "people"}

NOTE: Final = {"words": "note"}
REASON: Final = {"words": "reason"}
SOURCE: Final = {"words": "source"}
LABEL: Final = {"words": "label"}
"""What a text is that a field holds: a remark; why something was done; where it is from; or a name of a
unit or a rule book, which speaks of nobody. Where people are kept apart, each is kept in its own way."""


class Family(StrEnum):
    """What a type of event is about. Whatever needs all types of a family finds them by this."""

    ORGANISATION = "organisation"
    MEMBERSHIP = "membership"
    MANDATES = "mandates"
    FIGURES = "figures"
    LISTS = "lists"
    RULES = "rules"
    EMPLOYMENT = "employment"
    ELECTORATES = "electorates"
    COMMITTEES = "committees"
    CORRECTIONS = "corrections"
    PEOPLE = "people"
    GENERATIONS = "generations"


Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


@frozen(kw_only=True, eq=False, repr=False)
class Event:
    """A fact recorded in the registry.

    Attributes:
        effective_on: The civil day the fact is true from; it holds from the start of that day.
        recorded_at: The instant the log learned it, in UTC. It never decreases along the log.
        recorded_by: The opaque id of the office or person that recorded it.
        note: A remark for people, without names.
        batch: The id of the batch it was recorded in, for example one import.

    Raises:
        MalformedField: a value is not exactly of the type of its field.
        MalformedId, MalformedText, MalformedHeadcount, CivilRegistrationNumber: a field cannot hold that.

    """

    effective_on: date = field(validator=is_day)
    recorded_at: datetime = field(converter=in_utc)
    recorded_by: str = field(validator=is_id)
    note: str | None = field(default=None, validator=is_text, metadata=NOTE)
    batch: str | None = field(default=None, validator=is_id, metadata=BATCH)

    # Here once for every type: otherwise each process that starts would compile them for each.
    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash((type(self), _values(self)))

    def __repr__(self) -> str:
        said = (f"{each.name}={getattr(self, each.name)!r}" for each in attrs.fields(type(self)))
        return f"{type(self).__qualname__}({', '.join(said)})"


def _values(event: Any) -> tuple[object, ...]:
    return _reading(event.__class__)(event)


@cache
def _reading(cls: Any) -> Callable[[object], tuple[object, ...]]:
    """Return what returns the values of all fields of an event of a type."""
    return attrgetter(*(each.name for each in attrs.fields(cls)))


@frozen(kw_only=True, eq=False, repr=False)
class Windowed(Event):
    """A fact whose day need not be known exactly, but only within a window.

    Attributes:
        not_before: The first day it can have become true on; `effective_on` is the last one. None where
            the day is exact.

    Raises:
        WindowEndsFirst: the window ends before it begins.

    """

    not_before: date | None = field(default=None, validator=is_day)

    def __attrs_post_init__(self) -> None:
        if self.not_before is not None and self.not_before > self.effective_on:
            raise WindowEndsFirst(self.not_before, self.effective_on)


EventClass = TypeVar("EventClass", bound=type[Event])


@frozen
class EventType:
    """One type of event as the log knows it.

    Attributes:
        name: The stable name stored with each entry; never a Python path.
        cls: The class that holds such a fact.
        family: What it is about.
        sets: What of its subject it sets from its day on, such as the workplace of a member; none for a
            fact that leaves everything as it is.
        record_only: Whether it is kept for the record only: no answer and no fold reads it.
        few: Whether a log holds few of them, so that each may go through the codec whenever it is read.
        version: The version of the fields; older stored versions pass through the upcasters.
        upcasters: For each older version, the function that lifts its fields to the next one.
        tag_prefixes: What the tags begin with, such as `member:`, in the order of the fields.
        tag_values: Returns what follows them, none where a field is none.
        unit_fields: The fields that name a unit.
        member_fields: The fields that name a member, or several.
        entry_fields: The fields that hold the number of another entry.
        words: What kind of text each field holds that holds one.
        fields: The names of the fields, those of the type itself first.

    """

    name: str
    cls: type[Event]
    family: Family
    sets: tuple[str, ...]
    record_only: bool
    few: bool
    version: int
    upcasters: Mapping[int, Upcaster]
    tag_prefixes: tuple[str, ...]
    tag_values: Callable[[object], tuple[object, ...]]
    unit_fields: tuple[str, ...]
    member_fields: tuple[str, ...]
    entry_fields: tuple[str, ...]
    words: Mapping[str, str]
    fields: tuple[str, ...]


TYPES: Final[dict[str, EventType]] = {}
"""Every event type by its stored name; nothing else can be in a log."""


def event_type(
    family: Family,
    *,
    sets: tuple[str, ...] = (),
    record_only: bool = False,
    few: bool = False,
    version: int = 1,
    upcasters: Mapping[int, Upcaster] | None = None,
) -> Callable[[EventClass], EventClass]:
    """Register the decorated class, so that it can be written to a log and read back.

    Args:
        family: What it is about; for this and the others see `EventType`.
        sets: What of its subject it sets.
        record_only: Whether nothing reads it.
        few: Whether there are few of them.
        version: The version of its fields.
        upcasters: What lifts the fields of each older version.
    """

    def register(cls: EventClass) -> EventClass:
        every = attrs.fields(cls)
        ordered = sorted(every, key=lambda a: a.inherited)
        tagged = [a for a in ordered if "tag" in a.metadata]
        TYPES[cls.__name__] = EventType(
            name=cls.__name__,
            cls=cls,
            family=family,
            sets=sets,
            record_only=record_only,
            few=few,
            version=version,
            upcasters=dict(upcasters or {}),
            tag_prefixes=tuple(f"{a.metadata['tag']}:" for a in tagged),
            tag_values=attrgetter(*(a.name for a in tagged)),
            unit_fields=tuple(a.name for a in ordered if a.metadata == UNIT),
            member_fields=tuple(a.name for a in ordered if a.metadata in (MEMBER, MEMBERS)),
            entry_fields=tuple(a.name for a in ordered if a.metadata in (ENTRY, VOIDED)),
            words={a.name: a.metadata["words"] for a in ordered if "words" in a.metadata},
            fields=tuple(a.name for a in ordered),
        )
        return cls

    return register


def types_of(family: Family) -> tuple[str, ...]:
    """Return the names of the types of a family."""
    return tuple(name for name, kind in TYPES.items() if kind.family is family)


def types_setting(*what: str) -> tuple[str, ...]:
    """Return the names of the types that set one of these of their subject."""
    return tuple(name for name, kind in TYPES.items() if not set(what).isdisjoint(kind.sets))
