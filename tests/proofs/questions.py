"""One registry in the hands of many threads: each answer is that of a registry of one's own."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from attrs import define, field
from stewards.cli.demo.command import FIRST_DAY, LAST_DAY, sample
from stewards.events.errors import StewardsError
from stewards.registry import Registry

from .kinds import Kind
from .trials import Trials, expect

EIGHT: Final = 8
EACH: Final = 2
"""How many questions a thread asks."""
QUESTIONS: Final = ("count", "members", "vacancies", "mandates", "units")


@define
class Question:
    """What is asked, and what came of it.

    Attributes:
        what: The method of a registry.
        on: The day.
        known_at: The knowledge: nothing that is recorded meanwhile.
        answer: What was answered.
        refused: The sentence if the registry said that it cannot.
    """

    what: str
    on: date
    known_at: datetime
    answer: object = field(default=None, repr=False)
    refused: str | None = None

    def ask(self, registry: Registry) -> None:
        """Ask a registry."""
        try:
            self.answer = getattr(registry, self.what)(on=self.on, known_at=self.known_at)
        except StewardsError as problem:
            self.refused = str(problem)


def asked_by_threads(kind: Kind, trials: Trials) -> None:
    """Eight threads ask one registry, which a ninth thread records in; then one that is alone asks.

    A registry may refuse some of it, and say so. What it answers must be right, and so must what it
    answers afterwards.
    """
    with kind.fresh() as place, place.registry() as writer:
        writer.import_lines(sample())
        for trial in trials:
            with trial as chance, place.registry() as shared:
                asked = draw(shared, chance)
                with recording(shared, f"q{trials.done}"):
                    ask_all(shared, asked)
                afterwards = draw(shared, chance)[: EIGHT // 2]
                for question in afterwards:
                    question.ask(shared)
                with place.registry() as alone:
                    judge(alone, [*asked, *afterwards])
                refused = [each.refused for each in afterwards if each.refused]
                expect(not refused, f"refused afterwards, when nobody else asks: {refused}")


def draw(registry: Registry, chance: Random) -> list[Question]:
    """Return questions for all threads, about what is recorded already."""
    (last,) = registry.newest(1)
    days = (LAST_DAY - FIRST_DAY).days
    return [
        Question(
            chance.choice(QUESTIONS),
            FIRST_DAY + timedelta(chance.randrange(days)),
            last.event.recorded_at,
        )
        for _ in range(EIGHT * EACH)
    ]


def ask_all(registry: Registry, questions: list[Question]) -> None:
    """Let eight threads begin at once, and ask each its share."""
    start = threading.Barrier(EIGHT)

    def ask_some(number: int) -> None:
        start.wait()
        for question in questions[number::EIGHT]:
            question.ask(registry)

    with ThreadPoolExecutor(EIGHT) as pool:
        list(pool.map(ask_some, range(EIGHT)))


@contextmanager
def recording(registry: Registry, name: str) -> Iterator[None]:
    """Let another thread record in the registry until the block ends."""
    over = threading.Event()

    def record() -> int:
        number = 0
        while not over.wait(0.002):
            number += 1
            registry.join(f"{name}-{number}", on=FIRST_DAY)
        return number

    with ThreadPoolExecutor(1) as pool:
        recorded = pool.submit(record)
        try:
            yield
        finally:
            over.set()
        expect(recorded.result(), "nothing was recorded meanwhile")


def judge(alone: Registry, questions: list[Question]) -> None:
    """Expect the answers of a registry that nobody else uses, where there is an answer."""
    for asked in questions:
        again = Question(asked.what, asked.on, asked.known_at)
        again.ask(alone)
        expect(asked.refused or asked.answer == again.answer, f"wrong: {asked}")
    answered = [asked for asked in questions if not asked.refused]
    expect(answered, f"refused all of it: {questions[0].refused}")
