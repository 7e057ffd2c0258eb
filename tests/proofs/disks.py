"""A disk that is full, or may only be read: a typed error, nothing half done, and on it goes."""

import subprocess
from typing import Final

from .kinds import Shared
from .nursery import Worker, nursery
from .trials import Trials, expect

OWN_MOUNTS: Final = ("unshare", "--map-root-user", "--mount")
"""A namespace in which whoever asks may mount disks, that go with it."""


def disk_full(_kind: Shared, trials: Trials) -> None:
    """Record on a real file system of 1 MiB until it is full, then make room."""
    _on_own_mounts("full_disk", trials)


def disk_read_only(_kind: Shared, trials: Trials) -> None:
    """Open a store on a file system that may only be read, then make it writable."""
    _on_own_mounts("read_only_disk", trials)


def file_full(kind: Shared, trials: Trials) -> None:
    """Record until the file would grow over a limit of the process, then lift it."""
    with kind.workers.at_work(1, "limited_file") as [worker]:
        _ask_all(worker, trials)


def may_mount() -> bool:
    """Return whether this machine lets us have mounts of our own."""
    try:
        tried = subprocess.run([*OWN_MOUNTS, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return False
    return tried.returncode == 0


def _on_own_mounts(work: str, trials: Trials) -> None:
    with nursery(*OWN_MOUNTS) as workers, workers.at_work(1, work) as [worker]:
        _ask_all(worker, trials)


def ask(worker: Worker, seed: int) -> None:
    """Let a worker do the trial of a seed, and expect that it says `ok`."""
    worker.tell(str(seed))
    said = worker.line()
    expect(said == "ok", said or "the worker has ended")


def _ask_all(worker: Worker, trials: Trials) -> None:
    for trial in trials:
        with trial:
            ask(worker, trial.seed)
