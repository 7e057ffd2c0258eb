"""The command line on the sample branch: how long somebody waits, and CPU time beside importing click."""

import sys
from collections.abc import Iterator, Sequence
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
        lines = {name: (*ours, *words) for name, words in COMMANDS.items()}
        click, *took = _least((sys.executable, "-c", "import click"), *lines.values())
        for name, ended in zip(lines, took, strict=True):
            yield Measured(f"process {name}", facts, ended.cpu, click.cpu, memory=ended.mib)


def _least(*lines: Sequence[object]) -> list[Ended]:
    """Run some command lines in turns; of each, that which took the least CPU time counts.

    A machine that is slow for a while is then slow for all of them.
    """
    rounds = [[run(*line, accepted=(0, 1)) for line in lines] for _ in range(1 + ROUNDS)]
    return [min(of_one, key=lambda ended: ended.cpu) for of_one in zip(*rounds[1:], strict=True)]
