"""Characters that nobody sees, and what is left of a text without them."""

import re
import unicodedata
from typing import Final

IGNORED: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""A character that takes no room, such as a zero-width space (`Default_Ignorable_Code_Point`)."""

_EMPTY: Final = "\u2800\U0001d159\U00013441\U00013442"  # they take room, and nothing is in it


def can_be_seen(text: str) -> bool:
    """Return whether there is anything to read in a text: a letter, a digit, a sign."""
    return any(
        unicodedata.category(char)[0] not in "ZCM" and char not in _EMPTY
        for char in IGNORED.sub("", text)
    )
