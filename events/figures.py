"""Figures somebody gave: an employer's headcount, a count in print."""

from typing import Any

from attrs import field, frozen

from .event import SOURCE, UNIT, Event, Family, event_type
from .validators import is_amount, is_denominator, is_headcount, is_id, is_ids, is_text, is_unit_id


@event_type(Family.FIGURES, sets=("headcount",))
@frozen(kw_only=True, eq=False, repr=False)
class HeadcountObserved(Event):
    """Somebody counted the social workers at a workplace, members or not.

    Attributes:
        workplace: The unit where they work.
        employees: How many they are.
        source: Where the number is from, for example `employer list`.

    """

    workplace: str = field(validator=is_unit_id, metadata=UNIT)
    employees: int = field(validator=is_headcount)
    source: str | None = field(default=None, validator=is_text, metadata=SOURCE)


def _as_before(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an older version: the next one only added some that may be left out."""
    return fields


@event_type(Family.FIGURES, few=True, version=2, upcasters={1: _as_before})
@frozen(kw_only=True, eq=False, repr=False)
class CountPublished(Event):
    """Somebody printed a number of members for that day.

    Attributes:
        members: The figure in print.
        unit: The unit it speaks of; none for the whole union.
        categories: The categories of members it counts; none for all of them.
        source: Where it stands, for example `annual report 2019`.

    """

    members: int = field(validator=is_headcount)
    unit: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)
    categories: tuple[str, ...] | None = field(default=None, validator=is_ids)
    source: str | None = field(default=None, validator=is_text, metadata=SOURCE)


@event_type(Family.FIGURES, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class RatioObserved(Event):
    """Somebody gave a ratio with its denominator: 220 cases for each caseworker, 91 of 112 answers.

    Attributes:
        unit: The unit it speaks of.
        figure: What was counted, for example `cases-activity-ready`; a figure of the rule book or not.
        value: How many of them.
        of: For how many of what `per` names.
        per: What it is divided by, for example `own-caseworkers`. Ratios with another one are no figure
            of the same kind, and are not compared.
        source: Where it is from.

    """

    unit: str = field(validator=is_unit_id, metadata=UNIT)
    figure: str = field(validator=is_id)
    value: int = field(validator=is_amount)
    of: int = field(default=1, validator=is_denominator)
    per: str = field(validator=is_id)
    source: str | None = field(default=None, validator=is_text, metadata=SOURCE)
