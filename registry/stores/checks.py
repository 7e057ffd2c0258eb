"""What no store takes: texts that SQLite would cut short, and a batch of nothing."""

from collections.abc import Iterable, Sequence

from eventsourcing.dcb.api import DCBEvent, DCBQuery
from eventsourcing.persistence import ProgrammingError

from .errors import MalformedTag


def checked_events(events: Sequence[DCBEvent]) -> Sequence[DCBEvent]:
    """Return the events of one append if they can be recorded.

    Raises:
        eventsourcing.persistence.ProgrammingError: there is none; the words are the library's own.
        MalformedTag: a tag or type has a NUL character.
    """
    if len(events) == 0:
        raise ProgrammingError("Should be at least one event. Avoid this elsewhere")
    for event in events:
        if "\0" in event.type or "\0" in "".join(event.tags):
            _refuse_nul((event.type, *event.tags))
    return events


def checked_query(query: DCBQuery | None) -> DCBQuery:
    """Return a query if it can be answered; none is the query that everything matches.

    Raises:
        MalformedTag: it names a tag or type with a NUL character.
    """
    if query is None:
        return DCBQuery()
    for item in query.items:
        _refuse_nul((*item.types, *item.tags))
    return query


def _refuse_nul(texts: Iterable[str]) -> None:
    for text in texts:
        if "\0" in text:
            raise MalformedTag(text)
