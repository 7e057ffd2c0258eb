"""Months, as rules count them."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """Return the day some months after a day, or before it: the last of a month that is too short for it.

    31 August and six months is 28 February. Beyond the calendar, it is the last day there is, or the first.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
