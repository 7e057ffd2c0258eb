"""`stewards lag`: two tables, and the fixed JSON."""

import json
from pathlib import Path

from .running import Ran, run

AT = "--on 2019-09-01 --known-at 2019-12-31"


def test_lag_as_tables(store: Path) -> None:
    """How late facts are reported, then how old the knowledge of workplaces is."""
    ended = run(f"lag {AT}", store=store)

    assert ended == Ran(
        0,
        "Days from when a fact takes effect until it is recorded, as known at 2019-12-31 23:59 UTC\n"
        "value              facts  median  p90  worst\n"
        "────────────────────────────────────────────\n"
        "MemberLeft             1      75   75     75\n"
        "MemberJoined           6       0    0      0\n"
        "UnitFormed             3       0    0      0\n"
        "HeadcountObserved      1       0    0      0\n"
        "StewardElected         1       0    0      0\n"
        "total                 12       0    0     75\n"
        "\n"
        "Workplaces set or confirmed in the last 12 months on 2019-09-01: 5 of 5 members (100%)\n"
        "workplace  name            members  recent  share  oldest\n"
        "─────────────────────────────────────────────────────────────\n"
        "jc-1       Jobcenter 1           4       4  100%   2019-01-01\n"
        "           (no workplace)        1       1  100%   2019-01-01\n",
        "",
    )


def test_the_age_of_workplaces_alone(store: Path) -> None:
    """A day later than a year after, nothing is recent any more."""
    ended = run("lag --workplaces --on 2020-01-01", store=store)

    assert ended.out == (
        "Workplaces set or confirmed in the last 12 months on 2020-01-01: 0 of 5 members (0%)\n"
        "workplace  name            members  recent  share  oldest\n"
        "─────────────────────────────────────────────────────────────\n"
        "jc-1       Jobcenter 1           4       0  0%     2019-01-01\n"
        "           (no workplace)        1       0  0%     2019-01-01\n"
    )


def test_lag_in_json(store: Path) -> None:
    """One object, whole, whatever part was asked for."""
    ended = run(f"lag --by unit {AT} --workplaces -o json", store=store)

    assert json.loads(ended.out) == {
        "on": "2019-09-01",
        "known_at": "2019-12-31T23:59:59.999999Z",
        "told": [
            {"by": "unit", "value": "jc-1", "facts": 8, "median": 0, "p90": 75, "worst": 75},
            {"by": "unit", "value": "jc-2", "facts": 2, "median": 0, "p90": 0, "worst": 0},
            {"by": "unit", "value": "kk", "facts": 1, "median": 0, "p90": 0, "worst": 0},
            {"by": "unit", "value": None, "facts": 1, "median": 0, "p90": 0, "worst": 0},
            {"by": "total", "value": None, "facts": 12, "median": 0, "p90": 0, "worst": 75},
        ],
        "workplaces": [
            {
                "workplace": "jc-1",
                "name": "Jobcenter 1",
                "members": 4,
                "recent": 4,
                "share": 1.0,
                "oldest": "2019-01-01",
            },
            {
                "workplace": None,
                "name": None,
                "members": 1,
                "recent": 1,
                "share": 1.0,
                "oldest": "2019-01-01",
            },
        ],
        "members": 5,
        "recent": 5,
        "share": 1.0,
    }


def test_lag_at_a_unit(store: Path) -> None:
    """What is about the unit, and the workplaces there, under titles that say so; in Danish too."""
    told = run(f"lag {AT} --unit jc-1", store=store).out
    danish = run(f"--lang da lag {AT} --unit jc-1 --workplaces", store=store).out

    assert told == (
        "Days from when a fact takes effect until it is recorded in jc-1, as known at 2019-12-31 23:59 UTC\n"
        "value           facts  median  p90  worst\n"
        "─────────────────────────────────────────\n"
        "MemberLeft          1      75   75     75\n"
        "MemberJoined        5       0    0      0\n"
        "StewardElected      1       0    0      0\n"
        "UnitFormed          1       0    0      0\n"
        "total               8       0   75     75\n"
        "\n"
        "Workplaces in jc-1 set or confirmed in the last 12 months on 2019-09-01: 4 of 4 members (100%)\n"
        "workplace  name         members  recent  share  oldest\n"
        "──────────────────────────────────────────────────────────\n"
        "jc-1       Jobcenter 1        4       4  100%   2019-01-01\n"
    )
    assert danish.splitlines()[0] == (
        "Arbejdspladser i jc-1 fastsat eller bekræftet inden for 12 måneder den 2019-09-01: 4 af 4 medlemmer"
        " (100%)"
    )


def test_lag_as_lines_and_cells(store: Path) -> None:
    """The facts, or with --workplaces the workplaces."""
    assert run(f"lag --by recorder {AT} -o jsonl", store=store).out == (
        '{"by":"recorder","value":"office","facts":12,"median":0,"p90":0,"worst":75}\n'
        '{"by":"total","value":null,"facts":12,"median":0,"p90":0,"worst":75}\n'
    )
    assert run(f"lag --workplaces {AT} -o csv", store=store).out == (
        "workplace,name,members,recent,share,oldest\n"
        "jc-1,Jobcenter 1,4,4,1.0,2019-01-01\n"
        ",,1,1,1.0,2019-01-01\n"
    )


def test_lag_of_nothing(store: Path) -> None:
    """Before anything happened there is nothing late, and nobody to know of."""
    ended = run("lag --on 2014-01-01", store=store)

    assert ended.out == (
        "Days from when a fact takes effect until it is recorded, as known with entry 12\n"
        "(none)\n"
        "\n"
        "Workplaces set or confirmed in the last 12 months on 2014-01-01: 0 of 0 members\n"
        "(none)\n"
    )


def test_lag_of_the_sample(sample_store: Path) -> None:
    """Changes of workplace are reported late, and few workplaces were confirmed in the last year."""
    lag = json.loads(run(f"lag {AT} -o json", store=sample_store).out)

    told = {row["value"]: row for row in lag["told"]}
    assert told["WorkplaceChanged"] == {
        "by": "type",
        "value": "WorkplaceChanged",
        "facts": 243,
        "median": 0,
        "p90": 20,
        "worst": 203,
    }
    assert told[None]["facts"] == 1811
    assert (lag["members"], lag["recent"]) == (806, 372)
    assert [w["workplace"] for w in lag["workplaces"][:4]] == ["bbu-03", "jc-3", "bbu-01", None]
