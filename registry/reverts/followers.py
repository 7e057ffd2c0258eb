"""Who may build on a batch: the later entries about whom and what it speaks of."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define, field
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBSequencedEvent

from ...events import EntryVoided, Family, types_of
from ...events.entry import Entry, in_order, known
from ...events.log import Log
from ...events.reading import readable
from .recorded import Progress, Recorded

TAGS_AT_ONCE: Final = 500
"""So many tags are looked up in one question."""

_MANDATES: Final = types_of(Family.MANDATES)


@define
class Later:
    """What was recorded after a batch began, as far as it may build on it.

    Attributes:
        recorded: The batch.
        members: The tags of the members whose histories are to be looked at.
        naming: The standing entries that name a unit the batch formed, each with that unit.
    """

    recorded: Recorded
    members: set[str] = field(factory=set)
    naming: dict[int, str] = field(factory=dict)
    _members: set[str] = field(init=False)
    _units: dict[str, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._members = self.recorded.members()
        self._units = {f"unit:{unit}": unit for unit in self.recorded.formed.values()}

    @classmethod
    def read(cls, log: Log, recorded: Recorded, on_progress: Progress) -> "Later":
        """Read what was recorded after the batch began, as far as it has a tag of the batch.

        However much came later, that is looked up: to pass over a log of millions takes longer.
        """
        later = cls(recorded)
        items = later._items()
        for start in range(0, len(items), TAGS_AT_ONCE):
            on_progress(recorded.head * start // len(items))
            query = DCBQuery(items[start : start + TAGS_AT_ONCE])
            for found in log.store.read(query, after=recorded.first):
                if found.position <= recorded.head:
                    later._take(log, found)
        return later

    def _items(self) -> list[DCBQueryItem]:
        """Return what finds them; a void has the tags of what it voids, and so is found with it."""
        tags = sorted(self._members | self._units.keys())
        items = [DCBQueryItem(tags=[tag]) for tag in tags]
        if self.recorded.moving:
            items.append(DCBQueryItem(types=list(_MANDATES)))
        return items

    def _take(self, log: Log, found: DCBSequencedEvent) -> None:
        number, event = found.position, found.event
        if event.type == EntryVoided.__name__:
            if self.naming:
                self._take_back(log, found)
        elif number not in self.recorded.standing:
            self.members.update(self._members.intersection(event.tags))
            if self.recorded.moving and event.type in _MANDATES:
                self.members.update(tag for tag in event.tags if tag.startswith("member:"))
            for tag in self._units.keys() & event.tags:
                self.naming[number] = self._units[tag]

    def _take_back(self, log: Log, found: DCBSequencedEvent) -> None:
        for void in readable(log.store, [found]):
            assert isinstance(void.event, EntryVoided)  # noqa: S101 -- by its type
            self.naming.pop(void.event.voids, None)


def histories(log: Log, members: set[str], head: int) -> Iterator[list[Entry]]:
    """Yield the history of each member by tag, some hundreds of them read at a time."""
    tags = sorted(members)
    for start in range(0, len(tags), TAGS_AT_ONCE):
        yield from _histories(log, tags[start : start + TAGS_AT_ONCE], head)


def _histories(log: Log, tags: Sequence[str], head: int) -> Iterator[list[Entry]]:
    found = log.store.read(DCBQuery([DCBQueryItem(tags=[tag]) for tag in tags]))
    entries = known(readable(log.store, (each for each in found if each.position <= head)))
    by_member: dict[str, list[Entry]] = {}
    for each in in_order(entries):
        by_member.setdefault(str(getattr(each.event, "member")), []).append(each)  # noqa: B009
    yield from by_member.values()
