"""Processes of their own: how long each takes, and how much memory at most."""

import json
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from .limits import Measured

ROUNDS: Final = 3
SECONDS_FOR_ROUNDS: Final = 20
"""What has taken so long is not measured again."""

STEWARDS: Final = Path(sys.executable).parent / "stewards"

_MEASURED: Final = """
import resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.run(sys.argv[1:]).returncode
took, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
print(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
sys.exit(code)
"""
"""A process begins with the memory of the one that starts it, so a small one stands between."""


@frozen
class Side:
    """What one side of a comparison took.

    Attributes:
        seconds: How long, in the round least disturbed.
        mib: MiB of memory that its process took at most, in any round.
    """

    seconds: float
    mib: float


@frozen
class Ended:
    """A process that has ended.

    Attributes:
        seconds: How long it took.
        cpu: How many seconds processors worked for it.
        mib: MiB of memory that it took at most.
        said: What it printed.
    """

    seconds: float
    cpu: float
    mib: float
    said: str


def run(*words: object, accepted: Collection[int] = (0,)) -> Ended:
    """Run a command line in a process of its own.

    Raises:
        RuntimeError: it failed.
    """
    line = [sys.executable, "-c", _MEASURED, *map(str, words)]
    print(*words, file=sys.stderr, flush=True)
    done = subprocess.run(line, check=False, capture_output=True, text=True)
    if done.returncode not in accepted:
        raise RuntimeError(f"Cannot measure {' '.join(map(str, words))}:\n{done.stderr}")
    return Ended(*map(float, done.stderr.split()[-3:]), done.stdout)


def told(module: str, *given: object) -> tuple[dict[str, float], float]:
    """Run a module of this package; return the seconds that it tells, and its memory in MiB."""
    ended = run(sys.executable, "-m", f"stewards.benchmarks.{module}", *given)
    return json.loads(ended.said), ended.mib


def probe(what: str, *given: object) -> tuple[dict[str, float], float]:
    """Run one of the probes; return the seconds it tells, and its memory in MiB."""
    return told("probe", what, *given)


def probed(what: str, *given: object, rounds: int = ROUNDS) -> dict[str, Side]:
    """Return what a probe tells, in the best of some rounds."""
    return best(lambda: probe(what, *given), rounds)


def command(*words: object, rounds: int = ROUNDS, accepted: Collection[int] = (0,)) -> Side:
    """Return what a command line takes as a whole, in the best of some rounds."""

    def once() -> tuple[dict[str, float], float]:
        ended = run(*words, accepted=accepted)
        return {"all": ended.seconds}, ended.mib

    return best(once, rounds)["all"]


def best(
    measure: Callable[[], tuple[Mapping[str, float], float]], rounds: int = ROUNDS
) -> dict[str, Side]:
    """Measure some rounds, and return by name the shortest time and the most memory."""
    found: dict[str, Side] = {}
    spent = 0.0
    for _ in range(rounds):
        took, mib = measure()
        for name, seconds in took.items():
            before = found.get(name, Side(seconds, mib))
            found[name] = Side(min(seconds, before.seconds), max(mib, before.mib))
        spent += sum(took.values())
        if spent > SECONDS_FOR_ROUNDS:
            break
    return found


def row(group: str, facts: int, ours: Side | None, peer: Side | None = None) -> Measured:
    """Return a line of the table: what a group of both sides took."""
    return Measured(
        group,
        facts,
        ours and ours.seconds,
        peer and peer.seconds,
        memory=ours and ours.mib,
        peer_memory=peer and peer.mib,
    )
