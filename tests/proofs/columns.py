"""Column segments while others write and delete them: every answer is that of the log alone."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from stewards.cli.demo.command import sample
from stewards.registry import Registry

from .kinds import Place, Shared
from .nursery import Worker
from .programs.columns import ENTRIES, answer
from .trials import Trials, expect

ROUNDS: Final = 3
MOMENT: Final = 0.06  # seconds, in which a few segments are written


def segments_while_others_delete_them(kind: Shared, trials: Trials) -> None:
    """Let processes ask, one append, one delete all segments, and kill some that write them.

    One of those who ask keeps hardly anything in memory, and reads segments where they lie.
    All trials go on with one store: the longer it is, the more segments are read, and may be gone.
    """
    with kind.fresh() as place:
        with place.registry() as registry:
            registry.import_lines(sample())
        for trial in trials:
            with trial as chance:
                judge(place, told_amid_it_all(kind, place, chance))
                expect_same_rows(kind, place)


def told_amid_it_all(kind: Shared, place: Place, chance: Random) -> list[str]:
    """Return what those who asked were told, line by line."""
    seed = chance.randrange(1 << 30)
    with (
        kind.workers.lend("append_meanwhile", place.address, seed),
        kind.workers.lend("delete_now_and_then", f"{folder(place)}", seed),
        asking(kind, place, seed) as askers,
    ):
        for _ in range(ROUNDS):
            kill_one_that_writes(kind, place, chance)
        told = [asker.rest() for asker in askers]
    expect(all(lines[-1:] == ["done"] for lines in told), f"an asker ended: {told}")
    return [line for lines in told for line in lines if line != "done"]


@contextmanager
def asking(kind: Shared, place: Place, seed: int) -> Iterator[list[Worker]]:
    """Lend two who open the registry again and again and ask, the second one with little in memory."""
    work = ("ask_through_segments", place.address)
    with (
        kind.workers.at_work(1, *work, seed, ROUNDS, False) as [usual],
        kind.workers.at_work(1, *work, seed + 1, ROUNDS, True) as [frugal],
    ):
        yield [usual, frugal]


def kill_one_that_writes(kind: Shared, place: Place, chance: Random) -> None:
    """Kill a process while it writes segments."""
    with kind.workers.at_work(1, "write_segments", place.address):
        time.sleep(chance.uniform(0, MOMENT))


def judge(place: Place, told: list[str]) -> None:
    """Expect no error, no entry twice or missing, and the answers of the log alone."""
    with Registry.open(place.address, segments=False) as alone:
        for line in told:
            what, said = line.split(" ", 1)
            expect(what != "problem", said)
            found = json.loads(said)
            if what == "rows":
                expect(len(set(found)) == 1, f"count, count distinct and last entry: {found}")
            else:
                question, on, known_at, was = found
                expected = answer(alone, question, date.fromisoformat(on), known_at)
                expect(was == expected, f"{found}, but the log says {expected}")


def expect_same_rows(kind: Shared, place: Place) -> None:
    """Expect the same rows from the log alone and from segments that were just written."""
    shutil.rmtree(folder(place), ignore_errors=True)
    with kind.workers.lend("compare", place.address) as worker:
        rows = worker.rest()
    with place.open() as store:
        size, written = store.size(), len(list(folder(place).glob("*.json")))
    expect(written == size // ENTRIES, f"{written} segments of {size} entries")
    expect(len(rows) == 2, f"not compared: {rows}")
    expect(len(set(rows)) == 1 and rows[0].startswith(f"{size} "), f"the rows differ: {rows}")


def folder(place: Place) -> Path:
    """Return where the segments of a place are kept."""
    return Path(f"{place.address}-segments")
