"""One registry in the hands of several threads: every answer is that of a registry of its own."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from stewards.cli.demo.command import sample
from stewards.events import Chunk
from stewards.projections import questions as questions_asked
from stewards.projections.checks import mandates
from stewards.projections.checks.rows import Finding
from stewards.projections.replay import loading
from stewards.projections.replay.projection import Projection
from stewards.registry import ClosedReplay, ClosedStore, Registry, View

from .rosters.listing import roster, row

EIGHT = 8
EACH = 125
"""Questions of each of the eight: 1,000 in all, others in each run."""

ENTRIES = 500
FIRST = date(2015, 6, 1)
DAYS = [FIRST + timedelta(100 * number) for number in range(6)]
LIST = roster(*(row(f"M{number:05}", "jc-1") for number in range(1, 300, 7)))
BY_UNIT = "select at_unit, count(*) from members group by all order by all"

Ask = Callable[[Registry, View], object]

ASKED: dict[str, Ask] = {
    "count": lambda _registry, view: view.count(),
    "count at a unit": lambda _registry, view: view.count(unit="jck"),
    "member": lambda _registry, view: view.member("M00001"),
    "units": lambda _registry, view: view.units(gone=True),
    "unit": lambda _registry, view: view.unit("jc-6"),
    "mandates": lambda _registry, view: view.mandates(ended=True),
    "vacancies": lambda _registry, view: view.vacancies(),
    "batches": lambda _registry, view: view.batches(),
    "published": lambda _registry, view: view.published(),
    "history": lambda registry, view: registry.history(member="M00001", known_at=view.upto),
}
SELDOM: dict[str, Ask] = {
    "count in groups": lambda _registry, view: view.count(by="workplace"),
    "members": lambda _registry, view: view.members(unit="jc-1"),
    "eligibility": lambda _registry, view: view.eligibility(),
    "check": lambda _registry, view: view.check(),
    "lag": lambda _registry, view: view.lag(),
    "explain a count": lambda _registry, view: view.explain_count(unit="jck"),
    "reconcile": lambda registry, view: registry.reconcile(
        view.on_day(FIRST), view, with_members=True
    ),
    "statement": lambda registry, view: registry.statement(
        start=FIRST, months=2, known_at=view.upto
    ),
    "compare a list": lambda registry, view: registry.compare_roster(
        LIST, on=view.on, known_at=view.upto
    ),
    "SQL": lambda _registry, view: view.sql(BY_UNIT).fetchall(),
}
EVERY = ASKED | SELDOM

NO_VIEWS: Mapping[tuple[date, int], View] = {}

Question = tuple[str, date, int]
"""What is asked, of which day, known with which entry; 0 for all that is recorded at the moment."""


@pytest.fixture(autouse=True)
def _as_users_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the few entries that are recorded meanwhile be read by the codec, which is soon done."""
    monkeypatch.setattr(loading, "FEW", 2_048)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the store of a small branch."""
    path = tmp_path / "registry.db"
    with Registry.create(path) as registry:
        registry.import_lines(sample()[:ENTRIES])
    return path


@pytest.fixture
def chance(seed: int) -> Random:
    """Return chance, drawn from a seed."""
    return Random(seed)  # noqa: S311 - chance, not a secret


def knowledges(chance: Random) -> list[int]:
    """Draw what is known: up to five entries, and all that is recorded at the moment."""
    return [0, *(chance.randint(1, ENTRIES) for _ in range(5))]


def questions(chance: Random, number: int, knowledge: Sequence[int]) -> list[Question]:
    """Draw questions of mixed kinds, one in fifty of a kind that takes longer."""
    return [
        (
            chance.choice([*(SELDOM if chance.random() < 0.02 else ASKED)]),
            chance.choice(DAYS),
            chance.choice(knowledge),
        )
        for _ in range(number)
    ]


def answer(
    registry: Registry, question: Question, kept: Mapping[tuple[date, int], View] = NO_VIEWS
) -> tuple[Question, object]:
    """Return what a registry answers, and the question with the entry that it knew by then.

    It is asked of a view that is kept, where there is one.
    """
    kind, on, known_at = question
    view = kept.get((on, known_at)) or registry.view(on=on, known_at=known_at or registry.size())
    return (kind, on, view.upto), EVERY[kind](registry, view)


def judge(store: Path, answers: Iterable[tuple[Question, object]]) -> None:
    """Compare answers with those of a registry of its own, as known then; it is asked view by view."""
    by_view: dict[tuple[int, date], dict[str, list[object]]] = {}
    for (kind, on, upto), found in answers:
        by_view.setdefault((upto, on), {}).setdefault(kind, []).append(found)
    with Registry.open(store, segments=False) as alone:
        for (upto, on), kinds in sorted(by_view.items()):
            view = alone.view(on=on, known_at=upto)
            for kind, found_all in kinds.items():
                right = EVERY[kind](alone, view)
                assert all(found == right for found in found_all), (kind, on, upto)


def disturb(registry: Registry, chance: Random, number: int) -> None:
    """Record something; now and then write segments, or replay from nothing."""
    member = f"x{number}"
    registry.join(member, on=FIRST)
    if chance.random() < 0.5:
        registry.leave(member, on=FIRST + timedelta(chance.randrange(1, 700)))
    if chance.random() < 0.05:
        chance.choice([registry.keep, lambda: registry.replay(rebuild=True)])()


def test_threads_that_share_a_registry_are_answered_as_if_alone(
    store: Path, chance: Random
) -> None:
    """Eight ask 1,000 questions while a ninth records; each answer is right as known then.

    Of what is known for good, they share their views.
    """
    knowledge = knowledges(chance)
    asked = [questions(chance, EACH, knowledge) for _ in range(EIGHT)]
    with Registry.open(store) as shared, ThreadPoolExecutor(EIGHT + 1) as pool:
        done = threading.Event()

        def record() -> int:
            number = 0
            while not done.wait(0.2):
                disturb(shared, chance, number)
                number += 1
            return number

        views = {(on, n): shared.view(on=on, known_at=n) for n in knowledge if n for on in DAYS}

        def ask(drawn: Sequence[Question]) -> list[tuple[Question, object]]:
            return [answer(shared, each, views) for each in drawn]

        recording = pool.submit(record)
        asking = [pool.submit(ask, each) for each in asked]
        try:
            answers = [found for each in asking for found in each.result()]
        finally:
            done.set()
        assert recording.result() > 0

    assert len(answers) == EIGHT * EACH
    judge(store, answers)


def test_a_wrong_answer_is_noticed(store: Path) -> None:
    """The comparison sees an answer of another day."""
    with Registry.open(store) as registry:
        (kind, _, upto), found = answer(registry, ("members", DAYS[0], ENTRIES))

    with pytest.raises(AssertionError, match="members"):
        judge(store, [((kind, DAYS[-1], upto), found)])


def test_tasks_that_share_a_registry_are_answered_as_if_alone(store: Path, chance: Random) -> None:
    """Asked by way of `asyncio.to_thread`, it answers the same, while facts are recorded."""

    async def ask(registry: Registry, question: Question) -> tuple[Question, object]:
        found = await asyncio.to_thread(answer, registry, question)
        await asyncio.to_thread(registry.join, f"x{uuid4().hex}", on=FIRST)
        return found

    async def ask_all(registry: Registry) -> list[tuple[Question, object]]:
        return await asyncio.gather(
            *(ask(registry, each) for each in questions(chance, 60, knowledges(chance)))
        )

    with Registry.open(store) as registry:
        answers = asyncio.run(ask_all(registry))

    judge(store, answers)


def test_a_view_that_is_kept_answers_after_a_replay_from_nothing(store: Path) -> None:
    """What it was made of is replaced, and it answers the same; once all is closed, it says so.

    Each kind of question has a knowledge of its own, so that none finds what another has worked out.
    """
    registry = Registry.open(store)
    knowledge = {kind: ENTRIES - number for number, kind in enumerate(EVERY)}
    kept = {
        kind: [registry.view(on=DAYS[-1], known_at=upto) for _ in range(2)]
        for kind, upto in knowledge.items()
    }
    right = {kind: EVERY[kind](registry, used) for kind, (_, used) in kept.items()}
    registry.join("x1", on=FIRST)

    registry.replay(rebuild=True)

    for kind, views in kept.items():
        for view in views:
            assert EVERY[kind](registry, view) == right[kind], kind
        views.append(registry.view(on=DAYS[-1], known_at=knowledge[kind]))
    judge(
        store,
        [
            ((kind, view.on, view.upto), EVERY[kind](registry, view))
            for kind, views in kept.items()
            for view in views
        ],
    )

    registry.close()
    for kind, view in ((kind, view) for kind, views in kept.items() for view in views):
        try:
            EVERY[kind](registry, view)
        except (ClosedStore, ClosedReplay) as refused:
            assert "was closed" in str(refused)  # noqa: PT017 - an answer that was kept is right, too


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


class Held:
    """A snapshot that answers only when it is let go."""

    def __init__(self, connection: Any, began: threading.Event, go_on: threading.Event) -> None:
        self.began, self.go_on, self.close = began, go_on, connection.close
        self._connection = connection

    def execute(self, query: str, given: Mapping[str, object]) -> Any:
        """Answer, once it is let go."""
        self.began.set()
        assert self.go_on.wait(60)
        return self._connection.execute(query, given)


def asked_slowly(
    pool: ThreadPoolExecutor, projection: Projection, view: View
) -> tuple[Future[list[tuple[int]]], threading.Event, threading.Event]:
    """Count in a thread that has begun to answer by the first event, and goes on with the second."""
    began, go_on, snapshot = threading.Event(), threading.Event(), projection._snapshot

    def held() -> Held:
        projection._snapshot = snapshot
        return Held(snapshot(), began, go_on)

    projection._snapshot = held
    given = {"on_day": view.on, "upto": view.upto}
    return pool.submit(projection.ask, "count_on", ["members"], given), began, go_on


def test_a_fast_question_does_not_wait_for_a_slow_one(store: Path) -> None:
    """Nor does who records, nor who asks for what was recorded meanwhile; the slow one is right."""
    with Registry.open(store, segments=False) as registry, ThreadPoolExecutor(2) as pool:
        view = registry.view(on=FIRST)
        right, projection = view.count(unit="jck").members, view.projection
        all_members = view.count().members
        slow, began, go_on = asked_slowly(pool, projection, view)
        try:
            assert began.wait(60)
            fast = pool.submit(lambda: registry.view(on=FIRST).count(unit="jck").members)
            assert fast.result(60) == right
            registry.join("x1", on=FIRST)
            later = pool.submit(lambda: registry.view(on=FIRST).count().members)
            assert later.result(60) == all_members + 1
            assert not slow.done()
        finally:
            go_on.set()
        assert slow.result() == [(all_members,)]


def test_a_question_is_answered_from_what_was_there_when_it_was_asked(store: Path) -> None:
    """All that was replayed is taken back meanwhile, and another log takes its place."""
    with (
        Registry.open(store, segments=False) as registry,
        Registry.create(":memory:") as another,
        ThreadPoolExecutor(1) as pool,
    ):
        view = registry.view(on=FIRST)
        right, projection = view.count().members, view.projection
        slow, began, go_on = asked_slowly(pool, projection, view)
        try:
            assert began.wait(60)
            projection.catch_up(another.log.store)
            assert projection.head == 0
        finally:
            go_on.set()
        assert slow.result() == [(right,)]


def test_a_question_to_a_view_does_not_wait_for_another_one(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a view checks, it counts; two that ask it to check wait for one answer."""
    began, go_on, times = threading.Event(), threading.Event(), []

    def hold(*given: Any) -> Iterator[Finding]:
        times.append(given)
        began.set()
        assert go_on.wait(60)
        return vacancies(*given)

    vacancies = mandates.vacancies
    monkeypatch.setattr(mandates, "vacancies", hold)
    with Registry.open(store, segments=False) as registry, ThreadPoolExecutor(3) as pool:
        view = registry.view(on=FIRST)
        checking = [pool.submit(view.check) for _ in range(2)]
        try:
            assert began.wait(60)
            assert pool.submit(view.count).result(60).members > 0
        finally:
            go_on.set()
        assert checking[0].result() is checking[1].result()
    assert len(times) == 1


def test_closing_waits_for_a_question_that_is_being_answered(store: Path) -> None:
    """It is answered, and the next one is told that the registry was closed."""
    registry = Registry.open(store, segments=False)
    view = registry.view(on=FIRST)
    right, projection = view.count().members, view.projection
    with ThreadPoolExecutor(2) as pool:
        slow, began, go_on = asked_slowly(pool, projection, view)
        assert began.wait(60)
        closing = pool.submit(registry.close)
        go_on.set()
        assert slow.result() == [(right,)]
        closing.result(60)
    with pytest.raises(ClosedReplay):
        questions_asked.count(projection, FIRST, view.upto)


def test_sql_after_an_entry_reads_that_entry_alone(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The replay that is lent goes on where it was, and a view that had it lent answers as before."""
    read, take = [], loading.Load.take

    def taking(self: loading.Load, chunks: Sequence[Chunk]) -> None:
        read.append(sum(map(len, chunks)))
        take(self, chunks)

    with Registry.open(store, segments=False) as registry:
        before = registry.view(on=FIRST)
        found, waiting = before.sql(BY_UNIT).fetchall(), before.sql(BY_UNIT)
        monkeypatch.setattr(loading.Load, "take", taking)
        registry.join("x1", workplace="jc-1", on=FIRST)

        after = dict(registry.view(on=FIRST).sql(BY_UNIT).fetchall())

        assert read == [1]
        assert after == dict(found) | {"jc-1": dict(found)["jc-1"] + 1}
        assert waiting.fetchall() == before.sql(BY_UNIT).fetchall() == found


def test_a_view_asks_nothing_twice(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was worked out for one question serves the next, and the same one again."""
    asked, ask = [], Projection.ask

    def asking(
        self: Projection,
        question: str,
        columns: Sequence[str],
        given: Mapping[str, object],
        order: str | None = None,
    ) -> list[tuple[Any, ...]]:
        asked.append((question, *columns, repr(given)))
        return ask(self, question, columns, given, order)

    monkeypatch.setattr(Projection, "ask", asking)
    with Registry.open(store, segments=False) as registry:
        view = registry.view(on=DAYS[-1])
        for _ in range(2):
            view.mandates()
            view.eligibility()
            view.check()
            view.mandates(ended=True)
            view.members(unit="jck")
            view.count(unit="jck", by="workplace")
            view.lag()
            view.published()
            view.batches()
            view.became()
        view.on_day(FIRST).batches()

    assert len(asked) == len({*asked})


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
            assert each.exception() is None or isinstance(
                each.exception(), ClosedStore | ClosedReplay
            )
            assert each.exception() or each.result() == right
