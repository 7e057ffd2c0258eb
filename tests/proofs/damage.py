"""A damaged file: found on open, on read or by a check; never a wrong answer that all accept."""

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

from stewards.cli.demo.command import sample
from stewards.events.errors import UnsoundStore
from stewards.registry.stores import Store, open_store

from .kinds import InAFile, Shared
from .trials import Trials, expect

PAGE: Final = 4096
Damage = Callable[[bytearray, Random], None]


def garbled_page(content: bytearray, chance: Random) -> None:
    """Put noise in place of a page."""
    _put(content, chance, chance.randbytes(PAGE))


def zeroed_page(content: bytearray, chance: Random) -> None:
    """Put zeros in place of a page."""
    _put(content, chance, bytes(PAGE))


def torn_page(content: bytearray, chance: Random) -> None:
    """Put zeros in place of a part of a page, as if it had been written in parts."""
    _put(content, chance, bytes(512 * chance.randint(1, 7)))


def cut_file(content: bytearray, chance: Random) -> None:
    """Cut the end of the file off."""
    del content[chance.randrange(len(content)) :]


DAMAGES: Final = (garbled_page, zeroed_page, torn_page, cut_file)


def _put(content: bytearray, chance: Random, instead: bytes) -> None:
    start = chance.randrange(len(content) // PAGE) * PAGE
    content[start : start + len(instead)] = instead


def damaged_file(kind: Shared, trials: Trials) -> None:
    """Damage a copy of a registry, open it and read all of it in every way that there is."""
    with kind.fresh() as place, tempfile.TemporaryDirectory() as folder:
        with place.registry() as registry:
            registry.import_lines(sample())
            sound = answers(registry.log.store)
        path = Path(folder) / "registry.db"
        for trial in trials:
            with trial as chance:
                content = bytearray(Path(place.address).read_bytes())
                damage = chance.choice(DAMAGES)
                damage(content, chance)
                path.write_bytes(content)
                judge(path, sound, damage.__name__)


def judge(path: Path, sound: object, damage: str) -> None:
    """Expect the error of a store that is unsound, the right answers, or that a check finds it."""
    try:
        with open_store(path, create=False) as store:
            answered = answers(store)
    except UnsoundStore:
        return
    expect(answered == sound or is_found(path), f"{damage}: wrong answers that nothing finds")


def is_found(path: Path) -> bool:
    """Return whether a check of the file finds that something is wrong with it."""
    try:
        return bool(InAFile(str(path)).faults())
    except sqlite3.DatabaseError:
        return True


def answers(store: Store) -> object:
    """Return all that a store can be asked."""
    entries = [(e.position, e.event.type, e.event.data, e.event.tags) for e in store.read()]
    return entries, list(store.lines())
