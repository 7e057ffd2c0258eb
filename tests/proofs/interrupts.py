"""ctrl-C at a random moment: what was acknowledged is there, nothing is half done, nothing is stuck."""

import signal
import time
from typing import Final

from stewards.registry import Registry

from .kills import judge
from .kinds import Shared
from .nursery import Worker
from .trials import Trials, expect

MOMENT: Final = 0.02  # seconds


def interrupted(kind: Shared, trials: Trials) -> None:
    """Interrupt a worker that records; at once another process records, then the worker goes on."""
    with (
        kind.fresh() as place,
        place.registry() as registry,
        kind.workers.lend("record_for_ever", place.address, "w", trials.seed) as worker,
    ):
        for trial in trials:
            after = registry.size()
            with trial as chance:
                if trials.done:
                    worker.tell("go on")
                expect(worker.line() == "ready", "the worker does not go on")
                time.sleep(chance.uniform(0, MOMENT))
                acknowledged = interrupt(worker)
                judge(list(registry.log.entries(after=after)), after, "w", acknowledged)
                expect_free(registry, f"m{trial.seed}")


def interrupt(worker: Worker) -> list[str]:
    """Interrupt a worker; return the lines in which it acknowledged commands before it noticed."""
    worker.send(signal.SIGINT)
    lines = []
    while (line := worker.line()) != "interrupted":
        expect(line, f"the worker has ended after {lines}")
        lines.append(line)
    return lines


def expect_free(registry: Registry, member: str) -> None:
    """Expect that nothing keeps us from recording the next entry."""
    expected = registry.size() + 1
    expect(registry.join(member).number == expected, "the next position does not follow")
