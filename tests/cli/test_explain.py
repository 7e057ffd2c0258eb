"""`stewards explain`: a count, a verdict and a mandate, down to the entries."""

import json
from pathlib import Path
from typing import Any

import pytest

from .running import Ran, run

AT = "--on 2019-09-01 --known-at 2019-12-31"
KNOWN_AT = "2019-12-31T23:59:59.999999Z"
RULE = (
    "Rule: at least 5 are needed to elect (dk-municipal). MED handbook 2015, section 10(1):"
    " at least five employees of the group\n"
)
SURE = RULE.replace("\n", " (confirmed)\n")
"""The same with how sure it is."""
LEFT = {
    "entry": 12,
    "type": "MemberLeft",
    "effective_on": "2019-08-01",
    "recorded_at": "2019-10-15T10:00:00Z",
    "recorded_by": "office",
    "voided_by": None,
    "member": "M5",
    "reason": "retired",
    "note": None,
    "batch": None,
    "not_before": None,
    "derived": None,
}


def asked(store: Path, line: str) -> Any:
    """Return what an explanation is in JSON."""
    return json.loads(run(f"explain {line} -o json", store=store).out)


def test_a_count_as_tables(store: Path) -> None:
    """How it was known, then who is counted, each with their entries."""
    ended = run(f"explain count --unit kk {AT}", store=store)

    assert ended == Ran(
        0,
        "4 members in kk on 2019-09-01, as known at 2019-12-31 23:59 UTC.\n"
        "\n"
        "As it was known\n"
        "known at          members  entries\n"
        "──────────────────────────────────\n"
        "2019-09-01 23:59        5\n"
        "2019-10-15 10:00        4  12\n"
        "\n"
        "Counted\n"
        "member  workplace  at unit  category  entries\n"
        "─────────────────────────────────────────────\n"
        "M1      jc-1       jc-1     active    2, 4\n"
        "M2      jc-1       jc-1     active    2, 5\n"
        "M3      jc-1       jc-1     active    2, 6\n"
        "M4      jc-1       jc-1     active    2, 7\n",
        "",
    )


def test_a_count_in_json(store: Path) -> None:
    """One object: the count, who, and the count as known earlier."""
    assert asked(store, f"count --category student {AT}") == {
        "on": "2019-09-01",
        "known_at": KNOWN_AT,
        "unit": None,
        "category": "student",
        "members": 1,
        "at_least": 1,
        "at_most": 1,
        "who": [
            {
                "member": "M6",
                "workplace": None,
                "at_unit": None,
                "category": "student",
                "entries": [9],
                "is_sure": True,
                "unsure_by": [],
            }
        ],
        "perhaps": [],
        "earlier": [{"known_at": "2019-09-01T23:59:59.999999Z", "members": 1, "entries": []}],
    }


def test_a_count_as_lines_and_cells(store: Path) -> None:
    """Who is counted, one a line."""
    line = f"explain count --category student {AT}"

    assert run(line, "-o", "jsonl", store=store).out == (
        '{"member":"M6","workplace":null,"at_unit":null,"category":"student","entries":[9],'
        '"is_sure":true,"unsure_by":[]}\n'
    )
    assert run(line, "-o", "csv", store=store).out == (
        "member,workplace,at_unit,category,entries,unsure_by\nM6,,,student,9,\n"
    )


def test_a_count_told_before_its_day_is_over(store: Path) -> None:
    """Asked with less knowledge than at the end of the day, there is nothing later to tell."""
    found = asked(store, "count --on 2019-09-01 --known-at 2019-01-15")

    assert [(e["known_at"], e["members"]) for e in found["earlier"]] == [
        ("2019-01-15T23:59:59.999999Z", 6)
    ]


def test_a_count_in_an_empty_registry(tmp_path: Path) -> None:
    """There is nobody, and nothing was ever otherwise."""
    run("init", store=tmp_path / "new.db")

    found = asked(tmp_path / "new.db", "count --on 2019-09-01")

    assert (found["members"], found["who"]) == (0, [])
    assert [e["members"] for e in found["earlier"]] == [0]


def test_the_count_of_the_sample_as_known_earlier(sample_store: Path) -> None:
    """The figure of the annual report, and what became of it."""
    found = asked(sample_store, "count --on 2019-09-01")

    assert [(e["known_at"], e["members"], e["entries"]) for e in found["earlier"]] == [
        ("2019-09-01T23:59:59.999999Z", 805, []),
        ("2019-10-15T10:00:00Z", 804, [1808]),
        ("2019-10-20T10:00:00Z", 805, [1810]),
        ("2019-11-03T10:00:00Z", 806, [1811]),
    ]
    assert found["members"] == len(found["who"]) == 806


def test_the_count_of_a_unit_moves_with_workplaces_and_voids(sample_store: Path) -> None:
    """Entry 1806 moved a member away by mistake; 1813 takes it back."""
    found = asked(sample_store, "count --unit jck --on 2019-09-01")

    assert [(e["members"], e["entries"]) for e in found["earlier"]] == [
        (209, []),
        (210, [1804]),
        (209, [1806]),
        (208, [1808]),
        (207, [1809]),
        (208, [1811]),
        (207, [1812]),
        (208, [1813]),
    ]


def test_the_count_of_a_unit_moves_with_the_organisation(store: Path) -> None:
    """A merger reported late takes everybody along, and those who are told of later, too."""
    run("unit form sof --name Sof --kind administration --on 2015-01-01", store=store)
    run("unit form home --name Home --kind workplace --parent sof --on 2015-01-01", store=store)
    run("unit merge jc-1 --into home --on 2019-05-01", store=store)
    run("member leave M1 --on 2019-06-01", store=store)
    run("void 16 --reason mistaken", store=store)

    found = asked(store, "count --unit sof --on 2019-09-01")

    assert [(e["members"], e["entries"]) for e in found["earlier"]] == [
        (0, []),
        (4, [15]),
        (3, [16]),
        (4, [17]),
    ]
    assert found["who"][0] == {
        "member": "M1",
        "workplace": "jc-1",
        "at_unit": "home",
        "category": "active",
        "entries": [4, 14, 15],
        "is_sure": True,
        "unsure_by": [],
    }


def test_the_count_of_a_unit_takes_in_who_works_at_one_formed_since(store: Path) -> None:
    """Whoever joins at a workplace that was told of after the day counts at the unit above it."""
    run("unit form jc-3 --name Three --parent kk --on 2019-05-01", store=store)
    run("void 13 --reason mistaken", store=store)
    run("unit form jc-3 --name Three --parent kk --on 2019-05-01", store=store)
    run("member join M7 --workplace jc-3 --on 2019-06-01", store=store)

    found = {
        unit: [
            (e["members"], e["entries"])
            for e in asked(store, f"count --unit {unit} --on 2019-09-01")["earlier"]
        ]
        for unit in ("kk", "jc-3")
    }

    assert found == {"kk": [(5, []), (4, [12]), (5, [16])], "jc-3": [(0, []), (1, [16])]}


def test_a_verdict_as_tables(store: Path) -> None:
    """What is known and lacking, the rule, the entry that made the difference, and who counts."""
    ended = run(f"explain eligibility jc-1 {AT}", store=store)

    assert ended == Ran(
        0,
        "jc-1 (Jobcenter 1): unknown on 2019-09-01, as known at 2019-12-31 23:59 UTC\n"
        "Known: 4 members of category active or leave; no headcount. Lacking: 1 more member, or a headcount"
        " of 5.\n"
        f"{SURE}"
        "Below it: elect together with another workplace, or the help of another steward, or agree on another"
        " threshold\n"
        "\n"
        "No longer reached since 2019-08-01\n"
        "entry  effective on  recorded at       says\n"
        f"{'─' * 76}\n"
        "   12  2019-08-01    2019-10-15 10:00  MemberLeft: member M5, reason retired\n"
        "\n"
        "As it was known\n"
        "known at          verdict  members  entries\n"
        "───────────────────────────────────────────\n"
        "2019-09-01 23:59  yes            5\n"
        "2019-10-15 10:00  unknown        4  12\n"
        "\n"
        "Counted: 4\n"
        "member  workplace  category  entries\n"
        "────────────────────────────────────\n"
        "M1      jc-1       active    4\n"
        "M2      jc-1       active    5\n"
        "M3      jc-1       active    6\n"
        "M4      jc-1       active    7\n",
        "",
    )


def test_a_verdict_by_headcount(store: Path) -> None:
    """The headcount itself crossed the threshold, and is shown once."""
    ended = run(f"explain eligibility jc-2 {AT}", store=store)

    assert ended.out == (
        "jc-2 (Jobcenter 2): yes on 2019-09-01, as known at 2019-12-31 23:59 UTC\n"
        "Known: 0 members of category active or leave; 6 employees counted.\n"
        f"{SURE}"
        "\n"
        "The threshold is reached since 2019-03-01\n"
        "entry  effective on  recorded at       says\n"
        f"{'─' * 85}\n"
        "   11  2019-03-01    2019-03-01 12:00  HeadcountObserved: workplace jc-2, employees 6\n"
        "\n"
        "Counted: 0\n"
        "(none)\n"
    )


def test_a_verdict_in_json(store: Path) -> None:
    """One object, with the entries that decide it in full."""
    found = asked(store, f"eligibility jc-1 {AT}")

    assert found.pop("who")[0] == {
        "member": "M1",
        "workplace": "jc-1",
        "category": "active",
        "entries": [4],
        "is_sure": True,
        "unsure_by": [],
    }
    assert found == {
        "workplace": "jc-1",
        "name": "Jobcenter 1",
        "on": "2019-09-01",
        "known_at": KNOWN_AT,
        "verdict": "unknown",
        "members": 4,
        "at_least": 4,
        "at_most": 4,
        "electorate": "jc-1",
        "workplaces": ["jc-1"],
        "observed": None,
        "observed_on": None,
        "headcount": None,
        "lacking": 1,
        "rule": {
            "agreement": "dk-municipal",
            "threshold": 5,
            "counted": ["active", "leave"],
            "source": "MED handbook 2015, section 10(1): at least five employees of the group",
            "for_months": 0,
        },
        "threshold": {
            "path": "threshold",
            "value": 5,
            "book": "dk-municipal",
            "source": "MED handbook 2015, section 10(1): at least five employees of the group",
            "certainty": "confirmed",
        },
        "options": [
            "elect together with another workplace",
            "the help of another steward",
            "agree on another threshold",
        ],
        "perhaps": [],
        "observations": [],
        "observation": None,
        "crossed": LEFT,
        "crossed_on": LEFT["effective_on"],
        "earlier": [
            {
                "known_at": "2019-09-01T23:59:59.999999Z",
                "verdict": "yes",
                "members": 5,
                "at_least": 5,
                "at_most": 5,
                "observed": None,
                "headcount": None,
                "entries": [],
            },
            {
                "known_at": "2019-10-15T10:00:00Z",
                "verdict": "unknown",
                "members": 4,
                "at_least": 4,
                "at_most": 4,
                "observed": None,
                "headcount": None,
                "entries": [12],
            },
        ],
    }


def test_a_verdict_as_lines_and_cells(store: Path) -> None:
    """Those who count, one a line."""
    line = f"explain eligibility jc-1 {AT}"

    assert run(line, "-o", "jsonl", store=store).out.splitlines()[0] == (
        '{"member":"M1","workplace":"jc-1","category":"active","entries":[4],'
        '"is_sure":true,"unsure_by":[]}'
    )
    assert run(line, "-o", "csv", store=store).out.startswith(
        "member,workplace,category,entries,unsure_by\nM1,jc-1,active,4,\n"
    )


def test_a_verdict_that_never_was_otherwise(sample_store: Path) -> None:
    """Where the threshold was never reached, no entry crossed it; the name is that of the day."""
    run("unit form x --name X --kind workplace --on 2019-01-01", store=sample_store)
    run("unit rename x --name Y --on 2019-02-01", store=sample_store)

    found = asked(sample_store, "eligibility x --on 2019-09-01")

    assert (found["name"], found["verdict"], found["lacking"]) == ("Y", "unknown", 5)
    assert (found["crossed"], found["observations"], found["who"]) == (None, [], [])


def test_a_mandate_as_tables(store: Path) -> None:
    """The office and its rule, who could elect, the election, and what ended it."""
    run("member leave M1 --on 2019-08-15", store=store)

    ended = run("explain mandate M1 --on 2019-09-01", store=store)

    lines = ended.out.splitlines()
    assert lines[0] == "M1, steward at jc-1 from 2019-02-01 until 2021-02-01"
    assert lines[1].endswith(": over since 2019-08-15, left the union")
    assert lines[2].startswith("Learned on ")
    assert lines[3] == "Status: over."
    assert lines[4:7] == [
        (
            "Office: steward (tillidsrepræsentant), 1 seat (dk-municipal). MED handbook 2015,"
            " section 10(1) and (2): one, and more only if both sides agree"
        ),
        RULE.rstrip("\n"),
        (
            "On the day of election, as known before it was recorded: 5 counted members, no headcount,"
            " verdict yes"
        ),
    ]
    assert [line for line in lines if line.startswith(("Election", "Over", "As it"))] == [
        "Election",
        "Over since 2019-08-15",
        "As it was known",
    ]


def test_a_mandate_that_is_held(store: Path) -> None:
    """Nothing ended it and nothing changed, so nothing is said of that."""
    ended = run(f"explain mandate M1 {AT}", store=store)

    shown, _, rules = ended.out.partition("\nRules\n")
    assert "steward.on_expiry" in rules
    assert (ended.code, shown, ended.err) == (
        0,
        (
            "M1, steward at jc-1 from 2019-02-01 until 2021-02-01\n"
            "On 2019-09-01, as known at 2019-12-31 23:59 UTC: held\n"
            "Status: not notified.\n"
            "Office: steward (tillidsrepræsentant), 1 seat (dk-municipal). MED handbook 2015,"
            " section 10(1) and (2): one, and more only if both sides agree\n"
            f"{RULE}"
            "On the day of election, as known before it was recorded: 5 counted members, no headcount,"
            " verdict yes\n"
            "\n"
            "Election\n"
            "entry  effective on  recorded at       says\n"
            f"{'─' * 109}\n"
            "   10  2019-02-01    2019-02-01 12:00  StewardElected: member M1, unit jc-1, office steward,"
            " until 2021-02-01\n"
        ),
        "",
    )


def test_two_mandates_of_a_member(store: Path) -> None:
    """They stand one after the other; each office has its own rule, an override its reason."""
    run(
        "mandate elect M1 --unit jc-2 --office deputy --override letter --on 2019-07-01",
        store=store,
    )

    both = run("explain mandate M1 --on 2019-09-01", store=store).out
    one = asked(store, "mandate M1 --office deputy --unit jc-2 --on 2019-09-01")

    assert both.count("\n\nM1, deputy at jc-2 from 2019-07-01 until further notice\n") == 1
    assert "\nRecorded in spite of the rules: letter\n" in both
    assert [(m["office"], m["override"], m["state"]) for m in one] == [("deputy", "letter", "held")]
    assert one[0]["known_then"] == {
        "members": 0,
        "at_least": 0,
        "observed": 6,
        "headcount": 6,
        "verdict": "yes",
    }
    assert [e["state"] for e in one[0]["earlier"]] == ["not known", "held"]


def test_an_office_without_a_threshold(store: Path) -> None:
    """Where the rule asks for no number, nobody is counted."""
    line = "mandate elect M1 --unit jc-1 --office safety-representative --on 2019-07-01"
    run(line, store=store)

    [found] = asked(store, "mandate M1 --office safety-representative --on 2019-09-01")

    assert (found["known_then"], found["known_now"]) == (None, None)
    assert (found["rule"]["threshold"], found["rule"]["threshold_source"]) == (None, None)


def test_the_electorate_as_known_then_and_now(store: Path) -> None:
    """That a member had left was told after the election."""
    run("member leave M2 --on 2019-01-20", store=store)

    [found] = asked(store, "mandate M1 --on 2019-09-01")
    shown = run("explain mandate M1 --on 2019-09-01", store=store).out

    assert found["known_then"] == {
        "members": 5,
        "at_least": 5,
        "observed": None,
        "headcount": None,
        "verdict": "yes",
    }
    assert found["known_now"] == {
        "members": 4,
        "at_least": 4,
        "observed": None,
        "headcount": None,
        "verdict": "unknown",
    }
    assert (
        "\nOn the day of election, as known now: 4 counted members, no headcount, verdict unknown\n"
    ) in shown


def test_a_mandate_in_json(store: Path) -> None:
    """A list, with the election and what ended it in full."""
    [found] = asked(store, f"mandate M1 {AT}")

    election = found.pop("election")
    assert (election["entry"], election["type"]) == (10, "StewardElected")
    assert found.pop("standing") == {
        "status": "not notified",
        "approved": None,
        "received": None,
        "objection_until": None,
        "valid_since": None,
        "protected_from": None,
        "protected_until": None,
        "continuous_since": "2019-02-01",
    }
    rules = {rule["path"]: rule for rule in found.pop("rules")}
    assert rules["steward.objection_days"]["value"] == 21
    assert {*rules["steward.objection_days"]} == {"path", "value", "book", "source", "certainty"}
    assert found == {
        "member": "M1",
        "unit": "jc-1",
        "at_unit": "jc-1",
        "office": "steward",
        "since": "2019-02-01",
        "starts_on": "2019-02-01",
        "until": "2021-02-01",
        "on": "2019-09-01",
        "known_at": KNOWN_AT,
        "state": "held",
        "ended_on": None,
        "ended_because": None,
        "ended_by": [],
        "override": None,
        "acting": False,
        "learned_on": None,
        "steps": [],
        "rule": {
            "agreement": "dk-municipal",
            "office": "steward",
            "title": "steward (tillidsrepræsentant)",
            "scope": "workplace",
            "at": "electorate",
            "threshold": 5,
            "seats": 1,
            "seats_by_number": "1",
            "source": "MED handbook 2015, section 10(1) and (2): one, and more only if both sides agree",
            "threshold_source": "MED handbook 2015, section 10(1): at least five employees of the group",
        },
        "known_then": {
            "members": 5,
            "at_least": 5,
            "observed": None,
            "headcount": None,
            "verdict": "yes",
        },
        "known_now": {
            "members": 5,
            "at_least": 5,
            "observed": None,
            "headcount": None,
            "verdict": "yes",
        },
        "earlier": [
            {
                "known_at": "2019-09-01T23:59:59.999999Z",
                "state": "held",
                "ended_on": None,
                "ended_because": None,
                "entries": [],
            }
        ],
    }


def test_a_mandate_as_cells(store: Path) -> None:
    """One line a mandate, with the numbers of the entries."""
    ended = run("explain mandate M1 --on 2021-03-01 -o csv", store=store)

    assert ended.out == (
        "member,unit,at_unit,office,since,until,state,ended_on,ended_because,ended_by,election,"
        "override,starts_on,status,received,objection_until,valid_since,protected_from,"
        "protected_until,continuous_since,acting,learned_on\n"
        "M1,jc-1,jc-1,steward,2019-02-01,2021-02-01,over,2021-02-01,term over,10,10,,2019-02-01,"
        "over,,,,,,2019-02-01,False,2019-02-01\n"
    )


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (
            "count --unit nix",
            2,
            (
                "count the members of nix because there is no unit nix."
                " See 'stewards unit list', or form it with 'stewards unit form nix'."
            ),
        ),
        (
            "eligibility nix",
            2,
            (
                "explain whether nix may elect because there is no unit nix."
                " See 'stewards unit list', or form it with 'stewards unit form nix'."
            ),
        ),
        (
            "eligibility kk",
            3,
            (
                "explain whether kk may elect because kk is of kind employer, not a workplace."
                " Name a workplace below it; 'stewards unit list' shows them."
            ),
        ),
        (
            "eligibility jc-1 --known-at 2014-12-31",
            3,
            (
                "explain whether jc-1 may elect because there is no unit jc-1."
                " See 'stewards unit list', or form it with 'stewards unit form jc-1'."
            ),
        ),
        (
            "mandate nobody",
            2,
            (
                "explain mandates because there is no member nobody."
                " See 'stewards member list' for those there are."
            ),
        ),
        (
            "mandate M1 --office deputy --unit jc-1",
            3,
            (
                "explain the mandate of M1 as deputy at jc-1 on 2019-09-01 because the log had no such"
                " election for that day at that instant. See 'stewards mandate list --all', or ask for"
                " another --on or --known-at."
            ),
        ),
        (
            "mandate M1 --unit nix",
            2,
            (
                "explain mandates of nix because there is no unit nix."
                " See 'stewards unit list', or form it with 'stewards unit form nix'."
            ),
        ),
    ],
)
def test_what_is_not_there_cannot_be_explained(
    store: Path, line: str, code: int, message: str
) -> None:
    """It is refused with the reason."""
    ended = run(f"explain {line} --on 2019-09-01", store=store)

    assert ended == Ran(code, "", f"Error: Cannot {message}\n")
