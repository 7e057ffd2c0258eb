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


def test_a_count_before_the_merger_says_nothing(sample_store: Path) -> None:
    """On that day the unit was still itself."""
    ended = run("count --unit jc-7 --on 2019-02-01 --known-at 2019-12-01", store=sample_store)

    assert ended.err == ""
    assert ended.out == "10 members in jc-7 on 2019-02-01, as known at 2019-12-01 23:59:59 UTC.\n"


@pytest.mark.parametrize(
    "command", ["count", "mandate list", "explain count", "history --member M1"]
)
def test_a_knowledge_that_lies_ahead_is_not_claimed(sample_store: Path, command: str) -> None:
    """What will be recorded until then is not known, and standard error says so."""
    day = (datetime.now(UTC) + timedelta(days=400)).date()

    ended = run(f"{command} --known-at {day}", store=sample_store)

    assert (ended.code, ended.err) == (
        0,
        f"Note: {day} 23:59:59 UTC has not come yet; the answer is as known now.\n",
    )


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
