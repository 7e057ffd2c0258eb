"""The electorate of a workplace: who counts towards the threshold on a day, and the verdict."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

from attrs import frozen

from ...events import HeadcountObserved
from ...events.entry import Entry
from ..membership.fold import Membership, Possible, membership_on, possible_on
from ..organisation.fold import Organisation


class Verdict(StrEnum):
    """Whether a workplace may elect.

    The law counts employees, the register holds members: fewer members than the threshold is only
    "at least that many", so without an observation the answer is `unknown`, not `no`.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def verdict_on(at_least: int, observed: int | None, threshold: int) -> Verdict:
    """Return whether a workplace may elect, given what is known of it on a day.

    Args:
        at_least: How many members of the counted categories surely work there.
        observed: The headcount last observed there; none if nobody counted.
        threshold: How many social workers may elect.

    """
    if max(at_least, observed or 0) >= threshold:
        return Verdict.YES
    return Verdict.UNKNOWN if observed is None else Verdict.NO


@frozen
class Electorate:
    """Those who count towards the threshold at one workplace on one day.

    Attributes:
        members: Ids of the members counted there, sorted.
        at_least: How many of them surely work there.
        at_most: How many there can be, as far as lists and facts name them.
        observed: The employees last observed there; none if nobody counted them.

    """

    members: tuple[str, ...]
    at_least: int
    at_most: int
    observed: int | None

    def verdict(self, threshold: int) -> Verdict:
        """Return whether so many may elect where the agreement asks for `threshold`."""
        return verdict_on(self.at_least, self.observed, threshold)

    @classmethod
    def on(
        cls,
        day: date,
        workplace: str,
        history: Sequence[Entry],
        organisation: Organisation,
        counted: Collection[str],
    ) -> "Electorate":
        """Fold a history, standing entries in order, into a workplace's electorate on a day.

        The history goes on beyond the day: windows that are open on the day end later.
        """
        members = counted_at(day, workplace, history, organisation, counted)
        chances = chances_of(day, workplace, history, organisation, counted).values()
        seen = observation(day, workplace, history)
        employees = getattr(seen.event, "employees", None) if seen else None
        at_least, at_most = sum(c.is_sure for c in chances), sum(c.is_possible for c in chances)
        return cls(tuple(state.member for state in members), at_least, at_most, employees)


def counted_at(
    day: date,
    workplace: str,
    history: Sequence[Entry],
    organisation: Organisation,
    counted: Collection[str],
) -> list[Membership]:
    """Return those who count towards the threshold at a workplace on a day, by member."""
    by_member = _by_member(history)
    states = (membership_on(by_member[member], member, day) for member in sorted(by_member))
    return [s for s in states if s and counts_at(workplace, s, organisation, day, counted)]


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


def chances_of(
    day: date,
    workplace: str,
    history: Sequence[Entry],
    organisation: Organisation,
    counted: Collection[str],
) -> dict[str, Chance]:
    """Return whether each member of a history counts at a workplace on a day; see `Electorate.on`."""
    return {
        member: chance_at(workplace, possible_on(own, member, day), organisation, day, counted)
        for member, own in _by_member(history).items()
    }


def _by_member(history: Iterable[Entry]) -> dict[str, list[Entry]]:
    by_member: dict[str, list[Entry]] = {}
    for entry in history:
        if (member := getattr(entry.event, "member", None)) is not None:
            by_member.setdefault(member, []).append(entry)
    return by_member


def chance_at(
    workplace: str,
    found: Possible,
    organisation: Organisation,
    day: date,
    counted: Collection[str],
) -> Chance:
    """Return whether a member counts at a workplace, mergers followed, given what may be true of them."""
    is_there = [
        said != () and said[0] is not None and organisation.resolved(said[0], day) == workplace
        for said in found.workplaces
    ]
    is_counted = [said != () and said[0] in counted for said in found.categories]
    surely = found.is_surely_in and all(is_there) and all(is_counted)
    possibly = any(found.memberships) and any(is_there) and any(is_counted)
    return Chance(surely, possibly, found)


def counts_at(
    workplace: str,
    state: Membership,
    organisation: Organisation,
    day: date,
    counted: Collection[str],
) -> bool:
    """Return whether somebody in membership counts at a workplace, mergers followed."""
    if state.workplace is None or state.category not in counted:
        return False
    return organisation.resolved(state.workplace, day) == workplace


def observation(day: date, workplace: str, history: Sequence[Entry]) -> Entry | None:
    """Return the entry of the last headcount at a workplace by a day, none if nobody counted."""
    last = None
    for entry in history:
        event = entry.event
        if isinstance(event, HeadcountObserved) and event.workplace == workplace:
            last = entry if event.effective_on <= day else last
    return last
