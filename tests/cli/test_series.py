"""`stewards count --from`: counts of many days, as tables and for programs."""

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from stewards.cli.sparkline import sparkline

from .running import Ran, run

SPAN = "count --from 2016-09-01 --to 2019-09-01 --known-at 2019-12-31"


def test_a_row_a_day(store: Path) -> None:
    """Without groups a table has the days below each other, with the change, and the course last."""
    run("member join M7 --workplace jc-2 --on 2019-03-15", store=store)
    ended = run("count --from 2018-12-31 --to 2019-04-30 --every month", store=store)
    title, *rows = ended.out.splitlines()

    assert title == "Members from 2018-12-31 to 2019-04-30, as known with entry 13"
    assert rows == [
        "on          members  change",
        "───────────────────────────",
        "2018-12-31        0",
        "2019-01-31        6  +6",
        "2019-02-28        6  0",
        "2019-03-31        7  +1",
        "2019-04-30        7  0",
        "",
        "▁▇▇██",
    ]


def test_a_row_a_group(sample_store: Path) -> None:
    """With groups each has a row, a column a day, and the rows add up to the last one."""
    ended = run(f"{SPAN} --by category", store=sample_store)

    assert ended == Ran(
        0,
        "Members from 2016-09-01 to 2019-09-01, as known at 2019-12-31 23:59 UTC\n" + TABLE,
        "",
    )


TABLE = """\
category  2016-09-01  2017-09-01  2018-09-01  2019-09-01  change  course
────────────────────────────────────────────────────────────────────────
active           466         744         843         798  +332    ▁▆█▇
passive            0           0           0           6  +6      ▁▁▁█
senior             0           0           0           2  +2      ▁▁▁█
total            466         744         843         806  +340    ▁▆█▇
"""


def test_what_programs_get(sample_store: Path) -> None:
    """An object a day with the same groups, though a workplace was merged; CSV has a line for each."""
    told = json.loads(run(f"{SPAN} --by workplace --unit jck -o json", store=sample_store).out)
    lines = run(f"{SPAN} --by workplace --unit jck -o csv", store=sample_store).out.splitlines()

    assert [(day["on"], day["members"]) for day in told] == [
        *(("2016-09-01", 97), ("2017-09-01", 174), ("2018-09-01", 213), ("2019-09-01", 208)),
    ]
    jobcentres = ("amc", *(f"jc-{number}" for number in range(1, 8)), "jc-laerkevej")
    assert {tuple(group["workplace"] for group in day["groups"]) for day in told} == {jobcentres}
    assert [day["groups"][7]["members"] for day in told][2:] == [12, 0]
    assert told[0].keys() == {
        *("on", "known_at", "unit", "category", "members", "at_least", "at_most", "groups"),
    }
    assert lines[0] == "on,workplace,name,members,at_least,at_most"
    assert len(lines) == 1 + sum(len(day["groups"]) for day in told)


def test_as_organised_on_one_day(sample_store: Path) -> None:
    """Who is at a workplace that came later is counted already; a series and one day say the same."""
    asked = "--unit jck --known-at 2019-12-31 -o json"
    lines = [
        f"count --on 2018-12-01 {asked}",
        f"count --on 2018-12-01 --as-organised 2019-09-01 {asked}",
        f"count --from 2018-12-01 --to 2018-12-01 --as-organised 2019-09-01 {asked}",
    ]
    as_it_was, alone, [series] = [json.loads(run(each, store=sample_store).out) for each in lines]

    assert [as_it_was["members"], alone["members"], series["members"]] == [213, 234, 234]


def test_several_categories_at_once(store: Path) -> None:
    """Members of any of them are counted, listed and accounted for; JSON names them in a list."""
    words = "--category active --category student --category active --known-at 2019-09-01"
    told = json.loads(run(f"count --on 2019-09-01 {words} -o json", store=store).out)
    sentence = run(f"count --on 2019-09-01 {words}", store=store).out

    assert (told["category"], told["members"]) == (["active", "student"], 6)
    assert sentence.startswith("6 active or student members in the union on 2019-09-01")


def texts(picture: str) -> list[str]:
    """Return what stands in a picture, in the order in which it is drawn."""
    every = ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 -- our own
    return ["".join(each.itertext()) for each in every]


def has_band(picture: str) -> bool:
    """Return whether the lower edge of what is shaded differs from the upper one."""
    edges = re.findall(r'<path [^>]*d="M([^"]+)Z"[^>]*fill="#9AD0F0"', picture)
    points = [each.split("L") for each in edges]
    return any(there != there[::-1] for there in points)


def test_a_picture(store: Path) -> None:
    """A line a group under its name and id, with years and numbers, and a title that dates it."""
    for unit in ("jc-1", "jc-2"):
        run(f"unit rename {unit} --name Jobcenter --on 2017-01-01", store=store)
    run("member join M7 --workplace jc-2 --on 2017-01-01", store=store)

    asked = "--lang da count --from 2017-09-01 --to 2019-09-01 --by workplace -o svg"
    ended = run(asked, store=store)

    title = "Medlemmer fra 2017-09-01 til 2019-09-01, som kendt med postering 15"
    assert (ended.code, ended.err) == (0, "")
    assert f'aria-label="{title}"' in ended.out
    said = texts(ended.out)
    years = ["2017", "2018", "2019"]
    numbers = [*years, "0", "0", "1", *years, "0", "0", "4", *years, "1", "1", "1"]
    assert [each for each in said if each[0].isdigit()] == numbers
    assert [each for each in said if not each[0].isdigit()] == [
        *("(ingen arbejdsplads)", "Jobcenter (jc-1)", "Jobcenter (jc-2)", title)
    ]


def test_a_picture_has_a_band_where_a_number_is_a_range(store: Path, tmp_path: Path) -> None:
    """One line for all is written to the file that is named; of many points the last one has its number."""
    path = tmp_path / "members.svg"
    asked = "count --from 2018-06-30 --to 2019-12-31 --every month -O"

    sure = run(asked, path, store=store), path.read_text("utf-8")
    run("member join M7 --workplace jc-2 --on 2019", store=store)
    ranged = run(asked, path, store=store), path.read_text("utf-8")

    assert [sure[0], ranged[0]] == [Ran(0, "", "")] * 2
    assert [has_band(sure[1]), has_band(ranged[1])] == [False, True]
    said = texts(ranged[1])
    assert [each for each in said if each.isdigit()] == [*"0006655"]
    assert "2019-12" in said


@pytest.mark.parametrize("words", ["count -o svg", "member list -o svg", "check -O odd.svg"])
def test_only_a_series_is_drawn(store: Path, words: str) -> None:
    """Whoever wants a picture of something else is told what there are pictures of."""
    ended = run(f"{words}", store=store)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1] == (
        "Error: Only counts of several days are drawn: stewards count --from DAY -o svg."
        " Give another format with -o."
    )


def test_a_picture_without_what_draws_it(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said which extra to install."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)

    ended = run("count --from 2018-09-01 --to 2019-09-01 -o svg", store=store)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot draw a picture because the extra report is not installed."
        " Install it with: pip install 'stewards[report]'\n",
    )


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("--to 2019-09-01", "Give --on DAY, or --from DAY with --to DAY and --every STEP."),
        ("--every month", "Give --on DAY, or --from DAY with --to DAY and --every STEP."),
        (
            "--from 2019-09-01 --on 2019-09-02",
            "Give --on DAY, or --from DAY with --to DAY and --every STEP.",
        ),
        (
            "--from 2019-09-01 --to 2019-08-31",
            (
                "Cannot answer for 2019-09-01 to 2019-08-31 because the last day comes before the"
                " first one. Give a first day that is no later than the last one."
            ),
        ),
        (
            "--from 1900-01-01 --to 2019-08-31 --every month",
            (
                "Cannot count every month from 1900-01-01 to 2019-08-31 because a series has at most"
                " 1000 days. Give days that are nearer to each other, or a longer step."
            ),
        ),
    ],
)
def test_days_that_are_no_span(store: Path, words: str, problem: str) -> None:
    """Wrong use is said in a sentence, and nothing is counted."""
    ended = run(f"count {words}", store=store)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1] == f"Error: {problem}"


def test_a_course_goes_from_the_lowest_to_the_highest() -> None:
    """Where all are the same it is flat, and without values there is none."""
    assert [sparkline(values) for values in ([0, 7, 14], [5, 5], [])] == ["▁▅█", "▄▄", ""]
