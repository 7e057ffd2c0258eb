"""`stewards rules`: which rules hold, and what was agreed about them."""

import json
from pathlib import Path
from typing import Any

import pytest

from .running import Ran, run

ON = "--on 2019-09-01"


def shown(store: Path, line: str = "") -> dict[str, dict[str, Any]]:
    """Return the rules in force by their paths."""
    rows = json.loads(run(f"rules show {ON} -o json {line}", store=store).out)
    return {row["path"]: row for row in rows}


def test_a_rule_is_shown_with_where_it_stands(store: Path) -> None:
    """Its value, since when, the source, how sure it is, what set it, and what is against it."""
    rows = shown(store)

    assert rows["agreement"]["value"] == "dk-municipal"
    assert rows["steward.protected_from"] == {
        "path": "steward.protected_from",
        "value": "received",
        "from": None,
        "source": "Dansk Socialrådgiverforening: when the region has given notice of the election",
        "certainty": "confirmed",
        "set_by": "book dk-municipal",
        "against": "PAV 6.6.1 and FOA Nordjylland: as soon as the employer is aware of it",
    }
    assert rows["rates.strike-fund"]["value"] == "20"
    assert rows["rates.strike-fund"]["from"] == "2018-11-01"
    assert rows["steward.seats"]["value"] == 1
    assert rows["counted"]["value"] == ["active", "leave"]


def test_rules_as_a_table(store: Path) -> None:
    """Values in words."""
    ended = run(f"rules show {ON} --rule community", store=store)

    lines = [line.split()[:2] for line in ended.out.splitlines()[3:]]
    assert lines == [
        ["community.same_employer", "yes"],
        ["community.consents", "none"],
        ["community.alliance_consents", "unions"],
    ]


def test_a_rule_is_agreed_and_is_as_in_the_book_again(store: Path) -> None:
    """From its day on, at the unit and below."""
    told = run("rules agree steward.seats 2 --unit kk --on 2019-06-01 --source letter", store=store)
    assert told.code == 0, told.err
    row = shown(store, "--unit jc-1")["steward.seats"]
    assert [row[key] for key in ("value", "from", "source")] == [2, "2019-06-01", "letter"]
    assert row["set_by"].startswith("entry ")

    run("rules agree steward.seats --as-in-book --unit jc-1 --on 2019-08-01", store=store)
    assert shown(store, "--unit jc-1")["steward.seats"]["set_by"] == "book dk-municipal"
    assert shown(store, "--unit jc-2")["steward.seats"]["value"] == 2


@pytest.mark.parametrize(
    ("path", "given", "value"),
    [
        ("steward.seats", "no", None),
        ("steward.below", "ends", "ends"),
        ("local.coffee", "yes", True),
        ("local.coffee", "free", "free"),
        (
            "steward.seats",
            "'[{ from = 5, is = 1 }, { from = 30, each = 25, add = 1 }]'",
            [{"from": 5, "is": 1}, {"from": 30, "each": 25, "add": 1}],
        ),
    ],
)
def test_a_value_is_read_as_what_it_looks_like(
    store: Path, path: str, given: str, value: object
) -> None:
    """A number, yes or no, steps, and else a text."""
    told = run(f"rules agree {path} {given} --on 2019-06-01", store=store)

    assert told.code == 0, told.err
    assert shown(store)[path]["value"] == value


def test_a_book_is_adopted(store: Path) -> None:
    """For a unit and what lies below it."""
    told = run("rules adopt dk-state --unit jc-1 --on 2019-06-01", store=store)

    assert told.code == 0, told.err
    assert shown(store, "--unit jc-1")["steward.seniority_months"]["value"] == 9
    assert shown(store)["steward.seniority_months"]["value"] == 6


REFUSED = [
    (
        "rules agree steward.seat 2",
        3,
        (
            "Cannot agree steward.seat because the agreement dk-municipal has no such rule. 'stewards rules"
            " show' lists them; begin with local. what is only to be kept on record."
        ),
    ),
    (
        "rules agree steward.seats two",
        2,
        (
            "Cannot agree steward.seats to be 'two' because it must be a whole number or steps, not 'two'."
            " 'stewards rules show' has what it is now, which shows its kind."
        ),
    ),
    (
        "rules show --unit jc-9",
        2,
        "Cannot show the rules of jc-9 because there is no unit jc-9. Did you mean jc-1 or jc-2?",
    ),
]


@pytest.mark.parametrize(("line", "code", "message"), REFUSED)
def test_what_cannot_be_is_refused(store: Path, line: str, code: int, message: str) -> None:
    """With the reason, and what to do."""
    assert run(line, store=store) == Ran(code, "", f"Error: {message}\n")


@pytest.mark.parametrize(
    "line", ["rules agree steward.seats", "rules agree steward.seats 2 --as-in-book"]
)
def test_a_value_is_given_or_that_of_the_book(store: Path, line: str) -> None:
    """One of both."""
    ended = run(line, store=store)

    assert ended.code == 2
    assert "Give one of VALUE and --as-in-book." in ended.err
