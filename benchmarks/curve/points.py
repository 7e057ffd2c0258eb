"""What was measured of one history, and what it has to be."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs
from attrs import frozen

from ..limits import MEMORY, MILLISECONDS, TENFOLD, TIMES, Limit, Measured

PEERS_UPTO: Final = 1_000_000
"""How long a history the peers are asked about; beyond, each takes minutes."""

SLACK: Final = 1.5
"""How many times laxer than the aims `--guard` judges."""

AIMS: Final = (
    Limit("cold 1,000,000", MILLISECONDS, at_most=1_000),
    Limit("cold 1,000,000", TIMES, at_least=8),
    Limit("umadb 1,000,000", TIMES, at_least=3),
    Limit("warm 1,000,000", MILLISECONDS, at_most=250),
    Limit("warm 10,000,000", MILLISECONDS, at_most=1_500),
    Limit("eligibility 10,000,000", MILLISECONDS, at_most=3_000),
    Limit("memory 10,000,000", MEMORY, at_most=1_536),
    Limit("cold 100,000", TENFOLD, at_most=11),
    Limit("cold 1,000,000", TENFOLD, at_most=11),
    Limit("cold 10,000,000", TENFOLD, at_most=11),
)


@frozen
class Point:
    """What was measured of a history.

    Attributes:
        facts: How long it is.
        seconds: What took how long, by the names that the probes give.
        memory: MiB that a process took at most which replayed and counted, none if not measured.
        asking: MiB that one took which asked for eligibility as well.
    """

    facts: int
    seconds: Mapping[str, float]
    memory: float | None = None
    asking: float | None = None


def aims(facts: int, *, slack: float = 1.0) -> list[Limit]:
    """Return the aims for histories up to a length, laxer by a factor."""
    return [
        attrs.evolve(
            aim,
            at_least=aim.at_least and aim.at_least / slack,
            at_most=aim.at_most and aim.at_most * slack,
        )
        for aim in AIMS
        if int(aim.group.split()[1].replace(",", "")) <= facts
    ]


def judged(points: Sequence[Point]) -> list[Measured]:
    """Return what was measured in the groups that the aims speak of."""
    return [
        m
        for before, point in zip([None, *points], points, strict=False)
        for m in _of(point, before)
    ]


def _of(point: Point, before: Point | None) -> Iterable[Measured]:
    facts, took = point.facts, point.seconds
    tenths = before.seconds if before and before.facts * 10 == facts else {}
    for name in ("cold", "warm", "eligibility"):
        peer = took.get("peer") if name == "cold" else None
        yield Measured(f"{name} {facts:,}", facts, took.get(name), peer, tenth=tenths.get(name))
    yield Measured(f"umadb {facts:,}", facts, took.get("cold"), took.get("umadb"))
    yield Measured(f"memory {facts:,}", facts, None, None, point.memory)
