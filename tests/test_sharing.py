"""One registry in the hands of several threads: every answer is that of a registry of its own."""

import secrets
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from stewards.cli.demo.command import sample
from stewards.events.stores.errors import ClosedStore
from stewards.registry import Registry

from .rosters.listing import roster, row

EIGHT = 8
EACH = 8
FIRST, DAYS = date(2018, 1, 1), 700
LISTS = {
    name: roster(*(row(f"M{number:05}", "jc-1") for number in range(first, 900, step)))
    for name, first, step in (("even", 2, 2), ("odd", 1, 2), ("few", 1, 90))
}
SQL = "select count(*) from members_on(?, ?)"

Question = tuple[str, dict[str, Any]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the store of the sample."""
    path = tmp_path / "registry.db"
    with Registry.create(path) as registry:
        registry.import_lines(sample())
    return path


@pytest.fixture
def chance() -> Random:
    """Return chance, and print what it was drawn from."""
    seed = secrets.randbits(32)
    print(f"seed {seed}")  # noqa: T201 - shown if the test fails
    return Random(seed)  # noqa: S311 - chance, not a secret


def questions(chance: Random, instants: list[datetime]) -> Iterator[Question]:
    """Yield questions, each of a day and a knowledge."""
    while True:
        on, known_at = FIRST + timedelta(chance.randrange(DAYS)), chance.choice(instants)
        when: dict[str, Any] = {"on": on, "known_at": known_at}
        earlier = {"from_on": on - timedelta(300), "from_known": known_at}
        yield from chance.sample(
            [
                ("count", when | {"by": chance.choice(["workplace", "category"])}),
                ("members", when),
                ("units", when),
                ("eligibility", when),
                ("vacancies", when),
                ("mandates", when | {"ended": True}),
                ("check", when),
                ("lag", when),
                ("batches", {"known_at": known_at}),
                ("published", {"known_at": known_at}),
                ("explain_count", when),
                ("reconcile", earlier | {"to_on": on, "to_known": known_at, "with_members": True}),
                ("reconcile_published", {"known_at": known_at}),
                ("statement", {"start": FIRST, "months": 3, "known_at": known_at}),
                ("compare_roster", when | {"roster": chance.choice(list(LISTS))}),
                ("relations", when),
            ],
            k=5,
        )


def answer(registry: Registry, question: str, given: dict[str, Any]) -> object:
    """Return what a registry answers."""
    if question == "compare_roster":
        return registry.compare_roster(**given | {"roster": LISTS[given["roster"]]})
    if question == "relations":
        upto = registry.log.known(given["known_at"])
        return registry.relations().execute(SQL, [given["on"], upto]).fetchall()
    return getattr(registry, question)(**given)


def disturb(registry: Registry, chance: Random, number: int) -> None:
    """Record something; now and then write segments, or replay from nothing."""
    member = f"x{number}"
    registry.join(member, on=FIRST)
    if chance.random() < 0.5:
        registry.leave(member, on=FIRST + timedelta(chance.randrange(1, DAYS)))
    if chance.random() < 0.2:
        chance.choice([registry.keep, lambda: registry.replay(rebuild=True)])()


def test_threads_that_share_a_registry_are_answered_as_if_alone(
    store: Path, chance: Random
) -> None:
    """Eight ask, laying rosters and borrowing connections too, while a ninth records."""
    alone = Registry.open(store, segments=False)
    size = alone.size()
    instants = [alone.entry(chance.randint(1, size)).event.recorded_at for _ in range(6)]
    every = questions(chance, instants)
    asked = [list(islice(every, EACH)) for _ in range(EIGHT)]
    with Registry.open(store) as shared, ThreadPoolExecutor(EIGHT + 1) as pool:
        done = threading.Event()

        def record() -> int:
            number = 0
            while not done.is_set():
                disturb(shared, chance, number)
                number += 1
            return number

        recording = pool.submit(record)
        asking = [pool.submit(lambda each: [answer(shared, *q) for q in each], a) for a in asked]
        try:
            answers = [each.result() for each in asking]
        finally:
            done.set()
        assert recording.result() > 0

    told = {}
    for each, got in zip(asked, answers, strict=True):
        for (question, given), found in zip(each, got, strict=True):
            key = f"{question} {given}"
            told[key] = told[key] if key in told else answer(alone, question, given)
            assert found == told[key], key


def test_a_question_within_a_question_waits_for_nobody(store: Path) -> None:
    """What is told of the progress may ask as well."""
    asked = []
    with Registry.open(store) as registry:
        alone = registry.count(on=FIRST).members
        registry.statement(
            start=FIRST,
            months=2,
            on_progress=lambda _done: asked.append(registry.count(on=FIRST).members),
        )

    assert asked == [alone, alone]


def test_an_interrupted_question_lets_the_others_ask(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After Ctrl-C in one thread, another one is answered."""
    with Registry.open(store) as registry:
        right = registry.count(on=FIRST)

        def interrupt(*_given: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(registry.log.store, "size", interrupt)
            with pytest.raises(KeyboardInterrupt):
                registry.count(on=FIRST)

        with ThreadPoolExecutor(1) as pool:
            again = pool.submit(registry.count, on=FIRST).result()
    assert again.members == right.members


def test_who_asks_while_a_registry_is_closed_is_answered_or_told_so(
    store: Path, chance: Random
) -> None:
    """An answer is right, or there is none: never that of half a replay."""
    right = Registry.open(store, segments=False).members(on=FIRST)
    for _ in range(5):
        registry = Registry.open(store, segments=False)
        with ThreadPoolExecutor(EIGHT) as pool:
            asking = [pool.submit(registry.members, on=FIRST) for _ in range(EIGHT)]
            for each in asking[: chance.randrange(EIGHT)]:
                each.result()
            registry.close()
        for each in asking:
            assert each.exception() is None or isinstance(each.exception(), ClosedStore)
            assert each.exception() or each.result() == right


def test_every_question_has_the_projection_to_itself(
    store: Path, monkeypatch: pytest.MonkeyPatch, chance: Random
) -> None:
    """Whatever a question uses of it, other threads wait from the catching up to the answer."""
    projection: Callable[[Registry], object] = Registry._projection.fget  # type: ignore[attr-defined]
    asked = set()

    def guarded(self: Registry) -> object:
        assert self._lock._is_owned()  # type: ignore[attr-defined]
        return projection(self)

    monkeypatch.setattr(Registry, "_projection", property(guarded))
    with Registry.open(store, segments=False) as registry:
        instants = [registry.entry(1000).event.recorded_at]
        for question, given in islice(questions(chance, instants), 60):
            if question not in asked:
                answer(registry, question, given)
                asked.add(question)
    assert "compare_roster" in asked
