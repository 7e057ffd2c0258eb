"""The electorate: who elects together, how many they are, what was counted there, and what follows."""

from datetime import date
from typing import Literal

from attrs import frozen
from stewards.events import HeadcountObserved, MemberJoined, WorkplaceChanged

from .candidates import later
from .counts import workplace_of
from .log import Log, facts, is_placed_later, of, once
from .mandates import holders
from .members import Membership, after, members
from .organisation import (
    elects_at,
    first_day,
    formed,
    is_open_workplace,
    merger,
    name,
    resolve,
)
from .ranges import bounds_at
from .rules import DK_MUNICIPAL, Rules

Verdict = Literal["yes", "no", "unknown"]


@frozen
class Electorate:
    """An open workplace on a day: whether it may elect, alone or with others, and whom it has elected."""

    workplace: str
    name: str
    members: int
    at_least: int
    at_most: int | None
    observed: int | None
    headcount: int | None
    verdict: Verdict
    electorate: str
    stewards: tuple[str, ...]


@frozen
class Headcount:
    """What was counted, and what that has come to by the moves of members since.

    Attributes:
        entries: By which entries.
        observed: How many were counted.
        carried: What that has come to.
        least: What that has come to at least, given the windows of the moves.
        most: What that may have come to, if nobody else went.
        is_whole: Whether everybody was counted.
        is_of_parts: Whether not all of it was counted at once.
    """

    entries: tuple[int, ...]
    observed: int
    carried: int
    least: int
    most: int
    is_whole: bool
    is_of_parts: bool = False


def voters(log: Log, workplace: str, on: date, rules: Rules) -> dict[str, Membership]:
    """Return the members who count towards the threshold at a workplace."""
    return {
        member: membership
        for member, membership in members(log, on).items()
        if membership.category in rules.counted and workplace_of(log, membership, on) == workplace
    }


@once
def electing_together(log: Log, unit: str, on: date) -> list[str]:
    """Return the workplaces that elect together with a unit; the unit itself if it is none."""
    at = elects_at(log, unit, on)
    open_ones = (each for each in formed(log) if is_open_workplace(log, each, on))
    return sorted({at, *(each for each in open_ones if elects_at(log, each, on) == at)})


def headcount_of(log: Log, unit: str, on: date) -> Headcount | None:
    """Return what was counted where those at a unit elect; none if nobody counted anybody."""
    every = [headcount_at(log, each, on) for each in electing_together(log, unit, on)]
    found = [each for each in every if each is not None]
    if not found:
        return None
    return Headcount(
        entries=tuple(sorted(entry for each in found for entry in each.entries)),
        observed=sum(each.observed for each in found),
        carried=sum(each.carried for each in found),
        least=sum(each.least for each in found),
        most=sum(each.most for each in found),
        is_whole=None not in every and all(each.is_whole for each in found),
    )


@once
def headcount_at(log: Log, workplace: str, on: date) -> Headcount | None:
    """Return the same of one workplace: of each place that is part of it, what was counted there last."""
    merged = [place for place in formed(log) if resolve(log, place, on) == workplace]
    places = sorted({workplace, *merged})
    counted = {place: last_counted(log, place, places, on) for place in places}
    since = {place: seen[1].effective_on for place, seen in counted.items() if seen is not None}
    if counted.get(workplace) is None and was_formed_for_a_merger(log, workplace, on):
        since[workplace] = date.fromordinal(formed(log)[workplace][1].effective_on.toordinal() - 1)
    seen = {each[0]: each[1].employees for each in counted.values() if each is not None}
    if not seen:
        return None
    observed = sum(seen.values())
    moved = [moves(log, place, day, on) for place, day in since.items()]
    net, least, most = (sum(each[number] for each in moved) for number in range(3))
    return Headcount(
        entries=tuple(seen),
        observed=observed,
        carried=max(0, observed + min(0, net)),
        least=max(0, observed + min(0, least)),
        most=max(0, observed + most),
        is_whole=set(since) == set(places),
        is_of_parts=len(seen) > 1 or set(counted) != {p for p in places if counted[p]},
    )


def last_counted(
    log: Log, place: str, places: list[str], on: date
) -> tuple[int, HeadcountObserved] | None:
    """Return the last headcount of one of some places that a place was part of on its day."""
    found = [
        (entry, seen)
        for entry, seen in of(facts(log, on), HeadcountObserved)
        if seen.workplace in places and resolve(log, place, seen.effective_on) == seen.workplace
    ]
    return found[-1] if found else None


def was_formed_for_a_merger(log: Log, workplace: str, on: date) -> bool:
    """Return whether a workplace was formed, to the day, when something was merged into it."""
    if workplace not in formed(log):
        return False
    _, event = formed(log)[workplace]
    if first_day(event) != event.effective_on:
        return False
    for place in formed(log):
        at = place
        while place != workplace and resolve(log, place, on) == workplace and at != workplace:
            found = merger(log, at, on)
            assert found is not None
            if found[1].effective_on == event.effective_on:
                return True
            at = found[1].into
    return False


def moves(log: Log, place: str, since: date, on: date) -> tuple[int, int, int]:
    """Return the moves to a place less those from it since a day: as on record, at least, at most."""
    net = least = most = 0
    for moved, left, reached in all_moves(log):
        first, last = moved.not_before or moved.effective_on, moved.effective_on
        if first > on or last <= since:
            continue
        is_sure = since < first and last <= on
        for one in [-1] * (left == place) + [1] * (reached == place):
            net += one if last <= on else 0
            least += one if is_sure or one < 0 else 0
            most += one if is_sure or one > 0 else 0
    return net, least, most


def all_moves(log: Log) -> list[tuple[WorkplaceChanged, str | None, str | None]]:
    """Return every change of workplace of a member, with the workplace on record before and since."""
    found = []
    for position, (_, event) in enumerate(log):
        if not isinstance(event, WorkplaceChanged):
            continue
        before = after(log[:position]).get(event.member)
        own = [e for _, e in log[:position] if getattr(e, "member", None) == event.member]
        placings = [e for e in own if isinstance(e, MemberJoined | WorkplaceChanged)]
        if before is None or is_placed_later(placings[-1]) or before.workplace == event.workplace:
            continue
        found.append((event, before.workplace, event.workplace))
    return found


def verdict(log: Log, unit: str, on: date, rules: Rules = DK_MUNICIPAL) -> Verdict:
    """Return whether those at a unit may elect: there are surely enough, and were for as long as it takes."""
    if not rules.for_months:
        return verdict_of_day(log, unit, on, rules)
    at = elects_at(log, unit, on)
    told = {event.effective_on for _, event in log}
    told |= {day for _, event in log if (day := getattr(event, "not_before", None)) is not None}
    by_then = sorted((day for day in told if day <= on), reverse=True)
    found: set[Verdict] = set()
    for day in (*by_then, None):
        found.add(verdict_of_day(log, at, day, rules) if day else "unknown")
        if day and later(day, rules.for_months) <= on:
            break
    return "no" if "no" in found else "yes" if found == {"yes"} else "unknown"


def verdict_of_day(log: Log, unit: str, on: date, rules: Rules) -> Verdict:
    """Return whether those at a unit are enough on a day, with whom they elect."""
    least, most = 0, 0
    for workplace in electing_together(log, unit, on):
        seen, sure = (
            headcount_at(log, workplace, on),
            bounds_at(log, on, workplace, rules.counted)[0],
        )
        least += max(sure, seen.least if seen else 0)
        most += max(sure, seen.most) if seen and seen.is_whole else rules.threshold
    if least >= rules.threshold:
        return "yes"
    return "no" if most < rules.threshold else "unknown"


def eligibility(log: Log, on: date, rules: Rules = DK_MUNICIPAL) -> list[Electorate]:
    """Return the open workplaces on a day, by id."""
    return [
        electorate(log, unit, on, rules)
        for unit in sorted(formed(log))
        if is_open_workplace(log, unit, on)
    ]


def electorate(log: Log, workplace: str, on: date, rules: Rules) -> Electorate:
    """Return who may elect at a workplace, alone or with others, and whom they have elected."""
    together = electing_together(log, workplace, on)
    least, most = zip(*(bounds_at(log, on, each, rules.counted) for each in together), strict=True)
    seen = headcount_of(log, workplace, on)
    return Electorate(
        workplace=workplace,
        name=name(log, workplace, on),
        members=sum(len(voters(log, each, on, rules)) for each in together),
        at_least=sum(least),
        at_most=None if None in most else sum(most),
        observed=seen.observed if seen else None,
        headcount=seen.carried if seen else None,
        verdict=verdict(log, workplace, on, rules),
        electorate=elects_at(log, workplace, on),
        stewards=holders(log, elects_at(log, workplace, on), "steward", on, rules),
    )


def vacancies(log: Log, on: date, rules: Rules = DK_MUNICIPAL) -> list[Electorate]:
    """Return where those who may elect do, and have fewer stewards in office than seats, or none."""
    seats = rules.office("steward").seats or 1
    return [
        each
        for each in eligibility(log, on, rules)
        if each.verdict == "yes"
        and len(each.stewards) < seats
        and each.electorate == each.workplace
    ]
