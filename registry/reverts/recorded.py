"""What a batch recorded, as far as it still stands: what a revert needs of it, and no more."""

from collections.abc import Callable
from typing import Final

from attrs import define, field
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBSequencedEvent

from ...events import (
    CategoryChanged,
    EntryVoided,
    Event,
    UnitFormed,
    WorkplaceConfirmed,
    types_setting,
)
from ...events.entry import in_order, known
from ...events.log import Log
from ...events.reading import readable
from ...projections.organisation.fold import Organisation

Progress = Callable[[int], None]

PROGRESS_EVERY: Final = 1_000  # entries
_MOVING: Final = {*types_setting("parent", "merger")} - {UnitFormed.__name__}
_IDLE: Final = {CategoryChanged.__name__, WorkplaceConfirmed.__name__}
"""On these no later entry builds: whether somebody is a member, where and in which office stays as it is."""


@define
class Recorded:
    """A batch, as the log stood when it was read.

    Attributes:
        batch: Its id.
        head: The last entry of the log at that time.
        standing: The tags of each of its entries that stand, by number.
        formed: The unit that one of these formed, by the number of the entry; not one that an entry
            outside the batch formed as well, with another first day.
        moving: Those of them that move or merge units, so that others come to lie elsewhere.
        idle: Those of them that nothing can build on, whatever comes later.
        own_voids: What the voids among its entries take back of others, by the number of the void.
        taken_back_by: The voids of its entries by number, each with the batch it belongs to.
    """

    batch: str
    head: int
    standing: dict[int, list[str]] = field(factory=dict)
    formed: dict[int, str] = field(factory=dict)
    moving: set[int] = field(factory=set)
    idle: set[int] = field(factory=set)
    own_voids: dict[int, int] = field(factory=dict)
    taken_back_by: dict[int, str | None] = field(factory=dict)

    @classmethod
    def read(cls, log: Log, batch: str, head: int, on_progress: Progress) -> "Recorded":
        """Read a batch from the log up to an entry; it is empty if nothing belongs to it."""
        recorded = cls(batch, head)
        query = DCBQuery([DCBQueryItem(tags=[recorded.tag])])
        for number, found in enumerate(log.store.read(query)):
            if found.position > recorded.head:
                break
            if number % PROGRESS_EVERY == 0:
                on_progress(found.position)
            recorded._take(log, found)
        if recorded.formed:
            recorded._leave_out_formed_elsewhere(log)
        return recorded

    @property
    def tag(self) -> str:
        """The tag of its entries, which the voids of its entries bear as well."""
        return f"batch:{self.batch}"

    @property
    def first(self) -> int:
        """The first of its entries that stand."""
        return next(iter(self.standing))

    def members(self) -> set[str]:
        """Return the tags of the members on whom something may have been built."""
        tags = (tag for n, borne in self.standing.items() if n not in self.idle for tag in borne)
        return {tag for tag in tags if tag.startswith("member:")}

    def _take(self, log: Log, found: DCBSequencedEvent) -> None:
        number, kind = found.position, found.event.type
        if kind == EntryVoided.__name__:
            for void in readable(log.store, [found]):
                self._take_void(number, void.event)
            return
        self.standing[number] = found.event.tags
        if kind in _IDLE:
            self.idle.add(number)
        elif kind in _MOVING:
            self.moving.add(number)
        elif kind == UnitFormed.__name__:
            for each in readable(log.store, [found]):
                assert isinstance(each.event, UnitFormed)  # noqa: S101 -- by its type
                self.formed[number] = each.event.unit

    def _leave_out_formed_elsewhere(self, log: Log) -> None:
        types = [UnitFormed.__name__, EntryVoided.__name__]
        found = (
            each
            for name in types
            for each in log.store.read(DCBQuery([DCBQueryItem(types=[name])]))
            if each.position <= self.head
        )
        organisation = Organisation(in_order(known(readable(log.store, found))))
        for number, unit in list(self.formed.items()):
            others = {each.number for each in organisation.formings(unit)} - self.standing.keys()
            if others:
                del self.formed[number]

    def _take_void(self, number: int, event: Event) -> None:
        assert isinstance(event, EntryVoided)  # noqa: S101 -- by its type
        if self.standing.pop(event.voids, None) is not None:
            self.taken_back_by[number] = event.batch
            self.formed.pop(event.voids, None)
            self.moving.discard(event.voids)
        elif event.batch == self.batch:
            self.own_voids[number] = event.voids
