"""Registries from which somebody is to be forgotten."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import frozen
from stewards.registry import Generation, Registry
from stewards.registry.generations import proving

TODAY = datetime(2022, 1, 1, 9, tzinfo=UTC)
JAN, FEB, MAR, APR, MAY, JUN = (date(2019, month, 1) for month in range(1, 7))


def tell(registry: Registry, one: str, other: str) -> None:
    """Tell a registry of somebody who came, was steward, left and came again for a while; and of another."""
    registry.form_unit("jc-1", on=date(2015, 1, 1))
    registry.form_unit("jc-2", on=date(2015, 1, 1))
    registry.observe_headcount("jc-1", employees=6, on=date(2015, 1, 1))
    registry.join(other, workplace="jc-1", on=JAN, note="by letter")
    wrong = registry.join(one, workplace="jc-2", on=JAN, note="zebra joined")
    registry.void(wrong.number, reason="wrong-entry", note="zebra void")
    registry.join(one, workplace="jc-1", on=JAN, note="zebra joined once more", command="c-1")
    election = registry.elect(one, unit="jc-1", on=FEB, note="zebra elected")
    registry.end_mandate(one, unit="jc-1", on=MAR, election=election.number, note="zebra ended")
    registry.leave(one, on=MAR, reason="resigned", note="zebra left")
    registry.join(one, workplace="jc-2", on=MAY)
    registry.leave(one, on=JUN, reason="resigned")


@pytest.fixture(autouse=True, scope="module")
def compared_little() -> Iterator[None]:
    """Let a new generation be compared with few questions; those that find a difference ask more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proving, "MOST_KNOWLEDGES", 0)
        patch.setattr(proving, "MOST_MANDATES", 0)
        yield


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return where the registry of a test lies."""
    return tmp_path / "registry.db"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Return where its next generation is to lie."""
    return tmp_path / "new.db"


def tell_of_zebra(registry: Registry) -> None:
    """Tell a registry without a people file of zebra-1, who came and went."""
    tell(registry, "zebra-1", "m2")
    registry.void(3, reason="the headcount that zebra-1 gave", note="by zebra-1")


@pytest.fixture
def registry(place: Path) -> Iterator[Registry]:
    """Lend a registry without a people file, in which zebra-1 came and went."""
    with Registry.create(place, clock=lambda: TODAY) as registry:
        tell_of_zebra(registry)
        yield registry


@frozen
class Both:
    """A log and its next generation, to be read.

    Attributes:
        before: The log.
        after: The one in which zebra-1 is forgotten.
        made: What the copy came to.
        path: Where the second one lies.
    """

    before: Registry
    after: Registry
    made: Generation
    path: Path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Lend a log in which zebra-1 came and went, and one in which zebra-1 is forgotten."""
    folder = tmp_path_factory.mktemp("both")
    path = folder / "new.db"
    with Registry.create(folder / "registry.db", clock=lambda: TODAY) as before:
        tell_of_zebra(before)
        made = before.copy_forgetting(path, ["zebra-1"], by="registrar")
        with Registry.open(path, clock=lambda: TODAY) as after:
            yield Both(before, after, made, path)


@pytest.fixture
def apart(place: Path) -> Iterator[Registry]:
    """Lend a registry that keeps people apart, in which 4711 came and went."""
    with Registry.create(place, clock=lambda: TODAY) as registry:
        people = registry.keep_people_apart()
        people.add({"4711": "Zebra One", "4712": "Member Two", "4713": None})
        tell(registry, "4711", "4712")
        registry.change_category("4712", category="passive", on=JUN, note="told by 4711")
        yield registry
