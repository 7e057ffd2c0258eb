"""What is printed: for people, for programs, and never anything that a terminal would obey."""

import csv
import json
import sqlite3
from pathlib import Path

import pytest
from stewards.cli.output import FORMATS, printable, show

from .running import run

CONTROLS = set("\x1b\x07\x9b\u202e")
NAME = "\x1b]0;x\x07Job\x9bcenter\u202e"


def rename_behind_our_back(store: Path, name: str) -> None:
    """Write an entry that no command would record: a unit with control characters in its name."""
    fields = {
        "unit": "jc-1",
        "name": name,
        "effective_on": "2019-01-01",
        "recorded_at": "2020-01-01T00:00:00Z",
        "recorded_by": "office",
    }
    with sqlite3.connect(store) as connection:
        connection.execute(
            "insert into entries values (13, 'UnitRenamed', ?, '[]')", [json.dumps(fields).encode()]
        )
    connection.close()


@pytest.mark.parametrize("output", FORMATS)
def test_control_characters_never_reach_a_terminal(store: Path, output: str) -> None:
    """From a log that somebody tampered with, not even the error prints a control character raw."""
    rename_behind_our_back(store, NAME)

    ended = run("unit list --on 2019-09-01 -o", output, store=store)

    assert ended.code == 4
    assert "entry 13" in ended.err
    assert not set(ended.out + ended.err) & CONTROLS


@pytest.mark.parametrize("output", FORMATS)
def test_no_format_prints_a_control_character_raw(
    capsysbinary: pytest.CaptureFixture[bytes], output: str
) -> None:
    """Wherever a text may come from, it is data to the terminal; JSON still says what it was."""
    show([{"name": NAME}], output, columns=["name"])

    printed = capsysbinary.readouterr().out.decode()
    assert not set(printed) & CONTROLS
    if output == "json":
        assert json.loads(printed)[0]["name"] == NAME


def test_control_characters_in_the_path_of_a_store(tmp_path: Path) -> None:
    """What somebody typed comes back without its control characters, in messages and sentences."""
    refused = run("count", store=tmp_path / "\x1b[31mred.db")
    made = run("init", store=tmp_path / "\x1b[31mred.db")

    assert "\x1b" not in refused.err
    assert made.out == f"Made {tmp_path}/\N{REPLACEMENT CHARACTER}[31mred.db.\n"


def test_control_characters_in_what_click_says(store: Path) -> None:
    """Nor does an unknown option come back with them."""
    ended = run("count", "--\x1b[31mred", store=store)

    assert ended.code == 2
    assert "\x1b" not in ended.err


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_formula_is_made_plain_text_in_csv(store: Path, start: str) -> None:
    """A spreadsheet shows a name that begins like a formula; it does not run it."""
    name = f'{start}HYPERLINK("http://x","y")'
    run("unit rename jc-1 --on 2019-01-01 --name", name, store=store)

    ended = run("unit list --on 2019-09-01 -o csv", store=store)

    row = next(csv.DictReader(ended.out.splitlines()))
    assert (row["unit"], row["name"]) == ("jc-1", f"'{name}")


RULE = (
    '"threshold, dk-municipal: MED handbook 2015, section 10(1): at least five employees of the group,'
    ' confirmed"'
)


def test_csv_has_every_column_and_lists_in_one_cell(store: Path) -> None:
    """The columns of CSV are always the same; a list is one cell."""
    run("mandate elect M2 --unit jc-1 --on 2019-02-01 --override 'two seats'", store=store)

    ended = run("eligibility --on 2019-09-01 -o csv", store=store)

    assert ended.out == (
        "workplace,name,members,at_least,at_most,observed,observed_on,headcount,verdict,electorate,"
        "entitled,in_office,surplus,rule,options,stewards,members_here\n"
        f'jc-1,Jobcenter 1,4,4,4,,,,unknown,jc-1,0,2,0,{RULE},"elect together with another workplace, the'
        ' help of another steward, agree on another threshold","M1, M2",4\n'
        f"jc-2,Jobcenter 2,0,0,0,6,2019-03-01,6,yes,jc-2,1,0,0,{RULE},,,0\n"
    )


@pytest.mark.parametrize(
    ("output", "nothing"), [("table", "(none)\n"), ("json", "[]\n"), ("jsonl", ""), ("csv", "a\n")]
)
def test_no_rows(capsysbinary: pytest.CaptureFixture[bytes], output: str, nothing: str) -> None:
    """Nothing is said in each format's own way."""
    show([], output, columns=["a"])

    assert capsysbinary.readouterr().out.decode() == nothing


def test_data_are_utf_8_whatever_the_terminal(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """What programs read is in one encoding."""
    for output in ("json", "jsonl", "csv"):
        show([{"name": "Køge"}], output, columns=["name"])

    assert capsysbinary.readouterr().out.count("Køge".encode()) == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (0, "0"), (("a", "b"), "a, b"), ("a\nb", "a\N{REPLACEMENT CHARACTER}b")],
)
def test_a_value_as_text(value: object, text: str) -> None:
    """Nothing is an empty cell, nought is not nothing, and a cell is one line."""
    assert printable(value) == text
