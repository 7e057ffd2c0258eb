"""Lists as offices have them: what stands around the rows, beside them, and instead of their values."""

from datetime import date
from pathlib import Path

import pytest
from stewards.events.errors import BadInput
from stewards.registry.lists import (
    Profile,
    Roster,
    bad_rows,
    load_profile,
    read_employer_list,
    read_roster,
)
from stewards.registry.lists.profile import EmployerHeadings, RosterHeadings

from .files import HEADINGS, raw_workbook, row_xml

HEAD = ";".join(HEADINGS)
ONE, TWO = "M1;Aktiv;jc-1;Jobcenter 1;01-01-2020", "M2;Aktiv;jc-2;Jobcenter 2;01-01-2020"
THREE = ("M1", "M2", "M3")


def read(path: Path, *lines: str, profile: Profile | None = None) -> Roster:
    """Write lines to a CSV file, and read them as a roster."""
    path = path / "f.csv"
    path.write_text("".join(f"{line}\r\n" for line in lines), newline="")
    return read_roster(path, profile or load_profile())


def members(roster: Roster) -> list[str]:
    """Return whom a roster names."""
    return [row.member for row in roster.rows]


def profile(**headings: object) -> Profile:
    """Return a profile with the headings of the Danish one, and others."""
    return Profile(name="p", title="p", **headings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "remarks"),
    [
        (
            ("Kommune: Testby;;;;", "Udtrukket: 01-01-2024;;;;", ";;;;", HEAD, ONE, TWO),
            ("passed over 2 rows above the headings",),
        ),
        (("Medlemmer i Testby", "", HEAD, ONE, TWO), ("passed over 1 row above the headings",)),
        (("sep=;", HEAD, ONE, TWO), ()),
        (
            ("# exported by hand", HEAD, ONE, "# the rest", "#M9", TWO),
            ("passed over 1 row above the headings",),
        ),
        ((HEAD, ONE, TWO, "I alt;2;;;"), ("passed over row 4 below the list ('I alt')",)),
        (
            (HEAD, ONE, TWO, "", "Antal medlemmer: 2", "Udskrevet 1.1.2024 kl. 9"),
            (
                "passed over row 5 below the list ('Antal medlemmer: 2')",
                "passed over row 6 below the list ('Udskrevet 1.1.2024 kl. 9')",
            ),
        ),
        ((HEAD, ONE, TWO, "Total;;;;"), ("passed over row 4 below the list ('Total')",)),
        ((HEAD, ONE, HEAD, TWO), ()),
        (
            (
                " medlemsNR ;KATEGORI.;arbejdsplads-ID;Arbejdsplads:;Ind\u00a0meldt".replace(
                    "\u00a0", ""
                ),
                ONE,
                TWO,
            ),
            (),
        ),
    ],
)
def test_what_stands_around_a_list(
    tmp_path: Path, lines: tuple[str, ...], remarks: tuple[str, ...]
) -> None:
    """Titles, separators, comments, totals and headings in another case are no rows, and that is said."""
    roster = read(tmp_path, *lines)

    assert members(roster) == ["M1", "M2"]
    assert roster.problems == []
    assert (roster.has_nameless, roster.source.remarks) == (False, remarks)


@pytest.mark.parametrize(
    "row", ["#N/A;Aktiv;jc-1;;", "#I/T;Aktiv;jc-1;;", "#REF!;Aktiv;jc-1;;", "#N/A;;;;"]
)
def test_a_failed_formula_in_a_text_is_no_comment(tmp_path: Path, row: str) -> None:
    """A member whose number failed when the list was saved may be anybody."""
    roster = read(tmp_path, HEAD, ONE, row, TWO)

    assert [each.row for each in roster.problems] == [3]
    assert roster.has_nameless


def test_a_bad_row_before_others_is_no_total(tmp_path: Path) -> None:
    """Only what stands below every sound row is passed over."""
    roster = read(tmp_path, HEAD, ONE, "I alt;2;;;", TWO)

    assert [(each.row, each.value) for each in roster.problems] == [(3, "I alt"), (3, "2")]


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    """A list without an optional column is read, and says which it lacks."""
    roster = read(tmp_path, "Medlemsnr.;Kategori;Arbejdsplads-id", "M1;Aktiv;jc-1")

    assert [row[:5] for row in roster.rows] == [(2, "M1", "active", "jc-1", None)]
    assert dict(roster.headings) == {
        "member": "Medlemsnr.",
        "category": "Kategori",
        "workplace": "Arbejdsplads-id",
    }
    assert roster.source.remarks == ("it has no column 'Arbejdsplads', 'Indmeldt'",)


DAYS = ("d.m.yyyy", "d-m-yy", "yyyy-mm-dd hh:mm:ss", "yyyy", "yyyy-mm")


def test_days_in_many_forms(tmp_path: Path) -> None:
    """A day is exact however it is written; a year or a month is a window, and says from when."""
    how = profile(dates=DAYS, century=2000, roster=RosterHeadings(member="m", joined_on="d"))
    written = ("1.1.2020", "01-01-20", "2020-01-01 00:00:00", "2020", "2020-01")

    roster = read(tmp_path, "m;d", *(f"M{n};{day}" for n, day in enumerate(written)), profile=how)

    exact = (date(2020, 1, 1), None)
    assert [(row.joined_on, row.joined_not_before) for row in roster.rows] == [
        exact,
        exact,
        exact,
        (date(2020, 12, 31), date(2020, 1, 1)),
        (date(2020, 1, 31), date(2020, 1, 1)),
    ]


@pytest.mark.parametrize(("century", "year"), [(1900, 1929), (1930, 2029), (2000, 2029)])
def test_two_digits_of_a_year(tmp_path: Path, century: int, year: int) -> None:
    """Two digits are the year of them within a hundred years from the one that the profile says."""
    how = profile(
        dates=("d/m/yy",), century=century, roster=RosterHeadings(member="m", joined_on="d")
    )

    [row] = read(tmp_path, "m;d", "M1;1/5/29", profile=how).rows

    assert row.joined_on == date(year, 5, 1)


LEAVING = profile(
    dates=("dd-mm-yyyy", "yyyy"),
    roster=RosterHeadings(
        member="Medlemsnr.", status="Status", workplace="Arbejdsplads-id", left_on="Udmeldt"
    ),
    categories={"Aktiv": "active", "Passiv": "passive"},
    status={"Udmeldt": "left", "Død": "left"},
)
LEAVERS = (
    "Medlemsnr.;Status;Arbejdsplads-id;Udmeldt",
    "M1;Aktiv;jc-1;",
    "M2;Udmeldt;jc-1;31-05-2022",
    "M3;Passiv;jc-1;",
    "M4;Død;;",
)


def test_who_left(tmp_path: Path) -> None:
    """A word of status or a day of leaving sets a row apart; one column may say status and category."""
    roster = read(tmp_path, *LEAVERS, profile=LEAVING)

    assert [(row.member, row.category) for row in roster.rows] == [
        ("M1", "active"),
        ("M3", "passive"),
    ]
    assert [tuple(each) for each in roster.leavers] == [
        (3, "M2", date(2022, 5, 31), None),
        (5, "M4", None, None),
    ]
    assert roster.problems == []


def test_who_leaves_later_is_a_member(tmp_path: Path) -> None:
    """A day of leaving after the day of the list is kept in the row; about the day nobody knows."""
    lines = (*LEAVERS[:2], "M2;Aktiv;jc-1;31-05-2022", "M5;Aktiv;jc-1;2022", "M6;Aktiv;jc-1;2021")
    (tmp_path / "f.csv").write_text("\n".join(lines))

    roster = read_roster(tmp_path / "f.csv", LEAVING, on=date(2022, 5, 30))

    assert [(row.member, row.left_on) for row in roster.rows] == [
        ("M1", None),
        ("M2", date(2022, 5, 31)),
    ]
    assert [tuple(each) for each in roster.leavers] == [
        (5, "M6", date(2021, 12, 31), date(2021, 1, 1))
    ]
    assert [str(each) for each in roster.problems] == [
        (
            "row 4, Udmeldt '2022': Cannot read Udmeldt '2022' because it does not say whether that was"
            " before 2022-05-30, the day of the list. Give the day, or delete the row if this is no member."
        )
    ]


def test_an_earlier_membership_is_no_leaving(tmp_path: Path) -> None:
    """Whoever another row has as a member did not leave; of several leavings the last one counts."""
    lines = ("M1;Udmeldt;;01-01-2010", "M7;Udmeldt;;01-01-2011", "M7;Udmeldt;;01-01-2015")

    roster = read(tmp_path, *LEAVERS[:2], *lines, profile=LEAVING)

    assert [tuple(each) for each in roster.leavers] == [(5, "M7", date(2015, 1, 1), None)]


def test_workplaces_by_name(tmp_path: Path) -> None:
    """A column of names alone means the ids of the table; one that nobody knows is listed once."""
    how = profile(
        roster=RosterHeadings(member="m", workplace_name="w"),
        workplaces={"Jobcenter 1": "jc-1", "Jobcenter 2": "HR North/2"},
    )
    lines = (
        "M1;Jobcenter 1",
        "M2;jobcenter  1. ",
        "M3;Jobcenter Ét",
        "M4;JOBCENTER 2",
        "M5;Jobcenter ét",
    )

    roster = read(tmp_path, "m;w", *lines, profile=how)

    assert [(row.member, row.workplace) for row in roster.rows] == [
        ("M1", "jc-1"),
        ("M2", "jc-1"),
        ("M4", "HR North/2"),
    ]
    assert roster.unsound == {"M3", "M5"}
    [problem] = roster.problems
    assert (problem.row, problem.also) == (4, (6,))
    assert problem.problem == (
        "Cannot read w 'Jobcenter Ét' because no workplace is known by that name (in 2 rows; nearest:"
        " 'Jobcenter 1', 'Jobcenter 2'). Correct the name, or give the id that it stands for in"
        " [workplaces] of a profile."
    )


def test_names_of_workplaces_to_be_formed(tmp_path: Path) -> None:
    """Where a list has names alone, the first name of an id in the table is what the workplace is called."""
    how = profile(
        roster=RosterHeadings(member="m", workplace_name="w"),
        workplaces={" Jobcenter 1": "jc-1", "Jobcentr 1": "jc-1"},
    )

    roster = read(tmp_path, "m;w", "M1;Jobcentr 1", profile=how)

    assert roster.names == {"jc-1": "Jobcenter 1"}


def test_the_registry_knows_the_names(tmp_path: Path) -> None:
    """Without a table the names are those of the registry, unless several workplaces have one."""
    (tmp_path / "f.csv").write_text(
        "Medlemsnr.;Kategori;Arbejdsplads\nM1;Aktiv;Jc\nM2;Aktiv;Alike\n"
    )
    known = {"jc-1": "JC", "a-1": "alike", "a-2": "Alike"}

    roster = read_roster(tmp_path / "f.csv", load_profile(), workplaces=lambda: known)

    assert [(row.member, row.workplace) for row in roster.rows] == [("M1", "jc-1")]
    assert [each.problem for each in roster.problems] == [
        (
            "Cannot read Arbejdsplads 'Alike' because a-1 and a-2 have that name alike. Give the id that is"
            " meant in [workplaces] of a profile."
        )
    ]


def test_ids_with_slashes_and_blanks(tmp_path: Path) -> None:
    """Numbers such as 2019/0001 are ids, and a workplace's may have blanks inside; a name is no member's."""
    roster = read(tmp_path, HEAD, "2019/0001;Aktiv;HR North 2.1;;", "Hans Hansen;Aktiv;jc-1;;", ONE)

    assert [(row.member, row.workplace) for row in roster.rows] == [
        ("2019/0001", "HR North 2.1"),
        ("M1", "jc-1"),
    ]
    assert [(each.row, each.column) for each in roster.problems] == [(3, "Medlemsnr.")]


def test_a_line_break_in_a_name(tmp_path: Path) -> None:
    """It harms nobody."""
    roster = read(
        tmp_path, HEAD, 'M1;Aktiv;jc-1;"Jobcenter\n1";01-01-2020', ONE.replace("M1", "M2")
    )

    assert (roster.problems, roster.names) == ([], {"jc-1": "Jobcenter 1"})


def test_parents(tmp_path: Path) -> None:
    """A column may say under which unit a workplace lies; two rows that differ cannot both be right."""
    how = profile(roster=RosterHeadings(member="m", workplace="w", parent="p"))

    roster = read(
        tmp_path, "m;w;p", "M1;jc-1;kk", "M2;jc-1;", "M3;jc-1;fk", "M4;jc-2;fk", profile=how
    )

    assert roster.parents == {"jc-1": "kk", "jc-2": "fk"}
    assert [str(each) for each in roster.problems] == [
        (
            "row 4, p 'fk': Cannot lay jc-1 under fk because a row above lays it under kk."
            " Correct the one that is wrong."
        )
    ]


# Workbooks

NA = '<c t="e"><f>VLOOKUP(A2,x,2,0)</f><v>#N/A</v></c>'
UNCALCULATED = "<c><f>VLOOKUP(A2,x,2,0)</f></c>"


def rows_of(third: str, *, numbered: bool, first: str = "A") -> str:
    """Return the headings and three members as XML, with one cell of M2 as given."""
    lines = [HEADINGS[:4], *((m, "Aktiv", third if m == "M2" else "jc-1", "x") for m in THREE)]
    return "".join(
        row_xml(*line, row=n if numbered else None, first=first)
        for n, line in enumerate(lines, start=1)
    )


@pytest.mark.parametrize("folder", ["xl/worksheets", "elsewhere/deep"])
@pytest.mark.parametrize("layout", [(True, "A"), (True, "B"), (True, "V"), (False, "A")])
@pytest.mark.parametrize(
    "cell",
    [
        (NA, "", "#N/A", "its formula failed (#N/A)"),
        (NA.replace('t="e"', "s='1' t = 'e'"), "", "#N/A", "its formula failed (#N/A)"),
        ('<c t="e"><v>#REF!</v></c>', "", "#REF!", "its formula failed (#REF!)"),
        (UNCALCULATED, "", "a formula without a value", "its formula was never calculated"),
        (
            "<c><f>A1</f><v></v></c>",
            "",
            "a formula without a value",
            "its formula was never calculated",
        ),
        (
            '<c><f t="shared" si="0"/><v/></c>',
            "",
            "a formula without a value",
            "its formula was never",
        ),
        (
            "<c><f>A1</f><v>0</v></c>",
            '<calcPr fullCalcOnLoad="1"/>',
            "a formula without a value",
            "its formula was never calculated",
        ),
    ],
)
def test_cells_without_a_value_of_their_own(
    tmp_path: Path, folder: str, layout: tuple[bool, str], cell: tuple[str, str, str, str]
) -> None:
    """A formula that failed or was never calculated is a problem, however the workbook is laid out."""
    numbered, first = layout
    written, calculation, value, because = cell
    rows = rows_of(written, numbered=numbered, first=first)
    path = raw_workbook(tmp_path / "f.xlsx", rows, folder=folder, calculation=calculation)

    roster = read_roster(path, load_profile())

    assert members(roster) == ["M1", "M3"]
    assert roster.unsound == {"M2"}
    [problem] = roster.problems
    assert (problem.row, problem.column, problem.value) == (3, "Arbejdsplads-id", value)
    assert f"Cannot read Arbejdsplads-id because {because}" in problem.problem


def test_a_formula_whose_text_is_empty_is_blank(tmp_path: Path) -> None:
    """That was calculated."""
    rows = rows_of('<c t="str"><f>IF(A1=1,"x","")</f><v></v></c>', numbered=True)

    roster = read_roster(raw_workbook(tmp_path / "f.xlsx", rows), load_profile())

    assert [row.workplace for row in roster.rows] == ["jc-1", None, "jc-1"]
    assert roster.problems == []


def test_a_last_row_of_formulas_is_not_lost(tmp_path: Path) -> None:
    """The reader of workbooks takes it for blank; it may be anybody's."""
    rows = rows_of("jc-1", numbered=True) + row_xml(*[UNCALCULATED] * 4, row=5)

    roster = read_roster(raw_workbook(tmp_path / "f.xlsx", rows), load_profile())

    assert {each.row for each in roster.problems} == {5}
    assert roster.has_nameless


def test_merged_cells(tmp_path: Path) -> None:
    """A cell merged downwards is meant for all its rows, one merged to the side for nobody knows which."""
    lines = [
        HEADINGS[:4],
        ("M1", "Aktiv", "jc-1", "x"),
        ("M2", "Aktiv"),
        ("M3", "Aktiv"),
        ("M4", "Aktiv", "jc-2"),
    ]
    rows = "".join(row_xml(*line, row=n) for n, line in enumerate(lines, start=1))
    merged = '<mergeCells><mergeCell ref="C2:C4"/><mergeCell ref="B5:C5"/></mergeCells>'

    roster = read_roster(raw_workbook(tmp_path / "f.xlsx", rows, after=merged), load_profile())

    assert [(row.member, row.workplace) for row in roster.rows] == [(m, "jc-1") for m in THREE]
    assert [(each.row, each.problem) for each in roster.problems] == [
        (
            5,
            (
                "Cannot read Arbejdsplads-id because it is merged with a cell of another column. Unmerge"
                " the cells in the workbook, and write into each what belongs there."
            ),
        )
    ]


@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576" hidden="false"></row>',
        '<row r="1048576"><c r="XFD1048576" s="1"/></row>',
        '<row r="1048576"><c r="XFD1048576"><v></v></c></row>',
    ],
)
def test_a_blank_cell_far_away_is_no_size(tmp_path: Path, far: str) -> None:
    """A list ends where its cells do."""
    path = raw_workbook(tmp_path / "f.xlsx", rows_of("jc-1", numbered=True) + far)

    assert members(read_roster(path, load_profile())) == list(THREE)


@pytest.mark.parametrize("folder", ["xl/worksheets", "x"])
@pytest.mark.parametrize(
    "far",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r = '1048576'><c s='1' r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="1048576">' + "<c/>" * 16_383 + "<c><v>1</v></c></row>",
        '<row r="5">'
        + "<c><v>1</v></c>" * 16_383
        + "</row>"
        + "<row/>" * 20_000
        + "<row><c><v>1</v></c></row>",
    ],
)
def test_a_small_workbook_that_would_be_huge(tmp_path: Path, far: str, folder: str) -> None:
    """A cell far away is counted before the reader is let at it, wherever the sheet lies."""
    path = raw_workbook(tmp_path / "f.xlsx", rows_of("jc-1", numbered=True) + far, folder=folder)

    with pytest.raises(BadInput, match="because a sheet reaches over more than 20000000 cells"):
        read_roster(path, load_profile())


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    """Nobody has left because a filter was set."""
    rows = rows_of("jc-1", numbered=True).replace('<row r="3">', '<row r="3" hidden="1">')

    roster = read_roster(raw_workbook(tmp_path / "f.xlsx", rows), load_profile())

    assert members(roster) == list(THREE)
    assert "read 1 hidden row too" in roster.source.remarks


COVER = row_xml("Medlemmer i Testby", row=1)


def test_the_sheet_that_has_the_headings(tmp_path: Path) -> None:
    """A cover sheet is passed over; a sheet may be named; two alike are not chosen from."""
    rows = rows_of("jc-1", numbered=True)
    covered = raw_workbook(tmp_path / "covered.xlsx", COVER, rows, names=("Forside", "Liste"))
    twice = raw_workbook(tmp_path / "twice.xlsx", rows, rows, names=("2018", "2019"))

    assert read_roster(covered, load_profile()).source.sheet == "Liste"
    assert read_roster(twice, load_profile(), sheet="2019").source.sheet is None
    with pytest.raises(BadInput) as refusal:
        read_roster(twice, load_profile())
    assert str(refusal.value) == (
        f"Cannot choose a sheet of {twice} because '2018' and '2019' have the headings alike. Name the right"
        " one with --sheet."
    )
    with pytest.raises(BadInput) as refusal:
        read_roster(covered, load_profile(), sheet="Ark9")
    assert str(refusal.value) == (
        f"Cannot find the sheet 'Ark9' in {covered} because it has the sheets 'Forside', 'Liste'. Give the"
        " name of a sheet as the workbook has it, or leave --sheet out."
    )


# Employers' lists


def test_production_units_teams_and_rows_of_one_employee(tmp_path: Path) -> None:
    """Ten digits are a workplace's id; its teams add up; without a number a row is an employee."""
    path = tmp_path / "f.csv"
    head = "Arbejdsplads-id;Arbejdsplads;Socialrådgivere\n"
    path.write_text(f"{head}1003456789;A;4\n1003456789;B;4\njc-2;C;5\nI alt;;13\n")
    listed = read_employer_list(path, load_profile())
    assert [(row.workplace, row.employees) for row in listed.rows] == [
        ("1003456789", 4),
        ("1003456789", 4),
        ("jc-2", 5),
    ]
    assert listed.problems == []

    path.write_text("Arbejdsplads-id;Stilling\njc-1;x\njc-1;x\njc-2;x\n")
    how = profile(employer=EmployerHeadings(workplace="Arbejdsplads-id"))
    listed = read_employer_list(path, how)
    assert [(row.workplace, row.employees) for row in listed.rows] == [("jc-1", 2), ("jc-2", 1)]


def test_two_faults_are_one_bad_row(tmp_path: Path) -> None:
    """Both are listed, and the row counts once."""
    roster = read(tmp_path, HEAD, "M1;Aktivt;jc-1;;32-01-2020", TWO)

    assert len(roster.problems) == 2
    assert bad_rows(roster.problems) == 1
