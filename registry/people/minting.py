"""Ids that say nothing: of people, and of what was said of them in words."""

import os
import re
import secrets
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from attrs import frozen

_LENGTH: Final = 16
ID_LENGTH: Final = 1 + _LENGTH
"""How long the id of a person is."""

_RANDOM: Final = f"[a-z2-7]{{{_LENGTH}}}"
_AT_ONCE: Final = 1_024
_TABLE: Final = b"abcdefghijklmnopqrstuvwxyz234567" * 8  # each letter stands for as many bytes
_ID: Final = re.compile(f"m{_RANDOM}")
_REFERENCE: Final = re.compile(f"(text-{_RANDOM}) sha256-([0-9a-f]{{64}})")

MINTED: Final = re.compile(rf"(?<![0-9A-Za-z._/-])m{_RANDOM}(?![0-9A-Za-z_/-])")
"""An id of a person, wherever it stands in a text."""

REFERENCE: Final = re.compile(_REFERENCE.pattern)
"""What stands in the log for a text, wherever it stands in another one."""

_VERSION: Final = b"v1"


def mint() -> str:
    """Return an id for a person: `m` and 80 random bits, as 16 letters and digits."""
    return f"m{_random()}"


def minting() -> Iterator[str]:
    """Yield ids for people without an end; the system is asked for chance once for a thousand."""
    while True:
        letters = _letters(_LENGTH * _AT_ONCE)
        for start in range(0, len(letters), _LENGTH):
            yield f"m{letters[start : start + _LENGTH]}"


def is_minted(text: str) -> bool:
    """Return whether a text has the form of such an id."""
    return len(text) == ID_LENGTH and _ID.fullmatch(text) is not None


@frozen
class Text:
    """What somebody said in words, apart from the log.

    Attributes:
        id: What the log knows it by.
        person: The id of whom it is about; none where that is no one person.
        body: What was said.
        salt: What nobody can guess, so that a text cannot be found by trying.
    """

    id: str
    person: str | None
    body: str
    salt: bytes

    @classmethod
    def of(cls, body: str) -> "Text":
        """Return a new text, about nobody yet."""
        return cls(f"text-{_random()}", None, body, secrets.token_bytes(16))

    @property
    def reference(self) -> str:
        """What stands for it in the log: its id, and a commitment to what it says."""
        return f"{self.id} sha256-{sha256(_VERSION + self.salt + self.body.encode()).hexdigest()}"


def text_id(reference: str) -> str | None:
    """Return the id of the text that a reference stands for; none where it is none."""
    found = _REFERENCE.fullmatch(reference)
    return found[1] if found else None


def mint_people() -> str:
    """Return what distinguishes a people file from every other one."""
    return mint_word("people")


def mint_word(word: str) -> str:
    """Return an id of something else: a word, and 80 random bits."""
    return f"{word}-{_random()}"


def _random() -> str:
    return _letters(_LENGTH)


def _letters(number: int) -> str:
    """Return letters and digits, 5 random bits each.

    None can be part of a civil registration number: a month has a 0 or a 1 in it, and there are neither.
    """
    return os.urandom(number).translate(_TABLE).decode()
