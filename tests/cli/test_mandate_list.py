"""`stewards mandate import`."""

import json
from pathlib import Path

from .running import changing_nothing, run

HEAD = "member,unit,office,since,until\n"


def listed(folder: Path, rows: str) -> Path:
    """Return the path of a list of office-holders with these rows."""
    path = folder / "officers.csv"
    path.write_text(HEAD + rows)
    return path


def test_a_list_of_office_holders_is_recorded_once(store: Path, tmp_path: Path) -> None:
    """As one batch, whatever a rule would say; the same list again records nothing."""
    path = listed(
        tmp_path, "M1,jc-1,deputy,2017-05-01,\nM1,jc-1,deputy,2017-05-01,\nM2,jc-1,,2016,\n"
    )
    ended = run(f"mandate import {path} --profile stewards -o json", store=store)
    again = run(f"mandate import {path} --profile stewards", store=store)

    row = json.loads(ended.out)
    assert (row["recorded"], row["first"], row["last"]) == (2, 13, 14)
    assert [(c["change"], c["subject"], c["listed"]) for c in row["changes"]] == [
        ("elected", "M1", "deputy at jc-1 since 2017-05-01"),
        ("elected", "M2", "steward at jc-1 since 2016"),
    ]
    assert again.out == "officers.csv, UTF-8, cells separated by ',': 3 rows.\nNothing to record.\n"


def test_a_term_that_differs_is_shown(store: Path, tmp_path: Path) -> None:
    """An election on record stays as it is."""
    run(
        f"mandate import {listed(tmp_path, 'M1,jc-1,,2017-05-01,')} --profile stewards", store=store
    )
    path = listed(tmp_path, "M1,jc-1,,2017-05-01,2019-05-01")

    row = json.loads(run(f"mandate import {path} --profile stewards -o json", store=store).out)

    assert row["recorded"] == 0
    assert [(c["change"], c["known"], c["listed"]) for c in row["changes"]] == [
        ("differs", "until further notice", "steward at jc-1 since 2017-05-01 until 2019-05-01")
    ]


def test_bad_rows_of_office_holders_are_listed(store: Path, tmp_path: Path) -> None:
    """Nobody ever heard of, no such unit, no such office, a term over at once, no day."""
    path = listed(
        tmp_path,
        "M99,jc-1,,2017,\nM1,jc-9,,2017,\nM2,jc-1,chair,2017,\nM3,jc-1,,2017,2016-01-01\nM4,jc-1,,,\n",
    )

    ended = changing_nothing(f"mandate import {path} --profile stewards", store=store)

    assert ended.code == 2
    assert ended.err == (
        "Error: Cannot import officers.csv because it has bad rows (5)."
        " Correct them, or leave them out with --skip-bad-rows; nothing was recorded.\n"
        "  row 2, member 'M99': Cannot record an election of M99 because nothing was ever recorded of that"
        " member. Correct the number, or import the member list first.\n"
        "  row 3, unit 'jc-9': Cannot record an election at jc-9 because no entry formed a unit of that id."
        " Correct the id, or form the unit first.\n"
        "  row 4, office 'chair': Cannot record an election as chair because the agreement has only steward,"
        " deputy, joint-steward, joint-deputy, safety-representative, med-seat. Correct the word, or add"
        " it to [offices] of a profile.\n"
        "  row 5, until '2016-01-01': Cannot record a term from 2017 until 2016-01-01 because it would end"
        " before it begins. Correct one of the days.\n"
        "  row 6, since '': Cannot read this row because its since is blank. Give the day of the election,"
        " or delete the row.\n"
    )
