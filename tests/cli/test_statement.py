"""`stewards statement`: a year of movements, and what is paid for it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest

from .running import Ran, run

RULE = (
    "A member on the first day of a month is paid for in full, one who joins"
    " later from the next month on."
)
KNOWN = "--known-at 2019-12-31"


def test_a_year_of_the_union(store: Path) -> None:
    """A row a month and one for all, then what is paid for."""
    run("member join M7 --workplace jc-2 --on 2019-03-15", store=store)
    run("member leave M7 --on 2019-05-01", store=store)
    run("member join M7 --on 2019-11-02", store=store)

    ended = run("statement --from 2019-01-01 --rate 20", store=store)
    heading, *rows = ended.out.splitlines(keepends=True)

    assert heading.startswith(f"Members in the union, as known at {datetime.now(UTC):%Y-}")
    assert attrs.evolve(ended, out="".join(rows)) == Ran(
        0,
        "from        opening  joined  rejoined  left  closing\n"
        "────────────────────────────────────────────────────\n"
        "2019-01-01        6       0         0     0        6\n"
        "2019-02-01        6       0         0     0        6\n"
        "2019-03-01        6       1         0     0        7\n"
        "2019-04-01        7       0         0     1        6\n"
        "2019-05-01        6       0         0     0        6\n"
        "2019-06-01        6       0         0     0        6\n"
        "2019-07-01        6       0         0     1        5\n"
        "2019-08-01        5       0         0     0        5\n"
        "2019-09-01        5       0         0     0        5\n"
        "2019-10-01        5       0         0     0        5\n"
        "2019-11-01        5       0         1     0        6\n"
        "2019-12-01        6       0         0     0        6\n"
        "total             6       1         1     2        6\n"
        "\n"
        f"Member-months: 69, the sum of the openings. {RULE}\n"
        "Contribution: 69 x 20 = 1380.\n",
        "",
    )


def test_a_year_of_a_unit_for_programs(sample_store: Path) -> None:
    """Units also gain and lose by moves and by reorganising; money is exact, and a text."""
    ended = run(
        f"statement --from 2018-09-01 --unit jck --rate 0.1 {KNOWN} -o json", store=sample_store
    )
    told = json.loads(ended.out)

    assert [told[key] for key in ("unit", "known_at", "rate", "contribution")] == [
        *("jck", "2019-12-31T23:59:59.999999Z", "0.1", "262.2"),
    ]
    assert told["months"][3] == {
        "from": "2018-12-01",
        "to": "2019-01-01",
        "opening": 213,
        "joined": 3,
        "rejoined": 0,
        "moved_in": 0,
        "left": 2,
        "moved_out": 1,
        "reorganised": 20,
        "closing": 233,
        "member_months": 213,
        "member_months_at_least": 213,
        "member_months_at_most": 213,
    }
    assert told["total"] == {
        "from": "2018-09-01",
        "to": "2019-09-01",
        "opening": 213,
        "joined": 17,
        "rejoined": 0,
        "moved_in": 24,
        "left": 31,
        "moved_out": 35,
        "reorganised": 20,
        "closing": 208,
        "member_months": 2622,
        "member_months_at_least": 2622,
        "member_months_at_most": 2622,
    }
    assert told["member_months"] == sum(month["opening"] for month in told["months"]) == 2622


def test_a_statement_for_a_spreadsheet(store: Path) -> None:
    """A row a month and one for all; months may begin on any day up to the 28th."""
    ended = run(f"statement --from 2018-08-28 {KNOWN} -o csv", store=store)

    lines = ended.out.splitlines()
    assert lines[0] == (
        "from,to,opening,joined,rejoined,moved_in,left,moved_out,reorganised,closing,"
        "member_months,member_months_at_least,member_months_at_most"
    )
    assert lines[5] == "2018-12-28,2019-01-28,0,6,0,0,0,0,0,6,0,0,0"
    assert lines[13] == "total,2019-08-28,0,6,0,0,1,0,0,5,42,42,42"
    assert len(lines) == 14


def test_the_year_is_this_one_unless_said(store: Path) -> None:
    """Without a year the statement is of the calendar year."""
    told = json.loads(run("statement -o json", store=store).out)

    assert told["months"][0]["from"] == f"{date.today().year}-01-01"  # noqa: DTZ011 - a civil day
    year = json.loads(run("statement --year 2019 -o json", store=store).out)
    assert (year["total"]["from"], year["total"]["to"]) == ("2019-01-01", "2020-01-01")


@pytest.mark.parametrize(
    ("words", "cannot", "instead"),
    [
        (
            "--from 2018-09-29",
            "begin a statement on 2018-09-29 because all its months begin on the same day, and",
            "not every month has day 29. Begin on the 1st to the 28th of a month.",
        ),
        (
            "--from 9999-01-02",
            "begin a statement of 12 months on 9999-01-02 because the calendar ends with",
            "the year 9999. Begin earlier.",
        ),
        (
            "--year 9999",
            "use 9999 as --year because it must be a year from 1 to 9998.",
            "Correct the value.",
        ),
        *(
            (
                f"--rate={rate}",
                f"use '{rate}' as --rate because it must be an amount such as 20 or 20.50,",
                "of at most 4 decimals. Correct the value.",
            )
            for rate in ("20,50", "-1", "0.00001", "1e3", "٢")
        ),
    ],
)
def test_what_no_statement_can_be_made_of(
    store: Path, words: str, cannot: str, instead: str
) -> None:
    """It is said why, and what to give instead."""
    assert run(f"statement {words}", store=store) == Ran(
        2, "", f"Error: Cannot {cannot} {instead}\n"
    )


def test_a_year_and_a_day(store: Path) -> None:
    """A statement begins with one of them."""
    ended = run("statement --year 2019 --from 2019-02-01", store=store)

    assert (ended.code, ended.err.splitlines()[-1]) == (
        2,
        "Error: Give one of --year YEAR and --from DAY.",
    )


def test_a_rate_of_the_rule_book_is_that_of_each_month(store: Path) -> None:
    """The contribution to the strike fund began on 1 November 2018."""
    ended = run("statement --from 2018-06-01 --rate strike-fund", store=store)

    assert ended.out.splitlines()[-1] == "Contribution: 0 x 0 + 30 x 20 = 600."


def test_a_rate_of_the_rule_book_in_json(store: Path) -> None:
    """Which rule, what it was in each month, and no single rate where it changed."""
    told = json.loads(
        run("statement --from 2018-06-01 --rate strike-fund -o json", store=store).out
    )

    assert told["rate_name"] == "rates.strike-fund"
    assert told["rates"] == ["0"] * 5 + ["20"] * 7
    assert (told["rate"], told["contribution"]) == (None, "600")


def test_a_rate_that_the_rule_book_has_not_is_refused(store: Path) -> None:
    """Those that it has are named."""
    assert run("statement --year 2019 --rate strike", store=store) == Ran(
        3,
        "",
        "Error: Cannot reckon with the rate strike because the agreement dk-municipal has none of that"
        " name on 2019-01-01. Its rates are contribution, strike-fund. Name one of them, or give an amount"
        " such as 20.\n",
    )
