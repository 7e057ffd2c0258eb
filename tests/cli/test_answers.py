"""`stewards count`, `eligibility`, `vacancies`, `history` and `check`: tables, and the fixed JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from .running import Ran, run

RULE = {
    "path": "threshold",
    "value": 5,
    "book": "dk-municipal",
    "source": "MED handbook 2015, section 10(1): at least five employees of the group",
    "certainty": "confirmed",
}
JC_2 = {
    "workplace": "jc-2",
    "name": "Jobcenter 2",
    "members": 0,
    "at_least": 0,
    "at_most": 0,
    "observed": 6,
    "observed_on": "2019-03-01",
    "headcount": 6,
    "verdict": "yes",
    "electorate": "jc-2",
    "entitled": 1,
    "in_office": 0,
    "surplus": 0,
    "rule": RULE,
    "options": [],
    "stewards": [],
    "members_here": 0,
}


def asked(store: Path, line: str) -> Any:
    """Return what a question about 1 September 2019 answers in JSON."""
    return json.loads(run(line, "--on", "2019-09-01", "-o", "json", store=store).out)


def test_count_in_a_sentence(store: Path) -> None:
    """One number is one sentence, with the day and the knowledge."""
    ended = run("count --on 2019-09-01 --known-at 2019-10-15", store=store)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "5 members in the union on 2019-09-01, as known at 2019-10-15 23:59:59 UTC.\n"
    )


def test_count_of_one(store: Path) -> None:
    """The sentence names the category and the unit, and has its grammar right."""
    ended = run("count --on 2019-09-01 --known-at 2019-10-15 --category student", store=store)

    assert ended.out == (
        "1 student member in the union on 2019-09-01, as known at 2019-10-15 23:59:59 UTC.\n"
    )


def test_count_in_json(store: Path) -> None:
    """Day, knowledge, scope and number; what was not asked for is null."""
    assert asked(store, "count --known-at 2019-09-01") == {
        "on": "2019-09-01",
        "known_at": "2019-09-01T23:59:59.999999Z",
        "unit": None,
        "category": None,
        "members": 6,
        "at_least": 6,
        "at_most": 6,
    }


def test_count_as_known_at_an_instant(store: Path) -> None:
    """An instant in any time zone is the same in UTC; at it, what was told then is known."""
    before = asked(store, "count --known-at 2019-10-15T11:59:59+02:00")
    at = asked(store, "count --known-at 2019-10-15T12:00:00+02:00")

    assert (before["known_at"], before["members"]) == ("2019-10-15T09:59:59Z", 6)
    assert (at["known_at"], at["members"]) == ("2019-10-15T10:00:00Z", 5)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        (
            "workplace",
            [
                {
                    "workplace": "jc-1",
                    "name": "Jobcenter 1",
                    "members": 4,
                    "at_least": 4,
                    "at_most": 4,
                },
                {"workplace": None, "name": None, "members": 1, "at_least": 1, "at_most": 1},
            ],
        ),
        (
            "unit",
            [
                {
                    "unit": "kk",
                    "name": "Københavns Kommune",
                    "members": 4,
                    "at_least": 4,
                    "at_most": 4,
                },
                {"unit": None, "name": None, "members": 1, "at_least": 1, "at_most": 1},
            ],
        ),
        (
            "category",
            [
                {"category": "active", "name": None, "members": 4, "at_least": 4, "at_most": 4},
                {"category": "student", "name": None, "members": 1, "at_least": 1, "at_most": 1},
            ],
        ),
    ],
)
def test_count_in_groups(store: Path, by: str, groups: list[dict[str, object]]) -> None:
    """The groups stand beside the count that they add up to."""
    answer = asked(store, f"count --by {by}")

    assert (answer["members"], answer["groups"]) == (5, groups)


def test_count_by_unit_below_another(store: Path) -> None:
    """Below a unit, the groups are its children."""
    answer = asked(store, "count --by unit --unit kk")

    assert answer["groups"] == [
        {"unit": "jc-1", "name": "Jobcenter 1", "members": 4, "at_least": 4, "at_most": 4}
    ]


def test_count_in_groups_as_a_table(store: Path) -> None:
    """The table says in words what stands for no workplace."""
    ended = run("count --on 2019-09-01 --known-at 2019-10-15 --by workplace", store=store)

    assert ended.out == (
        "5 members in the union on 2019-09-01, as known at 2019-10-15 23:59:59 UTC\n"
        "workplace  name            members\n"
        "──────────────────────────────────\n"
        "jc-1       Jobcenter 1           4\n"
        "           (no workplace)        1\n"
    )


def test_count_in_groups_as_lines_and_cells(store: Path) -> None:
    """JSON Lines and CSV hold the groups, one a line."""
    line = "count --on 2019-09-01 --by workplace"

    assert run(line, "-o", "jsonl", store=store).out == (
        '{"workplace":"jc-1","name":"Jobcenter 1","members":4,"at_least":4,"at_most":4}\n'
        '{"workplace":null,"name":null,"members":1,"at_least":1,"at_most":1}\n'
    )
    assert run(line, "-o", "csv", store=store).out == (
        "workplace,name,members,at_least,at_most\njc-1,Jobcenter 1,4,4,4\n,,1,1,1\n"
    )


def test_eligibility_in_json(store: Path) -> None:
    """Every open workplace, with figures, verdict and stewards."""
    assert asked(store, "eligibility") == [
        {
            "workplace": "jc-1",
            "name": "Jobcenter 1",
            "members": 4,
            "at_least": 4,
            "at_most": 4,
            "observed": None,
            "observed_on": None,
            "headcount": None,
            "verdict": "unknown",
            "electorate": "jc-1",
            "entitled": 0,
            "in_office": 1,
            "surplus": 0,
            "rule": RULE,
            "options": [
                "elect together with another workplace",
                "the help of another steward",
                "agree on another threshold",
            ],
            "stewards": ["M1"],
            "members_here": 4,
        },
        JC_2,
    ]


def test_eligibility_as_a_table(store: Path) -> None:
    """What nobody counted is an empty cell, not a nought."""
    ended = run("eligibility --on 2019-09-01", store=store)

    assert ended.out == (
        "Who may elect a steward on 2019-09-01, as known with entry 12, by dk-municipal\n"
        "workplace  name         members  headcount  observed on  verdict  entitled  in office  stewards\n"
        f"{'─' * 95}\n"
        "jc-1       Jobcenter 1        4                          unknown         0          1  M1\n"
        "jc-2       Jobcenter 2        0          6  2019-03-01   yes             1          0\n"
    )


def test_vacancies_in_json(store: Path) -> None:
    """Only the entitled workplaces without a steward, in the same shape."""
    filled = {"acting": [], "follows": "election or deputy"}
    vacant = JC_2 | {"office": "steward", "since": "2019-03-01", **filled}
    assert asked(store, "vacancies") == [vacant]
    assert asked(store, "vacancies --all")[-1] == vacant


def test_coverage_in_json(store: Path) -> None:
    """Workplaces that may elect by the unit above, and whom their stewards represent."""
    assert asked(store, "coverage --by unit") == [
        {
            "unit": "kk",
            "name": "Københavns Kommune",
            "entitled": 1,
            "with_steward": 0,
            "members": 0,
            "represented": 0,
        }
    ]


def test_crossings_in_json(store: Path) -> None:
    """Each run of days with the same answer, what was there on the first, and when that was learned."""
    ended = run("crossings jc-2 --to 2019-09-01 -o json", store=store)
    assert json.loads(ended.out)[1:] == [
        {
            "from": "2019-03-01",
            "until": None,
            "is_reached": True,
            "members": 0,
            "headcount": 6,
            "learned": "2019-03-01T12:00:00Z",
            "entry": 11,
        }
    ]


def test_another_rule_book(store: Path, tmp_path: Path) -> None:
    """With a threshold of seven, six employees may not elect."""
    path = tmp_path / "ours.toml"
    path.write_text(
        'name = "ours"\ntitle = "Ours"\nthreshold = 7\n'
        'counted = ["active"]\ncategories = ["active", "student"]\n'
        '[offices.steward]\ntitle = "steward"\nscope = "workplace"\nthreshold = true\n'
    )

    theirs = run("--agreement", path, "vacancies", "--on", "2019-09-01", store=store)

    assert theirs == Ran(
        0,
        "Vacancies of the office of steward on 2019-09-01, as known with entry 12, by ours\n(none)\n",
        "",
    )


def test_history_in_json(store: Path) -> None:
    """The entries of a member by day, voided ones with what voids them, with their own fields."""
    run("void 12 --reason 'wrong person' --on 2019-11-01", store=store)

    entries = json.loads(run("history --member M5 -o json", store=store).out)

    assert [(e["entry"], e["type"], e["voided_by"]) for e in entries] == [
        (8, "MemberJoined", None),
        (12, "MemberLeft", 13),
        (13, "EntryVoided", None),
    ]
    assert entries[1] == {
        "entry": 12,
        "type": "MemberLeft",
        "effective_on": "2019-08-01",
        "recorded_at": "2019-10-15T10:00:00Z",
        "recorded_by": "office",
        "voided_by": 13,
        "member": "M5",
        "reason": "retired",
        "note": None,
        "batch": None,
        "not_before": None,
        "derived": None,
    }


def test_history_as_a_table_and_in_csv(store: Path) -> None:
    """A person reads what an entry says in one cell; CSV keeps type and instant in cells of their own."""
    line = "history --unit jc-1 --on 2015-12-31"

    assert run(line, store=store).out == (
        "Entries about jc-1 on 2015-12-31, as known with entry 12\n"
        "entry  effective on  recorded at       says\n"
        f"{'─' * 105}\n"
        "    2  2015-01-01    2015-01-01 12:00  UnitFormed: unit jc-1, name Jobcenter 1,"
        " kind workplace, parent kk\n"
    )
    assert run(line, "-o", "csv", store=store).out == (
        "entry,type,effective_on,recorded_at,recorded_by,voided_by,says,not_before\n"
        "2,UnitFormed,2015-01-01,2015-01-01T12:00:00Z,office,,"
        '"unit jc-1, name Jobcenter 1, kind workplace, parent kk",\n'
    )


@pytest.mark.parametrize("words", [[], ["--member", "M1", "--unit", "jc-1"]])
def test_history_asks_for_one_of_two(store: Path, words: list[str]) -> None:
    """A history is of a member or of a unit."""
    ended = run("history", *words, store=store)

    assert ended == Ran(
        2,
        "",
        "Usage: stewards history [OPTIONS]\n"
        "Try 'stewards history --help' for help.\n\n"
        "Error: Give one of --member MEMBER and --unit UNIT.\n",
    )


def test_history_of_somebody_unknown(store: Path) -> None:
    """A member of whom nothing was recorded is a slip, and the nearest are named."""
    ended = run("history --member M11", store=store)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot show the history because there is no member M11. Did you mean M1?\n",
    )


def test_check_in_json(store: Path) -> None:
    """Findings have exit code 1, and the entries behind each."""
    ended = run("check --on 2019-09-01 -o json", store=store)

    findings = json.loads(ended.out)
    assert ended.code == 1
    assert [(f["finding"], f["subject"], f["entries"]) for f in findings] == [
        ("entitled workplace without a steward", "jc-2", [11]),
        ("steward under the threshold", "jc-1", [10]),
        ("member without a workplace", "M6", [9]),
        ("seniority unknown", "M1", [4, 10]),
    ]
    assert {frozenset(f) for f in findings} == {
        frozenset({"finding", "subject", "detail", "entries", "advice", "findings", "subjects"})
    }


def test_check_without_findings(store: Path) -> None:
    """Where nothing looks odd, the exit code is 0."""
    title = "What looks odd on 2015-01-01, as known with entry 12, by dk-municipal\n"

    assert run("check --on 2015-01-01", store=store) == Ran(0, f"{title}(none)\n", "")
    assert run("check --on 2015-01-01 -o json", store=store) == Ran(0, "[]\n", "")


def test_check_says_many_alike_in_one_line(sample_store: Path) -> None:
    """More than twenty of a kind are one line, with their number and the first few subjects."""
    ended = run("check --on 2019-09-01 -o json", store=sample_store)

    [many] = [f for f in json.loads(ended.out) if f["finding"] == "member without a workplace"]
    assert many == {
        "finding": "member without a workplace",
        "subject": "M00002, M00266, M00908 and 19 more",
        "detail": "the first: in membership, no workplace on record",
        "entries": [475, 1638, 1769],
        "advice": (
            "Record where M00002 works: stewards member change-workplace M00002 --workplace UNIT. List"
            " them all: stewards check --all"
        ),
        "findings": 22,
        "subjects": ["M00002", "M00266", "M00908"],
    }
    told = run("check --on 2019-09-01", store=sample_store).out
    assert "\nmember without a workplace: 22\n" in told
    assert "\nM00002, M00266, M00908 and 19 more  the first: " in told


def test_check_at_a_unit(sample_store: Path) -> None:
    """What is odd of a unit there, of whoever works there, and of whoever was elected there."""

    def found(unit: str) -> dict[str, list[str]]:
        ended = run(f"check --on 2019-09-01 --unit {unit} --all -o json", store=sample_store)
        assert ended.code == 1
        told = json.loads(ended.out)
        kinds = dict.fromkeys(each["finding"] for each in told)
        return {kind: [e["subject"] for e in told if e["finding"] == kind] for kind in kinds}

    of_a_workplace = {"entitled workplace without a steward": ["jc-6"]}
    assert found("jc-6") == of_a_workplace
    assert found("jck") == of_a_workplace | {
        "joint office without what it rests on": ["M00001", "M00004"]
    }
    assert found("bif") == found("jck") | {"mandate over, no ending recorded": ["M00002"]}
    title = run("check --on 2019-09-01 --unit jck", store=sample_store).out.splitlines()[0]
    assert title == "What looks odd in jck on 2019-09-01, as known with entry 1813, by dk-municipal"


def test_check_names_the_unit_in_the_command_that_lists_all(sample_store: Path) -> None:
    """Whoever asked about a unit, and got one line for many, is not sent to the findings of all."""
    told = {"type": "MemberJoined", "effective_on": "2019-02-01", "workplace": "jc-6"}
    facts = [told | {"member": f"N{number}", "category": "wizard"} for number in range(21)]
    run("log import -", store=sample_store, given="\n".join(map(json.dumps, facts)))

    ended = run("check --on 2019-09-01 --unit jck -o json", store=sample_store)

    [many] = [each for each in json.loads(ended.out) if each["findings"] > 1]
    assert (many["finding"], many["findings"]) == ("unknown category", 21)
    assert many["advice"].endswith(" List them all: stewards check --all --unit jck")


def test_check_lists_each_finding_if_asked(sample_store: Path) -> None:
    """With --all, each is a row of its own, in every format."""
    ended = run("check --on 2019-09-01 --all -o json", store=sample_store)
    in_rows = run("check --on 2019-09-01 --all -o csv", store=sample_store).out.splitlines()

    found = json.loads(ended.out)
    kinds = [f["finding"] for f in found]
    assert ended.code == 1
    assert kinds.count("member without a workplace") == 22
    assert {f["findings"] for f in found} == {1}
    assert in_rows[0] == "finding,subject,detail,entries,advice"
    assert len(in_rows) == len(found) + 1


def test_check_as_a_table(sample_store: Path) -> None:
    """Findings stand by kind, with the first few entries of each and how many more there are."""
    ended = run("check --on 2019-09-01", store=sample_store)

    assert ended.code == 1
    assert ended.out.startswith(
        "What looks odd on 2019-09-01, as known with entry 1813, by dk-municipal\n"
        "\n"
        "entitled workplace without a steward: 5\n"
        "subject         detail                                                          entries\n"
        f"{'─' * 105}\n"
        "bch-08          4 members, 6 employees counted; at least 5 are needed to elect"
        "  161, 354, 495 and 2 more\n"
    )
    assert "\n\nmandate over, no ending recorded: 2\n" in ended.out
    assert (
        "\nM00002: Record the ending: stewards mandate end M00002 --unit bif --office joint-deputy"
        " --on 2019-06-01.\n"
    ) in ended.out
    assert not ended.out.endswith("\n\n")
