"""Who may elect, and whom they have elected: the rows, workplace by workplace."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ..rules import Agreement, Office, Rules
from ..rules.stated import RuleStated, stated_as
from .fold import Electorate, Verdict
from .judging import Electorates
from .rows import Eligibility

STEWARD: Final = "steward"

COMMUNITY: Final = "elect together with another workplace"
HELP: Final = "the help of another steward"
WAIVER: Final = "agree on another threshold"

_THRESHOLD: Final = "threshold"


def eligibility_in(
    electorates: Electorates, stewards: Iterable[tuple[str, str]], rules: Rules, day: date
) -> Iterator[Eligibility]:
    """Yield the open workplaces, each with whether it may elect a steward and whom it has.

    Args:
        electorates: Those of the day.
        stewards: Who holds the office of steward on the day, and at what their unit has become.
        rules: The rules.
        day: The day.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for member, at_unit in stewards:
        holders[electorates.at(at_unit)].add(member)
    known: dict[int, _Known] = {}
    for unit in electorates.units.values():
        if not unit.is_open_workplace:
            continue
        found = electorates.of(unit.unit)
        agreement = electorates.rules_at(found.at)
        if id(agreement) not in known:
            known[id(agreement)] = _Known(agreement, threshold_behind(rules, found.at, day))
        here = known[id(agreement)]
        verdict = electorates.verdict(found.at)
        in_office = sorted(holders.get(found.at, ()))
        entitled = here.entitled(found, verdict)
        yield Eligibility(
            unit.unit,
            unit.name,
            found.members,
            found.at_least,
            found.at_most,
            found.observed,
            found.observed_on,
            found.headcount,
            verdict.value,
            found.at,
            entitled,
            len(in_office),
            0 if verdict is Verdict.UNKNOWN else max(0, len(in_office) - entitled),
            here.rule,
            () if verdict is Verdict.YES else here.options,
            in_office,
            found.members_at(unit.unit),
        )


def vacant_in(rows: Iterable[Eligibility]) -> Iterator[Eligibility]:
    """Yield those of some workplaces that are entitled to a steward and have none.

    Of those that elect together, the one where they do.
    """
    return (
        row
        for row in rows
        if row.verdict == Verdict.YES and not row.stewards and row.workplace == row.electorate
    )


def seats_of(office: Office | None, electorate: Electorate) -> int:
    """Return how many may hold an office where so many elect; one where there is no limit."""
    if office is None or office.seats is None:
        return 1
    return office.seats.at(electorate.least)


class _Known:
    """What the rows of all workplaces have in common where the same rules hold."""

    def __init__(self, agreement: Agreement, rule: RuleStated) -> None:
        self.rule = rule
        self.options = options(agreement)
        self._office = agreement.office(STEWARD)
        self._seats: dict[int, int] = {}

    def entitled(self, electorate: Electorate, verdict: Verdict) -> int:
        """Return how many stewards an electorate may have."""
        if verdict is not Verdict.YES:
            return 0
        number = electorate.least
        if number not in self._seats:
            self._seats[number] = seats_of(self._office, electorate)
        return self._seats[number]


def options(agreement: Agreement) -> tuple[str, ...]:
    """Return what there is to do where too few work to elect."""
    waiver = (WAIVER,) if _THRESHOLD in agreement.local else ()
    return (COMMUNITY, HELP, *waiver)


def threshold_behind(rules: Rules, unit: str, day: date) -> RuleStated:
    """Return the threshold at a unit on a day, with where it stands."""
    return stated_as(rules, unit, day, _THRESHOLD, rules.at(unit, day).threshold)
