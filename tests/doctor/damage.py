"""Damage to the file of a store, at random, and whether `doctor` finds it.

`harm` does a number of trials; the same seed does the same damage.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from attrs import frozen
from stewards.registry import Digest, Registry
from stewards.registry.doctor import examine

_PAGE: Final = 4096


@frozen
class Trial:
    """A damaged copy of a store.

    Attributes:
        damage: What was done to it.
        changed: Whether an entry or the tag index is not as it was, or cannot be read.
        found: The checks that find it with a digest taken before.
        alone: Whether one of them finds it without that digest.
    """

    damage: str
    changed: bool
    found: tuple[str, ...]
    alone: bool


def harm(store: Path, folder: Path, trials: int, seed: int = 0) -> Iterator[Trial]:
    """Yield what came of so many copies of a store, each damaged at one place.

    Args:
        store: A sound store that nobody has open.
        folder: Where a copy may be made.
        trials: How many.
        seed: Which places.
    """
    dice = random.Random(seed)  # noqa: S311 -- the same damage every time
    sound, before, digest = store.read_bytes(), _content(store), _digest(store)
    for number in range(trials):
        copy = folder / f"damaged-{number}.db"
        damage, content = _damaged(sound, dice)
        copy.write_bytes(content)
        copy.chmod(0o600)
        found = tuple(seen.check for seen in examine(copy, digest=digest) if seen.unsound)
        yield Trial(damage, _content(copy) != before, found, any(c != "digest" for c in found))
        for left in folder.glob(f"{copy.name}*"):
            left.unlink()


def _damaged(sound: bytes, dice: random.Random) -> tuple[str, bytes]:
    at = dice.randrange(len(sound))
    match dice.choice(["bit", "bit", "bit", "bit", "bit", "bit", "zeroes", "cut"]):
        case "bit":
            bit = 1 << dice.randrange(8)
            return f"bit {bit} of byte {at}", sound[:at] + bytes([sound[at] ^ bit]) + sound[
                at + 1 :
            ]
        case "zeroes":
            start = at - at % _PAGE
            return f"zeroes from {start}", sound[:start] + bytes(_PAGE) + sound[start + _PAGE :]
        case _:
            return f"cut at {at}", sound[:at]


def _digest(store: Path) -> Digest:
    with Registry.open(store) as registry:
        return registry.digest()


def _content(store: Path) -> object:
    """Return every entry and every line of the tag index; none where they cannot be read."""
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = bytes
            return (
                connection.execute("select * from entries order by position").fetchall(),
                connection.execute("select * from tags order by tag, position").fetchall(),
            )
    except (sqlite3.Error, UnicodeDecodeError):
        return None
