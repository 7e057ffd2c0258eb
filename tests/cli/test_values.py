"""Days, instants and numbers on the command line are read as strictly as in a file."""

from pathlib import Path

import pytest

from .running import Ran, changing_nothing, log_of, run

DAY = "because it is not a calendar day written as YYYY-MM-DD. Write a day such as 2019-09-01."
WINDOW = (
    "because it is neither a calendar day nor a window of days. Write a day such as 2019-09-01,"
    " a year or a month such as 1990 or 1990-05, or a window such as [2018-09-02..2019-09-01]."
)
INSTANT = (
    "because it is not an RFC 3339 instant with a time zone."
    " Write an instant such as 2019-09-01T18:52:00Z."
)


@pytest.mark.parametrize(
    "day",
    ["2019-02-30", "2019-9-1", "20190901", "1/9/2019", "2019-W35-7", "today", ""],
)
def test_what_is_no_day(store: Path, day: str) -> None:
    """A day is never guessed."""
    for line, why in (
        ("count --on", DAY),
        ("member join M7 --on", WINDOW),
        ("member join M7 --not-before", DAY),
        ("mandate elect M2 --unit jc-1 --until", DAY),
    ):
        option = line.split()[-1]
        said = f"Error: Cannot read {option} {day!r} {why}\n"
        assert changing_nothing(line, day, store=store) == Ran(2, "", said)


@pytest.mark.parametrize(
    "instant",
    [
        "2019-09-01T18:52:00",
        "2019-09-01T18:52Z",
        "2019-02-30",
        "2019-W35-7",
        "yesterday",
        "",
        "0001-01-01T00:00:00+05:00",
        "9999-12-31T23:59:59-05:00",
    ],
)
def test_what_is_no_instant(store: Path, instant: str) -> None:
    """An instant says its zone, and lies in a year there is."""
    said = f"Error: Cannot read --known-at {instant!r} {INSTANT}\n"

    assert run("count --known-at", instant, store=store) == Ran(2, "", said)


def test_knowledge_up_to_an_entry(store: Path) -> None:
    """Wherever an instant of knowledge is taken, so is the number of the last entry that counts."""
    size = len(log_of(store).splitlines())
    for line in (
        "count --on 2019-09-01 --known-at entry:{} -o csv",
        "history --member M1 --known-at entry:{}",
        "reconcile --from 2019-01-01 --from-known entry:3 --to 2019-09-01 --to-known entry:{}",
        "reconcile published --known-at entry:{}",
        "restate --on 2019-09-01 --between entry:3 entry:{}",
        "statement --from 2018-09-01 --known-at entry:{}",
        "batch list --known-at entry:{}",
    ):
        ended = run(line.format(size), store=store)
        assert (ended.code, ended.err) == (0, ""), line

        assert run(line.format(size + 1), store=store) == Ran(
            3,
            "",
            f"Error: Cannot ask as known at entry {size + 1} because the log has no such entry."
            " See 'stewards log show' for the entries there are.\n",
        )


@pytest.mark.parametrize("number", ["0", "", "-1", "1.5", "last"])
def test_what_is_no_number_of_an_entry(store: Path, number: str) -> None:
    """An entry has a whole number, from 1 on."""
    assert run(f"count --known-at entry:{number}", store=store) == Ran(
        2,
        "",
        f"Error: Cannot use 'entry:{number}' as --known-at because it must be entry: and a whole"
        " number from 1 to 999999999. Correct the value.\n",
    )


@pytest.mark.parametrize(
    ("day", "known"), [("0001-01-01", "0001-01-01 23:59:59 UTC."), ("9999-12-31", "")]
)
def test_the_ends_of_the_calendar(store: Path, day: str, known: str) -> None:
    """The first and the last day there are can be asked about; the last is as known now."""
    ended = run("count --on", day, "--known-at", day, store=store)

    assert ended.code == 0
    assert f" on {day}, as known at {known}" in ended.out


@pytest.mark.parametrize(
    ("line", "name", "least"),
    [
        ("void --reason wrong", "entry", 1),
        ("log show", "entry", 1),
        ("log show --last", "--last", 1),
        ("log export --after", "--after", 0),
        ("observe jc-1 --employees", "--employees", 0),
        ("publish --members", "--members", 0),
    ],
)
@pytest.mark.parametrize("number", ["five", "1.5", "99999999999999999999", "1e3", ""])
def test_what_is_no_number(store: Path, line: str, name: str, least: int, number: str) -> None:
    """A number is whole, and has nine digits at the most."""
    assert changing_nothing(line, number, store=store) == Ran(
        2,
        "",
        f"Error: Cannot use {number!r} as {name} because it must be a whole number from {least} to"
        " 999999999. Correct the value.\n",
    )


def test_a_number_below_the_least(store: Path) -> None:
    """There is no entry 0, and nobody counts fewer than none."""
    for line, name, number, least in (
        ("log show", "entry", "0", 1),
        ("observe jc-1 --employees", "--employees", "-1", 0),
    ):
        assert run(line, number, store=store).err == (
            f"Error: Cannot use {number!r} as {name} because it must be a whole number from {least}"
            " to 999999999. Correct the value.\n"
        )
