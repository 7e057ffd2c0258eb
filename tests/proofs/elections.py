"""The log itself proves that no election was let through that a rule forbade."""

from collections.abc import Iterator

from attrs import frozen
from stewards.events import StewardElected
from stewards.events.errors import StewardsError
from stewards.projections.boundary import Boundary
from stewards.registry import Registry
from stewards.registry.decisions import decide


@frozen
class Forbidden:
    """An election in the log that would not be decided again where it stands."""

    entry: int
    why: str


def prove_elections(registry: Registry) -> list[Forbidden]:
    """Decide every election of the log again, on the log up to the entry before it.

    Returns the elections that are refused there. For logs of decisions: an import records what
    happened, forbidden or not.
    """
    return list(_forbidden(registry))


def _forbidden(registry: Registry) -> Iterator[Forbidden]:
    for entry in registry.log.entries():
        if isinstance(entry.event, StewardElected):
            seen = Boundary(registry.log.store, head=entry.number - 1)
            try:
                decide(entry.event, seen, registry.agreement)
            except StewardsError as refused:
                yield Forbidden(entry.number, str(refused))
