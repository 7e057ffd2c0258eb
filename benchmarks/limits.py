"""What a run has to reach, and whether it did."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from attrs import frozen

READS_ALL: Final = {"import", "reading", "replay", "replay and UmaDB", "rows alone", "one count"}
"""The groups in which every fact is gone through, so that facts a second mean something."""

PEER: Final = "test_peer"
"""How the names of the peer's benchmarks begin; all others in a group are ours."""


@frozen
class Measured:
    """What one group of benchmarks found.

    Attributes:
        group: What was done: `import`, `replay`, ...
        facts: How many facts the log had.
        ours: Seconds it took us, in the round least disturbed; none if not measured.
        peer: Seconds it took the peer; none if not measured.
        memory: MiB that our process took at most; none if it was not one of its own.
        tenth: Seconds it took us with a tenth of the facts; none if not measured.
    """

    group: str
    facts: int
    ours: float | None
    peer: float | None
    memory: float | None = None
    tenth: float | None = None


@frozen
class Limit:
    """One figure of one group, and where it begins to be bad.

    Attributes:
        group: The group of benchmarks.
        figure: One of `FIGURES`.
        at_least: The figure must not be lower.
        at_most: The figure must not be higher.
    """

    group: str
    figure: str
    at_least: float | None = None
    at_most: float | None = None

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
BEHIND: Final = "times the CPU time with nothing behind the batch"
TENFOLD: Final = "times as long as a tenth of the facts"

FIGURES: Final[Mapping[str, Callable[[Measured], float | None]]] = {
    TIMES: lambda m: m.peer / m.ours if m.ours and m.peer else None,
    FACTS: lambda m: m.facts / m.ours if m.ours else None,
    MILLISECONDS: lambda m: m.ours * 1000 if m.ours else None,
    MEMORY: lambda m: m.memory,
    CLICKS: lambda m: m.ours / m.peer if m.ours and m.peer else None,
    APART: lambda m: m.ours / m.peer if m.ours and m.peer else None,
    BEHIND: lambda m: m.ours / m.peer if m.ours and m.peer else None,
    TENFOLD: lambda m: m.ours / m.tenth if m.ours and m.tenth else None,
}

LIMITS: Final = (
    Limit("import", TIMES, at_least=1.8),  # aimed at 3.0: docs/performance.md
    Limit("import people", APART, at_most=1.7),  # aimed at 1.1
    Limit("revert", BEHIND, at_most=1.6),
    Limit("replay", TIMES, at_least=5.5),  # aimed at 8 and 1,000,000: docs/replay.md
    Limit("replay", FACTS, at_least=650_000),
    Limit("replay and UmaDB", TIMES, at_least=2),  # aimed at 3
    Limit("warm replay", MILLISECONDS, at_most=375),  # aimed at 250
    Limit("count", MILLISECONDS, at_most=60),
    Limit("decision", MILLISECONDS, at_most=20),
    Limit("command", MILLISECONDS, at_most=600),
    Limit("process --version", CLICKS, at_most=2.5),
    Limit("process --help", CLICKS, at_most=2.5),
    Limit("process count", CLICKS, at_most=8.5),  # aimed at 7
    Limit("process vacancies", CLICKS, at_most=9.5),  # aimed at 9
    Limit("process mandate list", CLICKS, at_most=9.5),  # aimed at 9
    Limit("process check", CLICKS, at_most=12),
    Limit("roster compare", MILLISECONDS, at_most=15_000),
    Limit("roster compare", MEMORY, at_most=2048),
    Limit("roster import", MILLISECONDS, at_most=60_000),
    Limit("roster import", MEMORY, at_most=2048),
)
"""The limits for a million facts on two cores; `command` and `process` are the command line on the sample.

A roster is of a million members, in a registry of four million facts.
"""


def _number(figure: float | None) -> str:
    return "nothing" if figure is None else f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def measured(report: Mapping[str, Any]) -> list[Measured]:
    """Return what a report of pytest-benchmark says, by group, in the order they ran."""
    groups: dict[str, dict[str, Any]] = {}
    for benchmark in report["benchmarks"]:
        found = groups.setdefault(benchmark["group"], {"facts": 0, "ours": None, "peer": None})
        side = "peer" if benchmark["name"].startswith(PEER) else "ours"
        found[side] = benchmark["stats"]["min"]
        found["facts"] = benchmark["extra_info"]["facts"]
        if "MiB" in benchmark["extra_info"]:
            found["memory"] = benchmark["extra_info"]["MiB"]
    return [Measured(group, **found) for group, found in groups.items()]


def broken(found: Iterable[Measured], limits: Iterable[Limit] = LIMITS) -> list[str]:
    """Return a sentence for each limit that was not kept, or not measured."""
    by_group = {m.group: m for m in found}
    sentences = (_verdict(by_group.get(limit.group), limit) for limit in limits)
    return [sentence for sentence in sentences if sentence]


def _verdict(found: Measured | None, limit: Limit) -> str | None:
    figure = None if found is None else FIGURES[limit.figure](found)
    if figure is None:
        return f"{limit.group}: nothing was measured, but it must be {limit}"
    too_low = limit.at_least is not None and figure < limit.at_least
    too_high = limit.at_most is not None and figure > limit.at_most
    if too_low or too_high:
        return f"{limit.group}: {_number(figure)} {limit.figure}, but it must be {limit}"
    return None
