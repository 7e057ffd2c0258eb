"""Several processes that write to one store, told to at the same moment."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from attrs import define

from ..proofs.nursery import Worker, nursery

NOON: Final = datetime(2020, 1, 1, 12, tzinfo=UTC)

Fact = dict[str, Any]
"""What to tell, such as `{"tell": "leave", "member": "m1"}`."""
Answer = dict[str, Any]
"""What came of it: `{"entry": 12}`, or `{"refused": "SeatTaken", "because": "Cannot ..."}`."""


@define
class Writers:
    """Processes with a registry of their own each, open on the same file.

    Their clocks disagree: every other one runs hours behind, and goes back from round to round.
    """

    processes: list[Worker]
    rounds: int = 0

    def tell(self, facts: Iterable[Fact]) -> list[Answer]:
        """Tell each process a fact of its own at once; return the answers when all have come."""
        self.rounds += 1
        for number, (process, fact) in enumerate(zip(self.processes, facts, strict=True)):
            process.tell(json.dumps({"now": self._now(number).isoformat()} | fact))
        return [json.loads(_answer(process)) for process in self.processes]

    def _now(self, number: int) -> datetime:
        passed = timedelta(seconds=self.rounds)
        return NOON - timedelta(hours=number) - passed if number % 2 else NOON + passed


@contextmanager
def writers(store: str | Path, number: int) -> Iterator[Writers]:
    """Lend some processes that write to a store; they end with the block, or when it takes ages."""
    with nursery() as workers, workers.at_work(number, "tell", str(store)) as processes:
        yield Writers(processes)


def _answer(process: Worker) -> str:
    line = process.line()
    assert line, "the process has ended"
    return line
