"""The doctor looks at the people file, too."""

import json
from pathlib import Path

import pytest
from stewards.registry import Registry

from ..cli.running import run
from .conftest import FIRST


def seen(place: Path) -> tuple[str, str] | None:
    """Return the verdict on the people file and what was found; none where there is no such row."""
    rows = json.loads(run("doctor -o json", store=place).out)
    return next(((r["verdict"], r["found"]) for r in rows if r["check"] == "people"), None)


def test_a_people_file_that_is_whole(registry: Registry, place: Path) -> None:
    """It is there, it belongs to the log, and says how many people it has."""
    registry.close()

    assert seen(place) == (
        "ok",
        f"2 in the people file {place}-people, which belongs to this log",
    )


def test_a_registry_that_keeps_nobody_apart_has_no_such_row(tmp_path: Path) -> None:
    """There is nothing to look at."""
    run("init", store=tmp_path / "registry.db")

    assert seen(tmp_path / "registry.db") is None


def test_a_people_file_that_is_gone(registry: Registry, place: Path) -> None:
    """The log says that there must be one."""
    registry.close()
    file = place.with_name("registry.db-people")
    file.unlink()

    assert seen(place) == (
        "bad",
        f"people are kept apart since entry 1, and the people file {file} is not there",
    )


def test_a_people_file_of_another_registry(registry: Registry, place: Path, tmp_path: Path) -> None:
    """The key in it is not the one that the log names."""
    registry.close()
    with Registry.create(tmp_path / "other.db") as other:
        other.keep_people_apart()
    file = place.with_name("registry.db-people")
    file.write_bytes((tmp_path / "other.db-people").read_bytes())

    assert seen(place) == ("bad", f"the people file {file} belongs to another registry")


def test_a_people_file_that_is_newer_than_the_log(registry: Registry, place: Path) -> None:
    """An old log was restored beside it."""
    assert registry.people is not None
    old = place.read_bytes()
    registry.join("4711", on=FIRST)
    registry.people.add({"4713": "Member Three"})
    registry.close()
    place.write_bytes(old)

    file = place.with_name("registry.db-people")
    assert seen(place) == (
        "bad",
        f"the people file {file} knows of entry 3, and the log ends with entry 2",
    )


def test_an_erasure_that_waits(registry: Registry, place: Path) -> None:
    """An old people file was restored; the doctor, which changes nothing, says who is still in it."""
    file = place.with_name("registry.db-people")
    registry.join("4711", on=FIRST)
    old = file.read_bytes()
    registry.erase("4711", reason="asked-for")
    registry.close()
    file.write_bytes(old)

    assert seen(place) == (
        "note",
        f"entries 4 to 4 erase people who are still in the people file {file}",
    )
    assert b"Member One" in file.read_bytes()


@pytest.mark.parametrize("data", [b"no database at all" * 400, b""])
def test_a_people_file_that_is_damaged(registry: Registry, place: Path, data: bytes) -> None:
    """What cannot be read is named, and the exit code is that of an unsound store."""
    registry.close()
    file = place.with_name("registry.db-people")
    file.write_bytes(data)

    found = seen(place)

    assert found is not None
    assert found[0] == "bad"
    assert found[1].startswith(f"cannot use the people file {file} because ")
    assert run("doctor", store=place).code == 4


def test_others_who_can_read_the_people_file(registry: Registry, place: Path) -> None:
    """It is looked at with the other files: only its owner may open it."""
    registry.close()
    place.with_name("registry.db-people").chmod(0o644)

    rows = json.loads(run("doctor -o json", store=place).out)
    [row] = [row for row in rows if row["check"] == "permissions"]

    assert row["verdict"] == "bad"
    assert "registry.db-people" in row["found"]
