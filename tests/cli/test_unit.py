"""`stewards unit`."""

import json
from pathlib import Path

from .running import Ran, changing_nothing, run

JC_1 = {
    "unit": "jc-1",
    "name": "Jobcenter 1",
    "kind": "workplace",
    "parent": "kk",
    "formed_on": "2015-01-01",
    "formed_not_before": None,
    "merged_into": None,
    "closed_on": None,
    "is_open": True,
}


def test_form_records_a_unit(store: Path) -> None:
    """A unit is formed, and the sentence says as what."""
    ended = run("unit form jc-3 --name 'Jobcenter 3' --parent kk --on 2020-01-01", store=store)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "Recorded entry 13: UnitFormed, unit jc-3, name Jobcenter 3, kind workplace, parent kk,"
        " from 2020-01-01.\n"
    )


def test_rename_move_merge_and_close_record_what_happened(store: Path) -> None:
    """Every change of a unit is an entry of its own."""
    told = [
        run("unit rename jc-1 --name 'Jobcenter One' --on 2020-01-01", store=store),
        run("unit move jc-1 --on 2020-01-02", store=store),
        run("unit merge jc-1 --into jc-2 --on 2020-01-03", store=store),
        run("unit close jc-2 --on 2020-01-04", store=store),
    ]

    assert [ended.out for ended in told] == [
        "Recorded entry 13: UnitRenamed, unit jc-1, name Jobcenter One, from 2020-01-01.\n",
        "Recorded entry 14: UnitMoved, unit jc-1, no parent, from 2020-01-02.\n",
        "Recorded entry 15: UnitMerged, unit jc-1, into jc-2, from 2020-01-03.\n",
        "Recorded entry 16: UnitClosed, unit jc-2, from 2020-01-04.\n",
    ]


def test_what_a_rule_forbids_is_refused_and_changes_nothing(store: Path) -> None:
    """A refusal has exit code 3, says why and what to do, and records nothing."""
    ended = changing_nothing("unit form jc-1 --name Another", store=store)

    assert ended == Ran(
        3,
        "",
        "Error: Cannot form unit jc-1 because it was formed on 2015-01-01 (entry 2)."
        " Choose another id, or change it with 'stewards unit rename' or 'stewards unit move'.\n",
    )


def test_list_shows_the_open_units(store: Path) -> None:
    """A merged unit is left out, unless all are asked for."""
    run("unit merge jc-1 --into jc-2 --on 2020-01-03", store=store)

    shown = run("unit list --on 2020-02-01", store=store)
    every = run("unit list --on 2020-02-01 --all", store=store)

    assert shown.out == (
        "Units on 2020-02-01, as known with entry 13\n"
        "unit  name                kind       parent\n"
        "───────────────────────────────────────────\n"
        "jc-2  Jobcenter 2         workplace  kk\n"
        "kk    Københavns Kommune  employer\n"
    )
    assert every.out == (
        "Units on 2020-02-01, as known with entry 13\n"
        "unit  name                kind       parent  merged into\n"
        "────────────────────────────────────────────────────────\n"
        "jc-1  Jobcenter 1         workplace  kk      jc-2\n"
        "jc-2  Jobcenter 2         workplace  kk\n"
        "kk    Københavns Kommune  employer\n"
    )


def test_list_in_json(store: Path) -> None:
    """A list is an array of units."""
    ended = run("unit list --on 2019-09-01 -o json", store=store)

    assert json.loads(ended.out)[0] == JC_1


def test_show_adds_the_number_of_members(store: Path) -> None:
    """One unit is an object, with the members at or below it."""
    ended = run("unit show jc-1 --on 2019-09-01 -o json", store=store)

    assert json.loads(ended.out) == JC_1 | {"members": 4}


def test_show_of_an_unknown_unit(store: Path) -> None:
    """A unit that was never formed is named as such."""
    ended = run("unit show jc-9", store=store)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot show what is known of jc-9 because there is no unit jc-9."
        " Did you mean jc-1 or jc-2?\n",
    )


def test_show_of_a_unit_not_known_then(store: Path) -> None:
    """What the log did not know at the instant is not shown, and how to ask is said."""
    ended = run("unit show jc-1 --on 2014-01-01 --known-at 2014-01-01", store=store)

    assert ended == Ran(
        3,
        "",
        "Note: nothing was recorded by 2014-01-01 23:59 UTC.\n"
        "Error: Cannot show unit jc-1 on 2014-01-01 because the log had no unit of that id for that"
        " day at that instant. Ask for another --on or --known-at, or see"
        " 'stewards history --unit jc-1'.\n",
    )
