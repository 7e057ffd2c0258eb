"""What no store takes, so that a registry can move from any store to any other."""

from collections.abc import Sequence
from typing import Final

from eventsourcing.dcb.api import DCBEvent, DCBQuery
from eventsourcing.persistence import ProgrammingError

from .errors import LargeEvent, LongTag, MalformedTag

LONGEST_TAG: Final = 200
"""Bytes of a tag or a type in UTF-8: PostgreSQL's indexes end at 2,704, UmaDB's pages at 4,000."""

LARGEST_DATA: Final = 1 << 20
"""Bytes of what an event stores: UmaDB takes messages below four times as much."""


def checked_events(events: Sequence[DCBEvent]) -> Sequence[DCBEvent]:
    """Return the events of one append if they can be recorded.

    Raises:
        eventsourcing.persistence.ProgrammingError: there is none; the words are the library's own.
        MalformedTag: a tag or type has a NUL character, or half of a surrogate pair.
        LongTag, LargeEvent: a tag, a type or the data are too long.
    """
    if len(events) == 0:
        raise ProgrammingError("Should be at least one event. Avoid this elsewhere")
    for event in events:
        if not _plain("".join(event.tags) + event.type):
            for text in (event.type, *event.tags):
                _check(text)
        if len(event.data) > LARGEST_DATA:
            raise LargeEvent(event.type, len(event.data), LARGEST_DATA)
    return events


def checked_query(query: DCBQuery | None) -> DCBQuery:
    """Return a query if it can be answered; none is the query that everything matches.

    Raises:
        MalformedTag, LongTag: it names a tag or type that cannot be recorded.
    """
    if query is None:
        return DCBQuery()
    for item in query.items:
        for text in (*item.types, *item.tags):
            _check(text)
    return query


def _plain(text: str) -> bool:
    return len(text) <= LONGEST_TAG and text.isascii() and "\0" not in text


def _check(text: str) -> None:
    if _plain(text):
        return
    if "\0" in text:
        raise MalformedTag(text)
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise MalformedTag(text, "half of a surrogate pair") from None
    if size > LONGEST_TAG:
        raise LongTag(text, size, LONGEST_TAG)
