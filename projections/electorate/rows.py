"""Who may elect, and how many work there."""

from datetime import date

from attrs import field, frozen

from ..replay.converters import strings


@frozen
class Headcount:
    """The headcount last observed at a workplace.

    Attributes:
        workplace: The unit that was named.
        employees: Social workers there, members or not.
        source: Where the number is from.
        effective_on: The day it speaks of.
        entry: The entry that recorded it.
    """

    workplace: str
    employees: int
    source: str | None
    effective_on: date
    entry: int


@frozen
class Electorate:
    """How many are known to work at a unit on a day.

    Attributes:
        unit: The unit.
        name: Its name on that day.
        is_open_workplace: Whether members work and elect there: a workplace, formed, and neither merged
            nor closed.
        members: Members of the counted categories who work there.
        at_least: How many of them surely.
        at_most: How many there can be; none before everybody is known.
        observed: The headcount last observed there; none if nobody counted.
        observed_by: The entry of that headcount.
    """

    unit: str
    name: str
    is_open_workplace: bool
    members: int
    at_least: int
    at_most: int | None
    observed: int | None
    observed_by: int | None


@frozen
class Eligibility:
    """Whether an open workplace may elect a steward on a day.

    Attributes:
        workplace: The unit.
        name: Its name on that day.
        members: Members of the counted categories who work there.
        at_least: How many of them surely.
        at_most: How many there can be; none before everybody is known.
        observed: The headcount last observed there; none if nobody counted.
        verdict: `yes` if the sure members or the headcount reach the threshold, else `no` if there is a
            headcount, else `unknown`: not all employees are members.
        stewards: The members who hold the office of steward there, sorted.
    """

    workplace: str
    name: str
    members: int
    at_least: int
    at_most: int | None
    observed: int | None
    verdict: str
    stewards: tuple[str, ...] = field(converter=strings)
