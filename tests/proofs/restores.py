"""A restore drill: a backup is taken while others record; later it is put in the place of the store."""

import shutil
import time
from pathlib import Path
from random import Random
from typing import Final

from stewards.registry import Registry

from .columns import folder
from .kills import recorded_until_killed, size
from .kinds import InAFile, Place, Shared
from .programs.long import IN_A_SEGMENT
from .programs.work import joined
from .trials import Trials, expect

ENOUGH: Final = 2 * IN_A_SEGMENT
"""How many entries are recorded after the backup, at least: whole segments of them."""
PAUSE: Final = 0.02  # seconds between two commands
OF_THE_STORE: Final = ("", "-journal", "-wal", "-shm")
"""What the files that SQLite keeps of a store are called behind its name."""


def restored(kind: Shared, trials: Trials) -> None:
    """Take a backup by `log copy` or `log export` while two record, and restore it after a crash.

    The segments of the lost store, which cover entries that the backup lacks, are left beside it,
    against the advice: nobody may believe them, not even when the log is as long again.
    """
    for trial in trials:
        with trial as chance, kind.fresh() as place:
            backup = InAFile(f"{place.address}.backup")
            record_and_back_up(kind, place, backup, chance)
            covered = expect_same_rows(kind, place)
            expect(covered > size(backup), f"segments of {covered} entries only")
            recorded_until_killed(kind, place, "crash", chance)
            put_back(place, backup)
            expect_the_same(place, backup)
            go_on(place, covered)
            expect_same_rows(kind, place)


def record_and_back_up(kind: Shared, place: Place, backup: Place, chance: Random) -> None:
    """Let two record, take the backup amid it, and expect that it is the beginning of the log."""
    way = chance.choice(["copy", "export"])
    work, seed = ("record_for_ever", place.address), chance.randrange(1 << 30)
    with (
        kind.workers.lend(*work, "a", seed, PAUSE),
        kind.workers.lend(*work, "b", seed + 1, PAUSE),
    ):
        until_there_are(place, IN_A_SEGMENT)
        with kind.workers.lend("back_up", place.address, backup.address, way) as worker:
            said = worker.rest()
        expect(said == ["done"], f"the backup by {way}: {said}")
        until_there_are(place, size(backup) + ENOUGH)
    with place.registry() as registry, backup.registry() as kept:
        expect_beginning(registry, kept, way)


def expect_beginning(registry: Registry, kept: Registry, way: str) -> None:
    """Expect that a backup has the first entries of a registry; after `log copy`, to the byte."""
    number = kept.size()
    first = list(registry.log.entries(limit=number))
    expect(first == list(kept.log.entries()), f"{number} entries, and others than in the log")
    same = kept.digest() == registry.digest(number)
    expect(same or way == "export", "the digests differ")


def until_there_are(place: Place, entries: int) -> None:
    """Wait until the log is so long."""
    while size(place) < entries:
        time.sleep(0.01)


def expect_same_rows(kind: Shared, place: Place) -> int:
    """Expect the same rows with segments and without; return how many entries the segments cover."""
    with kind.workers.lend("rows_twice", place.address) as worker:
        rows = worker.rest()
    expect(len(rows) == 2 and len(set(rows)) == 1, f"with segments, and without: {rows}")
    return IN_A_SEGMENT * len(list(folder(place).glob("*.json")))


def put_back(place: Place, backup: Place) -> None:
    """Take away the files of the store, and put the backup there."""
    for end in OF_THE_STORE:
        Path(f"{place.address}{end}").unlink(missing_ok=True)
    shutil.copy(backup.address, place.address)


def go_on(place: Place, covered: int) -> None:
    """Record other facts than before, until the log is longer than the segments of the lost store."""
    with place.registry() as registry:
        head = registry.size()
        entries = registry.import_lines(joined(f"n{number}") for number in range(covered))
    expect(entries.start == head + 1, f"entry {entries.start} follows entry {head}")


def expect_the_same(place: Place, backup: Place) -> None:
    """Expect a sound store with the digest of the backup."""
    expect(not place.faults(), place.faults())
    with place.registry() as registry, backup.registry() as kept:
        expect(registry.digest() == kept.digest(), "the digest is not that of the backup")
