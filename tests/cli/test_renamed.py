"""Options under the names they had before: they work as the new ones do, and say so."""

import json
from pathlib import Path

import pytest

from .running import run

RENAMED = [
    ("--by clerk-2 member join M7 --on 2020-01-01", "--by", "--recorded-by"),
    (
        "reconcile --from 2019-09-01 --from-known 2020-01-01 --to 2019-09-30 --to-known 2020-01-01 --members",
        "--members",
        "--who",
    ),
    ("restate --on 2019-09-01 --between 2019-09-01 2019-12-31 --members", "--members", "--who"),
]


@pytest.mark.parametrize(("line", "old", "new"), RENAMED)
def test_an_old_name_works_with_a_notice(line: str, old: str, new: str, store: Path) -> None:
    """A notice on standard error names the new option; standard output is what that one prints."""
    before = run(line, store=store)
    after = run(line.replace(old, new).replace("M7", "M8"), store=store)

    assert before.err == f"Notice: {old} is now called {new}; use that from now on.\n"
    assert after.err == ""
    assert (before.code, after.code) == (0, 0)
    assert "Recorded" in before.out or before.out == after.out


def test_a_fact_recorded_by_the_old_name(store: Path) -> None:
    """The id given by the old name is the one that the log keeps."""
    run("--by clerk-2 member join M7 --on 2020-01-01", store=store)

    shown = json.loads(run("log show --last 1 -o json", store=store).out)

    assert [entry["recorded_by"] for entry in shown] == ["clerk-2"]


@pytest.mark.parametrize("line", ["--help", "reconcile --help", "restate --help"])
def test_old_names_are_not_in_the_help(line: str) -> None:
    """Whoever reads the help meets the new names alone."""
    shown = run(line).out

    assert "--by " not in shown
    assert "--members" not in shown
