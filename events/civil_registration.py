"""Danish civil registration numbers (CPR): recognised so that they never enter the log.

The form is DDMMYY-SSSS: six digits of a day, or DD.MM.YY with something between, then up to three
characters that are no letter or digit, then four digits, and no digit directly before or after, be it
within an id or a text. Only the day and the month need be plausible (the day may be raised by 60), not
the check digit: numbers without a valid one have been issued since 2007, and a wrong alarm costs an id
while a miss costs somebody's privacy.

Not judged are the digits within a UUID, or within 32 and more hexadecimal digits such as a digest: up to
one in 200 of these would hold such a number by chance, and nobody writes a person's like that.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from .characters import IGNORED

_DAY: Final = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_GAP: Final = r"[\W_]{1,3}"
# roster-2019-09-01-891234 is a batch of that day, and holds no 09-01-89 1234
_NO_BATCH: Final = "(?<![0-9]{4}-[0-9]{2})"
_REST: Final = (
    f"(?:{_MONTH}[0-9]{{2}}(?:{_GAP})?"
    f"|{_GAP}{_MONTH}{_GAP}[0-9]{{2}}{_GAP}"
    f"|{_NO_BATCH}{_GAP}{_MONTH}{_GAP}[0-9]{{2}})"
)
_NUMBER: Final = f"(?<![0-9]){_DAY}{_REST}[0-9]{{4}}(?![0-9])"

WITHOUT: Final = f"(?![^0-9]*+(?:[0-9]++[^0-9]++)*?{_NUMBER})"
"""What holds where no such number follows, of plain characters; digits within a UUID are judged too."""

_HEX: Final = "[0-9A-Fa-f]"
_UUID: Final = (
    rf"(?<!{_HEX})(?:{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}|{_HEX}{{32,}})(?!{_HEX})"
)
_WITHIN: Final = re.compile(f"{_UUID}|({_NUMBER})")
_DIGITS: Final = 10
_BARE: Final = re.compile(r"[0-9]{6}-?[0-9]{4}")


def is_civil_registration_number(text: str) -> bool:
    """Return whether the whole text is such a number as it is usually written."""
    return _BARE.fullmatch(text) is not None and holds_civil_registration_number(text)


def holds_civil_registration_number(text: str) -> bool:
    """Return whether a number of that form stands anywhere in the text."""
    if len(text) < _DIGITS and text.isascii():
        return False
    try:
        _look_for_none(text)
    except ValueError:
        return True
    return False


@lru_cache(maxsize=16)  # each fact of a batch has the same recorder, batch and reason
def _look_for_none(text: str) -> None:
    """Raise ValueError if it holds such a number, so that no text that does is kept."""
    if any(_found(_plain(text)[0])):
        raise ValueError


def masked(text: str) -> str:
    """Return the text with all but the first two digits of such numbers starred out."""
    plain, places = _plain(text)
    characters = list(text)
    for start, end in _found(plain):
        for place in range(start + 2, end):
            if plain[place].isdecimal():
                characters[places[place]] = "*"
    return "".join(characters)


def _found(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where each such number begins and ends in a plain text."""
    return (found.span() for found in _WITHIN.finditer(plain) if found[1])


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with every digit in ASCII and nothing unseen, and the place each character is from."""
    if text.isascii():
        return text, range(len(text))
    plain = [
        (str(unicodedata.decimal(each, each)), place)
        for place, char in enumerate(text)
        if not IGNORED.match(char)
        for each in unicodedata.normalize("NFKC", char)
    ]
    return "".join(each for each, _ in plain), [place for _, place in plain]
