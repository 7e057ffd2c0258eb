"""`--names`: what people are called, for one run, and nowhere afterwards."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from stewards.cli.names import Names

from .running import Ran, run

ON = "--on 2019-09-01"
NAMES = "Medlemsnr.;Navn\nM1;Member One\nM2;Member Two\nM5;Member Five\n"


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """Return a list of names."""
    path = tmp_path / "names.csv"
    path.write_text(NAMES, "utf-8")
    return path


@pytest.mark.parametrize("place", ["before", "behind"])
def test_names_stand_beside_ids(branch_made: Path, names: Path, place: str) -> None:
    """In a table in the same cell; whoever has no name keeps the id alone."""
    words = [f"--names {names}", f"member list --unit jc-1 {ON}"]

    ended = run(" ".join(words if place == "before" else reversed(words)), store=branch_made)

    assert "\nM1 (Member One)  jc-1       jc-1     active " in ended.out
    assert "\nM3               jc-1       jc-1     active " in ended.out


def test_names_in_data(branch_made: Path, names: Path) -> None:
    """JSON and CSV have a key of their own for them, behind that of the id."""
    line = f"--names {names} mandate list {ON} -o"

    [row] = json.loads(run(f"{line} json", store=branch_made).out)
    text = run(f"{line} csv", store=branch_made).out

    assert (row["member"], row["member_name"]) == ("M1", "Member One")
    assert text.startswith("member,member_name,unit,")
    assert "\nM1,Member One,jc-1," in text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"eligibility {ON}", "M1 (Member One)\n"),
        (f"explain mandate M1 {ON}", "M1 (Member One), steward at jc-1 from 2019-02-01"),
        ("mandate candidate M1 --unit jc-1 --on 2019-09-01", "M1 (Member One) as steward at jc-1"),
        ("reconcile --from 2019-01-01 --to 2019-09-01 --who", "    M5 (Member Five)  entr"),
        (f"check {ON}", "\nM1 (Member One): Record when"),
        (f"member show M2 {ON}", "M2 (Member Two)"),
        ("history --member M1", "MemberJoined: member M1 (Member One), workplace jc-1"),
    ],
)
def test_names_in_whatever_is_printed(
    branch_made: Path, names: Path, line: str, shown: str
) -> None:
    """Tables, explanations, accounts, findings."""
    assert shown in run(f"--names {names} {line}", store=branch_made).out


def test_a_workbook_of_names_reads_like_one_of_ids(tmp_path: Path) -> None:
    """The names may stand in a workbook, and go into one."""
    path = tmp_path / "names.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ["Name", "Member"])
        book.get_worksheet_by_name("Sheet1").write_row(1, 0, ["Member One", "M1"])

    assert Names.read(path).shown("M1") == "M1 (Member One)"
    assert Names.read(path).shown("M2") == "M2"
    assert "Member One" not in repr(Names.read(path))


def files_below(*folders: Path) -> Iterator[Path]:
    """Yield every file below some folders."""
    for folder in folders:
        yield from (each for each in folder.rglob("*") if each.is_file())


@pytest.mark.parametrize(
    "line",
    [
        f"member list {ON} -o json",
        f"check {ON}",
        f"mandate list {ON} -o csv",
        f"eligibility {ON}",
        "member join M9 --workplace jc-1 --on 2019-09-01",
        f"member list {ON} -o xlsx -O list.xlsx",
    ],
)
def test_no_name_is_left_anywhere(
    store: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    line: str,
) -> None:
    """Not beside the registry, in its columns, in a temporary file, or in the log."""
    away, temporary = tmp_path_factory.mktemp("away"), tmp_path_factory.mktemp("temporary")
    path = away / "names.csv"
    path.write_text(NAMES, "utf-8")
    monkeypatch.chdir(away)
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)

    ended = run(f"--names {path} {line}", store=store)

    assert ended.code in {0, 1}, ended.err
    found = [
        each for each in files_below(store.parent, temporary) if b"Member One" in each.read_bytes()
    ]
    assert found == []
    assert {each.name for each in files_below(away)} <= {"names.csv", "list.xlsx"}
    assert "Member One" not in run("log export", store=store).out


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "member;name\nM1;Member One\nM2;Member Two\nM1;Member Three\n",
            "because rows 2 and 4 are both of M1. Leave one of them.",
        ),
        (
            "member\nM1\n",
            (
                "because it has no column of names: none of its headings is name, navn, full name or fulde"
                " navn. Give a list with a heading row, an id and a name a row, such as: member;name."
            ),
        ),
        (
            "M1;Member One\n",
            (
                "because it has no column of ids: none of its headings is member, number, id, medlem,"
                " medlemsnr, medlemsnummer, nummer, unit, enhed or enheds-id."
                " Give a list with a heading row, an id and a name a row, such as: member;name."
            ),
        ),
        (
            "member;name\nM1;Member One\nM2\n",
            "because row 3 has a column too few. Give every row an id and a name.",
        ),
    ],
)
def test_a_bad_list_of_names(branch_made: Path, tmp_path: Path, text: str, problem: str) -> None:
    """It is said what is wrong, without a name, and nothing is printed."""
    path = tmp_path / "names.csv"
    path.write_text(text, "utf-8")

    ended = run(f"--names {path} member list {ON}", store=branch_made)

    assert ended == Ran(2, "", f"Error: Cannot read the names in {path} {problem}\n")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            None,
            "Cannot read {0} because there is no such file. Give the path of a CSV or XLSX file.",
        ),
        (
            b"",
            (
                "Cannot read {0} as a list because it has no rows below a heading row."
                " Export it again; an empty list is never taken to mean that everybody left."
            ),
        ),
    ],
)
def test_a_list_of_names_that_cannot_be_read(
    branch_made: Path, tmp_path: Path, content: bytes | None, problem: str
) -> None:
    """It is told like any list that cannot be read."""
    path = tmp_path / "names.csv"
    if content is not None:
        path.write_bytes(content)

    ended = run(f"--names {path} member list {ON}", store=branch_made)

    assert ended == Ran(2, "", f"Error: {problem.format(path)}\n")


def test_a_name_that_would_be_a_command(branch_made: Path, tmp_path: Path) -> None:
    """Control characters do not reach a terminal, and a formula is a text in a spreadsheet."""
    path = tmp_path / "names.csv"
    path.write_text("member;name\nM1;=cmd|1\nM2;\x1b[31mRed\n", "utf-8")
    line = f"--names {path} member list --unit jc-1 {ON}"

    table = run(line, store=branch_made).out
    text = run(f"{line} -o csv", store=branch_made).out

    assert "\x1b" not in table + text
    assert "M2 (\N{REPLACEMENT CHARACTER}[31mRed)" in table
    assert "\nM1,'=cmd|1,jc-1" in text
