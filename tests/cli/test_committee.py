"""`stewards committee`, `observe-ratio` and `figures`."""

import json
import re
from pathlib import Path

import pytest

from .running import Ran, changing_nothing, run


@pytest.fixture
def med(store: Path) -> Path:
    """Return the small branch with a committee of three seats, and one of ours in it."""
    for line in (
        "unit form med --name HovedMED --kind committee --parent kk --on 2019-01-01",
        "committee seat med b-1 --group B --organisation hk --on 2019-01-01",
        "committee seat med c-1 --group C --organisation ds --basis joint-steward --on 2019-01-01",
        "committee seat med c-2 --group C --on 2019-01-01",
        "mandate elect M2 --unit med --office med-seat --seat c-1 --on 2019-02-01",
    ):
        assert run(line, store=store).code == 0
    return store


def test_a_seat_and_a_meeting_are_recorded(med: Path) -> None:
    """The entry is printed as any other."""
    seat = run("committee seat med a-1 --group A --role chair --on 2019-03-01", store=med)
    line = "committee meeting med --present c-1 --present b-1 --attended 7 --on 2019-03-01"
    meeting = run(line, store=med)

    assert seat == Ran(
        0,
        "Recorded entry 18: SeatAllotted, committee med, seat a-1, group A, role chair, from 2019-03-01.\n",
        "",
    )
    assert meeting == Ran(
        0,
        "Recorded entry 19: MeetingHeld, unit med, present c-1, b-1, attended 7, from 2019-03-01.\n",
        "",
    )


def test_a_committee_is_shown(med: Path) -> None:
    """For people, the seats, those vacant, and who was present by group."""
    run("committee meeting med --present b-1 --on 2019-03-01", store=med)

    assert run("committee show med --on 2019-09-01", store=med) == Ran(
        0,
        "3 seats, 1 vacant, in med on 2019-09-01, as known with entry 18\n"
        "seat  group  organisation  basis          member  vacant\n"
        "────────────────────────────────────────────────────────\n"
        "b-1   B      hk\n"
        "c-1   C      ds            joint-steward  M2\n"
        "c-2   C                                           vacant\n"
        "\n"
        "Meeting of 2019-03-01: 1 of 3 seats present\n"
        "group  seats  present\n"
        "─────────────────────\n"
        "B          1        1\n"
        "C          2        0\n",
        "",
    )


def test_a_meeting_of_which_nobody_noted_who_was_there(med: Path) -> None:
    """It is said so; without a meeting nothing is."""
    assert "present" not in run("committee show med --on 2019-09-01", store=med).out
    run("committee meeting med --on 2019-03-01", store=med)
    said = run("committee show med --on 2019-09-01", store=med).out
    assert "Meeting of 2019-03-01: nobody noted who was there\n" in said


def test_the_json_of_a_committee(med: Path) -> None:
    """Its shape is fixed; more keys may come."""
    run("committee meeting med --present b-1 --attended 4 --on 2019-03-01", store=med)
    ended = run("committee show med --on 2019-09-01 --known-at entry:18 -o json", store=med)

    said = json.loads(ended.out)
    del said["known_at"]
    assert said == {
        "unit": "med",
        "on": "2019-09-01",
        "seats": [
            seat("b-1", "B", "hk", was_present=True, allotted_by=14),
            seat(
                "c-1", "C", "ds", basis="joint-steward", member="M2", allotted_by=15, elected_by=17
            ),
            seat("c-2", "C", None, vacant=True, allotted_by=16),
        ],
        "groups": [
            {"group": "B", "seats": 1, "present": 1},
            {"group": "C", "seats": 2, "present": 0},
        ],
        "meeting": {"on": "2019-03-01", "attended": 4, "entry": 18},
        "present": 1,
    }


def seat(seat: str, group: str, organisation: str | None, **fields: object) -> dict[str, object]:
    """Return a seat as JSON has it."""
    nothing = {"basis": None, "role": None, "member": None, "vacant": False, "was_present": False}
    head = {"seat": seat, "group": group, "organisation": organisation, "elected_by": None}
    return head | nothing | fields


def test_the_seats_of_a_committee_are_the_lines_of_csv(med: Path) -> None:
    """A seat a line."""
    assert run("committee show med --on 2019-09-01 -o csv", store=med).out == (
        "seat,group,organisation,basis,role,member,vacant,was_present\n"
        "b-1,B,hk,,,,False,\n"
        "c-1,C,ds,joint-steward,,M2,False,\n"
        "c-2,C,,,,,True,\n"
    )


def test_a_committee_that_was_merged_is_the_other_one(med: Path) -> None:
    """Standard error says so."""
    run("unit form med-2 --kind committee --on 2019-01-01", store=med)
    run("committee seat med-2 x --group C --on 2019-01-01", store=med)
    run("unit merge med --into med-2 --on 2019-08-01", store=med)

    ended = run("committee show med --on 2019-09-01", store=med)

    assert ended.out.startswith(
        "1 seat, 1 vacant, in med-2 on 2019-09-01, as known with entry 20\n"
    )
    assert ended.err == (
        "Note: med was merged into med-2 by 2019-09-01; its members are counted there.\n"
    )


def test_what_is_no_committee_has_no_seats(store: Path) -> None:
    """Neither to be shown nor to be allotted."""
    assert run("committee show jc-1", store=store) == Ran(
        3,
        "",
        "Error: Cannot show the seats of jc-1 because jc-1 is of kind workplace, not a committee."
        " Name a committee, or form one with 'stewards unit form ID --kind committee'.\n",
    )
    assert changing_nothing("committee seat jc-1 c-1 --group C", store=store).code == 3
    assert run("committee show zz", store=store) == Ran(
        2,
        "",
        "Error: Cannot show the seats of zz because there is no unit zz."
        " See 'stewards unit list', or form it with 'stewards unit form zz'.\n",
    )


CASES = "--figure cases-activity-ready"


@pytest.fixture
def loads(store: Path) -> Path:
    """Return the small branch with three ratios."""
    for line in (
        f"observe-ratio jc-1 {CASES} --value 220 --per own-caseworkers --source letter --on 2019-03-01",
        f"observe-ratio jc-1 {CASES} --value 90 --per all-staff --on 2019-03-01",
        f"observe-ratio jc-2 {CASES} --value 110 --of 2 --per own-caseworkers --on 2019-03-01",
    ):
        assert run(line, store=store).code == 0
    return store


def test_a_ratio_is_recorded(loads: Path) -> None:
    """With what it is divided by: one of them, where nobody says of how many."""
    assert run(
        "observe-ratio jc-2 --figure x --value 1 --per y --on 2019-03-01", store=loads
    ) == Ran(
        0,
        "Recorded entry 16: RatioObserved, unit jc-2, figure x, value 1, of 1, per y, from 2019-03-01.\n",
        "",
    )


def test_ratios_are_shown_against_their_norm(loads: Path) -> None:
    """What is not comparable says what the norm speaks of."""
    ended = run("figures --on 2019-09-01", store=loads)

    title, *lines = ended.out.splitlines()
    head, _, *rows = (re.split(r"  +", line) for line in lines)
    assert title == (
        "Ratios against their norm on 2019-09-01, as known with entry 15, by dk-municipal"
    )
    assert head == [
        *("unit", "figure", "value", "of", "per", "ratio"),
        *("norm", "times", "short", "on"),
    ]
    cases = ["cases-activity-ready"]
    norm = "not comparable: per own-caseworkers"
    assert rows == [
        ["jc-1", *cases, "90", "1", "all-staff", "90.0", norm, "2019-03-01"],
        ["jc-1", *cases, "220", "1", "own-caseworkers", "220.0", "55", "4.0", "3", "2019-03-01"],
        ["jc-2", *cases, "110", "2", "own-caseworkers", "55.0", "55", "1.0", "0", "2019-03-01"],
    ]


def test_the_json_of_ratios(loads: Path) -> None:
    """Its shape is fixed; more keys may come."""
    ended = run("figures --unit jc-1 --on 2019-09-01 -o json", store=loads)

    of_all, of_own = json.loads(ended.out)
    rule = of_own.pop("rule")
    assert {key: rule[key] for key in ("path", "value", "book")} == {
        "path": "figures.cases-activity-ready.most",
        "value": 55,
        "book": "dk-municipal",
    }
    assert of_own == {
        "unit": "jc-1",
        "figure": "cases-activity-ready",
        "value": 220,
        "of": 1,
        "per": "own-caseworkers",
        "ratio": 220.0,
        "norm": 55,
        "times": 4.0,
        "short": 3,
        "norm_per": "own-caseworkers",
        "on": "2019-03-01",
        "source": "letter",
        "entry": 13,
    }
    assert [of_all[key] for key in ("norm", "times", "short", "rule")] == [None] * 4


def test_ratios_are_put_together_by_one_denominator(loads: Path) -> None:
    """By several it is refused, and so is putting together what is none."""
    together = f"figures {CASES} --together --on 2019-09-01"

    [both] = json.loads(run(f"{together} --per own-caseworkers -o json", store=loads).out)
    assert [both[key] for key in ("unit", "value", "of", "ratio", "times", "short")] == [
        *(None, 330, 3),
        *(110.0, 2.0, 3),
    ]
    assert run(together, store=loads) == Ran(
        3,
        "",
        "Error: Cannot put the ratios of cases-activity-ready together because they are divided by"
        " different things: all-staff, own-caseworkers. Name one of these with --per.\n",
    )
    assert run("figures --figure calls --together --on 2019-09-01", store=loads) == Ran(
        3,
        "",
        "Error: Cannot put the ratios of calls together because none is on record by 2019-09-01."
        " See 'stewards figures', or record one with 'stewards observe-ratio'.\n",
    )
    ended = run("figures --together", store=loads)
    assert (ended.code, ended.err.splitlines()[-1]) == (
        2,
        "Error: Give --figure FIGURE with --together.",
    )
