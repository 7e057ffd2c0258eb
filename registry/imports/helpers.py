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
from itertools import cycle, takewhile
from pathlib import Path
from threading import Timer
from typing import Final

import msgspec

from ...events import preparing
from ...events.prepared import Prepared

ENOUGH_LINES: Final = 50_000
"""From so many lines on, what is gained is more than it takes to start."""

LINES_AT_ONCE: Final = 2_000
CHUNKS_AHEAD: Final = 4
"""How many chunks wait for each of them, so that they need not wait for us."""

MOST_HELPERS: Final = 2
"""More are never waited for: checking and recording take as long as they do."""

LONGEST_START: Final = 10.0
"""Seconds in which one has to greet, which takes less than one: what hangs may hang for good."""


class Helper:
    """One such process, which answers in the order in which it is asked."""

    def __init__(self) -> None:
        self._asked: deque[int] = deque()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; raise OSError or ValueError if that cannot be."""
        self._process = process = _started()
        assert process.stdin  # noqa: S101 -- both are pipes
        assert process.stdout  # noqa: S101
        self._told, self._heard = process.stdin, process.stdout

    def greets(self, terms: preparing.Terms) -> bool:
        """Wait for its greeting and tell it the terms; return whether it is there to be asked."""
        if self._process is None:
            return False
        too_late = Timer(LONGEST_START, self._process.kill)
        try:
            too_late.start()
            preparing.read_greeting(self._heard)
            preparing.send(self._told, terms)
        except (OSError, EOFError, ValueError, RuntimeError):  # no text as terms, or no thread, too
            self.end()
            return False
        finally:
            too_late.cancel()
        return True

    def ask(self, lines: Sequence[bytes]) -> None:
        """Give it lines to prepare."""
        self._asked.append(len(lines))
        try:
            preparing.send(self._told, lines)
        except (OSError, ValueError):  # it is lost now, or was before
            self.end()

    def answer(self) -> Sequence[Prepared | None]:
        """Return what the first lines come to that wait for it; none for each of them if it is lost."""
        count = self._asked.popleft()
        try:
            return preparing.read_answer(self._heard)
        except (OSError, EOFError, ValueError, msgspec.MsgspecError):
            self.end()
            return [None] * count

    def end(self) -> None:
        """End it, whatever it is doing; it keeps nothing."""
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what is left for it nobody needs
                pipe.close()  # type: ignore[union-attr] # both are pipes
        self._process.wait()


@contextmanager
def helping(lines: int, terms: preparing.Terms) -> Iterator[list[Helper]]:
    """Lend processes that prepare so many lines; none where they would not pay, or cannot be started."""
    with ExitStack() as lent:
        started = [Helper() for _ in range(_how_many(lines))]
        for helper in started:  # before they start: none is left behind, whatever comes in between
            lent.callback(helper.end)
        with suppress(OSError, ValueError):  # the system refuses, or the environment has a NUL
            for helper in started:
                helper.start()
        # what keeps one from it keeps the others from it, so we wait for one of them at most
        yield [*takewhile(lambda helper: helper.greets(terms), started)]


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
    if sys.flags.ignore_environment:  # they find our modules by it, and would obey the rest of it
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
        env=_surroundings(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


_AS_WE_WERE: Final = {"-s": "no_user_site", "-S": "no_site", "-B": "dont_write_bytecode"}
"""How we may have been told to do without something, and the flag that says so."""


def _command() -> list[str]:
    told = [option for option, flag in _AS_WE_WERE.items() if getattr(sys.flags, flag)]
    return [sys.executable, "-P", *told, "-m", preparing.__name__]


def _surroundings() -> dict[str, str]:
    """Return the environment in which the same modules are found as here."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sys.path))}
