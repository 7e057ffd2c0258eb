"""Processes that die, and processes that split in two."""

import subprocess
import sys
from pathlib import Path

import pytest
from stewards.events.stores import SQLiteDCBRecorder

PROGRAMS = Path(__file__).parent / "programs"


def output_of(program: str, *arguments: object) -> list[str]:
    """Run a program of ours and return the lines it wrote."""
    command = [sys.executable, PROGRAMS / program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_killed_writer_loses_nothing_it_was_promised(path: Path, seed: int):
    """After twenty kills amid appends, what was acknowledged is in place, and batches are whole."""
    acknowledged = dict(line.rsplit(" ", 1) for line in output_of("killed.py", path, 20, seed))

    with SQLiteDCBRecorder(path, create=False) as store:
        log = [(entry.event.data.decode(), entry.event.tags) for entry in store.read()]
    batches = [log[start : start + 3] for start in range(0, len(log), 3)]
    last_positions = {batch[0][0]: 3 * number for number, batch in enumerate(batches, 1)}

    assert all(batch == [(batch[0][0], [f"part:{part}"]) for part in range(3)] for batch in batches)
    assert acknowledged
    assert {batch: last_positions.get(batch) for batch in acknowledged} == {
        batch: int(position) for batch, position in acknowledged.items()
    }


def test_a_new_registry_has_one_maker(tmp_path: Path):
    """Of four processes that make a registry at one moment, one gets it, time and again."""
    paths = [tmp_path / f"{trial}.db" for trial in range(20)]

    assert outcomes_of_four(paths) == [["StoreExists", "StoreExists", "StoreExists", "made"]] * 20


def test_an_empty_file_becomes_a_new_registry_once(tmp_path: Path):
    """A file with nothing in it is no registry yet, and one of those who make it one gets it."""
    paths = [tmp_path / f"{trial}.db" for trial in range(5)]
    for path in paths:
        path.touch()

    assert outcomes_of_four(paths) == [["StoreExists", "StoreExists", "StoreExists", "made"]] * 5


def outcomes_of_four(paths: list[Path]) -> list[list[str]]:
    """Return how it went for each of four processes that make the same registry, path by path."""
    outcomes = "\n".join(output_of("makers.py", 4, *paths)).split("\n\n")
    return [sorted(each.splitlines()) for each in outcomes if each.strip()]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_fork_carries_no_connection_over(path: Path, mode: str):
    """Parent and child go on with connections and locks of their own, and both record."""
    assert output_of("forked.py", path, mode) == [
        "inherited []",
        "sees 2",
        "parent was kept out",
        "appended 3",
        "child left with 0",
        "parent appended 4",
        "parent thread child after",
    ]
