"""`stewards doctor`: rows for people and programs, and an exit code for scripts."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from .running import Ran, log_of, run

USE = "Usage: stewards doctor [OPTIONS]\nTry 'stewards doctor --help' for help.\n\n"


@pytest.fixture(autouse=True)
def _folder_of_our_own(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)


def test_a_sound_store(store: Path) -> None:
    """Every check has a row, and nothing must be done; nothing is changed."""
    before = log_of(store)
    ended = run("doctor -o json", store=store)

    rows = json.loads(ended.out)
    assert ended.code == 0, ended.out
    assert [list(row) for row in rows] == [["check", "verdict", "found", "advice"]] * len(rows)
    assert {row["verdict"] for row in rows} <= {"ok", "note"}
    assert log_of(store) == before


def test_what_people_see(store: Path) -> None:
    """A table, whose lines say what was found."""
    out = run("doctor", store=store).out

    title, heads, *_ = out.splitlines()
    today = datetime.now(UTC).date()
    assert title == f"What the doctor found on {today}, in the registry {store}"
    assert heads.startswith("check ")
    assert "\nentries       ok       12 read, each complete and valid for its type" in out


def test_a_finding(store: Path) -> None:
    """What must be seen to makes the exit code 1."""
    store.chmod(0o644)
    ended = run("doctor -o csv", store=store)

    assert (ended.code, ended.err) == (1, "")
    assert (
        "\npermissions,bad,other users of this machine can open registry.db,Remove the rights"
        in (f"\n{ended.out}")
    )


def test_a_damaged_store(store: Path) -> None:
    """A store that cannot be relied on makes it 4; the checks that could be done are shown."""
    store.chmod(0o644)
    store.write_bytes(store.read_bytes()[:-4096])
    ended = run("doctor -o jsonl", store=store)

    verdicts = {row["check"]: row["verdict"] for row in map(json.loads, ended.out.splitlines())}
    assert (ended.code, ended.err) == (4, "")
    assert (verdicts["room"], verdicts["permissions"], verdicts["store"]) == ("ok", "bad", "bad")


def test_no_store(tmp_path: Path) -> None:
    """A store that is not there makes it 4, and is not made."""
    ended = run("doctor", store=tmp_path / "nowhere.db")

    assert ended.code == 4
    assert "there is no such file, or it is empty" in ended.out
    assert list(tmp_path.iterdir()) == []


def test_the_digest_that_was_written_down(store: Path) -> None:
    """A log that is still what it was agrees with it, also after more was recorded."""
    row = json.loads(run("log digest -o json", store=store).out)
    run("unit form x --name X", store=store)
    line = f"doctor -o jsonl --entries {row['entries']} --digest"

    same = run(line, row["digest"].upper(), store=store)
    other = run(line, "0" * 64, store=store)

    assert (same.code, other.code) == (0, 4)
    assert '"the first 12 entries are as they were"' in same.out
    assert f'"the first 12 entries have another: {row["digest"]}"' in other.out


@pytest.mark.parametrize("words", ["--entries 3", f"--digest {'0' * 64}"])
def test_half_of_what_was_written_down(store: Path, words: str) -> None:
    """A digest is of so many entries; the one says nothing without the other."""
    assert run(f"doctor {words}", store=store) == Ran(
        2, "", f"{USE}Error: Give --digest and --entries together.\n"
    )


def test_what_is_no_digest(store: Path) -> None:
    """A text that is no digest is refused before anything is read."""
    assert run("doctor --entries 3 --digest 12ab", store=store) == Ran(
        2,
        "",
        "Error: Cannot use '12ab' as --digest because it must be 64 hexadecimal digits."
        " Correct the value.\n",
    )


def test_an_address_of_another_kind() -> None:
    """An address that is none of ours is wrong use."""
    assert run("doctor", store="mysql://clerk:secret@db/union").code == 2
