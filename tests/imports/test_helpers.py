"""Processes that help a long import: what is recorded and what is refused is the same without them."""

import fcntl
import os
import shutil
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
_COMPILED = shutil.ignore_patterns("__pycache__")
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
    "from stewards.events import loaded, preparing; prepared = preparing.prepared;"
    " preparing.prepared = lambda line, defaults, batch: prepared(line, defaults, 'another');"
    " loaded.LOADED = []; preparing.main()"
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


def test_whatever_was_replaced_since_this_program_began_prepares_no_line(tmp_path: Path) -> None:
    """An upgrade that keeps length and time of a file is noticed, also where no import came before it."""
    package = tmp_path / "stewards" / "events"
    shutil.copytree(Path(preparing.__file__).parent, package, ignore=_COMPILED)
    begun = """if True:
        import os, subprocess, sys
        from pathlib import Path
        import stewards.events
        if "replaced" in sys.argv:
            file = Path(stewards.events.__file__).with_name("civil_registration.py")
            before, text = file.stat(), file.read_text()
            file.write_text(text.replace("3[01]", "3[02]"))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        from stewards.events import preparing
        helping = subprocess.Popen(
            [sys.executable, "-m", preparing.__name__],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        try:
            print(preparing.read_greeting(helping.stdout))
        except EOFError:
            print("another")
    """
    found = [
        subprocess.run(
            [sys.executable, "-c", begun, *how],
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for how in ([], ["replaced"])
    ]
    assert found == ["None\n", "another\n"]


def test_an_import_does_not_wait_for_a_process_that_hangs(
    started: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something that others let each interpreter do first may never end: it is done without."""
    monkeypatch.setattr(helpers, "LONGEST_START", 0.05)
    hanging = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(helpers, "_command", lambda: hanging)
    assert stored(taken(OF_ALL_KINDS)) == stored(alone(OF_ALL_KINDS))
    assert [process.returncode for process in started] == [-signal.SIGKILL] * 2


def test_a_process_that_greeted_in_time_is_waited_for(
    started: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time it has to start in is over then: an import may take as long as it takes."""
    monkeypatch.setattr(preparing, "read_greeting", lambda _pipe: None)
    monkeypatch.setattr(helpers, "LONGEST_START", 0.05)
    patient = [sys.executable, "-c", "import time; time.sleep(600)"]
    monkeypatch.setattr(helpers, "_command", lambda: patient)
    with (
        helpers.helping(len(OF_ALL_KINDS), ({}, None)),
        pytest.raises(subprocess.TimeoutExpired),
    ):
        started[0].wait(0.2)
    assert len(started) == 2


@pytest.mark.parametrize(
    ("how", "expected"),
    [(["-I"], "0"), (["-s", "-S", "-B"], "2 ['-s', '-S', '-B']")],
)
def test_nobody_does_what_this_process_was_told_not_to(how: list[str], expected: str) -> None:
    """They leave out what it leaves out; where it ignores the environment, which they need, nobody helps."""
    asked = f"""if True:
        import sys
        sys.path = {sys.path}
        from stewards.registry.imports import helpers
        helpers._cores = lambda: 2
        count = helpers._how_many(helpers.ENOUGH_LINES)
        print(count, *[helpers._command()[2:-2]] * (count > 0))
    """
    found = subprocess.check_output([sys.executable, *how, "-c", asked], text=True)
    assert found.strip() == expected


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


@pytest.mark.parametrize("step", ["read_greeting", "send"])
def test_a_start_that_is_interrupted_leaves_nobody_behind(
    started: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Ctrl-C may come before they are asked anything."""

    def interrupt(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(preparing, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        taken(OF_ALL_KINDS)
    assert started


@pytest.mark.parametrize("problem", [KeyboardInterrupt, OSError, ValueError])
def test_a_second_start_that_fails_leaves_nobody_behind(
    started: list["subprocess.Popen[bytes]"],
    monkeypatch: pytest.MonkeyPatch,
    problem: type[BaseException],
) -> None:
    """Where the system refuses the second, the import goes on with the first; Ctrl-C ends it."""
    start = helpers._started

    def once() -> "subprocess.Popen[bytes]":
        if started:
            raise problem
        return start()

    monkeypatch.setattr(helpers, "_started", once)
    if problem is KeyboardInterrupt:
        with pytest.raises(KeyboardInterrupt):
            taken(OF_ALL_KINDS)
    else:
        expected = stored(alone(OF_ALL_KINDS))
        monkeypatch.delattr(imports, "_fact")
        assert stored(taken(OF_ALL_KINDS)) == expected
    assert len(started) == 1


def test_small_pipes_are_enough(
    started: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system gives a user no larger ones, the import is helped with as well."""

    def refused(*_given: object) -> int:
        raise PermissionError

    monkeypatch.setattr(fcntl, "fcntl", refused)
    with helpers.helping(len(OF_ALL_KINDS), ({}, None)) as found:
        assert len(found) == 2
    assert len(started) == 2


@pytest.mark.parametrize("recorded_by", ["office-1", "\udc80"])
def test_nobody_is_left_behind_whom_nothing_can_be_told(
    started: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch, recorded_by: str
) -> None:
    """Where no thread can be had, or the terms are no text, the import says what it says without help."""
    if recorded_by == "office-1":
        monkeypatch.setattr(helpers.Timer, "start", _refused)

    def outcome() -> object:
        log = Log(InMemoryStore())
        try:
            import_lines(log, [*OTHERS, *text([joined("m4")])], now=LATER, recorded_by=recorded_by)
        except BadLines as problem:
            return str(problem)
        return stored(log)

    with_help = outcome()
    assert len(started) == 2
    monkeypatch.setattr(helpers, "_cores", lambda: 1)
    assert outcome() == with_help


def _refused(*_given: object) -> None:
    raise RuntimeError("can't start new thread")


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
