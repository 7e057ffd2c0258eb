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
AGAIN: Final = 5.0  # seconds, after which somebody who sees it go on presses ctrl-C once more


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
    """Interrupt a worker; return the lines in which it acknowledged commands before it noticed.

    Python passes over an exception that is raised while something is finalised, so once in a long while a
    ctrl-C is lost on a worker that goes on, and has to be pressed again.
    """
    worker.send(signal.SIGINT)
    pressed, lines = time.monotonic(), list[str]()
    while (line := worker.line()) != "interrupted":
        expect(line, f"the worker has ended after {lines}")
        lines.append(line)
        if time.monotonic() - pressed > AGAIN:
            worker.send(signal.SIGINT)
            pressed = time.monotonic()
    return lines


def expect_free(registry: Registry, member: str) -> None:
    """Expect that nothing keeps us from recording the next entry."""
    expected = registry.size() + 1
    expect(registry.join(member).number == expected, "the next position does not follow")
