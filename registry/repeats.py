"""A command that is repeated: what was recorded by it must be what it says."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from attrs import frozen

from ..events import TYPES, Event, Said
from ..events.entry import Entry, described
from ..events.log import Log
from ..events.reading import entry
from .commands import Command
from .errors import CommandUsed


@frozen
class Repeat:
    """What a command recorded the first time.

    Attributes:
        command: The command.
        first: The first entry that it recorded.
        last: The last one.
        entries: All of them, in order.
    """

    command: Command
    first: int
    last: int
    entries: Iterable[Entry]

    def began_with(self, said: Said) -> None:
        """Raise CommandUsed unless the first entry says the same: what else there is went with it."""
        first = next(iter(self.entries))
        if not self._same(first.event, said):
            raise self._used(first.number, f"it says something else: {described(first)}")

    def of(self, said: Iterable[Said | None]) -> range:
        """Return the numbers of the entries, if the same is recorded again.

        The same are as many facts, in the same order, with the same fields but those that the clock
        filled in. None stands for what no entry can say.

        Raises:
            CommandUsed: something else is said.
        """
        for stored, event in zip_longest(self.entries, _boxed(said)):
            if stored is None:
                raise self._used(self.last, "there are more facts now")
            if event is None:
                raise self._used(stored.number, f"not all of it is given now: {described(stored)}")
            if not self._same(stored.event, *event):
                raise self._used(stored.number, f"it says something else: {described(stored)}")
        return range(self.first, self.last + 1)

    def _same(self, recorded: Event, said: Said | None) -> bool:
        kind = TYPES[type(recorded).__name__]
        if type(said).__name__ != kind.name:
            return False
        names = (name for name in kind.fields if name not in self.command.by_clock)
        return all(getattr(recorded, name) == getattr(said, name) for name in names)

    def _used(self, entry: int, difference: str) -> CommandUsed:
        return CommandUsed(self.command.id, self.first, self.last, entry, difference)


def _boxed(said: Iterable[Said | None]) -> Iterator[tuple[Said | None]]:
    """Yield each in a tuple, so that none and the end are not the same."""
    for event in said:
        yield (event,)


def repeat_of(command: Command, log: Log) -> Repeat | None:
    """Return what a command recorded before; none if it recorded nothing yet."""
    if not command.may_be_there:
        return None
    ends = [entry(each) for each in log.store.read(command.query)]
    return repeat_between(command, ends, log) if ends else None


def repeat_between(command: Command, ends: Sequence[Entry], log: Log) -> Repeat:
    """Return what a command recorded, given its first and last entries."""
    first, last = ends[0].number, ends[-1].number
    return Repeat(command, first, last, log.entries(after=first - 1, limit=last - first + 1))
