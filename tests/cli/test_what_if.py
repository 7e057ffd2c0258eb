"""`stewards what-if`: a question as if facts were recorded, and the log stays as it is."""

import hashlib
from pathlib import Path

import pytest

from .running import changing_nothing, run

MOVED = (
    '{"type": "UnitFormed", "unit": "sof", "name": "SOF", "kind": "centre", "effective_on": "2019-09-01"}\n'
    '{"type": "UnitMoved", "unit": "jc-1", "parent": "sof", "effective_on": "2019-10-01"}\n'
)


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """Return a file that moves a workplace to another unit."""
    path = tmp_path / "moved.jsonl"
    path.write_text(MOVED, encoding="utf-8")
    return path


def test_a_question_as_if_facts_were_recorded(store: Path, moved: Path) -> None:
    """The answer takes them for recorded, and without them it is what it was; not a byte is written."""
    run("count --on 2019-10-01", store=store)
    digest = hashlib.sha256(store.read_bytes()).hexdigest()

    supposed = changing_nothing(f"what-if {moved} count --unit sof --on 2019-10-01", store=store)
    by_unit = run(f"what-if {moved} count --on 2019-10-01 --by unit -o csv", store=store)
    shown = run(f"what-if {moved} unit show jc-1 --on 2019-10-01 -o csv", store=store)
    without = run("count --unit sof --on 2019-10-01", store=store)

    assert supposed.out.startswith("4 members in sof on 2019-10-01, as known at ")
    assert by_unit.out == "unit,name,members,at_least,at_most\nsof,SOF,4,4,4\n,,1,1,1\n"
    assert ",sof," in shown.out
    assert (without.code, "no unit sof" in without.err) == (2, True)
    assert hashlib.sha256(store.read_bytes()).hexdigest() == digest


def test_bad_facts_are_refused_as_an_import_refuses_them(store: Path, tmp_path: Path) -> None:
    """The sentence and the exit code are those of the import."""
    path = tmp_path / "bad.jsonl"
    path.write_text('{"type": "UnitMoved", "unit": "nowhere", "effective_on": "2019-10-01"}\n')

    imported = run(f"log import {path}", store=store)
    supposed = changing_nothing(f"what-if {path} count", store=store)

    assert (supposed.code, supposed.err) == (imported.code, imported.err)
    assert "line 1: Cannot record this UnitMoved" in supposed.err


def test_nothing_can_be_recorded_with_it(store: Path, moved: Path) -> None:
    """A command that records is refused, and so is one that is no question."""
    joined = changing_nothing(f"what-if {moved} member join M7 --workplace jc-2", store=store)
    begun = changing_nothing(f"what-if {moved} init", store=store)

    assert (joined.code, joined.err) == (
        3,
        (
            "Error: Cannot record or follow anything here because some facts of this log are only"
            " supposed. Ask a question; or record it in the log itself, without what-if.\n"
        ),
    )
    assert (begun.code, begun.err.splitlines()[-1]) == (
        2,
        "Error: 'init' is no question that facts can be supposed for.",
    )
