"""Every work as a benchmark: pytest-benchmark runs them, and keeps and compares what each took.

What is timed happens in processes of their own, each of which says how long its work took, the best of some
rounds: so memory can be told too, and what a work needs is made beside the clock.
"""

from collections.abc import Iterable
from operator import attrgetter

import attrs
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.benchmarks import commands
from stewards.benchmarks.limits import Measured
from stewards.benchmarks.making import Made
from stewards.benchmarks.works import WORKS, Work, shown


class Clock:
    """Stands still but for what our side of a work took."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.now = 0.0

    def __call__(self) -> float:
        """Return the seconds taken so far."""
        return self.now

    def after(self, found: Iterable[Measured]) -> list[Measured]:
        """Go on by what was measured, and return it."""
        lines = list(shown(found))
        self.now += sum(line.ours or 0 for line in lines)
        return lines


CLOCK = Clock()
TIMED = pytest.mark.benchmark(timer=CLOCK)


@TIMED
def test_commands(benchmark: BenchmarkFixture) -> None:
    """Commands on the sample, beside importing click."""
    keep(benchmark, benchmark.pedantic(lambda: CLOCK.after(commands.measured())))


@TIMED
@pytest.mark.parametrize("work", WORKS, ids=attrgetter("name"))
def test_work(benchmark: BenchmarkFixture, work: Work, made: Made) -> None:
    """A work on the generated history, beside its peers."""
    if made.facts > work.upto:
        pytest.skip("a longer history than it is measured with")
    keep(benchmark, benchmark.pedantic(lambda: CLOCK.after(work.measure(made))))


def keep(benchmark: BenchmarkFixture, lines: list[Measured]) -> None:
    """Put the lines of the table into the report."""
    benchmark.extra_info["lines"] = [attrs.asdict(line) for line in lines]
