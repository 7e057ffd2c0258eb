"""Rosters: a list of a whole union, compared with its registry, and taken in.

The commands are measured as processes, from nothing: opening, replaying, reading the list, comparing,
printing. Their memory is what the system says the process took at most.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from shutil import copyfile

import polars as pl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.registry import Registry
from stewards.registry.lists import load_profile, read_roster

from . import rosters

STEWARDS = str(Path(sys.executable).parent / "stewards")
MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code not in (0, 1))
"""
"""A process begins with the memory of the one that starts it, so a small one stands between."""

FACTS_AT_ONCE = 500_000  # an import holds all its facts in memory; this one is not measured


@pytest.fixture(scope="module")
def union(facts: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a registry with as many members as the other benchmarks have facts."""
    path = tmp_path_factory.mktemp("union") / "registry.db"
    with Registry.create(path) as registry:
        lines = rosters.history(facts)
        while some := list(islice(lines, FACTS_AT_ONCE)):
            registry.import_lines(some)
    return path


@pytest.fixture(scope="module")
def roster(facts: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a list of that union, as another system exports it."""
    path = tmp_path_factory.mktemp("roster") / "roster.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        file.writelines(f"{line}\r\n" for line in rosters.roster(facts))
    return path


@pytest.fixture(scope="module")
def replayed(union: Path) -> Iterator[Registry]:
    """Return the registry of that union, replayed."""
    with Registry.open(union) as registry:
        registry.replay()
        yield registry


def run(words: Sequence[object]) -> float:
    """Run a command line and return the memory it took at most, in MiB."""
    line = [sys.executable, "-c", MEASURED, STEWARDS, *map(str, words)]
    told = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    return int(told) / 1024


@pytest.mark.benchmark(group="roster compare")
def test_ours_compare(benchmark: BenchmarkFixture, union: Path, roster: Path, facts: int) -> None:
    """Compare a list of the whole union with the registry, from nothing to the last difference."""
    words = ["--store", union, "roster", "compare", roster, "--on", rosters.DAY, "-o", "json"]

    benchmark.extra_info["facts"] = facts * rosters.FACTS_A_MEMBER
    benchmark.extra_info["MiB"] = benchmark.pedantic(run, args=(words,), rounds=2)


@pytest.mark.benchmark(group="roster import")
def test_ours_import(
    benchmark: BenchmarkFixture, union: Path, roster: Path, facts: int, tmp_path: Path
) -> None:
    """Take that list in: the plan, and its facts as one durable batch."""
    store = tmp_path / "registry.db"
    copyfile(union, store)
    words = ["--store", store, "roster", "import", roster, "--on", rosters.DAY]

    benchmark.extra_info["facts"] = facts * rosters.FACTS_A_MEMBER
    benchmark.extra_info["MiB"] = benchmark.pedantic(run, args=(words,), rounds=1)


@pytest.mark.benchmark(group="list against list")
def test_ours_list(
    benchmark: BenchmarkFixture, replayed: Registry, roster: Path, facts: int
) -> None:
    """What the comparison itself costs, in a registry that is replayed: reading, checking, comparing."""

    def compare() -> int:
        listed = read_roster(roster, load_profile())
        found = replayed.compare_roster(listed, on=rosters.DAY)
        return len(found.joined) + len(found.left) + len(found.moved)

    benchmark.extra_info["facts"] = facts
    assert benchmark.pedantic(compare, rounds=2) > 0


@pytest.mark.benchmark(group="list against list")
def test_peer_list(
    benchmark: BenchmarkFixture, replayed: Registry, roster: Path, facts: int, tmp_path: Path
) -> None:
    """The peer reads two files without a check, and joins them: what an office does with two sheets."""
    ours = tmp_path / "members.csv"
    members = replayed.members(on=rosters.DAY)
    pl.DataFrame(
        {"member": [m.member for m in members], "workplace": [m.at_unit for m in members]}
    ).write_csv(ours)
    del members

    def compare() -> int:
        listed = pl.read_csv(roster, separator=";", encoding="cp1252", infer_schema=False)
        theirs = listed.select(
            member="Medlemsnr.", workplace=pl.col("Arbejdsplads-id"), is_listed=True
        )
        both = pl.read_csv(ours, infer_schema=False).join(theirs, on="member", how="full")
        other = pl.col("workplace").ne_missing(pl.col("workplace_right"))
        return both.filter(other).height

    benchmark.extra_info["facts"] = facts
    assert benchmark.pedantic(compare, rounds=2) > 0
