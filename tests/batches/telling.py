"""How a registry is told facts, and what a revert leaves."""

from collections.abc import Iterable

import attrs
from stewards.events import Event, line
from stewards.registry import Registry


def tell(registry: Registry, facts: Iterable[Event], batch: str | None = None) -> range:
    """Record facts as one import; as a batch, if it is named."""
    told = [attrs.evolve(each, batch=batch) if batch else each for each in facts]
    first = registry.size() + 1
    return registry.import_lines([line(each, n) for n, each in enumerate(told, first)])


def exported(registry: Registry) -> bytes:
    """Return the whole log."""
    return b"\n".join(registry.export_lines())
