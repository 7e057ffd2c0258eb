"""What lies beside the file of a store, and who may open it, as the command line sees to it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .running import Ran, run

FACT = '{"type":"MemberJoined","member":"M1","effective_on":"2019-09-01"}'
MAKING = """
import sys
from stewards.cli.draft import draft_of
from stewards.registry import Registry

with draft_of(sys.argv[1]) as draft, Registry.create(draft):
    print("ready", flush=True)
    sys.stdin.read()
"""


@contextmanager
def making(store: Path) -> Iterator[None]:
    """Let another process make a store, and be killed before it is done."""
    with subprocess.Popen(
        [sys.executable, "-c", MAKING, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            yield
        finally:
            process.kill()


def drafts(folder: Path) -> list[str]:
    """Return the names of the folders in which stores are made."""
    return [each.name for each in folder.iterdir() if each.is_dir()]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where a store is to be made."""
    return tmp_path / "registry.db"


@pytest.mark.parametrize("line", ["log import -", "init", "count"])
def test_what_a_killed_import_left_is_deleted(place: Path, line: str) -> None:
    """The next command with that store tidies up, whatever it is."""
    with making(place):
        pass
    assert len(drafts(place.parent)) == 1

    run(line, store=place, given=FACT)

    assert drafts(place.parent) == []


def test_what_is_being_imported_is_left_alone(place: Path) -> None:
    """Of two imports at once neither takes the folder of the other for an abandoned one."""
    with making(place):
        [draft] = drafts(place.parent)
        ended = run("log import -", store=place, given=FACT)
        assert ended == Ran(0, "Recorded 1 fact as entry 1.\n", "")
        assert run("log show", store=place).code == 0

        assert drafts(place.parent) == [draft]


def test_a_folder_of_somebody_else_is_left_alone(store: Path) -> None:
    """Only what bears the name of a draft of that very store is deleted."""
    others = [".registry.db-old", "registry.db-draft-1", ".other.db-draft-12345678"]
    for name in others:
        (store.parent / name).mkdir()

    assert run("count", store=store).code == 0
    assert sorted(drafts(store.parent)) == sorted(others)


def test_doctor_sees_what_a_killed_import_left(store: Path) -> None:
    """The folder is named; it is not deleted, for doctor changes nothing."""
    with making(store):
        [draft] = drafts(store.parent)
        assert "drafts" not in checks(store)

    assert checks(store)["drafts"] == {
        "check": "drafts",
        "verdict": "note",
        "found": f"an import into a new store was cut short: {draft}",
        "advice": "Nothing needs to be done: the next command with this store deletes it. Import again.",
    }
    assert drafts(store.parent) == [draft]


def checks(store: Path) -> dict[str, dict[str, str]]:
    """Return what doctor finds, by the name of the check."""
    return {each["check"]: each for each in json.loads(run("doctor -o json", store=store).out)}


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o604])
def test_a_store_that_others_may_open(store: Path, mode: int) -> None:
    """Every command says so on standard error, and does what it is asked."""
    before = run("count --on 2019-09-01 --known-at entry:1 -o json", store=store)
    store.chmod(mode)

    assert run("count --on 2019-09-01 --known-at entry:1 -o json", store=store) == Ran(
        0,
        before.out,
        f"Warning: other users of this machine can open {store}. To prevent that: chmod go= {store}\n",
    )
    assert before.err == ""
