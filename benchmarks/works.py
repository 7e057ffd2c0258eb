"""What is measured of a history of one length, the peers beside us: a line of the table each."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import frozen
from stewards.tests.servers import umadb_server

from . import rosters
from .asked import ON
from .limits import Measured, beside_a_replay
from .making import Made
from .measuring import STEWARDS, Side, best, command, probe, probed, row, told
from .postings import ACCOUNTANTS, asking, missing

BESIDE: Final = 1_000_000
"""How long a history the peers are asked about, and how large a union has a list; else it takes minutes."""


@frozen
class Work:
    """One thing to do, and how to measure it.

    Attributes:
        name: What it is called.
        measure: Yields the lines of the table that it makes.
        upto: The longest history that it is measured with.
    """

    name: str
    measure: Callable[[Made], Iterator[Measured]]
    upto: int = 10 * BESIDE


def measured(made: Made) -> list[Measured]:
    """Measure every work that a history of this length is measured with."""
    works = (work for work in WORKS if made.facts <= work.upto)
    found = [line for work in works for line in shown(work.measure(made))]
    return beside_a_replay(found)


def shown(lines: Iterable[Measured]) -> Iterator[Measured]:
    """Yield lines of the table, each printed at once, lest a failure after it costs the figures."""
    for line in lines:
        print(line, file=sys.stderr, flush=True)
        yield line


def _import(made: Made) -> Iterator[Measured]:
    """Import a file of the interchange format into a new store."""
    store = made.scratch()
    ours = probed("importing", made.history, store, rounds=1)["import"]
    made.keep(store)
    peer = probed("peer_importing", made.history, made.scratch(), rounds=1)["import"]
    yield row("import", made.facts, ours, peer)
    yield row("reading", made.facts, None, probed("peer_reading", made.history)["reading"])


def _people(made: Made) -> Iterator[Measured]:
    """Import people who are all new, each kept apart, beside the same import without a people file."""

    def kept(how: str) -> Side:
        given = made.joinings
        return best(lambda: probe("importing_people", given, made.scratch(), how))[how]

    yield row("import people", made.facts, kept("apart"), kept("ids"))


def _replay(made: Made) -> Iterator[Measured]:
    """Count from a log on disk, by the log alone; and what others need for the same count."""
    ours = probed("cold", made.store)["cold"]
    if made.facts > BESIDE:
        yield row("replay", made.facts, ours)
        return
    yield row("replay", made.facts, ours, probed("peer", made.peer)["peer"])
    with umadb_server() as server:
        probe("make", "umadb", server.url, made.store)
        yield row("replay and UmaDB", made.facts, ours, probed("umadb", server.url)["umadb"])
    yield row("one count", made.facts, None, probed("peer_alone", made.peer)["peer"])
    yield row("rows alone", made.facts, None, probed("rows", made.store)["rows"])


def _postings(made: Made) -> Iterator[Measured]:
    """Ask for the count by workplace on a day, where others have the history as postings."""
    ours = probed("cold_by_workplace", made.store)["cold"]
    for accountant in ACCOUNTANTS:
        if said := missing(accountant):
            print(said)
            continue
        asked = asking(accountant, made.journal, ON)
        yield row(f"replay and {accountant}", made.facts, ours, command(*asked, rounds=1))


def _warm(made: Made) -> Iterator[Measured]:
    """Open by the segments that were written before; the peer keeps nothing between two questions."""
    writing = probed("writing", made.store)["writing"]
    found = probed("warm", made.store)
    yield row("warm replay", made.facts, found["warm"])
    yield row("count", made.facts, found["further"])
    yield row("count by workplace", made.facts, found["by workplace"])
    yield row("writing segments", made.facts, writing)


def _eligibility(made: Made) -> Iterator[Measured]:
    """Ask for the verdict and the stewards of every workplace, for a first day and for another one."""
    found = probed("asking", made.store)
    yield row("first eligibility", made.facts, found["first"])
    yield row("eligibility", made.facts, found["further"])


def _check(made: Made) -> Iterator[Measured]:
    """Look for all that is odd on a day."""
    yield row("check", made.facts, probed("checking", made.store)["check"])


def _ranges(made: Made) -> Iterator[Measured]:
    """Count with at least and at most, a tenth of the facts about members with windows."""
    yield row("count with ranges", made.facts, probed("warm", made.windows)["further"])


def _explain(made: Made) -> Iterator[Measured]:
    """Explain why a workplace may elect, after thousands of late moves there."""
    yield row("explain eligibility", made.facts, probed("explaining", made.late)["explain"])


def _decision(made: Made) -> Iterator[Measured]:
    """Elect a steward at a workplace of 200."""
    store = made.scratch(made.store)
    yield row("decision", made.facts, probed("electing", store, rounds=1)["elect"])


def _roster(made: Made) -> Iterator[Measured]:
    """Compare a list of the whole union with its registry, and take it in: whole commands, from nothing."""
    store, roster = made.union, made.roster
    peer = best(lambda: told("polars_peer", roster, made.members))["list"]
    on = ("--on", rosters.DAY)
    compare = (STEWARDS, "--store", store, "roster", "compare", roster, *on, "-o", "json")
    yield row("roster compare", made.facts, command(*compare, accepted=(0, 1)), peer)
    take_in = (STEWARDS, "--store", made.scratch(store), "roster", "import", roster, *on)
    yield row("roster import", made.facts, command(*take_in, rounds=1), peer)
    at_hand = probed("listing", store, roster)["list"]
    yield row("list against list", made.facts, at_hand, peer)


def _revert(made: Made) -> Iterator[Measured]:
    """Take back an old batch of 91,500 entries, if there are a million members: a whole command."""
    store = made.scratch(made.union)
    line = (STEWARDS, "--store", store, "batch", "revert", rosters.OLD_BATCH, "--reason", "wrong")
    yield row("revert", made.facts, command(*line, rounds=1))


WORKS: Final = (
    Work("import", _import, BESIDE),
    Work("people", _people, BESIDE),
    Work("replay", _replay),
    Work("postings", _postings, BESIDE),
    Work("warm", _warm),
    Work("eligibility", _eligibility),
    Work("check", _check),
    Work("ranges", _ranges, BESIDE),
    Work("explain", _explain, BESIDE),
    Work("decision", _decision, BESIDE),
    Work("roster", _roster, BESIDE),
    Work("revert", _revert, BESIDE),
)
"""In the order in which they are measured."""
