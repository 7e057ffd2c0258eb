"""kill -9 at a random moment: what was acknowledged is there, commands are whole, nothing is stuck."""

import time
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from random import Random
from typing import Final

from attrs import frozen
from stewards.events import MemberJoined
from stewards.events.entry import Entry

from .kinds import Place, Shared
from .nursery import Worker
from .trials import Trials, expect

MOMENT: Final = 0.06  # seconds


@frozen
class Command:
    """A command of a worker, whole or not.

    Attributes:
        worker: Its name.
        number: Of the command.
        facts: How many facts it was to record.
        entries: The numbers of those that were recorded.
    """

    worker: str
    number: int
    facts: int
    entries: range

    def __str__(self) -> str:
        """Return the line in which the worker acknowledges it."""
        return f"{self.number} {self.facts} {self.entries.start} {self.entries.stop}"


def killed_while_recording(kind: Shared, trials: Trials) -> None:
    """Kill a worker that records commands of one to five facts, within 60 ms.

    A trial goes on with further workers until one of them has recorded something: before that nothing
    is at stake. All go on with one store, so that each opens what the last one left.
    """
    with kind.fresh() as place:
        names = map("w{}".format, count())
        for trial in trials:
            with trial as chance:
                while not recorded_until_killed(kind, place, next(names), chance):
                    pass


def recorded_until_killed(kind: Shared, place: Place, name: str, chance: Random) -> int:
    """Kill a worker and judge what it left; return how many entries that is."""
    before = size(place)
    work = ("record_for_ever", place.address, name, chance.randrange(1 << 30))
    with kind.workers.lend(*work) as worker:
        acknowledged = lines_until_killed(worker, chance)
    return verify(place, before, name, acknowledged)


def server_killed_while_recording(kind: Shared, trials: Trials) -> None:
    """Kill the server under a worker that records, within 60 ms, and start it again; then the worker.

    A command that was cut off is tried again by the worker itself, so it may go on, or be lost.
    """
    with kind.fresh() as place:
        for trial in trials:
            with trial as chance:
                before, name = size(place), f"w{trials.done}"
                work = ("record_for_ever", place.address, name, trial.seed)
                with kind.workers.at_work(1, *work) as [worker]:
                    time.sleep(chance.uniform(0, MOMENT))
                    place.crash()
                    said = worker.kill()
                acknowledged = [line for line in said if not line.startswith("lost ")]
                verify(place, before, name, acknowledged)


def lines_until_killed(worker: Worker, chance: Random) -> list[str]:
    """Kill a worker at a random moment; return the lines in which it acknowledged a command.

    The moment counts from its first command or, half of the time, from its very start.
    """
    begun = [worker.line(), worker.line()] if chance.random() < 0.5 else []
    time.sleep(chance.uniform(0, MOMENT))
    return [line for line in [*begun, *worker.kill()] if line != "ready"]


def size(place: Place) -> int:
    """Return how many entries a store has that is opened again."""
    with place.open() as store:
        return store.size()


def verify(place: Place, after: int, name: str, acknowledged: Sequence[str]) -> int:
    """Open the store and judge what came after an entry; return how many entries that is."""
    with place.registry() as registry:
        entries = list(registry.log.entries(after=after))
    judge(entries, after, name, acknowledged)
    expect(not place.faults(), place.faults())
    return len(entries)


def judge(entries: Sequence[Entry], after: int, name: str, acknowledged: Sequence[str]) -> None:
    """Expect every number once, whole commands, and each acknowledged one where it was said to be.

    At most one more was recorded that was not acknowledged.
    """
    numbers = [entry.number for entry in entries]
    expect(numbers == list(range(after + 1, after + 1 + len(entries))), f"gaps: {numbers}")
    found = list(commands(entries))
    expect(all(len(each.entries) == each.facts for each in found), f"not whole: {found}")
    expect(all(each.worker == name for each in found), f"recorded later: {found}")
    written = list(map(str, found))
    expect(written[: len(acknowledged)] == list(acknowledged), f"{acknowledged} became {written}")
    expect(len(written) <= len(acknowledged) + 1, f"{acknowledged} became {written}")


def commands(entries: Sequence[Entry]) -> Iterator[Command]:
    """Yield the commands that entries belong to, as far as they follow one another."""
    for command, group in groupby(entries, key=command_of):
        numbers = [entry.number for entry in group]
        yield Command(*command, range(numbers[0], numbers[-1] + 1))


def command_of(entry: Entry) -> tuple[str, int, int]:
    """Return the worker of the command that an entry belongs to, its number, and its facts."""
    assert isinstance(entry.event, MemberJoined)
    worker, command, facts, _ = entry.event.member.split("-")
    return worker, int(command), int(facts)
