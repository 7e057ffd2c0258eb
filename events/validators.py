"""What a single field may hold, checked when an event is made, wherever it comes from."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, Final, Literal, ParamSpec, TypeVar, get_args

import attrs

from .characters import can_be_seen
from .civil_registration import (
    WITHOUT,
    holds_civil_registration_number,
    is_civil_registration_number,
)
from .errors import (
    CivilRegistrationNumber,
    MalformedField,
    MalformedHeadcount,
    MalformedId,
    MalformedInstant,
    MalformedText,
    UnseenText,
)
from .steps import MOST, Step

ElectionStep = Literal[
    "approved", "aware", "received", "accepted", "objected", "upheld", "dismissed", "declined"
]
"""What can happen to an election after it was held."""

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_TEXT: Final = 500
MOST_PEOPLE: Final = 100_000_000
HIGHEST_ENTRY: Final = 10**18 - 1

_ID_CHARACTERS: Final = "0-9A-Za-z._/-"
_CONTROLS: Final = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"

_PLAIN: Final = (
    "\x20-\x7e\u00c0-\u024f\u2013\u2014\u2019\u201c\u201d"  # what NFKC makes no digit of
)

UNIT_ID_PATTERN: Final = (
    rf"\A[{_ID_CHARACTERS}](?:[ {_ID_CHARACTERS}]{{0,62}}[{_ID_CHARACTERS}])?\Z"
)
ID_PATTERN: Final = rf"\A{WITHOUT}[{_ID_CHARACTERS}]{{1,64}}\Z"
TEXT_PATTERN: Final = rf"\A(?=.*[!-~\u00c0-\u024f]){WITHOUT}[{_PLAIN}]*\Z"
"""What `check_unit_id`, `check_id` and `check_text` surely let pass, as patterns for a decoder.

They may let more pass: what does not match is to be given to them.
"""

CONTROL: Final = re.compile(f"[{_CONTROLS}]")
"""A character that a text is never to hold, nor a terminal to be given."""

_ID = re.compile(f"[{_ID_CHARACTERS}]{{1,64}}")
_UNIT_ID = re.compile(UNIT_ID_PATTERN)


_stored: Final = ContextVar("_stored", default=False)


def as_stored(read: Callable[P, T]) -> Callable[P, T]:
    """Let a function read what the log holds: rules that came later do not make an entry unreadable."""

    @wraps(read)
    def read_stored(*args: P.args, **given: P.kwargs) -> T:
        before = _stored.set(True)
        try:
            return read(*args, **given)
        finally:
            _stored.reset(before)

    return read_stored


def check_unit_id(field: str, value: str) -> None:
    """Refuse what cannot be an id of a unit, which may well be ten digits, or have blanks inside.

    Raises:
        MalformedField, MalformedId: it is not text, or has characters or a length that ids do not have.
    """
    _check_exactly(str, field, value)
    if not _UNIT_ID.match(value):
        raise MalformedId(field, value)


def check_asked_id(field: str, value: str) -> None:
    """Refuse what no log holds as an id: raise MalformedId or CivilRegistrationNumber.

    A log of an earlier version may hold such numbers within longer ids, and can be asked for them.
    """
    check_unit_id(field, value)
    if is_civil_registration_number(value):
        raise CivilRegistrationNumber(field, value)


def check_id(field: str, value: str) -> None:
    """Refuse what cannot be an id, but of a unit: raise MalformedId or CivilRegistrationNumber."""
    _check_exactly(str, field, value)
    if not _ID.fullmatch(value):
        raise MalformedId(field, value)
    _refuse_number(field, value)


def check_text(field: str, value: str) -> None:
    """Refuse what cannot be a text.

    Raises:
        MalformedField, MalformedText, UnseenText, CivilRegistrationNumber: what is wrong with it.
    """
    _check_exactly(str, field, value)
    if not value.strip() or len(value) > LONGEST_TEXT or CONTROL.search(value):
        raise MalformedText(field, value)
    if not _stored.get() and not can_be_seen(value):
        raise UnseenText(field, value)
    _refuse_number(field, value)


def check_day(field: str, value: date) -> None:
    """Refuse what is not a civil day, such as an instant: raise MalformedField."""
    _check_exactly(date, field, value)


def check_number(field: str, value: int) -> None:
    """Refuse what is not a whole number that entries could be counted with: raise MalformedField."""
    _check_exactly(int, field, value)
    if abs(value) > HIGHEST_ENTRY:
        raise MalformedField(field, value, "a whole number of at most 18 digits")


def check_people(field: str, value: int) -> None:
    """Refuse what is not a number of people: raise MalformedField or MalformedHeadcount."""
    _check_exactly(int, field, value)
    if not 0 <= value <= MOST_PEOPLE:
        raise MalformedHeadcount(field, value)


def check_word(field: str, value: str, words: Any) -> None:
    """Refuse what is none of the words of a `Literal`: raise MalformedField."""
    if value not in get_args(words):
        raise MalformedField(field, value, one_of(words))


def one_of(words: Any) -> str:
    """Return the words of a `Literal` in one text: `a, b or c`."""
    *others, last = get_args(words)
    return f"{', '.join(others)} or {last}"


def _refuse_number(field: str, value: str) -> None:
    if not _stored.get() and holds_civil_registration_number(value):
        raise CivilRegistrationNumber(field, value)


def in_utc(instant: datetime, field: str = "recorded_at") -> datetime:
    """Return an instant in UTC, whatever time zone it had.

    Raises:
        MalformedField: it is no datetime, or says nothing of its time zone.
        MalformedInstant: it lies before the first or after the last year there is.
    """
    if type(instant) is not datetime or instant.utcoffset() is None:
        raise MalformedField(field, instant, "an instant with a time zone")
    try:
        return instant.astimezone(UTC)
    except OverflowError as problem:
        raise MalformedInstant(field, instant.isoformat()) from problem


def is_unit_id(_event: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field of an event as the id of a unit; none is fine where the field allows it."""
    if value is not None or attribute.type is str:
        check_unit_id(attribute.name, value)


def is_id(_event: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field of an event as any other id; none is fine where the field allows it."""
    if value is not None or attribute.type is str:
        check_id(attribute.name, value)


def is_text(_event: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field of an event as a text; none is fine where the field allows it."""
    if value is not None or attribute.type is str:
        check_text(attribute.name, value)


def is_unit_name(event: Any, attribute: "attrs.Attribute[Any]", value: str) -> None:
    """Validate a field of an event as the name of its unit: a text, or the id, whatever the id holds."""
    if value != event.unit:
        is_text(event, attribute, value)


def is_day(_event: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field of an event as a civil day; none is fine where the field allows it."""
    if value is not None or attribute.type is date:
        check_day(attribute.name, value)


def is_number(_event: object, attribute: "attrs.Attribute[Any]", value: int) -> None:
    """Validate a field of an event as the number of an entry."""
    check_number(attribute.name, value)


def is_entry(_event: object, attribute: "attrs.Attribute[Any]", value: int | None) -> None:
    """Validate a field of an event as the number of an entry; none is fine."""
    if value is not None:
        check_number(attribute.name, value)


def is_amount(_event: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field of an event as an amount of anything; none is fine where the field allows it."""
    if value is not None or attribute.type is int:
        _check_number_from(0, attribute.name, value)


def is_denominator(_event: object, attribute: "attrs.Attribute[Any]", value: int) -> None:
    """Validate a field of an event as what an amount is divided by."""
    _check_number_from(1, attribute.name, value)


def is_step(_event: object, attribute: "attrs.Attribute[Any]", value: str) -> None:
    """Validate a field of an event as one of the steps that follow an election."""
    check_word(attribute.name, value, ElectionStep)


def is_rule_value(_event: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field of an event as what a rule can be: a text, a number, yes or no, or steps."""
    if type(value) is str:
        check_text(attribute.name, value)
    elif type(value) is int:
        _check_number_from(0, attribute.name, value)
    elif type(value) is tuple:
        if not value or not all(type(each) is Step for each in value):
            raise MalformedField(attribute.name, value, "steps, at least one")
    elif value is not None and type(value) is not bool:
        raise MalformedField(
            attribute.name, value, "a text, a whole number, true or false, or steps"
        )


def is_flag(_event: object, attribute: "attrs.Attribute[Any]", value: bool | None) -> None:
    """Validate a field of an event as true, false, or not said."""
    if value is not None:
        _check_exactly(bool, attribute.name, value)


def is_ids(_event: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Validate a field of an event as several ids, at least one; none is fine."""
    if value is None:
        return
    _check_exactly(tuple, attribute.name, value)
    if not value:
        raise MalformedField(attribute.name, value, "at least one id, or left out")
    for each in value:
        check_id(attribute.name, each)


def is_headcount(_event: object, attribute: "attrs.Attribute[Any]", value: int) -> None:
    """Validate a field of an event as a number of people."""
    check_people(attribute.name, value)


def _check_number_from(least: int, field: str, value: int) -> None:
    _check_exactly(int, field, value)
    if not least <= value <= MOST:
        raise MalformedField(field, value, f"a whole number from {least} to {MOST:,}")


_KINDS: Final[dict[type, str]] = {
    str: "text",
    int: "a whole number",
    date: "a day without a time",
    bool: "true or false",
    tuple: "several ids",
}


def _check_exactly(kind: type, field: str, value: object) -> None:
    """Refuse what is of another type, a type of its own kind included, as a bool is of int.

    It would be written down otherwise than it is read back.
    """
    if type(value) is not kind:
        raise MalformedField(field, value, _KINDS[kind])
