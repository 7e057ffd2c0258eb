"""What single rows of a list may hold, and what is said where one holds something else."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from stewards.registry.lists import Roster, RowProblem, load_profile, read_roster

from .files import HEADINGS, SOUND, edited, text, workbook

PATHS = ("f.csv", "f.xlsx")


def read(path: Path) -> Roster:
    """Read a roster with the Danish profile."""
    return read_roster(path, load_profile())


def problems(path: Path) -> list[tuple[int, str | None, str]]:
    """Return where the problems of a roster are, and what stands there."""
    return [(each.row, each.column, each.value) for each in read(path).problems]


def test_awkward_sample() -> None:
    """Every bad row of the awkward sample is a problem, and no other row is."""
    sample = Path(__file__).parents[2] / "docs" / "samples" / "roster-awkward.csv"

    roster = read(sample)

    assert [(each.row, each.column, each.value) for each in roster.problems] == [
        (5, "Indmeldt", "31-09-2001"),
        (9, "Medlemsnr.", "M00008"),
        (10, "Medlemsnr.", "M00008"),
        (13, "Medlemsnr.", ""),
        (14, "Medlemsnr.", "01********"),
        (16, "Kategori", "Aktivt"),
        (22, "Indmeldt", "2019-03-32"),
        (24, None, "M00027"),
    ]
    assert [each.problem for each in roster.problems][-3:] == [
        (
            "Cannot read Kategori 'Aktivt' because the profile danish knows only Aktiv, Studerende,"
            " Ledig, Orlov, Senior, Passiv. Correct the word, or add it to [categories] of a profile."
        ),
        (
            "Cannot read Indmeldt '2019-03-32' because it is not a calendar day written as"
            " dd-mm-yyyy. Correct the day, or choose a profile with its form."
        ),
        (
            "Cannot separate the cells of this row because it has 3 and there are 5 headings."
            " Complete it, or put a cell that holds the delimiter in quotation marks."
        ),
    ]
    assert roster.unsound == {"M00004", "M00008", "M00016", "M00023", "M00027"}
    assert roster.has_nameless
    assert len(roster.rows) == 40 - len(roster.problems)
    assert {row.row for row in roster.rows}.isdisjoint(each.row for each in roster.problems)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            ("M 1", "Aktiv", "", "", ""),
            RowProblem(
                2,
                "Medlemsnr.",
                "M 1",
                "Cannot use 'M 1' as Medlemsnr. because an id is 1 to 64 of the characters A-Z, a-z,"
                " 0-9, '.', '_', '-' and '/', of a unit also ' '."
                " Give an opaque id such as M00001 or jc-1.",
            ),
        ),
        (
            ("M1", "Aktiv", "jc\x1b[2J", "", ""),
            RowProblem(
                2,
                "Arbejdsplads-id",
                "jc\x1b[2J",
                "Cannot use 'jc\\x1b[2J' as Arbejdsplads-id because an id is 1 to 64 of the characters"
                " A-Z, a-z, 0-9, '.', '_', '-' and '/', of a unit also ' '."
                " Give an opaque id such as M00001 or jc-1.",
            ),
        ),
        (
            ("M1", "Aktiv", "jc-1", "Job\x07center", ""),
            RowProblem(
                2,
                "Arbejdsplads",
                "Job\x07center",
                "Cannot use 'Job\\x07center' as Arbejdsplads because a text is 1 to 500 characters"
                " without control characters. Shorten it, or remove the control characters.",
            ),
        ),
        (
            ("M1", "Aktiv", "jc-1", "Ring 010170-1234", ""),
            RowProblem(
                2,
                "Arbejdsplads",
                "Ring 01****-****",
                "Cannot record Ring 01****-**** as Arbejdsplads because it has the form of a civil"
                " registration number, and the log holds opaque ids only. Use the member's number in"
                " the union instead.",
            ),
        ),
        (
            ("M1", "Aktiv", "jc-1", "", "3-6-2015"),
            RowProblem(
                2,
                "Indmeldt",
                "3-6-2015",
                "Cannot read Indmeldt '3-6-2015' because it is not a calendar day written as"
                " dd-mm-yyyy. Correct the day, or choose a profile with its form.",
            ),
        ),
    ],
)
def test_bad_cell(tmp_path: Path, row: tuple[str, ...], problem: RowProblem) -> None:
    """A bad cell is told with its row, heading and value."""
    assert read(text(tmp_path / "f.csv", row)).problems == [problem]


def test_several_problems_of_one_row(tmp_path: Path) -> None:
    """Everything that is wrong with a row is told at once."""
    path = text(tmp_path / "f.csv", SOUND, ("", "Aktivt", "jc:1", "", "32-01-2015"))

    assert problems(path) == [
        (3, "Medlemsnr.", ""),
        (3, "Kategori", "Aktivt"),
        (3, "Arbejdsplads-id", "jc:1"),
        (3, "Indmeldt", "32-01-2015"),
    ]


@pytest.mark.parametrize("name", PATHS)
def test_same_member_in_several_rows(tmp_path: Path, name: str) -> None:
    """Each row of a member who stands in several names another one, be they alike or bad themselves."""
    rows = [SOUND, ("M2", "Aktivt", "", "", ""), SOUND, ("M2", "Aktiv", "", "", ""), SOUND]
    write = text if name == "f.csv" else workbook

    roster = read(write(tmp_path / name, *rows))

    assert roster.rows == ()
    assert roster.unsound == {"M00001", "M2"}
    twice = [(each.row, re.findall(r"row (\d+) has", each.problem)) for each in roster.problems]
    assert twice == [(2, ["4"]), (3, []), (3, ["5"]), (4, ["2"]), (5, ["3"]), (6, ["2"])]


def test_cells_are_trimmed(tmp_path: Path) -> None:
    """Blanks around a cell mean nothing, nor does the mark that makes a formula plain text."""
    row = (" M00001\u00a0", " Aktiv", "'-1", "'=Jobcenter", " 03-06-2015 ")

    roster = read(text(tmp_path / "f.csv", row))

    [found] = roster.rows
    assert (found.member, found.category, found.workplace) == ("M00001", "active", "-1")
    assert found.joined_on == date(2015, 6, 3)
    assert roster.names == {"-1": "=Jobcenter"}


def test_blank_cells(tmp_path: Path) -> None:
    """A blank workplace is not a workplace; a blank category or day is not given; a blank row is no row."""
    path = text(
        tmp_path / "f.csv", ("M1", "", "", "", ""), ("", " ", "", "", ""), ("M2", "", " ", "", "")
    )

    roster = read(path)

    assert [row[:5] for row in roster.rows] == [
        (2, "M1", None, None, None),
        (4, "M2", None, None, None),
    ]
    assert roster.problems == []


def test_leading_noughts_stay(tmp_path: Path) -> None:
    """An id is a text: its noughts stay."""
    [row] = read(text(tmp_path / "f.csv", ("000123", "Aktiv", "007", "", ""))).rows

    assert (row.member, row.workplace) == ("000123", "007")


def test_ragged_rows(tmp_path: Path) -> None:
    """Cells beyond the headings are a problem where they hold anything."""
    path = tmp_path / "f.csv"
    text(path, (*SOUND, "", " "), ("M2", "Aktiv", "a", "b", "", "c"), ("M3", "Aktiv"))

    assert problems(path) == [(3, None, "M2"), (4, None, "M3")]
    assert (read(path).unsound, read(path).has_nameless) == ({"M2", "M3"}, False)


def test_ragged_row_names_nobody_where_the_member_is_not_first(tmp_path: Path) -> None:
    """In a row with a cell too many only the first one stands where it should."""
    path = tmp_path / "f.csv"
    path.write_text("Kategori;Medlemsnr.;Arbejdsplads-id;Arbejdsplads;Indmeldt\nAktiv;M1;x;;;y\n")

    roster = read(path)

    assert (roster.unsound, roster.has_nameless) == (frozenset(), True)


def test_broken_quoting(tmp_path: Path) -> None:
    """A row with a stray quotation mark is a problem, and those after it are read."""
    path = text(tmp_path / "f.csv", ('"M1"x', "Aktiv", "", "", ""), SOUND)

    roster = read(path)

    [problem] = roster.problems
    assert (problem.row, problem.column) == (2, None)
    assert problem.problem == (
        "Cannot separate the cells of this row because text follows the quotation mark that closes"
        " a cell. Double the quotation marks within a quoted cell."
    )
    assert roster.has_nameless
    assert [row.row for row in roster.rows] == [3]


def test_rows_are_numbered_by_lines(tmp_path: Path) -> None:
    """A row has the number of the line it begins in, blank lines and line breaks in cells counted."""
    path = tmp_path / "f.csv"
    head = ";".join([*HEADINGS, "Adresse"])
    path.write_bytes(f'{head}\r\n\r\nM1;Aktiv;;;;"Vej 1\r\nBy"\r\nM2;Aktiv;;;;\r\n'.encode())

    assert [(row.row, row.member) for row in read(path).rows] == [(3, "M1"), (5, "M2")]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (12345, "12345"),
        (12345.0, "12345"),
        (123456789, "123456789"),
        ("007", "007"),
    ],
)
def test_numbers_of_a_workbook(tmp_path: Path, cell: Any, found: str) -> None:
    """A number in a column of ids becomes its digits; a text stays."""
    [row] = read(workbook(tmp_path / "f.xlsx", (cell, "Aktiv", cell, "", ""))).rows

    assert (row.member, row.workplace) == (found, found)


def test_the_number_of_a_production_unit(tmp_path: Path) -> None:
    """A workplace is no person: eight, nine or ten digits are its id, with or without a zero before them."""
    rows = ("M1", "Aktiv", 1003388394, "", ""), ("M2", "Aktiv", 101701234, "", "")
    more = ("M3", "Aktiv", "0101701234", "", ""), ("M4", "Aktiv", 29189846, "", "")

    roster = read(workbook(tmp_path / "f.xlsx", *rows, *more))

    workplaces = ["1003388394", "101701234", "0101701234", "29189846"]
    assert [row.workplace for row in roster.rows] == workplaces
    assert roster.problems == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (101701234, "01********"),
        (1101701234, "11********"),
        (1234567890123456, "1.234568e+15"),
        (1e20, "1.000000e+20"),
        (12.5, "12,5"),
        (True, "TRUE()"),
        (date(2019, 3, 1), "2019-03-01"),
    ],
)
def test_what_a_workbook_takes_for_something_else(tmp_path: Path, cell: Any, value: str) -> None:
    """No id is what may be a civil registration number, lost digits, or is a fraction, a truth or a day."""
    path = workbook(tmp_path / "f.xlsx", (cell, "Aktiv", "", "", ""))

    assert problems(path) == [(2, "Medlemsnr.", value)]
    assert read(path).has_nameless


@pytest.mark.parametrize("cell", [date(2019, 3, 1), datetime(2019, 3, 1), "01-03-2019"])  # noqa: DTZ001
def test_days_of_a_workbook(tmp_path: Path, cell: Any) -> None:
    """A day is a day, whether the workbook calls it one or the profile does."""
    [row] = read(workbook(tmp_path / "f.xlsx", ("M1", "Aktiv", "", "", cell))).rows

    assert row.joined_on == date(2019, 3, 1)


@pytest.mark.parametrize("cell", [datetime(2019, 3, 1, 12), 43525, "2019-03-01", True])  # noqa: DTZ001
def test_what_is_no_day_of_a_workbook(tmp_path: Path, cell: Any) -> None:
    """A time of day is not a day, nor a number, nor a text in another form."""
    [problem] = read(workbook(tmp_path / "f.xlsx", ("M1", "Aktiv", "", "", cell))).problems

    assert problem.column == "Indmeldt"


def test_error_values_of_a_workbook(tmp_path: Path) -> None:
    """A formula that failed is not taken for a blank cell."""
    path = workbook(tmp_path / "f.xlsx", ("M1", "Aktiv", "=1/0", "", ""))
    edited(
        path,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(
            b'<c r="C2"><f>1/0</f><v>0</v>', b'<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v>'
        ),
    )

    assert problems(path) == [(2, "Arbejdsplads-id", "#DIV/0!")]
