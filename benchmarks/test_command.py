"""The command line as a process: what somebody waits for who types `stewards count`."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.cli.demo.command import sample
from stewards.registry import Registry

COUNT = [str(Path(sys.executable).parent / "stewards"), "--store", "sample.db", "count"]


@pytest.mark.benchmark(group="command")
def test_ours(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """Start Python, open the sample branch, replay it, count, print a table."""
    with Registry.create(tmp_path / "sample.db") as registry:
        facts = len(registry.import_lines(sample()))

    def count() -> None:
        subprocess.run(COUNT, cwd=tmp_path, check=True, capture_output=True)

    benchmark.extra_info["facts"] = facts
    benchmark.pedantic(count, rounds=10, warmup_rounds=1)
