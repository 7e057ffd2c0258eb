"""What looks odd about mandates: each finding a plain function over what a view has judged."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from ...events.validators import MOST_PEOPLE
from ..electorate.fold import Electorate, Verdict
from ..electorate.judging import Electorates
from ..mandates.across import STEWARD
from ..mandates.course import Ending
from ..mandates.fold import outlasts
from ..mandates.rows import Mandate
from ..mandates.seats import recognised, seats_at
from ..organisation.fold import Organisation
from ..rules import Agreement, At, Office
from .elections import Ended
from .rows import Finding

_BY_FACTS: Final = {Ending.LEFT, Ending.WORKPLACE_CHANGED, Ending.UNIT_CLOSED}

RulesAt = Callable[[str | None], Agreement]
"""The rules at a unit on the day; without one, in the whole registry."""


def vacancies(
    vacant: Iterable[Electorate],
    electors: Mapping[str, Sequence[int]],
    acting: Mapping[tuple[str, str], Sequence[str]],
    rules_at: RulesAt,
) -> Iterator[Finding]:
    """Yield each workplace that is entitled to a steward and has none.

    Args:
        vacant: Those electorates.
        electors: The entries that put the members who count there, by workplace.
        acting: The deputies who act; see `acting_for`.
        rules_at: The rules.
    """
    for each in vacant:
        rules = rules_at(each.at)
        behind = [e for one in each.workplaces for e in electors.get(one.workplace, ())]
        figures = _number(each.members, "member")
        if each.headcount is not None and each.headcount >= rules.threshold:
            behind += each.observed_by
            figures += f", {headcount_told(each)}"
        detail = f"{figures}; at least {rules.threshold} are needed to elect"
        who = _who_follows(rules, acting.get((STEWARD, each.at), ()))
        advice = (
            f"{who}: stewards mandate elect MEMBER --unit {each.at} --on DAY; or the"
            f" headcount, if it is another: stewards observe {each.at} --employees NUMBER"
        )
        yield Finding(
            "entitled workplace without a steward", each.at, detail, sorted(behind), advice
        )


def under_threshold(
    held: Iterable[Mandate], electorates: Electorates, rules_at: RulesAt
) -> Iterator[Finding]:
    """Yield each workplace whose known electorate is too small for the offices held there."""
    for unit, mandates in _by_unit(m for m in held if _takes_number(m, rules_at)).items():
        found = electorates.of(unit)
        rules = rules_at(found.at)
        if found.verdict(rules.threshold) is Verdict.YES:
            continue
        holders, entries = {m.member for m in mandates}, [m.entry for m in mandates]
        works = "works" if found.members == 1 else "work"
        known = "no headcount" if found.observed is None else f"{found.headcount} employees"
        detail = (
            f"{_number(found.members, 'member')} {works} there, {known} known,"
            f" at least {rules.threshold} are needed to elect;"
            f" {_number(len(holders), 'member')} {'is' if len(holders) == 1 else 'are'} in office"
        )
        entries += found.observed_by
        advice = (
            f"Record how many work there: stewards observe {unit} --employees NUMBER; or that"
            f" {' or '.join(sorted(holders))} gave up the office: {_end(mandates[0])} --on DAY"
        )
        yield Finding("steward under the threshold", unit, detail, sorted(entries), advice)


def over_without_ending(begun: Iterable[Mandate]) -> Iterator[Finding]:
    """Yield each mandate that the facts have ended and of which no ending is recorded."""
    for each in begun:
        if each.ended_because in _BY_FACTS and each.ending_entry is None:
            detail = (
                f"{each.office} at {each.unit} since {each.since},"
                f" over since {each.ended_on}: {each.ended_because}"
            )
            advice = f"Record the ending: {_end(each)} --on {each.ended_on}"
            entries = sorted({each.entry, each.ended_by or each.entry})
            yield Finding("mandate over, no ending recorded", each.member, detail, entries, advice)


def more_than_seats(
    held: Iterable[Mandate], electorates: Electorates, rules_at: RulesAt
) -> Iterator[Finding]:
    """Yield each office at a unit with more holders than it has seats.

    These are by the number that elects there on the day, where it may elect; else the most there can be.
    """
    for unit, mandates in _by_unit(held).items():
        rules = rules_at(unit)
        holding: dict[str, set[str]] = defaultdict(set)
        for each in mandates:
            holding[each.office].add(each.member)
        for name, holders in holding.items():
            office = rules.office(name)
            stood_in_for = holding.get(office.stands_in_for or "", ()) if office else ()
            number = _electing(office, unit, electorates) if len(holders) > 1 else MOST_PEOPLE
            seats = seats_at(rules, name, number, len(stood_in_for))
            here = [m for m in mandates if m.office == name]
            if seats is not None and len(holders) > seats:
                detail = (
                    f"{len(holders)} members hold the office of {name},"
                    f" which has {_number(seats, 'seat')}"
                )
                most = recognised(rules, name, seats)
                if most is not None:
                    detail += f"; the employer need not recognise more than {most}"
                advice = (
                    f"Record whose mandate is over, of {', '.join(sorted(holders))}: stewards mandate"
                    f" end MEMBER --unit {unit} --office {name} --on DAY"
                )
                if most is not None:
                    advice += (
                        "; or whom the employer recognises no longer: stewards mandate step MEMBER --unit"
                        f" {unit} --office {name} --step declined --on DAY"
                    )
                entries = sorted(m.entry for m in here)
                yield Finding("more holders than seats", unit, detail, entries, advice)


def ending_nothing(endings: Iterable[Ended], begun: Iterable[Mandate]) -> Iterator[Finding]:
    """Yield each ending that is of no mandate, or of one that was ended before."""
    ends_one = {each.ending_entry for each in begun}
    for each in endings:
        if each.entry not in ends_one:
            what = f"{each.office} at {each.unit}"
            detail = f"{what} ended on {each.day}: no such mandate, or it was ended before"
            advice = (
                f"Void it: {_void(each.entry)}; or record the election that it ends: stewards mandate"
                f" elect {each.member} --unit {each.unit} --office {each.office} --on DAY"
            )
            yield Finding("ending that ends nothing", each.member, detail, [each.entry], advice)


def over_before_they_begin(begun: Iterable[Mandate]) -> Iterator[Finding]:
    """Yield each election whose term is over on its day or before."""
    for each in begun:
        if each.until is not None and each.until <= each.since:
            detail = f"elected {each.office} at {each.unit} on {each.since}, until {each.until}"
            yield Finding(
                "term over before it begins", each.member, detail, [each.entry], _elect_anew(each)
            )


def elected_again(begun: Iterable[Mandate], organisation: Organisation) -> Iterator[Finding]:
    """Yield each election of somebody in that office there already, for as long as that or longer."""
    held: dict[tuple[str, str], list[Mandate]] = defaultdict(list)
    for each in sorted(begun, key=lambda m: (m.since, m.entry)):
        earlier, day = held[each.member, each.office], each.since
        for first in earlier:
            in_office = first.ended_on is None or first.ended_on > day
            there = organisation.resolved(first.unit, day) == organisation.resolved(each.unit, day)
            if in_office and there and not outlasts(each.until, first.until):
                until = "until further notice" if first.until is None else f"until {first.until}"
                detail = (
                    f"elected {each.office} at {each.unit} on {day} (entry {each.entry}), and in"
                    f" office since {first.since}, {until} (entry {first.entry})"
                )
                advice = (
                    f"Void the election that was none: {_void(each.entry)}; or record that the first"
                    f" mandate was over: {_end(first)} --on DAY"
                )
                yield Finding(
                    "elected again within the term",
                    each.member,
                    detail,
                    sorted([first.entry, each.entry]),
                    advice,
                )
        earlier.append(each)


def unknown_offices(begun: Iterable[Mandate], rules_at: RulesAt) -> Iterator[Finding]:
    """Yield each election to an office that the agreement does not know."""
    for each in begun:
        rules = rules_at(each.at_unit)
        if each.office not in rules.offices:
            detail = f"elected {each.office} at {each.unit} on {each.since}"
            known = ", ".join(rules.offices)
            advice = f"{_elect_anew(each)}; the offices of {rules.name} are {known}"
            yield Finding("unknown office", each.member, detail, [each.entry], advice)


def elected_elsewhere(elsewhere: Iterable[Mandate], explained: frozenset[int]) -> Iterator[Finding]:
    """Yield each election of somebody who did not work there on its day, but where an override says why."""
    for each in elsewhere:
        if each.entry not in explained:
            detail = (
                f"elected {each.office} at {each.unit} on {each.since},"
                " and did not work there that day"
            )
            advice = (
                f"Record where {each.member} worked: stewards member change-workplace {each.member}"
                f" --workplace {each.unit} --on {each.since}; or void it, {_void(each.entry)}, and"
                " record it with --override TEXT"
            )
            yield Finding("elected elsewhere", each.member, detail, [each.entry], advice)


def headcount_told(found: Electorate) -> str:
    """Return a headcount in words: what was counted, and what it has come to; nothing if nobody counted."""
    if found.observed is None:
        return ""
    now = "" if found.headcount == found.observed else f", {found.headcount} by the moves since"
    return f"{found.observed} employees counted{now}"


def _takes_number(mandate: Mandate, rules_at: RulesAt) -> bool:
    office = rules_at(mandate.at_unit).office(mandate.office)
    return bool(office and office.threshold and office.at is At.ELECTORATE)


def _electing(office: Office | None, unit: str, electorates: Electorates) -> int:
    """Return how many surely elect to an office where they may; else the most there can be."""
    takes_number = office is not None and office.threshold and office.at is At.ELECTORATE
    if not takes_number or electorates.verdict(unit) is not Verdict.YES:
        return MOST_PEOPLE
    return electorates.of(unit).least


def _who_follows(rules: Agreement, acting: Sequence[str]) -> str:
    """Return what to record of a vacancy: an election, or that a deputy who acts takes the seat."""
    office = rules.office(STEWARD)
    rule = str(office.vacancy) if office else ""
    if not acting or "deputy" not in rule:
        return "Record the election"
    names, word = " or ".join(acting), "may follow" if "election" in rule else "follows"
    return f"{names} acts as deputy, and {word}; record that, or the election of somebody else"


def _by_unit(mandates: Iterable[Mandate]) -> dict[str, list[Mandate]]:
    found: dict[str, list[Mandate]] = defaultdict(list)
    for each in mandates:
        found[each.at_unit].append(each)
    return found


def _void(entry: int) -> str:
    return f"stewards void {entry} --reason TEXT"


def _end(mandate: Mandate) -> str:
    return f"stewards mandate end {mandate.member} --unit {mandate.unit} --office {mandate.office}"


def _elect_anew(mandate: Mandate) -> str:
    return (
        f"Void it and record it as it was: {_void(mandate.entry)}, stewards mandate elect"
        f" {mandate.member} --unit {mandate.unit} --office OFFICE --on {mandate.since} --until DAY"
    )


def _number(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
