"""What looks odd about the basis of elections: headcounts that tell little, and who elects together."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from ..electorate.crossing import is_missed
from ..electorate.fold import Electorate, There, Verdict, least_at
from ..electorate.histories import Histories
from ..electorate.judging import Electorates
from ..mandates.rows import Mandate
from ..months import months_after
from ..organisation.fold import Organisation
from ..rules import At
from .rows import Finding

FEW: Final = 100
"""Of so many mandates the histories are read; of more, SQL tells first where members alone are enough."""

_OLD_AFTER_MONTHS: Final = 12


def headcounts(electorates: Electorates, day: date) -> Iterator[Finding]:
    """Yield each workplace whose headcount counts and is from before a merger, or older than a year."""
    for unit in electorates.counted():
        found = electorates.of(unit)
        threshold = electorates.rules_at(found.at).threshold
        [there] = [each for each in found.workplaces if each.workplace == unit]
        seen = there.headcount
        if seen is None or found.at_least >= threshold:
            continue
        counted = f"{seen.observed} employees counted, first on {seen.observed_on}"
        advice = f"Count again, and record it: stewards observe {unit} --employees NUMBER"
        if seen.is_of_parts:
            detail = f"{counted}, before what elects there now was merged"
            detail += "" if seen.is_whole else "; not all parts were counted"
            yield Finding("headcount from before a merger", unit, detail, seen.observed_by, advice)
        if months_after(seen.observed_on, _OLD_AFTER_MONTHS) <= day:
            detail = f"{counted}, {(day - seen.observed_on).days} days ago"
            yield Finding("headcount older than a year", unit, detail, seen.observed_by, advice)


def communities(
    electorates: Electorates, organisation: Organisation, day: date
) -> Iterator[Finding]:
    """Yield those who elect together and are too few, and those of them who are enough by themselves."""
    for at, units in organisation.electing_together(day).items():
        found = electorates.of(at)
        entries = [e.number for unit in units if (e := organisation.elects_by(unit, day))]
        threshold = electorates.rules_at(at).threshold
        if found.verdict(threshold) is not Verdict.YES:
            detail = (
                f"{', '.join(units)} elect together, and at least {found.least} are known to work"
                f" there; at least {threshold} are needed to elect"
            )
            advice = (
                f"Let another workplace elect with them: stewards unit elect-with UNIT {at} --on DAY;"
                f" or record how many work there: stewards observe {at} --employees NUMBER"
            )
            yield Finding("too few elect together", at, detail, sorted(entries), advice)
        for there in found.workplaces:
            if there.workplace != at:
                yield from _could_elect_alone(there, electorates, organisation, found, day)


def _could_elect_alone(
    there: There,
    electorates: Electorates,
    organisation: Organisation,
    found: Electorate,
    day: date,
) -> Iterator[Finding]:
    unit, by = there.workplace, organisation.elects_by(there.workplace, day)
    threshold = electorates.rules_at(unit).threshold
    if by is not None and least_at(there) >= threshold:
        detail = (
            f"elects together with {found.at}, and at least {least_at(there)} work there; at least"
            f" {threshold} are needed to elect"
        )
        advice = f"If it is to elect alone: stewards unit elect-alone {unit} --on DAY"
        yield Finding("could elect alone", unit, detail, [by.number], advice)


def was_below(
    held: Iterable[Mandate],
    electorates: Electorates,
    organisation: Organisation,
    histories: Histories,
    day: date,
) -> Iterator[Finding]:
    """Yield each time during a mandate that is held in which too few surely worked there, and no more.

    There is where the mandate was held at the time: a merger moves it with its unit. Of a workplace without
    a headcount that is not known of any time.
    """
    for each in held:
        office = electorates.rules_at(each.at_unit).office(each.office)
        if office is None or not office.threshold or office.at is not At.ELECTORATE:
            continue
        # what the unit has become says nothing of the days before the merger
        runs = histories.runs(each.unit, day, is_missed)
        for run, after in pairwise(runs):
            if run.holds and run.first > each.since:
                days = (after.first - run.first).days
                place = organisation.resolved(each.unit, run.first)
                there = "there" if place == each.at_unit else f"at {place}"
                detail = (
                    f"below the threshold from {run.first} to {after.first}, {days} days, while"
                    f" {each.member} was {each.office} {there}"
                )
                advice = (
                    "Make sure that nobody took the mandate to be over; if it was, record that:"
                    f" stewards mandate end {each.member} --unit {each.unit} --office {each.office}"
                    f" --on {run.first}"
                )
                entries = sorted({each.entry, run.by.number if run.by else each.entry})
                yield Finding("was below the threshold", each.at_unit, detail, entries, advice)
