"""What the answers are made of: one frozen row for each kind of answer."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from attrs import field, frozen


@frozen
class Office:
    """An office of the agreement, as far as the answers need it.

    Attributes:
        office: Its name: `steward`, `deputy`, `joint-steward`, ...
        scope: `workplace` where it is held at one workplace; `unit` where it is held for all that
            lies at or below a unit (the joint offices).
        seats: How many may hold it at one unit; none for no limit.
        needs_verdict: Whether the workplace must reach the threshold.
    """

    office: str
    scope: str
    seats: int | None
    needs_verdict: bool


@frozen
class Unit:
    """A unit of the organisation as it stands on a day.

    Attributes:
        unit: Its id.
        name: Its name on that day; before its first day, the first one.
        kind: `workplace`, `centre`, `administration`, `employer`, ...
        parent: The unit it lies under; none for a root.
        formed_on: Its first day, which may lie after the day asked for.
        merged_into: The unit it was merged into, itself perhaps merged on; none if it was not.
        closed_on: The day it closed; none if it did not.
        is_open: Formed, and neither merged nor closed.
    """

    unit: str
    name: str
    kind: str
    parent: str | None
    formed_on: date
    merged_into: str | None
    closed_on: date | None
    is_open: bool


@frozen
class Member:
    """A member in membership on a day.

    Attributes:
        member: The opaque id.
        workplace: The workplace on record; none for no workplace.
        at_unit: What that workplace has become by mergers.
        category: `active`, `student`, `senior`, ...
        joined_by: The entry of the joining in force.
        placed_by: The entry that put the member at the workplace on record, or at none.
    """

    member: str
    workplace: str | None
    at_unit: str | None
    category: str
    joined_by: int
    placed_by: int


@frozen
class Group:
    """A part of a count.

    Attributes:
        by: `workplace`, `unit` or `category`.
        value: The workplace, unit or category; none for members without a workplace.
        name: The name of that workplace or unit; none for a category.
        members: How many are counted there.
    """

    by: str
    value: str | None
    name: str | None
    members: int


@frozen
class Count:
    """How many are in membership.

    Attributes:
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        unit: The unit at or below which they work; none for the whole union.
        category: The category they are in; none for all.
        members: How many there are.
        groups: The same by workplace, unit or category, where that was asked; it adds up.
    """

    on: date
    known_at: datetime | None
    unit: str | None
    category: str | None
    members: int
    groups: tuple[Group, ...] = ()


@frozen
class Headcount:
    """The headcount last observed at a workplace.

    Attributes:
        workplace: The unit that was named.
        employees: Social workers there, members or not.
        source: Where the number is from.
        effective_on: The day it speaks of.
        entry: The entry that told it.
    """

    workplace: str
    employees: int
    source: str | None
    effective_on: date
    entry: int


@frozen
class PublishedCount:
    """A number of members that somebody printed.

    Attributes:
        entry: The entry that told it.
        effective_on: The day the figure speaks of.
        unit: The unit it speaks of; none for the whole union.
        members: The figure.
        source: Where it stands.
    """

    entry: int
    effective_on: date
    unit: str | None
    members: int
    source: str | None


def _instant(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)


def _tallies(values: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((kind, number) for kind, number in values)


@frozen
class BatchSummary:
    """What one batch recorded: one import, one roster, one revert.

    Attributes:
        batch: Its id.
        first: Its first entry.
        last: Its last entry; what stands between may belong to others.
        entries: How many there are.
        standing: How many of them nobody has voided.
        recorded_at: The instant of the first entry, in UTC.
        recorded_by: Who told the first entry.
        first_day: The earliest day that any of it is true from.
        last_day: The latest such day.
        types: Each type of event in it with how many there are, most first.
        reverted_by: The batch that took back the last of it; none while anything stands, or where
            a void that belongs to no batch did.
    """

    batch: str
    first: int
    last: int
    entries: int
    standing: int
    recorded_at: datetime = field(converter=_instant)
    recorded_by: str
    first_day: date
    last_day: date
    types: tuple[tuple[str, int], ...] = field(converter=_tallies)
    reverted_by: str | None


def _strings(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _numbers(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(values)


def _in_utc(instant: datetime) -> datetime:
    return instant.replace(tzinfo=UTC)


@frozen
class Eligibility:
    """Whether an open workplace may elect a steward on a day.

    Attributes:
        workplace: The unit.
        name: Its name on that day.
        members: Members of the counted categories who work there.
        observed: The headcount last observed there; none if nobody counted.
        verdict: `yes` if either figure reaches the threshold, else `no` if there is a headcount,
            else `unknown`: not all employees are members.
        stewards: The members who hold the office of steward there, sorted.
    """

    workplace: str
    name: str
    members: int
    observed: int | None
    verdict: str
    stewards: tuple[str, ...] = field(converter=_strings)


@frozen
class Mandate:
    """One person holding one office at one unit from a day, as it stands on the day asked for.

    Attributes:
        member: Who was elected.
        unit: The unit of the election.
        office: The office.
        since: The day of the election.
        until: The day the term is over; none for until further notice.
        ended_on: The first day it was no longer held; none while in office.
        ended_because: `ended`, `term over`, `left the union`, `workplace changed` or `unit closed`.
        ended_by: The entry of the fact that ended it; none where the organisation changed.
        at_unit: What the unit has become by mergers.
        was_here: Whether the member worked there on the day of the election.
        ending_entry: The first MandateEnded entry about it, whatever ended it; none without one.
        entry: The election.
    """

    member: str
    unit: str
    office: str
    since: date
    until: date | None
    ended_on: date | None
    ended_because: str | None
    ended_by: int | None
    at_unit: str
    was_here: bool
    ending_entry: int | None
    entry: int


@frozen
class Finding:
    """Something odd in the log, for a person to look at.

    Attributes:
        finding: Which kind, such as `joined twice`.
        subject: The workplace, unit or member it is about.
        detail: What is odd, in a sentence.
        entries: The entries behind it, in order.
    """

    finding: str
    subject: str
    detail: str
    entries: tuple[int, ...] = field(converter=_numbers)


@frozen
class Counted:
    """A member who is counted, and why.

    Attributes:
        member: The opaque id.
        workplace: The workplace on record; none for no workplace.
        at_unit: What that workplace has become by mergers.
        category: The category.
        entries: The joining, what set workplace and category, and where members of a unit are
            counted, the mergers and what puts the workplace at or below that unit.
    """

    member: str
    workplace: str | None
    at_unit: str | None
    category: str
    entries: tuple[int, ...] = field(converter=_numbers)


@frozen
class Learnt:
    """What was told at one instant that a count for a day may rest on.

    Attributes:
        recorded_at: The instant.
        upto: The last entry known at it.
        entries: What was told.
        reorganises: Whether that is of units, too.
    """

    recorded_at: datetime = field(converter=_in_utc)
    upto: int
    entries: tuple[int, ...] = field(converter=_numbers)
    reorganises: bool


@frozen
class State:
    """A member as known on a day once an entry is told.

    Attributes:
        entry: The entry.
        member: The opaque id.
        workplace: The workplace on record; none for no workplace.
        category: The category; none outside membership.
    """

    entry: int
    member: str
    workplace: str | None
    category: str | None


@frozen
class Lateness:
    """How late facts are told: the days from the day one is true from to the day it was recorded.

    That day is the civil day in UTC. A fact told ahead counts with a number below nought.

    Attributes:
        by: `type`, `recorder` or `unit`; `total` for all facts together.
        value: The type, the recorder or the unit, before mergers; none for facts about no unit.
        facts: How many there are.
        median: The least of their days that half of them do not exceed.
        p90: The least of their days that nine tenths of them do not exceed.
        worst: The most days.
    """

    by: str
    value: str | None
    facts: int
    median: int
    p90: int
    worst: int


@frozen
class WorkplaceAge:
    """How old the knowledge is of who works at a workplace.

    Attributes:
        workplace: The unit, after mergers; none for members without a workplace.
        name: Its name on that day.
        members: How many are counted there.
        recent: For how many the workplace was set or confirmed in the last twelve months.
        share: `recent` of `members`, from 0 to 1.
        oldest: The day it was set or confirmed of whom that is longest ago.
    """

    workplace: str | None
    name: str | None
    members: int
    recent: int
    share: float
    oldest: date


@frozen
class Lag:
    """How late the registry learns, and how old what it knows of workplaces is.

    Attributes:
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        told: How late facts are told, the latest first, the total last.
        workplaces: How old the knowledge is, by workplace, the longest unconfirmed first.
        members: How many are counted.
        recent: For how many the workplace was set or confirmed in the last twelve months.
    """

    on: date
    known_at: datetime
    told: tuple[Lateness, ...]
    workplaces: tuple[WorkplaceAge, ...]
    members: int
    recent: int

    @property
    def share(self) -> float | None:
        """`recent` of `members`, from 0 to 1; none if there are no members."""
        return self.recent / self.members if self.members else None
