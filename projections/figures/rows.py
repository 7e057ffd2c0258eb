"""Ratios as somebody gave them, against the norm."""

from datetime import date

from attrs import frozen

from ..rules.stated import RuleStated


@frozen
class Ratio:
    """A ratio that somebody gave, and what it comes to against the norm that was in force that day.

    There is no norm for a ratio that is divided by something else than the norm speaks of: the two are not
    comparable.

    Attributes:
        unit: The unit it speaks of; none for an average over the whole registry.
        figure: What was counted.
        value: How many of them.
        of: For how many of what `per` names.
        per: What it is divided by.
        ratio: `value` by `of`, to two decimals.
        norm: How many there may be for each; none where there is no norm, or it is not comparable.
        times: How many times the norm it is, to two decimals; none without a norm.
        short: How many more of what `per` names it takes for as many as were counted to be within the
            norm, 0 where it is; none without a norm.
        norm_per: What the norm speaks of; none where there is no norm of that figure.
        on: The day it was observed; of an average, the day asked for.
        source: Where it is from.
        entry: The entry that recorded it; none of an average.
        rule: The norm as the rules state it; none without one.
    """

    unit: str | None
    figure: str
    value: int
    of: int
    per: str
    ratio: float
    norm: int | None
    times: float | None
    short: int | None
    norm_per: str | None
    on: date
    source: str | None
    entry: int | None
    rule: RuleStated | None
