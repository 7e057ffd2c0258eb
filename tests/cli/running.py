"""The command line, run in this process: what it prints and how it ends."""

import shlex
from pathlib import Path

from attrs import frozen
from click.testing import CliRunner
from stewards.cli import main

PLAIN = dict.fromkeys(["STEWARDS_STORE", "STEWARDS_AGREEMENT", "STEWARDS_BY", "NO_COLOR"])


@frozen
class Ran:
    """A command that has ended.

    Attributes:
        code: The exit code.
        out: What it printed on standard output.
        err: What it printed on standard error.
    """

    code: int
    out: str
    err: str


def run(line: str, *words: object, store: Path | str | None = None, given: str | bytes = "") -> Ran:
    """Run a command line and words that follow it; what it raises beside its exit is raised here."""
    where = [] if store is None else ["--store", str(store)]
    everything = [*where, *shlex.split(line), *map(str, words)]
    ended = CliRunner(env=PLAIN).invoke(
        main, everything, input=given, prog_name="stewards", catch_exceptions=False
    )
    return Ran(ended.exit_code, ended.stdout, ended.stderr)


def log_of(store: Path) -> str:
    """Return the whole log of a store in the interchange format."""
    ended = run("log export", store=store)
    assert ended.code == 0, ended.err
    return ended.out


def changing_nothing(line: str, *words: object, store: Path, given: str | bytes = "") -> Ran:
    """Run a command line that must leave the log as it is."""
    before = log_of(store)
    ended = run(line, *words, store=store, given=given)
    assert log_of(store) == before
    return ended
