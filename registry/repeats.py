"""A command that is repeated: what was recorded by it must be what it says."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from attrs import frozen

from ..events import TYPES, Event, Said, stated
from .commands import Command
from .errors import CommandUsed
from .folds import Entry

_COMMON = ("effective_on", "recorded_at", "recorded_by")


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

    def of(self, said: Iterable[Said | None]) -> range:
        """Return the numbers of the entries, if they say what is said again.

        The same are as many facts, in the same order, with the same fields but those that the clock
        filled in. None stands for what no entry can say.

        Raises:
            CommandUsed: something else is said.
        """
        for entry, event in zip_longest(self.entries, _boxed(said)):
            if entry is None:
                raise self._used(self.last, "there are more facts now")
            if event is None:
                raise self._used(entry.number, f"not all of that is told now: {described(entry)}")
            if not self._same(entry.event, *event):
                raise self._used(entry.number, f"it says something else: {described(entry)}")
        return range(self.first, self.last + 1)

    def _same(self, recorded: Event, said: Said | None) -> bool:
        kind = TYPES[type(recorded).__name__]
        if type(said).__name__ != kind.name:
            return False
        names = (name for name in kind.fields if name not in self.command.by_clock)
        return all(getattr(recorded, name) == getattr(said, name) for name in names)

    def _used(self, entry: int, difference: str) -> CommandUsed:
        return CommandUsed(self.command.id, self.first, self.last, entry, difference)


def described(entry: Entry) -> str:
    """Return what an entry says in words, as `MemberLeft, member M00001, from 2019-09-01, by jc`."""
    event = entry.event
    own = [f"{name} {value}" for name, value in stated(event).items() if name not in _COMMON]
    day, by = f"from {event.effective_on}", f"by {event.recorded_by}"
    return ", ".join([type(event).__name__, *own, day, by])


def _boxed(said: Iterable[Said | None]) -> Iterator[tuple[Said | None]]:
    """Yield each in a tuple, so that none and the end are not the same."""
    for event in said:
        yield (event,)
