"""What a single field may hold, checked when an event is made, wherever it comes from."""

import re
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

import attrs

from .civil_registration import holds_civil_registration_number, is_civil_registration_number
from .errors import (
    BadInput,
    CivilRegistrationNumber,
    MalformedHeadcount,
    MalformedId,
    MalformedText,
)

_ID = re.compile(r"[0-9A-Za-z._-]{1,64}", re.ASCII)
_REMEMBERED = 1 << 16  # ids and texts last found fine: units and reasons come again and again
CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that a text is never to hold, nor a terminal to be given."""

_LONGEST_TEXT = 500
_MOST_PEOPLE = 100_000_000


def check_id(field: str, value: str) -> None:
    """Refuse what cannot be an id: raise MalformedId or CivilRegistrationNumber."""
    if not _ID.fullmatch(value):
        raise MalformedId(field, value)
    if is_civil_registration_number(value):
        raise CivilRegistrationNumber(field, value)


def check_text(field: str, value: str) -> None:
    """Refuse what cannot be a text: raise MalformedText or CivilRegistrationNumber."""
    if not value.strip() or len(value) > _LONGEST_TEXT or CONTROL.search(value):
        raise MalformedText(field, value)
    if holds_civil_registration_number(value):
        raise CivilRegistrationNumber(field, value)


@lru_cache(_REMEMBERED)
def _is_fine_id(value: str) -> bool:
    return _ID.fullmatch(value) is not None and not is_civil_registration_number(value)


@lru_cache(_REMEMBERED)
def _is_fine_text(value: str) -> bool:
    with suppress(BadInput):
        check_text("text", value)
        return True
    return False


def is_id(_event: object, attribute: "attrs.Attribute[Any]", value: str | None) -> None:
    """Validate a field of an event as an id; none is fine where the field allows it."""
    if value is not None and not _is_fine_id(value):
        check_id(attribute.name, value)


def is_text(_event: object, attribute: "attrs.Attribute[Any]", value: str | None) -> None:
    """Validate a field of an event as a text; none is fine where the field allows it."""
    if value is not None and not _is_fine_text(value):
        check_text(attribute.name, value)


def is_headcount(_event: object, attribute: "attrs.Attribute[Any]", value: int) -> None:
    """Validate a field of an event as a number of people."""
    if not 0 <= value <= _MOST_PEOPLE:
        raise MalformedHeadcount(attribute.name, value)
