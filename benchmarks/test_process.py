"""The command line as a process: its CPU time beside that of importing click alone."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.cli.demo.command import sample
from stewards.registry import Registry

ON = ("--on", "2019-09-01")
COMMANDS = {
    "--version": ("--version",),
    "--help": ("--help",),
    "count": ("count", *ON),
    "vacancies": ("vacancies", *ON),
    "mandate list": ("mandate", "list", *ON),
    "check": ("check", *ON),
}
CLICK = (sys.executable, "-c", "import click")
ROUNDS = 10


def cpu_of_children() -> float:
    """Return how long processors have worked for the processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample as its registry."""
    made = tmp_path_factory.mktemp("sample")
    with Registry.create(made / "registry.db") as registry:
        registry.import_lines(sample())
    return made


def measure(
    benchmark: BenchmarkFixture, group: str, command: tuple[str, ...], folder: Path
) -> None:
    """Run a command some times; the least it took counts."""
    benchmark.group = f"process {group}"
    benchmark.extra_info["facts"] = 1813
    benchmark.pedantic(
        lambda: subprocess.run(command, cwd=folder, check=False, capture_output=True),
        rounds=ROUNDS,
        warmup_rounds=1,
    )


@pytest.mark.parametrize("group", COMMANDS)
@pytest.mark.benchmark(timer=cpu_of_children)
def test_ours(benchmark: BenchmarkFixture, folder: Path, group: str) -> None:
    """Start Python, and run one command on the sample."""
    command = (str(Path(sys.executable).parent / "stewards"), *COMMANDS[group])
    measure(benchmark, group, command, folder)


@pytest.mark.parametrize("group", COMMANDS)
@pytest.mark.benchmark(timer=cpu_of_children)
def test_peer(benchmark: BenchmarkFixture, folder: Path, group: str) -> None:
    """Start Python, and import click."""
    measure(benchmark, group, CLICK, folder)
