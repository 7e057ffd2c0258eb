"""Processes that help a long import: what is recorded and what is refused is the same without them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stewards.benchmarks.histories.generator import lines
from stewards.events import preparing
from stewards.events.command_tags import told_tags
from stewards.events.log import Log
from stewards.events.stores import InMemoryStore
from stewards.registry import Registry, imports
from stewards.registry.imports import BadLines, helpers, import_lines

from .files import JANUARY, NOW, TOWN, formed, joined, row, text, voided

LATER = datetime(2100, 1, 1, tzinfo=UTC)
EARLY = {"recorded_at": JANUARY}
FIRST, *OTHERS = text(
    [
        formed("kk", kind="employer", entry=6, **EARLY),
        formed("jc-1", "kk", entry=7, recorded_at=JANUARY.replace("Z", "+00:00")),
        joined("m1", "jc-1", batch="week-1", entry=8, **EARLY),
        row("StewardElected", member="m1", unit="jc-1", office="steward", entry=9, **EARLY),
        row("ElectionStepTaken", member="m1", unit="jc-1", step="approved", election=9),
        joined("m2", entry=11),
        voided(11),
        row("UnitRenamed", unit="jc-1", name="Jobcenter 1"),
        joined("m3", "jc-1"),
    ]
)
OF_ALL_KINDS = [b"\xef\xbb\xbf" + FIRST, b"\n", *OTHERS]
"""Lines for which an import has to do more than to look up their units, and some that say nothing."""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """Let the shortest file be helped with, three lines at a time, on two cores; note who helped."""
    found: list[subprocess.Popen[bytes]] = []
    start = helpers._started

    def noted() -> "subprocess.Popen[bytes]":
        found.append(start())
        return found[-1]

    monkeypatch.setattr(helpers, "_started", noted)
    monkeypatch.setattr(helpers, "_cores", lambda: 2)
    monkeypatch.setattr(helpers, "ENOUGH_LINES", 1)
    monkeypatch.setattr(helpers, "LINES_AT_ONCE", 3)
    yield found
    assert all(process.returncode is not None for process in found)


def alone(given: list[bytes], *, as_batch: bool = True) -> Log:
    """Return a log into which lines were imported without help."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(helpers, "_cores", lambda: 1)
        return taken(given, as_batch=as_batch)


def taken(given: list[bytes], *, as_batch: bool = True) -> Log:
    """Return a log into which lines were imported."""
    log = Log(InMemoryStore())
    import_lines(log, given, now=LATER, recorded_by="office-1", as_batch=as_batch)
    return log


def stored(log: Log) -> list[tuple[str, bytes, list[str]]]:
    """Return all that a log holds, but for the ids of commands."""
    found = [each.event for each in log.store.read()]
    return [(event.type, event.data, told_tags(event.tags)) for event in found]


@pytest.mark.parametrize("as_batch", [True, False])
def test_the_log_is_the_same_with_help(
    started: list["subprocess.Popen[bytes]"],
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    as_batch: bool,
) -> None:
    """To the byte, whatever the lines say; and no line is read where it is recorded."""
    for given in (OF_ALL_KINDS, list(lines(200, seed=seed))):
        expected = stored(alone(given, as_batch=as_batch))
        with monkeypatch.context() as patched:
            patched.delattr(imports, "_fact")
            assert stored(taken(given, as_batch=as_batch)) == expected
    assert len(started) == 4


def test_all_bad_lines_are_named_with_help(started: list["subprocess.Popen[bytes]"]) -> None:
    """Wherever they stand in what a process was given, together, and by their own numbers."""
    given = text([*TOWN, joined("m1", "jc-9"), b"{\n", b"", joined("m 2"), joined("m3")])
    refused = []
    for attempt in (taken, alone):
        with pytest.raises(BadLines) as refusal:
            attempt(given)
        refused.append([str(problem) for problem in refusal.value.problems])
    assert len(started) == 2
    assert refused[0] == refused[1]
    assert [problem.partition(":")[0] for problem in refused[0]] == ["line 4", "line 5", "line 7"]


DYING = (
    "import os, sys; from stewards.events import preparing;"
    " read, told = preparing._read_lines, [];"
    " preparing._read_lines = lambda said: told.append(1) or len(told) > 1 and os._exit(1) or read(said);"
    " preparing.main()"
)
OTHER_VERSION = (
    "from stewards.events import preparing; prepared = preparing.prepared;"
    " preparing._greeting = lambda: bytes(32);"
    " preparing.prepared = lambda line, defaults, batch: prepared(line, defaults, 'another');"
    " preparing.main()"
)


@pytest.mark.parametrize(
    "program",
    ["pass", OTHER_VERSION, DYING],
    ids=["at once", "of another version", "in the middle"],
)
def test_an_import_goes_on_without_a_process_that_is_lost(
    started: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """What nobody prepared is prepared by whoever asked."""
    monkeypatch.setattr(helpers, "_command", lambda: [sys.executable, "-c", program])
    assert stored(taken(OF_ALL_KINDS)) == stored(alone(OF_ALL_KINDS))
    assert len(started) == 2


@pytest.mark.parametrize("program", ["", None, "python-that-is-not-there"])
@pytest.mark.usefixtures("started")
def test_an_import_needs_no_interpreter_to_start(
    monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    """Where none is known, or it cannot be started, everything is done in the process itself."""
    monkeypatch.setattr(sys, "executable", program)
    assert stored(taken(OF_ALL_KINDS)) == stored(alone(OF_ALL_KINDS))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("_cores", lambda: 1),
        ("ENOUGH_LINES", len(OF_ALL_KINDS) + 1),
        ("_is_python", lambda _program: False),
    ],
    ids=["one core", "a short file", "a program that is no interpreter"],
)
def test_nobody_helps_where_it_would_not_pay(
    started: list["subprocess.Popen[bytes]"],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: object,
) -> None:
    """On one core, with few lines, or in a program that has Python built in, no process is started."""
    monkeypatch.setattr(helpers, name, value)
    taken(OF_ALL_KINDS)
    assert started == []


def test_cores_are_those_that_this_process_may_use() -> None:
    """A process that is held to one core starts nobody."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        assert helpers._cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)
    assert helpers._cores() == len(allowed)


@pytest.mark.parametrize(
    ("program", "is_one"),
    [
        ("/usr/bin/python3.11", True),
        ("C:/Python/pythonw.exe", True),
        ("/usr/bin/pypy3", True),
        ("/usr/sbin/uwsgi", False),
        ("/opt/office/Members", False),
    ],
)
def test_an_interpreter_is_known_by_its_name(program: str, is_one: bool) -> None:
    """A server or a packed application would start itself once more."""
    assert helpers._is_python(program) is is_one


def test_nobody_helps_where_people_are_kept_apart(
    started: list["subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    """Numbers become ids where the people are, and leave it for no other process."""
    with Registry.create(tmp_path / "r.db", segments=False) as registry:
        registry.keep_people_apart()
        registry.import_lines(text([joined("1"), joined("2")]))
    assert started == []


def test_an_import_that_is_interrupted_leaves_nobody_behind(
    started: list["subprocess.Popen[bytes]"],
) -> None:
    """Ctrl-C ends it at once: nothing is recorded, and no process stays."""
    log = Log(InMemoryStore())

    def interrupt(_lines: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_lines(
            log,
            text(joined(f"m{number}") for number in range(2_000)),
            now=NOW,
            recorded_by="office-1",
            on_progress=interrupt,
        )
    assert log.store.size() == 0
    assert len(started) == 2


def test_how_far_an_import_is_is_told_with_help(
    started: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each thousand lines."""
    monkeypatch.setattr(helpers, "LINES_AT_ONCE", 700)
    given = text(joined(f"m{number}") for number in range(2_500))
    told: list[int] = []
    import_lines(
        Log(InMemoryStore()), given, now=NOW, recorded_by="office-1", on_progress=told.append
    )
    assert told == [1_000, 2_000]
    assert len(started) == 2


def test_a_helping_process_is_not_ended_by_ctrl_c_but_by_the_end_of_its_pipe() -> None:
    """Ctrl-C reaches whoever runs in the terminal; the import ends whoever helps it, and none outlives it."""
    process = subprocess.Popen(
        helpers._command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=helpers._surroundings(),
    )
    assert process.stdin
    assert process.stdout
    preparing.read_greeting(process.stdout)
    process.send_signal(signal.SIGINT)
    preparing.send(process.stdin, ({"recorded_at": JANUARY, "recorded_by": "office-1"}, None))
    preparing.send(process.stdin, text([joined("m1"), b"{"]))
    first, second = preparing.read_answer(process.stdout)
    assert first is not None
    assert (first.type, first.tags, second) == ("MemberJoined", ["member:m1"], None)
    assert process.communicate(timeout=20) == (b"", b"")
    assert process.returncode == 0
