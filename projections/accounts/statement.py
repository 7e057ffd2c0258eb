"""A statement: the movement of members month by month, and what is paid for them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Context, Decimal, Inexact
from itertools import pairwise
from typing import Final

import attrs
from attrs import frozen

from ...events.errors import BadInput, MalformedField, Refusal
from ...events.validators import check_day, check_number
from ..view import View
from .ledger import DoesNotAddUp, checked
from .movements import lines_through

Progress = Callable[[int], None]

_EXACT: Final = Context(prec=100, traps=[Inexact])
_MOST: Final = Decimal(999_999_999)
_FINEST: Final = Decimal("0.0001")
_ADDED: Final = (
    *("joined", "rejoined", "moved_in", "left", "moved_out", "reorganised"),
    *("member_months", "member_months_at_least"),
)
_RATE: Final = "a Decimal or a whole number, from 0 to 999999999, of at most 4 decimals"


class BrokenMonths(BadInput):
    """Months that begin on this day of the month cannot all be had."""

    start: date

    cannot = "begin a statement on {0.start}"
    because = "all its months begin on the same day, and not every month has day {0.start.day}"
    instead = "Begin on the 1st to the 28th of a month."


class BeyondTheCalendar(BadInput):
    """The statement would end after the last day there is."""

    start: date
    months: int

    cannot = "begin a statement of {0.months} months on {0.start}"
    because = "the calendar ends with the year 9999"
    instead = "Begin earlier."


class UnknownRate(Refusal):
    """The rule book has no rate of that name on that day."""

    rate: str
    agreement: str
    on: date
    known: str

    cannot = "reckon with the rate {0.rate}"
    because = "the agreement {0.agreement} has none of that name on {0.on}"
    instead = "Its rates are {0.known}. Name one of them, or give an amount such as 20."


@frozen
class Month:
    """The movement of one month, or of all: from its first day to the day after its last.

    `opening + joined + rejoined + moved_in - left - moved_out + reorganised = closing`.

    Attributes:
        start: The first day.
        until: The first day of the next month.
        opening: The count of the first day.
        joined: Members now who never were before.
        rejoined: Members again.
        moved_in: Members whose own workplace brought them into the unit.
        left: Who left the union.
        moved_out: Members whose own workplace took them out of the unit.
        reorganised: Brought in by reorganising, less those taken out: it may be negative.
        closing: The count of `until`.
        member_months: What is paid for: a month for each member counted on the first day.
        member_months_at_least: How many of these surely.
        member_months_at_most: How many there can be; none where not everybody is known.
    """

    start: date
    until: date
    opening: int
    joined: int
    rejoined: int
    moved_in: int
    left: int
    moved_out: int
    reorganised: int
    closing: int
    member_months: int
    member_months_at_least: int
    member_months_at_most: int | None


@frozen
class Statement:
    """The movement of members month by month.

    Attributes:
        unit: The unit at or below which they work; none for the whole union.
        known_at: The instant of the knowledge.
        months: Each month; it opens with the count that the one before closed with.
        rates: What is paid for a member in each month; nothing where that was not asked.
        rate_name: The rule that says so, such as `rates.strike-fund`; none where an amount was given.
    """

    unit: str | None
    known_at: datetime
    months: tuple[Month, ...]
    rates: tuple[Decimal, ...] = ()
    rate_name: str | None = None

    @property
    def rate(self) -> Decimal | None:
        """What is paid for a member a month; none where that was not asked, or is not always the same."""
        return self.rates[0] if len({*self.rates}) == 1 else None

    @property
    def total(self) -> Month:
        """The same for all months together."""
        first, last = self.months[0], self.months[-1]
        sums = {name: sum(getattr(month, name) for month in self.months) for name in _ADDED}
        most = [month.member_months_at_most for month in self.months]
        known = [each for each in most if each is not None]
        return attrs.evolve(
            first,
            until=last.until,
            closing=last.closing,
            **sums,
            member_months_at_most=sum(known) if known == most else None,
        )

    @property
    def member_months(self) -> int:
        """How many months are paid for: a month for each member counted on its first day.

        Whoever is in membership on the first day of a month is paid for all of it, whoever joins
        later from the next month on.
        """
        return self.total.member_months

    @property
    def contribution(self) -> Decimal | None:
        """The member-months of each month times its rate, exactly; none without a rate."""
        return self._paid_for([month.member_months for month in self.months])

    @property
    def contribution_at_least(self) -> Decimal | None:
        """What is surely due; none without a rate."""
        return self._paid_for([month.member_months_at_least for month in self.months])

    @property
    def contribution_at_most(self) -> Decimal | None:
        """What can be due; none without a rate, and where not everybody is known."""
        return self._paid_for([month.member_months_at_most for month in self.months])

    def _paid_for(self, member_months: Sequence[int | None]) -> Decimal | None:
        known = [each for each in member_months if each is not None]
        if not self.rates or len(known) < len(member_months):
            return None
        found = Decimal(0)
        for rate, number in zip(self.rates, known, strict=True):
            found = _EXACT.add(found, _EXACT.multiply(rate, Decimal(number)))
        return found


def months_of(view: View, days: Sequence[date], unit: str | None) -> Iterator[Month]:
    """Yield the movement from each of some days to the next, at or below a unit where one is given.

    Raises:
        DoesNotAddUp: the lines of a month do not lead from its count to the next.
    """
    lines = lines_through(view, days, unit)
    for opening, closing in pairwise(view.counts_on(tuple(days), unit=unit)):
        first, second = view.on_day(opening.on), view.on_day(closing.on)
        told = lines.get(closing.on, ())
        account = DoesNotAddUp(first, second, opening.members, closing.members, told)
        moved = {line.line: line.members for line in checked(account)}
        yield Month(
            start=opening.on,
            until=closing.on,
            opening=opening.members,
            joined=moved.get("joined", 0),
            rejoined=moved.get("rejoined", 0),
            moved_in=moved.get("moved in", 0),
            left=moved.get("left", 0),
            moved_out=moved.get("moved out", 0),
            reorganised=moved.get("reorganised in", 0) - moved.get("reorganised out", 0),
            closing=closing.members,
            member_months=opening.members,
            member_months_at_least=opening.at_least,
            member_months_at_most=opening.at_most,
        )


def first_days(start: date, months: int) -> Iterator[date]:
    """Yield the first day of each month, and the one after the last month.

    Raises:
        BrokenMonths: not every month has the day that it starts on.
        BeyondTheCalendar: the last one lies after the year 9999.
        MalformedField: there is no month, or `start` is no day.
    """
    check_day("start", start)
    check_number("months", months)
    if start.day > 28:
        raise BrokenMonths(start)
    if months < 1:
        raise MalformedField("months", months, "a whole number from 1")
    if start.year + (start.month - 1 + months) // 12 > date.max.year:
        raise BeyondTheCalendar(start, months)
    for month in range(start.month - 1, start.month + months):
        yield date(start.year + month // 12, month % 12 + 1, start.day)


def rate_of(view: View, unit: str | None, name: str) -> Decimal:
    """Return what the rules have a member pay a month at a unit on the day of a view.

    Args:
        view: The view.
        unit: The unit; none for the whole registry.
        name: The name of the rate, with `rates.` before it or without.

    Raises:
        UnknownRate: the rule book has none of that name.
    """
    rules = view.rules.at(unit, view.on)
    short = name.removeprefix("rates.")
    if short not in rules.rates:
        raise UnknownRate(name, rules.name, view.on, ", ".join(rules.rates) or "none")
    return rules.rates[short]


def sound_rate(rate: Decimal | int | str | None) -> Decimal | None:
    """Return a rate as it is reckoned with.

    Raises:
        MalformedField: it is not an exact number, negative, too large or too fine.
    """
    if rate is None:
        return None
    if not isinstance(rate, Decimal | int):  # a float is seldom the number that was written
        raise MalformedField("rate", rate, _RATE)
    found = Decimal(rate)
    if (
        not found.is_finite()
        or not 0 <= found <= _MOST
        or Context(prec=100).remainder(found, _FINEST)
    ):
        raise MalformedField("rate", rate, _RATE)
    return found
