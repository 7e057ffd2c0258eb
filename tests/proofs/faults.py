"""A disk that fails at the Nth call: a typed error, nothing half done or lost, and on it goes."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from .disks import ask
from .kinds import Shared
from .nursery import PROGRAM, Nursery, nursery
from .trials import Trials

SOURCE: Final = PROGRAM.with_name("failing.c")
IN_MEMORY: Final = next((each for each in ["/dev/shm"] if Path(each).is_dir()), None)  # noqa: S108
"""A disk in memory, where there is one: hundreds of times a trial, nobody has to wait for it."""


def each_call_fails(_kind: Shared, trials: Trials, *, work: str) -> None:
    """Let the first call of some kind fail while something is done, then the second, to the last.

    The call is a write, a wait for the disk, a truncation, a deletion or a read. It fails alone or with
    all that follow; then the disk is well again.
    """
    with (
        tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder,
        on_a_failing_disk() as workers,
    ):
        for trial in trials:
            with trial, workers.at_work(1, work, folder) as [worker]:
                ask(worker, trial.seed)


@cache
def may_fail_calls() -> bool:
    """Return whether this machine has a C compiler, and loads what it makes before all else."""
    try:
        with failing() as library:
            command = ["env", f"LD_PRELOAD={library}", "true"]
            tried = subprocess.run(command, capture_output=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return False
    return not tried.stderr  # a library that cannot be loaded is left out with a warning


@contextmanager
def on_a_failing_disk() -> Iterator[Nursery]:
    """Lend a nursery whose workers can let calls fail."""
    with failing() as library, nursery("env", f"LD_PRELOAD={library}") as workers:
        yield workers


@contextmanager
def failing() -> Iterator[Path]:
    """Lend the library that lets calls fail, made of its source."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "failing.so"
        command = ["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True, capture_output=True)
        yield library
