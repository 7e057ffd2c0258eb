"""kill -9 at a random moment: what was acknowledged is there, commands are whole, nothing is stuck."""

import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random
from typing import Final

from attrs import frozen
from stewards.events import MemberJoined
from stewards.registry.folds import Entry

from .kinds import Kind, Place
from .nursery import Worker, nursery
from .trials import Trials, expect

MOMENT: Final = 0.06  # seconds


@frozen
class Command:
    """A command of a worker, whole or not.

    Attributes:
        name: Of the worker, and its number there.
        facts: How many facts it was to record.
        entries: The numbers of those that were recorded.
    """

    name: str
    facts: int
    entries: range


def killed_while_recording(kind: Kind, trials: Trials) -> None:
    """Kill a worker that records commands of one to five facts, within 60 ms.

    Half of them are killed as soon as they begin to open the store, half when they have it open. All
    trials go on with one store, so that each opens what the last one left.
    """
    with kind.fresh() as place, nursery() as workers:
        verified = promised = 0
        for trial in trials:
            with trial as chance:
                name = f"w{trials.done}"
                worker = workers.start("record_for_ever", place.address, name, trial.seed)
                acknowledged = lines_until_killed(worker, chance)
                verified = verify(place, verified, name, acknowledged)
                promised += len(acknowledged)
        if not promised:
            trials.note("no worker acknowledged anything, so nothing was tried")


def lines_until_killed(worker: Worker, chance: Random) -> list[str]:
    """Kill a worker at a random moment; return the lines in which it acknowledged a command."""
    if chance.random() < 0.5:
        expect(worker.line() == "ready", "the worker did not begin")
    time.sleep(chance.uniform(0, MOMENT))
    return [line for line in worker.kill() if line != "ready"]


def verify(place: Place, after: int, name: str, acknowledged: Sequence[str]) -> int:
    """Open the store and judge what came after an entry; return the last entry.

    Every number is there once, commands are whole and in order, the acknowledged ones are where they
    were said to be, and at most one was recorded that was not acknowledged.
    """
    with place.registry() as registry:
        entries = list(registry.log.entries(after=after))
        size = registry.size()
    found = list(commands(entries))
    expect([e.number for e in entries] == list(range(after + 1, size + 1)), "a gap in the numbers")
    expect(all(len(c.entries) == c.facts for c in found), f"not whole: {found}")
    whole = [
        f"{number} {c.facts} {c.entries.start} {c.entries.stop}" for number, c in enumerate(found)
    ]
    expect(all(c.name == f"{name}-{number}" for number, c in enumerate(found)), f"order: {found}")
    expect(whole[: len(acknowledged)] == list(acknowledged), f"lost of {acknowledged}: {whole}")
    expect(len(whole) <= len(acknowledged) + 1, f"more than asked for: {whole}")
    expect(not place.faults(), place.faults())
    return size


def commands(entries: Sequence[Entry]) -> Iterator[Command]:
    """Yield the commands that entries belong to, as far as they follow one another."""
    for (name, facts), group in groupby(entries, key=command_of):
        numbers = [entry.number for entry in group]
        yield Command(name, facts, range(numbers[0], numbers[-1] + 1))


def command_of(entry: Entry) -> tuple[str, int]:
    """Return the command that an entry belongs to, and how many facts it has."""
    assert isinstance(entry.event, MemberJoined)
    name, command, facts, _ = entry.event.member.split("-")
    return f"{name}-{command}", int(facts)
