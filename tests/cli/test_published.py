"""`stewards reconcile published`: figures in print beside what the log says."""

import json
from pathlib import Path

import pytest

from .running import Ran, run


def test_the_figures_of_the_annual_report(sample_store: Path) -> None:
    """Both are reproduced as known when they were recorded, and what was learned since is told."""
    ended = run("reconcile published -o json", store=sample_store)

    assert ended.code == 0
    assert json.loads(ended.out) == [
        {
            "on": "2018-09-01",
            "unit": None,
            "published": 843,
            "known_then": 843,
            "known_now": 843,
            "reproduced": True,
            "learnt": [],
            "categories": None,
            "entry": 1200,
            "source": "annual report 2018-2019: 805 is 38 fewer",
            "recorded_at": "2018-09-01T18:12:00Z",
        },
        {
            "on": "2019-09-01",
            "unit": None,
            "published": 805,
            "known_then": 805,
            "known_now": 806,
            "reproduced": True,
            "learnt": [
                {"line": "joined", "members": 2, "unsure": 0},
                {"line": "left", "members": 1, "unsure": 0},
            ],
            "categories": None,
            "entry": 1803,
            "source": "annual report 2018-2019",
            "recorded_at": "2019-09-01T18:52:00Z",
        },
    ]


def test_a_figure_is_asked_for_with_an_earlier_knowledge(sample_store: Path) -> None:
    """Then later figures are not in print yet, and nothing is learned later."""
    ended = run("reconcile published --known-at 2019-08-31 -o csv", store=sample_store)

    assert ended == Ran(
        0,
        "on,unit,published,known_then,known_now,reproduced,learnt,entry,source,categories\n"
        "2018-09-01,,843,843,843,yes,,1200,annual report 2018-2019: 805 is 38 fewer,\n",
        "",
    )


def test_a_figure_that_the_log_never_said(store: Path) -> None:
    """It is told, and the exit code is 1."""
    run("publish --members 7 --on 2019-09-01 --source report", store=store)
    run("publish --members 5 --unit jc-1 --on 2019-07-31", store=store)

    ended = run("reconcile published", store=store)

    assert ended == Ran(
        1,
        "Published figures, as known with entry 14\n"
        "on          unit       published  known then  known now  reproduced  entry  source\n"
        "──────────────────────────────────────────────────────────────────────────────────\n"
        "2019-09-01  the union          7           5          5  no             13  report\n"
        "2019-07-31  jc-1               5           5          5  yes            14\n",
        "",
    )


def test_a_figure_of_some_categories_is_compared_with_those(store: Path) -> None:
    """Whoever is of another category is left out, and who only went from one to another has not moved."""
    run("publish --members 4 --category active --category leave --on 2019-09-01", store=store)
    run("publish --members 1 --category student --category student --on 2019-09-01", store=store)
    run("member change-category M2 --category leave --on 2019-08-01", store=store)
    run("member change-category M3 --category senior --on 2019-08-01", store=store)

    ended = run("reconcile published -o json", store=store)

    first, second = json.loads(ended.out)
    numbers = ("categories", "published", "known_then", "known_now")
    assert [first[key] for key in numbers] == [["active", "leave"], 4, 4, 3]
    assert [second[key] for key in numbers] == [["student", "student"], 1, 1, 1]
    assert first["learnt"] == [{"line": "category out", "members": 1, "unsure": 0}]
    assert second["learnt"] == []
    found = json.loads(run("check --on 2019-09-01 -o json", store=store).out)
    odd = [each for each in found if each["finding"].startswith("published figure")]
    assert [(each["detail"], each["entries"]) for each in odd] == [
        (
            (
                "4 members (active, leave) in print for 2019-09-01, the log counts 3, and 4 when that"
                " was recorded"
            ),
            [13, 16],
        )
    ]


def test_a_figure_of_no_category_there_is(store: Path) -> None:
    """A category that the agreement does not have is refused."""
    ended = run("publish --members 4 --category wizard --on 2019-09-01", store=store)

    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        "Error: Cannot record a published count of the union because the agreement dk-municipal has no"
        " category wizard. Its categories are active, student, unemployed, leave, senior, passive; or"
        " choose another agreement.\n"
    )


def test_a_table_says_what_was_learned(sample_store: Path) -> None:
    """For people the column has the word that accounts have; the key of CSV stays."""
    ended = run("reconcile published --known-at 2019-12-31", store=sample_store)

    title, head, _, _, second = ended.out.splitlines()
    assert title == "Published figures, as known at 2019-12-31 23:59 UTC"
    assert head.startswith(
        "on          unit       published  known then  known now  reproduced  learned           entry  "
    )
    assert second.startswith(
        "2019-09-01  the union        805         805        806  yes         2 joined, 1 left   1803  "
    )


def test_nothing_in_print(store: Path) -> None:
    """Where nobody published a figure, there is nothing to reproduce."""
    title = "Published figures, as known with entry 12\n"

    assert run("reconcile published", store=store) == Ran(0, f"{title}(none)\n", "")


@pytest.mark.parametrize("words", ["-o csv", "--unit jc-1", "--from 2019-01-01", "--members"])
def test_options_stand_behind_the_command(store: Path, words: str) -> None:
    """What stands before it would be passed over, so it is refused."""
    ended = run(f"reconcile {words} published", store=store)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines()[-1] == "Error: Give the options of 'published' after it."
