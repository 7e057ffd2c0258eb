"""`stewards log copy` and `log digest`: a registry in another store, and the same by one short text."""

import json
from pathlib import Path

import pytest

from .running import Ran, log_of, run

DIGEST = "0e4f950d838cae232a2fcd0e8fc5929a0319652c31b5e8e765c99fa168b08bd7"
NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_copy_says_what_it_did(sample_store: Path, tmp_path: Path) -> None:
    """People get a sentence and the figures; the copy is the same log."""
    to = tmp_path / "moved.db"

    assert run("log copy --to", to, store=sample_store) == Ran(
        0,
        f"{to} holds 1813 entries, the same as {sample_store}.\n"
        f"entries  {'digest':64}  copied  behind\n{'─' * 89}\n   1813  {DIGEST}    1813       0\n",
        "",
    )
    assert log_of(to) == log_of(sample_store)
    assert to.stat().st_mode & 0o777 == 0o600


def test_a_copy_says_what_it_did_to_programs(store: Path, tmp_path: Path) -> None:
    """Programs get a row."""
    line = f"log copy --to {tmp_path / 'moved.db'} -o json"
    first, second = (json.loads(run(line, store=store).out) for _ in range(2))

    assert first.keys() == {"entries", "digest", "copied", "behind"}
    assert (first["entries"], first["copied"], first["behind"]) == (12, 12, 0)
    assert second == first | {"copied": 0}


def test_a_copy_of_nothing(tmp_path: Path) -> None:
    """An empty registry can be copied; a missing one is named, and no copy is made."""
    run("init", store=tmp_path / "a.db")

    copied = run("log copy -o json --to", tmp_path / "b.db", store=tmp_path / "a.db")
    missing = run("log copy --to", tmp_path / "d.db", store=tmp_path / "c.db")

    assert json.loads(copied.out)["digest"] == NOTHING
    assert missing.code == 4
    assert not (tmp_path / "d.db").exists()


def test_a_copy_to_another_history(store: Path, tmp_path: Path) -> None:
    """A store that holds something else is refused and left as it is."""
    run("init", store=tmp_path / "other.db")
    run("unit form x --name X --on 2019-09-01", store=tmp_path / "other.db")

    ended = run("log copy --to", tmp_path / "other.db", store=store)

    assert (ended.code, ended.out) == (3, "")
    assert ended.err == (
        f"Error: Cannot copy the log to {tmp_path / 'other.db'} because entry 1 there (UnitFormed,"
        " unit x, name X, kind workplace, from 2019-09-01, by local) differs from entry 1 here (UnitFormed,"
        " unit kk, name Københavns Kommune, kind employer, from 2015-01-01, by office). Name"
        " an empty store, or one that holds an unfinished copy of this log.\n"
    )


def test_a_copy_to_itself(store: Path) -> None:
    """The same path, with or without its scheme, is refused."""
    for to in (store, f"sqlite:///{store}"):
        ended = run("log copy --to", to, store=store)

        assert (ended.code, ended.out) == (3, "")
        assert ended.err.startswith(
            f"Error: Cannot copy the log to {to} because it is the same store"
        )


def test_the_digest(sample_store: Path) -> None:
    """It is the same on every machine, for it depends on what is stored alone."""
    assert run("log digest -o csv", store=sample_store).out == f"entries,digest\n1813,{DIGEST}\n"


def test_the_digest_of_the_first_entries(sample_store: Path) -> None:
    """The digest of a beginning stays whatever follows."""
    before = run("log digest --entries 1813", store=sample_store)
    run("unit form x --name X --on 2019-09-01", store=sample_store)

    assert run("log digest --entries 1813", store=sample_store) == before
    assert DIGEST in before.out
    assert run("log digest", store=sample_store) != before


@pytest.mark.parametrize(("entries", "code"), [("0", 2), ("x", 2), ("13", 3)])
def test_the_digest_of_entries_that_are_not_there(store: Path, entries: str, code: int) -> None:
    """A number that the log does not have is refused."""
    ended = run(f"log digest --entries {entries}", store=store)

    assert (ended.code, ended.out) == (code, "")


@pytest.mark.parametrize("to", [":memory:", "sqlite:///:memory:"])
def test_a_copy_in_memory_is_refused(store: Path, to: str) -> None:
    """It would be gone when the command ends."""
    ended = run("log copy --to", to, store=store)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(
        "Error: A copy in memory would be lost at once. Name a file or a server.\n"
    )
