"""The peer: the registry a user would write with the `eventsourcing` library alone.

It is the library's own `Application` on its own SQLite module and default transcoder, used as its
documentation shows. Where there was a choice, the fastest was taken that an honest user would find:

- Events are frozen dataclasses, which the library takes beside its own classes. Aggregates would
  only be in the way: they stamp an event with the time of the import, and cost more.
- A stream per member and per unit under its own id as text (`ORIGINATOR_ID_TYPE`), which spares the
  way to UUIDs and back. Voids and counts in print have a stream each.
- Facts go to the event store, 5,000 in a transaction. `Application.save` would look at each of them
  again, for aggregates among them, and takes half as long again.
- The default transcoder knows instants but not days; the one transcoding it lacks is registered.
- Journal, durability and indexes are the library's choice: a write-ahead log, `synchronous` as
  SQLite was built, one primary key of stream and version.
- The count is one pass over the notifications in order, 5,000 at a time; what is void is asked for
  beforehand, by topic. `count` reads every fact, as a replay does that is to answer more than one
  question. `count_alone` asks for joins and leavings only, which is all that this answer needs.

What the peer lacks stays lacking: it takes whatever it is told, has no tags, and counts only.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, ClassVar

from eventsourcing.application import Application
from eventsourcing.persistence import JSONTranscoder, Notification, Transcoding
from eventsourcing.utils import get_topic

from .peer_facts import EntryVoided, Fact, MemberJoined, MemberLeft

AT_ONCE = 5000


class DayAsISO(Transcoding):
    """Days as the default transcoder writes instants."""

    type = date
    name = "date_iso"

    def encode(self, obj: date) -> str:
        """Return a day as text."""
        return obj.isoformat()

    def decode(self, data: str) -> date:
        """Return the day that a text says."""
        return date.fromisoformat(data)


class Peer(Application[str]):
    """A log of facts and the number of members by them."""

    env: ClassVar[dict[str, str]] = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "ORIGINATOR_ID_TYPE": "text",
    }

    def register_transcodings(self, transcoder: JSONTranscoder) -> None:
        """Register the transcoding that the default lacks beside those it has."""
        super().register_transcodings(transcoder)
        transcoder.register(DayAsISO())

    def append(self, facts: Iterable[Fact]) -> None:
        """Record facts in the order given."""
        for batch in _batches(facts):
            self.events.put(batch)

    def count(self, on: date, known_at: datetime) -> int:
        """Return the number of members on a day, as known at an instant, reading everything."""
        return self._count(on, known_at, ())

    def count_alone(self, on: date, known_at: datetime) -> int:
        """Return the same number, reading only what bears on it."""
        return self._count(on, known_at, (MemberJoined, MemberLeft))

    def _count(self, on: date, known_at: datetime, types: Sequence[type[Fact]]) -> int:
        told = self._told((EntryVoided,))
        voided = {fact.voids for _, fact in told if fact.timestamp <= known_at}
        last: dict[str, tuple[date, bool]] = {}
        for entry, fact in self._told(types):
            if fact.timestamp > known_at:
                break
            if not isinstance(fact, MemberJoined | MemberLeft):
                continue
            day, member = fact.effective_on, fact.originator_id
            if day <= on and entry not in voided and (member not in last or last[member][0] <= day):
                last[member] = day, isinstance(fact, MemberJoined)
        return sum(joined for _, joined in last.values())

    def _told(self, types: Sequence[type[Fact]]) -> Iterator[tuple[int, Any]]:
        """Yield the entries of some types, or of all if none is named, with their numbers."""
        decode = self.mapper.to_domain_event
        for notification in self._notifications([get_topic(cls) for cls in types]):
            yield notification.id, decode(notification)

    def _notifications(self, topics: Sequence[str]) -> Iterator[Notification]:
        start = 0
        while batch := self.recorder.select_notifications(
            start, AT_ONCE, topics=topics, inclusive_of_start=False
        ):
            yield from batch
            start = batch[-1].id


def _batches(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    facts = iter(facts)
    while batch := list(islice(facts, AT_ONCE)):
        yield batch
