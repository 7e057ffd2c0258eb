"""Danish civil registration numbers (CPR): recognised so that they never enter the log.

The form is DDMMYY-SSSS, with or without the dash. Any ten digits of that form count, valid check digit
or not: numbers without a valid one have been issued since 2007, and a wrong alarm costs an id while a
miss costs somebody's privacy.
"""

import re
from typing import Final

ANYWHERE: Final = r"(?<![0-9])([0-9]{2})[0-9]{4}(-?)[0-9]{4}(?![0-9])"
"""The pattern of such a number anywhere in a text."""

_WHOLE = re.compile(r"[0-9]{6}-?[0-9]{4}")
_WITHIN = re.compile(ANYWHERE)


def is_civil_registration_number(text: str) -> bool:
    """Tell whether the whole text has the form of a civil registration number."""
    return _WHOLE.fullmatch(text) is not None


def holds_civil_registration_number(text: str) -> bool:
    """Tell whether a number of that form stands anywhere in the text."""
    return _WITHIN.search(text) is not None


def masked(text: str) -> str:
    """Return the text with all but the first two digits of such numbers starred out."""
    return _WITHIN.sub(r"\1****\2****", text)
