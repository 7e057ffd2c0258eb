"""Check: what looks odd on a day, each with the entries behind it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from stewards.events import (
    CategoryChanged,
    CountPublished,
    ElectionStepTaken,
    ElectorateChanged,
    Event,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    RosterTaken,
    SeatAllotted,
    StewardElected,
    WorkplaceChanged,
    WorkplaceConfirmed,
)

from .counts import count, counted, workplace_of
from .electorate import (
    electing_together,
    eligibility,
    headcount_at,
    headcount_of,
    vacancies,
    verdict_of_day,
    voters,
)
from .log import Log, Told, facts, known, of
from .mandates import Mandate, belongs, endings, in_office, mandates, steps, until
from .members import after, last_facts, members
from .movements import Side, movements
from .organisation import circles, closing, first_day, formed, is_open, resolve
from .ranges import bounds_at
from .rules import DK_MUNICIPAL, Rules

BY_THE_FACTS = {"left the union", "workplace changed", "unit closed"}


class Finding(NamedTuple):
    """Something odd: what, about whom or which unit, and the entries behind it."""

    finding: str
    subject: str
    entries: tuple[int, ...]


def check(
    events: Sequence[Event], upto: int, on: date, rules: Rules = DK_MUNICIPAL
) -> list[Finding]:
    """Return everything odd that is effective by a day, sorted, once so many entries are known."""
    log = known(events, upto)
    return sorted(
        vacant(log, on, rules)
        + under_threshold(log, on, rules)
        + was_below(log, on, rules)
        + odd_headcounts(log, on, rules)
        + odd_communities(log, on, rules)
        + unrecorded_endings(log, on, rules)
        + crowded(log, on, rules)
        + left_behind(log, on)
        + without_workplace(log, on)
        + joined_twice(log, on)
        + outside_membership(log, on)
        + elected_elsewhere(log, on, rules)
        + in_circles(log, on)
        + ending_nothing(log, on)
        + over_before_they_begin(log, on)
        + elected_again(log, on, rules)
        + unknown_offices(log, on, rules)
        + not_notified(log, on, rules)
        + not_approved(log, on, rules)
        + not_settled(log, on, rules)
        + expired(log, on, rules)
        + no_longer_counted(log, on, rules)
        + without_basis(log, on, rules)
        + deputies_of_nobody(log, on, rules)
        + own_deputies(log, on, rules)
        + recalled(log, on, rules)
        + unknown_categories(log, on, rules)
        + not_yet_formed(log, on)
        + joined_and_left(log, on)
        + lists_disagreeing(Side(events, on, upto))
        + figures_not_reproduced(Side(events, on, upto))
        + seats_vacant(log, on)
    )


def finding(what: str, subject: str, entries: list[int]) -> Finding:
    """Return a finding with its entries sorted, each once."""
    return Finding(what, subject, tuple(sorted(set(entries))))


def vacant(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the entitled workplaces without a steward: what makes the verdict stands behind it."""
    found = []
    for place in vacancies(log, on, rules):
        if place.stewards:
            continue
        placed = [
            m.placed_by
            for each in electing_together(log, place.workplace, on)
            for m in voters(log, each, on, rules).values()
        ]
        seen = headcount_of(log, place.workplace, on)
        makes_it = list(seen.entries) if seen and seen.carried >= rules.threshold else []
        found.append(
            finding("entitled workplace without a steward", place.workplace, placed + makes_it)
        )
    return found


def under_threshold(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the workplaces with stewards where the known electorate is under the threshold."""
    bound = [m for m in in_office(log, on, rules) if needs_threshold(m, rules)]
    found = []
    for unit in sorted({resolve(log, m.unit, on) for m in bound}):
        elections = [m.election for m in bound if resolve(log, m.unit, on) == unit]
        seen = headcount_of(log, unit, on)
        if verdict_of_day(log, unit, on, rules) != "yes":
            behind = elections + (list(seen.entries) if seen else [])
            found.append(finding("steward under the threshold", unit, behind))
    return found


def was_below(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List each time during a mandate that is held in which too few surely worked there, and no more."""
    found = []
    for held in in_office(log, on, rules):
        if not needs_threshold(held, rules):
            continue
        days = sorted(days_of_change(log, on))
        below = [verdict_of_day(log, held.unit, day, rules) == "no" for day in days]
        for number, day in enumerate(days[1:], start=1):
            is_new = below[number] and not below[number - 1] and day > held.since
            if is_new and not all(below[number:]):
                found.append(
                    finding("was below the threshold", resolve(log, held.unit, on), [held.election])
                )
    return found


def days_of_change(log: Log, on: date) -> set[date]:
    """Return the days up to one on which anything may change, and one before all of them."""
    days = {event.effective_on for _, event in log}
    days |= {getattr(event, "not_before", None) or on for _, event in log}
    return {date.min, *(day for day in days if day <= on)}


def odd_headcounts(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the headcounts that count, and are older than a year or from before a merger."""
    found = []
    for each in eligibility(log, on, rules):
        seen = headcount_at(log, each.workplace, on)
        if seen is None or each.at_least >= rules.threshold:
            continue
        behind = sorted(seen.entries)
        first = min(dict(log)[entry].effective_on for entry in behind)
        if seen.is_of_parts:
            found.append(finding("headcount from before a merger", each.workplace, behind))
        year = first.replace(
            year=first.year + 1, day=min(first.day, 28 if first.month == 2 else 31)
        )
        if year <= on:
            found.append(finding("headcount older than a year", each.workplace, behind))
    return found


def odd_communities(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List those who elect together and are too few, and who of them would be enough alone."""
    found = []
    for each in eligibility(log, on, rules):
        together = electing_together(log, each.workplace, on)
        by = {
            unit: number for number, e in of(facts(log, on), ElectorateChanged) for unit in [e.unit]
        }
        is_too_few = verdict_of_day(log, each.workplace, on, rules) != "yes"
        if len(together) > 1 and each.workplace == each.electorate and is_too_few:
            behind = [by[unit] for unit in together if unit in by]
            found.append(finding("too few elect together", each.workplace, behind))
        sure = bounds_at(log, on, each.workplace, rules.counted)[0]
        seen = headcount_at(log, each.workplace, on)
        is_enough = max(sure, seen.least if seen else 0) >= rules.threshold
        if each.electorate != each.workplace and is_enough:
            found.append(finding("could elect alone", each.workplace, [by[each.workplace]]))
    return found


def needs_threshold(held: Mandate, rules: Rules) -> bool:
    """Return whether an office is bound to the threshold of one workplace."""
    office = rules.office(held.office)
    return office.scope == "workplace" and office.threshold


def unrecorded_endings(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the mandates over by the facts that nobody recorded an ending of."""
    elections = dict(of(log, StewardElected))
    found = []
    for held in mandates(log, on, rules):
        recorded = endings(log, (held.election, elections[held.election]), on)
        if held.ended_because in BY_THE_FACTS and not recorded:
            behind = [held.election, *ended_by(log, held)]
            found.append(finding("mandate over, no ending recorded", held.member, behind))
    return found


def ended_by(log: Log, held: Mandate) -> list[int]:
    """Return the fact that ended it: the closing, or what was said of the member.

    There is none where the organisation changed around the member, or nobody ever joined.
    """
    day = held.ended_on or date.max
    if held.ended_because == "unit closed":
        closed = closing(log, resolve(log, held.unit, day), day)
        return [closed[0]] if closed else []
    if held.ended_because == "left the union":
        return [
            entry for entry, left in of(facts(log, day), MemberLeft) if left.member == held.member
        ][-1:]
    if held.member not in members(log, day):
        return away_by(log, held, day)
    placed_by = members(log, day)[held.member].placed_by
    placed_on = dict(log)[placed_by].effective_on
    return [placed_by] if day in {placed_on, held.since} else []


def away_by(log: Log, held: Mandate, day: date) -> list[int]:
    """Return what says that somebody who may be a member by now is elsewhere: leaving, or a place."""
    left = [(n, e) for n, e in of(facts(log, day), MemberLeft) if e.member == held.member]
    if left and left[-1][1].effective_on == day:
        return [left[-1][0]]
    if day != held.since:
        return []
    own = [told for told in log if getattr(told[1], "member", None) == held.member]
    placings = MemberJoined | WorkplaceChanged | MemberLeft
    places = [e for e in last_facts(own, placings, day) if e and not isinstance(e, MemberLeft)]
    return [next(n for n, event in own if event is places[0])] if places else []


def crowded(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the offices with more holders than seats at one unit, mergers followed."""
    held = in_office(log, on, rules)
    found = []
    for unit, office in sorted({(resolve(log, m.unit, on), m.office) for m in held}):
        here = [m for m in held if (resolve(log, m.unit, on), m.office) == (unit, office)]
        seats = rules.office(office).seats
        other = rules.office(office).stands_in_for
        if seats is not None and other is not None:
            stood_in_for = {
                m.member for m in held if (resolve(log, m.unit, on), m.office) == (unit, other)
            }
            seats *= max(rules.office(other).seats or 0, len(stood_in_for))
        if seats is not None and len({m.member for m in here}) > seats:
            found.append(finding("more holders than seats", unit, [m.election for m in here]))
    return found


def left_behind(log: Log, on: date) -> list[Finding]:
    """List the members whose workplace, after mergers, is closed."""
    found = []
    for member, membership in members(log, on).items():
        place = workplace_of(log, membership, on)
        closed = closing(log, place, on) if place else None
        if closed:
            behind = [membership.placed_by, closed[0]]
            found.append(finding("member at a closed unit", member, behind))
    return found


def without_workplace(log: Log, on: date) -> list[Finding]:
    """List the members without a workplace."""
    return [
        finding("member without a workplace", member, [membership.placed_by])
        for member, membership in members(log, on).items()
        if membership.workplace is None
    ]


def joined_twice(log: Log, on: date) -> list[Finding]:
    """List the joins of somebody who was already in membership just before."""
    found = []
    for (entry, event), before in with_history(facts(log, on)):
        if isinstance(event, MemberJoined) and event.member in after(before):
            behind = [entry, after(before)[event.member].joined_by]
            found.append(finding("joined twice", event.member, behind))
    return found


def outside_membership(log: Log, on: date) -> list[Finding]:
    """List the changes of somebody who was not in membership just before."""
    changes = WorkplaceChanged | WorkplaceConfirmed | CategoryChanged
    return [
        finding("changed outside membership", event.member, [entry])
        for (entry, event), before in with_history(facts(log, on))
        if isinstance(event, changes) and event.member not in after(before)
    ]


def with_history(history: Log) -> list[tuple[Told, Log]]:
    """Return each fact with all that comes before it in reading order."""
    return [(told, history[:position]) for position, told in enumerate(history)]


def elected_elsewhere(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the elections of somebody not at, or below, the unit on that day, if nobody said why."""
    return [
        finding("elected elsewhere", elected.member, [entry])
        for entry, elected in of(facts(log, on), StewardElected)
        if elected.override is None and not belongs(log, elected, elected.effective_on, rules)
    ]


def in_circles(log: Log, on: date) -> list[Finding]:
    """List the circles of mergers and of parents."""
    return [finding("circle of units", unit, entries) for unit, entries in circles(log, on)]


def ending_nothing(log: Log, on: date) -> list[Finding]:
    """List the endings that are not the first one of any mandate, and leavings of no member."""
    known_by_then = facts(log, on)
    elections = of(known_by_then, StewardElected)
    first = {entry for e in elections for entry, _ in endings(log, e, on)[:1]}
    odd = [(entry, end) for entry, end in of(known_by_then, MandateEnded) if entry not in first]
    left = [
        (entry, event)
        for (entry, event), before in with_history(known_by_then)
        if isinstance(event, MemberLeft) and event.member not in after(before)
    ]
    return [
        finding("ending that ends nothing", event.member, [entry]) for entry, event in odd + left
    ]


def over_before_they_begin(log: Log, on: date) -> list[Finding]:
    """List the elections whose term is over on their day or before."""
    return [
        finding("term over before it begins", elected.member, [entry])
        for entry, elected in of(facts(log, on), StewardElected)
        if elected.until is not None and elected.until <= elected.effective_on
    ]


def elected_again(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the elections of somebody in that office there already, for as long or longer."""
    found = []
    elections = of(facts(log, on), StewardElected)
    for position, (entry, elected) in enumerate(elections):
        day = elected.effective_on
        earlier = {e for e, _ in elections[:position]}
        for held in in_office(log, day, rules):
            same = (held.member, held.office) == (elected.member, elected.office)
            there = resolve(log, held.unit, day) == resolve(log, elected.unit, day)
            is_within = (held.until or date.max) >= (until(elected, rules) or date.max)
            if held.election in earlier and same and there and is_within:
                behind = [held.election, entry]
                found.append(finding("elected again within the term", held.member, behind))
    return found


def unknown_offices(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the elections to an office that the agreement does not have."""
    return [
        finding("unknown office", elected.member, [entry])
        for entry, elected in of(facts(log, on), StewardElected)
        if elected.office not in rules.offices
    ]


def elected_now(log: Log, on: date, rules: Rules) -> list[Mandate]:
    """Return the mandates that are not over, one a person and seat: in office, with the longest term."""
    found: dict[tuple[str, str, str], Mandate] = {}
    for held in mandates(log, on, rules):
        if held.ended_on is None:
            seat = (held.member, held.office, resolve(log, held.unit, on))
            found[seat] = max(found.get(seat, held), held, key=lambda m: rank(m, on))
    return list(found.values())


def rank(held: Mandate, on: date) -> tuple[bool, date, date, int]:
    """Return what says which of several mandates is shown: begun, the longer term, the later election."""
    return held.starts_on <= on, held.until or date.max, held.since, held.election


def holding(log: Log, on: date, rules: Rules) -> list[Mandate]:
    """Return those of them that are in office."""
    return [held for held in elected_now(log, on, rules) if held.starts_on <= on]


def taken(log: Log, held: Mandate, on: date) -> set[str]:
    """Return the steps of the election of a mandate by a day."""
    election = (held.election, dict(of(log, StewardElected))[held.election])
    return {step.step for step in steps(log, election, on)}


def not_notified(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the elections without a notice, of those held since steps are on record."""
    first = min((event.effective_on for _, event in of(log, ElectionStepTaken)), default=date.max)
    return [
        finding("elected, not notified", held.member, [held.election])
        for held in elected_now(log, on, rules)
        if held.status == "not notified"
        and held.since >= first
        and rules.office(held.office).objection_days is not None
    ]


def not_approved(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the elections with a notice and without approval."""
    return [
        finding("notified without approval", held.member, [held.election])
        for held in elected_now(log, on, rules)
        if "received" in taken(log, held, on) and "approved" not in taken(log, held, on)
    ]


def not_settled(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the elections that the employer objected to, and nothing came of it."""
    return [
        finding("objected, not settled", held.member, [held.election])
        for held in elected_now(log, on, rules)
        if held.status == "objected"
    ]


def expired(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the offices at an open unit that nobody was elected to since the term was over."""
    every = mandates(log, on, rules)
    found = []
    for office, unit in sorted({(m.office, resolve(log, m.unit, on)) for m in every}):
        there = [m for m in every if (m.office, resolve(log, m.unit, on)) == (office, unit)]
        last = max(there, key=lambda m: (m.since, m.election))
        runs = [m for m in there if m.ended_on is None and not m.status.startswith("expired")]
        is_over = last.until is not None and last.until <= on
        by_term = last.ended_because in {None, "term over"}
        is_known = office in rules.offices
        if is_known and is_over and by_term and not runs and is_open(log, unit, on):
            found.append(finding("expired, not re-elected", last.member, [last.election]))
    return found


def no_longer_counted(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the holders whose category does not count."""
    there = members(log, on)
    return [
        finding(
            "no longer counted", held.member, [held.election, there[held.member].categorised_by]
        )
        for held in holding(log, on, rules)
        if rules.office(held.office).member
        and held.member in there
        and there[held.member].category is not None
        and there[held.member].category not in rules.counted
    ]


def without_basis(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the holders who lack the office that theirs rests on."""
    held_now = holding(log, on, rules)
    return [
        finding("joint office without what it rests on", held.member, [held.election])
        for held in held_now
        if (among := rules.office(held.office).among)
        and not any((m.member, m.office) == (held.member, among) for m in held_now)
    ]


def stood_in_for(log: Log, held: Mandate, on: date, rules: Rules) -> list[Mandate]:
    """Return all mandates in the office, and at the unit, that a deputy stands in for."""
    office, unit = rules.office(held.office).stands_in_for, resolve(log, held.unit, on)
    every = mandates(log, on, rules)
    return [m for m in every if (m.office, resolve(log, m.unit, on)) == (office, unit)]


def own_deputies(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the deputies who hold the office that they stand in for."""
    found = []
    for held in holding(log, on, rules):
        others = stood_in_for(log, held, on, rules)
        own = [m.election for m in others if m.member == held.member and m.ended_on is None]
        if own:
            found.append(finding("own deputy", held.member, [held.election, *own]))
    return found


def deputies_of_nobody(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the deputies since whose election nobody has held the office that they stand in for."""
    return [
        finding("deputy of nobody", held.member, [held.election])
        for held in holding(log, on, rules)
        if rules.office(held.office).stands_in_for
        and not any(
            m.ended_on is None or m.ended_on > held.since
            for m in stood_in_for(log, held, on, rules)
        )
    ]


def recalled(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the recalls of those who cannot be voted out, where nobody says why it was."""
    return [
        finding("recalled within the term", end.member, [entry])
        for entry, end in of(facts(log, on), MandateEnded)
        if end.reason == "recalled" and end.override is None and not rules.office(end.office).recall
    ]


def unknown_categories(log: Log, on: date, rules: Rules) -> list[Finding]:
    """List the members in a category that the agreement does not have."""
    return [
        finding("unknown category", member, [membership.categorised_by])
        for member, membership in members(log, on).items()
        if membership.category not in rules.categories
    ]


def not_yet_formed(log: Log, on: date) -> list[Finding]:
    """List what puts a member at a unit before the first day that it can have been there."""
    found = []
    for entry, event in facts(log, on):
        if isinstance(event, MemberJoined | WorkplaceChanged) and event.workplace is not None:
            forming, unit = formed(log)[event.workplace]
            if (getattr(event, "placed_on", None) or event.effective_on) < first_day(unit):
                behind = [entry, forming]
                found.append(finding("member at a unit before it was formed", event.member, behind))
    return found


def joined_and_left(log: Log, on: date) -> list[Finding]:
    """List the leavings of somebody whose last joining is of that very day."""
    found = []
    for (entry, event), before in with_history(facts(log, on)):
        if isinstance(event, MemberLeft) and event.member in after(before):
            joining = after(before)[event.member].joined_by
            if dict(log)[joining].effective_on == event.effective_on:
                found.append(finding("joined and left on one day", event.member, [joining, entry]))
    return found


def lists_disagreeing(now: Side) -> list[Finding]:
    """List the member lists that name another number than is counted in their scope on their day."""
    found = []
    for entry, taken in of(facts(now.log, now.on), RosterTaken):
        unread = set(taken.without or ())
        here = set(counted(now.log, taken.effective_on, taken.unit))
        least = len(here - unread)
        if not least <= taken.members <= least + len(unread):
            behind = [entry, *learnt(now, entry, taken)]
            found.append(finding("list no longer agrees", taken.unit or "the union", behind))
    return found


def figures_not_reproduced(now: Side) -> list[Finding]:
    """List the figures in print of which the log says something else now."""
    return [
        finding(
            "published figure no longer reproduced",
            figure.unit or "the union",
            [entry, *learnt(now, entry, figure)],
        )
        for entry, figure in of(facts(now.log, now.on), CountPublished)
        if count(now.log, figure.effective_on, figure.unit, categories=figure.categories)
        != figure.members
    ]


def seats_vacant(log: Log, on: date) -> list[Finding]:
    """List the seats that are told last to be filled by nobody, where the committee is open."""
    seats: dict[tuple[str, str], Told] = {}
    for told in of(facts(log, on), SeatAllotted):
        seats[told[1].committee, told[1].seat] = told
    return [
        finding("seat vacant", committee, [entry])
        for (committee, _), (entry, event) in seats.items()
        if event.organisation is None and is_open(log, committee, on)
    ]


def learnt(now: Side, entry: int, figure: RosterTaken | CountPublished) -> list[int]:
    """Return what was learnt of the day of a figure since it was recorded, that counts there."""
    sides = [Side(now.events, figure.effective_on, upto) for upto in (entry, now.upto)]
    categories = figure.categories if isinstance(figure, CountPublished) else None
    moved = movements(*sides, figure.unit, categories=categories)
    return [e for _, behind in moved.values() for e in behind]
