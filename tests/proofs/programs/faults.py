"""What workers do while the disk fails at the Nth call of a kind, for every N until none is reached.

The nursery that they come from has `failing.c` loaded. Every line of the input begins a trial with its
seed, which draws the kind of call and of journal; the answer is `ok`, or what went wrong.
"""

import ctypes
import errno
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from attrs import define
from stewards.cli import main
from stewards.events.errors import UnsoundStore
from stewards.events.stores import store as stores
from stewards.events.stores.sqlite import journal
from stewards.projections.replay import projection as replay
from stewards.projections.replay.segments import in_use as shelf
from stewards.projections.replay.segments import range_digest as covering
from stewards.registry import Registry, commands
from stewards.registry.errors import UnknownOutcome

sys.path.append(str(Path(__file__).parent))
from columns import answer
from disks import answer as answer_lines
from disks import expect
from work import joined

CALLS: Final = ("write", "sync", "truncate", "unlink", "read")
MAY_BE_NONE: Final = ("truncate",)
"""What is not always called where a registry is kept; in the folder of its segments only reads are."""
BEFORE: Final = [f"b{number}" for number in range(10)]
IMPORTED: Final = [f"i{number}" for number in range(50)]
IN_SEGMENTS: Final = [f"s{number}" for number in range(90)]
IN_A_SEGMENT: Final = 64
DAY: Final = date(2021, 1, 1)
RECORDED: Final = {0: True, 4: False, 6: None}
"""Whether it was recorded, by the exit code of a command; none if nobody can say."""
USUAL: Final = (replay.MOST_AT_HAND, shelf.MOST_BROUGHT)


@define
class Fault:
    """What fails: the Nth call of a kind, alone or with all that follow.

    Attributes:
        call: The kind of call.
        error: The number of the error that the system gives.
        stays: Whether all later calls fail too.
        number: Which call it is.
        is_reached: Whether there were so many.
    """

    call: str
    error: int
    stays: bool
    number: int = 0
    is_reached: bool = True

    @contextmanager
    def under(self, folder: Path) -> Iterator[None]:
        """Let the call fail within the block, on the files under a folder."""
        shim = ctypes.CDLL(os.environ["LD_PRELOAD"])
        kind, name = ctypes.c_char(self.call[0].encode()), os.fsencode(folder)
        shim.fail_at(kind, name, self.number, self.stays, self.error)
        try:
            yield
        finally:
            self.is_reached = shim.calls_seen() >= self.number


Operation = Callable[[Fault, Path, random.Random], None]


def fail_while_appending(place: str) -> None:
    """Open a registry and record one fact; everything is kept in a folder of that name."""
    tempfile.tempdir = place
    answer_lines(partial(until_none_is_reached, append))


def fail_while_importing(place: str) -> None:
    """Let the command line import a file, into a registry that is there or a new one."""
    tempfile.tempdir = place
    answer_lines(partial(until_none_is_reached, import_file))


def fail_while_using_segments(place: str) -> None:
    """Ask a registry; its column segments are there already, or are written at the end."""
    tempfile.tempdir = place
    covering.ENTRIES, stores.ENTRIES_IN_A_CHUNK = IN_A_SEGMENT, IN_A_SEGMENT // 2
    path = make(Path(tempfile.mkdtemp()), IN_SEGMENTS)
    expected = told_by(path, segments=False)
    told_by(path)  # and so there are segments
    answer_lines(
        partial(until_none_is_reached, partial(ask, path, expected), may_be_none=CALLS[:-1])
    )


def until_none_is_reached(
    operate: Operation, chance: random.Random, *, may_be_none: Sequence[str] = MAY_BE_NONE
) -> None:
    """Do the same again and again, with a fault at the next call each time."""
    commands.PAUSES_IN_DOUBT = (0.001, 0.001)
    mode, seed = chance.choice(["delete", "wal"]), chance.randrange(1 << 30)
    journal.journal_mode_for = lambda _version: mode
    error = chance.choice([errno.EIO, errno.ENOSPC])
    fault = Fault(chance.choice(CALLS), error, stays=chance.random() < 0.5)
    while fault.is_reached:
        fault.number += 1
        try:
            with tempfile.TemporaryDirectory() as folder:
                operate(fault, Path(folder), random.Random(seed))  # noqa: S311 - chance, not a secret
        except Exception as problem:
            said = f"{type(problem).__name__}: {problem}; journal {mode}, {fault}"
            raise AssertionError(said) from problem
    expect(fault.number > 1 or fault.call in may_be_none, f"nothing failed: {fault}")


def append(fault: Fault, folder: Path, chance: random.Random) -> None:
    """Record a fact; then the same registry goes on, or another one."""
    path = make(folder, BEFORE)
    same_goes_on = chance.random() < 0.5
    with ExitStack() as opened:
        registry, recorded = None, False
        with fault.under(folder):
            try:
                registry = opened.enter_context(Registry.open(path))
                registry.join("m1")
                recorded = True
            except UnknownOutcome:
                recorded = None
            except UnsoundStore:
                pass
            if not same_goes_on:
                opened.close()
        if not same_goes_on or registry is None:
            registry = opened.enter_context(Registry.open(path))
        expect_to_hold(registry, BEFORE, ["m1"], recorded)
        entry = registry.join("m2")
        expect(entry.number == len(members(registry)), "the next position does not follow")
    expect_sound(path)


def import_file(fault: Fault, folder: Path, chance: random.Random) -> None:
    """Import a file, and repeat that once the disk works again."""
    before = BEFORE if chance.random() < 0.5 else []
    path, facts = folder / "store" / "registry.db", folder / "facts.jsonl"
    path.parent.mkdir()
    facts.write_bytes(b"\n".join(map(joined, IMPORTED)))
    if before:
        make(path.parent, before)
    words = ("--store", f"{path}", "log", "import", f"{facts}", "--command", "the-one-import")
    with fault.under(path.parent):
        code, said = command_line(*words)
    expect(code in RECORDED, f"exit code {code}: {said}")
    if path.exists():
        with Registry.open(path) as registry:
            expect_to_hold(registry, before, IMPORTED, RECORDED[code])
    else:
        expect(not RECORDED[code], f"exit code {code} and no registry: {said}")
    code, said = command_line(*words)
    expect(code == 0, f"exit code {code} when repeated: {said}")
    with Registry.open(path) as registry:
        expect_to_hold(registry, before, IMPORTED, recorded=True)
    expect_sound(path)


def ask(
    original: Path, expected: object, fault: Fault, folder: Path, chance: random.Random
) -> None:
    """Ask a registry with column segments, some read where they lie; the disk fails under these."""
    path = Path(shutil.copy(original, folder))
    if chance.random() < 0.5:
        shutil.copytree(f"{original}-segments", f"{path}-segments")
    replay.MOST_AT_HAND, shelf.MOST_BROUGHT = chance.choice([USUAL, (IN_A_SEGMENT, 0)])
    with fault.under(Path(f"{path}-segments")), Registry.open(path) as registry:
        told = answers(registry)
    expect(told == expected[0], f"{told} instead of {expected[0]}")
    later = told_by(path)
    expect(later == expected, f"{later[0]}, or other rows, instead of {expected[0]} later")


def told_by(path: Path, *, segments: bool = True) -> tuple[list[object], list[object]]:
    """Open a registry; return what it answers, and its rows."""
    with Registry.open(path, segments=segments) as registry:
        rows = registry.relations().execute("select * from entries order by entry").fetchall()
        return answers(registry), rows


def answers(registry: Registry) -> list[object]:
    """Return what a registry answers."""
    (last,) = registry.log.entries(after=len(IN_SEGMENTS) - 1, limit=1)
    known_at = last.event.recorded_at.isoformat()
    return [answer(registry, what, DAY, known_at) for what in ("count", "members")]


def make(folder: Path, members: Sequence[str]) -> Path:
    """Make a registry that some members have joined; return its path."""
    path = folder / "registry.db"
    with Registry.create(path) as registry:
        registry.import_lines(map(joined, members))
    return path


def command_line(*words: str) -> tuple[object, str]:
    """Run a command; return its exit code, and what it says on standard error."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as said:
        with redirect_stdout(out), redirect_stderr(said):
            try:
                main(words)
            except SystemExit as end:
                code = end.code or 0
        said.seek(0)
        return code, said.read()


def expect_to_hold(
    registry: Registry, before: Sequence[str], new: Sequence[str], recorded: bool | None
) -> None:
    """Expect the members of before, and the new ones if they were recorded: all of them, or none."""
    possible = {True: [new], False: [[]], None: [[], new]}[recorded]
    found = members(registry)
    expect(
        found in [[*before, *more] for more in possible],
        f"{len(found)} entries, of {len(before)} and {len(new)} that were said to be recorded:"
        f" {recorded}",
    )


def expect_sound(path: Path) -> None:
    """Expect that SQLite finds no fault with the file."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("pragma integrity_check").fetchall()
    expect(found == [("ok",)], found)


def members(registry: Registry) -> list[str]:
    """Return the member of each entry."""
    return [getattr(entry.event, "member", "") for entry in registry.log.entries()]
