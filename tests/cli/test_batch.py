"""`stewards batch`."""

import json
import re
from pathlib import Path

import pytest
from stewards.registry import Registry

from .running import Ran, changing_nothing, run

DAY = "2019-09-01"


@pytest.fixture
def imported(store: Path) -> Path:
    """Return the small branch with a list imported: entries 13 and 14."""
    common = f'"effective_on": "{DAY}", "batch": "list-1", "recorded_at": "2019-11-01T09:30:00Z"'
    facts = [
        f'{{"type": "MemberJoined", "member": "M7", "workplace": "jc-2", {common}}}',
        f'{{"type": "MemberLeft", "member": "M4", {common}}}',
    ]
    with Registry.open(store) as registry:
        registry.import_lines([fact.encode() for fact in facts])
    return store


def cells(ended: Ran) -> list[str]:
    """Return what stands in a table, cell by cell, the empty ones left out."""
    title, head, _rule, *rows = ended.out.splitlines()
    return [cell for line in (title, head, *rows) for cell in re.split(r"  +", line.strip())]


def test_a_registry_without_batches(store: Path) -> None:
    """There is nothing to list."""
    title = "Batches, as known with entry 12\n"

    assert run("batch list", store=store) == Ran(0, f"{title}(none)\n", "")


def test_the_batches_are_listed(imported: Path) -> None:
    """One line a batch; the one that took another back is named there."""
    run(
        "--recorded-by kontor-2 batch revert list-1 --reason 'wrong list' --on 2019-12-01",
        store=imported,
    )
    with Registry.open(imported) as registry:
        recorded_at = str(registry.batches()[1].recorded_at)[:16]

    assert cells(run("batch list", store=imported)) == [
        "Batches, as known with entry 16",
        *("batch", "first", "last", "entries", "standing", "recorded at", "recorded by"),
        *("first day", "last day", "types", "reverted by"),
        *("list-1", "13", "14", "2", "0", "2019-11-01 09:30", "local"),
        *("2019-09-01", "2019-09-01", "1 MemberJoined, 1 MemberLeft", "revert-15"),
        *("revert-15", "15", "16", "2", "2", recorded_at, "kontor-2"),
        *("2019-12-01", "2019-12-01", "2 EntryVoided"),
    ]


def test_the_batches_for_programs(imported: Path) -> None:
    """JSON has the types by name; CSV has them in words."""
    row = {
        "batch": "list-1",
        "first": 13,
        "last": 14,
        "entries": 2,
        "standing": 2,
        "recorded_at": "2019-11-01T09:30:00Z",
        "recorded_by": "local",
        "first_day": DAY,
        "last_day": DAY,
        "types": {"MemberJoined": 1, "MemberLeft": 1},
        "reverted_by": None,
    }

    assert json.loads(run("batch list -o json", store=imported).out) == [row]
    assert run("batch list --known-at 2019-10-31 -o json", store=imported).out == "[]\n"
    assert run("batch list -o csv", store=imported).out == (
        "batch,first,last,entries,standing,recorded_at,recorded_by,first_day,last_day,types,reverted_by\n"
        "list-1,13,14,2,2,2019-11-01T09:30:00Z,local,2019-09-01,2019-09-01,"
        '"1 MemberJoined, 1 MemberLeft",\n'
    )


def test_a_batch_is_shown_in_full(imported: Path) -> None:
    """Its entries as history prints them, in the order recorded."""
    run("void 14 --reason 'still here'", store=imported)

    assert cells(run("batch show list-1", store=imported)) == [
        "Entries of batch list-1",
        *("entry", "effective on", "recorded at", "says", "voided by"),
        *("13", "2019-09-01", "2019-11-01 09:30"),
        "MemberJoined: member M7, workplace jc-2, category active, batch list-1",
        *("14", "2019-09-01", "2019-11-01 09:30", "MemberLeft: member M4, batch list-1", "15"),
    ]
    shown = json.loads(run("batch show list-1 -o json", store=imported).out)
    assert [(row["entry"], row["voided_by"]) for row in shown] == [(13, None), (14, 15)]


def test_a_batch_is_reverted(imported: Path) -> None:
    """It is said what was done, and that it is final."""
    ended = run("batch revert list-1 --reason 'wrong list'", store=imported)

    assert ended == Ran(
        0,
        "Reverted batch list-1: 2 voided by entries 15 to 16, batch revert-15."
        " A void is final; to undo the revert, import the list again.\n",
        "",
    )
    counted = run("count --on 2019-09-01 -o json", store=imported)
    assert json.loads(counted.out)["members"] == 5


def test_a_revert_for_programs(imported: Path) -> None:
    """The batches, and the numbers of the voids."""
    run("void 14 --reason 'still here'", store=imported)
    ended = run("batch revert list-1 --reason 'wrong list' -o json", store=imported)

    assert json.loads(ended.out) == {
        "batch": "list-1",
        "reverted_by": "revert-16",
        "voided": 1,
        "recorded": 0,
        "first": 16,
        "last": 16,
    }


def test_a_single_void_is_told_as_one(imported: Path) -> None:
    """One entry is one entry."""
    run("void 14 --reason 'still here'", store=imported)

    assert run("batch revert list-1 --reason 'wrong list'", store=imported).out == (
        "Reverted batch list-1: 1 voided by entry 16, batch revert-16."
        " A void is final; to undo the revert, import the list again.\n"
    )


def test_a_batch_that_something_builds_on_stays(imported: Path) -> None:
    """The entry is named, the exit code is 3, and nothing is changed."""
    run("member change-workplace M7 --workplace jc-1 --on 2019-10-01", store=imported)

    assert changing_nothing("batch revert list-1 --reason 'wrong list'", store=imported) == Ran(
        3,
        "",
        "Error: Cannot revert batch list-1 because entry 15 builds on it: M7 would not be in"
        " membership on 2019-10-01. See 'stewards log show 15'; void it first if it is wrong,"
        " or void only the entries of the batch that are wrong.\n",
    )


@pytest.mark.parametrize(
    ("line", "what"),
    [("batch show list-9", "show"), ("batch revert list-9 --reason 'wrong list'", "revert")],
)
def test_an_unknown_batch(store: Path, line: str, what: str) -> None:
    """The refusal says where to look."""
    assert changing_nothing(line, store=store) == Ran(
        3,
        "",
        f"Error: Cannot {what} batch list-9 because no entry belongs to a batch of that id."
        " See 'stewards batch list' for the batches there are.\n",
    )


def test_an_id_that_cannot_be_one(store: Path) -> None:
    """What looks like a civil registration number is masked, and refused as bad input."""
    ended = changing_nothing("batch show 010190-1234", store=store)

    assert ended.code == 2
    assert "010190-1234" not in ended.err


def test_a_member_list_is_taken_back(store: Path, tmp_path: Path) -> None:
    """It says how much was voided, and how much recorded of what the other lists come to without it."""
    path = tmp_path / "list.csv"
    for day, members in (("2016-07-01", "A B"), ("2017-07-01", "B C"), ("2018-07-01", "B C")):
        path.write_text("Medlemsnr.\n" + "".join(f"{each}\n" for each in members.split()))
        run(f"roster import --yes --on {day}", path, store=store)
    rows = json.loads(run("batch list -o json", store=store).out)
    middle = next(row["batch"] for row in rows if "2017-07-01" in row["batch"])
    first = rows[-1]["last"] + 1
    ended = run(f"batch revert {middle} --reason 'of another union'", store=store)
    last = json.loads(run("batch list -o json", store=store).out)[-1]["last"]

    assert ended == Ran(
        0,
        f"Reverted batch {middle}: 3 voided and 2 recorded anew by entries {first} to {last}, batch"
        f" revert-{first}. A void is final; to undo the revert, import the list again.\n",
        "",
    )
