"""Asking a registry: every answer is of a day, and of what was known at an instant."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Literal

from ..events.validators import check_id
from ..projections import Count, Eligibility, Finding, Mandate, Member, Projection, Unit
from .agreements import Agreement
from .folds import Entry
from .log import Log

Grouping = Literal["workplace", "unit", "category"]


def end_of(day: date) -> datetime:
    """Return the last microsecond of a day in UTC: what is known at the end of it."""
    return datetime.combine(day, time.max, tzinfo=UTC)


class Asks:
    """The side of a registry that is asked questions.

    `on` is a civil day, today if left out. `known_at` is an instant, or a day for its end in UTC;
    left out, all that is recorded counts. Nothing here changes the log.
    """

    log: Log
    agreement: Agreement
    _clock: Callable[[], datetime]
    _projection: Projection
