"""Run all benchmarks with a history of a million facts, print them, and fail if a limit was not kept.

The limits are meant for that length; `--facts 10000` tries a shorter one in a minute or two. What is not
listed here goes to pytest, as `--benchmark-save=NAME` and `--benchmark-compare=NAME` do.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from . import works
from .limits import (
    FIGURES,
    LIMITS,
    MILLION,
    READS_ALL,
    TIMES,
    Limit,
    Measured,
    aims,
    beside_a_replay,
    broken,
    guards,
)
from .making import FOLDER


def main(arguments: Sequence[str]) -> int:
    """Run and judge; return 0, 1 if a limit was not kept, or what pytest returned."""
    options, others = _options(arguments)
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        status = run(options, report, others)
        if status != pytest.ExitCode.OK:
            return int(status)
        found = reported(json.loads(report.read_bytes()))
    print(table(found))
    if options.propose:
        for proposed in guards(found):
            print(f"{proposed.group}: {proposed}")
    if not options.only:
        return judge(found)
    there = {(guard.group, guard.figure) for guard in guards(found)}
    return judge(found, [each for each in LIMITS if (each.group, each.figure) in there])


def run(options: argparse.Namespace, report: Path, others: Sequence[str]) -> int | pytest.ExitCode:
    """Let pytest-benchmark run everything, or some works by their names, and write its report."""
    here = Path(__file__).with_name("test_works.py")
    tests = ["commands" if name == "commands" else f"work[{name}]" for name in options.only]
    return pytest.main(
        [
            *([f"{here}::test_{test}" for test in tests] or [str(here)]),
            *("-q", "-s", "-p", "no:cacheprovider"),
            *(f"--benchmark-json={report}", "--benchmark-columns=min"),
            *([] if others else ["--benchmark-quiet"]),
            *(f"--facts={options.facts}", f"--folder={options.folder}"),
            *others,
        ]
    )


def reported(report: Mapping[str, Any]) -> list[Measured]:
    """Return what a report of pytest-benchmark says, a line of the table each, in the order they ran."""
    kept = (benchmark["extra_info"]["lines"] for benchmark in report["benchmarks"])
    return beside_a_replay([Measured(**line) for lines in kept for line in lines])


def judge(found: Sequence[Measured], limits: Iterable[Limit] = LIMITS) -> int:
    """Print the aims that are missed and the limits that were not kept; return 1 for a limit, else 0."""
    measured = {m.group for m in found}
    for sentence in broken(found, [aim for aim in aims(found) if aim.group in measured]):
        print(f"Aim missed: {sentence}")
    sentences = broken(found, limits)
    for sentence in sentences:
        print(sentence)
    return 1 if sentences else 0


def table(found: Iterable[Measured]) -> str:
    """Return what was measured as a table, a group a line, the peer beside us."""
    heading = ("", "facts", "ours", "facts/s", "MiB", "peer", "facts/s", "MiB", "ratio")
    rows = [heading, *map(_row, found)]
    form = "{:20}{:>11}{:>13}{:>11}{:>8}{:>13}{:>11}{:>8}{:>8}"
    return "\n".join(form.format(*row).rstrip() for row in rows)


def _row(m: Measured) -> tuple[str, ...]:
    ratio = FIGURES[TIMES](m)
    return (
        m.group,
        f"{m.facts:,}",
        *(_time(m.ours), _rate(m, m.ours), _mebibytes(m.memory)),
        *(_time(m.peer), _rate(m, m.peer), _mebibytes(m.peer_memory)),
        "" if ratio is None else f"{ratio:.2g}",
    )


def _time(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:,.1f} ms"


def _mebibytes(memory: float | None) -> str:
    return "" if memory is None else f"{memory:,.0f}"


def _rate(m: Measured, seconds: float | None) -> str:
    if seconds is None or m.group not in READS_ALL:
        return ""
    return f"{m.facts / seconds:,.0f}"


def _options(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    names = ["commands", *(work.name for work in works.WORKS)]
    parser = argparse.ArgumentParser(prog="python -m stewards.benchmarks", description=__doc__)
    parser.add_argument("--facts", type=int, default=MILLION, help="how many facts to generate")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where histories are kept")
    parser.add_argument(
        "--only", nargs="+", choices=names, default=[], help="measure some things alone"
    )
    parser.add_argument("--propose", action="store_true", help="print guards by what is reached")
    return parser.parse_known_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
