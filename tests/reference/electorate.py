"""The electorate: who counts at a workplace, what was observed there, and what follows."""

from datetime import date
from typing import Literal

from attrs import frozen
from stewards.events import HeadcountObserved

from .counts import workplace_of
from .log import Log, facts, of
from .mandates import holders
from .members import Membership, members
from .organisation import formed, is_open, name
from .ranges import bounds_at
from .rules import DK_MUNICIPAL, Rules

Verdict = Literal["yes", "no", "unknown"]


@frozen
class Electorate:
    """An open workplace on a day: whether it may elect, and whom it has elected."""

    workplace: str
    name: str
    members: int
    at_least: int
    at_most: int | None
    observed: int | None
    verdict: Verdict
    stewards: tuple[str, ...]


def voters(log: Log, workplace: str, on: date, rules: Rules) -> dict[str, Membership]:
    """Return the members who count towards the threshold at a workplace."""
    return {
        member: membership
        for member, membership in members(log, on).items()
        if membership.category in rules.counted and workplace_of(log, membership, on) == workplace
    }


def headcount(log: Log, workplace: str, on: date) -> tuple[int, HeadcountObserved] | None:
    """Return the latest observation at exactly that workplace."""
    found = [h for h in of(facts(log, on), HeadcountObserved) if h[1].workplace == workplace]
    return found[-1] if found else None


def observed(log: Log, workplace: str, on: date) -> int | None:
    """Return how many social workers were last observed at a workplace; none if nobody looked."""
    found = headcount(log, workplace, on)
    return found[1].employees if found else None


def verdict(log: Log, workplace: str, on: date, rules: Rules = DK_MUNICIPAL) -> Verdict:
    """Return whether a workplace may elect: yes if there are surely enough, no, or not known."""
    seen = observed(log, workplace, on)
    if bounds_at(log, on, workplace, rules.counted)[0] >= rules.threshold:
        return "yes"
    if seen is None:
        return "unknown"
    return "yes" if seen >= rules.threshold else "no"


def eligibility(log: Log, on: date, rules: Rules = DK_MUNICIPAL) -> list[Electorate]:
    """Return the open workplaces on a day, by id."""
    return [
        electorate(log, unit, on, rules)
        for unit in sorted(formed(log))
        if formed(log)[unit][1].kind == "workplace" and is_open(log, unit, on)
    ]


def electorate(log: Log, workplace: str, on: date, rules: Rules) -> Electorate:
    """Return who may elect at a workplace, and whom they have elected."""
    at_least, at_most = bounds_at(log, on, workplace, rules.counted)
    return Electorate(
        workplace=workplace,
        name=name(log, workplace, on),
        members=len(voters(log, workplace, on, rules)),
        at_least=at_least,
        at_most=at_most,
        observed=observed(log, workplace, on),
        verdict=verdict(log, workplace, on, rules),
        stewards=holders(log, workplace, "steward", on, rules),
    )


def vacancies(log: Log, on: date, rules: Rules = DK_MUNICIPAL) -> list[Electorate]:
    """Return the open workplaces that may elect and have no steward in office."""
    return [e for e in eligibility(log, on, rules) if e.verdict == "yes" and not e.stewards]
