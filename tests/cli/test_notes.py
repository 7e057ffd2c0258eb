"""What a question says beside its answer, on standard error: so that no number is taken for another."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, OverflowMethod
from rich.table import Column, Table

from .running import run

MERGED = "Note: jc-7 was merged into jc-6 by 2019-09-01; its members are counted there.\n"


def test_a_count_of_a_merged_unit_says_where_its_members_are(sample_store: Path) -> None:
    """Nobody is counted there, and standard error says why."""
    ended = run("count --unit jc-7 --on 2019-09-01 --known-at 2019-12-01", store=sample_store)

    assert (ended.code, ended.err) == (0, MERGED)
    assert ended.out == "0 members in jc-7 on 2019-09-01, as known at 2019-12-01 23:59:59 UTC.\n"


def test_a_count_of_a_merged_unit_says_so_in_json(sample_store: Path) -> None:
    """The unit it was merged into is a key, which is only there for a unit that was."""
    answers = [
        json.loads(run(f"count --unit {unit} --on 2019-09-01 -o json", store=sample_store).out)
        for unit in ("jc-7", "jc-6")
    ]

    assert [answer.get("merged_into") for answer in answers] == ["jc-6", None]
    assert "merged_into" not in answers[1]


@pytest.mark.parametrize(
    "command",
    [
        "count --unit jc-7 --by workplace --on 2019-09-01",
        "count --unit jc-7 --by workplace --on 2019-09-01 -o json",
        "member list --unit jc-7 --on 2019-09-01",
        "explain count --unit jc-7 --on 2019-09-01",
        "explain count --unit jc-7 --on 2019-09-01 -o json",
        "statement --unit jc-7 --from 2018-09-01",
        "statement --unit jc-7 --from 2018-09-01 -o json",
        "reconcile --unit jc-7 --from 2018-09-01 --to 2019-09-01",
        "reconcile --unit jc-7 --from 2019-09-01 --to 2018-09-01 -o json",
        "restate --unit jc-7 --on 2019-09-01 --between 2019-09-01 2019-12-01",
        "restate --unit jc-7 --on 2019-09-01 --between 2019-09-01 2019-12-01 -o json",
    ],
)
def test_whoever_asks_for_a_merged_unit_is_told(sample_store: Path, command: str) -> None:
    """Wherever members of a unit are asked for, the note is the same, and JSON has the key."""
    ended = run(command, store=sample_store)

    assert (ended.code, ended.err) == (0, MERGED)
    if command.endswith("json"):
        assert json.loads(ended.out)["merged_into"] == "jc-6"


def test_a_count_before_the_merger_says_nothing(sample_store: Path) -> None:
    """On that day the unit was still itself."""
    ended = run("count --unit jc-7 --on 2019-02-01 --known-at 2019-12-01", store=sample_store)

    assert ended.err == ""
    assert ended.out == "10 members in jc-7 on 2019-02-01, as known at 2019-12-01 23:59:59 UTC.\n"


@pytest.mark.parametrize(
    "command",
    [
        "count --known-at",
        "mandate list --known-at",
        "explain count --known-at",
        "history --member M00042 --known-at",
        "reconcile --from 2018-09-01 --to 2019-09-01 --to-known",
        "restate --on 2018-09-01 --between 2018-09-01",
        "reconcile published --known-at",
        "statement --year 2019 --known-at",
        "batch list --known-at",
    ],
)
def test_a_knowledge_that_lies_ahead_is_not_claimed(sample_store: Path, command: str) -> None:
    """What will be recorded until then is not known, and standard error says so."""
    day = (datetime.now(UTC) + timedelta(days=400)).date()

    ended = run(f"{command} {day}", store=sample_store)

    assert (ended.code, ended.err) == (
        0,
        f"Note: {day} 23:59:59 UTC has not come yet; the answer is as known now.\n",
    )


def test_an_answer_names_no_instant_that_lies_ahead(sample_store: Path) -> None:
    """It is as known now, and so says its `known_at`."""
    started = datetime.now(UTC)

    ended = run("count --known-at 2999-01-01 -o json", store=sample_store)

    known_at = datetime.fromisoformat(json.loads(ended.out)["known_at"])
    assert started <= known_at <= datetime.now(UTC)


@pytest.mark.parametrize("known_at", ["2019-12-01", "2019-12-01T10:00:00Z", "entry:1000"])
def test_a_knowledge_that_lies_behind_needs_no_word(sample_store: Path, known_at: str) -> None:
    """An instant that has passed, or the number of an entry, is what was known."""
    assert run(f"count --known-at {known_at}", store=sample_store).err == ""


@pytest.mark.parametrize(("overflow", "day"), [("ellipsis", "2019-…"), ("fold", "2019-0")])
def test_rich_cuts_or_breaks_a_day(overflow: OverflowMethod, day: str) -> None:
    """As docs/dependencies.md says: it folds a remark at its blanks, but a day does not stay whole."""
    table = Table(Column("day", overflow=overflow), "what", box=None)
    table.add_row("2019-09-01", "remark " * 9)
    console = Console(width=16, file=StringIO())
    with console.capture() as printed:
        console.print(table)

    assert printed.get().count("remark") == 9
    assert day in printed.get()
    assert "2019-09-01" not in printed.get()
