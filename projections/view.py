"""The point from which questions are asked: a day, and what was known at an instant."""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, cast

import attrs
from attrs import field, frozen
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem, DCBRecorder

from ..events import (
    AbsenceBegan,
    AbsenceEnded,
    EmploymentStated,
    MeetingHeld,
    RatioObserved,
    RuleAgreed,
    SeatAllotted,
)
from ..events.entry import Entry
from ..events.errors import MalformedField
from ..events.log import Log, end_of
from ..events.validators import (
    check_asked_id,
    check_day,
    check_number,
    check_unit_id,
    check_word,
    is_day,
)
from . import questions
from .boundary import Boundary
from .collector import collector_paused
from .errors import EndsBeforeItBegins
from .membership.fold import membership_on, possible_on
from .membership.knowledge import ListTaken, is_complete
from .membership.rows import Categories, Count, Group, Member, Range
from .names_asked import NoSuchCategory, NoSuchMember, NoSuchOffice, nearest
from .organisation.fold import WORKPLACE, Organisation
from .organisation.known import organisation_known
from .organisation.rows import Unit
from .organisation.standing import asking_for_units, refuse_unknown_unit
from .replay.entries import WholeEntries
from .replay.projection import Projection
from .rules import Agreement, At, InForce, Rules

if TYPE_CHECKING:  # what a count does without is loaded when it is asked for
    import duckdb

    from .accounts.lateness import Lag, ToldWithin
    from .accounts.published import PublishedCount
    from .accounts.rosters_taken import RosterOnRecord
    from .batches.rows import BatchSummary
    from .checks.elections import Ended
    from .checks.figures import FiguresCounted
    from .checks.rows import Due, Finding
    from .committees.fold import Holder
    from .committees.rows import Committee
    from .electorate.coverage import Covered
    from .electorate.fold import Electorate, Verdict
    from .electorate.headcounts import Observed, Sides
    from .electorate.histories import Histories
    from .electorate.judging import Electorates
    from .electorate.reached import Reached
    from .electorate.rows import Eligibility, Vacancy
    from .explanations.count import CountExplained
    from .explanations.crossings import Interval
    from .explanations.earlier import Span
    from .explanations.eligibility import EligibilityExplained
    from .explanations.mandate import MandateExplained
    from .explanations.rows import OpenWindow
    from .figures.rows import Ratio
    from .mandates.candidate import Candidacy
    from .mandates.course import Course
    from .mandates.followed import Followed
    from .mandates.rows import Mandate, MandatesAt, Represented
    from .membership.comings import Cohort, Leavers, LeaversBy, Leaving, Move
    from .membership.series import Cell, Every, Numbers, Series

Grouping = Literal["workplace", "unit", "category"]
LatenessBy = Literal["type", "recorder", "unit"]
Statuses = Literal[
    "not notified",
    "open to objection",
    "objected",
    "objected late",
    "valid",
    "expired, accepted in practice",
    "over",
]

STEWARD: Final = "steward"
MOST_YEARS: Final = 100
"""So many years after the joining somebody is looked for at most."""

Found = TypeVar("Found")


class Knowledge:
    """What is known with one entry of a log, on any day: shared by the views of it.

    Attributes:
        upto: The last entry known.
    """

    def __init__(
        self,
        replay: Callable[[int], Projection],
        upto: int,
        lend: "Callable[[int, Collection[str]], duckdb.DuckDBPyConnection] | None" = None,
        size: Callable[[], int] | None = None,
        id_of: Callable[[str], str] = str,
    ) -> None:
        """Start with what replays the log, at least up to that entry: once a question needs it.

        `size` returns how many entries there are by now; left out, no more than that. `lend` returns a
        connection for SQL of one's own, to a replay up to an entry at least, where the questions are
        made that are among some words. `id_of` returns the id by which the log knows a member, where
        people are kept apart from it and asked for by a number.
        """
        self.upto = upto
        self.id_of = id_of
        self._replay = replay
        self._lend = lend
        self._size = size or (lambda: upto)
        self._kept = _Kept()

    @property
    def projection(self) -> Projection:
        """The replayed log."""
        return self._kept.once("projection", lambda: self._replay(self.upto))

    @property
    def everything(self) -> tuple[Projection, int]:
        """The log replayed to its end, whatever is known, and its last entry: for names there are."""
        last = self._size()
        return self._replay(last), last

    def lent(self, words: Collection[str]) -> "duckdb.DuckDBPyConnection":
        """Return a connection to a replay that answers nothing but SQL of one's own, in such words."""
        if self._lend is None:
            raise TypeError("nothing is lent of this log")
        return self._lend(self.upto, words)

    @property
    def _whole(self) -> WholeEntries:
        return self._kept.once("whole", lambda: WholeEntries.known(self.projection, self.upto))

    @property
    def organisation(self) -> Organisation:
        """The units, on any day."""
        return self._kept.once(
            "organisation", lambda: organisation_known(self.projection, self.upto, self._whole)
        )

    @property
    def agreed(self) -> tuple[Entry, ...]:
        """What was agreed about the rules."""
        return self._kept.once("agreed", lambda: self._whole.of(RuleAgreed))

    @property
    def headcounts(self) -> tuple[Entry, ...]:
        """What was counted at workplaces."""
        from .electorate.judging import headcounts_known

        return self._kept.once(
            "headcounts", lambda: tuple(headcounts_known(self.projection, self.upto))
        )

    @property
    def observed(self) -> "Observed":
        """The same, by workplace."""
        from .electorate.headcounts import observed_in

        return self._kept.once("observed", lambda: observed_in(self.headcounts))

    @property
    def sides(self) -> "Sides":
        """The moves at the places where somebody counted."""
        from .electorate.judging import sides_known

        return self._kept.once(
            "sides",
            lambda: sides_known(self.projection, self.upto, self.organisation, self.observed),
        )

    @property
    def stated(self) -> tuple[Entry, ...]:
        """What was stated of employments."""
        return self._kept.once("stated", lambda: self._whole.of(EmploymentStated))

    @property
    def absences(self) -> tuple[Entry, ...]:
        """Who was away from work, and who came back."""
        return self._kept.once("absences", lambda: self._whole.of(AbsenceBegan, AbsenceEnded))

    def once(self, name: Hashable, work_out: Callable[[], Found]) -> Found:
        """Return what was worked out from what is known, whatever the day, or work it out now."""
        return self._kept.once(name, work_out)

    @property
    def has_windows(self) -> bool:
        """Whether anything about members is known within a window only: else every number is sure."""
        return self._kept.once(
            "has_windows", lambda: questions.has_windows(self.projection, self.upto)
        )

    @property
    def lists(self) -> tuple[ListTaken, ...]:
        """The complete member lists that were taken in and stand."""
        return self._kept.once("lists", lambda: questions.lists_taken(self.projection, self.upto))

    @property
    def seats(self) -> tuple[Entry, ...]:
        """What is told of the seats and meetings of committees."""
        return self._kept.once("seats", lambda: self._whole.of(SeatAllotted, MeetingHeld))

    @property
    def ratios(self) -> tuple[Entry, ...]:
        """The ratios that somebody gave."""
        return self._kept.once("ratios", lambda: self._whole.of(RatioObserved))

    @property
    def published(self) -> "tuple[PublishedCount, ...]":
        """The numbers of members in print, in the order they were recorded."""
        return self._kept.once("published", lambda: questions.published(self._whole))

    @property
    def days(self) -> tuple[date, ...]:
        """The days from which a fact holds that stands, in order."""
        return self._kept.once("days", lambda: questions.days_of_facts(self.projection, self.upto))

    @property
    def days_recorded(self) -> tuple[date, ...]:
        """The days, UTC, on which something was recorded, in order."""
        return self._kept.once(
            "days recorded", lambda: questions.days_recorded(self.projection, self.upto)
        )

    @property
    def batches(self) -> "tuple[BatchSummary, ...]":
        """Every batch, the oldest first."""
        return self._kept.once("batches", lambda: questions.batches(self.projection, self.upto))


@frozen(eq=False)
class View:
    """A day and a knowledge. Every question is a method, and what was worked out for one serves the next.

    It never changes, whatever is recorded later, and may be used from any thread.

    Every question may raise UnsoundStore where the log cannot be read, BadInput for an id that cannot
    be one, and UnknownUnit for a unit that was never formed.

    Attributes:
        on: The civil day.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        upto: The last entry known.
        book: The rule book that holds where no other one was agreed.
    """

    _log: Log = field(repr=False)
    _knowledge: Knowledge = field(repr=False)
    book: Agreement = field(repr=False)
    on: date = field(validator=is_day)
    known_at: datetime
    upto: int = field(init=False)
    _kept: "_Kept" = field(init=False, repr=False)

    @upto.default
    def _last_known(self) -> int:
        return self._knowledge.upto

    @_kept.default
    def _nothing_yet(self) -> "_Kept":
        return _Kept()

    def on_day(self, day: date) -> "View":
        """Return the view of another day with the same knowledge."""
        return View(self._log, self._knowledge, self.book, day, self.known_at)

    def is_as(self, other: "View") -> bool:
        """Return whether another view is of the same day and rests on the same replay and knowledge."""
        return self.on == other.on and self._knowledge is other._knowledge

    # Members

    def count(
        self,
        *,
        unit: str | None = None,
        category: Categories = None,
        by: Grouping | None = None,
        depth: int = 1,
        as_organised: date | None = None,
    ) -> Count:
        """Count the members: in the union, or at or below a unit; all categories, or some.

        Args:
            unit: Only members whose workplace, after mergers, lies at or below it.
            category: Only members of this category, or of any of several.
            by: Also the same number in groups.
            depth: By unit, so many levels below `unit`, or below none; whoever is nearer to it stands in
                the row of their own unit.
            as_organised: Count as if units lay and were merged as on this day.
        """
        if as_organised is not None:
            [found] = self.counts(
                since=self.on,
                unit=unit,
                category=category,
                by=by,
                depth=depth,
                as_organised=as_organised,
            )
            return found
        self._refuse_groups(unit, category, by, depth)
        groups = self._groups(by, unit, category, depth) if by else ()
        if by and not self.has_windows:  # they add up to it: nobody need be counted twice
            self._kept.once(("number", unit, category), lambda: sum(g.members for g in groups))
        sure = self.range(unit, category)
        numbers = (sure.members, sure.at_least, sure.at_most)
        return Count(self.on, self.known_at, unit, category, *numbers, groups, by)

    def counts(
        self,
        *,
        since: date,
        every: "Every" = "year",
        unit: str | None = None,
        category: Categories = None,
        by: Grouping | None = None,
        depth: int = 1,
        as_organised: date | None = None,
    ) -> tuple[Count, ...]:
        """Count the members on a day, and every so often after it, up to the day of the view.

        Each count is what `count` says of its day with this knowledge. All of them have the same groups,
        in the same order, and the names that these have on the last day.

        Args:
            since: The first day.
            every: `year`, `quarter` or `month`: how far the days are from each other.
            unit: As in `count`, and so are the others.
            category: Only members of this category, or of any of several.
            by: Also the same numbers in groups.
            depth: By unit, so many levels below `unit`.
            as_organised: Count as if units had always lain, and been merged, as on this day: so that a
                unit that was moved is in one row all the time.

        Raises:
            EndsBeforeItBegins: the first day is later than that of the view.
            TooManyDays: there are more than a thousand.
        """
        from .membership.series import Every, Series, days_between

        check_day("since", since)
        check_word("every", every, Every)
        if as_organised is not None:
            check_day("as_organised", as_organised)
        self._refuse_groups(unit, category, by, depth)
        days = days_between(since, self.on, every)
        asked = Series(unit, category, by, depth, as_organised)
        return self._kept.once(("counts", days, asked), lambda: self._counts(days, asked))

    def counts_on(self, days: tuple[date, ...], *, unit: str | None = None) -> tuple[Count, ...]:
        """Count the members on each of some days, in order, with this knowledge."""
        from .membership.series import Series

        asked = Series(unit, None, None, 1, None)
        return self._kept.once(("counts", days, asked), lambda: self._counts(days, asked))

    def _counts(self, days: tuple[date, ...], asked: "Series") -> tuple[Count, ...]:
        from .membership.series import counts_of, total

        def found(by: str | None) -> "dict[Cell, Numbers]":
            series = attrs.evolve(asked, by=by)
            return questions.counts_through(
                self.projection, days, self.upto, series, with_doubt=self.has_windows
            )

        parts = found(asked.by) if asked.by else {}
        named = self.on_day(asked.as_organised or self.on).units(gone=True) if asked.by else ()
        return counts_of(
            days,
            self.known_at,
            asked,
            total(parts) if asked.by and not self.has_windows else found(None),
            parts,
            names={each.unit: each.name for each in named},
            is_complete=lambda place, day: self.on_day(day)._is_complete(place),
        )

    def _refuse_groups(
        self, unit: str | None, category: Categories, by: Grouping | None, depth: int
    ) -> None:
        self.refuse_scope("count the members", unit, category)
        if by is not None:
            check_word("by", by, Grouping)
        check_number("depth", depth)
        if depth < 1:
            raise MalformedField("depth", depth, "a whole number from 1")

    def number(self, unit: str | None = None, category: Categories = None) -> int:
        """Return how many `count` with the same scope counts, in one category, in some, or in all.

        It refuses no unknown unit.
        """
        return self._kept.once(
            ("number", unit, category),
            lambda: questions.count(*self._point, unit=unit, category=category),
        )

    def range(self, unit: str | None = None, category: Categories = None) -> Range:
        """Return `number` with how far it is sure."""
        members = self.number(unit, category)
        less, more = self._doubt(unit, category)
        return Range(members, members - less, members + more if self._is_complete(unit) else None)

    def _doubt(self, unit: str | None, category: Categories) -> tuple[int, int]:
        if not self._knowledge.has_windows:
            return 0, 0
        return self._kept.once(
            ("doubt", unit, category),
            lambda: questions.doubt(*self._point, unit=unit, category=category),
        )

    def _groups(
        self, by: Grouping, unit: str | None, category: Categories, depth: int
    ) -> tuple[Group, ...]:
        return self._kept.once(
            ("groups", by, unit, category, depth),
            lambda: questions.groups(
                *self._point,
                by,
                unit=unit,
                category=category,
                depth=depth,
                with_doubt=self._knowledge.has_windows,
                is_complete=lambda place: self._is_complete(place or unit),
            ),
        )

    def _is_complete(self, unit: str | None) -> bool:
        """Return whether everybody is known who was counted on the day."""
        return is_complete(self._knowledge.lists, lambda: self.organisation, unit, self.on)

    def members(
        self, *, unit: str | None = None, category: Categories = None
    ) -> tuple[Member, ...]:
        """Return who is counted: the members that `count` with the same words numbers.

        Each with whether that is sure. Whoever may be one of them, but is not counted, is not listed.
        The view keeps them, some 400 bytes each: a million take 400 MB until it is let go.
        """
        self.refuse_scope("list the members", unit, category)
        return self._kept.once(("members", unit, category), lambda: self._members(unit, category))

    def _members(self, unit: str | None, category: Categories) -> tuple[Member, ...]:
        found = questions.members(*self._point, unit=unit, category=category)
        unsure = self.unsure(unit, category)
        return tuple(attrs.evolve(m, is_sure=False) if m.member in unsure else m for m in found)

    @property
    def has_windows(self) -> bool:
        """Whether anything about members is known within a window only: else every number is sure."""
        return self._knowledge.has_windows

    def unsure(self, unit: str | None = None, category: Categories = None) -> Mapping[str, bool]:
        """Return of whom it is not sure whether they are counted, each with whether they are."""
        if not self._knowledge.has_windows:
            return {}
        return self._kept.once(
            ("unsure", unit, category),
            lambda: questions.unsure(*self._point, unit=unit, category=category),
        )

    def open_windows(self, members: Iterable[str]) -> "dict[str, list[OpenWindow]]":
        """Return what may hold of each of some members on the day already, or not yet."""
        return questions.open_windows(*self._point, members)

    def leavers(
        self,
        *,
        since: date,
        by: "LeaversBy" = "year",
        unit: str | None = None,
        category: Categories = None,
        as_organised: date | None = None,
    ) -> "tuple[Leavers, ...]":
        """Return how many left the union from a day up to the day of the view, and why; last of all in all.

        Units are as on the last day, and who left is at the one that they had last.

        Args:
            since: The first day.
            by: `year`, `reason`, `category`, or `unit` for the units right below `unit`.
            unit: Only those whose last workplace lies at or below it.
            category: Only those who had this category last, or any of several.
            as_organised: Count as if units lay and were merged as on this day.

        Raises:
            EndsBeforeItBegins: the first day is later than that of the view.
        """
        from .membership.comings import LeaversBy

        check_word("by", by, LeaversBy)
        self._refuse_span("count the leavers", since, unit, category, as_organised)
        scope = {"unit": unit, "category": category, "organised": as_organised}
        return self._kept.once(
            ("leavers", since, by, *scope.values()), lambda: self._leavers(since, by, scope)
        )

    def _leavers(self, since: date, by: str, scope: dict[str, Any]) -> "tuple[Leavers, ...]":
        from .membership.comings import Leavers

        unit = scope["unit"]
        named = self.on_day(scope["organised"] or self.on).units(gone=True) if by == "unit" else ()
        names = {each.unit: each.name for each in named}
        first = self.on_day(since)

        def asked(kind: str | None) -> "Iterator[Leavers]":
            given = ((since, self.on), self.upto, kind)
            found = questions.leavers(self.projection, *given, **scope)
            for value, members, less, more, months, reasons in found:
                place = value if kind == "unit" and value else unit
                most = members + more if first._is_complete(place) else None
                ranked = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
                why = tuple((reason or None, number) for reason, number in ranked)
                name = names.get(value or "")
                sure = (members, members - less, most)
                yield Leavers(kind or "total", value, name, *sure, why, months)

        most = 0 if first._is_complete(unit) else None
        nobody = Leavers("total", None, None, 0, 0, most, (), None)
        return (*asked(by), next(asked(None), nobody))

    def leavings(
        self,
        *,
        since: date,
        unit: str | None = None,
        category: Categories = None,
        as_organised: date | None = None,
    ) -> "tuple[Leaving, ...]":
        """Return who left the union from a day up to that of the view, or may have; see `leavers`."""
        self._refuse_span("list the leavers", since, unit, category, as_organised)
        scope: dict[str, Any] = {"unit": unit, "category": category, "organised": as_organised}
        return questions.leavings(self.projection, (since, self.on), self.upto, **scope)

    def retention(
        self, *, years: int = 5, unit: str | None = None, category: Categories = None
    ) -> "tuple[Cohort, ...]":
        """Return how many of those who joined in each year were still members some years after they had.

        Args:
            years: Up to so many years after.
            unit: Only those whose last workplace by the day lies at or below it.
            category: Only those who had this category last, or any of several.
        """
        check_number("years", years)
        if not 0 <= years <= MOST_YEARS:
            raise MalformedField("years", years, f"a whole number from 0 to {MOST_YEARS}")
        self.refuse_scope("show the retention", unit, category)
        return self._kept.once(
            ("retention", years, unit, category), lambda: self._retention(years, unit, category)
        )

    def _retention(
        self, years: int, unit: str | None, category: Categories
    ) -> "tuple[Cohort, ...]":
        from .membership.comings import Cohort

        found = questions.retained(*self._point, years, unit=unit, category=category)

        def cell(year: int, after: int) -> Range:
            members, less, more = found.get((year, after), (0, 0, 0))
            is_known = self.on_day(date(year, 1, 1))._is_complete(unit)
            return Range(members, members - less, members + more if is_known else None)

        def had(year: int) -> bool:
            return year < self.on.year or (
                (self.on.month, self.on.day) == (12, 31) and year == self.on.year
            )

        return tuple(
            Cohort(
                year,
                cell(year, 0),
                tuple(
                    cell(year, after) if had(year + after) else None
                    for after in range(1, years + 1)
                ),
            )
            for year in sorted({year for year, _ in found})
        )

    def moves(
        self, *, since: date, unit: str | None = None, category: Categories = None
    ) -> "tuple[Move, ...]":
        """Return every move of a member to another workplace, from a day up to that of the view.

        Also between workplaces of one unit. Who came to work elsewhere because units were merged has not
        moved, nor who joined, or left and joined again on another day.

        Args:
            since: The first day.
            unit: Only from or to a unit that lies at or below it on the day of the move.
            category: Only of members of this category on that day, or of any of several.

        Raises:
            EndsBeforeItBegins: the first day is later than that of the view.
        """
        self._refuse_span("list the moves", since, unit, category)
        organisation = self.organisation

        def at(place: str | None, day: date) -> str | None:
            return None if place is None else organisation.resolved(place, day)

        def is_within(place: str | None, day: date) -> bool:
            if unit is None or place is None:
                return unit is None
            return unit in organisation.line(place, day)

        found = questions.moves(self.projection, (since, self.on), self.upto, category)
        return tuple(
            each
            for each in found
            if (here := at(each.origin, each.on)) != (there := at(each.to, each.on))
            and (is_within(here, each.on) or is_within(there, each.on))
        )

    def _refuse_span(
        self,
        action: str,
        since: date,
        unit: str | None,
        category: Categories,
        as_organised: date | None = None,
    ) -> None:
        check_day("since", since)
        if as_organised is not None:
            check_day("as_organised", as_organised)
        self.refuse_scope(action, unit, category)
        if since > self.on:
            raise EndsBeforeItBegins(since, self.on)

    def member(self, member: str) -> Member | None:
        """Return one member, none outside membership; it reads that history alone.

        Raises NoSuchMember where nothing was ever recorded of them.
        """
        member = self.known_member("show a member", member)
        return member_on(self._log.store, member, self.on, self.upto)

    # The organisation

    def units(self, *, gone: bool = False, unit: str | None = None) -> tuple[Unit, ...]:
        """Return the units open on the day.

        Args:
            gone: Also those not yet formed, merged or closed.
            unit: Only those at or below this unit, and with `gone` those merged into one of them.
        """
        every = self._kept.once("units", lambda: questions.units(*self._point))
        among = self._places_at("list the units", unit)
        return tuple(
            each
            for each in every
            if (gone or each.is_open) and (among is None or each.unit in among)
        )

    def _places_at(self, action: str, unit: str | None) -> frozenset[str] | None:
        """Return the units at or below one, and those merged into them by the day; none for all there are.

        Raises NoSuchUnit, which says that the action cannot be done.
        """
        if unit is None:
            return None
        refuse_unknown_unit(self._log.store, action, unit)
        top = self.organisation.resolved(unit, self.on)
        return frozenset(self.organisation.within(top, self.on))

    def unit(self, unit: str) -> Unit | None:
        """Return one unit as it stands on the day; none if it was not known then."""
        refuse_unknown_unit(self._log.store, "show what is known", unit)
        return next((each for each in self.units(gone=True) if each.unit == unit), None)

    def became(self) -> dict[str, str]:
        """Return what each unit has become by the mergers in force on the day."""
        return dict(self._kept.once("became", lambda: questions.became(*self._point)))

    @property
    def organisation(self) -> Organisation:
        """The units as known, on any day."""
        return self._knowledge.organisation

    @property
    def rules(self) -> Rules:
        """The rules, on any day and at any unit."""
        return self._knowledge.once(
            ("rules", self.book),
            lambda: Rules(self.book, self._knowledge.agreed, self.organisation, is_lenient=True),
        )

    def rules_in_force(self, unit: str | None = None) -> tuple[InForce, ...]:
        """Return every rule that holds on the day, with where it comes from and how sure that is.

        Args:
            unit: At this unit; left out, in the whole registry.
        """
        refuse_unknown_unit(self._log.store, "show the rules", unit)
        return tuple(self.rules.in_force(unit, self.on))

    # Who may elect

    def eligibility(self, *, unit: str | None = None) -> "tuple[Eligibility, ...]":
        """Return the open workplaces, each with whether it may elect a steward and whom it has.

        Args:
            unit: Only those at or below this unit.
        """
        if unit is not None:
            refuse_unknown_unit(self._log.store, "list the workplaces", unit)
        every = self._kept.once("eligibility", lambda: tuple(self._eligibility()))
        return tuple(each for each in every if self._lies_in(each.workplace, unit))

    def vacancies(
        self, office: str | None = STEWARD, *, unit: str | None = None
    ) -> "tuple[Vacancy, ...]":
        """Return where fewer hold an office than may, each with since when.

        Of an office that takes a number of employees, these are the open workplaces that reach it; of those
        that elect together, the one where they do. Of a deputy's, wherever somebody is to be stood in
        for. Of any other, where somebody held it before.

        Args:
            office: Which; none for every one.
            unit: Only at or below this unit.
        """
        self.refuse_unknown_office("list vacancies", office)
        if unit is not None:
            refuse_unknown_unit(self._log.store, "list the vacancies", unit)
        every = self._kept.once(("vacancies", office), lambda: self._vacancies(office))
        return tuple(each for each in every if self._lies_in(each.workplace, unit))

    def _vacancies(self, office: str | None) -> "tuple[Vacancy, ...]":
        from .electorate.vacancies import Vacancies

        every = Vacancies(
            self.electorates,
            begun=self._mandates(with_over=True),
            held=self._in_office(),
            organisation=self.organisation,
            rules=self.rules,
            day=self.on,
        )
        found = every.of(office)
        by_number = [row for row in found if every.is_by_number(row.office, row.workplace)]
        reached = self._reached(row.workplace for row in by_number)
        return tuple(every.since(row, reached) for row in found)

    def _reached(self, units: Iterable[str]) -> "Reached":
        from .electorate.reached import Reached

        return Reached(
            *self._point,
            self.organisation,
            self.rules,
            others=self._others,
            units=units,
            histories_of=self._histories,
        )

    @property
    def _others(self) -> tuple[Entry, ...]:
        """What electorates rest on beside facts about units and membership, as known."""
        return (*self._knowledge.headcounts, *self._knowledge.stated)

    def _histories(self, units: Iterable[str]) -> "Histories":
        from .electorate.histories import Histories

        return Histories(
            self.projection,
            self.upto,
            self.organisation,
            self.rules,
            others=self._others,
            units=units,
        )

    def _verdict_over_time(self, found: "Electorate") -> "Verdict":
        """Return whether an electorate may elect, after how it was before: for the first, all are read."""
        places = (each.unit for each in self.units() if each.kind == WORKPLACE)
        histories = self._kept.once("every history", lambda: self._histories(places))
        return histories.verdict(found, self.on)

    def coverage(self, *, unit: str | None = None) -> "tuple[Covered, ...]":
        """Return how many workplaces that may elect have a steward, and how many members that is.

        By the units right below a unit, or by those that lie under none; the rows add up.
        """
        from .electorate.coverage import coverage_by

        if unit is not None:
            refuse_unknown_unit(self._log.store, "show the coverage", unit)
        place = unit and self.organisation.resolved(unit, self.on)
        rows = (
            each
            for each in self.eligibility()
            if place is None or place in self.organisation.line(each.workplace, self.on)
        )
        names = {each.unit: each.name for each in self.units(gone=True)}
        return coverage_by(rows, lambda workplace: self._branch(workplace, place), names)

    def crossings(self, workplace: str, *, since: date | None = None) -> "tuple[Interval, ...]":
        """Return when a workplace was under the threshold and over it, up to the day, in order.

        It reads the history of that workplace alone, with those it elects with.

        Args:
            workplace: One that is open on the day.
            since: Only what lasts until this day or later.

        Raises:
            UnknownUnit, NotAWorkplace, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: it is no open
                workplace on that day.
        """
        from .explanations.crossings import crossings

        check_unit_id("workplace", workplace)
        if since is not None:
            check_day("since", since)
        seen = Boundary(self._log.store, self.upto)
        with asking_for_units(self._log.store):
            found = [*crossings(seen, self.book, workplace, self.on, self._span.end)]
        return tuple(e for e in found if since is None or e.until is None or e.until > since)

    def _eligibility(self) -> "Iterator[Eligibility]":
        from .electorate.eligibility import eligibility_in

        courses = (e for part in self._asked_of(with_over=False) for e in self._courses(part))
        stewards = (
            (each.elected.member, self.organisation.resolved(each.elected.unit, self.on))
            for each in courses
            if each.elected.office == STEWARD and each.held_on(self.on)
        )
        return eligibility_in(self.electorates, stewards, self.rules, self.on)

    @property
    def electorates(self) -> "Electorates":
        """Who elects with whom, and how many count there."""
        from .electorate.judging import Electorates

        return self._kept.once(
            "electorates",
            lambda: Electorates(
                self._point,
                self.organisation,
                self.rules,
                self._knowledge.observed,
                self._knowledge.stated,
                with_doubt=self._knowledge.has_windows,
                is_complete=self._is_complete if self._knowledge.lists else lambda _unit: True,
                over_time=self._verdict_over_time,
                sides=lambda: self._knowledge.sides,
            ),
        )

    # Mandates

    def mandates(
        self,
        *,
        office: str | None = None,
        unit: str | None = None,
        status: str | None = None,
        ending_before: date | None = None,
        ended: bool = False,
    ) -> "tuple[Mandate, ...]":
        """Return the mandates that are not over on the day, one a person and seat.

        Those that begin on a later day are among them, once elected.

        Args:
            office: Only this office.
            unit: Only at this unit, what was merged into it, or below.
            status: Only of this status.
            ending_before: Only those whose term ends before this day.
            ended: Every election by that day, also those that are over, each by itself.
        """
        self.refuse_unknown_office("list mandates", office)
        if unit is not None:
            refuse_unknown_unit(self._log.store, "list mandates", unit)
        place = unit and self.organisation.resolved(unit, self.on)
        if status is not None:
            check_word("status", status, Statuses)
        if ending_before is not None:
            check_day("ending_before", ending_before)
        with_over = ended or status == "over"
        found = self._mandates(with_over=True) if with_over else self._held()
        return tuple(
            each
            for each in found
            if office in (None, each.office)
            and status in (None, each.status)
            and (ending_before is None or (each.until is not None and each.until < ending_before))
            and (place is None or place in self.organisation.line(each.at_unit, self.on))
        )

    def represented(self, mandates: "Iterable[Mandate]") -> "tuple[Represented, ...]":
        """Return how many members each of some mandates of the day is there for, in the same order.

        Of an office of a workplace, those at the workplaces that elect together; of any other, those at or
        below its unit. Members of every category, whoever may elect.
        """
        from .mandates.rows import Represented

        every = tuple(mandates)
        holders = Counter((each.office, each.at_unit) for each in self._in_office())
        return tuple(
            Represented(
                each, **attrs.asdict(self._there(each)), holders=holders[each.office, each.at_unit]
            )
            for each in every
        )

    def _there(self, mandate: "Mandate") -> Range:
        office = self._rules_at(mandate.at_unit).office(mandate.office)
        if office is None or office.at != At.ELECTORATE:
            return self.range(mandate.at_unit)
        groups = {each.value: each for each in self._groups("workplace", None, None, 1)}
        places = [
            groups[each.workplace]
            for each in self.electorates.of(mandate.at_unit).workplaces
            if each.workplace in groups
        ]
        most = [each.at_most for each in places]
        known = [each for each in most if each is not None]
        is_known = known == most and self._is_complete(mandate.at_unit)
        return Range(
            sum(each.members for each in places),
            sum(each.at_least for each in places),
            sum(known) if is_known else None,
        )

    def mandates_by_unit(
        self, mandates: "Iterable[Mandate]", unit: str | None = None
    ) -> "tuple[MandatesAt, ...]":
        """Count some mandates of the day by the units right below one, or by those that are under none.

        Those at the unit itself stand in its own row, so the rows add up.
        """
        from .mandates.rows import MandatesAt

        place = unit and self.organisation.resolved(unit, self.on)
        numbers = Counter(self._branch(each.at_unit, place) for each in mandates)
        names = {each.unit: each.name for each in self.units(gone=True)}
        return tuple(
            MandatesAt(place, names.get(place, place), numbers[place]) for place in sorted(numbers)
        )

    def _branch(self, place: str, unit: str | None) -> str:
        line = [*self.organisation.line(place, self.on)]
        return line[-1] if unit is None else line[max(line.index(unit) - 1, 0)]

    def _held(self) -> "tuple[Mandate, ...]":
        from .mandates.judging import one_a_seat

        return self._kept.once(
            "held", lambda: _sorted(one_a_seat(self._mandates(with_over=False), self.on))
        )

    def _in_office(self) -> "list[Mandate]":
        """Return the mandates held on the day, one a person and seat."""
        return [each for each in self._held() if each.starts_on <= self.on]

    def _mandates(self, *, with_over: bool) -> "tuple[Mandate, ...]":
        """Return those begun by the day; without `with_over`, none of members whose terms are all over."""
        parts = self._asked_of(with_over=with_over)
        return self._kept.once(
            ("mandates", parts), lambda: _sorted(e for part in parts for e in self._judged(part))
        )

    def _asked_of(self, *, with_over: bool) -> tuple[tuple[bool, ...], ...]:
        """Return whose mandates are judged together, by whether all their terms are over."""
        from .mandates.across import depends_on_others

        if depends_on_others(self.rules, self.on):
            return ((False, True),)
        return ((False,), (True,)) if with_over else ((False,),)

    def _judged(self, is_over: tuple[bool, ...]) -> "list[Mandate]":
        from .mandates.across import delays_protection
        from .mandates.judging import judged
        from .mandates.rows import Mandate

        def judge() -> list[Mandate]:
            delays = delays_protection(self.rules, self.on)
            return judged(
                self.on,
                self._courses(is_over),
                self.organisation,
                self._followed.offices,
                absent=lambda: self._away,
                facts=self._facts_of_elected(is_over) if delays else None,
            )

        return self._kept.once(("judged", is_over), judge)

    def _courses(self, is_over: tuple[bool, ...]) -> "list[Course]":
        """Return how the mandates begun by the day went up to it."""
        from .mandates.across import adjusted
        from .mandates.course import Course

        def adjust() -> list[Course]:
            alone = self._followed.by(self.on, self._elected(is_over))
            setting = (self.organisation, self._followed.offices)
            return adjusted(self.on, alone, *setting, self._numbers_for(alone))

        return self._kept.once(("courses", is_over), adjust)

    def _elected(self, is_over: tuple[bool, ...]) -> list[str]:
        """Return who was elected by the day, by whether all their terms are over on it."""
        terms = self._kept.once("terms", lambda: self._followed.terms(self.on))
        return [member for member, are_over in terms if are_over in is_over]

    @property
    def _followed(self) -> "Followed":
        from .mandates.followed import Followed

        return self._knowledge.once(
            ("mandates followed", self.book),
            lambda: Followed(self.projection, self.upto, self.organisation, self.rules),
        )

    def _facts_of_elected(self, is_over: tuple[bool, ...]) -> dict[str, list[Entry]]:
        """Return what is known of the membership and employment of whoever was elected by the day."""
        from .membership.employment import by_member

        told = self._followed.facts(self.on, self._elected(is_over))
        return by_member(*told.values(), self._knowledge.stated)

    def _numbers_for(self, courses: "Iterable[Course]") -> "Histories | None":
        """Return how many work where somebody was elected; none where no rule asks for that."""
        from .mandates.across import ends_by_numbers

        if not ends_by_numbers(self.rules, self.on):
            return None
        return self._histories({each.elected.unit for each in courses})

    @property
    def _away(self) -> frozenset[str]:
        """Who is absent on the day."""
        from .mandates.acting import away

        return away(self._knowledge.absences, self.on)

    def candidate(self, member: str, *, unit: str, office: str = STEWARD) -> "Candidacy":
        """Return whether somebody may be elected on the day, by each rule on who may be.

        Whether the workplace may elect, and whether a seat is free, is no question of who is elected.

        Raises:
            UnknownOffice: the rules there have no such office.
            UnknownUnit, NotAWorkplace, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: nobody is elected
                there on that day.
        """
        from .mandates.candidate import candidacy_on

        action = "say whether somebody may be elected"
        member = self.known_member(action, member)
        check_unit_id("unit", unit)
        self.refuse_unknown_office(action, office)
        seen = Boundary(self._log.store, self.upto)
        with asking_for_units(self._log.store):
            return candidacy_on(self.on, member, seen, self.book, unit=unit, office=office)

    # Committees, and ratios

    def committee(self, unit: str) -> "Committee":
        """Return the seats of a committee, who holds them, and who was at the last meeting by the day.

        Of a committee that was merged into another by the day, that other one.

        Raises:
            NotACommittee: the unit is of another kind.
        """
        from .committees.standing import refuse_no_committee

        action = "show the seats"
        refuse_unknown_unit(self._log.store, action, unit)
        if unit in self.organisation:
            refuse_no_committee(f"{action} of {unit}", self.organisation, unit)
        return self._committee(self.organisation.resolved(unit, self.on))

    def _committee(self, unit: str) -> "Committee":
        from .committees import fold
        from .committees.rows import Committee

        facts = self._knowledge.seats
        meeting = fold.last_meeting(facts, unit, self.on)
        seats = fold.seats_held(
            fold.seats_on(facts, unit, self.on),
            self._seat_holders().get(unit, {}),
            self.rules.at(unit, self.on),
            meeting,
        )
        groups, met = tuple(fold.by_group(seats)), fold.meeting_of(meeting)
        return Committee(unit, self.on, self.known_at, tuple(seats), groups, met)

    def _seat_holders(self) -> "dict[str, dict[str, Holder]]":
        """Return who of ours holds which seat, by the committee and the seat."""

        def held() -> "dict[str, dict[str, Holder]]":
            from .committees.fold import Holder

            found: dict[str, dict[str, Holder]] = {}
            for each in sorted(self.mandates(), key=lambda m: (m.since, m.entry)):
                if each.seat is not None:
                    place = found.setdefault(each.at_unit, {})
                    place[each.seat] = Holder(each.member, each.entry)
            return found

        return self._kept.once("seat holders", held)

    def figures(
        self, *, unit: str | None = None, figure: str | None = None, per: str | None = None
    ) -> "tuple[Ratio, ...]":
        """Return the last ratio by the day of each figure of each unit, against the norm of its own day.

        A ratio is one of its own for whatever it is divided by: there is no norm for one that is divided
        by something else than the norm speaks of.

        Args:
            unit: Only of units at or below it.
            figure: Only of this figure.
            per: Only those divided by this.
        """
        refuse_unknown_unit(self._log.store, "show the figures", unit)
        refuse_malformed("figure", figure)
        refuse_malformed("per", per)
        within = None if unit is None else {*self.organisation.within(unit, self.on)}
        return tuple(
            each
            for each in self._ratios()
            if (within is None or each.unit in within)
            and figure in (None, each.figure)
            and per in (None, each.per)
        )

    def _ratios(self) -> "list[Ratio]":
        from .figures.fold import latest, measured

        return self._kept.once(
            "ratios",
            lambda: [
                measured(each, self.rules) for each in latest(self._knowledge.ratios, self.on)
            ],
        )

    def figure_together(
        self, figure: str, *, unit: str | None = None, per: str | None = None
    ) -> "Ratio":
        """Return what `figures` lists of one figure, put together, against the norm of the day asked for.

        It is all that was counted by all that it is divided by.

        Raises:
            NoRatios: there are none.
            DifferentDenominators: they are divided by different things.
        """
        from .figures.fold import against_norm, together

        ratios = self.figures(unit=unit, figure=figure, per=per)
        return against_norm(together(ratios, figure, unit, self.on), self.rules)

    # Why

    def explain_count(
        self, *, unit: str | None = None, category: Categories = None
    ) -> "CountExplained":
        """Explain what `count` with the same words answers: who is counted, and by which entries.

        It also says how the answer for the day changed as knowledge grew: as known at the end of the day,
        and then at every instant, up to the knowledge of the view, at which it changed.
        """
        from .explanations.count import Scope, explain_count

        self.refuse_scope("count the members", unit, category)
        span, scope = self._span, Scope(unit=unit, category=category)
        since = min(self._log.known(span.start), self.upto)
        found, unsure = self.range(unit, category), self.unsure(unit, category)
        entries = (since, self.upto)
        return explain_count(self.projection, span, entries, scope, found=found, unsure=unsure)

    def explain_eligibility(self, workplace: str) -> "EligibilityExplained":
        """Explain whether an open workplace may elect; it reads the history of that workplace alone.

        Raises:
            UnknownUnit, NotAWorkplace, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: it is no open
                workplace on that day.
        """
        from .explanations.eligibility import explain_eligibility

        check_unit_id("workplace", workplace)
        seen = Boundary(self._log.store, self.upto)
        with asking_for_units(self._log.store):
            return explain_eligibility(seen, self.book, workplace, self._span)

    def explain_mandate(
        self, member: str, *, unit: str | None = None, office: str | None = None
    ) -> "list[MandateExplained]":
        """Explain the mandates of a member begun by the day, held or over, in the order of the elections.

        Args:
            member: The member's id.
            unit: Only at this unit: that of the election, or what it has become by the day.
            office: Only this office.

        Raises:
            NoMandate: there is none, as known then.
        """
        from .explanations.mandate import MandatesOf, NoMandate

        member = self.known_member("explain mandates", member)
        self.refuse_unknown_office("explain mandates", office)
        refuse_unknown_unit(self._log.store, "explain mandates", unit)
        mandates = MandatesOf(self._log.store, self.book, member, self._span, self.upto)
        found = [
            each
            for each in mandates.explained()
            if unit in {None, each.unit, each.at_unit} and office in {None, each.office}
        ]
        if not found:
            which = f" as {office}" if office else ""
            raise NoMandate(member, which + (f" at {unit}" if unit else ""), self.on)
        return found

    @property
    def _span(self) -> "Span":
        """The knowledge through which a figure is followed, up to the last entry if a clock went back."""
        from .explanations.earlier import Span

        last = self._log.entries(after=max(self.upto - 1, 0), limit=min(self.upto, 1))
        end = max([self.known_at, *(entry.event.recorded_at for entry in last)])
        return Span(self.on, min(end_of(self.on), end), end)

    # What looks odd, and the rest

    def check(self, *, ahead: int = 0, unit: str | None = None) -> "tuple[Finding, ...]":
        """Return what looks odd as of the day, each finding with the entries behind it.

        Args:
            ahead: What falls due within so many days comes after it; see `due`.
            unit: Only what is about a unit at or below this one, about somebody who works there on the
                day, or about somebody of whom an entry behind it says something there, as an election.
        """
        from .checks.rows import PLACES

        places = self._places_at("list what looks odd", unit)
        found = self._kept.once("check", lambda: tuple(self._findings_by_kind()))
        if places is not None:
            found = self._findings_at(found, places)
        if not ahead:
            return found
        due = self.due(within=ahead, unit=unit)
        return (*found, *sorted(due, key=lambda each: PLACES[each.finding]))

    def _findings_at(
        self, every: "Sequence[Finding]", places: frozenset[str]
    ) -> "tuple[Finding, ...]":
        """Return the findings that are about some units, or about somebody there."""
        from .checks.rows import UNION

        organisation = self.organisation
        behind = {e for each in every if each.subject not in organisation for e in each.entries}
        there = questions.facts_about(*self._point, behind, places)
        at_work = {each.member for each in self.members() if each.at_unit in places}

        def is_there(found: "Finding") -> bool:
            if found.subject in organisation:
                return found.subject in places
            is_named = not there.isdisjoint(found.entries)
            return found.subject != UNION and (found.subject in at_work or is_named)

        return tuple(filter(is_there, every))

    def due(self, *, within: int, unit: str | None = None) -> "tuple[Due, ...]":
        """Return what falls due within some days of the day, in the order of the days.

        Terms that end, notices to be given, objections that may still come, agreements that run out,
        headcounts a year old, absences that end, and facts recorded ahead that take effect.

        Args:
            within: How many days.
            unit: Only what is at or below this unit.
        """
        check_number("within", within)
        if unit is not None:
            refuse_unknown_unit(self._log.store, "list the due dates", unit)
        found = self._kept.once(("due", within), lambda: self._due(within))
        return tuple(each for each in found if self._lies_in(each.unit, unit))

    def _lies_in(self, place: str | None, unit: str | None) -> bool:
        """Return whether a unit lies at or below another one on the day; everything lies in none."""
        if unit is None or place is None:
            return unit is None
        return self.organisation.resolved(unit, self.on) in self.organisation.line(place, self.on)

    def _due(self, within: int) -> "tuple[Due, ...]":
        from .checks.ahead import falls_due, told_ahead

        last = date.fromordinal(min(max(self.on.toordinal() + within, 1), date.max.toordinal()))
        found = [
            *falls_due(
                self.on,
                last,
                self.mandates(),
                self.eligibility(),
                self.rules,
                steps_since=questions.first_step(self.projection, self.upto),
                absences=self._knowledge.absences,
                place_of=self._place_of,
            ),
            *told_ahead(questions.facts_ahead(*self._point, last)),
        ]
        return tuple(sorted(found, key=lambda each: (each.due_on, each.subject, each.finding)))

    def _place_of(self, member: str) -> str | None:
        found = self.member(member)
        return None if found is None else found.at_unit

    def _findings_by_kind(self) -> "list[Finding]":
        from .checks.rows import PLACES

        return sorted(
            self._findings(), key=lambda each: (PLACES[each.finding], each.subject, each.entries)
        )

    def _findings(self) -> "Iterator[Finding]":
        from .checks import mandates as odd_mandates
        from .checks.figures import odd_figures
        from .checks.rules import odd_rules
        from .electorate.eligibility import vacant_in
        from .mandates.acting import acting_for

        every, electorates = self._mandates(with_over=True), self.electorates
        held = [each for each in every if each.in_office(self.on)]
        vacant = [electorates.of(each.workplace) for each in vacant_in(self.eligibility())]
        electing = [each.workplace for one in vacant for each in one.workplaces]
        electors: dict[str, list[int]] = {}
        for alike in electorates.counting_alike(electing):
            electors |= questions.electors(*self._point, alike)
        acting = acting_for(held, self._rules_at, electorates.at) if vacant else {}
        yield from odd_mandates.vacancies(vacant, electors, acting, self._rules_at)
        yield from odd_mandates.under_threshold(held, electorates, self._rules_at)
        yield from self._findings_on_the_basis(held)
        yield from odd_mandates.over_without_ending(every)
        yield from odd_mandates.more_than_seats(held, electorates, self._rules_at)
        endings = questions.endings(*self._point)
        yield from odd_mandates.ending_nothing(endings, every)
        yield from self._odd_elections(every, endings)
        yield from odd_mandates.over_before_they_begin(every)
        yield from odd_mandates.elected_again(every, self.organisation)
        yield from odd_mandates.unknown_offices(every, self._rules_at)
        elsewhere = [each for each in every if not each.was_here]
        explained = questions.overridden(*self._point) if elsewhere else frozenset()
        yield from odd_mandates.elected_elsewhere(elsewhere, explained)
        yield from self._odd_candidates()
        categories = list(self.rules.at(None, self.on).categories)
        yield from questions.findings(*self._asked("members"), categories=categories)
        for check in ("changes", "not_yet_formed", "circles"):
            yield from questions.findings(*self._asked(check))
        places = [each.unit for each in self.units() if each.kind == WORKPLACE]
        yield from odd_rules(self.rules, self.on, places)
        printed = [each for each in self.published() if each.effective_on <= self.on]
        counted = self._figures_counted.of([*self._rosters(), *printed])
        yield from odd_figures(self.projection, self.upto, self._rosters(), printed, counted)
        yield from self._findings_on_committees()

    @property
    def _figures_counted(self) -> "FiguresCounted":
        from .checks.figures import FiguresCounted

        return self._knowledge.once(
            "figures counted",
            lambda: FiguresCounted(self.projection, self.upto, self.organisation),
        )

    def _findings_on_the_basis(self, held: "Sequence[Mandate]") -> "Iterator[Finding]":
        from .checks import basis

        yield from basis.headcounts(self.electorates, self.on)
        yield from basis.communities(self.electorates, self.organisation, self.on)
        observed = self._knowledge.observed.items()
        counted = {unit for unit, [first, *_] in observed if first.day <= self.on}
        joined = self.organisation.joined_ever()
        there = [e for e in held if not counted.isdisjoint(joined.get(e.unit, {e.unit}))]
        if len(there) > basis.FEW:
            reached = self._reached(each.unit for each in there)
            there = [e for e in there if not reached.by_members_since(e.unit, e.since)]
        histories = self._histories(each.unit for each in there)
        yield from basis.was_below(there, self.electorates, self.organisation, histories, self.on)

    def _findings_on_committees(self) -> "Iterator[Finding]":
        from .checks import committees as odd_committees

        allotted = [e for e in self._knowledge.seats if isinstance(e.event, SeatAllotted)]
        explained = {e.number for e in allotted if getattr(e.event, "override", None)}
        if allotted:
            explained |= questions.overridden(*self._point)
        for unit in sorted({str(getattr(e.event, "committee")) for e in allotted}):  # noqa: B009
            if self.organisation.is_open(unit, self.on):
                committee = self._committee(unit)
                yield from odd_committees.vacant_seats(committee)
                yield from odd_committees.seats_of_others(
                    committee, self._rules_at(unit), explained
                )
        yield from odd_committees.over_the_norm(self._ratios())

    def _odd_candidates(self) -> "Iterator[Finding]":
        from .checks import candidates

        held = self._in_office()
        facts = self._facts_of_elected((False, True))
        overridden = questions.overridden(*self._point)
        yield from candidates.seniority(held, facts, self.organisation, self.rules, overridden)
        yield from candidates.away_for_long(held, self._knowledge.absences, self.on, self.rules)

    def _odd_elections(
        self, every: "Sequence[Mandate]", endings: "Iterable[Ended]"
    ) -> "Iterator[Finding]":
        from .checks import elections as odd

        in_office = self._in_office()
        steps_since = questions.first_step(self.projection, self.upto)
        yield from odd.procedure(self._held(), steps_since, self._rules_at)
        is_open = self.organisation.is_open
        yield from odd.expired(every, lambda unit: is_open(unit, self.on), self.on, self._rules_at)
        holders = {each.member for each in in_office}
        categories = questions.categories_of(*self._point, holders) if holders else {}
        yield from odd.no_longer_counted(in_office, categories, self._rules_at)
        yield from odd.without_basis(in_office, self._rules_at)
        yield from odd.deputies(in_office, every, self._rules_at)
        yield from odd.recalled(endings, self.rules.at)

    def _rules_at(self, unit: str | None) -> Agreement:
        return self.rules.at(unit, self.on)

    def _rosters(self) -> "tuple[RosterOnRecord, ...]":
        return self._kept.once("rosters", lambda: questions.rosters_taken(*self._point))

    def _asked(self, check: str) -> tuple[Projection, str, date, int]:
        return self.projection, f"check_{check}", self.on, self.upto

    @property
    def begins_on(self) -> date | None:
        """The first day of which anything is known; none where nothing is."""
        return self._knowledge.once(
            "begins on", lambda: questions.log_begins(self.projection, self.upto)
        )

    def published(self) -> "tuple[PublishedCount, ...]":
        """Return the numbers of members in print, in the order they were recorded."""
        return self._knowledge.published

    def batches(self) -> "tuple[BatchSummary, ...]":
        """Return every batch with what it recorded, the oldest first."""
        return self._knowledge.batches

    def lag(
        self, *, by: LatenessBy = "type", since: date | None = None, unit: str | None = None
    ) -> "Lag":
        """Return how late facts are reported, and how old the knowledge of workplaces is.

        Late are the days from the day a fact takes effect to the civil day, UTC, it was recorded on;
        negative for a fact recorded ahead. A workplace is known since the member's last joining, change
        of workplace or confirmation by the day asked for.

        Args:
            by: Facts by their type, by who recorded them, or by the unit on record, before mergers.
            since: Only facts recorded on this day, UTC, or later. It leaves out a first load, in which
                years of history are recorded at once.
            unit: Only facts about a unit at or below this one, and workplaces there.
        """
        from .accounts.lateness import Lag

        check_word("by", by, LatenessBy)
        if since is not None:
            check_day("since", since)
        places = self._places_at("say how late facts are", unit)
        late = self._kept.once(
            ("lateness", by, since, unit),
            lambda: questions.lateness(*self._point, by, since, units=places),
        )
        ages = self._kept.once(
            "ages", lambda: questions.workplace_ages(*self._point, self._rosters())
        )
        if places is not None:
            ages = tuple(each for each in ages if each.workplace in places)
        members, recent = sum(each.members for each in ages), sum(each.recent for each in ages)
        return Lag(self.on, self.known_at, late, ages, members, recent)

    def told_within(
        self, *, since: date | None = None, unit: str | None = None
    ) -> "tuple[ToldWithin, ...]":
        """Return how many facts each recorder told within how many days, up to nine tenths of them.

        By recorder, who told most first, and all of them last; then by the days. They are the facts that
        `lag` is about.

        Args:
            since: Only facts recorded on this day, UTC, or later.
            unit: Only facts about a unit at or below this one.
        """
        if since is not None:
            check_day("since", since)
        places = self._places_at("say how late facts are", unit)
        return self._kept.once(
            ("told within", since, unit),
            lambda: questions.told_within(*self._point, since, units=places),
        )

    def days(self) -> tuple[date, ...]:
        """Return every day from which a fact holds that stands, as known, whatever the day of the view.

        In order: on the days between two of them nothing of the registry changes by a fact, though a
        term may end, or a period be over.
        """
        return self._knowledge.days

    def days_recorded(self) -> tuple[date, ...]:
        """Return every day, UTC, on which something was recorded of what is known, in order."""
        return self._knowledge.days_recorded

    def sql(
        self, query: str, given: Mapping[str, object] | None = None
    ) -> "duckdb.DuckDBPyRelation":
        """Ask in SQL of one's own, over the relations of the day as known then.

        They are `members`, `units`, `mandates` (those that are over as well), `eligibility`, `headcounts`
        and `entries`; docs/embedding.md lists their columns. Any number of threads may ask; what one
        lays out, another does not see, and the answers of the view stay as they are.

        Args:
            query: One select.
            given: A value for each of its parameters, such as `$unit`.

        Returns:
            The relation of DuckDB that the query makes: `fetchall()`, and with the packages for it
            installed `df()`, `pl()` and `arrow()`. It is worked out when its rows are fetched.

        Raises:
            NotAQuestion: the query is something else.
            duckdb.Error: the query cannot be answered.
        """
        from .relations import asked

        rows_of: dict[str, Callable[[], Iterable[Any]]] = {
            "mandates": lambda: self.mandates(ended=True),
            "eligibility": self.eligibility,
        }
        return asked(self._knowledge.lent, (self.on, self.upto), rows_of, query, given)

    def refuse_scope(self, action: str, unit: str | None, category: Categories) -> None:
        """Raise BadInput unless it is a scope that members can be counted in."""
        refuse_unknown_unit(self._log.store, action, unit)
        for each in category if isinstance(category, tuple) else (category,):
            self._refuse_unknown_category(action, each)

    def known_member(self, action: str, member: str) -> str:
        """Return the id by which the log knows a member.

        Raise NoSuchMember for one of whom nothing was ever recorded, BadInput for no id.
        """
        check_asked_id("member", member)
        member = self._knowledge.id_of(member)
        named = DCBQuery([DCBQueryItem(tags=[f"member:{member}"])])
        if next(iter(self._log.store.read(named, limit=1)), None) is None:
            like = questions.members_like(*self._knowledge.everything, member)
            raise NoSuchMember(action, member, nearest(member, like))
        return member

    def refuse_unknown_office(self, action: str, office: str | None) -> None:
        """Raise NoSuchOffice for one that no rule book has and nobody ever held, BadInput for no id."""
        refuse_malformed("office", office)
        if office is not None and office not in self.book.offices:
            there = {each for book in self.rules.books for each in book.offices}
            there |= {*questions.offices_told(*self._knowledge.everything)}
            if office not in there:
                raise NoSuchOffice(action, office, nearest(office, there))

    def _refuse_unknown_category(self, action: str, category: str | None) -> None:
        refuse_malformed("category", category)
        if category is not None and category not in self.book.categories:
            there = {each for book in self.rules.books for each in book.categories}
            there |= {*questions.categories_told(*self._knowledge.everything)}
            if category not in there:
                raise NoSuchCategory(action, category, nearest(category, there))

    @property
    def projection(self) -> Projection:
        """The replayed log that the view is of."""
        return self._knowledge.projection

    @property
    def _point(self) -> tuple[Projection, date, int]:
        return self.projection, self.on, self.upto


class _Kept:
    """What was worked out once; whoever asks for the same meanwhile waits, and nobody else does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._locks: dict[Hashable, threading.RLock] = {}
        self._values: dict[Hashable, Any] = {}

    def once(self, name: Hashable, work_out: Callable[[], Found]) -> Found:
        """Return what was worked out under a name, or work it out now.

        What it is worked out from may be kept under other names, but never, by whatever way, under this.
        """
        if name in self._values:  # kept for good, so nobody need wait to look
            return cast("Found", self._values[name])
        with self._lock:
            mine = self._locks.setdefault(name, threading.RLock())
        with mine:
            if name not in self._values:
                with collector_paused():  # what is worked out stays
                    self._values[name] = work_out()
            return cast("Found", self._values[name])


def member_on(store: DCBRecorder, member: str, on: date, upto: int) -> Member | None:
    """Return a member as on a day, none outside membership, from that history alone."""
    check_asked_id("member", member)
    seen = Boundary(store, upto)
    history = seen.member(member)
    state = membership_on(history, member, on)
    if state is None:
        return None
    place = state.workplace
    at_unit = place and seen.organisation(place).resolved(place, on)
    by = (state.joined.number, state.placed.number)
    is_sure = possible_on(history, member, on).is_surely_in
    return Member(member, place, at_unit, state.category, *by, is_sure)


def refuse_malformed(field: str, value: str | None) -> None:
    """Raise BadInput unless a value is an id that can be asked for, or not given."""
    if value is not None:
        check_asked_id(field, value)


def _sorted(mandates: "Iterable[Mandate]") -> "tuple[Mandate, ...]":
    return tuple(sorted(mandates, key=attrgetter("unit", "office", "since", "entry")))
