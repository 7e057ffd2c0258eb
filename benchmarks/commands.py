"""The command line on the sample branch: how long somebody waits, and CPU time beside importing click."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from stewards.cli.demo.command import sample

from .limits import Measured
from .making import fill
from .measuring import STEWARDS, Ended, command, probed, row, run

COMMANDS: Final = {
    "--version": ("--version",),
    "--help": ("--help",),
    "count": ("count", "--on", "2019-09-01"),
    "vacancies": ("vacancies", "--on", "2019-09-01"),
    "mandate list": ("mandate", "list", "--on", "2019-09-01"),
    "check": ("check", "--on", "2019-09-01"),
}
ROUNDS: Final = 10


def measured() -> Iterator[Measured]:
    """Measure commands on the sample."""
    lines = sample()
    facts = len(lines)
    with TemporaryDirectory() as folder:
        store = Path(folder) / "registry.db"
        fill(str(store), lines)
        ours = (STEWARDS, "--store", store)
        yield row("command", facts, command(*ours, "count", rounds=ROUNDS))
        yield row("check", facts, probed("checking", store)["check"])
        click = _least(sys.executable, "-c", "import click")
        for name, words in COMMANDS.items():
            took = _least(*ours, *words)
            yield Measured(f"process {name}", facts, took.cpu, click.cpu, memory=took.mib)


def _least(*line: object) -> Ended:
    """Run a command line some times; that which took the least CPU time counts."""
    run(*line, accepted=(0, 1))
    return min((run(*line, accepted=(0, 1)) for _ in range(ROUNDS)), key=lambda ended: ended.cpu)
