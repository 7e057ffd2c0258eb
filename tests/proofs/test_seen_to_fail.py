"""The proofs see what they are there to see."""

import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBQuery, DCBSequencedEvent
from hypothesis import Phase
from stewards.events import MemberJoined, StewardElected, line
from stewards.events.entry import Entry
from stewards.events.stores import Build, InMemoryStore
from stewards.events.stores.postgres import PostgresStore
from stewards.registry import Registry

from ..concurrency.town import RECORDED, build, fact
from ..servers import Postgres
from . import columns, every, kills, kinds, models, proving, reads, syncs
from .elections import prove_elections
from .kinds import InAFile, InMemory, Memory
from .trials import Failure, Trials, bound, expect


def test_a_forged_election_is_found() -> None:
    """An election that was imported against the rules is named with its entry and the reason."""
    with Registry(InMemoryStore(), clock=lambda: RECORDED) as registry:
        build(registry, ["jc"])
        registry.elect("jc-1", unit="jc", on=date(2019, 9, 1))
        assert prove_elections(registry) == []

        forged = fact(StewardElected, member="jc-2", unit="jc")
        registry.import_lines([line(forged, 1)])
        (found,) = prove_elections(registry)

    assert (found.entry, "jc-1 (entry 10)" in found.why) == (11, True)


class Careless(InMemoryStore):
    """A store that looks at no condition."""

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record whatever it is."""
        del condition
        time.sleep(0.01)  # so that the others have decided as well
        return super().append_next(build)


def test_a_store_without_conditions_is_found(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Eight writers elect several to one seat then, and the log shows it."""
    monkeypatch.setattr(kinds, "InMemory", lambda: InMemory(Careless()))
    count = proving.prove(proving.PROOFS[0], Memory(), 3, seed)

    assert count.failures


def test_a_reader_that_stops_at_a_short_page_is_found(
    monkeypatch: pytest.MonkeyPatch, postgres_running: Postgres, seed: int
) -> None:
    """Entries that are left out because others match two items make the store differ from the model."""

    def hasty(
        store: PostgresStore, query: DCBQuery, after: int, page: int
    ) -> Iterator[DCBSequencedEvent]:
        with store.sessions.cursor() as cursor:
            found, _ = store._read(cursor, query, after=after, limit=page, return_head=False)
        yield from found
        if len(found) == page:
            yield from hasty(store, query, found[-1].position, page)

    monkeypatch.setattr(PostgresStore, "_pages", hasty)
    monkeypatch.setattr(models, "PHASES", (Phase.generate,))
    proof = next(each for each in proving.PROOFS if each.run is models.like_the_model)
    with every.kinds(lambda: postgres_running) as found:
        count = proving.prove(proof, found["postgres"], 60, seed)

    assert count.failures


def recorded(*members: str) -> list[Entry]:
    """Return the entries of members that joined, after the tenth."""
    return [Entry(n, fact(MemberJoined, member=m)) for n, m in enumerate(members, 11)]


@pytest.mark.parametrize(
    ("entries", "acknowledged", "what"),
    [
        (recorded("w1-0-2-0"), [], "not whole"),
        (recorded("w0-7-1-0", "w1-0-1-0"), ["0 1 12 13"], "recorded later"),
        (recorded("w1-0-1-0")[:0], ["0 1 11 12"], "became"),
        (recorded("w1-0-1-0", "w1-1-1-0"), [], "became"),
        (recorded("w1-0-2-0", "w1-0-2-1")[1:], [], "gaps"),
    ],
    ids=["half a command", "recorded after its end", "lost", "more than asked for", "a gap"],
)
def test_a_loss_is_found(entries: list[Entry], acknowledged: list[str], what: str) -> None:
    """What is lost, half or not where it was said to be fails the trial."""
    with pytest.raises(AssertionError, match=what):
        kills.judge(entries, 10, "w1", acknowledged)


def test_what_a_reader_misses_is_found() -> None:
    """Missed, read twice or out of order: the difference says which."""
    assert (
        reads.difference([1, 3, 3, 2], range(1, 5)) == "missed [4] of 4, 1 twice, in order: False"
    )


def test_an_append_that_does_not_wait_is_found() -> None:
    """An append that is acknowledged before the journal's folder is on disk fails the trial."""
    trace = [
        "9 fsync(3</a/r.db-journal>) = 0",
        "9 fsync(3</a/r.db>) = 0",
        '9 write(1<p>, "7\\n", 2) = 2',
    ]
    waits = syncs.waited_for(trace)

    assert waits == {7: ["/a/r.db-journal", "/a/r.db"]}
    with pytest.raises(AssertionError, match="waited for"):
        syncs.expect_on_disk("/a/r.db", waits[7])


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ('answer ["count", "2020-01-01", "2019-12-01T00:00:00+00:00", 2]', "the log says 1"),
        ("rows [2, 1, 1]", "count distinct"),
        ('problem "a file is gone"', "a file is gone"),
    ],
    ids=["another answer", "twice", "an error"],
)
def test_a_wrong_answer_from_segments_is_found(tmp_path: Path, told: str, what: str) -> None:
    """An answer that is not the log's, an entry read twice, or an error fails the trial."""
    place = InAFile(str(tmp_path / "registry.db"))
    with Registry.create(place.address, clock=lambda: RECORDED) as registry:
        registry.join("m1", on=date(2019, 9, 1))

    with pytest.raises(AssertionError, match=what):
        columns.judge(place, [told])


def test_trials_go_on_after_a_failure(seed: int) -> None:
    """What is raised in a trial is noted with the seed of that trial."""
    trials = Trials(3, seed)
    for trial in trials:
        with trial as chance:
            expect(chance.random() == random.Random(trial.seed).random(), "another chance")  # noqa: S311
            expect(trial.seed != seed + 1, "so it is")

    assert (trials.done, trials.failures) == (3, [Failure(seed + 1, "AssertionError: so it is")])


def test_the_bound_is_the_exact_one() -> None:
    """Clopper and Pearson's upper bound; without a failure close to three in so many trials."""
    assert bound(1_000, 0) == pytest.approx(1 - 0.05 ** (1 / 1_000))
    assert bound(1_000, 0) == pytest.approx(3 / 1_000, rel=0.01)
    assert bound(100, 2) == pytest.approx(0.0616, abs=1e-4)
    assert bound(5, 5) == 1.0
    assert bound(3_000, 1_000) == pytest.approx(0.3478, abs=1e-4)
