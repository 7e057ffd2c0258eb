"""The front door: a registry that records facts, and answers questions about them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from attrs import frozen
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ..events import (
    AbsenceBegan,
    AbsenceEnded,
    CategoryChanged,
    CountPublished,
    ElectionStepTaken,
    ElectorateChanged,
    EmploymentStated,
    EntryVoided,
    Event,
    ExportMade,
    HeadcountObserved,
    MandateEnded,
    MeetingHeld,
    MemberJoined,
    MemberLeft,
    PeopleKeptApart,
    PersonErased,
    RatioObserved,
    RuleAgreed,
    SeatAllotted,
    StewardElected,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
    WorkplaceChanged,
    WorkplaceConfirmed,
    line,
    untold,
)
from ..events.entry import Entry
from ..events.errors import (
    BadInput,
    MalformedField,
    MissingField,
    NoSuchEntry,
    StewardsError,
    UnsoundStore,
)
from ..events.log import KnownAt, Log, system_clock, zoned
from ..events.stores import Store, open_store
from ..events.stores.addresses import shown
from ..events.validators import (
    ElectionStep,
    check_asked_id,
    check_day,
    check_id,
    check_number,
    check_text,
    check_unit_id,
)
from ..projections.boundary import Boundary
from ..projections.rules import BOOK, DEFAULT, Agreement, load, names
from .commands import Command
from .repeats import repeat_of

if TYPE_CHECKING:  # what answers, decides, or reads lists is loaded when it is first used
    import duckdb

    from ..events import RuleValue
    from ..events.copying import Copied
    from ..events.digest import Digest
    from ..events.following import Following
    from ..events.keys import SigningKey, Verifier
    from ..events.notes import Note
    from ..projections.accounts.lateness import Lag
    from ..projections.accounts.published import PublishedCount
    from ..projections.accounts.reconciling import Reconciliation, Reproduction
    from ..projections.accounts.statement import Statement
    from ..projections.batches.rows import BatchSummary
    from ..projections.checks.rows import Due, Finding
    from ..projections.committees.rows import Committee
    from ..projections.electorate.rows import Eligibility, Vacancy
    from ..projections.explanations.count import CountExplained
    from ..projections.explanations.eligibility import EligibilityExplained
    from ..projections.explanations.mandate import MandateExplained
    from ..projections.figures.rows import Ratio
    from ..projections.mandates.candidate import Candidacy
    from ..projections.mandates.rows import Mandate
    from ..projections.membership.rows import Categories, Count, Member
    from ..projections.membership.series import Every
    from ..projections.organisation.rows import Unit
    from ..projections.replay.projection import Projection
    from ..projections.replay.source import Mark
    from ..projections.rules import InForce
    from ..projections.view import Grouping, Knowledge, LatenessBy, View
    from .generations.rows import Generation
    from .integrity.rows import Verification
    from .lists import EmployerList, ListPlan, OfficerList, Roster, UnitList
    from .lists.employers import EmployerComparison
    from .lists.rosters import Plan, RosterComparison
    from .people import People
    from .people.keeping import DueErasure, Held
    from .people.places import Place
    from .people.policy import Policy

Progress = Callable[[int], None]
"""Called now and then with how far the work is."""

_MOST_KNOWN: Final = 8
"""Of how many knowledges is kept what was worked out of them."""

_ASKED_AS: Final = {"effective_on": "on", "recorded_by": "by", "voids": "entry"}
"""The parameters of methods that record, where the field of the event has another name."""


@contextmanager
def _named_as_asked(by: str | None) -> Iterator[None]:
    """Let an error about a field name the parameter that was given; without `by`, the registry gave it."""
    try:
        yield
    except BadInput as problem:
        field = getattr(problem, "field", "")
        if field not in _ASKED_AS or (field == "recorded_by" and by is None):
            raise
        raise type(problem)(**vars(problem) | {"field": _ASKED_AS[field]}) from None


class Registry:
    """A union's members, units and mandates, as facts in a log.

    Methods that record a fact return its entry, or record nothing and say why. Questions are asked of a
    view: a day and a knowledge. Any number of threads may use a registry.

    Attributes:
        log: The log.
        agreement: The rule book.
        people: Who the members are, where people are kept apart from the log; none where they are not.

    Every method that records takes, as far as it names them:
        on: The civil day from which the fact is true; today if left out.
        not_before: Where only a window is known, the first day on which the fact can have become true;
            `on` is the last. Left out, the day is exact.
        by: The opaque id of who records it; the registry's `recorded_by` if left out.
        note: A remark for people, without names.
        batch: The id of the batch that the fact belongs to.
        command: An id of up to 64 letters, digits, `-` and `_`, by which it is recorded once: called
            again with it, the method returns what was recorded the first time. Left out, each call
            records anew.

    Every question takes:
        on: The civil day asked about; today if left out.
        known_at: What counts as known: an instant, or a day for its end in UTC, or the number of the
            last entry. Left out, all that is recorded so far.
        unit: Only what lies at or below this unit on that day, mergers followed.
        category: Only members of this category, or of any of several.

    Raises:
        BadInput: an argument is malformed, such as MalformedField, MalformedId, MalformedText.
        Refusal: a rule forbids the fact, or there is nothing of that name; each reason is a class of its
            own, such as AlreadyInMembership, NotEntitled, UnknownUnit.
        CommandUsed: something else was recorded under that id.
        ClockBehind: the last entry lies ahead of the clock; see `open`.
        TooManyConflicts: others kept recording what the fact depends on; try again.
        UnknownOutcome: the store was lost meanwhile, and nobody can say whether it was recorded; the
            error names the command to repeat.
        UnsoundStore: the store cannot be reached, used or relied on, such as StoreBusy, StoreDamaged.
        DoesNotAddUp: the lines of an account and its counts disagree; nothing is answered then.
    """

    # Opening and closing

    def __init__(
        self,
        store: Store,
        *,
        agreement: Agreement | None = None,
        clock: Callable[[], datetime] = system_clock,
        recorded_by: str = "local",
        segments: Path | None = None,
        despite_clock: bool = False,
        people: "Place | None" = None,
    ) -> None:
        self.log = Log(store, clock=clock, despite_clock=despite_clock)
        self.agreement = agreement or load(DEFAULT)
        self._clock = zoned(clock)
        self._recorded_by = recorded_by
        self._segments_at = segments
        self._replayed: Projection | None = None
        self._lent: Projection | None = None
        self._known_with: dict[int, Knowledge] = {}
        self._mark: Mark | None = None
        self._lock = RLock()
        self._closed = False
        self._lacking_as: StewardsError | None = None
        self._people_at = people
        self.people = self._found_people()

    @classmethod
    def open(
        cls,
        store: str | Path = "registry.db",
        *,
        agreement: str | Path = DEFAULT,
        create: bool = False,
        clock: Callable[[], datetime] = system_clock,
        recorded_by: str = "local",
        segments: str | Path | bool = True,
        despite_clock: bool = False,
        people: str | Path | None = None,
    ) -> Self:
        """Open the registry in a store that is there; `create` makes one.

        Args:
            store: The path of an SQLite file, `:memory:`, or the address of a server; see
                `stewards.events.stores.open_store`.
            agreement: The rule book where none was adopted: a name the package knows, or the path of a
                TOML file.
            create: Whether to make the store if there is none. `:memory:` is always a new one.
            clock: Where `recorded_at` comes from, with a time zone; the system's clock.
            recorded_by: The opaque id of who records the facts, unless a fact says otherwise.
            segments: The folder for column segments, which spare a long log its replay. If true, it
                lies beside the store where that is a file; if false, there are none.
            despite_clock: Whether to record also where the log's last entry lies more than five minutes
                ahead of the clock; what is recorded then bears the instant of that entry.
            people: Where people are, if they are kept apart from the log: the path of a file, or the
                address of a PostgreSQL database, whose login may be another one. Left out, they lie
                beside a store that is a file, and in a schema of the database that holds the log.

        Raises:
            NoSuchStore: there is none, and `create` is false.
            UnsoundStore: it is something else, damaged, from a newer version, or not to be reached; or
                the people file is that of another registry, or newer than the log.
            BadInput: the agreement cannot be followed, or the address not be read.
        """
        rules = load(agreement)
        opened = open_store(store, create=create)
        return cls(
            opened,
            agreement=rules,
            clock=clock,
            recorded_by=recorded_by,
            segments=_folder(opened, segments),
            despite_clock=despite_clock,
            people=_people(opened, people),
        )

    @classmethod
    def create(
        cls,
        store: str | Path = "registry.db",
        *,
        agreement: str | Path = DEFAULT,
        clock: Callable[[], datetime] = system_clock,
        recorded_by: str = "local",
        segments: str | Path | bool = True,
        despite_clock: bool = False,
        people: str | Path | None = None,
    ) -> Self:
        """Make a registry where there is none, and open it; the arguments are those of `open`.

        Of several who make one at the same place at once, one gets it.

        Raises:
            StoreExists: there is a registry already; it is left as it is.
            NoSuchFolder: there is no folder to make it in.
            UnsoundStore: there is something else, or the place is not to be reached.
            BadInput: the agreement cannot be followed, or the address not be read.
        """
        rules = load(agreement)
        made = open_store(store, new=True)
        return cls(
            made,
            agreement=rules,
            clock=clock,
            recorded_by=recorded_by,
            segments=_folder(made, segments),
            despite_clock=despite_clock,
            people=_people(made, people),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                with suppress(UnsoundStore):  # the log is replayed next time
                    self.keep()
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the store and of what was replayed."""
        with self._lock:
            for each in (self._replayed, self._lent):
                if each is not None:
                    each.close()
            self._forget()
            if self.people is not None and not self._closed:
                self.people.close()
            self._closed = True
            self.log.store.close()

    # Recording what happens to units

    def form_unit(
        self,
        unit: str,
        *,
        name: str | None = None,
        kind: str = "workplace",
        parent: str | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Form a unit: an employer, an administration, a centre, a workplace.

        Without a name it bears its id as one. See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            UnitFormed,
            common,
            not_before=not_before,
            unit=unit,
            name=unit if name is None else name,
            kind=kind,
            parent=parent,
        )

    def rename_unit(
        self,
        unit: str,
        *,
        name: str,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Rename a unit; its id stays the same. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(UnitRenamed, common, not_before=not_before, unit=unit, name=name)

    def move_unit(
        self,
        unit: str,
        *,
        parent: str | None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Move a unit under another one, or to the top. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(UnitMoved, common, not_before=not_before, unit=unit, parent=parent)

    def merge_units(
        self,
        unit: str,
        *,
        into: str,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Merge a unit into another: members recorded at it count at the other from that day on.

        See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(UnitMerged, common, not_before=not_before, unit=unit, into=into)

    def close_unit(
        self,
        unit: str,
        *,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Close a unit; no member is moved. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(UnitClosed, common, not_before=not_before, unit=unit)

    def elect_with(
        self,
        unit: str,
        electorate: str,
        *,
        consents: Iterable[str] = (),
        override: str | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that a workplace elects together with another one, and there.

        `consents` are those who have agreed to it; an override records it against the rules, with the
        reason. See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            ElectorateChanged,
            common,
            not_before=not_before,
            unit=unit,
            electorate=electorate,
            consents=tuple(consents) or None,
            override=override,
        )

    def elect_alone(
        self,
        unit: str,
        *,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that a workplace no longer elects together with another one. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(ElectorateChanged, common, not_before=not_before, unit=unit)

    # Recording what happens to members

    def join(
        self,
        member: str,
        *,
        workplace: str | None = None,
        category: str = "active",
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that a person joined the union. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            MemberJoined,
            common,
            not_before=not_before,
            member=member,
            workplace=workplace,
            category=category,
        )

    def change_workplace(
        self,
        member: str,
        *,
        workplace: str | None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record where a member works from that day; none for no workplace. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            WorkplaceChanged, common, not_before=not_before, member=member, workplace=workplace
        )

    def confirm_workplace(
        self,
        member: str,
        *,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that the workplace on record was right on that day. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(WorkplaceConfirmed, common, not_before=not_before, member=member)

    def change_category(
        self,
        member: str,
        *,
        category: str,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record a member's category from that day. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            CategoryChanged, common, not_before=not_before, member=member, category=category
        )

    def leave(
        self,
        member: str,
        *,
        reason: str | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that a member left: not counted from that day on. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(MemberLeft, common, not_before=not_before, member=member, reason=reason)

    def state_employment(
        self,
        member: str,
        *,
        since: date | None = None,
        standing: str | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record since when somebody has been with the present employer, and as what.

        It holds while the work is under that employer. The standing is `employee`, `manager` or
        `apprentice`. See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            EmploymentStated,
            common,
            not_before=not_before,
            member=member,
            since=since,
            standing=standing,
        )

    def begin_absence(
        self,
        member: str,
        *,
        until: date | None = None,
        reason: str | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that somebody is away from work, until the first day back as planned.

        See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            AbsenceBegan, common, not_before=not_before, member=member, until=until, reason=reason
        )

    def end_absence(
        self,
        member: str,
        *,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that somebody is back at work. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(AbsenceEnded, common, not_before=not_before, member=member)

    # Recording what happens to mandates

    def elect(
        self,
        member: str,
        *,
        unit: str,
        office: str = "steward",
        until: date | None = None,
        starts_on: date | None = None,
        seat: str | None = None,
        override: str | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record an election to an office; an override records it against the rules, with the reason.

        See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            StewardElected,
            common,
            not_before=not_before,
            member=member,
            unit=unit,
            office=office,
            until=until,
            starts_on=starts_on,
            seat=seat,
            override=override,
        )

    def take_step(
        self,
        member: str,
        *,
        unit: str,
        step: ElectionStep,
        office: str = "steward",
        ground: str | None = None,
        election: int | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record what happened to an election since: the notice received, an objection, and what came of it.

        Without `election`, the entry of one, it is about the newest election by the day. See `Registry`
        for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            ElectionStepTaken,
            common,
            not_before=not_before,
            member=member,
            unit=unit,
            office=office,
            step=step,
            ground=ground,
            election=election,
        )

    def end_mandate(
        self,
        member: str,
        *,
        unit: str,
        office: str = "steward",
        reason: str | None = None,
        election: int | None = None,
        override: str | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that a member resigned from office or was recalled.

        Without `election`, the entry of one, it ends the newest mandate of that office there that no
        ending is recorded of. An override records a recall although the rules forbid it. See `Registry`
        for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            MandateEnded,
            common,
            not_before=not_before,
            member=member,
            unit=unit,
            office=office,
            reason=reason,
            election=election,
            override=override,
        )

    # Recording what happens in committees

    def allot_seat(
        self,
        committee: str,
        seat: str,
        *,
        group: str,
        organisation: str | None = None,
        basis: str | None = None,
        role: str | None = None,
        override: str | None = None,
        on: date | None = None,
        not_before: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record whose a seat of a committee is; without an organisation, that nobody fills it.

        Told again, the seat is what is told last. An override records it against the rules, with the reason.
        Who of ours holds it, `elect` says. See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            SeatAllotted,
            common,
            not_before=not_before,
            committee=committee,
            seat=seat,
            group=group,
            organisation=organisation,
            basis=basis,
            role=role,
            override=override,
        )

    def hold_meeting(
        self,
        unit: str,
        *,
        present: Iterable[str] | None = None,
        attended: int | None = None,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that a committee met, and the seats whose holders were there, where somebody noted them.

        See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        seats = None if present is None else tuple(present)
        return self._record(MeetingHeld, common, unit=unit, present=seats, attended=attended)

    # Recording what the rules are

    def adopt_rules(
        self,
        book: str | Path | None,
        *,
        unit: str | None = None,
        until: date | None = None,
        source: str | None = None,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record which rule book holds from that day, at a unit and below, or in the whole registry.

        The book is a name the package knows, or the path of a TOML file; none for the one that would hold
        if none had been adopted there. It is kept with what stands for its file, so that a change of it is
        found. `until` is the day from which it holds no more, `source` where that was decided. See
        `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        fields: dict[str, Any] = {"unit": unit, "until": until, "source": source}
        if book is not None:
            at = book if str(book) in names() else Path(book).absolute()
            fields |= {"value": str(at), "digest": load(book).digest}
        return self._record(RuleAgreed, common, rule=BOOK, **fields)

    def agree_rule(
        self,
        rule: str,
        value: "RuleValue | None",
        *,
        unit: str | None = None,
        until: date | None = None,
        source: str | None = None,
        override: str | None = None,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record that a rule is another one from that day, at a unit and below, or in the whole registry.

        The rule is a path, such as `steward.seats`; one that begins with `local.` binds nothing. It is a
        text, a whole number, true or false, or steps; false for nothing where that is no answer of its own;
        none for what the rule book says. `until` is the day from which it holds no more, `source` where that
        was agreed; an override records what the rule book does not leave open, with the reason. See
        `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            RuleAgreed,
            common,
            rule=rule,
            unit=unit,
            value=value,
            until=until,
            source=source,
            override=override,
        )

    # Recording figures, and taking back

    def observe_headcount(
        self,
        workplace: str,
        *,
        employees: int,
        source: str | None = None,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record how many social workers a workplace has, members or not. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(
            HeadcountObserved, common, workplace=workplace, employees=employees, source=source
        )

    def observe_ratio(
        self,
        unit: str,
        *,
        figure: str,
        value: int,
        of: int = 1,
        per: str,
        source: str | None = None,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record a ratio with what it is divided by, such as 220 cases for each of our caseworkers.

        Args:
            unit: The unit it speaks of.
            figure: What was counted.
            value: How many of them.
            of: For how many of what `per` names.
            per: What it is divided by; ratios with another one are never compared.
            source: Where it is from.
            on: The day; for this and the rest see `Registry`.
            by: See `Registry`.
            note: See `Registry`.
            batch: See `Registry`.
            command: See `Registry`.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        own = {"figure": figure, "value": value, "of": of, "per": per, "source": source}
        return self._record(RatioObserved, common, unit=unit, **own)

    def publish_count(
        self,
        *,
        members: int,
        unit: str | None = None,
        categories: Iterable[str] | None = None,
        source: str | None = None,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Record a published number of members for that day: of all categories, or of some.

        See `Registry` for the rest.
        """
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        counted = None if categories is None else tuple(categories)
        own = {"members": members, "unit": unit, "categories": counted, "source": source}
        return self._record(CountPublished, common, **own)

    # Recording what happens to the people behind the ids

    def keep_people_apart(self, *, by: str | None = None) -> "People":
        """Keep who the members are in a people file from now on, and minted ids alone in the log.

        Raises:
            MembersNamedAlready: the log names members already.
            KeptApartAlready: people are kept apart from it.
            NoPlaceForPeople: nothing lies beside the store, and no place was named when it was opened.
            PeopleUnwritable: this login may not make them there.
            OtherPeopleFile: the people of another registry are there.
        """
        from .people import People, make
        from .people.errors import KeptApartAlready, NoPlaceForPeople, OtherPeopleFile

        if self.people is not None:
            raise KeptApartAlready(self.people.began)
        if self._people_at is None:
            raise NoPlaceForPeople(shown(str(self.log.store.place)))
        self._refuse_without_people()
        common = _Common(on=None, by=by, note=None, batch=None, command=None)
        kept = make(self._people_at)
        try:
            if not kept.is_empty:
                raise OtherPeopleFile(kept.place)
            entry = self._record(PeopleKeptApart, common, people=kept.people)
            self.people = People(kept, self.log, entry.number, self.today)
        except BaseException:
            kept.close()
            raise
        with self._lock:
            self._known_with.clear()
        return self.people

    def erase(
        self,
        member: str,
        *,
        reason: str,
        on: date | None = None,
        by: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Erase a person: the log says so, and then the people file holds nothing of them any more.

        No count changes, on no day and with no knowledge. Whoever is interrupted is finished by the next
        one to open the registry. See `Registry` for the rest.

        Args:
            member: Their number, or their id.
            reason: Why, as a code of the rule book.
            on: The day; see `Registry`, as for the others.
            by: Who records it.
            command: The id by which it is recorded once.

        Raises:
            NotKeptApart: there is no people file.
            NoSuchPerson: nobody has that number; they may be erased already.
            NoCode: the reason is none of the codes of the rule book.
            NotYetDue: the day has not come yet.
            PeopleUnwritable: the people can be read, and nothing of them deleted.
        """
        people = self.kept_apart(f"erase {member}")
        self._refuse_not_yet(f"erase {member}", on)
        people.kept.refuse_unwritable()
        entry = self._say_erased(member, reason=reason, on=on, by=by, command=command)
        people.catch_up()  # also with what somebody said before, and was interrupted
        return entry

    def _say_erased(
        self, member: str, *, reason: str, on: date | None, by: str | None, command: str | None
    ) -> Entry:
        if repeat := repeat_of(Command.of(command), self.log):
            return self.entry(repeat.first)
        common = _Common(on=on, by=by, note=None, batch=None, command=command)
        return self._record(PersonErased, common, member=member, reason=reason)

    def due_for_erasure(self, policy: "Policy", *, on: date | None = None) -> "list[DueErasure]":
        """Return what the people file holds whose period is over by a day, the oldest first.

        Raises NotKeptApart where there is no people file.
        """
        from .people.keeping import due

        people = self.kept_apart("say what is due")
        return due(self.view(on=on), self.log, people, policy)

    def purge(
        self, policy: "Policy", *, on: date | None = None, by: str | None = None
    ) -> "list[DueErasure]":
        """Erase everything whose period is over by a day; return what that was.

        A person is erased as `erase` does, with the reason `period-over`; a note is deleted. Whoever is
        interrupted runs it again.

        Raises:
            NotKeptApart: there is no people file.
            NotYetDue: the day has not come yet.
            NoCode: the rule book has no code `period-over`.
        """
        people = self.kept_apart("erase what is due")
        self._refuse_not_yet("erase what is due", on)
        people.kept.refuse_unwritable()
        found = self.due_for_erasure(policy, on=on)
        try:
            for each in found:
                if each.text is None and each.member is not None:
                    self._say_erased(
                        each.member, reason="period-over", on=None, by=by, command=None
                    )
        finally:
            people.catch_up()  # all of them at once
        people.kept.drop_texts([each.text for each in found if each.text], self.size())
        return found

    def about(self, member: str) -> dict[str, Any]:
        """Return every byte there is of one person, by number or id, and nothing of others, for JSON.

        Raises:
            NotKeptApart: there is no people file.
            NoSuchMember: nobody is known by that number or id.
        """
        from .people.keeping import about

        people = self.kept_apart(f"export what there is of {member}")
        if people.number_of(people.id_of(member)) is None:
            self.view().known_member(f"export what there is of {member}", member)
        return about(self.log, people, member)

    def holdings(self) -> "list[Held]":
        """Return what holds data about people, place by place; raise NotKeptApart without a people file."""
        from .people.keeping import inventory

        return inventory(self.log, self.kept_apart("say what holds data about people"))

    def note_export(self, what: str, *, by: str | None = None) -> Entry | None:
        """Record that ids, numbers or names of people left the registry, where people are kept apart.

        Args:
            what: What left, as a code, such as `report`.
            by: Who records it.
        """
        if self.people is None:
            return None
        common = _Common(on=None, by=by, note=None, batch=None, command=None)
        return self._record(ExportMade, common, what=what)

    def kept_apart(self, action: str) -> "People":
        """Return who the members are, for something that is to be done.

        Raises:
            NotKeptApart: people are not kept apart from the log.
            PeopleFileMissing, PeopleClosed: they are, and not there, or this login may not read them.
        """
        if self.people is None:
            from .people.errors import NotKeptApart

            self._refuse_without_people()
            raise NotKeptApart(action)
        return self.people

    def _refuse_not_yet(self, action: str, on: date | None) -> None:
        if on is not None and on > self.today():
            from .people.errors import NotYetDue

            raise NotYetDue(action, on, self.today())

    def void(
        self,
        entry: int,
        *,
        reason: str,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        batch: str | None = None,
        command: str | None = None,
    ) -> Entry:
        """Void an entry: from now on it counts as never recorded. See `Registry` for the rest."""
        common = _Common(on=on, by=by, note=note, batch=batch, command=command)
        return self._record(EntryVoided, common, voids=entry, reason=reason)

    def _record(self, kind: type[Event], common: "_Common", /, **own: Any) -> Entry:
        """Record an event: what every method takes, and its own fields."""
        from .deciding import record

        with _named_as_asked(common.by):
            fields = self._fields(on=common.on, by=common.by, note=common.note)
            event = kind(**fields, batch=common.batch, **own)
        once = Command.of(common.command, says_day=common.on is not None)
        lacking = self._lacking if self.people is None else None
        return record(self.log, event, self.agreement, once, people=self.people, lacking=lacking)

    def _apart(self) -> "People | None":
        """Return the people, for facts that are about to be recorded; none where they are not kept apart."""
        if self.people is None:
            self._refuse_without_people()
        return self.people

    def _found_people(self) -> "People | None":
        at = self._people_at
        if at is None or (isinstance(at, Path) and not at.exists()):
            return None
        from .people import People
        from .people.errors import PeopleClosed

        try:
            return People.of(at, self.log, self.today)
        except PeopleClosed as problem:  # what names nobody is answered all the same
            self._lacking_as = problem
            return None

    def _refuse_without_people(self) -> None:
        """Raise PeopleFileMissing or PeopleClosed where people are kept apart and cannot be had."""
        kept_apart = DCBQuery([DCBQueryItem(types=[PeopleKeptApart.__name__])])
        found = next(iter(self.log.store.read(kept_apart, limit=1)), None)
        if found is not None:
            raise self._lacking(found.position)

    def _lacking(self, entry: int) -> StewardsError:
        """Return why nobody can say whose number is whose, where an entry says that people are kept apart."""
        from .people import shown
        from .people.errors import PeopleFileMissing

        return self._lacking_as or PeopleFileMissing(shown(self._people_at), entry)

    def _fields(self, *, on: date | None, by: str | None, note: str | None) -> dict[str, Any]:
        """Return the fields that every event carries; what is left out is filled in."""
        now = self._clock()
        return {
            "effective_on": now.astimezone().date() if on is None else on,
            "recorded_at": now,
            "recorded_by": self._recorded_by if by is None else by,
            "note": note,
        }

    def _recorder(self, by: str | None) -> str:
        """Return who records facts: those of a batch are checked after it, and would be blamed."""
        field, recorder = ("recorded_by", self._recorded_by) if by is None else ("by", by)
        check_id(field, recorder)
        return recorder

    # Recording many facts at once

    def import_lines(
        self,
        lines: Iterable[bytes],
        *,
        by: str | None = None,
        command: str | None = None,
        as_batch: bool = False,
        again: bool = False,
        on_progress: Progress | None = None,
    ) -> range:
        """Record every fact of an interchange file at once, or none.

        Args:
            lines: The file.
            by: Who records the facts that do not say so; the registry's `recorded_by` if left out.
            command: The id by which it can be repeated and is recorded once; a new one if left out.
            as_batch: Whether facts that bear no batch get `import-N`, where N is the number of the first
                entry, and lines that were imported so already, and whose first fact still stands, record
                nothing.
            again: Whether to record the same lines once more all the same.
            on_progress: Called now and then with how many lines were read so far.

        Returns:
            The numbers of the new entries; of those of the first time for a command repeated, and for
            lines that were imported already.

        Raises:
            CommandUsed: other facts were recorded under that id.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `open`.
            BadLines: lines are malformed or name unknown units or entries: it holds all of them.
        """
        from .imports import import_lines

        people = self._apart()
        numbers = import_lines(
            self.log,
            lines,
            now=self._clock(),
            recorded_by=self._recorder(by),
            command=Command.of(command),
            as_batch=as_batch,
            again=again,
            on_progress=on_progress,
            people=people,
        )
        if people is not None:
            people.catch_up()
        return numbers

    def compare_roster(
        self,
        roster: "Roster",
        *,
        on: date | None = None,
        unit: str | None = None,
        known_at: KnownAt = None,
        on_progress: Progress | None = None,
    ) -> "RosterComparison":
        """Return where a member list and the registry differ on a day; nothing is recorded.

        Bad rows are listed, and nothing is concluded about the members they name. With `unit`, the list is
        of the members at or below it. `on_progress` is called with how many rows were taken in so far.
        """
        from .lists.rosters.comparison import compared

        view = self.view(on=on, known_at=known_at)
        view.refuse_scope("compare the list", unit, None)
        if self.people is not None:
            roster = roster.by_ids(self.people.intake(mints=False).id_of)
        return compared(roster, view, unit=unit, forms_workplaces=False, on_progress=on_progress)

    def plan_roster(
        self,
        roster: "Roster",
        *,
        on: date | None = None,
        unit: str | None = None,
        form_under: str | None = None,
        skip_bad_rows: bool = False,
        expect: int | None = None,
        believe: Literal["lists", "joining-days"] = "lists",
        complete_since: date | None = None,
        source: str | None = None,
        by: str | None = None,
        command: str | None = None,
        on_progress: Progress | None = None,
    ) -> "Plan":
        """Return the facts that taking in a complete member list comes to; record nothing.

        Args:
            roster: The roster.
            on: Its day.
            unit: The unit at or below which it names the members; none for the whole union.
            form_under: The unit under which workplaces that no entry formed are to be formed; without
                it, a row that names one is bad.
            skip_bad_rows: Whether to leave bad rows out, and to conclude nothing about whom they name.
            expect: How many members the list should name; where it does, any number may leave.
            believe: Whether other lists are believed that lack a member, or the day of joining that this
                one gives.
            complete_since: The day from which the registry knows everybody, where that is before the list.
            source: Where the list is from, in a few words.
            by: The opaque id of who records the facts.
            command: The id by which the plan is recorded, once. Where it was already, this is the plan
                as it was then, and recording it gives the numbers of the first time.
            on_progress: Called with how many rows were compared so far.

        Raises:
            BadRows: the roster has bad rows, and they are not to be skipped.
            OtherNumber: it names another number of members than expected.
            OtherListOfThatDay: a list of that day stands, and says something else.
            OtherScope: the lists that stand are of other members.
            ImpossibleDay, UnplacedList: its day cannot be right; it is of a unit and names no workplaces.
            UnknownUnit, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: `form_under` is no unit that
                is open that day.
        """
        from ..projections.evidence.reading import lists_taken, taken
        from .lists import BadRows
        from .lists.errors import EmptyList
        from .lists.roster import checked_roster
        from .lists.rosters.comparison import compared
        from .lists.rosters.doubts import (
            CompleteAfterList,
            UnplacedList,
            refuse_day,
            refuse_number,
            refuse_scope,
        )
        from .lists.rosters.plan import Request, planned

        roster = checked_roster(roster)
        intake = self.people.intake() if self.people else None
        if intake is not None:
            intake.refuse_source(source)
            roster = roster.by_ids(intake.id_of)
        if not roster.rows and not roster.problems:
            raise EmptyList(roster.source.file)
        view = self._view_before(on, command)
        refuse_day(view.on, self.today())
        if complete_since is not None and complete_since > view.on:
            raise CompleteAfterList(view.on, complete_since)
        view.refuse_scope("take in the list", unit, None)
        if form_under is not None:
            for parent in sorted({form_under, *roster.parents.values()}):
                self._refuse_closed(parent, view)
        if unit is not None and "workplace" not in roster.headings:
            raise UnplacedList(unit)
        lists = lists_taken(view.projection, view.upto)
        refuse_scope(view.on, unit, map(taken, lists))
        found = compared(
            roster,
            view,
            unit=unit,
            forms_workplaces=form_under is not None,
            on_progress=on_progress,
        )
        if found.problems and not skip_bad_rows:
            raise BadRows(found.source.file, found.problems)
        refuse_number(found, expect)
        request = Request(
            parent=form_under,
            recorded_at=self._clock(),
            recorded_by=self._recorder(by),
            command=command,
            believes_joinings=believe == "joining-days",
            is_expected=expect is not None,
            complete_since=complete_since,
            source=source,
            new_people=intake.new if intake else {},
        )
        return planned(roster, found, view, request)

    def record_plan(
        self, plan: "Plan", *, yes: bool = False, on_progress: Progress | None = None
    ) -> range:
        """Record what a plan says as one batch; return the numbers of the entries.

        Args:
            plan: The plan.
            yes: Whether to record it although there is a doubt about it.
            on_progress: Called with how many facts were made ready so far.

        Raises:
            ManyWouldLeave: more than a fifth of the members would leave.
            LogMovedOn: something was recorded since the plan was made; nothing is.
            AddedMeanwhile: somebody else added one of those who are new.
            CommandUsed: something else was recorded as its command.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `open`.
        """
        from .recording import record_after, told_of

        is_new = repeat_of(Command.of(plan.command), self.log) is None
        if plan.doubt and not yes and is_new:
            raise plan.doubt
        people = self._apart()
        return record_after(
            self.log,
            plan.comparison.upto,
            told_of(plan.facts, on_progress),
            now=plan.recorded_at,
            command=plan.command,
            keep=partial(people.take_in, plan.new_people) if people else None,
        )

    def plan_lines(self, plan: "Plan") -> Iterator[bytes]:
        """Yield what a plan says in the interchange format, to be recorded when it is imported."""
        if self.people is not None:
            self.people.take_in(plan.new_people)
        return map(untold, plan.facts)

    def plan_units(
        self,
        listed: "UnitList",
        *,
        on: date | None = None,
        skip_bad_rows: bool = False,
        any_kind: bool = False,
        by: str | None = None,
        command: str | None = None,
    ) -> "ListPlan":
        """Return the facts that a list of units amounts to; record nothing.

        Args:
            listed: The list.
            on: The day from which units that the registry has are renamed and moved, and up to which
                new ones were formed where the list does not say; today if left out, and then none is
                renamed or moved.
            skip_bad_rows: Whether to leave bad rows out.
            any_kind: Whether to take a kind that is almost one that is known.
            by: The opaque id of who records the facts.
            command: The id by which the plan is recorded, once.

        Raises:
            BadRows: the list has bad rows, and they are not to be skipped.
        """
        from .lists.plans import ListPlan
        from .lists.units import Planning

        view = self._view_before(on, command)
        batch = f"units-{view.on}-{view.upto + 1}"
        seen = Boundary(self.log.store, view.upto)

        def forming(unit: str) -> UnitFormed:
            event = seen.organisation(unit).formed(unit)
            assert event is not None  # noqa: S101 -- the view has it
            assert isinstance(event.event, UnitFormed)  # noqa: S101 -- by construction
            return event.event

        planning = Planning(
            listed,
            {unit.unit: unit for unit in view.units(gone=True)},
            view.on,
            may_change=on is not None,
            any_kind=any_kind,
            common=self._fields(on=view.on, by=by, note=None) | {"batch": batch},
            forming=forming,
        )
        planning.plan()
        found = planning.changes, planning.facts, planning.problems
        return ListPlan.of(
            listed,
            found,
            upto=view.upto,
            batch=batch,
            recorded_at=self._clock(),
            command=command,
            skip_bad_rows=skip_bad_rows,
        )

    def plan_mandates(
        self,
        listed: "OfficerList",
        *,
        skip_bad_rows: bool = False,
        by: str | None = None,
        command: str | None = None,
    ) -> "ListPlan":
        """Return the elections that a list of office-holders amounts to; record nothing.

        An election of the same member to the same office at the same unit on the same day is there
        already. The other arguments are those of `plan_units`.

        Raises:
            BadRows: the list has bad rows, and they are not to be skipped.
        """
        from .lists.officers import Against, planned
        from .lists.plans import ListPlan

        view = self._view_before(None, command)
        batch = f"mandates-{view.on}-{view.upto + 1}"
        if self.people is not None:
            listed = listed.by_ids(self.people.intake(mints=False).id_of)
        ever = view.on_day(date.max)
        against = Against(
            units={unit.unit for unit in view.units(gone=True)},
            members=self._ever_members({row.member for row in listed.rows}, view.upto),
            offices=tuple({office: None for book in view.rules.books for office in book.offices}),
            mandates=ever.mandates(ended=True),
        )
        found = planned(
            listed, against, self._fields(on=view.on, by=by, note=None) | {"batch": batch}
        )
        return ListPlan.of(
            listed,
            found,
            upto=view.upto,
            batch=batch,
            recorded_at=self._clock(),
            command=command,
            skip_bad_rows=skip_bad_rows,
        )

    def _ever_members(self, members: set[str], upto: int) -> set[str]:
        """Return those of whom anything about membership was ever recorded."""
        seen = Boundary(self.log.store, upto)
        seen.member(*sorted(members))
        return {str(getattr(entry.event, "member", "")) for entry in seen.entries()}

    def record_list(self, plan: "ListPlan") -> range:
        """Record what a plan of units or mandates says as one batch; return the numbers of the entries.

        Raises:
            LogMovedOn: something was recorded since the plan was made; nothing is.
            CommandUsed: something else was recorded as its command.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `open`.
        """
        from .recording import record_after

        return record_after(
            self.log, plan.upto, plan.facts, now=plan.recorded_at, command=plan.command
        )

    def compare_employer_list(
        self,
        listed: "EmployerList",
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        command: str | None = None,
    ) -> "EmployerComparison":
        """Compare an employer's list with the members on a day; nothing is recorded.

        A workplace of the list that was merged counts at what it has become; rows that come to one
        workplace add up. With the id of a command, by which the headcounts are to be recorded once,
        this is the comparison as it was just before they were, if they were already.
        """
        from .lists.employers import compared_employees

        view = self.view(on=on, known_at=known_at)
        if command is not None:
            view = self._view_before(on, command)
        return compared_employees(listed, view, command)

    def record_headcounts(
        self, found: "EmployerComparison", *, by: str | None = None, skip_bad_rows: bool = False
    ) -> range:
        """Record what an employer counted, as one batch; return the numbers of the entries.

        Only headcounts of open workplaces that the registry does not have yet for that day. With
        `skip_bad_rows`, nothing is recorded of the workplaces that bad rows name.

        Raises:
            BadEmployerRows: the list has bad rows, and they are not to be skipped.
            LogMovedOn: something was recorded since the comparison was made; nothing is.
            CommandUsed: something else was recorded as its command.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `open`.
        """
        from .lists.employers import BadEmployerRows, headcounts_of
        from .recording import record_after

        if found.problems and not skip_bad_rows:
            raise BadEmployerRows(found.source.file, found.problems)
        now = self._clock()
        events = headcounts_of(found, now, self._recorder(by))
        return record_after(self.log, found.upto, events, now=now, command=found.command)

    def revert(
        self,
        batch: str,
        *,
        reason: str,
        on: date | None = None,
        by: str | None = None,
        note: str | None = None,
        command: str | None = None,
        on_progress: Progress | None = None,
    ) -> range:
        """Void every entry of a batch that still stands, in one batch of its own, or none.

        A void is final: to undo a revert, record the facts again, as by importing the list again. The
        batch of a member list is taken back by working out what the other lists come to without it: facts
        that they come to as well stay, and others are recorded.

        Args:
            batch: Its id.
            reason: Why it was wrong.
            on: The day of the voids; they take effect at once, whatever it is.
            by: Who takes it back; the registry's `recorded_by` if left out.
            note: A remark for people, without names.
            command: The id by which it can be repeated and is recorded once; a new one if left out.
            on_progress: Called now and then with how far it has come, of twice the size of the log.

        Returns:
            The numbers of the voids, and of the facts recorded with them where it is a member list. They
            form the batch `revert-N`, N being the first of them.

        Raises:
            NoSuchBatch: no entry belongs to it.
            BatchHoldsVoids: it holds voids, which are final.
            NothingStands: all of it has been voided already.
            BuiltUpon: a later entry builds on it; see `docs/semantics.md`.
            CommandUsed: something else was recorded under that id.
            TooManyConflicts: others kept recording meanwhile.
            UnknownOutcome: the store was lost while it recorded; it names the command to repeat.
            ClockBehind: the last entry lies ahead of the clock; see `open`.
        """
        from .lists.rosters.withdrawing import list_of
        from .reverts import revert

        check_asked_id("batch", batch)
        with _named_as_asked(by):
            common = self._fields(on=on, by=by, note=note)
            if list_of(self.log, batch, self.size()) is not None:
                return self._withdraw(batch, reason, common, command)
            return revert(
                self.log,
                batch,
                reason,
                common,
                book=self.agreement,
                command=Command.of(command, says_day=on is not None),
                on_progress=on_progress,
            )

    def _withdraw(
        self, batch: str, reason: str, common: dict[str, Any], command: str | None
    ) -> range:
        """Take a member list back; see `stewards.registry.lists.rosters.withdrawing`."""
        from .lists.rosters.withdrawing import list_of, without_list
        from .recording import record_after
        from .reverts import NothingStands, batch_of_its_own

        check_text("reason", reason)
        view = self._view_before(common.pop("effective_on"), command)
        found = list_of(self.log, batch, view.upto)
        if found is None or found.voided_by is not None:
            raise NothingStands(batch, f"entry {found.voided_by}" if found else "nobody")
        own = batch_of_its_own(self.log, view.upto + 1, upto=view.upto)
        events = without_list(self.log, view, found, common | {"batch": own}, reason)
        now = common["recorded_at"]
        return record_after(self.log, view.upto, events, now=now, command=command)

    # Asking

    def view(self, *, on: date | None = None, known_at: KnownAt = None) -> "View":
        """Return the point from which every question can be asked.

        Args:
            on: The civil day, today if left out.
            known_at: An instant, or a day for its end in UTC, or the number of the last entry to be
                known; left out, all that is recorded so far counts. An instant that has not come
                yet is taken for now.

        Raises:
            MalformedField: either is of another kind.
            MalformedInstant: the instant has no time zone.
            NoSuchEntry: there is no entry of that number.
        """
        instant = self.log.instant_of(known_at)
        upto = self.log.last_known(known_at if isinstance(known_at, int) else instant)
        return self._view(on, upto, instant)

    def _view(self, on: date | None, upto: int, instant: datetime | None = None) -> "View":
        from ..projections.view import View

        knowledge = self._knowledge(upto)
        day = self.today() if on is None else on
        return View(self.log, knowledge, self.agreement, day, instant or self._clock())

    def _view_before(self, on: date | None, command: str | None) -> "View":
        """Return the view of a day with all that is recorded; before a command recorded already."""
        repeat = repeat_of(Command.of(command), self.log)
        return self._view(on, repeat.first - 1 if repeat else self.size())

    def count(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
        category: "Categories" = None,
        by: "Grouping | None" = None,
        depth: int = 1,
        as_organised: date | None = None,
    ) -> "Count":
        """Count the members on a day; see `View.count`."""
        return self.view(on=on, known_at=known_at).count(
            unit=unit, category=category, by=by, depth=depth, as_organised=as_organised
        )

    def counts(
        self,
        *,
        since: date,
        every: "Every" = "year",
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
        category: "Categories" = None,
        by: "Grouping | None" = None,
        depth: int = 1,
        as_organised: date | None = None,
    ) -> "tuple[Count, ...]":
        """Count the members on a day, and every so often after it; see `View.counts`."""
        return self.view(on=on, known_at=known_at).counts(
            since=since,
            every=every,
            unit=unit,
            category=category,
            by=by,
            depth=depth,
            as_organised=as_organised,
        )

    def members(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
        category: "Categories" = None,
    ) -> "tuple[Member, ...]":
        """Return who is counted on a day; see `View.members`."""
        return self.view(on=on, known_at=known_at).members(unit=unit, category=category)

    def member(
        self, member: str, *, on: date | None = None, known_at: KnownAt = None
    ) -> "Member | None":
        """Return one member as on a day; see `View.member`."""
        return self.view(on=on, known_at=known_at).member(member)

    def units(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        gone: bool = False,
        unit: str | None = None,
    ) -> "tuple[Unit, ...]":
        """Return the units open on a day; see `View.units`."""
        return self.view(on=on, known_at=known_at).units(gone=gone, unit=unit)

    def unit(self, unit: str, *, on: date | None = None, known_at: KnownAt = None) -> "Unit | None":
        """Return one unit as it stands on a day; see `View.unit`."""
        return self.view(on=on, known_at=known_at).unit(unit)

    def eligibility(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
    ) -> "tuple[Eligibility, ...]":
        """Return whether each open workplace may elect a steward; see `View.eligibility`."""
        return self.view(on=on, known_at=known_at).eligibility(unit=unit)

    def vacancies(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        office: str | None = "steward",
        unit: str | None = None,
    ) -> "tuple[Vacancy, ...]":
        """Return the workplaces entitled to a steward that have none; see `View.vacancies`."""
        return self.view(on=on, known_at=known_at).vacancies(office, unit=unit)

    def mandates(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        office: str | None = None,
        unit: str | None = None,
        status: str | None = None,
        ending_before: date | None = None,
        ended: bool = False,
    ) -> "tuple[Mandate, ...]":
        """Return the mandates of a day; see `View.mandates`."""
        view = self.view(on=on, known_at=known_at)
        return view.mandates(
            office=office, unit=unit, status=status, ending_before=ending_before, ended=ended
        )

    def candidate(
        self,
        member: str,
        *,
        unit: str,
        office: str = "steward",
        on: date | None = None,
        known_at: KnownAt = None,
    ) -> "Candidacy":
        """Return whether somebody may be elected on a day; see `View.candidate`."""
        return self.view(on=on, known_at=known_at).candidate(member, unit=unit, office=office)

    def committee(
        self, unit: str, *, on: date | None = None, known_at: KnownAt = None
    ) -> "Committee":
        """Return the seats of a committee and who holds them; see `View.committee`."""
        return self.view(on=on, known_at=known_at).committee(unit)

    def figures(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
        figure: str | None = None,
        per: str | None = None,
    ) -> "tuple[Ratio, ...]":
        """Return the last ratio of each figure of each unit; see `View.figures`."""
        return self.view(on=on, known_at=known_at).figures(unit=unit, figure=figure, per=per)

    def figure_together(
        self,
        figure: str,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
        per: str | None = None,
    ) -> "Ratio":
        """Return the ratios of one figure put together; see `View.figure_together`."""
        return self.view(on=on, known_at=known_at).figure_together(figure, unit=unit, per=per)

    def check(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        ahead: int = 0,
        unit: str | None = None,
    ) -> "tuple[Finding, ...]":
        """Return what looks odd as of a day; see `View.check`."""
        return self.view(on=on, known_at=known_at).check(ahead=ahead, unit=unit)

    def due(
        self,
        *,
        within: int,
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
    ) -> "tuple[Due, ...]":
        """Return what falls due within some days of a day; see `View.due`."""
        return self.view(on=on, known_at=known_at).due(within=within, unit=unit)

    def rules_in_force(
        self, unit: str | None = None, *, on: date | None = None, known_at: KnownAt = None
    ) -> "tuple[InForce, ...]":
        """Return every rule that holds on a day, and where it stands; see `View.rules_in_force`."""
        return self.view(on=on, known_at=known_at).rules_in_force(unit)

    def published(self, *, known_at: KnownAt = None) -> "tuple[PublishedCount, ...]":
        """Return the numbers of members in print; see `View.published`."""
        return self.view(known_at=known_at).published()

    def batches(self, *, known_at: KnownAt = None) -> "tuple[BatchSummary, ...]":
        """Return every batch with what it recorded; see `View.batches`."""
        return self.view(known_at=known_at).batches()

    def lag(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        by: "LatenessBy" = "type",
        since: date | None = None,
        unit: str | None = None,
    ) -> "Lag":
        """Return how late facts are reported, and how old workplaces are known; see `View.lag`."""
        return self.view(on=on, known_at=known_at).lag(by=by, since=since, unit=unit)

    def explain_count(
        self,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
        category: "Categories" = None,
    ) -> "CountExplained":
        """Explain a count down to its entries; see `View.explain_count`."""
        return self.view(on=on, known_at=known_at).explain_count(unit=unit, category=category)

    def explain_eligibility(
        self, workplace: str, *, on: date | None = None, known_at: KnownAt = None
    ) -> "EligibilityExplained":
        """Explain whether a workplace may elect; see `View.explain_eligibility`."""
        return self.view(on=on, known_at=known_at).explain_eligibility(workplace)

    def explain_mandate(
        self,
        member: str,
        *,
        on: date | None = None,
        known_at: KnownAt = None,
        unit: str | None = None,
        office: str | None = None,
    ) -> "list[MandateExplained]":
        """Explain the mandates of a member; see `View.explain_mandate`."""
        view = self.view(on=on, known_at=known_at)
        return view.explain_mandate(member, unit=unit, office=office)

    # Accounts: from one view to another

    def reconcile(
        self,
        first: "View",
        second: "View",
        *,
        unit: str | None = None,
        category: "Categories" = None,
        with_members: bool = False,
    ) -> "Reconciliation":
        """Account for the difference between two counts: what was learned first, then what happened.

        Args:
            first: The view of the first count.
            second: The view of the second; its day may be the earlier one, and so may its knowledge.
            unit: Only members whose workplace, after mergers, lies at or below it.
            category: Only members of this category, or of any of several.
            with_members: Whether each line names its members, with the entries responsible.
        """
        from ..projections.accounts.reconciling import reconcile

        return reconcile(first, second, unit=unit, category=category, with_members=with_members)

    def restate(
        self,
        *,
        on: date,
        between: tuple[KnownAt, KnownAt],
        unit: str | None = None,
        category: "Categories" = None,
        with_members: bool = False,
    ) -> "Reconciliation":
        """Say what was learned about one day between two instants; nothing happens within a day."""
        check_day("on", on)
        if type(between) is not tuple or len(between) != 2:
            raise MalformedField("between", between, "two of what `known_at` may be")
        first, second = (self.view(on=on, known_at=known_at) for known_at in between)
        return self.reconcile(
            first, second, unit=unit, category=category, with_members=with_members
        )

    def reconcile_published(self, *, known_at: KnownAt = None) -> "tuple[Reproduction, ...]":
        """Compare each figure in print with the log, as known when it was recorded and as known now."""
        from ..projections.accounts.reconciling import reproduced

        now = self.view(known_at=known_at)
        found = []
        for figure in now.published():
            recorded_at = self.entry(figure.entry).event.recorded_at
            then = self._view(figure.effective_on, self.log.known(recorded_at), recorded_at)
            found.append(reproduced(figure, then, now.on_day(figure.effective_on), recorded_at))
        return tuple(found)

    def statement(
        self,
        *,
        start: date,
        months: int = 12,
        known_at: KnownAt = None,
        unit: str | None = None,
        rate: Decimal | int | str | None = None,
        on_progress: Progress = lambda _months: None,
    ) -> "Statement":
        """Return the changes in membership month by month, with the contribution.

        Args:
            start: The first day, the 1st to the 28th of a month; each month begins on that day.
            months: How many months.
            known_at: The knowledge.
            unit: Only members whose workplace, after mergers, lies at or below it.
            rate: What is paid for a member a month: an exact number of at most 4 decimals, or the name
                of a rate of the rule book, which is that of the first day of each month.
            on_progress: Called after each month with how many are done.
        """
        from ..projections.accounts.statement import (
            Statement,
            first_days,
            months_of,
            rate_of,
            sound_rate,
        )

        days = [*first_days(start, months)]
        view = self.view(known_at=known_at)
        view.refuse_scope("account for the members", unit, None)
        if isinstance(rate, str) and rate[:1].isalpha():
            name: str | None = f"rates.{rate.removeprefix('rates.')}"
            rates = tuple(rate_of(view.on_day(day), unit, rate) for day in days[:-1])
        else:
            name, paid = None, sound_rate(rate)
            rates = () if paid is None else (paid,) * months
        done = []
        for month in months_of(view, days, unit):
            done.append(month)
            on_progress(len(done))
        return Statement(unit, view.known_at, tuple(done), rates, name)

    # The log

    def history(
        self,
        *,
        member: str | None = None,
        unit: str | None = None,
        on: date | None = None,
        known_at: KnownAt = None,
    ) -> list[Entry]:
        """Return the entries about a member or a unit, voided ones and voids included.

        They come as a history is read: by the day they are true from, then as recorded. Given a day,
        those effective later are left out.
        """
        from ..projections.organisation.standing import refuse_unknown_unit

        if (member is None) == (unit is None):
            raise TypeError("history() takes one of member and unit")
        if on is not None:
            check_day("on", on)
        named, subject = ("unit", unit) if member is None else ("member", member)
        view = self.view(known_at=known_at)
        if member is not None:
            subject = view.known_member("show the history", member)
        refuse_unknown_unit(self.log.store, "show the history", unit)
        return self.log.history(f"{named}:{subject}", view.upto, on)

    def batch(self, batch: str) -> list[Entry]:
        """Return the entries of a batch as they were recorded, each with what voids it.

        Raises:
            NoSuchBatch: no entry belongs to it.
        """
        from .reverts.errors import NoSuchBatch

        check_asked_id("batch", batch)
        # the voids of its entries bear its tag as well
        found = self.log.history(f"batch:{batch}", self.size())
        own = [entry for entry in found if entry.event.batch == batch]
        if not own:
            raise NoSuchBatch("show", batch)
        return sorted(own, key=lambda entry: entry.number)

    def entry(self, number: int) -> Entry:
        """Return one entry, with its void if there is one.

        Raises:
            NoSuchEntry: the log has no entry of that number.
        """
        check_number("number", number)
        found = Boundary(self.log.store).entry(number)
        if found is None:
            raise NoSuchEntry("show", number)
        return found

    def recorded_with(self, number: int) -> list[Entry]:
        """Return what was recorded with a fact, right behind it.

        Beside a fact about a member stands what keeps the answers on the days of member lists: derived
        facts that no longer hold are voided, and others are recorded.

        Raises:
            NoSuchEntry: the log has no entry of that number.
        """
        return self.log.recorded_with(self.entry(number).number)

    def newest(self, most: int) -> list[Entry]:
        """Return the entries recorded last, the newest last."""
        check_number("most", most)
        if most < 0:
            raise MalformedField("most", most, "a whole number from 0")
        first = max(self.size() - most, 0)
        return [self.entry(each.number) for each in self.log.entries(after=first)]

    def size(self) -> int:
        """Return the number of entries in the log."""
        return self.log.store.size()

    def now(self) -> datetime:
        """Return this instant, as the clock says it."""
        return self._clock()

    def today(self) -> date:
        """Return today's date, where the computer is."""
        return self._clock().astimezone().date()

    def follow(self, *, after: int) -> "Following":
        """Return the entries after a number and those to come, as anyone records them.

        Use it in a `with` block; see `Following`. 0 is from the beginning, `size()` from now.

        Raises:
            NoSuchEntry: on entering the block, if the log does not go as far as `after`.
        """
        from ..events.following import Following

        check_number("after", after)
        return Following(self.log.store, after)

    def export_lines(self, *, after: int = 0, limit: int | None = None) -> Iterator[bytes]:
        """Yield the entries after a number in the interchange format, one line each.

        Without those that cannot be read and were voided, and without their voids.
        """
        check_number("after", after)
        if limit is not None:
            check_number("limit", limit)
        left_out: set[int] = set()
        head = after
        for each in self.log.entries(after=after, limit=limit):
            left_out.update(range(head + 1, each.number))
            head = each.number
            voids = each.event.voids if isinstance(each.event, EntryVoided) else head
            if not (voids in left_out or (voids <= after and self.log.is_unreadable(voids))):
                yield line(each.event, head)

    def copy_to(self, to: str | Path, *, on_progress: Progress | None = None) -> "Copied":
        """Copy the log to another store, which is made if it is not there.

        Every entry is copied as it is stored, with its number, its tags and the instant it was
        recorded at. A copy that was cut short goes on where it was: what the other store holds must
        be the beginning of this log. What is recorded here meanwhile is copied too, up to an instant
        when nothing is left to copy. At the end both sides are read again and compared.

        Args:
            to: The address of the other store; nobody else may record anything there meanwhile.
            on_progress: Called with how many entries were gone through: each one is when it is copied,
                and again on either side when the copy is verified.

        Raises:
            CopyToItself: the address is that of this store.
            OtherEntry, FurtherOn: the other store holds something else, or more.
            RecordedThere: facts were recorded in the other store meanwhile.
            CopyDiffers: what was read back is not what was copied.
            UnsoundStore: either store cannot be relied on.
        """
        from ..events.copying import copy

        with open_store(to) as target:
            return copy(self.log.store, target, shown(str(to)), on_progress)

    def copy_forgetting(
        self,
        to: str | Path,
        members: Iterable[str],
        *,
        people: str | Path | None = None,
        by: str | None = None,
        on_progress: Progress | None = None,
    ) -> "Generation":
        """Copy the log to a new store so that some people are forgotten there; this one is not touched.

        Each of them gets a new id for each stay in the union, and texts about them are left out. The new
        log begins with an entry that names the digest of this one; every other number is one higher.
        Members are counted, and mandates and vacancies listed, in both, on every day and with every
        knowledge that can differ; if anything does, nothing is left in the new place.

        Args:
            to: The address of the new store. There must be nothing.
            members: Their ids, or numbers where people are kept apart from the log.
            people: Where people are kept apart, the file or the database for those of the new store; left
                out, they lie beside it.
            by: Who does it; the registry's `recorded_by` if left out.
            on_progress: Called with how much is done, of four times as much as there are entries.

        Raises:
            NobodyToForget: nobody is named.
            NoSuchMember: nobody is known by one of those ids or numbers.
            StillMember: one of them is a member, or is to be one, and was not erased.
            CopyToItself, NotInNewGeneration: the address is that of this store, or something is there.
            NoPlaceForPeople: nothing lies beside the new store, and no place was named.
            CannotTellWhom: an entry cannot be read.
            GenerationDiffers: an answer would be another one.
            PeopleFileMissing: people are kept apart from the log, and the people file is not there.
            UnsoundStore: either store cannot be relied on.
        """
        from .generations import begin

        self._apart()
        return begin(
            self,
            to,
            members,
            people=people,
            by=self._recorder(by),
            on_progress=on_progress,
        )

    def beside(self, store: Store) -> "Registry":
        """Return a registry of another log, to be asked by the same rules and clock; no file is kept."""
        return Registry(
            store, agreement=self.agreement, clock=self._clock, recorded_by=self._recorded_by
        )

    def digest(
        self, entries: int | None = None, *, on_progress: Progress | None = None
    ) -> "Digest":
        """Return the digest of the first entries of the log; of all of them if left out.

        Raises:
            NoSuchEntry: there are not so many.
        """
        from ..events.digest import digest_of

        size = self.size()
        if entries is not None:
            check_number("entries", entries)
        if entries is not None and not 0 <= entries <= size:
            raise NoSuchEntry("take the digest up to", entries)
        return digest_of(self.log.store, size if entries is None else entries, on_progress)

    # Seals

    def seal(
        self,
        key: "SigningKey | None" = None,
        *,
        origin: str | None = None,
        since: "Iterable[Note]" = (),
        on_progress: Progress | None = None,
    ) -> "Note":
        """Return a seal of the log as it is now: how many entries it has, and their digest.

        Keep it where whoever can write to the log cannot: see docs/integrity.md.

        Args:
            key: What it is signed with; left out, it is for paper.
            origin: Which log it is; left out, the name of the key.
            since: Earlier seals that the log must still agree with; otherwise none is made.
            on_progress: Called with how many entries were read.

        Raises:
            MissingField: neither a key nor an origin is given.
            MalformedOrigin, OtherOrigin: the origin is no name, or not that of an earlier seal.
            SealDiffers: the log does not agree with an earlier seal.
            MissingExtra: the extra `seal` is not installed.
        """
        from .integrity.sealing import seal

        name = origin or (key and key.name)
        if not name:
            raise MissingField("seal", "origin")
        return seal(self.log.store, key, name, since, on_progress)

    def witness(
        self,
        note: "Note",
        key: "SigningKey",
        *,
        verifiers: "Iterable[Verifier]" = (),
        on_progress: Progress | None = None,
    ) -> "Note":
        """Return the seal of somebody else with one more signature, once this log agrees with it.

        Args:
            note: The seal.
            key: What it is signed with here.
            verifiers: The keys of those who are known to seal; it must be signed with one of them.
                Left out, no signature is verified.
            on_progress: Called with how many entries were read.

        Raises:
            NoSuchEntry: this log has fewer entries.
            SealDiffers: it has others.
            NotSigned, WrongSignature: the seal is not signed as it must be.
            MissingExtra: the extra `seal` is not installed.
        """
        from .integrity.sealing import witness

        return witness(self.log.store, note, key, list(verifiers), on_progress)

    def verify(
        self,
        notes: "Iterable[Note]" = (),
        *,
        verifiers: "Iterable[Verifier]" = (),
        origin: str | None = None,
        on_progress: Progress | None = None,
    ) -> "Verification":
        """Return whether the log is what it was when it was sealed, and sound in itself.

        Args:
            notes: The seals, in the order in which they were made.
            verifiers: The keys of those who are known to seal; each note must be signed with one of
                them. Left out, no signature is verified.
            origin: Which log the notes must be of; left out, that of the first one.
            on_progress: Called with how many entries were read.

        Raises:
            OtherOrigin, NotSigned, WrongSignature: a note is of another log, or not signed as it must be.
            MissingExtra: the extra `seal` is not installed.
        """
        from .integrity.verifying import verify

        seals, known = list(notes), list(verifiers)
        return verify(
            self.log.store,
            self._segments_at,
            seals,
            verifiers=known,
            origin=origin,
            people=self.people,
            on_progress=on_progress,
        )

    def export_stored(self, *, after: int = 0) -> Iterator[bytes]:
        """Yield every entry after one as it is stored, a line each, so that its digest can be taken.

        Unlike `export_lines`, it is not for importing, but for verifying without a store: see
        `verify_export`.

        Raises:
            MissingEntries: the store does not give them all.
        """
        from ..events.digest import stored
        from .integrity.exported import line_of

        check_number("after", after)
        return map(line_of, stored(self.log.store, max(after, 0), self.size()))

    # What is replayed of the log

    def replay(self, *, rebuild: bool = False, on_progress: Progress | None = None) -> int:
        """Read what was recorded since the last question; return the number of entries known.

        A question does this first where it needs to. With `rebuild`, everything is replayed from
        nothing, and the column segments, where there are any, are deleted and made again.
        `on_progress` is called with the number of entries read so far, and asks no question itself.

        Raises:
            UnfinishedReplay: `on_progress` asks one; nothing is replayed then.
        """
        with self._lock:
            if rebuild:
                self._forget(and_segments=True)
            projection = self._projection
            projection.catch_up(self.log.store, on_progress)
            if rebuild:
                self.keep()
            return projection.head

    def keep(self, *, on_progress: Progress | None = None) -> None:
        """Write column segments of what was replayed: of whole ranges of entries that are in none yet.

        At the end of a `with` block a registry does this by itself, and goes without where it cannot.

        Raises:
            SegmentsUnwritable: the folder cannot be written to; nothing else is amiss.
        """
        with self._lock:
            if self._replayed is not None:
                self._replayed.keep(on_progress)

    def what_if(self, lines: Iterable[bytes]) -> "Registry":
        """Return a registry of the log as it is now, with facts behind it that are only supposed.

        Ask it whatever you like. Nothing can be recorded through it, and nothing that is recorded
        later shows. The facts are in memory; the log is read where it is, while this registry is open.

        Args:
            lines: The facts in the interchange format, as for `import_lines`.

        Raises:
            BadLines: lines are malformed or name unknown units or entries: all of them are in it.
        """
        from ..events.stores.supposed import SupposedStore

        supposed = SupposedStore(self.log.store)
        registry = Registry(
            supposed,
            agreement=self.agreement,
            clock=self._clock,
            recorded_by=self._recorded_by,
            segments=self._segments_at,
            despite_clock=True,
        )
        registry._people_at, registry._lacking_as = self._people_at, self._lacking_as
        registry.people = self.people.supposing(registry.log) if self.people else None
        registry.import_lines(lines)
        supposed.suppose_no_more()
        return registry

    def relations(self) -> "duckdb.DuckDBPyConnection":
        """Return a DuckDB connection for your own SQL over the log as it is now.

        The SQL files of `projections` are table macros in it, such as
        `select * from members_on(date '2019-09-01', 1803)`.

        It is a replay of its own: nothing that is recorded later shows in it, and nothing that is changed
        through it shows in an answer of the registry. Ask it as often as you like, rather than for a new
        one each time.
        """
        alone = self._empty()
        self._catch_up(alone)
        return alone.relations()

    def _knowledge(self, upto: int) -> "Knowledge":
        """Return what is known with an entry; views of the same share what they work out."""
        from ..projections.replay.source import Mark
        from ..projections.view import Knowledge

        with self._lock:
            if self._mark and not self._mark.is_of(self.log.store):
                self._forget()  # another log took its place, as from a backup
            self._mark = Mark.at_the_end_of(self.log.store)
            if upto not in self._known_with:
                if len(self._known_with) == _MOST_KNOWN:
                    self._known_with.pop(next(iter(self._known_with)))
                id_of = self.people.id_of if self.people else str
                self._known_with[upto] = Knowledge(
                    self._caught_up, upto, self._lend, self.size, id_of
                )
            return self._known_with[upto]

    def _caught_up(self, upto: int) -> "Projection":
        """Return the replayed log, which goes as far as an entry at least: what is before it stays."""
        with self._lock:
            projection = self._projection
        if projection.readable < upto:
            projection.catch_up(self.log.store)
        return projection

    def _lend(self, upto: int, words: Collection[str]) -> "duckdb.DuckDBPyConnection":
        """Lend a snapshot of the replay that all views ask in SQL of one's own; no other question waits."""
        with self._lock:
            if self._lent is None:
                self._lent = self._empty()
            lent = self._lent
        if lent.readable < upto:
            self._catch_up(lent)
        return lent.snapshot(words)

    def _catch_up(self, alone: "Projection") -> None:
        alone.catch_up(self.log.store)
        with suppress(UnsoundStore):  # so that the next one need not replay the log
            alone.keep()

    @property
    def _projection(self) -> "Projection":
        """The replayed log; only a question makes one, and whoever records, copies or follows asks none."""
        if self._replayed is None:
            self._replayed = self._empty()
        return self._replayed

    def _empty(self) -> "Projection":
        from ..projections.replay.projection import Projection
        from ..projections.replay.segments.files import Segments

        return Projection(Segments(self._segments_at) if self._segments_at else None)

    def _forget(self, *, and_segments: bool = False) -> None:
        self._known_with.clear()
        self._replayed = self._lent = None  # views that somebody keeps go on with what they have
        if and_segments and self._segments_at:
            from ..projections.replay.segments.files import Segments

            Segments(self._segments_at).delete()

    def _refuse_closed(self, parent: str, view: "View") -> None:
        from ..projections.organisation.standing import naming_units, standing_unit

        check_unit_id("unit", parent)
        organisation = Boundary(self.log.store, head=view.upto).organisation(parent)
        with naming_units(self.log.store):
            standing_unit(f"form workplaces under {parent}", organisation, parent, view.on)


@frozen(kw_only=True)
class _Common:
    """What every method that records one fact takes; see `Registry`."""

    on: date | None
    by: str | None
    note: str | None
    batch: str | None
    command: str | None


def _people(store: Store, people: str | Path | None) -> "Place | None":
    if people is None or isinstance(people, Path):
        return people or store.people
    from .people import place_of

    return place_of(people)


def _folder(store: Store, segments: str | Path | bool) -> Path | None:
    if isinstance(segments, bool):
        return store.segments if segments else None
    return Path(segments)
