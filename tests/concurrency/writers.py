"""Several processes that write to one store, told to at the same moment."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Final

from attrs import define

PATIENCE: Final = 300
"""Seconds after which the processes are ended, so that a test fails instead of waiting on."""
NOON: Final = datetime(2020, 1, 1, 12, tzinfo=UTC)

Fact = dict[str, Any]
"""What to tell, such as `{"tell": "leave", "member": "m1"}`."""
Answer = dict[str, Any]
"""What came of it: `{"entry": 12}`, or `{"refused": "SeatTaken", "because": "Cannot ..."}`."""
Process = subprocess.Popen[str]


@define
class Writers:
    """Processes with a registry of their own each, open on the same file.

    Their clocks disagree: every other one runs hours behind, and goes back from round to round.
    """

    processes: list[Process]
    rounds: int = 0

    def tell(self, facts: Iterable[Fact]) -> list[Answer]:
        """Tell each process a fact of its own at once; return the answers when all have come."""
        self.rounds += 1
        for number, (process, fact) in enumerate(zip(self.processes, facts, strict=True)):
            line = json.dumps({"now": self._now(number).isoformat()} | fact)
            pipe = _open(process.stdin)
            pipe.write(f"{line}\n")
            pipe.flush()
        return [json.loads(_answer(process)) for process in self.processes]

    def _now(self, number: int) -> datetime:
        passed = timedelta(seconds=self.rounds)
        return NOON - timedelta(hours=number) - passed if number % 2 else NOON + passed


@contextmanager
def writers(store: str | Path, number: int) -> Iterator[Writers]:
    """Lend some processes that write to a store; they end with the block, or when it takes ages."""
    processes = [_started(store) for _ in range(number)]
    deadline = threading.Timer(PATIENCE, _end, [processes])
    deadline.start()
    try:
        for process in processes:
            assert _answer(process) == "ready\n"
        yield Writers(processes)
    finally:
        deadline.cancel()
        _end(processes)


def _started(store: str | Path) -> Process:
    program = Path(__file__).with_name("writer.py")
    command = [sys.executable, str(program), str(store)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _end(processes: list[Process]) -> None:
    for process in processes:
        process.kill()
        process.communicate()


def _answer(process: Process) -> str:
    line: str = _open(process.stdout).readline()
    assert line, "the process has ended"
    return line


def _open(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
