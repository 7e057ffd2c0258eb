"""`stewards reconcile` and `restate`: accounts that add up, line by line."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from stewards.projections.replay import sql

from .running import Ran, run

A_YEAR = "reconcile --from 2018-09-01 --from-known 2018-09-01 --to 2019-09-01 --to-known 2019-09-01"


def test_a_year_of_the_union(sample_store: Path) -> None:
    """From one figure of the annual report to the next: 53 joined, 91 left, nothing was learned."""
    ended = run(A_YEAR, store=sample_store)

    assert ended == Ran(
        0,
        "Members in the union\n"
        "2018-09-01, as known at 2018-09-01 23:59:59 UTC  843\n"
        "2018-09-01, as known at 2019-09-01 23:59:59 UTC  843\n"
        "  happened: joined                               +53\n"
        "  happened: left                                 -91\n"
        "2019-09-01, as known at 2019-09-01 23:59:59 UTC  805\n",
        "",
    )


_RANGE = ("surely_more", "surely_fewer", "possibly_more", "possibly_fewer")


def test_a_year_of_a_unit(sample_store: Path) -> None:
    """A unit also gains and loses by moves and by reorganising."""
    ended = run(A_YEAR, "--unit", "jck", "-o", "json", store=sample_store)

    assert json.loads(ended.out) == {
        "from": {
            "on": "2018-09-01",
            "known_at": "2018-09-01T23:59:59.999999Z",
            "members": 213,
            "at_least": 213,
            "at_most": 213,
        },
        "to": {
            "on": "2019-09-01",
            "known_at": "2019-09-01T23:59:59.999999Z",
            "members": 209,
            "at_least": 209,
            "at_most": 209,
        },
        "learnt": [],
        "happened": [
            {"line": "joined", "members": 13, "unsure": 0},
            {"line": "moved in", "members": 22, "unsure": 0},
            {"line": "reorganised in", "members": 15, "unsure": 0},
            {"line": "left", "members": 25, "unsure": 0},
            {"line": "moved out", "members": 29, "unsure": 0},
        ],
        "unit": "jck",
        "category": None,
        "learnt_range": dict.fromkeys(_RANGE, 0),
        "happened_range": dict(zip(_RANGE, (50, 54, 50, 54), strict=True)),
    }


def test_what_was_learnt_of_a_day(sample_store: Path) -> None:
    """From 805 as known that day to 806 as known at the end of the year, with who and why."""
    ended = run("restate --on 2019-09-01 --between 2019-09-01 2019-12-31 --who", store=sample_store)

    assert ended == Ran(
        0,
        "Members in the union\n"
        "2019-09-01, as known at 2019-09-01 23:59:59 UTC  805\n"
        "  learned: joined                                 +2\n"
        "    M00999  entry 1810\n"
        "    M01000  entry 1811\n"
        "  learned: left                                   -1\n"
        "    M00009  entry 1808\n"
        "2019-09-01, as known at 2019-12-31 23:59:59 UTC  806\n",
        "",
    )


def test_an_account_for_a_spreadsheet(store: Path) -> None:
    """In CSV a figure a row, and a row for each member named."""
    ended = run("restate --on 2019-09-01 --between 2019-09-01 2019-12-31 --who -o csv", store=store)

    assert ended == Ran(
        0,
        "step,on,known_at,line,members,at_least,at_most,unsure,member,entries\n"
        "from,2019-09-01,2019-09-01T23:59:59.999999Z,,6,6,6,,,\n"
        "learnt,,,left,1,,,0,,\n"
        "learnt,,,left,,,,,M5,12\n"
        "to,2019-09-01,2019-12-31T23:59:59.999999Z,,5,5,5,,,\n",
        "",
    )


@pytest.mark.parametrize("words", ["", "--from 2019-01-01", "--to 2019-09-01"])
def test_an_account_has_two_days(store: Path, words: str) -> None:
    """Without both the command says what it takes."""
    assert run(f"reconcile {words}", store=store) == Ran(
        2,
        "",
        "Usage: stewards reconcile [OPTIONS] [COMMAND] [ARGS]...\n"
        "Try 'stewards reconcile --help' for help.\n\n"
        "Error: Give both --from DAY and --to DAY, or a command such as 'published'.\n",
    )


def test_a_unit_that_was_never_formed(store: Path) -> None:
    """Nothing is said of a unit that nobody knows."""
    ended = run("restate --on 2019-09-01 --between 2019-09-01 2019-12-31 --unit jc-9", store=store)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot account for the members of jc-9 because there is no unit jc-9."
        " Did you mean jc-1 or jc-2?\n",
    )


def test_lines_that_do_not_add_up(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An account that would be wrong is not told: the store is unsound, or stewards is."""
    answers = sql.answers()
    lie = "select 'left' as line, 2 as members"
    lying = {**answers, "movement_lines": evolve(answers["movement_lines"], query=lie, needs=())}
    monkeypatch.setattr(sql, "answers", lambda: lying)

    ended = run(
        "reconcile --from 2018-12-31 --from-known 2019-10-31 --to 2019-09-01 --to-known 2019-10-31",
        store=store,
    )

    assert ended == Ran(
        4,
        "",
        "Error: Cannot account for the difference between 2018-12-31 (entries 1 to 12) and"
        " 2019-09-01 (entries 1 to 12) because 0 and 2 left make -2 members, and 5 are counted."
        " Report this as a bug in stewards; the output of 'stewards log export' shows it.\n",
    )
