"""`stewards people`: numbers and names on the command line, ids in the log."""

import json
import re
from pathlib import Path

import pytest

from ..cli.running import run

PEOPLE = "number;name\nM1;Member One\nM2;Member Two\nM3;Member Three\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a registry that keeps people apart: three members at a workplace, M2 their steward."""
    store = tmp_path / "registry.db"
    (tmp_path / "people.csv").write_text(PEOPLE)
    told = [
        f"people import {tmp_path / 'people.csv'}",
        "unit form jc-1 --name 'Jobcenter 1' --on 2015-01-01",
        "observe jc-1 --employees 6 --on 2019-01-01",
        *(f"member join {one} --workplace jc-1 --on 2019-01-01" for one in ("M3", "M1")),
        "member join M2 --workplace jc-1 --on 2018-01-01 --note 'came from Aarhus'",
        "mandate elect M2 --unit jc-1 --on 2019-02-01",
    ]
    for line in told:
        ended = run(line, store=store)
        assert ended.code == 0, ended.err
    return store


def test_the_first_list_begins_the_people_file(tmp_path: Path) -> None:
    """People come from a list with a number and a name a row; the same list again adds nobody."""
    store = tmp_path / "registry.db"
    (tmp_path / "people.csv").write_text(PEOPLE)

    first = run(f"people import {tmp_path / 'people.csv'}", store=store)
    again = run(f"people import {tmp_path / 'people.csv'}", store=store)

    assert first.out == (
        f"People are kept apart from the log from now on, in {store}-people.\n"
        "People in the list: 3, of whom 3 are new.\n"
    )
    assert again.out == "People in the list: 3, of whom 0 are new.\n"


def test_numbers_are_printed_in_place_of_ids(store: Path) -> None:
    """Lists, histories and JSON have the numbers, in their order, as they have without a people file."""
    members = run("member list --on 2020-01-01 -o json", store=store)
    history = run("history --member M2", store=store)

    assert [row["member"] for row in json.loads(members.out)] == ["M1", "M2", "M3"]
    assert "MemberJoined: member M2, workplace jc-1, category active, note came from Aarhus" in (
        history.out
    )


def test_the_log_that_is_exported_has_ids_and_commitments(store: Path) -> None:
    """What leaves the registry as a log says nothing of anybody."""
    exported = run("log export", store=store).out

    assert "M2" not in exported
    assert "Aarhus" not in exported
    assert "sha256-" in exported


def test_names_come_from_the_people_file(store: Path) -> None:
    """--names without a file shows the names that the people file has; in JSON they stand beside."""
    listed = run("mandate list --on 2020-01-01 --names", store=store)
    data = run("mandate list --on 2020-01-01 -o json --names", store=store)

    assert "M2 (Member Two)  jc-1" in listed.out
    [row] = json.loads(data.out)
    assert (row["member"], row["member_name"]) == ("M2", "Member Two")


def test_names_of_a_list_go_by_number(store: Path, tmp_path: Path) -> None:
    """A list of one's own is still of numbers and names, whatever the log knows people by."""
    (tmp_path / "names.csv").write_text("member;name\nM2;Somebody Else\n")

    listed = run(f"mandate list --on 2020-01-01 --names {tmp_path / 'names.csv'}", store=store)

    assert "M2 (Somebody Else)  jc-1" in listed.out


def test_names_without_a_people_file_want_a_list(tmp_path: Path) -> None:
    """Where there are no names, the option says where they could come from."""
    run("init", store=tmp_path / "registry.db")

    ended = run("mandate list --names", store=tmp_path / "registry.db")

    assert (ended.code, ended.err) == (
        2,
        (
            "Error: Cannot show names because this registry has no people file."
            " Name a list of ids and names, CSV or XLSX: --names FILE.\n"
        ),
    )


def test_everybody_is_listed(store: Path) -> None:
    """The people file as a list: an erased person is not there."""
    run("people erase M3 --reason asked-for", store=store)

    listed = run("people list -o csv", store=store)

    assert listed.out == "member,name\nM1,Member One\nM2,Member Two\n"


def test_an_erasure_proves_that_no_count_moved(store: Path) -> None:
    """Before and after, the digest of what was recorded and the count of every day are the same."""
    before = run("count --on 2020-01-01 -o json", store=store)
    ended = run("people erase M2 --reason asked-for --prove", store=store)
    after = run("count --on 2020-01-01 -o json", store=store)

    assert ended.code == 0
    assert ended.out == ("Erased M2: number, name and notes are deleted, and entry 8 says so.\n")
    assert re.fullmatch(
        "The counts of all 5 days on which anything changes are what they were, and so is the digest of"
        " entries 1 to 7: [0-9a-f]{64}\n",
        ended.err,
    )
    assert json.loads(before.out)["members"] == json.loads(after.out)["members"] == 3


def test_whoever_was_erased_is_an_id_that_says_nothing(store: Path) -> None:
    """Lists go on naming the mandate, by an id; the note of the person is no text any more."""
    run("people erase M2 --reason asked-for", store=store)

    [row] = json.loads(run("mandate list --on 2020-01-01 -o json", store=store).out)
    history = run(f"history --member {row['member']}", store=store)
    asked = run("history --member M2", store=store)

    assert row["member"].startswith("m")
    assert "Aarhus" not in history.out
    assert "PersonErased" in history.out
    assert asked.code == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "number;name\n010170-1234;Member One\n",
            "Cannot record 01****-**** as number because it has the form of a civil registration number",
        ),
        (
            "number;name\nM7;Member One\nM7;Member Two\n",
            "because rows 2 and 3 are both of M7",
        ),
        ("number\nM7\n", "because it has no column of names"),
    ],
)
def test_a_list_with_a_bad_row_adds_nobody(
    store: Path, tmp_path: Path, text: str, sentence: str
) -> None:
    """A civil registration number, a number twice, a column too few: the list is refused as a whole."""
    (tmp_path / "bad.csv").write_text(text)
    before = run("people list -o csv", store=store).out

    ended = run(f"people import {tmp_path / 'bad.csv'}", store=store)

    assert ended.code == 2
    assert sentence in ended.err
    assert run("people list -o csv", store=store).out == before


@pytest.mark.parametrize("line", ["people list", "people erase M1 --reason asked-for"])
def test_people_of_a_registry_that_has_none(tmp_path: Path, line: str) -> None:
    """Where people are not kept apart, the commands say how to begin."""
    run("init", store=tmp_path / "registry.db")

    ended = run(line, store=tmp_path / "registry.db")

    assert ended.code == 3
    assert "because this registry does not keep people apart from its log" in ended.err
    assert "begin with 'stewards people import FILE'" in ended.err


def test_an_error_says_the_number(store: Path) -> None:
    """Whoever gave a number reads it again in what the rules say, on the terminal and as JSON."""
    command = "member join M1 --workplace jc-1 --on 2020-01-01"

    plain = run(command, store=store)
    in_json = run(f"{command} -o json", store=store)

    expected = (
        "Cannot record that M1 joined on 2020-01-01 because M1 is a member that day, joined on 2019-01-01"
        " (entry 5). Record the leaving first, or void entry 5 if it is wrong."
    )
    assert (plain.code, plain.err) == (3, f"Error: {expected}\n")
    assert (in_json.code, json.loads(in_json.err)["error"]["message"]) == (3, expected)
