"""`stewards unit import` and `stewards unit tree`."""

import json
from pathlib import Path

from .running import changing_nothing, run

TOWN = """\
unit,name,kind,parent,formed_on
jc-1,Jobcenter 1,workplace,bif,
bif,Employment,administration,town,2015
town,The Town,employer,,2010-01-01
"""


def listed(folder: Path, text: str) -> Path:
    """Return the path of a list that says so."""
    path = folder / "units.csv"
    path.write_text(text)
    return path


def imported(store: Path, path: Path, more: str = "--on 2019-09-01") -> str:
    """Import a list of units in the words of stewards; return what is printed."""
    ended = run(f"unit import {path} --profile stewards {more}", store=store)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


def test_units_at_or_below_one(store: Path) -> None:
    """As a list and as a tree; with --all, also what was merged into one of them."""
    run("unit form jc-3 --parent kk --on 2019-01-01", store=store)
    run("unit merge jc-2 --into jc-1 --on 2019-03-01", store=store)

    def listed(words: str) -> list[str]:
        told = json.loads(run(f"unit {words} --on 2019-09-01 -o json", store=store).out)
        return [each["unit"] for each in told]

    assert listed("list --unit kk") == listed("list") == ["jc-1", "jc-3", "kk"]
    assert listed("list --unit jc-1") == listed("list --unit jc-2") == ["jc-1"]
    assert listed("list --unit jc-1 --all") == ["jc-1", "jc-2"]
    assert listed("tree --unit kk") == ["kk", "jc-1", "jc-3"]
    titled = run("unit list --unit kk --on 2019-09-01", store=store).out.splitlines()[0]
    assert titled == "Units in kk on 2019-09-01, as known with entry 14"


def test_a_list_of_units_forms_them_parents_first(store: Path, tmp_path: Path) -> None:
    """Whatever the order of the rows, as one batch; a blank first day is that of the list or before."""
    out = imported(store, listed(tmp_path, TOWN.replace("jc-1", "jc-7")))

    assert out == (
        "units.csv, UTF-8, cells separated by ',': 3 rows.\n"
        "Plan\n"
        "change  subject  listed\n"
        "────────────────────────────────────────────────────────────────\n"
        "formed  town     employer The Town, 2010-01-01\n"
        "formed  bif      administration Employment under town, 2015\n"
        "formed  jc-7     workplace Jobcenter 1 under bif, [..2019-09-01]\n"
        "Recorded 3 facts as entries 13 to 15, batch units-2019-09-01-13.\n"
    )
    assert imported(store, tmp_path / "units.csv").endswith("3 rows.\nNothing to record.\n")
    shown = run("unit show jc-7 --on 2018-01-01", store=store)
    assert "[..2019-09-01]" in shown.out


def test_what_differs_is_recorded_from_a_day_that_is_given(store: Path, tmp_path: Path) -> None:
    """Without one it is shown; a kind never changes; an earlier first day is a correction."""
    path = listed(
        tmp_path,
        "unit,name,kind,parent,formed_on\njc-1,One,centre,jc-2,2014-01-01\njc-2,Jobcenter 2,workplace,kk,\n",
    )

    shown = json.loads(imported(store, path, "-o json"))
    recorded = json.loads(imported(store, path, "--on 2020-01-01 -o json"))

    differs = [("differs", "workplace", "centre"), ("differs", "Jobcenter 1", "One")]
    assert [(c["change"], c["known"], c["listed"]) for c in shown["changes"]] == [
        *differs,
        ("differs", "kk", "jc-2"),
        ("first day", "2015-01-01", "2014-01-01"),
    ]
    assert [(c["change"], c["listed"]) for c in recorded["changes"]] == [
        ("differs", "centre"),
        ("renamed", "One"),
        ("moved", "jc-2"),
    ]
    assert (shown["recorded"], recorded["recorded"]) == (1, 2)


def test_bad_rows_of_units_are_listed(store: Path, tmp_path: Path) -> None:
    """An unknown parent, a circle, an id twice, and a kind that is almost a known one."""
    path = listed(
        tmp_path,
        "unit,name,kind,parent\n"
        "a,A,centre,nowhere\n"
        "b,B,centre,c\n"
        "c,C,centre,b\n"
        "d,D,centre,\n"
        "d,D,centre,\n"
        "e,E,Workplce,kk\n",
    )

    ended = changing_nothing(f"unit import {path} --profile stewards", store=store)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "Error: Cannot import units.csv because it has bad rows (6)."
        " Correct them, or leave them out with --skip-bad-rows; nothing was recorded.\n"
        "  row 2, parent 'nowhere': Cannot lay unit a under nowhere because neither the registry nor"
        " another row has a unit nowhere. Correct the id, or add a row for it.\n"
        "  row 3, parent 'c': Cannot lay unit b under c because c would itself lie below b."
        " Correct one of the parents.\n"
        "  row 4, parent 'b': Cannot lay unit c under b because b would itself lie below c."
        " Correct one of the parents.\n"
        "  row 5, unit 'd': Cannot use this row for unit d because row 6 has the same."
        " Delete the one that is wrong.\n"
        "  row 6, unit 'd': Cannot use this row for unit d because row 5 has the same."
        " Delete the one that is wrong.\n"
        "  row 7, kind 'Workplce': Cannot form a unit of kind 'Workplce' because it is almost 'workplace',"
        " which is a kind already. Correct it, or give --yes if it is a kind of its own.\n"
    )
    out = imported(store, path, "--skip-bad-rows --yes --on 2020-01-01")
    assert out.endswith("Recorded 1 fact as entry 13, batch units-2020-01-01-13.\n")


def test_a_plan_of_units_is_what_an_import_takes(store: Path, tmp_path: Path) -> None:
    """With --dry-run the facts are printed, and nothing is recorded."""
    path = listed(tmp_path, "unit,name\njc-9,Jobcenter 9\n")

    ended = changing_nothing(
        f"unit import {path} --profile stewards --on 2019-09-01 --dry-run", store=store
    )

    assert json.loads(ended.out) == {
        "type": "UnitFormed",
        "unit": "jc-9",
        "name": "Jobcenter 9",
        "kind": "workplace",
        "effective_on": "2019-09-01",
        "not_before": "0001-01-01",
        "recorded_by": "local",
        "batch": "units-2019-09-01-13",
    }


def test_the_organisation_is_shown_as_a_tree(store: Path) -> None:
    """Each unit stands below its parent; as rows each has its level."""
    table = run("unit tree --on 2019-09-01", store=store)
    rows = run("unit tree --on 2019-09-01 -o csv", store=store)

    indented = "\u00a0\u00a0"
    assert table.out == (
        "Units on 2019-09-01, as known with entry 12\n"
        "unit    name                kind       formed on\n"
        "─────────────────────────────────────────────────\n"
        "kk      Københavns Kommune  employer   2015-01-01\n"
        f"{indented}jc-1  Jobcenter 1         workplace  2015-01-01\n"
        f"{indented}jc-2  Jobcenter 2         workplace  2015-01-01\n"
    )
    assert rows.out.splitlines()[1:3] == [
        "0,kk,Københavns Kommune,employer,,2015-01-01,,,",
        "1,jc-1,Jobcenter 1,workplace,kk,2015-01-01,,,",
    ]
