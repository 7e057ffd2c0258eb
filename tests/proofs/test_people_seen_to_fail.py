"""The proofs about people see what they are there to see."""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from stewards.events import validators
from stewards.registry.people import People, PeopleFile, keeping

from . import people
from .kinds import SQLite
from .nursery import nursery
from .trials import Trials


@pytest.fixture(scope="module")
def kind() -> Iterator[SQLite]:
    """Lend the kind of store that they are about."""
    with nursery() as workers:
        yield SQLite(workers)


def _overwrites_nothing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PeopleFile, "_write_anew", lambda _: None)
    connect = sqlite3.connect

    class Careless(sqlite3.Connection):
        def execute(self, query: str, *given: Any) -> sqlite3.Cursor:
            return super().execute(
                query.replace("secure_delete = on", "secure_delete = off"), *given
            )

    patch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{"factory": Careless} | k))


def _nothing(where: object, name: str, returned: object = None) -> Callable[..., None]:
    return lambda patch: patch.setattr(where, name, lambda *_, **__: returned)


BROKEN: dict[str, tuple[Callable[..., None], Callable[..., None]]] = {
    "bytes stay in free pages": (people.put_back_old, _overwrites_nothing),
    "an entry and no deletion": (people.erased_everywhere, _nothing(PeopleFile, "erase")),
    "nobody finishes it": (people.killed_while_erasing, _nothing(People, "catch_up")),
    "old people come back": (people.put_back_old, _nothing(People, "catch_up")),
    "newer people are taken": (people.put_back_old, _nothing(People, "_refuse_other")),
    "other words are believed": (people.changed_people, _nothing(People, "is_as_said", True)),
    "the erased may be there": (people.changed_people, _nothing(People, "holds", False)),
    "facts are left out": (people.theirs_alone, _nothing(keeping, "_fact", {"entry": 0})),
    "any number is let in": (
        people.numbers_of_citizens,
        _nothing(validators, "holds_civil_registration_number", False),
    ),
}


@pytest.mark.parametrize(("proof", "broken"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_found(
    proof: Callable[..., None],
    broken: Callable[..., None],
    kind: SQLite,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    """Some trial of the proof fails."""
    broken(monkeypatch)
    few = {people.erased_everywhere: 1, people.changed_people: 40}
    trials = Trials(few.get(proof, 6), seed)
    given = {"purge": False} if proof is people.killed_while_erasing else {}

    proof(kind, trials, **given)

    assert trials.failures
