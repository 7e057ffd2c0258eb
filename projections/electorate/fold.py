"""The electorate: who counts towards the threshold where they elect together, and the verdict.

The rule stands in docs/electorate.md. Decisions, questions, explanations and checks all judge here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import attrs
from attrs import frozen

from ...events import EmploymentStated
from ...events.entry import Entry
from ..membership.employment import standings_on
from ..membership.fold import Membership, Possible, membership_on, possible_on
from ..organisation.fold import Organisation
from ..rules import Agreement, Rules
from .headcounts import Headcount, Moves, headcount_of, moves_at, moves_in, observed_in, parts_of


class Verdict(StrEnum):
    """Whether an electorate may elect.

    The law counts employees, the register holds members: fewer members than the threshold is only
    "at least that many", so unless everybody was counted the answer is `unknown`, not `no`.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def verdict_on(least: int, most: int | None, threshold: int) -> Verdict:
    """Return whether some may elect, given how many they are at least, and at most where that is known."""
    if least >= threshold:
        return Verdict.YES
    return Verdict.NO if most is not None and most < threshold else Verdict.UNKNOWN


@frozen
class There:
    """What is known of one workplace.

    Attributes:
        workplace: The unit.
        members: How many members count there.
        at_least: How many of them surely.
        at_most: How many there can be; none before everybody is known.
        headcount: How many work there, members or not; none if nobody counted.
    """

    workplace: str
    members: int
    at_least: int
    at_most: int | None
    headcount: Headcount | None = None


@frozen
class Electorate:
    """Those who elect together on one day: the sum over their workplaces, each person once.

    Attributes:
        at: The workplace where they elect.
        workplaces: What is known of each of their workplaces.
        members: How many members count.
        at_least: How many of them surely.
        at_most: How many there can be; none before everybody is known.
        observed: What was counted, members or not; none if nobody counted.
        observed_on: The day of that, the first of several.
        observed_by: The entries of that.
        headcount: What was counted, without those who moved out since as far as others did not move in.
        least: How many surely work there.
        most: How many work there at most, by what was counted; none unless everybody was.
    """

    at: str
    workplaces: tuple[There, ...]
    members: int
    at_least: int
    at_most: int | None
    observed: int | None
    observed_on: date | None
    observed_by: tuple[int, ...]
    headcount: int | None
    least: int
    most: int | None

    @classmethod
    def of(cls, at: str, workplaces: Sequence[There]) -> "Electorate":
        """Return what those at some workplaces come to who elect together."""
        if len(workplaces) == 1 and workplaces[0].headcount is None:  # most are like this
            [one] = workplaces
            sure = one.at_least
            numbers = (one.members, sure, one.at_most, None, None, (), None, sure, None)
            return cls(at, (one,), *numbers)
        seen = [each.headcount for each in workplaces if each.headcount]
        at_most = [each.at_most for each in workplaces]
        most = [most_at(each) for each in workplaces]
        return cls(
            at=at,
            workplaces=tuple(workplaces),
            members=sum(each.members for each in workplaces),
            at_least=sum(each.at_least for each in workplaces),
            at_most=total(at_most),
            observed=sum(each.observed for each in seen) if seen else None,
            observed_on=min((each.observed_on for each in seen), default=None),
            observed_by=tuple(sorted(entry for each in seen for entry in each.observed_by)),
            headcount=sum(each.carried for each in seen) if seen else None,
            least=sum(map(least_at, workplaces)),
            most=total(most),
        )

    def members_at(self, workplace: str) -> int:
        """Return how many members count at one of its workplaces; all, where it has no other."""
        if len(self.workplaces) == 1:
            return self.members
        return next(each.members for each in self.workplaces if each.workplace == workplace)

    def verdict(self, threshold: int) -> Verdict:
        """Return whether so many may elect where the agreement asks for `threshold`."""
        return verdict_on(self.least, self.most, threshold)

    def with_headcount(self, workplace: str, headcount: Headcount) -> "Electorate":
        """Return the same with another headcount of one of its workplaces."""
        changed = [
            There(each.workplace, each.members, each.at_least, each.at_most, headcount)
            if each.workplace == workplace
            else each
            for each in self.workplaces
        ]
        return Electorate.of(self.at, changed)


def least_at(there: There) -> int:
    """Return how many surely work at a workplace."""
    return max(there.at_least, there.headcount.least if there.headcount else 0)


def most_at(there: There) -> int | None:
    """Return how many work at a workplace at most, by what was counted; none unless everybody was."""
    counted = there.headcount
    return max(there.at_least, counted.most) if counted and counted.is_whole else None


def total(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of some numbers; none if one of them is not known."""
    found = [*numbers]
    known = [each for each in found if each is not None]
    return sum(known) if len(known) == len(found) else None


def electorate_on(
    day: date,
    unit: str,
    history: Sequence[Entry],
    organisation: Organisation,
    rules: Rules,
) -> Electorate:
    """Fold a history, standing entries in order, into the electorate of a unit on a day.

    The history goes on beyond the day: windows that are open on the day end later. It is that of whoever
    was ever at the workplaces that elect together, with the headcounts of these.
    """
    electing = Electing(day, unit, history, organisation, rules)
    return electing.electorate(electing.share(history))


Share = Counter[tuple[str, str]]
"""What members add to the numbers of an electorate, by number and place; shares of several add up."""


class Electing:
    """Those who elect together on a day, added up from what is known of each member.

    Attributes:
        at: The workplace where they elect.
    """

    def __init__(
        self,
        day: date,
        unit: str,
        told: Iterable[Entry],
        organisation: Organisation,
        rules: Rules,
    ) -> None:
        """Start with where those at a unit elect, and with what was counted there.

        Args:
            day: The day.
            unit: The unit.
            told: Standing entries in order, with the headcounts.
            organisation: The units.
            rules: The rules.
        """
        self._day, self._organisation, self._rules = day, organisation, rules
        self.at = organisation.electorate(unit, day)
        observed, absorbed = observed_in(told), organisation.absorbed(day)
        self._parts = {
            each: parts_of(each, day, organisation, observed, absorbed.get(each, ()))
            for each in electing_at(self.at, organisation, day)
        }
        every = [part for parts in self._parts.values() for part in parts]
        self._since = {place: part.since for part in every for place in part.places if part.since}

    @property
    def workplaces(self) -> tuple[str, ...]:
        """The workplaces that elect together."""
        return tuple(self._parts)

    def share(self, facts: Sequence[Entry]) -> Share:
        """Return what some members add, given all facts about them in order, those of later days too."""
        people = Electors(self._day, facts, self._organisation, self._rules)
        share = Share()
        for workplace in self._parts:
            chances = people.chances(workplace).values()
            share["members", workplace] = len(people.counted(workplace))
            share["at_least", workplace] = sum(chance.is_sure for chance in chances)
            share["at_most", workplace] = sum(chance.is_possible for chance in chances)
        moves = moves_at(moves_in(facts) if self._since else (), self._day)
        for place, since in self._since.items():
            for what, number in attrs.asdict(moves(place, since)).items():
                share[what, place] = number
        return share

    def electorate(self, share: Share) -> Electorate:
        """Return the electorate, given what all members add."""

        def moved(place: str, _since: date) -> Moves:
            return Moves(share["net", place], share["least", place], share["most", place])

        there = [
            There(
                workplace,
                share["members", workplace],
                share["at_least", workplace],
                share["at_most", workplace],
                headcount_of(parts, moved),
            )
            for workplace, parts in self._parts.items()
        ]
        return Electorate.of(self.at, there)


def electing_at(at: str, organisation: Organisation, day: date) -> list[str]:
    """Return the workplaces that elect together at one of them."""
    return organisation.electing_together(day).get(at, [at])


@frozen
class Chance:
    """Whether a member counts at a workplace.

    Attributes:
        is_sure: Whether they do whichever day of each window is the true one.
        is_possible: Whether they do for some choice of these days.
        found: What may be true of them.
    """

    is_sure: bool
    is_possible: bool
    found: Possible


class Electors:
    """The members of a history, and where they count towards the threshold on a day."""

    def __init__(
        self, day: date, history: Iterable[Entry], organisation: Organisation, rules: Rules
    ) -> None:
        """Start with a day, standing entries in order, the units and the rules."""
        self._day, self._organisation, self._rules = day, organisation, rules
        self._facts: dict[str, list[Entry]] = {}
        for entry in history:
            if (member := getattr(entry.event, "member", None)) is not None:
                self._facts.setdefault(member, []).append(entry)
        self._possible = {m: possible_on(own, m, day) for m, own in self._facts.items()}

    def chances(self, workplace: str) -> dict[str, Chance]:
        """Return whether each member counts at a workplace."""
        agreement = self._rules.at(workplace, self._day)
        chances: dict[str, Chance] = {}
        for member, found in self._possible.items():
            chance = chance_at(workplace, found, self._organisation, self._day, agreement)
            counts = self._stands(member, agreement)
            is_sure, is_possible = chance.is_sure and counts is True, counts is not False
            chances[member] = Chance(is_sure, chance.is_possible and is_possible, found)
        return chances

    def counted(self, workplace: str) -> list[Membership]:
        """Return those who count at a workplace, as far as is known, by member."""
        agreement = self._rules.at(workplace, self._day)
        states = (membership_on(self._facts[m], m, self._day) for m in sorted(self._facts))
        return [
            state
            for state in states
            if state
            and state.workplace is not None
            and state.category in agreement.counted
            and self._organisation.resolved(state.workplace, self._day) == workplace
            and self._stands(state.member, agreement) is not False
        ]

    def _stands(self, member: str, agreement: Agreement) -> bool | None:
        return stands(self._facts[member], self._organisation, self._day, agreement)


def stands(
    facts: Sequence[Entry],
    organisation: Organisation,
    day: date,
    agreement: Agreement,
) -> bool | None:
    """Return whether somebody is employed as one of those who count; nobody's standing known counts.

    None where nobody can tell: they may be, or as something that does not count.
    """
    if not any(isinstance(entry.event, EmploymentStated) for entry in facts):
        return True
    found = standings_on(day, facts, organisation)
    fits = {each is None or each in agreement.standing for each in found}
    return fits.pop() if len(fits) == 1 else None


def chance_at(
    workplace: str, found: Possible, organisation: Organisation, day: date, agreement: Agreement
) -> Chance:
    """Return whether a member counts at a workplace, mergers followed, given what may be true of them."""
    is_there = [
        said != () and said[0] is not None and organisation.resolved(said[0], day) == workplace
        for said in found.workplaces
    ]
    is_counted = [said != () and said[0] in agreement.counted for said in found.categories]
    surely = found.is_surely_in and all(is_there) and all(is_counted)
    possibly = any(found.memberships) and any(is_there) and any(is_counted)
    return Chance(surely, possibly, found)
