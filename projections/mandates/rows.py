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
