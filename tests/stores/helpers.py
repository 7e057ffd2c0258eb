"""Short words for the events and queries of these tests."""

from collections.abc import Iterable, Sequence

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBSequencedEvent,
)


def told(kind: str = "Told", *tags: str, data: bytes = b'{"said":"so"}') -> DCBEvent:
    """Return an event of a type with some tags."""
    return DCBEvent(type=kind, data=data, tags=list(tags))


def item(*tags: str, types: Sequence[str] = ()) -> DCBQueryItem:
    """Return a query item of tags and types."""
    return DCBQueryItem(types=list(types), tags=list(tags))


def query(*items: DCBQueryItem) -> DCBQuery:
    """Return a query of items."""
    return DCBQuery(items=list(items))


def none_of(*items: DCBQueryItem, after: int | None = None) -> DCBAppendCondition:
    """Return the condition that nothing after a position matches the items."""
    return DCBAppendCondition(fail_if_events_match=query(*items), after=after)


def positions(entries: Iterable[DCBSequencedEvent]) -> list[int]:
    """Return the positions of what was read."""
    return [entry.position for entry in entries]
