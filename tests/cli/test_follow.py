"""`stewards log follow`: entries as they come, in a process of its own."""

import json
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from stewards.events.stores.errors import StoreDamaged

from .branch import ENTRIES
from .running import Ran, run
from .test_process import PLAIN, STEWARDS, in_terminal

NOTHING_LIKE_IT = (
    "Error: Cannot follow the log after entry 99 because the log has no such entry."
    " See 'stewards log show' for the entries there are.\n"
)


@contextmanager
def following(store: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Lend a process that follows the log from the beginning, ended with the block."""
    with subprocess.Popen(
        [STEWARDS, "--store", store, "log", "follow", "--after", "0", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    """Return the next line that a process prints."""
    assert process.stdout
    return process.stdout.readline()


def test_entries_come_as_they_are_recorded(store: Path) -> None:
    """First those of the log, then each as another process records it; Ctrl-C ends it without a word."""
    with following(store) as process:
        seen = [json.loads(line(process))["entry"] for _ in range(ENTRIES)]
        run("publish --members 9", store=store)
        told = json.loads(line(process))
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)

    assert seen == list(range(1, ENTRIES + 1))
    assert (told["entry"], told["type"], told["members"]) == (ENTRIES + 1, "CountPublished", 9)
    assert (process.returncode, *rest) == (130, "", "")


def test_a_reader_that_has_gone_ends_it(store: Path) -> None:
    """As in `stewards log follow | head`, without a word, although there is nothing more to print."""
    with following(store) as process:
        assert [line(process) for _ in range(ENTRIES)]
        assert process.stdout
        assert process.stderr
        process.stdout.close()

        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == ""


def test_a_store_that_is_lost_meanwhile(store: Path) -> None:
    """The message is all that is printed, although the thread that waits for entries fails."""
    with following(store) as process:
        for _ in range(ENTRIES):
            line(process)
        with closing(sqlite3.connect(store)) as connection:
            connection.execute(
                "insert into entries select 99, type, data, tags from entries limit 1"
            )
            connection.commit()
        rest = process.communicate(timeout=60)

    assert (process.returncode, *rest) == (
        4,
        "",
        f"Error: {StoreDamaged(str(store), 'entries are missing')}\n",
    )


def test_a_stream_has_the_rows_of_the_log(store: Path) -> None:
    """JSON Lines are those of `log show`, and what a pipe gets unless it asks for something else."""
    followed = run("log follow --after 9 --count 3", store=store)

    assert followed == run("log show --last 3 -o jsonl", store=store)
    assert followed == run("log follow --after 9 --count 3 -o jsonl", store=store)


def test_a_stream_of_csv(store: Path) -> None:
    """One head, then a line an entry."""
    csv = run("log show --last 3 -o csv", store=store)

    assert run("log follow --after 9 --count 3 -o csv", store=store) == csv


def test_a_stream_for_people(store: Path) -> None:
    """A line an entry, with what it says; so it is in a terminal unless one asks for something else."""
    followed = run("log follow --after 10 --count 2 -o table", store=store)

    assert followed == Ran(
        0,
        "11  2019-03-01  2019-03-01 12:00  HeadcountObserved: workplace jc-2, employees 6\n"
        "12  2019-08-01  2019-10-15 10:00  MemberLeft: member M5, reason retired\n",
        "",
    )
    shown = in_terminal(store, "log", "follow", "--after", "10", "--count", "2")
    assert shown == followed.out


@pytest.mark.parametrize("words", ["--after -1", "--count 0", "-o json", "--after x"])
def test_wrong_use(store: Path, words: str) -> None:
    """Entries are counted from one; a list of JSON has an end."""
    assert run(f"log follow {words}", store=store).code == 2


def test_a_number_beyond_the_log(store: Path) -> None:
    """It is not waited for."""
    assert run("log follow --after 99", store=store) == Ran(3, "", NOTHING_LIKE_IT)
