"""Histories of realistic shape and any size, to try things out on and to measure with.

The shares and delays are those of the sample branch (`shape`). A history is told in one pass: dice
say what is told next, and it is told of what has been told before. So it needs memory for the
members, not for the facts.
"""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

import msgspec

from ...events import TYPES, Event
from . import shape
from .dice import Dice
from .mandates import Mandates
from .membership import Membership
from .organisation import Organisation, Told
from .reorganising import Reorganising

SEED: Final = 2019

_OPENS: Final = time(8, tzinfo=UTC)
_MINUTES: Final = tuple(timedelta(minutes=minute) for minute in range(9 * 60))


def generate(facts: int, *, seed: int = SEED) -> Iterator[Event]:
    """Yield so many events, ready for an empty log: the n-th is entry n.

    The same number and seed always give the same history. An import accepts it: units are formed
    before they are named, nothing goes in a circle, voids name entries that may be voided.
    """
    classes = {name: kind.cls for name, kind in TYPES.items()}
    for name, fields in _written(facts, seed):
        yield classes[name](**fields)


def lines(facts: int, *, seed: int = SEED) -> Iterator[bytes]:
    """Yield the same history as lines of the interchange format, which is faster."""
    encode = msgspec.json.Encoder().encode
    for entry, (name, fields) in enumerate(_written(facts, seed), start=1):
        yield encode({"type": name, **fields, "entry": entry})


def _written(facts: int, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the type and fields of each fact, in the order that the interchange format has."""
    story = _Story(Dice(seed))
    calendar, a_day = shape.CALENDAR, len(_MINUTES)
    openings = [datetime.combine(day, _OPENS) for day in calendar[: shape.DAYS]]
    minutes = shape.DAYS * a_day
    for told in range(facts):
        today, minute = divmod(told * minutes // facts, a_day)
        name, fields, day, teller = story.next(today)
        fields["effective_on"] = calendar[day]
        fields["recorded_at"] = openings[today] + _MINUTES[minute]
        fields["recorded_by"] = teller
        yield name, fields


class _Story:
    """What is told next, given what has been told."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._organisation = Organisation(dice)
        self._membership = Membership(dice, self._organisation)
        self._reorganising = Reorganising(dice, self._organisation, self._membership)
        self._mandates = Mandates(dice, self._organisation)
        self._entry = 0
        self._to_void: deque[tuple[int, int]] = deque()
        tells = self._telling()
        self._tells = [tells[what] for what, share in shape.SHARES.items() for _ in range(share)]

    def next(self, today: int) -> Told:
        """Return the fact that is told next, on that day."""
        self._entry += 1
        if self._reorganising.agenda:
            return self._reorganising.agenda.popleft()
        if self._organisation.is_cramped(self._membership.count):
            return self._organisation.form(today)
        if self._to_void and self._to_void[0][1] <= today:
            return self._void(today)
        return self._dice.pick(self._tells)(today) or self._membership.join(today)

    def _telling(self) -> dict[str, Callable[[int], Told | None]]:
        return {
            "join": self._membership.join,
            "leave": self._membership.leave,
            "change_workplace": self._membership.change_workplace,
            "confirm_workplace": self._membership.confirm_workplace,
            "change_category": self._membership.change_category,
            "elect": self._mandates.elect,
            "end_mandate": self._mandates.end_mandate,
            "rename": self._reorganising.rename,
            "move": self._reorganising.move,
            "merge": self._reorganising.merge,
            "close": self._reorganising.close,
            "observe": self._reorganising.observe,
            "publish": self._reorganising.publish,
            "blunder": self._blunder,
        }

    def _blunder(self, today: int) -> Told | None:
        """Tell something wrong, and remember to void it."""
        told = self._membership.blunder(today)
        if told is not None:
            due = today + self._dice.pick(shape.DAYS_UNTIL_VOIDED)
            self._to_void.append((self._entry, due))
        return told

    def _void(self, today: int) -> Told:
        entry, _ = self._to_void.popleft()
        fields = {"voids": entry, "reason": self._dice.pick(shape.WORDS_FOR_BLUNDERS)}
        return "EntryVoided", fields, today, shape.TELLERS[0]
