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
    """What was recorded after a batch began that names a unit of it, or rests on where units lie.

    Attributes:
        recorded: The batch.
        members: The tags of the members whose histories are to be looked at.
        naming: The standing entries that name a unit the batch formed, each with that unit.
    """

    recorded: Recorded
    members: set[str] = field(init=False)
    naming: dict[int, str] = field(factory=dict)
    _units: dict[str, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.members = self.recorded.members()
        self._units = {f"unit:{unit}": unit for unit in self.recorded.formed.values()}

    @property
    def _lays(self) -> bool:
        """Whether the batch says where units lie: an office held for several rests on that."""
        return bool(self.recorded.moving or self.recorded.formed)

    @classmethod
    def read(cls, log: Log, recorded: Recorded) -> "Later":
        """Look up what was recorded after the batch began; a void has the tags of what it voids."""
        later = cls(recorded)
        items = [DCBQueryItem(tags=[tag]) for tag in sorted(later._units)]
        if later._lays:
            items.append(DCBQueryItem(types=list(_MANDATES)))
        for start in range(0, len(items), TAGS_AT_ONCE):
            query = DCBQuery(items[start : start + TAGS_AT_ONCE])
            for found in log.store.read(query, after=recorded.first):
                if found.position <= recorded.head:
                    later._take(log, found)
        return later

    def _take(self, log: Log, found: DCBSequencedEvent) -> None:
        number, event = found.position, found.event
        if event.type == EntryVoided.__name__:
            if self.naming:
                self._take_back(log, found)
        elif number not in self.recorded.standing:
            if self._lays and event.type in _MANDATES:
                self.members.update(_members_in(event.tags))
            for tag in self._units.keys() & event.tags:
                self.naming[number] = self._units[tag]

    def _take_back(self, log: Log, found: DCBSequencedEvent) -> None:
        for void in readable(log.store, [found]):
            assert isinstance(void.event, EntryVoided)  # noqa: S101 -- by its type
            self.naming.pop(void.event.voids, None)


def histories(
    log: Log, members: set[str], recorded: Recorded, on_progress: Progress
) -> Iterator[list[Entry]]:
    """Yield the history of each member by tag of whom something was recorded after the batch began.

    They are looked up, some hundreds at a time: to pass over a log of millions takes longer.
    """
    tags = sorted(members)
    for start in range(0, len(tags), TAGS_AT_ONCE):
        on_progress(recorded.head * start // len(tags))
        yield from _histories(log, tags[start : start + TAGS_AT_ONCE], recorded)


def _histories(log: Log, tags: Sequence[str], recorded: Recorded) -> Iterator[list[Entry]]:
    query = DCBQuery([DCBQueryItem(tags=[tag]) for tag in tags])
    found = [each for each in log.store.read(query) if each.position <= recorded.head]
    later = {
        tag for each in found if _follows(each, recorded) for tag in _members_in(each.event.tags)
    }
    about = (each for each in found if not later.isdisjoint(each.event.tags))
    by_member: dict[str, list[Entry]] = {}
    for each in in_order(known(readable(log.store, about))):
        by_member.setdefault(str(getattr(each.event, "member")), []).append(each)  # noqa: B009
    yield from by_member.values()


def _follows(found: DCBSequencedEvent, recorded: Recorded) -> bool:
    """Return whether an entry is a fact that was recorded after a batch began, and not with it."""
    number, kind = found.position, found.event.type
    is_later = number > recorded.first and number not in recorded.standing
    return is_later and kind != EntryVoided.__name__


def _members_in(tags: Sequence[str]) -> Iterator[str]:
    return (tag for tag in tags if tag.startswith("member:"))
