"""Processes that prepare lines, so that a long import uses more than one core.

They are started as any other program is: a process forked from one with threads may hang, and one that
`multiprocessing` starts anew needs a guard in the script of whoever uses this library. Where none can be
started, or one ends too early, the lines are left to whoever asked.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from pathlib import Path
from typing import Final

import msgspec

from ...events import preparing
from ...events.prepared import Prepared

ENOUGH_LINES: Final = 50_000
"""From so many lines on, what is gained is more than it takes to start."""

LINES_AT_ONCE: Final = 2_000
CHUNKS_AHEAD: Final = 4
"""How many chunks wait for each of them, so that they need not wait for us."""

_PIPE: Final = 1 << 20
"""Bytes that a pipe takes, where that can be set: a whole chunk, lest two processes wait for each other."""

MOST_HELPERS: Final = 2
"""More are never waited for: checking and recording take as long as they do."""


class Helper:
    """One such process, which answers in the order in which it is asked."""

    def __init__(self, terms: preparing.Terms) -> None:
        """Start it; raise OSError if that cannot be."""
        self._has_greeted = False
        self._asked: deque[int] = deque()
        self._process: subprocess.Popen[bytes] | None = _started()
        self._tell(terms)

    def ask(self, lines: Sequence[bytes]) -> None:
        """Give it lines to prepare."""
        self._asked.append(len(lines))
        self._tell(lines)

    def answer(self) -> Sequence[Prepared | None]:
        """Return what the first lines come to that wait for it; none for each of them if it is lost."""
        count = self._asked.popleft()
        if self._process is not None:
            assert self._process.stdout  # noqa: S101 -- it is a pipe
            try:
                if not self._has_greeted:
                    preparing.read_greeting(self._process.stdout)
                    self._has_greeted = True
                return preparing.read_answer(self._process.stdout)
            except (OSError, EOFError, msgspec.MsgspecError):
                self.end()
        return [None] * count

    def _tell(self, said: object) -> None:
        if self._process is None:
            return
        assert self._process.stdin  # noqa: S101 -- it is a pipe
        try:
            preparing.send(self._process.stdin, said)
        except OSError:
            self.end()

    def end(self) -> None:
        """End it, whatever it is doing; it keeps nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what is left for it nobody needs
                pipe.close()  # type: ignore[union-attr] # both are pipes
        process.wait()


@contextmanager
def helping(lines: int, terms: preparing.Terms) -> Iterator[list[Helper]]:
    """Lend processes that prepare so many lines; none where they would not pay, or cannot be started."""
    with ExitStack() as lent:
        found: list[Helper] = []
        with suppress(OSError, ValueError):  # the system refuses, or the environment has a NUL
            for _ in range(_how_many(lines)):
                found.append(helper := Helper(terms))
                lent.callback(helper.end)
        yield found


def prepared_by(found: Sequence[Helper], lines: Sequence[bytes]) -> Iterator[Prepared | None]:
    """Yield what each line comes to, in their order; none for those that nobody could prepare."""
    asked: deque[Helper] = deque()
    for start, helper in zip(range(0, len(lines), LINES_AT_ONCE), cycle(found)):
        helper.ask(lines[start : start + LINES_AT_ONCE])
        asked.append(helper)
        if len(asked) > CHUNKS_AHEAD * len(found):
            yield from asked.popleft().answer()
    for helper in asked:
        yield from helper.answer()


def _how_many(lines: int) -> int:
    if lines < ENOUGH_LINES or not _is_python(sys.executable):
        return 0
    cores = _cores()
    return 0 if cores == 1 else min(cores, MOST_HELPERS)


def _cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS or Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_python(program: str | None) -> bool:
    """Return whether a program is an interpreter, and not one that brings its own, as a server may."""
    return Path(program or "").stem.lower().startswith(("python", "pypy"))


def _started() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 -- the interpreter that runs us, and a module of ours
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE,
        env=_surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _command() -> list[str]:
    return [sys.executable, "-P", "-m", preparing.__name__]


def _surroundings() -> dict[str, str]:
    """Return the environment in which the same modules are found as here."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sys.path))}
