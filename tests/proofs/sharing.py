"""One open store in several hands: threads, and both sides of a fork."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from ..stores import writer
from .kinds import Kind, Shared
from .trials import Trials, expect

THREADS = 8
APPENDS = 5


def shared_among_threads(kind: Kind, trials: Trials) -> None:
    """Let eight threads append through one open store, each on the condition of what it has read."""
    for trial in trials:
        with trial as chance, kind.fresh() as place, place.open() as store:
            seeds = [chance.randrange(1 << 30) for _ in range(THREADS)]
            with ThreadPoolExecutor(THREADS) as pool:
                written = pool.map(lambda seed, at=store: writer.write(at, seed, APPENDS), seeds)
                acknowledged = sorted(position for each in written for position in each)
            everything = list(range(1, THREADS * APPENDS + 1))
            expect(acknowledged == everything, f"acknowledged {acknowledged}")
            expect([entry.position for entry in store.read()] == everything, "the log has gaps")
            expect(not writer.broken_words(store), writer.broken_words(store))


def open_across_a_fork(kind: Shared, trials: Trials) -> None:
    """Let a process fork while one of its threads appends; then both sides append with what is open."""
    with kind.fresh() as place, place.open() as store:
        for trial in trials:
            with trial:
                before = store.size()
                with kind.workers.lend("fork_with_the_store_open", place.address) as worker:
                    told = [line.split() for line in worker.rest()]
                whose = Counter(who for who, _ in told)
                expect(whose == Counter(parent=4, thread=5, child=3), whose)
                acknowledged = sorted(int(position) for _, position in told)
                expect(acknowledged == list(range(before + 1, store.size() + 1)), acknowledged)
                expect(not place.faults(), place.faults())
