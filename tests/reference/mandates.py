"""Mandates: who holds which office where, and how and when each came to an end."""

from datetime import date

from attrs import frozen
from stewards.events import MandateEnded, StewardElected

from .log import Log, facts, of
from .members import possible
from .organisation import at_or_below, elects_at, is_closed, resolve
from .rules import DK_MUNICIPAL, Rules

Election = tuple[int, StewardElected]


@frozen
class Mandate:
    """One person holding one office at one unit from a day.

    Attributes:
        election: The entry of the election.
        member: Who.
        unit: The unit of the election, before mergers.
        office: The office.
        since: The day of the election.
        until: The day the term is over, if it has one.
        ended_on: The first day it is no longer held, if that has come.
        ended_because: `ended`, `term over`, `left the union`, `workplace changed` or `unit closed`.
    """

    election: int
    member: str
    unit: str
    office: str
    since: date
    until: date | None
    ended_on: date | None
    ended_because: str | None


def mandates(log: Log, on: date, rules: Rules = DK_MUNICIPAL) -> list[Mandate]:
    """Return every mandate that began on a day or before, in the order of the elections."""
    return [mandate(log, election, on, rules) for election in of(facts(log, on), StewardElected)]


def in_office(log: Log, on: date, rules: Rules = DK_MUNICIPAL) -> list[Mandate]:
    """Return the mandates that are held on a day."""
    return [held for held in mandates(log, on, rules) if held.ended_on is None]


def holders(log: Log, unit: str, office: str, on: date, rules: Rules) -> tuple[str, ...]:
    """Return who holds an office where those at a unit elect, each once, by id."""
    held = in_office(log, on, rules)
    at_unit = [m for m in held if m.office == office and elects_at(log, m.unit, on) == unit]
    return tuple(sorted({m.member for m in at_unit}))


def mandate(log: Log, election: Election, on: date, rules: Rules) -> Mandate:
    """Return what became of an election by a day."""
    entry, elected = election
    ended_on, because = ending(concerning(log, elected.member), election, on, rules)
    return Mandate(
        election=entry,
        member=elected.member,
        unit=elected.unit,
        office=elected.office,
        since=elected.effective_on,
        until=elected.until,
        ended_on=ended_on,
        ended_because=because,
    )


def concerning(log: Log, member: str) -> Log:
    """Return the facts of the organisation and of one member; no others can end a mandate."""
    return [told for told in log if getattr(told[1], "member", member) == member]


def ending(
    log: Log, election: Election, on: date, rules: Rules
) -> tuple[date, str] | tuple[None, None]:
    """Return the first day on which something ends the mandate, and what; if any by then."""
    for day in days(log, election[1], on):
        because = reason_on(log, election, day, rules)
        if because is not None:
            return day, because
    return None, None


def days(log: Log, elected: StewardElected, on: date) -> list[date]:
    """Return the days from the election on when anything can change; on the others nothing does."""
    changes = {event.effective_on for _, event in log} | {elected.until}
    changes |= {getattr(event, "not_before", None) for _, event in log}
    return sorted(d for d in changes if d is not None and elected.effective_on <= d <= on)


def reason_on(log: Log, election: Election, day: date, rules: Rules) -> str | None:
    """Return why a mandate that was held until now is over on a day; none if it goes on."""
    elected = election[1]
    if endings(log, election, day):
        return "ended"
    if elected.until is not None and elected.until <= day:
        return "term over"
    if not belongs(log, elected, day, rules) and not exempt(log, elected, day, rules):
        is_member = possible(log, elected.member, day).can_be_in
        return "workplace changed" if is_member else "left the union"
    if is_closed(log, resolve(log, elected.unit, day), day):
        return "unit closed"
    return None


def endings(log: Log, election: Election, on: date) -> list[tuple[int, MandateEnded]]:
    """Return what was told by a day, after an election, to end its mandate."""
    told = facts(log, on)
    later = told[told.index(election) + 1 :]
    return [end for end in of(later, MandateEnded) if speaks_of(log, end[1], election[1])]


def speaks_of(log: Log, ended: MandateEnded, elected: StewardElected) -> bool:
    """Return whether an ending means the mandate of an election, mergers followed on its day."""
    day = ended.effective_on
    same_unit = resolve(log, ended.unit, day) == resolve(log, elected.unit, day)
    return same_unit and (ended.member, ended.office) == (elected.member, elected.office)


def belongs(log: Log, elected: StewardElected, day: date, rules: Rules) -> bool:
    """Return whether the member may be at the unit of the election on a day; joint offices: or below."""
    may_be = possible(log, elected.member, day)
    places = may_be.workplaces - {None} if may_be.can_be_in else ()
    return any(is_there(log, str(place), elected, day, rules) for place in places)


def is_there(log: Log, workplace: str, elected: StewardElected, day: date, rules: Rules) -> bool:
    """Return whether a workplace is the unit of an election on a day; joint offices: or lies below."""
    place, unit = resolve(log, workplace, day), resolve(log, elected.unit, day)
    if rules.office(elected.office).scope == "unit":
        return at_or_below(log, place, unit, day)
    return elects_at(log, place, day) == elects_at(log, unit, day)


def exempt(log: Log, elected: StewardElected, day: date, rules: Rules) -> bool:
    """Return whether an override still covers what is missing: membership, or being at the unit.

    It covers each only until it was there on a day since the election.
    """
    if elected.override is None:
        return False
    so_far = days(log, elected, day)
    if not possible(log, elected.member, day).can_be_in:
        return not any(possible(log, elected.member, earlier).can_be_in for earlier in so_far)
    return not any(belongs(log, elected, earlier, rules) for earlier in so_far)
