"""Loss of power: an append returns only after it has waited for the disk."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from .kinds import Shared
from .nursery import PROGRAM
from .trials import Trials, expect

_SYNC: Final = re.compile(r"f(?:data)?sync\(\d+<(?P<path>[^>]*)>\)\s+= 0")
_ACKNOWLEDGED: Final = re.compile(r"write\(1<[^>]*>, \"(?P<position>\d+)\\n\"")


def synced_before_it_returns(kind: Shared, trials: Trials) -> None:
    """Let `strace` tell which files a process waited for in each append, before it acknowledged it.

    These must be the write-ahead log; or the journal, the file itself, and the folder that the
    journal then goes from. This
    is what can be shown without cutting the power: whether a disk keeps what it says it has is its
    own affair.
    """
    with kind.fresh() as place, tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "strace"
        program = f"import work; work.append_one_by_one({place.address!r}, {trials.wanted})"
        trace = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,write", "-o", str(log)]
        command = [*trace, sys.executable, "-c", program]
        subprocess.run(command, cwd=PROGRAM.parent, check=True, capture_output=True, timeout=600)
        waits = waited_for(log.read_text(errors="replace").splitlines())
        for trial in trials:
            with trial:
                expect_on_disk(place.address, waits.get(trials.done + 1, []))


def may_trace() -> bool:
    """Return whether this machine has `strace` and lets us use it."""
    try:
        tried = subprocess.run(
            ["strace", "-o", "/dev/null", "true"], capture_output=True, check=False
        )
    except FileNotFoundError:
        return False
    return tried.returncode == 0


def waited_for(trace: Sequence[str]) -> dict[int, list[str]]:
    """Return the files that were waited for before each position was acknowledged."""
    files: list[str] = []
    found = {}
    for line in trace:
        if sync := _SYNC.search(line):
            files.append(sync["path"])
        elif acknowledged := _ACKNOWLEDGED.search(line):
            found[int(acknowledged["position"])] = files
            files = []
    return found


def expect_on_disk(path: str, files: Sequence[str]) -> None:
    """Expect that the store's journal and file, or its write-ahead log, were waited for."""
    names = [file.removesuffix(" (deleted)") for file in files]
    # The folder last: a journal that comes back after a loss of power would undo the append.
    journal = {f"{path}-journal", path} <= set(names) and names[-1] == str(Path(path).parent)
    expect(journal or f"{path}-wal" in names, f"only {names} waited for")
