"""`-o xlsx` and `-O`: what an office can open in its spreadsheet, and what it may hand round."""

import json
import stat
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from stewards.cli.heading import Heading
from stewards.cli.language import Language
from stewards.cli.workbook import NotForAWorkbook, workbook

from .running import Ran, run

ON = "--on 2019-09-01"


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Return the cells of a workbook, sheet by sheet."""
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_says_what_it_is(branch_made: Path, tmp_path: Path) -> None:
    """A title above the rows; on a sheet of its own the day as a day, the knowledge and the rule book."""
    path = tmp_path / "office.xlsx"

    ended = run(f"mandate list {ON} -o xlsx -O", path, store=branch_made)

    assert ended == Ran(0, "", f"Wrote {path}.\n")
    found = sheets(path)
    assert [*found] == ["List", "About"]
    title, _, heads, *rows = found["List"]
    assert title[0] == "Who holds office on 2019-09-01, as known with entry 12, by dk-municipal"
    assert heads[:5] == ["member", "unit", "office", "since", "starts_on"]
    assert [row[:6] for row in rows] == [
        ["M1", "jc-1", "steward", date(2019, 2, 1), date(2019, 2, 1), date(2021, 2, 1)]
    ]
    about = dict(found["About"])
    assert about["title"] == "Who holds office"
    assert about["on"] == date(2019, 9, 1)
    assert about["rule book"] == "dk-municipal"
    assert about["entry"] == 12
    assert about["known at"].year >= 2026


def test_a_workbook_in_danish(branch_made: Path, tmp_path: Path) -> None:
    """What is no data is in Danish; without -o the name of the file says what it is."""
    path = tmp_path / "hverv.xlsx"

    run(f"--lang da mandate list {ON} -O", path, store=branch_made)

    found = sheets(path)
    title, _, heads, *rows = found["Liste"]
    assert title[0].startswith("Hvem der har et hverv den 2019-09-01, ")
    assert heads[:4] == ["medlem", "enhed", "hverv", "siden"]
    assert rows[0][:3] == ["M1", "jc-1", "tillidsrepræsentant"]
    assert [row[0] for row in found["Om listen"]][:2] == ["titel", "den"]


@pytest.mark.parametrize("how", ["-o xlsx", "--lang da -o xlsx", "-o csv --dialect da", "-o csv"])
def test_a_list_that_we_wrote_reads_in_again(sample_made: Path, tmp_path: Path, how: str) -> None:
    """All members of a day, with workplace and category, differ in nothing from the registry."""
    path = tmp_path / "members"

    written = run(f"member list {ON} {how} -O", path, store=sample_made)
    compared = run(f"roster compare {ON} -o json", path, store=sample_made)

    assert (written.code, written.out) == (0, "")
    assert compared.code == 0, compared.err
    found = json.loads(compared.out)
    assert found["roster"] == found["registry"] == 806
    assert found["problems"] == found["moved"] == found["category"] == []


def test_every_change_of_such_a_list_is_a_difference(branch_made: Path, tmp_path: Path) -> None:
    """The comparison sees what stands in it, and does not pass it over."""
    path = tmp_path / "members.csv"
    run(f"member list {ON} -o csv -O", path, store=branch_made)
    text = path.read_text("utf-8")
    path.write_text(text.replace("M2,jc-1,jc-1,active", "M2,jc-1,jc-2,student"), "utf-8")

    found = json.loads(run(f"roster compare {ON} -o json", path, store=branch_made).out)

    assert found["moved"] == [{"member": "M2", "from": "jc-1", "to": "jc-2"}]
    assert found["category"] == [{"member": "M2", "from": "active", "to": "student"}]


def test_a_list_with_a_profile_is_read_with_it_alone(branch_made: Path, tmp_path: Path) -> None:
    """Whoever names a profile is told where the list does not have its headings."""
    path = tmp_path / "members.csv"
    run(f"member list {ON} -o csv -O", path, store=branch_made)

    ended = run(f"roster compare {ON} --profile danish", path, store=branch_made)

    assert ended.code == 2
    assert "the profile danish expects the headings 'Medlemsnr.'" in ended.err


def test_a_workbook_has_no_formula(store: Path, tmp_path: Path) -> None:
    """What begins as one is a text, and ids of digits alone are texts too."""
    run("unit form 0815 --parent kk --on 2019-01-01 --name", "=1+1", store=store)
    path = tmp_path / "units.xlsx"

    run(f"unit list {ON} -o xlsx -O", path, store=store)

    rows = {row[0]: row[1] for row in sheets(path)["List"][3:]}
    assert rows["0815"] == "=1+1"


def test_csv_as_a_danish_spreadsheet_reads_it(store: Path) -> None:
    """Semicolons, a byte order mark, and a decimal comma."""
    run("observe-ratio jc-1 --figure f --value 5 --of 2 --per p --on 2019-01-01", store=store)

    ended = run(f"figures {ON} -o csv --dialect da", store=store)

    assert ended.out.startswith("\ufeffunit;figure;value;of;per;ratio;")
    assert ended.out.splitlines()[1].startswith("jc-1;f;5;2;p;2,5;")


def test_a_file_is_whole_and_of_its_owner_alone(branch_made: Path, tmp_path: Path) -> None:
    """One that is there is replaced, and nothing else is left in the folder."""
    path = tmp_path / "there" / "members.json"
    path.parent.mkdir()
    path.write_text("something older")

    run(f"member list {ON} -O", path, store=branch_made)

    assert len(json.loads(path.read_text("utf-8"))) == 5
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["members.json"]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("-o xlsx", "Error: Give -O FILE with -o xlsx: a workbook is a file."),
        (
            "-O members.pdf",
            "Error: Give -o xlsx, json, jsonl or csv with -O FILE: a table is for people to read.",
        ),
        (
            "-o table -O members.csv",
            "Error: Give -o xlsx, json, jsonl or csv with -O FILE: a table is for people to read.",
        ),
        (
            "-o xlsx -O nowhere/members.xlsx",
            (
                "Error: Cannot write nowhere/members.xlsx because No such file or directory."
                " Give the path of a file in a folder that is there and may be written to."
            ),
        ),
        (
            "-o csv -O .",
            (
                "Error: Cannot write . because Is a directory."
                " Give the path of a file in a folder that is there and may be written to."
            ),
        ),
    ],
)
def test_what_cannot_be_written(
    branch_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, problem: str
) -> None:
    """A sentence says why, and the exit code is 2."""
    monkeypatch.chdir(tmp_path)

    ended = run(f"member list {ON} {words}", store=branch_made)

    assert (ended.code, ended.out, ended.err.splitlines()[-1]) == (2, "", problem)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_without_its_writer(
    branch_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said which extra to install."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    ended = run(f"member list {ON} -o xlsx -O", tmp_path / "m.xlsx", store=branch_made)

    assert ended == Ran(
        2,
        "",
        "Error: Cannot write a workbook because the extra xlsx is not installed."
        " Install it with: pip install 'stewards[xlsx]'\n",
    )


def test_a_workbook_without_its_reader(
    branch_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same extra reads them."""
    path = tmp_path / "m.xlsx"
    run(f"member list {ON} -o xlsx -O", path, store=branch_made)
    monkeypatch.setitem(sys.modules, "python_calamine", None)

    ended = run(f"roster compare {ON}", path, store=branch_made)

    assert ended == Ran(
        2,
        "",
        f"Error: Cannot read the workbook {path} because the extra xlsx is not installed."
        " Install it with: pip install 'stewards[xlsx]'\n",
    )


def test_a_text_that_no_cell_takes() -> None:
    """A workbook would cut it; it is refused instead, and the way out is named."""
    with pytest.raises(NotForAWorkbook) as caught:
        workbook([["x" * 32_768]], ["text"], Heading(title="T"), Language())

    assert str(caught.value) == (
        "Cannot write the list as a workbook because a text of 32768 characters is longer than a cell,"
        " which takes 32767. Ask for less of it, or take -o csv."
    )
