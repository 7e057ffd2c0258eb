"""`stewards employer compare`: employees on a list beside the members counted there."""

import json
from pathlib import Path
from typing import Any

import pytest

from .branch import ENTRIES
from .running import changing_nothing, log_of, run

DAY = "2019-09-01"


def written(store: Path, *rows: str) -> Path:
    """Write an employer's list beside a registry."""
    path = store.parent / "employer.csv"
    path.write_text("\n".join(["Arbejdsplads-id;Arbejdsplads;Socialrådgivere", *rows, ""]))
    return path


def compared(store: Path, *rows: str) -> tuple[int, list[dict[str, Any]]]:
    """Compare a list with a registry; return the exit code and the rows."""
    path = written(store, *rows)
    ended = changing_nothing("employer compare", path, "--on", DAY, "-o", "json", store=store)
    assert ended.err == ""
    found = json.loads(ended.out)
    assert (found["on"], found["problems"], found["encoding"]) == (DAY, [], "UTF-8")
    return ended.code, found["rows"]


def row(workplace: str, name: str, *figures: object) -> dict[str, Any]:
    """Return a row of the comparison."""
    names = ("employees", "members", "density", "side", "verdict", "verdict_with_list")
    return {"workplace": workplace, "name": name} | dict(zip(names, figures, strict=True))


def test_verdicts(store: Path) -> None:
    """A verdict that would change is found; observing the headcounts makes it what it would be."""
    assert compared(store, "jc-1;One;8", "jc-2;Two;9") == (
        1,
        [
            row("jc-1", "Jobcenter 1", 8, 4, 50.0, "both", "unknown", "yes"),
            row("jc-2", "Jobcenter 2", 9, 0, 0.0, "both", "yes", "yes"),
        ],
    )
    run("employer compare", store.parent / "employer.csv", "--on", DAY, "--observe", store=store)
    assert compared(store, "jc-1;One;8", "jc-2;Two;9")[0] == 0


def test_one_side_only(store: Path) -> None:
    """A workplace on one side only is found, and so is a unit where nobody elects."""
    assert compared(store, "jc-1;One;3", "jc-9;Nine;6", "kk;City;0") == (
        1,
        [
            row("jc-1", "Jobcenter 1", 3, 4, 133.3, "both", "unknown", "no"),
            row("jc-2", "Jobcenter 2", None, 0, None, "registry", "yes", "yes"),
            row("jc-9", "Nine", 6, None, None, "list", None, "yes"),
            row("kk", "City", 0, None, None, "list", None, "no"),
        ],
    )


def test_no_employees(store: Path) -> None:
    """Nobody is no part of nobody."""
    _, rows = compared(store, "jc-1;;0", "jc-2;;0")

    assert [each["density"] for each in rows] == [None, None]


def test_merged_workplaces_add_up(store: Path) -> None:
    """What was merged counts at what it became, and its employees there."""
    run("unit merge jc-2 --into jc-1 --on 2019-06-01", store=store)

    assert compared(store, "jc-1;One;3", "jc-2;Two;4")[1] == [
        row("jc-1", "Jobcenter 1", 7, 4, 57.1, "both", "yes", "yes")
    ]


def test_observing(store: Path) -> None:
    """Headcounts are recorded as one batch, those that are known already are not."""
    path = written(store, "jc-1;One;8", "jc-2;Two;6", "jc-9;Nine;1")
    line = ("employer compare", path, "--on", DAY, "--observe")

    ended = run(*line, store=store)

    first, last = ENTRIES + 1, ENTRIES + 2
    batch = f"headcounts-{DAY}-{first}"
    assert ended.out.splitlines()[-1] == (
        f"Recorded 2 headcounts as entries {first} to {last}, batch {batch}."
    )
    facts = [json.loads(fact) for fact in log_of(store).splitlines()[ENTRIES:]]
    assert [
        (f["type"], f["workplace"], f["employees"], f["effective_on"], f["source"], f["batch"])
        for f in facts
    ] == [
        ("HeadcountObserved", "jc-1", 8, DAY, "employer.csv", batch),
        ("HeadcountObserved", "jc-2", 6, DAY, "employer.csv", batch),
    ]
    again = changing_nothing(*line, store=store)
    assert again.out.splitlines()[-1] == (
        f"Nothing to record: the registry has these headcounts for {DAY}."
    )
    written(store, "jc-1;One;9", "jc-2;Two;6")
    changed = json.loads(run(*line, "-o", "json", store=store).out)
    assert [changed[key] for key in ("recorded", "first", "last")] == [1, last + 1, last + 1]


def test_bad_rows(store: Path) -> None:
    """Bad rows are told, nothing is concluded about their workplaces, and nothing is observed."""
    path = written(store, "jc-1;One;many", "jc-2;Two;6")
    line = ("employer compare", path, "--on", DAY)

    ended = changing_nothing(*line, "-o", "json", store=store)
    refused = changing_nothing(*line, "--observe", store=store)

    problem = (
        "Cannot read Socialrådgivere 'many' because a number of people is a whole number from 0 to"
        " 100000000, in digits alone. Give the number of people counted."
    )
    found = json.loads(ended.out)
    assert ended.code == 1
    assert [each["workplace"] for each in found["rows"]] == ["jc-2"]
    assert found["problems"] == [
        {"row": 2, "column": "Socialrådgivere", "value": "many", "problem": problem}
    ]
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "Error: Cannot record the headcounts of employer.csv because it has bad rows (1). Correct them,"
        " or leave them out with --skip-bad-rows; nothing was recorded.\n"
        f"  row 2, Socialrådgivere 'many': {problem}\n"
    )


@pytest.mark.parametrize("output", ["table", "csv", "jsonl"])
def test_other_formats(store: Path, output: str) -> None:
    """Every format shows the workplaces, and where there are any, problems are not lost."""
    path = written(store, "jc-1;One;8", "jc-2;Two;6", "jc-3;;x")

    ended = run("employer compare", path, "--on", DAY, "-o", output, store=store)

    assert ended.code == 1
    assert "Jobcenter 2" in ended.out
    where = ended.out if output == "table" else ended.err
    assert "Cannot read Socialrådgivere 'x' because" in where


def test_bad_rows_are_left_out_of_headcounts_if_told_to(sample_store: Path, tmp_path: Path) -> None:
    """With --skip-bad-rows the sound rows are recorded, and nothing of the workplace of a bad one."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Arbejdsplads-id;Arbejdsplads;Socialrådgivere\namc;A;19\nbbu-01;B;many\n", "utf-8"
    )
    line = "employer compare --on 2019-09-01 --observe"

    refused = changing_nothing(line, path, store=sample_store)
    ended = run(f"{line} --skip-bad-rows -o json", path, store=sample_store)

    assert refused.code == 2
    assert refused.err.startswith(
        "Error: Cannot record the headcounts of list.csv because it has bad rows (1). Correct them, or"
        " leave them out with --skip-bad-rows; nothing was recorded.\n  row 3, Socialrådgivere 'many': "
    )
    assert json.loads(ended.out)["problems"][0]["row"] == 3
    [entry] = json.loads(run("log show 1814 -o json", store=sample_store).out)
    assert (entry["workplace"], entry["employees"]) == ("amc", 19)
