"""An employer's list: workplaces and how many work there."""

from pathlib import Path

import pytest
from stewards.registry.lists import EmployerRow, Source, load_profile, read_employer_list

from .files import workbook

HEADINGS = ("Arbejdsplads-id", "Arbejdsplads", "Socialrådgivere")


def test_sample() -> None:
    """The sample has a byte order mark, and a row for each workplace."""
    samples = Path(__file__).parents[2] / "docs" / "samples"

    listed = read_employer_list(samples / "employer-list-2019-09-01.csv", load_profile())

    assert listed.source == Source(
        "employer-list-2019-09-01.csv", "UTF-8 with a byte order mark", ";"
    )
    assert len(listed.rows) == 46
    assert listed.rows[0] == EmployerRow(2, "amc", "Arbejdsmarkedscentret", 19)
    assert listed.problems == []


@pytest.mark.parametrize(
    "employees", ["", "-1", "1.5", "1e3", "some", "100000001", "²", "9" * 5000]
)
def test_bad_numbers(tmp_path: Path, employees: str) -> None:
    """What is not a number of people is a problem."""
    path = tmp_path / "f.csv"
    path.write_text(f"Arbejdsplads-id;Arbejdsplads;Socialrådgivere\njc-1;x;{employees}\njc-2;y;7\n")

    listed = read_employer_list(path, load_profile())

    assert listed.rows == (EmployerRow(3, "jc-2", "y", 7),)
    assert [(each.row, each.column) for each in listed.problems] == [(2, "Socialrådgivere")]
    assert listed.unsound == {"jc-1"}


def test_workbook(tmp_path: Path) -> None:
    """A workbook's numbers are numbers of people; a bad row takes its workplace with it."""
    rows = [("jc-1", "x", 7), ("jc-2", "", 0), ("jc-2", "", 7.5)]
    path = workbook(tmp_path / "f.xlsx", *rows, headings=HEADINGS)

    listed = read_employer_list(path, load_profile())

    assert listed.rows == (EmployerRow(2, "jc-1", "x", 7),)
    assert listed.unsound == {"jc-2"}
    assert [each.problem for each in listed.problems] == [
        (
            "Cannot read Socialrådgivere '7,5' because a number of people is a whole number from 0 to"
            " 100000000, in digits alone. Give the number of people counted."
        ),
    ]
