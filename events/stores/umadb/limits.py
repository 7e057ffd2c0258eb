"""What a UmaDB server can take at a time."""

from collections.abc import Sequence
from typing import Final

from eventsourcing.dcb.api import DCBEvent

from ..checks import checked_events
from ..server_errors import LargeBatch, ManyTags

LARGEST_MESSAGE: Final = 4_000_000
"""Bytes of the events of one append: a server takes messages of 4,194,304 bytes."""

LARGEST_HEAD: Final = 3_500
"""Bytes of the type and tags of one event: a server keeps them in a page of 4,096 bytes."""

_ENVELOPE: Final = 64  # bytes that an event takes in a message beside its texts, at most
_LENGTH: Final = 8  # bytes that a text takes beside its characters, at most


def fitting(events: Sequence[DCBEvent], store: str) -> Sequence[DCBEvent]:
    """Return the events of one append if a server can take them, before anything is sent.

    Raises:
        ProgrammingError, MalformedTag, LongTag, LargeEvent: see `checked_events`.
        ManyTags: the tags of an event take too much together.
        LargeBatch: the events do.
    """
    message = 0
    for event in checked_events(events):
        head = sum(len(text.encode()) + _LENGTH for text in (event.type, *event.tags))
        if head > LARGEST_HEAD:
            raise ManyTags(store, event.type, len(event.tags), LARGEST_HEAD)
        message += head + len(event.data) + _ENVELOPE
    if message > LARGEST_MESSAGE:
        raise LargeBatch(store, len(events), message, LARGEST_MESSAGE)
    return events
