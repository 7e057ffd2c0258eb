"""Run all benchmarks, print what was measured, and fail if a limit was not kept.

The limits are meant for the default size; `python -m benchmarks --facts 100000` tries a smaller
one. Other options go to pytest.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from .limits import FIGURES, READS_ALL, TIMES, Measured, broken, measured


def main(arguments: Sequence[str]) -> int:
    """Run and judge; return 0, 1 if a limit was not kept, or what pytest returned."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        here = str(Path(__file__).parent)
        options = ("-q", "--benchmark-quiet", f"--benchmark-json={report}")
        status = pytest.main([here, *options, *arguments])
        if status != pytest.ExitCode.OK:
            return int(status)
        found = measured(json.loads(report.read_bytes()))
    print(table(found))
    return judge(found)


def judge(found: Iterable[Measured]) -> int:
    """Print the limits that were not kept; return 1 if there are any, else 0."""
    sentences = broken(found)
    for sentence in sentences:
        print(sentence)
    return 1 if sentences else 0


def table(found: Iterable[Measured]) -> str:
    """Return what was measured as a table, a group a line, the peer beside us."""
    heading = ("", "facts", "ours", "facts/s", "peer", "facts/s", "ratio", "MiB")
    rows = [heading, *map(_row, found)]
    return "\n".join("{:18}{:>11}{:>12}{:>12}{:>12}{:>12}{:>8}{:>8}".format(*row) for row in rows)


def _row(m: Measured) -> tuple[str, ...]:
    ratio = FIGURES[TIMES](m)
    return (
        m.group,
        f"{m.facts:,}",
        *(_time(m.ours), _rate(m, m.ours)),
        *(_time(m.peer), _rate(m, m.peer)),
        "" if ratio is None else f"{ratio:.1f}",
        "" if m.memory is None else f"{m.memory:,.0f}",
    )


def _time(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:,.1f} ms"


def _rate(m: Measured, seconds: float | None) -> str:
    if seconds is None or m.group not in READS_ALL:
        return ""
    return f"{m.facts / seconds:,.0f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
