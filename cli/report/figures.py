"""The numbers of a report, and which of them are hidden where small ones are.

A number under five could tell who is meant. So it is not shown, and neither is any other from which it
could be worked out: every hidden number can be another one, while all that is shown stays as it is.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from typing import Final

from attrs import define, field, frozen

Sum = Mapping[Hashable, int]

_WITHHELD: Final = "-"
_STEPS: Final = 8
_TRIES: Final = 2000


@frozen
class Figure:
    """A number of people that is shown.

    Attributes:
        key: What it counts: wherever the same is shown, it has the same key.
        number: How many.
    """

    key: Hashable
    number: int


@define
class Sheet:
    """Every number of people that a report shows, and what a reader can work out from others.

    Attributes:
        least: The least number that is shown; none where all are.
        figures: The numbers by their keys.
        sums: What comes to nought: for each such sum, the keys with how often each goes in.
    """

    least: int | None = None
    figures: dict[Hashable, Figure] = field(factory=dict, init=False)
    sums: list[Sum] = field(factory=list, init=False)
    _hidden: "Hidden | None" = field(default=None, init=False)

    def figure(self, key: Hashable, number: int) -> Figure:
        """Put down a number that is shown."""
        return self.figures.setdefault(key, Figure(key, number))

    def adds_up(self, total: Figure, *parts: Figure | tuple[int, Figure]) -> None:
        """Put down that a number is the sum of others, some of them with a sign."""
        found: dict[Hashable, int] = {total.key: -1}
        for part in parts:
            sign, figure = part if isinstance(part, tuple) else (1, part)
            found[figure.key] = found.get(figure.key, 0) + sign
        self.sums.append({key: sign for key, sign in found.items() if sign})

    def hides(self, figure: Figure) -> bool:
        """Return whether a number is hidden; ask once all of them are put down."""
        return self.least is not None and figure.key in self._found(self.least).every

    def instead(self, figure: Figure) -> str:
        """Return what is shown in place of a number that is hidden."""
        least = self.least or 0
        if figure.key in self._found(least).withheld:
            return _WITHHELD
        return f"<{least}" if abs(figure.number) < least else f"{least}+"

    def _found(self, least: int) -> "Hidden":
        if self._hidden is None:
            numbers = {key: each.number for key, each in self.figures.items()}
            self._hidden = hidden(numbers, self.sums, least)
        return self._hidden


@frozen
class Hidden:
    """Which numbers are hidden.

    Attributes:
        every: All of them.
        withheld: Those of which not even that is said on which side of the least one they are.
    """

    every: Set[Hashable]
    withheld: Set[Hashable] = frozenset()


def hidden(numbers: Mapping[Hashable, int], sums: Sequence[Sum], least: int) -> Hidden:
    """Return which numbers are hidden, so that nobody can tell any under a least one.

    Args:
        numbers: The numbers by their keys.
        sums: What comes to nought, as everybody knows.
        least: The least number that is shown.
    """
    small = sorted((key for key, number in numbers.items() if abs(number) < least), key=str)
    found, withheld = set(small), set[Hashable]()
    moves = _Moves(numbers, sums, least, found)
    for key in small:  # what could be another one still can when more is hidden
        while key not in withheld and not moves.can_be_another(key):
            shown, around = moves.next_to_hide(key)
            if shown is None:
                withheld |= around
            else:
                found.add(shown)
    return Hidden(found, withheld)


@define
class _Moves:
    """How hidden numbers can be others, while all that is shown stays as it is."""

    numbers: Mapping[Hashable, int]
    sums: Sequence[Sum]
    least: int
    hidden: set[Hashable]
    _of: dict[Hashable, list[Sum]] = field(init=False)
    _tries: int = field(default=0, init=False)

    @_of.default
    def _sums_of_each(self) -> dict[Hashable, list[Sum]]:
        found: dict[Hashable, list[Sum]] = {}
        for each in self.sums:
            for key in each:
                found.setdefault(key, []).append(each)
        return found

    def can_be_another(self, key: Hashable) -> bool:
        """Return whether a hidden number can be one more, or one less, than it is."""
        self._tries = 0
        return any(
            self._is_possible(key, by) and self._can_be_made_good({key: by}) for by in (1, -1)
        )

    def next_to_hide(self, key: Hashable) -> tuple[Hashable | None, Set[Hashable]]:
        """Return the smallest number shown in a sum with it, or with one in a sum with it, and so on.

        And all that were looked at; where none is shown, that is everything it hangs together with.
        """
        reached, edge = {key}, {key}
        while edge:
            edge = {k for each in edge for s in self._of.get(each, ()) for k in s} - reached
            shown = [each for each in edge if each not in self.hidden]
            if shown:
                nearest = min(shown, key=lambda each: (abs(self.numbers[each]), str(each)))
                return nearest, reached
            reached |= edge
        return None, reached

    def _can_be_made_good(self, changes: dict[Hashable, int]) -> bool:
        """Return whether other hidden numbers can be changed too, so that every sum comes to nought."""
        wrong = next(self._wrong(changes), None)
        if wrong is None:
            return True
        self._tries += 1
        if len(changes) == _STEPS or self._tries > _TRIES:
            return False
        each, off = wrong
        return any(
            self._can_be_made_good(changes | {key: by})
            for key, times in each.items()
            if key in self.hidden and key not in changes and not off % times
            if self._is_possible(key, by := -off // times)
        )

    def _wrong(self, changes: Mapping[Hashable, int]) -> Iterator[tuple[Sum, int]]:
        for key in changes:
            for each in self._of.get(key, ()):
                off = sum(each.get(other, 0) * by for other, by in changes.items())
                if off:
                    yield each, off

    def _is_possible(self, key: Hashable, by: int) -> bool:
        """Return whether a hidden number could be another one, by what is known of it."""
        number = self.numbers[key]
        changed = number + by
        if abs(number) >= self.least:
            return abs(changed) >= self.least
        return (number < 0 or changed >= 0) and abs(changed) < self.least
