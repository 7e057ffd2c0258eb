"""What looks odd about those in office: no seniority, or one that nobody knows of, and long absences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ...events.entry import Entry
from ..mandates.rows import Mandate
from ..membership.employment import With, away_on, by_member, since_on
from ..months import months_after
from ..organisation.fold import Organisation
from ..rules import Rules
from ..rules.stated import stated_as
from .rows import Finding


def seniority(
    held: Iterable[Mandate],
    facts: Mapping[str, Sequence[Entry]],
    organisation: Organisation,
    rules: Rules,
    explained: frozenset[int],
) -> Iterator[Finding]:
    """Yield whoever is in office and was not, or may not have been, senior on the day of the election.

    Args:
        held: The mandates.
        facts: What is known of the membership and employment of those who hold them.
        organisation: The units.
        rules: The rules, for those of the days of the elections.
        explained: The elections for which somebody gave a reason why they follow no rule.
    """
    for each in held:
        day = each.since
        office = rules.at(each.unit, day).office(each.office)
        months = (office.seniority_months or 0) if office else 0
        if not months or office is None or each.entry in explained:
            continue
        where = With(office.seniority_with or With.EMPLOYER)
        enough = months_after(day, -months)
        own = facts.get(each.member, ())
        since = since_on(day, own, organisation, where, enough=enough)
        found = since.reaches(months, day)
        if found:
            continue
        rule = stated_as(rules, each.unit, day, f"{each.office}.seniority_months", months)
        kind = "seniority unknown" if found is None else "elected too early"
        since = since_on(day, own, organisation, where)
        there = (
            f"there since {since.latest} at the latest"
            if since.latest
            else "nobody knows since when"
        )
        known = there if found is None else f"hired on {since.earliest}"
        detail = (
            f"elected {each.office} at {each.unit} on {day}, {known}; it takes {months} months with the"
            f" {where} ({rule})"
        )
        advice = (
            f"Record when {each.member} was hired: stewards member employment {each.member} --since DAY"
            f" --on {day}"
        )
        entries = sorted({each.entry, *(entry.number for entry in since.by)})
        yield Finding(kind, each.member, detail, entries, advice)


def away_for_long(
    held: Sequence[Mandate], absences: Iterable[Entry], on: date, rules: Rules
) -> Iterator[Finding]:
    """Yield whoever holds an office and is away for so long that somebody else may be elected.

    By plan, or by now where there is none. Whoever was followed by somebody else since is left out.
    """
    facts = by_member(absences)
    for each in held:
        absence = away_on(on, facts.get(each.member, ()))
        office = rules.at(each.at_unit, on).office(each.office)
        if absence is None or office is None or office.absence_months is None:
            continue
        is_long = absence.lasts(office.absence_months, absence.until or on)
        is_followed = any(
            (other.office, other.at_unit) == (each.office, each.at_unit)
            and other.member != each.member
            and other.since >= absence.first
            for other in held
        )
        if not is_long or is_followed:
            continue
        until = f"until {absence.until}" if absence.until else "and nobody knows until when"
        detail = (
            f"{each.office} at {each.unit} since {each.since}, away from {absence.first} {until}:"
            f" {office.absence_months} months or more"
        )
        advice = (
            f"Somebody else may be elected: stewards mandate elect MEMBER --unit {each.at_unit} --office"
            f" {each.office} --on DAY; or record the return: stewards member back {each.member} --on DAY"
        )
        entries = sorted({each.entry, *(entry.number for entry in absence.by)})
        yield Finding("safety representative away", each.member, detail, entries, advice)
