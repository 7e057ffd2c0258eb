"""What every error of this library has in common, and the errors about what a fact says."""

import re
from datetime import date, datetime
from inspect import Parameter, Signature, get_annotations
from string import Formatter
from typing import Any, ClassVar, Final, dataclass_transform, get_origin

from .civil_registration import masked

_WORD: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

_LONGEST: Final = 1000  # characters of a value in a message; no text of the log is half as long


class _Message(Formatter):
    """Fills the template of a message; what looks like a civil registration number is masked."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        """Return a value as its template wants it: not at all, where it is nested too deeply."""
        try:
            return super().convert_field(value, conversion)
        except RecursionError:
            return "..."

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return a value as it stands in the message: its beginning, where it is very long."""
        text = masked(str(super().format_field(value, format_spec)))
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _parameter(cls: type, name: str) -> Parameter:
    default = getattr(cls, name, Parameter.empty)
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default)


@dataclass_transform(eq_default=False)
class StewardsError(Exception):
    """Something could not be done; nothing was changed.

    The message says *cannot X because Y*, with the ids and limits, and then what to do. The data it
    speaks of are attributes. A subclass names them with their types, as a data class does, and writes
    the three parts as templates over them; whatever looks like a civil registration number is masked.
    """

    cannot: ClassVar[str]
    because: ClassVar[str]
    instead: ClassVar[str]

    _takes: ClassVar = Signature()

    def __init_subclass__(cls) -> None:
        kinds: dict[str, Any] = {
            name: get_origin(kind) for name, kind in get_annotations(cls).items()
        }
        own = [name for name, kind in kinds.items() if kind is not ClassVar]
        names = dict.fromkeys([*cls._takes.parameters, *own])
        cls._takes = Signature([_parameter(cls, name) for name in names])

    def __init__(self, *given: Any, **named: Any) -> None:
        data = self._takes.bind(*given, **named)
        data.apply_defaults()
        super().__init__(*data.args)
        vars(self).update(data.arguments)

    def __str__(self) -> str:
        """Return the sentence for people."""
        return self._filled(f"Cannot {self.cannot} because {self.because}. {self.instead}")

    @classmethod
    def code(cls) -> str:
        """Return what a program knows the reason by, such as `no-such-unit`: the name of the class."""
        return _WORD.sub("-", cls.__name__).lower()

    @property
    def reason(self) -> str:
        """What is wrong, and with which value of which field, as a part of another message."""
        where = "{0.field} is {0.value!r}, and " if hasattr(self, "value") else ""
        return self._filled(where + self.because)

    def _filled(self, template: str) -> str:
        return masked(_Message().format(template, self))


class BadInput(StewardsError):
    """What was given is malformed: a value, an id, a line of a file."""


class Refusal(StewardsError):
    """A rule forbids what was asked."""


class UnsoundStore(StewardsError):
    """The store, or what it holds, cannot be relied on."""


class MissingExtra(BadInput):
    """What this takes is not installed: packages that not everybody needs."""

    action: str
    extra: str

    cannot = "{0.action}"
    because = "the extra {0.extra} is not installed"
    instead = "Install it with: pip install 'stewards[{0.extra}]'"


class MalformedId(BadInput):
    """An id has characters or a length that ids do not have."""

    field: str
    value: str

    cannot = "use {0.value!r} as {0.field}"
    because = "an id is 1 to 64 of the characters A-Z, a-z, 0-9, '.', '_', '-' and '/', of a unit also ' '"
    instead = "Give an opaque id such as M00001 or jc-1."


class CivilRegistrationNumber(BadInput):
    """A value holds what has the form of a Danish civil registration number (CPR): see `masked`."""

    field: str
    value: str

    cannot = "record {0.value} as {0.field}"
    because = "it has the form of a civil registration number, and the log holds opaque ids only"
    instead = "Use the member's number in the union instead."

    def __init__(self, field: str, value: str) -> None:
        super().__init__(field, masked(value))


class MalformedText(BadInput):
    """A text has control characters, or is empty or too long."""

    field: str
    value: str

    cannot = "use {0.value!r} as {0.field}"
    because = "a text is 1 to 500 characters without control characters"
    instead = "Shorten it, or remove the control characters."


class UnseenText(BadInput):
    """A text has nothing in it that anybody could see, such as zero-width spaces alone."""

    field: str
    value: str

    cannot = "use {0.value!a} as {0.field}"
    because = "it consists of invisible characters only"
    instead = "Type it again."


class MalformedHeadcount(BadInput):
    """A number of people is negative, or beyond all people."""

    field: str
    value: int

    cannot = "use {0.value} as {0.field}"
    because = "a number of people is 0 to 100000000"
    instead = "Give the number of people counted."


class MalformedDay(BadInput):
    """A day is missing, impossible, or not written as YYYY-MM-DD."""

    field: str
    value: str

    cannot = "read {0.field} {0.value!r}"
    because = "it is not a calendar day written as YYYY-MM-DD"
    instead = "Write a day such as 2019-09-01."


class MalformedWindow(BadInput):
    """A text is neither a day nor a window of days."""

    field: str
    value: str

    cannot = "read {0.field} {0.value!r}"
    because = "it is neither a calendar day nor a window of days"
    instead = (
        "Write a day such as 2019-09-01, a year or a month such as 1990 or 1990-05, or a window such as"
        " [2018-09-02..2019-09-01]."
    )


class WindowEndsFirst(BadInput):
    """A fact cannot have become true before the last day that it can have become true on."""

    not_before: date
    effective_on: date

    cannot = "take {0.not_before} as the first day it can have become true on"
    because = "{0.not_before} is later than {0.effective_on}, the last such day"
    instead = "Give a day up to {0.effective_on}, or leave it out where the day is exact."


class PlacedBeforeJoining(BadInput):
    """The workplace of a joiner is known only from a day on which nobody had joined yet."""

    placed_on: date
    effective_on: date

    cannot = "place a member from {0.placed_on}"
    because = "{0.placed_on} is before {0.effective_on}, the day of joining"
    instead = "Give a later day, or leave it out where the workplace is known from the joining on."


class MalformedInstant(BadInput):
    """An instant is not written in RFC 3339 with a time zone."""

    field: str
    value: str

    cannot = "read {0.field} {0.value!r}"
    because = "it is not an RFC 3339 instant with a time zone"
    instead = "Write an instant such as 2019-09-01T18:52:00Z."


class MalformedField(BadInput):
    """A field holds a value of another kind than its meaning asks for."""

    field: str
    value: object
    wanted: str

    cannot = "use {0.value!r} as {0.field}"
    because = "it must be {0.wanted}"
    instead = "Correct the value."


class MissingField(BadInput):
    """A fact lacks a field that it cannot do without."""

    type: str
    field: str

    cannot = "read this {0.type}"
    because = "the field {0.field} is missing"
    instead = "Add the field."


class UnknownField(BadInput):
    """A fact has a field that facts of its type do not have."""

    type: str
    field: str
    known: str

    cannot = "read this {0.type}"
    because = "a {0.type} has no field {0.field!r}"
    instead = "Its fields are {0.known}."


class UnknownType(BadInput):
    """A fact is of a type that this version does not know."""

    type: str
    known: str

    cannot = "read a fact of type {0.type!r}"
    because = "there is no such type"
    instead = "The types are {0.known}."


class Unrecordable(BadInput):
    """A fact would not be read back from the log as it was given."""

    type: str

    cannot = "record this {0.type}"
    because = "it would be read back from the log as something else, or not at all"
    instead = (
        "Build it from plain values of the types it asks for, and do not change it afterwards."
    )


class NotAFact(BadInput):
    """A line is not a JSON object."""

    problem: str

    cannot = "read this line as a fact"
    because = "it is not a JSON object ({0.problem})"
    instead = "Write one JSON object per line, each with its type."


class UnknownEntryType(UnsoundStore):
    """An entry of the log is of a type that this version does not know."""

    entry: int
    type: str

    cannot = "read entry {0.entry} of the log"
    because = "its type {0.type!r} is not one that this version knows"
    instead = "Use the version of stewards that wrote it, or a newer one."


class UnreadableEntry(UnsoundStore):
    """An entry of the log does not hold what its type promises."""

    entry: int
    type: str
    problem: str

    cannot = "read entry {0.entry} ({0.type}) of the log"
    because = "its data are damaged: {0.problem}"
    instead = (
        "Restore the store from a backup, then compare the two; or void the entry with"
        " 'stewards void {0.entry} --reason ...', and record again what it should have said."
    )


class UnreadableTags(UnreadableEntry):
    """What an entry of the log is found by is damaged, so that not even a void would reach it."""

    instead = "Restore the store from a backup, then compare the two."


class NoSuchEntry(Refusal):
    """The log has no entry of that number."""

    action: str
    entry: int

    cannot = "{0.action} entry {0.entry}"
    because = "the log has no such entry"
    instead = "See 'stewards log show' for the entries there are."


class ClockBehind(Refusal):
    """The last entry lies further ahead of the clock than two clocks may differ: one was wrong.

    What is recorded next bears the instant of that entry, and "as known at" can tell the two apart
    only by their numbers.

    Attributes:
        entry: The last entry of the log.
        recorded_at: The instant it was recorded at, as it says.
        now: What the clock says.
    """

    entry: int
    recorded_at: datetime
    now: datetime

    cannot = "record this"
    because = (
        "the log's last entry ({0.entry}) was recorded at {0.recorded_at:%Y-%m-%d %H:%M:%S} UTC,"
        " and it is {0.now:%Y-%m-%d %H:%M:%S} UTC now"
    )
    instead = (
        "Nothing was recorded. Correct the clock of this machine; if it is right, record with"
        " --despite-clock before the command (despite_clock=True)."
    )


class ClockWithoutZone(BadInput):
    """A registry was given a clock that does not say which instant it is."""

    told: str

    cannot = "use the clock that this registry was given"
    because = "it returned {0.told}, which is not an instant with a time zone"
    instead = "Give one that returns such an instant, for example lambda: datetime.now(UTC)."
