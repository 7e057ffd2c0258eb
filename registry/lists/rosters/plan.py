"""The plan of a `roster import`: what taking in a list comes to, worked out and not yet recorded."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, NamedTuple

from attrs import field, frozen

from ....events import EntryVoided, Event, RosterTaken, UnitFormed
from ....events.entry import Entry, in_order
from ....events.errors import Refusal
from ....events.window import SINCE_EVER, Window
from ....projections.collector import collector_paused
from ....projections.evidence.reading import (
    entries_about,
    lists_taken,
    taken,
    unsettled_members,
)
from ....projections.mandates.rows import Mandate
from ....projections.membership.fold import membership_on
from ....projections.view import View
from ...evidence import ABSENT, Change, Lists, Places, Said, Taken, changes, said_by
from .. import Roster, RosterRow
from .comparison import RosterComparison
from .doubts import OtherListOfThatDay, doubt_about

_KINDS: Final = {
    "joined": "MemberJoined",
    "left": "MemberLeft",
    "workplace changed": "WorkplaceChanged",
    "category changed": "CategoryChanged",
    "workplaces formed": "UnitFormed",
    "joining days kept": "JoiningDayStated",
    "voided": "EntryVoided",
}
_LETTERS: Final = str.maketrans(
    "0123456789abcdef", "ghijklmnopqrstuv"
)  # digits could be a person's


@frozen
class Restated:
    """A day whose published or listed count a plan changes.

    Attributes:
        on: The day.
        unit: The unit the figure is about; none for the whole union.
        published: The figure in print, or the number of members that a list named.
        is_listed: Whether it is that of a list.
        before: What the registry counts now.
        after: What it counts once the plan is recorded.
    """

    on: date
    unit: str | None
    published: int
    is_listed: bool
    before: int
    after: int


@frozen
class Plan:
    """The facts that a list comes to, as one batch that comes right behind the last entry known.

    Attributes:
        comparison: What the list and the registry do not say alike.
        facts: What is recorded, in order; nothing where the list was taken in already.
        recorded_at: The instant the facts are recorded.
        batch: The id of the batch: the day, and the number that its first entry gets.
        command: The id by which they are recorded, once; none for a new one.
        doubt: Why they are recorded only by somebody who is sure; none if nothing speaks against it.
        unbelieved: How many days of joining are not believed, and kept as what the list said.
        leavers_in_office: The mandates held on the day by members who would leave.
        restated: The published days whose count would change.
        new_people: The ids of those who are new, by their numbers, where people are kept apart from the
            log.
    """

    comparison: RosterComparison
    facts: tuple[Event, ...] = field(repr=False)
    recorded_at: datetime
    batch: str
    command: str | None = None
    doubt: Refusal | None = None
    unbelieved: int = 0
    leavers_in_office: tuple[Mandate, ...] = ()
    restated: tuple[Restated, ...] = ()
    new_people: Mapping[str, str] = field(factory=dict, repr=False)

    @property
    def totals(self) -> dict[str, int]:
        """How many facts there are of each kind."""
        numbers = Counter(type(event).__name__ for event in self.facts)
        return {kind: numbers[name] for kind, name in _KINDS.items()}

    @property
    def members_after(self) -> int:
        """How many members the registry has on that day once the plan is recorded."""
        found = self.comparison
        return found.registry + len(found.joined) - len(found.left)


@frozen
class Request:
    """How somebody wants a list taken in.

    Attributes:
        parent: The unit under which unknown workplaces are formed; none if they are not.
        recorded_at: The instant the facts are recorded.
        recorded_by: The opaque id of who records them.
        command: The id by which they are recorded, once; none for a new one.
        believes_joinings: Whether its days of joining are believed against lists that lack the member.
        is_expected: Whether the number of its members was expected.
        complete_since: The day from which the registry knows everybody, where that is before the list.
        source: Where the list is from; none if nobody says.
        new_people: The ids of those who are new, by their numbers.
    """

    parent: str | None
    recorded_at: datetime
    recorded_by: str
    command: str | None = None
    believes_joinings: bool = False
    is_expected: bool = False
    complete_since: date | None = None
    source: str | None = None
    new_people: Mapping[str, str] = field(factory=dict, repr=False)


def planned(roster: Roster, found: RosterComparison, view: View, request: Request) -> Plan:
    """Return what taking in a list comes to.

    Raises:
        OtherListOfThatDay: a list of that day stands, and says something else.
    """
    batch = f"roster-{found.on}-{found.upto + 1}"
    common: dict[str, Any] = {
        "recorded_at": request.recorded_at,
        "recorded_by": request.recorded_by,
        "batch": batch,
    }
    standing = lists_taken(view.projection, view.upto)
    own = _taken(roster, found)
    others = [Taken.of(taken(each)) for each in standing if each.event.effective_on != found.on]
    places = Places(view.organisation, found.unit)
    course = _Course(roster, found, view, own, Lists(others, places))
    with collector_paused():
        made = course.changes(common, believes_joinings=request.believes_joinings)
    same_day = next((each for each in standing if each.event.effective_on == found.on), None)
    if same_day and made and taken(same_day).digest != _digest(roster):
        raise OtherListOfThatDay(found.on, same_day.event.batch, same_day.number, len(made))
    own_facts = () if same_day else _own_facts(roster, found, own, request, common)
    facts = (
        *own_facts,
        *_facts(made, found.on, common),
    )  # the same list again restores what it said
    lists = [taken(each) for each in standing]
    last = next((each.members for each in reversed(lists) if each.effective_on < found.on), None)
    coming = next((each for each in lists if each.effective_on > found.on), None)
    doubt = doubt_about(found, last, coming, course.leaving_by_then)
    left = {d.member for d in found.left}
    return Plan(
        comparison=found,
        facts=facts,
        recorded_at=request.recorded_at,
        batch=batch,
        command=request.command,
        doubt=None if request.is_expected or same_day else doubt,
        unbelieved=course.unbelieved,
        leavers_in_office=tuple(m for m in view.mandates() if m.member in left) if left else (),
        restated=course.restated(),
        new_people=request.new_people,
    )


def _taken(roster: Roster, found: RosterComparison) -> Taken:
    says_categories = "category" in roster.headings
    blank = (row.member for row in roster.rows if row.category is None) if says_categories else ()
    return Taken(
        on=found.on,
        members=found.roster,
        joining_days="joined_on" in roster.headings,
        workplaces="workplace" in roster.headings,
        categories=says_categories,
        is_whole=found.unit is None,
        without=frozenset(found.unsound) | {d.member for d in found.unconcluded},
        nameless=roster.has_nameless,
        uncategorised=frozenset(blank),
    )


def _own_facts(
    roster: Roster,
    found: RosterComparison,
    own: Taken,
    request: Request,
    common: Mapping[str, Any],
) -> Iterator[Event]:
    """Yield the list itself, and the workplaces that it is the first to name."""
    yield RosterTaken(
        effective_on=found.on,
        members=found.roster,
        unit=found.unit,
        joining_days=own.joining_days or None,
        workplaces=None if own.workplaces else False,
        categories=None if own.categories else False,
        without=tuple(sorted(own.without)) or None,
        nameless=own.nameless or None,
        uncategorised=tuple(sorted(own.uncategorised)) or None,
        complete_since=request.complete_since,
        source=request.source,
        digest=_digest(roster),
        **common,
    )
    for unit, name in found.new_workplaces.items():
        yield UnitFormed(
            unit=unit,
            name=name,
            kind="workplace",
            parent=roster.parents.get(unit, request.parent),
            effective_on=found.on,
            not_before=SINCE_EVER,
            **common,
        )


def _facts(made: Sequence[Change], on: date, common: Mapping[str, Any]) -> Iterator[Event]:
    """Yield what is taken back first, then what is recorded, by kind."""
    reason = f"worked out again with the list of {on}"
    for change in made:
        for number in change.voids:
            yield EntryVoided(voids=number, reason=reason, effective_on=on, **common)
    for change in made:
        yield from change.events


class _Figure(NamedTuple):
    """A number of members that somebody gave for a day, in print or by a list."""

    on: date
    unit: str | None
    members: int
    categories: tuple[str, ...] | None = None
    is_listed: bool = False


class _Course:
    """The members whom a list may change, one by one."""

    def __init__(
        self, roster: Roster, found: RosterComparison, view: View, own: Taken, others: Lists
    ) -> None:
        self.unbelieved = self.leaving_by_then = 0
        self._roster, self._found, self._view, self._own = roster, found, view, own
        self._others = others
        self._left_on = {
            each.member: each.left_on
            for each in roster.leavers
            if each.left_on and each.left_not_before is None
        }
        self._place = sum(each.on < own.on for each in others.taken)
        before, after = others.taken[: self._place], others.taken[self._place :]
        self._all = Lists([*before, own, *after], others.places)
        self._figures = [
            _Figure(each.effective_on, each.unit, each.members, each.categories)
            for each in view.published()
        ]
        self._deltas: Counter[int] = Counter()

    def changes(self, common: Mapping[str, Any], *, believes_joinings: bool) -> list[Change]:
        """Return what has to be recorded of each of them."""
        if believes_joinings:  # else no answer changes on the day of a list
            unit = self._others.places.unit
            lists = self._others.taken
            self._figures += [
                _Figure(each.on, unit, each.members, is_listed=True) for each in lists
            ]
        view, found = self._view, self._found
        affected = {
            d.member
            for those in (found.joined, found.left, found.moved, found.category, found.joining)
            for d in those
        } | unsettled_members(view.projection, view.on, view.upto)
        affected.update(row.member for row in self._roster.rows if row.joined_not_before)
        affected -= self._own.without
        rows = {row.member: row for row in self._roster.rows if row.member in affected}
        made = []
        for member, entries in entries_about(view.projection, affected, view.upto):
            said, row = said_by(self._others, member, entries), rows.get(member)
            if believes_joinings and row and row.joined_on:
                said = [
                    self._unless_lacking_since(row.joined_on, *each) for each in enumerate(said)
                ]
            following = said[self._place] if self._place < len(said) else None
            self.leaving_by_then += bool(row and following and not following.is_named)
            said.insert(self._place, self._said(member, row))
            change = changes(member, said, entries, self._all, common)
            self.unbelieved += self._own.on in change.unbelieved
            if change:
                self._restate(change)
                made.append(change.without_history())
        return made

    def restated(self) -> tuple[Restated, ...]:
        """Return the published days whose count changes."""
        changed = []
        for place, figure in enumerate(self._figures):
            if delta := self._deltas[place]:
                before = self._view.on_day(figure.on).number(figure.unit, figure.categories)
                after = before + delta
                changed.append(
                    Restated(
                        figure.on, figure.unit, figure.members, figure.is_listed, before, after
                    )
                )
        return tuple(changed)

    def _unless_lacking_since(self, joined: date, place: int, says: Said | None) -> Said | None:
        """Return what a list says, nothing if it lacks somebody who is believed to have joined by then."""
        is_lacking = says is not None and not says.is_named
        return None if is_lacking and joined <= self._others.taken[place].on else says

    def _said(self, member: str, row: RosterRow | None) -> Said | None:
        if row is None:
            left_on = self._left_on.get(member)
            absent = Said(is_named=False, left=left_on) if left_on else ABSENT
            return None if self._own.nameless and not left_on else absent
        day = row.joined_on
        joined = Window(row.joined_not_before or day, day) if day else None
        return Said(
            is_named=True,
            workplace=row.workplace,
            category=row.category,
            is_placed=self._own.workplaces,
            joined=joined,
        )

    def _restate(self, change: Change) -> None:
        was = in_order(change.standing) if self._figures else []
        for place, figure in enumerate(self._figures):
            before, after = (
                self._is_counted(history, change.member, figure) for history in (was, change.after)
            )
            self._deltas[place] += after - before

    def _is_counted(self, history: Collection[Entry], member: str, figure: _Figure) -> bool:
        day, unit = figure.on, figure.unit
        state = membership_on([*history], member, day)
        if state is None or (figure.categories and state.category not in figure.categories):
            return False
        if unit is None:
            return True
        organisation, at = self._view.organisation, state.workplace
        top = organisation.resolved(unit, day)
        return at is not None and top in organisation.line(organisation.resolved(at, day), day)


def _digest(roster: Roster) -> str:
    """Return what stands for what a list says, in whatever order its rows come: letters alone."""
    rows: list[tuple[object, ...]] = [*roster.rows, *roster.leavers]
    lines = sorted("\t".join(map(str, row[1:])) for row in rows)
    return sha256("\n".join(lines).encode()).hexdigest().translate(_LETTERS)
