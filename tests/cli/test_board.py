"""`stewards due`, `moves`, `leavers` and `retention`: what a board asks, as tables and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from .running import Ran, run

KNOWN = "--known-at 2019-12-31"
SPAN = f"--from 2019-01-01 --to 2019-12-31 {KNOWN}"


def asked(store: Path, line: str) -> Any:
    """Return what a question answers in JSON."""
    return json.loads(run(f"{line} -o json", store=store).out)


def test_who_left_and_why(store: Path) -> None:
    """A row a group with the reasons, and last of all in all; who they are is not said."""
    ended = run(f"leavers {SPAN}", store=store)

    assert ended == Ran(
        0,
        "Who left from 2019-01-01 to 2019-12-31, as known at 2019-12-31 23:59 UTC\n"
        "group  members  median months  reasons\n"
        "────────────────────────────────────────\n"
        "2019         1              7  1 retired\n"
        "total        1              7  1 retired\n",
        "",
    )


def test_who_left_for_programs(store: Path) -> None:
    """JSON has each reason with its number, CSV one cell; of nobody there is no median."""
    one = {"members": 1, "at_least": 1, "at_most": 1, "median_months": 7}
    why = {"reasons": [{"reason": "retired", "members": 1}]}

    assert asked(store, f"leavers {SPAN} --by unit --unit kk") == [
        {"by": "unit", "value": "jc-1", "name": "Jobcenter 1"} | one | why,
        {"by": "total", "value": None, "name": None} | one | why,
    ]
    assert asked(store, f"leavers {SPAN} --category student") == [
        {"by": "total", "value": None, "name": None, "members": 0, "at_least": 0, "at_most": 0}
        | {"median_months": None, "reasons": []}
    ]
    assert run(f"leavers {SPAN} --by reason -o csv", store=store).out == (
        "by,value,name,members,at_least,at_most,median_months,reasons\n"
        "reason,retired,,1,1,1,7,1 retired\n"
        "total,,,1,1,1,7,1 retired\n"
    )


def test_who_left_as_organised_on_one_day(store: Path) -> None:
    """Whoever left a unit that was moved since is in the row that it lay under on that day."""
    run("unit form bif --parent kk --on 2019-01-01", store=store)
    run("unit move jc-1 --parent bif --on 2019-06-01", store=store)
    line = "leavers --from 2019-01-01 --to 2019-12-31 --by unit --unit kk"

    groups = [
        [each["value"] for each in asked(store, f"{line} {how}")]
        for how in ("", "--as-organised 2019-05-31")
    ]

    assert groups == [["bif", None], ["jc-1", None]]


def test_who_they_are_is_said_if_asked(store: Path) -> None:
    """With --ids it lists each leaving, and the entry that says so."""
    assert asked(store, f"leavers {SPAN} --ids") == [
        {
            "member": "M5",
            "left_on": "2019-08-01",
            "not_before": None,
            "reason": "retired",
            "joined_on": "2019-01-01",
            "workplace": "jc-1",
            "at_unit": "jc-1",
            "category": "active",
            "entry": 12,
        }
    ]


def test_who_is_still_there(sample_store: Path) -> None:
    """A number is given once everybody who joined in the year has had the time."""
    ended = run(f"retention --years 3 --on 2019-09-01 {KNOWN}", store=sample_store)

    assert ended.out == (
        "Who joined, and is still there on 2019-09-01, as known at 2019-12-31 23:59 UTC\n"
        "year  joined  after 1  after 2  after 3\n"
        "───────────────────────────────────────\n"
        "2015     295      295      295      275\n"
        "2016     269      269      256\n"
        "2017     256      244\n"
        "2018     139\n"
        "2019      41\n"
    )


def test_who_is_still_there_for_programs(store: Path) -> None:
    """JSON has a range for each number of years, CSV a line for each that there is."""
    joined = {"members": 6, "at_least": 6, "at_most": 6}

    assert asked(store, f"retention --years 2 --on 2020-12-31 {KNOWN}") == [
        {"year": 2019, "joined": joined, "after": [joined | dict.fromkeys(joined, 5), None]}
    ]
    assert run(f"retention --years 2 --on 2020-12-31 {KNOWN} -o csv", store=store).out == (
        "year,after,members,at_least,at_most\n2019,0,6,6,6\n2019,1,5,5,5\n"
    )


def test_who_moved(store: Path) -> None:
    """Each move with its day, or its window; one within the unit asked for is there, too."""
    run("member change-workplace M2 --workplace jc-2 --on 2019-04-01", store=store)
    run(
        "member change-workplace M3 --no-workplace --on 2019-05-01 --not-before 2019-04-20",
        store=store,
    )
    ended = run("moves --from 2019-04-01 --to 2019-05-01 --unit kk", store=store)

    assert ended.out == (
        "Moves in kk from 2019-04-01 to 2019-05-01, as known with entry 14\n"
        "on          not before  member  from  to    category  entry\n"
        "───────────────────────────────────────────────────────────\n"
        "2019-04-01              M2      jc-1  jc-2  active       13\n"
        "2019-05-01  2019-04-20  M3      jc-1        active       14\n"
    )
    assert asked(store, "moves --from 2019-04-02 --to 2019-05-01 --unit jc-2") == []


def test_what_falls_due(store: Path) -> None:
    """By the days, each with its unit; only of the unit asked for."""
    assert asked(store, f"due --within 200d --on 2020-12-01 --unit jc-1 {KNOWN}") == [
        {
            "on": "2021-02-01",
            "what": "term ends",
            "subject": "M1",
            "unit": "jc-1",
            "detail": "steward at jc-1 since 2019-02-01; the term is over on 2021-02-01",
            "entries": [10],
            "advice": (
                "Hold an election, and record it: stewards mandate elect MEMBER --unit jc-1"
                " --office steward --on DAY"
            ),
        }
    ]
    assert asked(store, f"due --within 200 --on 2020-12-01 --unit jc-2 {KNOWN}") == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "due --within soon",
            (
                "Cannot use 'soon' as --within because it must be a number of days, such as 90d."
                " Correct the value."
            ),
        ),
        (
            "moves --from 2019-09-01 --to 2019-08-31",
            (
                "Cannot answer for 2019-09-01 to 2019-08-31 because the last day comes before the"
                " first one. Give a first day that is no later than the last one."
            ),
        ),
        (
            "leavers --from 2019-09-01 --unit nowhere",
            (
                "Cannot count the leavers of nowhere because there is no unit nowhere. See 'stewards unit"
                " list', or form it with 'stewards unit form nowhere'."
            ),
        ),
    ],
)
def test_what_cannot_be_asked(store: Path, line: str, problem: str) -> None:
    """Wrong use is said in a sentence."""
    ended = run(line, store=store)

    assert (ended.code, ended.out) != (0, "")
    assert ended.err.splitlines()[-1] == f"Error: {problem}"


def test_how_many_members_each_steward_is_there_for(store: Path) -> None:
    """Beside each mandate; of a joint office those below its unit, and how many share them."""
    run("member join M8 --workplace jc-2 --on 2019-01-01", store=store)
    joint = "--unit kk --office joint-steward --on 2019-03-01 --override agreed"
    assert run(f"mandate elect M1 {joint}", store=store).err == ""
    listed = run("mandate list --members --on 2019-09-01 -o json", store=store)

    rows = [
        {key: row[key] for key in ("office", "unit", "members", "at_least", "at_most", "holders")}
        for row in json.loads(listed.out)
    ]
    four, five = (
        dict.fromkeys(("members", "at_least", "at_most"), number) | {"holders": 1}
        for number in (4, 5)
    )
    assert rows == [
        {"office": "steward", "unit": "jc-1"} | four,
        {"office": "joint-steward", "unit": "kk"} | five,
    ]


def test_lists_of_one_unit(sample_store: Path) -> None:
    """Workplaces that may elect, and those without a steward, only at or below the unit."""
    for question in ("eligibility", "vacancies"):
        every = asked(sample_store, f"{question} --on 2019-09-01")
        some = asked(sample_store, f"{question} --on 2019-09-01 --unit jck")

        assert some == [row for row in every if row["workplace"].startswith(("jc-", "amc"))]
        assert some not in ([], every)
