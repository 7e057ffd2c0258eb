"""Seats: how many may hold an office, how many the employer must recognise, who is followed in one."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from ..rules import Agreement
from .course import Course, Ending

REMAINDER: Final = "remainder"
"""The rule by which whoever follows within a term is elected for the rest of it."""


def seats_at(rules: Agreement, office: str, number: int, stood_in_for: int) -> int | None:
    """Return how many may hold an office where so many elect; none for no limit.

    Those who stand in for somebody are as many as there are to stand in for: by seats, or in office.

    Args:
        rules: What holds there.
        office: The office.
        number: How many elect there, at least; the most there can be where that is no matter.
        stood_in_for: How many hold the office that this one stands in for.
    """
    own = rules.office(office)
    seats = None if own is None or own.seats is None else own.seats.at(number)
    if own is None or own.stands_in_for is None:
        return seats
    theirs = rules.office(own.stands_in_for)
    by_seats = theirs.seats.at(number) if theirs and theirs.seats else 0
    return (1 if seats is None else seats) * max(by_seats, stood_in_for)


def recognised(rules: Agreement, office: str, seats: int) -> int | None:
    """Return how many of those who hold an office the employer must recognise; none for all.

    Seats that were agreed are recognised.
    """
    own = rules.office(office)
    if own is None or own.recognise_most is None:
        return None
    return max(own.recognise_most, seats)


def followed_in(there: Sequence[Course], first: date, away: Collection[str]) -> Course | None:
    """Return the mandate whose seat somebody takes on a day, before its term is over; none for a new term.

    That is the last one that has ended by the day and that nobody has followed so far, or one whose holder
    is away for so long that somebody else is elected.

    Args:
        there: The mandates of others in that office there, held or over.
        first: The first day of office of whoever follows.
        away: Who is away for that long.
    """
    within = [each for each in there if each.until is not None and each.until > first]
    found = [e for e in within if _is_left(e, there, first) or e.elected.member in away]
    return max(found, key=lambda each: (each.ended_on or first, each.number), default=None)


def _is_left(course: Course, there: Sequence[Course], first: date) -> bool:
    ended = course.ended_on
    if ended is None or ended > first or course.ended_because is Ending.ANNULLED:
        return False
    return not any(each.starts_on >= ended for each in there)
