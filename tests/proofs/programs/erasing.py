"""What workers do that erase people, and are killed at a step of it."""

import os
import signal
from itertools import count
from typing import Any
from unittest.mock import patch

import duckdb  # noqa: F401 - so that not each worker loads it
from due import AT_ONCE
from stewards.events.log import Log
from stewards.registry import Registry
from work import say


def erase_until(address: str, step: int, number: str | None) -> None:
    """Erase a person by their number, or whoever and whatever is due; die at a step, else say how many.

    A step is a statement of the people file, and what comes before and after an append to the log. The
    file has no room in memory for its pages, so what is deleted is in it before the deletion is done.
    """
    steps = count(1)

    def at_step(*_: object) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    append = Log.append_next

    def appended(*args: Any, **given: Any) -> int:
        at_step()
        found = append(*args, **given)
        at_step()
        return found

    with Registry.open(address) as registry, patch.object(Log, "append_next", appended):
        assert registry.people is not None
        connection = registry.people.kept._connection
        connection.execute("pragma cache_size = 1")
        connection.set_trace_callback(at_step)
        if number is None:
            registry.purge(AT_ONCE)
        else:
            registry.erase(number, reason="asked-for")
        say(next(steps) - 1)
