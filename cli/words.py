"""Refuse arguments and `STEWARDS_` variables that are not UTF-8, before any of them is used."""

import os
import re
from collections.abc import Iterable
from typing import Final

import click

_VARIABLES: Final = "STEWARDS_"
_UNDECODED: Final = re.compile("[\ud800-\udfff]")  # how a byte that is not UTF-8 comes to us


class UnreadableWord(click.ClickException):
    """A word on the command line, or a variable, has bytes that are not text."""

    def __init__(self, place: str, value: str) -> None:
        super().__init__(
            f"Cannot read {place} '{value}' because it holds bytes that are not UTF-8."
            " Type it in a terminal that is set to UTF-8; rename a file whose name is not."
        )


def check_words(words: Iterable[str]) -> None:
    """Raise UnreadableWord unless every word, and every variable of ours, is text."""
    ours = {name: value for name, value in os.environ.items() if name.startswith(_VARIABLES)}
    for place, text in [*(("the argument", word) for word in words), *ours.items()]:
        if _UNDECODED.search(text):
            raise UnreadableWord(place, _UNDECODED.sub(_as_byte, text))


def _as_byte(found: re.Match[str]) -> str:
    r"""Return how a byte that is not text is shown, such as `\xe6`."""
    return f"\\x{ord(found[0]) & 0xFF:02x}"
