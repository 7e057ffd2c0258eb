"""Reading entries as they are stored; what cannot be read and was voided counts as never said."""

from collections.abc import Iterable, Iterator

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBRecorder, DCBSequencedEvent

from . import EntryVoided, decode
from .entry import Entry
from .errors import UnreadableEntry


def entry(found: DCBSequencedEvent) -> Entry:
    """Return a stored event as an entry; raise UnknownEntryType or UnreadableEntry."""
    return Entry(found.position, decode(found.event.type, found.event.data, found.position))


def readable(store: DCBRecorder, found: Iterable[DCBSequencedEvent]) -> Iterator[Entry]:
    """Yield stored events as entries, without those that cannot be read and were voided.

    An entry that cannot be read has never said anything to anybody, so it is left out whatever
    knowledge is asked for: as soon as it is voided, also as known before.

    Raises:
        UnknownEntryType: this version does not know the type of an entry.
        UnreadableEntry: an entry cannot be read, and no void takes it back.
    """
    for each in found:
        try:
            yield entry(each)
        except UnreadableEntry:
            if voided_by(store, each.position) is None:
                raise


def voided_by(store: DCBRecorder, number: int) -> int | None:
    """Return the first void of an entry, whether that can be read or not; none if there is none."""
    voids = DCBQueryItem(types=[EntryVoided.__name__], tags=[f"entry:{number}"])
    for found in store.read(DCBQuery([voids])):
        try:
            void = entry(found).event
        except UnreadableEntry:
            continue  # it says nothing either
        if isinstance(void, EntryVoided) and void.voids == number:
            return found.position
    return None
