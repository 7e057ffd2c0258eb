"""A damaged file: found on open, on read or by `doctor`; never a wrong answer that all accept."""

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Final
from unittest.mock import patch

from eventsourcing.dcb.api import DCBEvent, DCBQuery, DCBQueryItem, DCBSequencedEvent
from stewards.cli.demo.command import sample
from stewards.events.errors import UnsoundStore
from stewards.events.stores import Store, open_store
from stewards.events.stores.sqlite import journal
from stewards.registry.doctor import examine

from .kinds import InAFile, Shared
from .trials import Trials, expect

PAGE: Final = 4096
APPENDS: Final = 40
QUERIES: Final = (
    None,
    DCBQuery([DCBQueryItem([], ["unit:jc-1"])]),
    DCBQuery([DCBQueryItem(["MemberLeft"], [])]),
)
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
    """Expect the error of a store that is unsound, the right answers, or that `doctor` finds it."""
    try:
        with open_store(path, create=False) as store:
            answered = answers(store)
    except UnsoundStore:
        return
    is_found = any(observation.unsound for observation in examine(path))
    expect(answered == sound or is_found, f"{damage}: wrong answers that nothing finds")


def answers(store: Store) -> object:
    """Return all that a store can be asked: every entry, some by a tag, some by a type, the columns."""
    return [told(store.read(query)) for query in QUERIES], list(store.chunks())


def told(entries: Iterable[DCBSequencedEvent]) -> list[tuple[object, ...]]:
    """Return what entries hold."""
    return [(e.position, e.event.type, e.event.data, e.event.tags) for e in entries]


def damaged_write_ahead_log(kind: Shared, trials: Trials) -> None:
    """Cut the write-ahead log of a store at any byte, or put noise there, and read what is left.

    SQLite takes such a log up to its last sound commit. So what is read must be what was recorded up
    to the end of some append: the rest is gone, and only what is kept elsewhere can tell.
    """
    with patch.object(journal, "journal_mode_for", lambda _version: "wal"), kind.fresh() as place:
        chance = Random(trials.seed)  # noqa: S311 - chance, not a secret
        with place.open() as store:
            ends = [0, *(store.append(batch(chance)) for _ in range(APPENDS))]
            entries = [(entry.position, entry.event) for entry in store.read()]
            file, log = (Path(f"{place.address}{end}").read_bytes() for end in ("", "-wal"))
        for trial in trials:
            with trial as chance, tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "registry.db"
                path.write_bytes(file)
                Path(f"{path}-wal").write_bytes(spoilt(log, chance))
                with open_store(path, create=False) as store:
                    left = [(entry.position, entry.event) for entry in store.read()]
                expect(len(left) in ends, f"half of an append is left: {len(left)} of {ends}")
                expect(left == entries[: len(left)], "not what was recorded")
                expect(not InAFile(str(path)).faults(), InAFile(str(path)).faults())


def batch(chance: Random) -> list[DCBEvent]:
    """Return the events of one append."""
    data = [b'{"said":"%d"}' % chance.randrange(1 << 30) for _ in range(chance.randint(1, 5))]
    return [DCBEvent("Told", each, [f"unit:{chance.randint(1, 3)}"]) for each in data]


def spoilt(log: bytes, chance: Random) -> bytes:
    """Return a write-ahead log that ends at any byte, or goes on with noise for some of them."""
    start = chance.randrange(len(log) + 1)
    if chance.random() < 0.5:
        return log[:start]
    noise = chance.randbytes(chance.randint(1, PAGE))
    return log[:start] + noise + log[start + len(noise) :]
