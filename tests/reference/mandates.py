"""Mandates: who holds which office where, and how and when each came to an end."""

from datetime import date, timedelta

from attrs import frozen
from stewards.events import ElectionStepTaken, MandateEnded, StewardElected

from .log import Log, Said, facts, of, once
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
        starts_on: The first day of office.
        ended_because: Why it is over, if it is.
        status: Where it stands.
        continuous_since: Since when without a gap.
    """

    election: int
    member: str
    unit: str
    office: str
    since: date
    until: date | None
    ended_on: date | None
    ended_because: str | None
    starts_on: date
    status: str
    continuous_since: date


@once
def mandates(log: Log, on: date, rules: Rules = DK_MUNICIPAL) -> list[Mandate]:
    """Return every mandate that began on a day or before, in the order of the elections."""
    return [mandate(log, election, on, rules) for election in of(facts(log, on), StewardElected)]


@once
def in_office(log: Log, on: date, rules: Rules = DK_MUNICIPAL) -> list[Mandate]:
    """Return the mandates that are held on a day."""
    held = [held for held in mandates(log, on, rules) if held.ended_on is None]
    return [each for each in held if each.starts_on <= on]


def holders(log: Log, unit: str, office: str, on: date, rules: Rules) -> tuple[str, ...]:
    """Return who holds an office where those at a unit elect, each once, by id."""
    held = in_office(log, on, rules)
    at_unit = [m for m in held if m.office == office and elects_at(log, m.unit, on) == unit]
    return tuple(sorted({m.member for m in at_unit}))


@once
def mandate(log: Log, election: Election, on: date, rules: Rules) -> Mandate:
    """Return what became of an election by a day."""
    entry, elected = election
    ended_on, because = ending(log, election, on, rules)
    return Mandate(
        election=entry,
        member=elected.member,
        unit=elected.unit,
        office=elected.office,
        since=elected.effective_on,
        until=until(elected, rules),
        ended_on=ended_on,
        ended_because=because,
        starts_on=start(elected),
        status=status(log, election, on, rules, is_over=because is not None),
        continuous_since=continuous_since(log, election, on, rules),
    )


def until(elected: StewardElected, rules: Rules) -> date | None:
    """Return the day the term is over: as the election says, or so many years after its first day.

    An election that names no rule book has no term but its own.
    """
    years = rules.office(elected.office).term_years
    if elected.until is not None or years is None or elected.agreement is None:
        return elected.until
    first = start(elected)
    is_leap_day = (first.month, first.day) == (2, 29)
    return first.replace(year=first.year + years, day=28 if is_leap_day else first.day)


def start(elected: StewardElected) -> date:
    """Return the first day of office."""
    return elected.starts_on or elected.effective_on


@once
def concerning(log: Log, member: str) -> Log:
    """Return the facts of the organisation and of one member."""
    return Said([told for told in log if getattr(told[1], "member", member) == member])


Over = tuple[date, str] | tuple[None, None]


@once
def ending(log: Log, election: Election, on: date, rules: Rules) -> Over:
    """Return the first day on which something ends the mandate, and what; if any by then.

    That is what ends it by itself, or, before that, the end of what it rests on.
    """
    alone, because = ending_alone(log, election, on, rules)
    among = rules.office(election[1].office).among
    if among is None or not rules.office(election[1].office).with_that:
        return alone, because  # type: ignore[return-value]
    others = [
        other
        for other in of(facts(log, on), StewardElected)
        if (other[1].member, other[1].office) == (election[1].member, among)
    ]
    ends = {other[0]: ending(log, other, on, rules)[0] for other in others}

    def held(day: date) -> bool:
        return any(
            other.effective_on <= day and (ends[entry] is None or day < ends[entry])  # type: ignore[operator]
            for entry, other in others
        )

    if held(election[1].effective_on):
        for day in days(concerning(log, election[1].member), election[1], on, rules):
            if not held(day) and (alone is None or day < alone):
                return day, "the office it rests on ended"
    return alone, because  # type: ignore[return-value]


@once
def ending_alone(log: Log, election: Election, on: date, rules: Rules) -> Over:
    """Return the same of what ends it by itself, or because somebody follows."""
    own = concerning(log, election[1].member)
    for day in days(own, election[1], on, rules):
        because = reason_on(own, election, day, rules)
        if because is not None:
            return earlier((day, because), followed(log, election, on, rules))
    return followed(log, election, on, rules)


def earlier(one: tuple[date, str], other: Over) -> Over:
    """Return the earlier of two endings; of one day, the first of the reasons that come first."""
    if other[0] is None or one[0] < other[0]:
        return one
    return one if one[0] == other[0] and one[1] in {"ended", "annulled"} else other


def followed(log: Log, election: Election, on: date, rules: Rules) -> Over:
    """Return when a term that goes on after its end is over as somebody follows, if anybody does."""
    elected = election[1]
    term = until(elected, rules)
    if term is None or rules.office(elected.office).on_expiry == "ends":
        return None, None
    told = of(facts(log, on), StewardElected)
    found = []
    for later in told[told.index(election) + 1 :]:
        other = later[1]
        if other.office != elected.office:
            continue
        day = max(term, start(other), elected.effective_on)
        is_own = other.member == elected.member
        if day > on or not (is_own or start(other) >= term):
            continue
        over = ending_alone(log, later, on, rules)[0]
        there = resolve(log, other.unit, day) == resolve(log, elected.unit, day)
        if there and (over is None or day < over):
            found.append(day)
    return (min(found), "term over") if found else (None, None)


def days(log: Log, elected: StewardElected, on: date, rules: Rules) -> list[date]:
    """Return the days from the election on when anything can change; on the others nothing does."""
    changes = {event.effective_on for _, event in log} | {until(elected, rules)}
    changes |= {getattr(event, "not_before", None) for _, event in log}
    return sorted(d for d in changes if d is not None and elected.effective_on <= d <= on)


def reason_on(log: Log, election: Election, day: date, rules: Rules) -> str | None:
    """Return why a mandate that was held until now is over on a day; none if it goes on."""
    elected = election[1]
    if endings(log, election, day):
        return "ended"
    so_far = {step.step for step in steps(log, election, day)}
    over = until(elected, rules)
    is_expired = over is not None and over <= day
    if "upheld" in so_far:
        return "annulled"
    if is_expired and rules.office(elected.office).on_expiry == "ends":
        return "term over"
    if "declined" in so_far:
        return "recognition declined"
    return absence_on(log, elected, day, rules)


def absence_on(log: Log, elected: StewardElected, day: date, rules: Rules) -> str | None:
    """Return why the member, or the unit, is not there on a day; none if both are."""
    if not belongs(log, elected, day, rules) and not exempt(log, elected, day, rules):
        is_member = possible(log, elected.member, day).can_be_in
        return "workplace changed" if is_member else "left the union"
    if is_closed(log, resolve(log, elected.unit, day), day):
        return "unit closed"
    return None


@once
def endings(log: Log, election: Election, on: date) -> list[tuple[int, MandateEnded]]:
    """Return what was told by a day to end the mandate of an election: one ending, or none.

    Each ending, in order, is of the election it names, or else of the newest one it can be of that has none.
    """
    ended: dict[int, tuple[int, MandateEnded]] = {}
    so_far: list[Election] = []
    for entry, event in facts(log, on):
        if isinstance(event, StewardElected):
            so_far.append((entry, event))
        if isinstance(event, MandateEnded):
            there = [e for e, was in so_far if speaks_of(log, event, was)]
            can_be = [e for e in there if e not in ended and event.election in {None, e}]
            if can_be:
                ended[can_be[-1]] = (entry, event)
    return [ended[election[0]]] if election[0] in ended else []


@once
def steps(log: Log, election: Election, on: date) -> list[ElectionStepTaken]:
    """Return what happened to an election by a day: of a step that names none, it is the newest then."""
    found: list[ElectionStepTaken] = []
    so_far: list[Election] = []
    for entry, event in facts(log, on):
        if isinstance(event, StewardElected):
            so_far.append((entry, event))
        if isinstance(event, ElectionStepTaken):
            there = [e for e, was in so_far if speaks_of(log, event, was)]
            can_be = [e for e in there if event.election in {None, e}]
            if can_be and can_be[-1] == election[0]:
                found.append(event)
    return found


def speaks_of(log: Log, said: MandateEnded | ElectionStepTaken, elected: StewardElected) -> bool:
    """Return whether a fact means the mandate of an election, mergers followed on its day."""
    day = said.effective_on
    same_unit = resolve(log, said.unit, day) == resolve(log, elected.unit, day)
    return same_unit and (said.member, said.office) == (elected.member, elected.office)


def status(log: Log, election: Election, on: date, rules: Rules, *, is_over: bool) -> str:
    """Return where a mandate stands on a day: the first of these that holds."""
    elected, taken = election[1], steps(log, election, on)
    if is_over:
        return "over"
    over = until(elected, rules)
    if over is not None and over <= on:
        return "expired, accepted in practice"
    received = [step.effective_on for step in taken if step.step == "received"]
    allowed = rules.office(elected.office).objection_days
    last = received[0] + timedelta(days=allowed) if received and allowed is not None else None
    objected = [n for n, step in enumerate(taken) if step.step == "objected"]
    answers = {"dismissed", "accepted"}
    settled = [s for s in taken[objected[-1] :] if s.step in answers] if objected else []
    if objected and not settled:
        is_late = last is not None and taken[objected[-1]].effective_on > last
        return "objected late" if is_late else "objected"
    if settled or any(step.step == "accepted" for step in taken):
        return "valid"
    if not received:
        return "not notified"
    return "open to objection" if last is not None and on <= last else "valid"


@once
def continuous_since(log: Log, election: Election, on: date, rules: Rules) -> date:
    """Return the first day in that office there, going back from mandate to mandate without a gap."""
    since = start(election[1])
    for before in of(facts(log, on), StewardElected):
        is_earlier = (start(before[1]), position(log, before)) < (
            start(election[1]),
            position(log, election),
        )
        if is_earlier and goes_on(log, before, election, on, rules):
            since = min(since, continuous_since(log, before, on, rules))
    return since


def position(log: Log, election: Election) -> int:
    """Return the place of an election in the history."""
    return facts(log, date.max).index(election)


def goes_on(log: Log, before: Election, election: Election, on: date, rules: Rules) -> bool:
    """Return whether a mandate goes on in another one of the same member and office."""
    day = start(election[1])
    one, other = before[1], election[1]
    if (one.member, one.office) != (other.member, other.office):
        return False
    over = ending(log, before, on, rules)[0]
    there = resolve(log, one.unit, day) == resolve(log, other.unit, day)
    return there and (over is None or over >= day)


def belongs(log: Log, elected: StewardElected, day: date, rules: Rules) -> bool:
    """Return whether the member may be at the unit of the election on a day; joint offices: or below."""
    may_be = possible(log, elected.member, day)
    if not rules.office(elected.office).member and may_be.can_be_out:
        return True  # nobody knows where those work who are not in the union
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
    so_far = days(log, elected, day, rules)
    if not possible(log, elected.member, day).can_be_in:
        return not any(possible(log, elected.member, earlier).can_be_in for earlier in so_far)
    return not any(belongs(log, elected, earlier, rules) for earlier in so_far)
