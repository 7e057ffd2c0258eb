"""A long run of all that processes do with one file: any of them is killed, and another goes on."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from random import Random
from typing import Final
from unittest.mock import patch

from attrs import define
from stewards.events.entry import Entry
from stewards.events.stores.sqlite import journal

from .kills import Command, commands
from .kinds import Place, Shared
from .nursery import Worker
from .trials import Trials, expect

SECONDS: Final = 2
MOMENT: Final = 0.15  # seconds, at most, between two kills
PAUSE: Final = 0.01  # seconds between two commands
RECORD: Final = "record_for_ever"
BESIDE: Final = {"wal": "checkpoint_for_ever", "delete": "copy_for_ever"}
"""What one of them does, by the kind of journal."""


@define
class Part:
    """A process of the run.

    Attributes:
        work: What it does.
        name: What it is known by.
        worker: The process.
        said: The lines that it wrote, once it was killed.
    """

    work: str
    name: str
    worker: Worker
    said: Sequence[str] = ()


def mixed_run(kind: Shared, trials: Trials) -> None:
    """Two processes record, one reads, and one moves the write-ahead log or, without one, makes copies.

    All the while one of the four is killed, by chance, and another one goes on with what it did. The
    kind of journal is chance too, whether or not we would trust the SQLite of this machine with it.
    """
    for trial in trials:
        with trial as chance:
            mode = chance.choice(sorted(BESIDE))
            forced = patch.object(journal, "journal_mode_for", lambda _version, mode=mode: mode)
            with forced, kind.fresh() as place:
                parts = until_the_end(kind, place, chance, mode)
                with place.registry() as registry:
                    judge(list(registry.log.entries()), parts)
                expect(not place.faults(), place.faults())


def until_the_end(kind: Shared, place: Place, chance: Random, mode: str) -> list[Part]:
    """Let four go on and kill one after the other; return all that there were."""
    parts: list[Part] = []
    with ExitStack() as lent:

        def start(work: str) -> Part:
            name = f"w{len(parts)}"
            more = (name, chance.randrange(1 << 30), PAUSE) if work == RECORD else ()
            worker = kind.workers.lend("with_journal", mode, work, place.address, *more)
            parts.append(Part(work, name, lent.enter_context(worker)))
            return parts[-1]

        running = [start(work) for work in (RECORD, RECORD, "read_for_ever", BESIDE[mode])]
        ends = time.monotonic() + SECONDS
        while time.monotonic() < ends:
            time.sleep(chance.uniform(0, MOMENT))
            killed = running.pop(chance.randrange(len(running)))
            killed.said = killed.worker.kill()
            running.append(start(killed.work))
        for part in running:
            part.said = part.worker.kill()
    return parts


def judge(entries: Sequence[Entry], parts: Sequence[Part]) -> None:
    """Expect all that was acknowledged or read, whole commands, and every number once.

    Of each process that recorded, at most one command is there that it did not acknowledge.
    """
    numbers = [entry.number for entry in entries]
    expect(numbers == list(range(1, len(entries) + 1)), f"gaps: {numbers}")
    found = list(commands(entries))
    expect(all(len(each.entries) == each.facts for each in found), f"not whole: {found}")
    there = {f"{entry.number} {getattr(entry.event, 'member', None)}" for entry in entries}
    for part in parts:
        problems = [line for line in part.said if line.startswith(("problem", "lost"))]
        expect(not problems, f"{part.work}: {problems}")
        if part.work == RECORD:
            expect_acknowledged(part, [each for each in found if each.worker == part.name])
        else:
            expect(there.issuperset(part.said), f"read and gone: {set(part.said) - there}")


def expect_acknowledged(part: Part, found: Sequence[Command]) -> None:
    """Expect the commands that a process acknowledged, in order, and at most one more."""
    acknowledged = [line for line in part.said if line != "ready"]
    written = list(map(str, found))
    expect(written[: len(acknowledged)] == acknowledged, f"{acknowledged} became {written}")
    expect(len(written) <= len(acknowledged) + 1, f"{acknowledged} became {written}")
