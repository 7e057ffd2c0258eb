"""Who may elect, and how many work there."""

from datetime import date

from attrs import field, frozen

from ..replay.converters import strings
from ..rules.stated import RuleStated


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
class Eligibility:
    """Whether an open workplace may elect a steward on a day, alone or with those it elects with.

    The numbers are of all who elect together, each person once.

    Attributes:
        workplace: The unit.
        name: Its name on that day.
        members: Members of the counted categories who work there.
        at_least: How many of them surely.
        at_most: How many there can be; none before everybody is known.
        observed: What was counted there last, members or not; none if nobody counted.
        observed_on: The day of that, the first of several.
        headcount: The same without the members who moved out since, as far as others did not move in.
        verdict: `yes` if the sure members or the headcount reach the threshold, else `no` if everybody
            was counted, else `unknown`: not all employees are members.
        electorate: The workplace with which it elects; itself where it elects alone.
        entitled: How many may hold the office of steward; 0 unless the verdict is yes.
        in_office: How many hold it.
        surplus: How many more hold it than may; 0 where the verdict is unknown.
        rule: The threshold, and where it stands.
        options: What there is to do where the verdict is not yes.
        stewards: The members who hold the office of steward, sorted.
        members_here: How many of the members work at this workplace itself.
    """

    workplace: str
    name: str
    members: int
    at_least: int
    at_most: int | None
    observed: int | None
    observed_on: date | None
    headcount: int | None
    verdict: str
    electorate: str
    entitled: int
    in_office: int
    surplus: int
    rule: RuleStated
    options: tuple[str, ...] = field(converter=strings)
    stewards: tuple[str, ...] = field(converter=strings)
    members_here: int


@frozen
class Vacancy(Eligibility):
    """Where fewer hold an office than may.

    What the numbers of an office say that is not the steward's: `entitled`, `in_office` and `surplus` are
    of that office, `stewards` those who hold it.

    Attributes:
        office: The office.
        since: The day since which fewer hold it; none where nobody knows.
        acting: The deputies who act in it.
        follows: Who follows by the rules: `election`, `deputy`, or `election or deputy`, as the union likes.
    """

    office: str
    since: date | None
    acting: tuple[str, ...] = field(converter=strings)
    follows: str
