"""Whether a unit stands on a day, so that something can happen there: the reasons why not."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Final

from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBRecorder

from ...events import UnitFormed
from ...events.entry import Entry
from ...events.errors import BadInput, Refusal
from ...events.validators import check_unit_id
from ...events.window import Window
from ..boundary import Boundary
from ..names_asked import did_you_mean, nearest
from .fold import WORKPLACE, Organisation, first_day

_UNIT: Final = "unit:"


class UnknownUnit(Refusal):
    """No unit of that id was ever formed.

    Attributes:
        action: What is not done.
        unit: What was named.
        nearest: The units whose ids read like it, the nearest first.
    """

    action: str
    unit: str
    nearest: tuple[str, ...] = ()

    cannot = "{0.action}"
    because = "there is no unit {0.unit}"
    instead = "{0.advice}"

    @property
    def advice(self) -> str:
        """What to do: to name one that there is, or where none reads like it, to form it."""
        form_it = f"See 'stewards unit list', or form it with 'stewards unit form {self.unit}'."
        return did_you_mean(self.nearest) or form_it


class NoSuchUnit(UnknownUnit, BadInput):
    """A question names a unit that was never formed."""


class UnitNotYetFormed(Refusal):
    """The day lies before the first day of the unit, whichever day of its window that is."""

    action: str
    unit: str
    formed_on: Window
    entry: int
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.unit} was formed on {0.formed_on} (entry {0.entry})"
    instead = "Give that day or a later one."


class UnitClosedThen(Refusal):
    """The unit was closed on or before that day."""

    action: str
    unit: str
    closed_on: date
    entry: int
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.unit} was closed on {0.closed_on} (entry {0.entry})"
    instead = "Name a unit that is open that day, or void entry {0.entry} if it is wrong."


class UnitMergedThen(Refusal):
    """The unit was merged into another one on or before that day."""

    action: str
    unit: str
    into: str
    merged_on: date
    entry: int
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.unit} was merged into {0.into} on {0.merged_on} (entry {0.entry})"
    instead = "Name {0.into} instead, or void entry {0.entry} if it is wrong."


class NotAWorkplace(Refusal):
    """Members work and elect at workplaces; the unit is of another kind."""

    action: str
    unit: str
    kind: str

    cannot = "{0.action}"
    because = "{0.unit} is of kind {0.kind}, not a workplace"
    instead = "Name a workplace below it; 'stewards unit list' shows them."


def existing_unit(action: str, organisation: Organisation, unit: str) -> Entry:
    """Return the entry that formed a unit; raise UnknownUnit if there is none."""
    formed = organisation.formed(unit)
    if formed is None:
        raise UnknownUnit(action, unit)
    return formed


def standing_unit(action: str, organisation: Organisation, unit: str, on: date) -> None:
    """Raise UnitNotYetFormed, UnitMergedThen or UnitClosedThen unless a unit is open on a day."""
    formed = existing_unit(action, organisation, unit)
    if on < first_day(formed):
        window = Window(first_day(formed), formed.event.effective_on)
        raise UnitNotYetFormed(action, unit, window, formed.number, on)
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


def refuse_unknown_unit(store: DCBRecorder, action: str, unit: str | None) -> None:
    """Raise NoSuchUnit for a unit that no entry ever formed, BadInput for what is not an id."""
    if unit is not None:
        check_unit_id("unit", unit)
        seen = Boundary(store)
        seen.organisation(unit)
        with asking_for_units(store):
            if not any(_forms(entry, unit) for entry in seen.entries()):
                raise UnknownUnit(f"{action} of {unit}", unit)


def units_formed(store: DCBRecorder) -> set[str]:
    """Return every unit that was ever formed."""
    formed = store.read(DCBQuery([DCBQueryItem(types=[UnitFormed.__name__])]))
    tags = {tag for each in formed for tag in each.event.tags}
    return {tag.removeprefix(_UNIT) for tag in tags if tag.startswith(_UNIT)}


@contextmanager
def naming_units(store: DCBRecorder, error: type[UnknownUnit] = UnknownUnit) -> Iterator[None]:
    """Let the error about a unit that was never formed name the nearest that there are."""
    try:
        yield
    except UnknownUnit as problem:
        there = units_formed(store)
        if problem.unit in there:  # formed, and not known by then
            raise
        raise error(problem.action, problem.unit, nearest(problem.unit, there)) from None


asking_for_units = partial(naming_units, error=NoSuchUnit)
"""The same for a question: it raises NoSuchUnit."""


def _forms(entry: Entry, unit: str) -> bool:
    return isinstance(entry.event, UnitFormed) and entry.event.unit == unit
