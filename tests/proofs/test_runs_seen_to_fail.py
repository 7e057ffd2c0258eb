"""The long proofs and those on a failing disk see what they are there to see."""

import random
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import attrs
import pytest
from stewards.cli.demo.command import sample
from stewards.events import MemberJoined
from stewards.events.entry import Entry
from stewards.events.stores import InMemoryStore
from stewards.registry import Registry

from ..concurrency.town import fact
from . import faults, kinds, mixed, proving, questions, restores
from .kinds import InAFile, InMemory, Memory, Shared
from .nursery import Worker
from .programs import faults as failing
from .programs.work import joined
from .test_seen_to_fail import Careless

CALLS = """
import errno, os, sys, tempfile
from pathlib import Path
from faults import Fault

with tempfile.TemporaryDirectory() as folder:
    file = os.open(f"{folder}/file", os.O_RDWR | os.O_CREAT)
    calls = {
        "write": lambda: os.write(file, b"x"),
        "sync": lambda: os.fsync(file),
        "truncate": lambda: os.ftruncate(file, 0),
        "read": lambda: os.read(file, 1),
        "unlink": lambda: os.unlink(f"{folder}/file"),
    }
    for name, call in calls.items():
        fault = Fault(name, errno.EDQUOT, stays=False, number=2)
        with fault.under(Path(folder)):
            call()
            try:
                call()
            except OSError as problem:
                print(name, problem.errno == errno.EDQUOT)
"""

ONE = ["m1"]


@pytest.mark.skipif(not faults.may_fail_calls(), reason="there is no gcc, or no LD_PRELOAD")
def test_the_second_call_fails_if_told_so() -> None:
    """Of each kind of call the first one is done, and the second fails with the error that was chosen."""
    with faults.failing() as library:
        told = subprocess.run(
            ["env", f"LD_PRELOAD={library}", sys.executable, "-c", CALLS],
            cwd=faults.SOURCE.parent,
            capture_output=True,
            text=True,
            check=True,
        )

    assert told.stdout.splitlines() == [
        "write True",
        "sync True",
        "truncate True",
        "read True",
        "unlink True",
    ]


@pytest.mark.parametrize(
    ("there", "recorded"),
    [(["m1", "m2"], False), (["m1"], True), (["m1", "m3"], True), (["m1", "m2"], None)],
    ids=["refused, and there", "acknowledged, and lost", "something else", "half of it"],
)
def test_an_outcome_that_is_not_as_said_is_found(there: list[str], recorded: bool | None) -> None:
    """What was refused must not be there, what was acknowledged must, and never a half of it."""
    new = ["m2", "m3"] if recorded is None else ["m2"]
    with Registry(InMemoryStore()) as registry:
        registry.import_lines(map(joined, there))
        with pytest.raises(AssertionError, match=f"said to be recorded: {recorded}"):
            failing.expect_to_hold(registry, ONE, new, recorded)


def part(work: str, *said: str) -> mixed.Part:
    """Return a process of a mixed run that was killed."""
    return mixed.Part(work, "w1", cast("Worker", None), said)


def entries(*members: str, first: int = 1) -> list[Entry]:
    """Return the entries of members that joined."""
    return [Entry(n, fact(MemberJoined, member=m)) for n, m in enumerate(members, first)]


@pytest.mark.parametrize(
    ("log", "told", "what"),
    [
        (entries("w1-0-1-0", first=2), part(mixed.RECORD), "gaps"),
        (entries("w1-0-2-0"), part(mixed.RECORD), "not whole"),
        (entries("w2-0-1-0"), part(mixed.RECORD, "ready", "0 1 1 2"), "became"),
        (entries("w1-0-1-0", "w1-1-1-0"), part(mixed.RECORD, "ready"), "became"),
        (entries("w2-0-1-0"), part("read_for_ever", "1 w2-0-1-0", "2 w2-1-1-0"), "read and gone"),
        (entries("w2-0-1-0"), part("copy_for_ever", "problem CopyDiffers"), "CopyDiffers"),
    ],
    ids=["a gap", "half a command", "lost", "more than asked for", "read and gone", "an error"],
)
def test_a_wrong_end_of_a_mixed_run_is_found(log: list[Entry], told: mixed.Part, what: str) -> None:
    """What is lost, half, missing or went wrong fails the trial."""
    with pytest.raises(AssertionError, match=what):
        mixed.judge(log, [told])


def test_another_log_in_a_backup_is_found() -> None:
    """A backup that says something else, or the same in other bytes, fails the trial."""
    with Registry(InMemoryStore()) as registry, Registry(InMemoryStore()) as kept:
        registry.import_lines(map(joined, ["m1", "m2"]))
        kept.import_lines([joined("m1")], command="another")
        with pytest.raises(AssertionError, match="others than in the log"):
            restores.expect_beginning(registry, kept, "export")
        with Registry(InMemoryStore()) as exported:
            exported.import_lines(registry.export_lines())
            restores.expect_beginning(registry, exported, "export")
            with pytest.raises(AssertionError, match="the digests differ"):
                restores.expect_beginning(registry, exported, "copy")


def test_a_backup_that_is_not_put_back_is_found(tmp_path: Path) -> None:
    """A store that goes on with the lost history after the restore fails the trial."""
    place, backup = (InAFile(str(tmp_path / name)) for name in ("registry.db", "backup.db"))
    for each, member in ((place, "m1"), (backup, "m2")):
        with Registry.create(each.address) as registry:
            registry.join(member)

    with pytest.raises(AssertionError, match="not that of the backup"):
        restores.expect_the_same(place, backup)
    restores.put_back(place, backup)
    restores.expect_the_same(place, backup)


def test_segments_that_are_believed_wrongly_are_found(tmp_path: Path) -> None:
    """Rows that segments have and the log has not fail the trial."""

    class Kept:
        workers: "Kept"

        @contextmanager
        def lend(self, _work: str, _address: str) -> Iterator["Kept"]:
            yield self

        def rest(self) -> list[str]:
            return ["128 of-the-lost-store", "128 of-the-log"]

    kind = Kept()
    kind.workers = kind
    with pytest.raises(AssertionError, match="with segments, and without"):
        restores.expect_same_rows(cast("Shared", kind), InAFile(str(tmp_path / "registry.db")))


def test_32_writers_find_a_store_without_conditions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several are elected to one seat then."""
    monkeypatch.setattr(kinds, "InMemory", lambda: InMemory(Careless()))
    proof = next(each for each in proving.PROOFS if each.name == "32 writers, one seat")

    assert proving.prove(proof, Memory(), 1, secrets.randbelow(10**9)).failures


def test_an_answer_that_is_not_that_of_a_registry_alone_is_found() -> None:
    """Another answer fails the trial, and so does a registry that refuses to answer at all."""
    with Registry(InMemoryStore()) as alone:
        alone.import_lines(sample())
        (question, *_) = asked = questions.draw(alone, random.Random(secrets.randbelow(10**9)))[:4]  # noqa: S311
        for each in asked:
            each.ask(alone)
        questions.judge(alone, asked)

        refused = attrs.evolve(question, answer=None, refused="It is busy.")
        with pytest.raises(AssertionError, match="refused all of it: It is busy"):
            questions.judge(alone, [refused])
        question.answer = "something else"
        with pytest.raises(AssertionError, match="wrong: Question"):
            questions.judge(alone, asked)
