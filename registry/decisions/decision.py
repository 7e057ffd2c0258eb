"""What a decision is, and the guards that several of them share."""

from datetime import date, datetime
from typing import Protocol, TypedDict

from ...events import Event
from ..boundary import Boundary
from ..errors import (
    NotAWorkplace,
    NotInMembership,
    UnitClosedThen,
    UnitMergedThen,
    UnitNotYetFormed,
    UnknownUnit,
)
from ..folds import Entry, Membership, Organisation, membership_on

WORKPLACE = "workplace"


class Told(TypedDict):
    """The fields that every event carries; see `stewards.events.Event`."""

    effective_on: date
    recorded_at: datetime
    recorded_by: str
    note: str | None
    batch: str | None


class Decision(Protocol):
    """One thing somebody wants recorded, and the rules that may forbid it."""

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it; the rules are not asked."""

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Return what to record.

        Args:
            seen: Asked for the state the rules need; what was asked must not change meanwhile.
            told: Day, instant and origin of the fact.

        Raises:
            Refusal: a rule forbids it; each decision names its own reasons.

        """


def existing_unit(action: str, organisation: Organisation, unit: str) -> Entry:
    """Return the entry that formed a unit; raise UnknownUnit if there is none."""
    formed = organisation.formed(unit)
    if formed is None:
        raise UnknownUnit(action, unit)
    return formed


def standing_unit(action: str, organisation: Organisation, unit: str, on: date) -> None:
    """Raise UnitNotYetFormed, UnitMergedThen or UnitClosedThen unless a unit is open on a day."""
    formed = existing_unit(action, organisation, unit)
    if on < formed.event.effective_on:
        raise UnitNotYetFormed(action, unit, formed.event.effective_on, formed.number, on)
    if merged := organisation.merged(unit, on):
        into, merged_on = str(organisation.into(unit, on)), merged.event.effective_on
        raise UnitMergedThen(action, unit, into, merged_on, merged.number, on)
    if closed := organisation.closed(unit, on):
        raise UnitClosedThen(action, unit, closed.event.effective_on, closed.number, on)


def standing_workplace(action: str, organisation: Organisation, unit: str, on: date) -> None:
    """Raise NotAWorkplace, or what `standing_unit` raises, unless it is an open workplace."""
    existing_unit(action, organisation, unit)
    kind = organisation.kind(unit)
    if kind != WORKPLACE:
        raise NotAWorkplace(action, unit, str(kind))
    standing_unit(action, organisation, unit, on)


def workplace_to_be_at(action: str, organisation: Organisation, unit: str, on: date) -> None:
    """Raise UnknownUnit, NotAWorkplace or UnitClosedThen unless members can be recorded there.

    A day before the unit was formed is fine, and so is a unit that was merged: whoever is recorded
    at it is at the other one, which must not be closed.
    """
    existing_unit(action, organisation, unit)
    if organisation.kind(unit) != WORKPLACE:
        raise NotAWorkplace(action, unit, str(organisation.kind(unit)))
    at = organisation.resolved(unit, on)
    if closed := organisation.closed(at, on):
        raise UnitClosedThen(action, at, closed.event.effective_on, closed.number, on)


def in_membership(action: str, seen: Boundary, member: str, on: date) -> Membership:
    """Return the state of a member on a day; raise NotInMembership outside membership."""
    state = membership_on(seen.member(member), member, on)
    if state is None:
        raise NotInMembership(action, member, on)
    return state
