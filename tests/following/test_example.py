"""The tool of docs/following.md, run as it stands."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import OperationalError, connect

from stewards.registry import Registry

from ..readme import README, examples

[EXAMPLE] = examples((README.parent / "docs" / "following.md").read_text("utf-8"))
PATIENCE = 60


@contextmanager
def running(folder: Path) -> Iterator[None]:
    """Run the tool in a folder while the block runs; it is killed then, wherever it stands."""
    command = [sys.executable, "-c", EXAMPLE]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE) as process:
        try:
            yield
            assert process.poll() is None, process.communicate()
        finally:
            process.kill()


def welcome(folder: Path, upto: int) -> list[str]:
    """Return the members to write to, once the tool has dealt with an entry."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE:
        with suppress(OperationalError):
            letters = connect(folder / "letters.db")
            [seen] = letters.execute("select max(entry) from seen").fetchone()
            if seen == upto:
                found = letters.execute("select member from welcome order by entry").fetchall()
                return [member for (member,) in found]
        time.sleep(0.05)
    raise AssertionError(f"entry {upto} was not dealt with")


def test_the_tool_of_the_docs_keeps_its_list(tmp_path: Path) -> None:
    """What was told before, meanwhile, and while it did not run is dealt with, each entry once."""
    with Registry.create(tmp_path / "registry.db") as registry:
        registry.join("M1")
        registry.join("M2")
        with running(tmp_path):
            assert welcome(tmp_path, 2) == ["M1", "M2"]
            registry.join("M3")
            assert welcome(tmp_path, 3) == ["M1", "M2", "M3"]
        registry.void(2, reason="mistaken")
        registry.join("M4")
        with running(tmp_path):
            assert welcome(tmp_path, 5) == ["M1", "M3", "M4"]
