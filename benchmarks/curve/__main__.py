"""Measure everything as the history grows, write it into `docs/`, and fail if an aim is missed.

The generated histories are kept, so that a second run has only to measure.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .. import works
from ..limits import LAXER, Measured, aims, beside_a_tenth, broken
from ..making import FOLDER, Made
from .picture import picture
from .table import put, table

DOCS: Final = Path(__file__).parents[2] / "docs"


def main(arguments: Sequence[str]) -> int:
    """Measure, write and judge; return 1 if an aim is missed, else 0."""
    options = _options(arguments)
    found: list[Measured] = []
    for exponent in range(4, len(str(options.largest))):
        found += works.measured(Made(options.folder, 10**exponent))
        print(table(beside_a_tenth(found)), flush=True)
    found = beside_a_tenth(found)
    if options.docs:
        put(options.docs / "replay.md", table(found))
        (options.docs / "replay.svg").write_text(picture(found))
    return judge(found, LAXER if options.guard else 1.0)


def judge(found: Sequence[Measured], slack: float) -> int:
    """Print the aims that are missed; return 1 if there are any, else 0."""
    missed = broken(found, aims(found, slack=slack))
    for sentence in missed:
        print(sentence)
    return 1 if missed else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m stewards.benchmarks.curve", description=__doc__
    )
    sizes = [10**exponent for exponent in range(4, 8)]
    parser.add_argument("--largest", type=int, choices=sizes, default=sizes[-1])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where histories are kept")
    parser.add_argument("--docs", type=Path, default=DOCS, help="where table and picture go")
    parser.add_argument("--guard", action="store_true", help=f"judge {LAXER} times laxer")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
