"""Telling a registry: one method a fact, each recorded or refused."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypedDict, Unpack

from .agreements import Agreement
from .commands import Command
from .decisions import (
    ChangeCategory,
    ChangeWorkplace,
    CloseUnit,
    ConfirmWorkplace,
    Decision,
    Elect,
    EndMandate,
    FormUnit,
    Join,
    Leave,
    MergeUnits,
    MoveUnit,
    ObserveHeadcount,
    PublishCount,
    RenameUnit,
    Told,
    VoidEntry,
)
from .folds import Entry
from .log import Log


class Telling(TypedDict, total=False):
    """How a fact is told.

    Attributes:
        on: The civil day it is true from; today if left out.
        by: The opaque id of who tells it; the registry's `recorded_by` if left out.
        note: A remark for people, without names.
        batch: The id of the batch it belongs to.
        command: The id by which it can be repeated and is recorded once; a new one if left out.

    """

    on: date
    by: str
    note: str
    batch: str
    command: str


class Tells:
    """The side of a registry that is told facts.

    Every method returns the entry it recorded, or raises a Refusal or BadInput and records nothing.
    Told again with the same `command`, it returns the entry of the first time, and raises CommandUsed
    if that says something else. It raises UnknownOutcome, which names the command to repeat, where the
    store was lost while it recorded, and ClockBehind where the last entry lies more than five minutes
    ahead of the clock, unless the registry was opened with `despite_clock`.
    """

    log: Log
    agreement: Agreement
    _clock: Callable[[], datetime]
    _recorded_by: str

    # What happens to units

    def form_unit(
        self,
        unit: str,
        *,
        name: str,
        kind: str = "workplace",
        parent: str | None = None,
        **told: Unpack[Telling],
    ) -> Entry:
        """Form a unit: an employer, an administration, a centre, a workplace."""
        return self._decide(FormUnit(unit, name, kind, parent), told)

    def rename_unit(self, unit: str, *, name: str, **told: Unpack[Telling]) -> Entry:
        """Give a unit another name; its id stays."""
        return self._decide(RenameUnit(unit, name), told)

    def move_unit(self, unit: str, *, parent: str | None, **told: Unpack[Telling]) -> Entry:
        """Move a unit under another one, or make it a root."""
        return self._decide(MoveUnit(unit, parent), told)

    def merge_units(self, unit: str, *, into: str, **told: Unpack[Telling]) -> Entry:
        """Merge a unit into another: who is recorded at it is at the other from that day on."""
        return self._decide(MergeUnits(unit, into), told)

    def close_unit(self, unit: str, **told: Unpack[Telling]) -> Entry:
        """Close a unit; it moves nobody."""
        return self._decide(CloseUnit(unit), told)

    # What happens to members

    def join(
        self,
        member: str,
        *,
        workplace: str | None = None,
        category: str = "active",
        **told: Unpack[Telling],
    ) -> Entry:
        """Take a person into the union."""
        return self._decide(Join(member, workplace, category, self.agreement), told)

    def change_workplace(
        self, member: str, *, workplace: str | None, **told: Unpack[Telling]
    ) -> Entry:
        """Record where a member works from that day; none for no workplace."""
        return self._decide(ChangeWorkplace(member, workplace), told)

    def confirm_workplace(self, member: str, **told: Unpack[Telling]) -> Entry:
        """Record that the workplace on record was right on that day."""
        return self._decide(ConfirmWorkplace(member), told)

    def change_category(self, member: str, *, category: str, **told: Unpack[Telling]) -> Entry:
        """Record the category of a member from that day."""
        return self._decide(ChangeCategory(member, category, self.agreement), told)

    def leave(self, member: str, *, reason: str | None = None, **told: Unpack[Telling]) -> Entry:
        """Record that a member left: not counted from that day on."""
        return self._decide(Leave(member, reason), told)

    # What happens to mandates

    def elect(
        self,
        member: str,
        *,
        unit: str,
        office: str = "steward",
        until: date | None = None,
        override: str | None = None,
        **told: Unpack[Telling],
    ) -> Entry:
        """Elect a member to an office; an override records it against the rules, with why."""
        return self._decide(Elect(member, unit, office, until, override, self.agreement), told)

    def end_mandate(
        self,
        member: str,
        *,
        unit: str,
        office: str = "steward",
        reason: str | None = None,
        **told: Unpack[Telling],
    ) -> Entry:
        """Record that a mandate was given up or taken away."""
        return self._decide(EndMandate(member, unit, office, reason), told)

    # Figures, and taking back

    def observe_headcount(
        self,
        workplace: str,
        *,
        employees: int,
        source: str | None = None,
        **told: Unpack[Telling],
    ) -> Entry:
        """Record how many social workers a workplace has, members or not."""
        return self._decide(ObserveHeadcount(workplace, employees, source), told)

    def publish_count(
        self,
        *,
        members: int,
        unit: str | None = None,
        source: str | None = None,
        **told: Unpack[Telling],
    ) -> Entry:
        """Record a number of members that somebody printed for that day."""
        return self._decide(PublishCount(members, unit, source), told)

    def void(self, entry: int, *, reason: str, **told: Unpack[Telling]) -> Entry:
        """Take an entry back: it counts as never said from this moment."""
        return self._decide(VoidEntry(entry, reason), told)

    def _decide(self, decision: Decision, told: Telling) -> Entry:
        misspelt = sorted(told.keys() - Telling.__annotations__)
        if misspelt:
            raise TypeError(
                f"a fact is told with on, by, note, batch and command, not {misspelt[0]!r}"
            )
        now, on, by = self._clock(), told.get("on"), told.get("by")
        common = Told(
            effective_on=now.astimezone().date() if on is None else on,
            recorded_at=now,
            recorded_by=self._recorded_by if by is None else by,
            note=told.get("note"),
            batch=told.get("batch"),
        )
        command = Command.of(told.get("command"), says_day="on" in told)
        return self.log.decide(decision, common, command)
