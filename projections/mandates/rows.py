"""Mandates as they stand on a day."""

from datetime import date

from attrs import frozen


@frozen
class Mandate:
    """One person holding one office at one unit from a day, as it stands on the day asked for.

    Attributes:
        member: Who was elected.
        unit: The unit of the election.
        office: The office.
        since: The day of the election.
        starts_on: The first day of office: that of the election, unless it begins later.
        until: The day the term is over, by the election or else by the rules; none for until further notice.
        ended_on: The first day it was no longer held; none while it is.
        ended_because: `ended`, `annulled`, `term over`, `recognition declined`, `left the union`,
            `workplace changed`, `unit closed`, `unit merged`, `below the threshold`, `number changed`, `the
            office it rests on ended` or `lapsed`.
        status: `not notified`, `open to objection`, `objected`, `objected late`, `valid`, `expired, accepted
            in practice` or `over`.
        approved: The day the union approved the election; none while that is not recorded.
        received: The day the employer received the notice; none while it is not recorded.
        objection_until: The last day on which the employer may object; none before the notice, and where
            no rule says anything of objections.
        valid_since: The day since which it is valid: accepted, or the period for objecting over.
        protected_from: The day from which the holder is protected; none before there is one.
        protected_until: The first day on which the holder is protected no longer; none while in office.
        continuous_since: The first day in that office there without a gap.
        acting: Whether it is a deputy's who acts that day: the seat is empty, or its holder absent.
        seat: The seat of a committee that it fills.
        agreement: The rule book by which the election was decided on; none where no decision was made.
        ended_not_before: The first day it can have ended on, where that is known within a window only.
        learned_on: The day the log learned of what ended it, UTC.
        ended_by: The entry of the fact that ended it; none where the organisation changed.
        at_unit: What the unit has become by mergers.
        was_here: Whether the member worked there on the day of the election.
        ending_entry: The MandateEnded entry about it, whatever ended it; none without one.
        entry: The election.
    """

    member: str
    unit: str
    office: str
    since: date
    starts_on: date
    until: date | None
    ended_on: date | None
    ended_because: str | None
    status: str
    approved: date | None
    received: date | None
    objection_until: date | None
    valid_since: date | None
    protected_from: date | None
    protected_until: date | None
    continuous_since: date
    acting: bool
    seat: str | None
    agreement: str | None
    ended_not_before: date | None
    learned_on: date | None
    ended_by: int | None
    at_unit: str
    was_here: bool
    ending_entry: int | None
    entry: int

    def in_office(self, day: date) -> bool:
        """Return whether it is held on the day it was asked for: begun, and not over."""
        return self.starts_on <= day and self.ended_on is None


@frozen
class MandatesAt:
    """How many mandates are held at or below a unit on a day, one a person and seat.

    Attributes:
        unit: The unit.
        name: Its name that day.
        mandates: How many.
    """

    unit: str
    name: str
    mandates: int


@frozen
class Represented:
    """How many members a mandate is there for.

    Attributes:
        mandate: The mandate.
        members: How many there are.
        at_least: How many surely, each at one of the workplaces that elect together.
        at_most: How many there can be; none before everybody is known.
        holders: How many hold that office there, and share them.
    """

    mandate: Mandate
    members: int
    at_least: int
    at_most: int | None
    holders: int
