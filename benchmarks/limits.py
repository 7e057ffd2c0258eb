"""What a run has to reach, and whether it did."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import attrs
from attrs import frozen

READS_ALL: Final = {
    *("import", "reading", "replay", "replay and UmaDB", "replay and hledger", "replay and ledger"),
    *("rows alone", "one count"),
}
"""The groups in which every fact is gone through, so that facts a second mean something."""


@frozen
class Measured:
    """What one group of measurements found.

    Attributes:
        group: What was done: `import`, `replay`, ...
        facts: How many facts the history had; how many members the union, where a list is compared.
        ours: Seconds it took us, in the round least disturbed; none if not measured.
        peer: Seconds it took the peer; none if not measured.
        memory: MiB that our process took at most; none if not measured.
        peer_memory: MiB that the peer's took at most.
        tenth: Seconds it took us with a tenth of the facts; none if not measured.
        replayed: Seconds in which the peer replays the same history; none if not measured.
    """

    group: str
    facts: int
    ours: float | None
    peer: float | None = None
    memory: float | None = None
    peer_memory: float | None = None
    tenth: float | None = None
    replayed: float | None = None


@frozen
class Limit:
    """One figure of one group, and where it begins to be bad.

    Attributes:
        group: The group of measurements.
        figure: One of `FIGURES`.
        at_least: The figure must not be lower.
        at_most: The figure must not be higher.
        facts: How many facts the history has that it speaks of; none for any.
    """

    group: str
    figure: str
    at_least: float | None = None
    at_most: float | None = None
    facts: int | None = None

    def __str__(self) -> str:
        """Return the limit as people say it."""
        if self.at_least is not None:
            return f"at least {_number(self.at_least)} {self.figure}"
        return f"at most {_number(self.at_most)} {self.figure}"


TIMES: Final = "times as fast as the peer"
FACTS: Final = "facts a second"
MILLISECONDS: Final = "ms"
MEMORY: Final = "MiB"
CLICKS: Final = "times the CPU time of importing click"
APART: Final = "times the CPU time of the same import without a people file"
TENFOLD: Final = "times as long as with a tenth of the facts"
REPLAYS: Final = "times as long as the peer's replay"

FIGURES: Final[Mapping[str, Callable[[Measured], float | None]]] = {
    TIMES: lambda m: m.peer / m.ours if m.ours and m.peer else None,
    FACTS: lambda m: m.facts / m.ours if m.ours else None,
    MILLISECONDS: lambda m: m.ours * 1000 if m.ours else None,
    MEMORY: lambda m: m.memory,
    CLICKS: lambda m: m.ours / m.peer if m.ours and m.peer else None,
    APART: lambda m: m.ours / m.peer if m.ours and m.peer else None,
    TENFOLD: lambda m: m.ours / m.tenth if m.ours and m.tenth else None,
    REPLAYS: lambda m: m.ours / m.replayed if m.ours and m.replayed else None,
}

LIMITS: Final = (
    Limit("import", TIMES, at_least=1.7),
    Limit("import people", APART, at_most=1.73),
    Limit("replay", TIMES, at_least=2.9),
    Limit("replay and UmaDB", TIMES, at_least=1.2),
    Limit("warm replay", REPLAYS, at_most=0.074),
    Limit("count", REPLAYS, at_most=0.0106),
    Limit("count by workplace", REPLAYS, at_most=0.042),
    Limit("count with ranges", REPLAYS, at_most=0.022),
    Limit("eligibility", REPLAYS, at_most=0.102),
    Limit("check", REPLAYS, at_most=0.96),
    Limit("explain eligibility", REPLAYS, at_most=0.194),
    Limit("decision", REPLAYS, at_most=0.0023),
    Limit("process --version", CLICKS, at_most=2),
    Limit("process --help", CLICKS, at_most=1.8),
    Limit("process count", CLICKS, at_most=8.1),
    Limit("process vacancies", CLICKS, at_most=11.8),
    Limit("process mandate list", CLICKS, at_most=10.7),
    Limit("process check", CLICKS, at_most=13.6),
    Limit("roster compare", TIMES, at_least=0.062),
    Limit("roster import", TIMES, at_least=0.0109),
    Limit("revert", REPLAYS, at_most=0.86),
)
"""The guards of `make bench`, for a million facts: half as lax again as what was reached, within one run.

What has no peer of its own is compared with the time in which the peer replays the same history, and a
command on the sample (`process`) with importing click.
"""

LAXER: Final = 1.5
"""How many times laxer than what was reached a guard is, and what `--guard` of the curve is than the aims."""

SAMPLE: Final = 1_813
"""How many facts the sample has."""

MILLION: Final = 1_000_000

AIMS: Final = (
    Limit("import", TIMES, at_least=4, facts=MILLION),
    Limit("import people", APART, at_most=1.1, facts=MILLION),
    Limit("replay", FACTS, at_least=1_500_000, facts=MILLION),
    Limit("replay", TIMES, at_least=8, facts=MILLION),
    Limit("replay and UmaDB", TIMES, at_least=3, facts=MILLION),
    Limit("warm replay", MILLISECONDS, at_most=120, facts=MILLION),
    Limit("warm replay", MILLISECONDS, at_most=600, facts=10 * MILLION),
    Limit("count", MILLISECONDS, at_most=60, facts=MILLION),
    Limit("count with ranges", MILLISECONDS, at_most=60, facts=MILLION),
    Limit("eligibility", MILLISECONDS, at_most=200, facts=MILLION),
    Limit("eligibility", MILLISECONDS, at_most=1_000, facts=10 * MILLION),
    Limit("eligibility", MEMORY, at_most=819, facts=10 * MILLION),
    Limit("check", MILLISECONDS, at_most=500, facts=MILLION),
    Limit("check", MILLISECONDS, at_most=250, facts=SAMPLE),
    Limit("explain eligibility", MILLISECONDS, at_most=2_000, facts=MILLION),
    Limit("decision", MILLISECONDS, at_most=20, facts=MILLION),
    Limit("roster compare", MILLISECONDS, at_most=7_000, facts=MILLION),
    Limit("roster compare", MEMORY, at_most=1_024, facts=MILLION),
    Limit("roster import", MILLISECONDS, at_most=12_000, facts=MILLION),
    Limit("roster import", MEMORY, at_most=1_024, facts=MILLION),
    Limit("revert", MILLISECONDS, at_most=10_000, facts=MILLION),
)
"""What is aimed at on two cores. `make bench` names those that are missed; `make curve` also fails."""

MOST_TENFOLD: Final = 11
"""What is aimed at for everything: with ten times the facts at most so many times as long."""


def aims(found: Iterable[Measured], *, slack: float = 1.0) -> list[Limit]:
    """Return what is aimed at for histories as long as those that were measured, laxer by a factor."""
    measured = list(found)
    lengths = {m.facts for m in measured}
    tenfold = (
        Limit(m.group, TENFOLD, at_most=MOST_TENFOLD, facts=m.facts) for m in measured if m.tenth
    )
    return [
        attrs.evolve(
            aim,
            at_least=aim.at_least and aim.at_least / slack,
            at_most=aim.at_most and aim.at_most * slack,
        )
        for aim in (*(aim for aim in AIMS if aim.facts in lengths), *tenfold)
    ]


def beside_a_tenth(found: Sequence[Measured]) -> list[Measured]:
    """Return what was measured, each with how long a tenth of its facts took."""
    ours = {(m.group, m.facts): m.ours for m in found}
    return [attrs.evolve(m, tenth=ours.get((m.group, m.facts // 10))) for m in found]


def beside_a_replay(found: Sequence[Measured]) -> list[Measured]:
    """Return what was measured of one history, each with how long the peer's replay of it took."""
    replayed = next((m.peer for m in found if m.group == "replay"), None)
    return [attrs.evolve(m, replayed=replayed) for m in found]


def broken(found: Iterable[Measured], limits: Iterable[Limit] = LIMITS) -> list[str]:
    """Return a sentence for each limit that was not kept, or not measured."""
    by_group: dict[tuple[str, int | None], Measured] = {}
    for m in found:
        by_group[m.group, m.facts] = by_group[m.group, None] = m
    sentences = (_verdict(by_group.get((limit.group, limit.facts)), limit) for limit in limits)
    return [sentence for sentence in sentences if sentence]


def guards(found: Iterable[Measured]) -> list[Limit]:
    """Return what the guards would be by what was measured: half as lax again."""
    by_group = {m.group: m for m in found}
    proposed = []
    for limit in LIMITS:
        figure = FIGURES[limit.figure](by_group[limit.group]) if limit.group in by_group else None
        if figure is not None:
            laxer = figure / LAXER if limit.at_least else figure * LAXER
            side = "at_least" if limit.at_least else "at_most"
            proposed.append(attrs.evolve(limit, **{side: laxer}))
    return proposed


def _verdict(found: Measured | None, limit: Limit) -> str | None:
    figure = None if found is None else FIGURES[limit.figure](found)
    name = limit.group if limit.facts is None else f"{limit.group} ({limit.facts:,})"
    if figure is None:
        return f"{name}: nothing was measured, but it must be {limit}"
    too_low = limit.at_least is not None and figure < limit.at_least
    too_high = limit.at_most is not None and figure > limit.at_most
    if too_low or too_high:
        return f"{name}: {_number(figure)} {limit.figure}, but it must be {limit}"
    return None


def _number(figure: float | None) -> str:
    return "nothing" if figure is None else f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"
