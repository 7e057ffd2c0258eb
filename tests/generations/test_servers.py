"""A generation may lie on a server: it is made and compared here, and then copied there."""

from pathlib import Path

import pytest
from stewards.events import MemberLeft
from stewards.events.stores import open_store
from stewards.registry import CopyToItself, NoPlaceForPeople, NotInNewGeneration, Registry

from .conftest import TODAY


@pytest.mark.parametrize("server", ["postgres", "umadb"])
def test_a_generation_lies_on_a_server(
    registry: Registry, server: str, request: pytest.FixtureRequest
) -> None:
    """It is the same as in a file; the server must have been empty, and no file is left here."""
    address = request.getfixturevalue(server)
    folder = Path(str(registry.log.store.people)).parent

    made = registry.copy_forgetting(address, ["zebra-1"])

    with Registry.open(address, clock=lambda: TODAY) as there:
        assert there.digest().digest == made.digest
        assert there.verify().is_sound
        left = next(e.event for e in there.log.entries() if isinstance(e.event, MemberLeft))
        with pytest.raises(CopyToItself):
            there.copy_forgetting(address, [left.member])
        stored = b"".join(there.export_stored())
    assert b"zebra" not in stored
    assert [each.name for each in folder.iterdir()] == ["registry.db"]
    with pytest.raises(NotInNewGeneration, match="because it holds 14 entries already"):
        registry.copy_forgetting(address, ["zebra-1"])


def test_one_that_was_cut_short_is_known(registry: Registry, postgres: str, new: Path) -> None:
    """The first entry says how many there are to be: a verification, and the next copy, name fewer."""
    registry.copy_forgetting(new, ["zebra-1"])
    with open_store(new) as made, open_store(postgres) as there:
        there.append([each.event for each in made.read(limit=5)])

    with pytest.raises(NotInNewGeneration) as refused:
        registry.copy_forgetting(postgres, ["zebra-1"])
    with Registry.open(postgres) as there:
        found = there.verify()

    assert refused.value.there == "it holds 5 of the 14 entries of one that was cut short"
    [told] = [each for each in found.checks if each.check == "generation"]
    digest = registry.digest().digest
    assert told.verdict == "bad"
    assert told.advice == "Delete it, and make it again: stewards log copy --to STORE --forget ID."
    assert told.found == (
        f"made from a log of 13 entries with the digest {digest}, and of those entries only 4 are here: it"
        " was cut short"
    )
    assert not found.is_sound


def test_people_need_a_place_of_their_own(apart: Registry, umadb: str, tmp_path: Path) -> None:
    """Nothing lies beside a store of that kind, so somebody has to say where the people are to lie."""
    with pytest.raises(NoPlaceForPeople):
        apart.copy_forgetting(umadb, ["4711"])

    made = apart.copy_forgetting(umadb, ["4711"], people=tmp_path / "new.people")

    with Registry.open(umadb, people=tmp_path / "new.people") as there:
        assert there.size() == made.entries
        assert numbers(there) == ["4712", "4713"]


def test_people_lie_in_the_database_of_the_log(apart: Registry, postgres: str) -> None:
    """On PostgreSQL the rows of others go into a schema of their own, and are in nobody's way only once."""
    apart.copy_forgetting(postgres, ["4711"])

    with Registry.open(postgres) as there:
        assert numbers(there) == ["4712", "4713"]
        assert all(each.verdict == "ok" for each in there.verify().checks)
        assert there.people is not None
        where = there.people.place
    with pytest.raises(NotInNewGeneration, match="because it holds 15 entries already"):
        apart.copy_forgetting(postgres, ["4711"])
    with pytest.raises(NotInNewGeneration, match=f"because {where} is there already"):
        apart.copy_forgetting(":memory:", ["4711"], people=postgres)


def numbers(registry: Registry) -> list[str]:
    """Return the numbers of everybody in the people of a registry."""
    assert registry.people is not None
    return [number for _, number, _ in registry.people.everybody()]
