"""The front door: a registry that is told facts and asked questions."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict, Unpack

from ..events import line
from ..events.validators import check_id
from .agreements import DEFAULT, Agreement, load
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
from .imports import Progress, import_lines
from .log import Log, system_clock
from .stores import Store, open_store


class Telling(TypedDict, total=False):
    """How a fact is told.

    Attributes:
        on: The civil day it is true from; today if left out.
        by: The opaque id of who tells it; the registry's `recorded_by` if left out.
        note: A remark for people, without names.
        batch: The id of the batch it belongs to.

    """

    on: date
    by: str
    note: str
    batch: str


class Registry:
    """A union's members, units and mandates, as facts in a log.

    Methods that tell a fact return its entry, or raise a Refusal and record nothing. Methods that ask
    take the day (`on`, today if left out) and the knowledge (`known_at`: an instant, or a day for its
    end in UTC; everything recorded so far if left out).
    """

    def __init__(
        self,
        store: Store,
        *,
        agreement: Agreement | None = None,
        clock: Callable[[], datetime] = system_clock,
        recorded_by: str = "local",
    ) -> None:
        self.log = Log(store)
        self.agreement = agreement or load(DEFAULT)
        self._clock = clock
        self._recorded_by = recorded_by

    @classmethod
    def open(
        cls,
        store: str | Path = "registry.db",
        *,
        agreement: str | Path = DEFAULT,
        create: bool = True,
        clock: Callable[[], datetime] = system_clock,
        recorded_by: str = "local",
    ) -> Self:
        """Open the registry in a store, made anew if there is none.

        Args:
            store: The path of an SQLite file, `sqlite:///path`, or `:memory:`.
            agreement: The rule book: a name the package knows, or the path of a TOML file.
            create: Whether to make the store if there is none.
            clock: Where `recorded_at` comes from; the system's clock.
            recorded_by: The opaque id of who tells the facts, unless a fact says otherwise.

        Raises:
            NoSuchStore: there is none, and `create` is false.
            UnsoundStore: it is something else, damaged, or from a newer version.
            BadInput: the agreement cannot be followed.

        """
        rules = load(agreement)
        opened = open_store(store, create=create)
        return cls(opened, agreement=rules, clock=clock, recorded_by=recorded_by)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.log.store.close()

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
        unit: str,
        *,
        office: str = "steward",
        until: date | None = None,
        override: str | None = None,
        **told: Unpack[Telling],
    ) -> Entry:
        """Elect a member to an office; an override records it against the rules, with the reason."""
        return self._decide(Elect(member, unit, office, until, override, self.agreement), told)

    def end_mandate(
        self,
        member: str,
        unit: str,
        *,
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
        employees: int,
        *,
        source: str | None = None,
        **told: Unpack[Telling],
    ) -> Entry:
        """Record how many social workers a workplace has, members or not."""
        return self._decide(ObserveHeadcount(workplace, employees, source), told)

    def publish_count(
        self,
        members: int,
        *,
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
        now = self._clock()
        common = Told(
            effective_on=told.get("on") or now.date(),
            recorded_at=now,
            recorded_by=told.get("by") or self._recorded_by,
            note=told.get("note"),
            batch=told.get("batch"),
        )
        return self.log.decide(decision, common)

    # The log

    def import_lines(
        self,
        lines: Iterable[bytes],
        *,
        by: str | None = None,
        on_progress: Progress | None = None,
    ) -> range:
        """Record every fact of an interchange file as one batch, or none.

        Returns:
            The numbers of the new entries.

        Raises:
            BadLines: lines are malformed or name unknown units or entries: it holds all of them.

        """
        recorded_by = by or self._recorded_by
        return import_lines(
            self.log, lines, now=self._clock(), recorded_by=recorded_by, on_progress=on_progress
        )

    def export_lines(self, *, after: int = 0, limit: int | None = None) -> Iterator[bytes]:
        """Yield the entries after a number in the interchange format, one line each."""
        return (line(e.event, e.number) for e in self.log.entries(after=after, limit=limit))

    def history(
        self,
        *,
        member: str | None = None,
        unit: str | None = None,
        on: date | None = None,
        known_at: date | datetime | None = None,
    ) -> list[Entry]:
        """Return the entries that name a member or a unit, voided ones and voids included.

        They come in the order a history is read: by the day they are true from, then as told. Given a
        day, those effective later are left out.
        """
        tag = f"member:{member}" if member is not None else f"unit:{unit}"
        check_id("member" if member is not None else "unit", member or unit or "")
        return self.log.history(tag, self.known(known_at), on)
