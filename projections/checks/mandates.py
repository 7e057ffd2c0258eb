"""What looks odd about mandates: each finding a plain function over what a view has judged."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from ..electorate.fold import Verdict, verdict_on
from ..electorate.rows import Electorate
from ..mandates.fold import Ending, Scope
from ..mandates.rows import Mandate
from ..rules import Agreement, Office
from .rows import Finding

_BY_FACTS: Final = {Ending.LEFT, Ending.WORKPLACE_CHANGED, Ending.UNIT_CLOSED}

Holding = Callable[[Office], bool]


def vacancies(
    vacant: Iterable[Electorate], electors: Mapping[str, Sequence[int]], rules: Agreement
) -> Iterator[Finding]:
    """Yield each workplace that is entitled to a steward and has none.

    Args:
        vacant: Those workplaces.
        electors: The entries that put the members who count there, by workplace.
        rules: The rule book.
    """
    for each in vacant:
        behind, figures = [*electors.get(each.unit, ())], _number(each.members, "member")
        if each.observed is not None and each.observed >= rules.threshold:
            behind.append(each.observed_by or 0)
            figures += f", {each.observed} employees counted"
        detail = f"{figures}; at least {rules.threshold} are needed to elect"
        yield Finding("entitled workplace without a steward", each.unit, detail, sorted(behind))


def under_threshold(
    held: Iterable[Mandate], electorates: Mapping[str, Electorate], rules: Agreement
) -> Iterator[Finding]:
    """Yield each workplace whose known electorate is too small for the offices held there."""
    takes_number = _offices(rules, lambda o: o.threshold and o.scope is Scope.WORKPLACE)
    for unit, mandates in _by_unit(m for m in held if m.office in takes_number).items():
        found = electorates.get(unit) or Electorate(unit, "", False, 0, 0, 0, None, None)
        if verdict_on(found.at_least, found.observed, rules.threshold) is Verdict.YES:
            continue
        holders, entries = {m.member for m in mandates}, [m.entry for m in mandates]
        works = "works" if found.members == 1 else "work"
        known = "no headcount" if found.observed is None else f"{found.observed} employees"
        detail = (
            f"{_number(found.members, 'member')} {works} there, {known} known,"
            f" at least {rules.threshold} are needed to elect;"
            f" {_number(len(holders), 'member')} {'is' if len(holders) == 1 else 'are'} in office"
        )
        entries += [found.observed_by] if found.observed_by else []
        yield Finding("steward under the threshold", unit, detail, sorted(entries))


def over_without_ending(begun: Iterable[Mandate]) -> Iterator[Finding]:
    """Yield each mandate that the facts have ended and of which no ending is recorded."""
    for each in begun:
        if each.ended_because in _BY_FACTS and each.ending_entry is None:
            detail = (
                f"{each.office} at {each.unit} since {each.since},"
                f" over since {each.ended_on}: {each.ended_because}"
            )
            entries = sorted({each.entry, each.ended_by or each.entry})
            yield Finding("mandate over, no ending recorded", each.member, detail, entries)


def more_than_seats(held: Iterable[Mandate], rules: Agreement) -> Iterator[Finding]:
    """Yield each office at a unit with more holders than it has seats."""
    for unit, mandates in _by_unit(held).items():
        for name, office in rules.offices.items():
            here = [m for m in mandates if m.office == name]
            holders, seats = {m.member for m in here}, office.seats
            if seats is not None and len(holders) > seats:
                detail = (
                    f"{len(holders)} members hold the office of {name},"
                    f" which has {_number(seats, 'seat')}"
                )
                entries = sorted(m.entry for m in here)
                yield Finding("more holders than seats", unit, detail, entries)


def elected_elsewhere(begun: Iterable[Mandate]) -> Iterator[Finding]:
    """Yield each election of somebody who did not work there on its day."""
    for each in begun:
        if not each.was_here:
            detail = (
                f"elected {each.office} at {each.unit} on {each.since},"
                " and did not work there that day"
            )
            yield Finding("elected elsewhere", each.member, detail, [each.entry])


def _offices(rules: Agreement, wanted: Holding) -> set[str]:
    return {name for name, office in rules.offices.items() if wanted(office)}


def _by_unit(mandates: Iterable[Mandate]) -> dict[str, list[Mandate]]:
    found: dict[str, list[Mandate]] = defaultdict(list)
    for each in mandates:
        found[each.at_unit].append(each)
    return found


def _number(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
