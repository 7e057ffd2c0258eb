"""One decision: electing a steward at a workplace of 200, in a log of a million facts."""

from datetime import date
from itertools import count
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.registry import Registry

MEMBERS = 200
DAY = date(2025, 6, 1)


@pytest.fixture
def large_workplace(store: Path) -> Registry:
    """Return the registry with a new workplace of 200 members, one of whom was elected and left office."""
    registry = Registry.open(store)
    registry.form_unit("large", name="A large workplace", on=date(2024, 1, 1))
    for number in range(MEMBERS):
        registry.join(f"L{number:03d}", workplace="large", on=date(2024, 2, 1))
    return registry


@pytest.mark.benchmark(group="decision")
def test_ours(benchmark: BenchmarkFixture, large_workplace: Registry, facts: int) -> None:
    """Read who was ever there, fold it, decide, and record it durably on that condition."""
    numbers = count()

    def vacate() -> tuple[tuple[str], dict[str, object]]:
        number = next(numbers)
        if number:
            large_workplace.end_mandate(f"L{number - 1:03d}", unit="large", on=DAY)
        return (f"L{number:03d}",), {}

    def elect(member: str) -> None:
        large_workplace.elect(member, unit="large", on=DAY)

    benchmark.extra_info["facts"] = facts
    with large_workplace:
        benchmark.pedantic(elect, setup=vacate, rounds=30)
