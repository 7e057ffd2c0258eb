"""The electorate of a workplace: who counts towards the threshold on a day, and the verdict."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from attrs import frozen

from ...events import HeadcountObserved
from ...events.entry import Entry
from ..membership.fold import Membership, membership_on
from ..organisation.fold import Organisation


class Verdict(StrEnum):
    """Whether a workplace may elect.

    The law counts employees, the register holds members: fewer members than the threshold is only
    "at least that many", so without an observation the answer is `unknown`, not `no`.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def verdict_on(members: int, observed: int | None, threshold: int) -> Verdict:
    """Return whether a workplace may elect, given what is known of it on a day.

    Args:
        members: How many members of the counted categories work there.
        observed: The headcount last observed there; none if nobody counted.
        threshold: How many social workers may elect.

    """
    if max(members, observed or 0) >= threshold:
        return Verdict.YES
    return Verdict.UNKNOWN if observed is None else Verdict.NO


@frozen
class Electorate:
    """Those who count towards the threshold at one workplace on one day.

    Attributes:
        members: Ids of the members counted there, sorted.
        observed: The employees last observed there; none if nobody counted them.

    """

    members: tuple[str, ...]
    observed: int | None

    def verdict(self, threshold: int) -> Verdict:
        """Return whether so many may elect where the agreement asks for `threshold`."""
        return verdict_on(len(self.members), self.observed, threshold)

    @classmethod
    def on(
        cls,
        day: date,
        workplace: str,
        history: Sequence[Entry],
        organisation: Organisation,
        counted: Collection[str],
    ) -> "Electorate":
        """Fold a history, standing entries in order, into a workplace's electorate on a day."""
        members = counted_at(day, workplace, history, organisation, counted)
        seen = observation(day, workplace, history)
        employees = getattr(seen.event, "employees", None) if seen else None
        return cls(tuple(state.member for state in members), employees)


def counted_at(
    day: date,
    workplace: str,
    history: Sequence[Entry],
    organisation: Organisation,
    counted: Collection[str],
) -> list[Membership]:
    """Return those who count towards the threshold at a workplace on a day, by member."""
    by_member: dict[str, list[Entry]] = {}
    for entry in history:
        if (member := getattr(entry.event, "member", None)) is not None:
            by_member.setdefault(member, []).append(entry)
    states = (membership_on(by_member[member], member, day) for member in sorted(by_member))
    return [s for s in states if s and counts_at(workplace, s, organisation, day, counted)]


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
