"""Why somebody may not be elected, one class a reason."""

from datetime import date
from typing import Final

from ...events.errors import Refusal

ELECT: Final = "elect {0.member} as {0.office} at {0.unit} on {0.on}"
OVERRIDE: Final = "If the election did take place, record it with --override and the reason."


class UnknownOffice(Refusal):
    """The agreement has no such office."""

    office: str
    agreement: str
    known: str

    cannot = "elect anyone as {0.office}"
    because = "the agreement {0.agreement} has no such office"
    instead = "Its offices are {0.known}."


class ElectedElsewhere(Refusal):
    """The member works somewhere else on that day, as far as the log knows."""

    member: str
    office: str
    unit: str
    on: date
    place: str
    entry: int

    cannot = ELECT
    because = "the workplace of {0.member} is {0.place} that day (entry {0.entry})"
    instead = f"Record the change of workplace first. {OVERRIDE}"


class CategoryDoesNotCount(Refusal):
    """The member's category is not one that the agreement counts."""

    member: str
    office: str
    unit: str
    on: date
    category: str
    counted: str

    cannot = ELECT
    because = "{0.member} is {0.category} that day, and only these count: {0.counted}"
    instead = f"Record the change of category first. {OVERRIDE}"


class NotElectable(Refusal):
    """Whoever is employed as that is not elected, though they may count."""

    member: str
    office: str
    unit: str
    on: date
    standing: str
    electable: str
    entry: int
    rule: str

    cannot = ELECT
    because = (
        "the standing of {0.member} is {0.standing} that day (entry {0.entry}), and only these are elected:"
        " {0.electable} ({0.rule})"
    )
    instead = (
        "If that is wrong, record it with 'stewards member employment {0.member} --standing STANDING'."
        f" {OVERRIDE}"
    )


class NotSenior(Refusal):
    """The candidate surely has not been there for long enough."""

    member: str
    office: str
    unit: str
    on: date
    where: str
    since: date
    months: int
    electable_from: date
    entry: int
    rule: str

    cannot = ELECT
    because = (
        "it takes {0.months} months with the {0.where}, and {0.member} was hired on {0.since}"
        " (entry {0.entry}), which is long enough from {0.electable_from} at the earliest ({0.rule})"
    )
    instead = (
        "If the day of hiring is wrong, record it with 'stewards member employment {0.member} --since DAY'."
        f" {OVERRIDE}"
    )


class NotAmongStewards(Refusal):
    """The office is held by somebody who holds another one, of which there are several."""

    member: str
    office: str
    unit: str
    on: date
    among: str
    problem: str
    rule: str

    cannot = ELECT
    because = "{0.problem} ({0.rule})"
    instead = (
        "Record the election as {0.among} first: 'stewards mandate elect MEMBER --unit UNIT --office"
        f" {{0.among}} --on DAY'. {OVERRIDE}"
    )


class NoStewardToStandInFor(Refusal):
    """Nobody holds the office that the deputy would stand in for."""

    member: str
    office: str
    unit: str
    on: date
    stands_in_for: str
    rule: str

    cannot = ELECT
    because = "nobody is {0.stands_in_for} there that day to stand in for ({0.rule})"
    instead = (
        "Record that election first: 'stewards mandate elect MEMBER --unit {0.unit} --office"
        f" {{0.stands_in_for}} --on DAY'. {OVERRIDE}"
    )


class OwnDeputy(Refusal):
    """The candidate is the only one to stand in for."""

    member: str
    office: str
    unit: str
    on: date
    stands_in_for: str
    rule: str

    cannot = ELECT
    because = "{0.member} is the only {0.stands_in_for} there, and nobody's own deputy ({0.rule})"
    instead = f"Name somebody else. {OVERRIDE}"


class TermTooLong(Refusal):
    """The term is longer than the agreement allows."""

    member: str
    office: str
    unit: str
    on: date
    until: str
    months: int
    last: date
    rule: str

    cannot = ELECT
    because = "the term would last {0.until}, and {0.months} months is the most ({0.rule})"
    instead = f"Give {{0.last}} or an earlier day as --until. {OVERRIDE}"


class BeyondTheRest(Refusal):
    """Whoever follows within a term is elected for the rest of it."""

    member: str
    office: str
    unit: str
    on: date
    until: str
    followed: str
    last: date
    entry: int
    rule: str

    cannot = ELECT
    because = (
        "the term would last {0.until}, and whoever follows {0.followed} (entry {0.entry}) is elected for the"
        " rest of that term, until {0.last} ({0.rule})"
    )
    instead = f"Give {{0.last}} or an earlier day as --until. {OVERRIDE}"


class AbsenceTooShort(Refusal):
    """Whoever holds the office is away, but not for as long as a by-election takes."""

    member: str
    office: str
    unit: str
    on: date
    holder: str
    first: date
    until: date
    months: int
    entry: int
    rule: str

    cannot = ELECT
    because = (
        "{0.holder} holds that office and is away from {0.first} until {0.until} (entry {0.entry}), and a"
        " by-election takes an absence of {0.months} months by plan ({0.rule})"
    )
    instead = (
        "If {0.holder} is to be away for longer, record it with 'stewards member absent {0.holder} --until"
        f" DAY'. {OVERRIDE}"
    )
