"""What a single field may hold, checked when an event is made, wherever it comes from."""

import re
from typing import Any, Final

import attrs

from .civil_registration import (
    ANYWHERE,
    holds_civil_registration_number,
    is_civil_registration_number,
)
from .errors import CivilRegistrationNumber, MalformedHeadcount, MalformedId, MalformedText

LONGEST_TEXT: Final = 500
MOST_PEOPLE: Final = 100_000_000

_ID_CHARACTERS: Final = "0-9A-Za-z._-"
_CONTROLS: Final = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"

ID_PATTERN: Final = rf"\A(?![0-9]{{6}}-?[0-9]{{4}}\Z)[{_ID_CHARACTERS}]{{1,64}}\Z"
TEXT_PATTERN: Final = rf"\A(?=.*\S)(?!.*{ANYWHERE})[^{_CONTROLS}]*\Z"
"""What `check_id` and `check_text` let pass, as patterns for a decoder."""

CONTROL: Final = re.compile(f"[{_CONTROLS}]")
"""A character that a text is never to hold, nor a terminal to be given."""

_ID = re.compile(f"[{_ID_CHARACTERS}]{{1,64}}")


def check_id(field: str, value: str) -> None:
    """Refuse what cannot be an id: raise MalformedId or CivilRegistrationNumber."""
    if not _ID.fullmatch(value):
        raise MalformedId(field, value)
    if is_civil_registration_number(value):
        raise CivilRegistrationNumber(field, value)


def check_text(field: str, value: str) -> None:
    """Refuse what cannot be a text: raise MalformedText or CivilRegistrationNumber."""
    if not value.strip() or len(value) > LONGEST_TEXT or CONTROL.search(value):
        raise MalformedText(field, value)
    if holds_civil_registration_number(value):
        raise CivilRegistrationNumber(field, value)


def is_id(_event: object, attribute: "attrs.Attribute[Any]", value: str | None) -> None:
    """Validate a field of an event as an id; none is fine where the field allows it."""
    if value is not None:
        check_id(attribute.name, value)


def is_text(_event: object, attribute: "attrs.Attribute[Any]", value: str | None) -> None:
    """Validate a field of an event as a text; none is fine where the field allows it."""
    if value is not None:
        check_text(attribute.name, value)


def is_headcount(_event: object, attribute: "attrs.Attribute[Any]", value: int) -> None:
    """Validate a field of an event as a number of people."""
    if not 0 <= value <= MOST_PEOPLE:
        raise MalformedHeadcount(attribute.name, value)
