"""That a new generation answers what the log before it answered: asked of both, and compared.

Only what is about somebody who is forgotten differs between the two, so the knowledges to compare are
those with each entry about them, and with the last one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
from attrs import frozen

from ...events.entry import Entry, parts
from ...projections.membership.fold import first_day
from ...projections.membership.series import Series
from ...projections.questions import counts_through
from ...projections.rules.stated import RuleStated
from .asked import Asked
from .errors import GenerationDiffers

if TYPE_CHECKING:
    from ...projections.membership.series import Cell, Numbers
    from ...projections.view import View

T = TypeVar("T")

MOST_KNOWLEDGES: Final = 50
"""Of more, the last one and so many others, evenly spread."""
MOST_PLACED: Final = 300
"""Of more days, members are counted by place on so many, and on those of facts about whoever is forgotten."""
MOST_MANDATES: Final = 40
"""Of more days and knowledges on which mandates may differ, so many, evenly spread."""

_DAYS_AT_ONCE: Final = 500
_ENTRIES: Final = frozenset({"entry", "ended_by", "ending_entry"})


@frozen
class Compared:
    """How much was compared.

    Attributes:
        days: Days on which members were counted by category, with the knowledge that has most.
        placed: Days on which they were counted by workplace and unit, with the same one.
        knowledges: Knowledges.
        mandates: Pairs of a day and a knowledge at which mandates and vacancies were listed.
    """

    days: int
    placed: int
    knowledges: int
    mandates: int


@frozen
class Proof:
    """Two registries that must answer alike.

    Attributes:
        to: Where the second one is to be, for messages.
        here: The log.
        there: Its new generation.
        size: How many entries of the log were copied.
        histories: Every entry about those who are forgotten, each person's by itself.
        was: Who each new id was.
        advance: Told how many of 100 parts are done.
    """

    to: str
    here: Asked
    there: Asked
    size: int
    histories: Sequence[Sequence[Entry]]
    was: Mapping[str, str]
    advance: Callable[[int], None]

    def compared(self) -> Compared:
        """Compare everything; raise GenerationDiffers for the first answer that is another one."""
        every = sorted({entry.number for history in self.histories for entry in history})
        knowledges = [*_spread([n for n in every if n < self.size], MOST_KNOWLEDGES), self.size]
        numbers = []
        for done, upto in enumerate(knowledges):
            numbers.append(self._count(upto))
            self.advance(80 * (done + 1) // len(knowledges))
        moments = _spread(list(self._moments(knowledges)), MOST_MANDATES)
        for done, (upto, day) in enumerate(moments):
            self._list(upto, day)
            self.advance(80 + 20 * (done + 1) // len(moments))
        return Compared(*max(numbers), len(knowledges), len(moments))

    def _views(self, upto: int, day: date) -> "tuple[View, View]":
        return self.here.view(on=day, known_at=upto), self.there.view(on=day, known_at=upto + 1)

    def _count(self, upto: int) -> tuple[int, int]:
        """Compare the counts of each day by category, and where they can differ by place; all at last."""
        turns = self._turns()
        here, there = self._views(upto, max(turns, default=date.min))
        self._refuse("the days on which anything changes", here.on, upto, here.days(), there.days())
        every = sorted({*here.days(), *turns})
        placed = sorted(turns.union(_spread(every, MOST_PLACED) if upto == self.size else ()))
        for by, days in (("category", every), ("workplace", placed), ("unit", placed)):
            for start in range(0, len(days), _DAYS_AT_ONCE):
                some = days[start : start + _DAYS_AT_ONCE]
                ours, theirs = (_counted(view, some, by) for view in (here, there))
                for cell in sorted(ours.keys() | theirs.keys(), key=str):
                    what = f"the count of members by {by}"
                    self._refuse(what, cell[0], upto, _said(ours, cell), _said(theirs, cell))
        return len(every), len(placed)

    def _moments(self, knowledges: Iterable[int]) -> Iterator[tuple[int, date]]:
        """Yield where mandates are listed: with each knowledge on their last day, at last on each day."""
        turns = sorted(self._turns())
        yield from ((upto, turns[-1]) for upto in knowledges if turns)
        yield from ((self.size, day) for day in turns[:-1])

    def _turns(self) -> set[date]:
        """Return the days on which anything is said of those who are forgotten."""
        return {day for history in self.histories for entry in history for day in _days(entry)}

    def _list(self, upto: int, day: date) -> None:
        here, there = self._views(upto, day)
        asked: list[tuple[str, Callable[[View], Sequence[Any]]]] = [
            ("the list of mandates", lambda view: view.mandates(ended=True)),
            ("the list of vacancies", lambda view: view.vacancies()),
        ]
        for what, question in asked:
            ours = [self._as_before(row, shift=0) for row in question(here)]
            theirs = [self._as_before(row, shift=1) for row in question(there)]
            self._refuse(what, day, upto, sorted(ours), sorted(theirs))

    def _as_before(self, row: Any, *, shift: int) -> str:
        """Return a row of the new generation as the log before it would have it, in words."""
        return str(
            {
                name: value - shift if name in _ENTRIES and value else self._renamed(value)
                for name, value in attrs.asdict(row, recurse=False).items()
            }
        )

    def _renamed(self, value: Any) -> Any:
        if isinstance(value, RuleStated):  # where it was agreed, the number of an entry says
            return f"{value.path} {value.value}"
        if isinstance(value, str):
            return self.was.get(value, value)
        if isinstance(value, tuple):
            return sorted(map(self._renamed, value))  # as ids are, which have another order now
        return value

    def _refuse(self, what: str, day: date, upto: int, here: Any, there: Any) -> None:
        if here != there:
            ours, theirs = _first_differing(here, there)
            raise GenerationDiffers(self.to, what, day, upto, ours, theirs)


def _counted(view: "View", days: Sequence[date], by: str) -> "dict[Cell, Numbers]":
    return counts_through(
        view.projection,
        days,
        view.upto,
        Series(None, None, by, 1, None),
        with_doubt=view.has_windows,
    )


def _said(found: "dict[Cell, Numbers]", cell: "Cell") -> str:
    members, less, more = found.get(cell, (0, 0, 0))
    return f"{members} in {cell[1]} (of {members - less} to {members + more})"


def _first_differing(here: Any, there: Any) -> tuple[str, str]:
    if isinstance(here, str):
        return here, there
    for ours, theirs in zip(here, there, strict=False):
        if ours != theirs:
            return str(ours), str(theirs)
    return f"{len(here)} of them", f"{len(there)} of them"


def _days(entry: Entry) -> Iterator[date]:
    for part in parts(entry):
        yield from (part.event.effective_on, first_day(part))


def _spread(found: Sequence[T], most: int) -> list[T]:
    if len(found) <= most:
        return list(found)
    return [found[place * len(found) // most] for place in range(most)]
