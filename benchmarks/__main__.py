"""Measure everything with a history of a million facts, print it, and fail if a limit was not kept.

The limits are meant for that length; `--facts 10000` tries a shorter one in a minute or two.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from . import commands, works
from .limits import (
    FIGURES,
    LIMITS,
    MILLION,
    READS_ALL,
    TIMES,
    Limit,
    Measured,
    aims,
    broken,
    guards,
)
from .making import Made

FOLDER: Final = Path("build/histories")
"""Where histories are kept, for the curve as well."""


def main(arguments: Sequence[str]) -> int:
    """Measure, print and judge; return 1 if a limit was not kept, else 0."""
    options = _options(arguments)
    found = works.measured(Made(options.folder, options.facts), options.only)
    if not options.only or "commands" in options.only:
        found = [*commands.measured(), *found]
    print(table(found))
    if options.propose:
        for proposed in guards(found):
            print(f"{proposed.group}: {proposed}")
    if not options.only:
        return judge(found)
    there = {(guard.group, guard.figure) for guard in guards(found)}
    return judge(found, [each for each in LIMITS if (each.group, each.figure) in there])


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


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    names = ["commands", *(work.name for work in works.WORKS)]
    parser = argparse.ArgumentParser(prog="python -m stewards.benchmarks", description=__doc__)
    parser.add_argument("--facts", type=int, default=MILLION, help="how many facts to generate")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where histories are kept")
    parser.add_argument("--only", nargs="+", choices=names, help="measure some things alone")
    parser.add_argument("--propose", action="store_true", help="print guards by what is reached")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
