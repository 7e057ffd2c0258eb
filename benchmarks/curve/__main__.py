"""Measure the curve, write it into `docs/`, and fail if an aim is missed.

The generated stores are kept, so that a second run has only to measure.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from stewards.tests.servers import umadb_server

from ..limits import broken
from .picture import picture
from .points import PEERS_UPTO, SLACK, Point, aims, judged
from .table import put, table

DOCS: Final = Path(__file__).parents[2] / "docs"
OURS: Final = ("writing", "cold", "warm")
ROUNDS: Final = 3

MEASURED: Final = """
import resource, subprocess, sys
told = subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True).stdout
print(told, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A process begins with the memory of the one that starts it, so a small one stands between."""


def main(arguments: Sequence[str]) -> int:
    """Measure, write and judge; return 1 if an aim is missed, else 0."""
    options = _options(arguments)
    points = []
    for exponent in range(4, len(str(options.largest))):
        points.append(measure(10**exponent, options.folder))
        print(table(points), flush=True)
    if options.docs:
        put(options.docs / "replay.md", table(points))
        (options.docs / "replay.svg").write_text(picture(points))
    slack = SLACK if options.guard else 1.0
    return judge(points, slack)


def judge(points: Sequence[Point], slack: float) -> int:
    """Print the aims that are missed; return 1 if there are any, else 0."""
    missed = broken(judged(points), aims(points[-1].facts, slack=slack))
    for sentence in missed:
        print(sentence)
    return 1 if missed else 0


def measure(facts: int, folder: Path) -> Point:
    """Measure one history, and generate it if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    store = folder / f"{facts}.db"
    if not store.exists():
        probe("make", store, facts)
    runs = [probe(what, store) for what in OURS for _ in range(ROUNDS)]
    memory = max(mib for _, mib in runs)
    asked = [probe("asking", store) for _ in range(ROUNDS)]
    runs += asked
    if facts <= PEERS_UPTO:
        runs += _peers(store, facts)
    seconds: dict[str, float] = {}
    for took, _ in runs:
        seconds |= {what: min(took[what], seconds.get(what, took[what])) for what in took}
    return Point(facts, seconds, memory, max(mib for _, mib in asked))


def _peers(store: Path, facts: int) -> Iterator[tuple[dict[str, float], float]]:
    if not Path(f"{store}-peer").exists():
        probe("make_peer", store, facts)
    with umadb_server() as server:
        probe("make_umadb", store, server.url)
        for _ in range(ROUNDS):
            yield probe("peer", store)
            yield probe("umadb", server.url)


def probe(*words: object) -> tuple[dict[str, float], float]:
    """Run a probe in a process of its own; return the seconds it tells, and its memory in MiB."""
    print(*words, file=sys.stderr, flush=True)
    line = [sys.executable, "-m", "stewards.benchmarks.curve.probe", *map(str, words)]
    measured = [sys.executable, "-c", MEASURED, *line]
    told = subprocess.run(measured, check=True, capture_output=True, text=True).stdout
    seconds, kib = told.rsplit(maxsplit=1)
    return json.loads(seconds), int(kib) / 1024


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.curve", description=__doc__)
    sizes = [10**exponent for exponent in range(4, 8)]
    parser.add_argument("--largest", type=int, choices=sizes, default=sizes[-1])
    parser.add_argument("--folder", type=Path, default=Path("build/curve"), help="for the stores")
    parser.add_argument("--docs", type=Path, default=DOCS, help="where table and picture go")
    parser.add_argument("--guard", action="store_true", help=f"judge {SLACK} times laxer")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
