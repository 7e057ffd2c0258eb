"""Queries in the parts that the library's recorder can answer, and answers it rightly."""

from collections.abc import Iterable
from typing import Final

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ..checks import checked_query

EVERYTHING: Final = DCBQuery()


def parts_of(query: DCBQuery | None) -> list[DCBQuery]:
    """Return queries that together match what a query matches.

    The recorder takes items that all have tags, or one type alone. A tag that an item repeats it
    would count twice and find once, so that the item would match nothing, and a condition hold
    that does not.

    Raises:
        MalformedTag, LongTag: see `checked_query`.
    """
    items = checked_query(query).items
    if not items or any(not (item.types or item.tags) for item in items):
        return [EVERYTHING]
    tagged = [DCBQueryItem(_once(item.types), _once(item.tags)) for item in items if item.tags]
    types = _once(each for item in items if not item.tags for each in item.types)
    alone = [DCBQuery([DCBQueryItem(types=[each])]) for each in types]
    return [DCBQuery(tagged), *alone] if tagged else alone


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
