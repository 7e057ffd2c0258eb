"""Where the process matters: terminals, pipes, signals, full disks."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from .running import run

STEWARDS = str(Path(sys.executable).with_name("stewards"))
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith("STEWARDS_")}


WORKING = """
from stewards.cli import progress

progress.AT_ONCE = {0}
with progress.progress("Counting", 12) as advance:
    advance(5)
"""


def in_terminal(store: Path, *words: str, **environment: str) -> str:
    """Run a command in a terminal of 80 columns and return what it shows there, without progress."""
    return shown_by([STEWARDS, "-q", "--store", str(store), *words], **environment)


def shown_by(program: list[str], **environment: str) -> str:
    """Run a program in a terminal of 80 columns and return what it shows there."""
    ours, theirs = pty.openpty()
    env = PLAIN | {"TERM": "xterm", "COLUMNS": "80"} | environment
    with subprocess.Popen(program, stdin=theirs, stdout=theirs, stderr=theirs, env=env):
        os.close(theirs)
        shown = b"".join(_until_closed(ours))
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def _until_closed(terminal: int) -> Iterator[bytes]:
    with suppress(OSError):  # how Linux tells that nobody writes to a terminal any more
        while part := os.read(terminal, 65536):
            yield part


def test_a_table_in_a_terminal_fits_it(sample_store: Path) -> None:
    """At 80 columns cells are folded; every entry, id and day is there in one piece.

    A sentence with a command in it is folded by the terminal, so that the command can be copied.
    """
    shown = in_terminal(sample_store, "check", "--on", "2019-09-01", NO_COLOR="1")

    table = [line for line in shown.splitlines() if not line.endswith(".")]
    assert max(map(len, table)) <= 80
    assert (
        "noejsomhedsvej  26 members; at least 5 are needed to   133, 214, 266 and 23 more\n"
        "                elect\n"
    ) in shown
    assert (
        "M00002   joint-deputy at bif since 2018-11-01, over since             1768, 1769\n"
        "         2019-06-01: workplace changed\n"
    ) in shown


@pytest.mark.parametrize(
    ("environment", "is_bold"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_heads_are_bold_in_a_terminal(
    store: Path, environment: dict[str, str], is_bold: bool
) -> None:
    """Unless there is to be no colour, or the terminal has none."""
    shown = in_terminal(store, "unit", "list", **environment)

    assert shown.startswith("\x1b[1mUnits on") == is_bold
    assert ("\x1b" in shown) == is_bold


def test_work_that_takes_a_while_shows_how_far_it_is() -> None:
    """In a terminal there is a bar, at its end in the end; what is over at once has none."""
    shown = shown_by([sys.executable, "-c", WORKING.format(0)], NO_COLOR="1")

    assert "Counting" in shown
    assert "12/12" in shown
    assert shown_by([sys.executable, "-c", WORKING.format(60)], NO_COLOR="1") == ""


def test_a_progress_bar_is_for_terminals() -> None:
    """In a pipe there is none, however long it takes."""
    piped = subprocess.run(
        [sys.executable, "-c", WORKING.format(0)], capture_output=True, env=PLAIN, check=True
    )

    assert (piped.stdout, piped.stderr) == (b"", b"")


def test_json_has_no_colour_even_in_a_terminal(store: Path) -> None:
    """Data are the same wherever they go."""
    assert "\x1b" not in in_terminal(store, "unit", "list", "-o", "json")


def test_there_is_no_colour_in_a_pipe(store: Path) -> None:
    """Whatever other programs are told, a pipe gets plain text."""
    piped = subprocess.run(
        [STEWARDS, "--store", store, "unit", "list"],
        capture_output=True,
        env=PLAIN | {"CLICOLOR_FORCE": "1"},
        check=True,
    )

    assert piped.stdout.startswith(b"Units on")
    assert b"\x1b" not in piped.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("reconcile --from 2019-01-01 --to 2019-09-01", 0),
        ("restate --on 2019-09-01 --between 2019-09-01 2019-12-31", 0),
        ("reconcile published", 1),
        ("statement --year 2019", 0),
    ],
)
def test_an_account_is_done_and_a_wrong_figure_is_a_finding(
    store: Path, words: str, code: int
) -> None:
    """Differences are what an account is for; a figure that the log never said is a finding."""
    run("publish --members 7 --on 2019-09-01", store=store)

    ended = run(words, store=store)

    assert (ended.code, ended.err) == (code, "")


def test_a_pipe_that_is_closed_early(sample_store: Path) -> None:
    """Whoever has seen enough ends the command without a word."""
    with subprocess.Popen(
        [STEWARDS, "--store", sample_store, "log", "export"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
    ) as process:
        assert process.stdout
        assert process.stderr
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert first.startswith(b'{"type":"UnitFormed","unit":"kk"')
    assert (process.returncode, said) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a full disk")
@pytest.mark.parametrize("words", [["count"], ["log", "export"], ["unit", "list", "-o", "json"]])
def test_a_full_disk(store: Path, words: list[str]) -> None:
    """What the system says is said in a sentence."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [STEWARDS, "--store", store, *words],
            stdout=full,
            stderr=subprocess.PIPE,
            env=PLAIN,
            check=False,
        )

    message = b"Cannot continue because the system says: No space left on device."
    as_json = b'{"error":{"code":"system","message":"%b","exit_code":4}}' % message
    assert (ended.returncode, ended.stderr) == (
        4,
        (as_json if "json" in words else b"Error: " + message) + b"\n",
    )


def test_an_import_that_is_interrupted(tmp_path: Path) -> None:
    """Ctrl-C while a file is read leaves no store behind, and no traceback."""
    with subprocess.Popen(
        [STEWARDS, "--store", tmp_path / "new.db", "log", "import", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
    ) as process:
        assert process.stdin
        process.stdin.write(b"x" * 1_000_000)  # more than a pipe holds: by then it is being read
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        told = process.communicate()

    assert (process.returncode, *told) == (130, b"", b"\nInterrupted.\n")
    assert list(tmp_path.iterdir()) == []
