"""The crossing: the fact by which a workplace came to reach the threshold, or no longer to."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, zip_longest

import attrs
from attrs import frozen

from ...events import ElectorateChanged, EmploymentStated, HeadcountObserved, RuleAgreed
from ...events.entry import Entry
from ..membership.fold import Membership, after, first_day, possible
from ..months import months_after
from ..organisation.fold import Organisation
from ..rules import Agreement, Rules
from .fold import (
    Electorate,
    There,
    Verdict,
    electing_at,
    least_at,
    most_at,
    stands,
    total,
    verdict_on,
)
from .headcounts import (
    Move,
    Moves,
    MovesAt,
    Part,
    headcount_of,
    moves_at,
    moves_in,
    observed_in,
    parts_of,
)

Turn = tuple[date, Entry | None]
"""A day on which something may change, and the fact by which; none where a rule book changes by itself."""


_Place = tuple[str, frozenset[str | None]]
"""What a workplace has become, and which categories count there."""

Answer = Callable[[Verdict], bool]


def is_reached(verdict: Verdict) -> bool:
    """Return whether the threshold is surely reached."""
    return verdict is Verdict.YES


def is_missed(verdict: Verdict) -> bool:
    """Return whether the threshold is surely not reached."""
    return verdict is Verdict.NO


@frozen
class Run:
    """Days in a row with the same answer, as it stands at the end of each.

    Attributes:
        first: The first of them.
        by: The entry that began it; none for the first run, and where a rule changed by itself.
        holds: The answer.
    """

    first: date
    by: Entry | None
    holds: bool


def runs(
    history: Sequence[Entry], unit: str, rules: Rules, day: date, answer: Answer = is_reached
) -> list[Run]:
    """Return the runs up to a day of the electorate that a unit belongs to; the first does not hold.

    On the first day of a run, taking its facts in order, the entry is the last one at which the answer
    changed. A fact with a window counts twice: on the first day it may hold, and on the day from which
    it does. Where the rules want the threshold reached for some months, a run that is begins so late.

    Args:
        history: Standing entries in order: whoever was ever there, headcounts, mergers, electorates.
        unit: The unit.
        rules: The rules; of those agreed, each holds from its place in the history.
        day: The last day looked at.
        answer: What is asked of the verdict.

    """
    return runs_of(_Course(unit, history, rules).verdicts(day), rules.at(unit, day), day, answer)


def runs_of(
    verdicts: Iterable[tuple[Turn, Verdict]],
    agreement: Agreement,
    day: date,
    answer: Answer = is_reached,
) -> list[Run]:
    """Return the runs up to a day, see `runs`, given each turn up to it with the verdict once it is taken.

    Args:
        verdicts: The turns with their verdicts, in order.
        agreement: The rules of the day.
        day: The last day looked at.
        answer: What is asked of the verdict.
    """
    found = [Run(date.min, None, holds=False)]
    for today, told in groupby(verdicts, key=lambda each: each[0][0]):
        before = now = found[-1].holds
        by: Entry | None = None
        for (_, entry), verdict in told:
            by = entry if answer(verdict) is not now else by
            now = answer(verdict)
        if now is not before:
            found.append(Run(today, by, now))
    months = agreement.for_months if answer is is_reached else 0
    return _lasting(found, months, day) if months else found


def verdict_in(
    found: Electorate, history: Callable[[], Sequence[Entry]], rules: Rules, day: date
) -> Verdict:
    """Return whether an electorate may elect on a day: it is large enough, and was for as long as it takes.

    Args:
        found: The electorate as it is on the day.
        history: Returns standing entries in order: whoever was ever there, headcounts, mergers,
            electorates. It is asked only where it matters how the electorate was before.
        rules: The rules.
        day: The day.
    """
    agreement = rules.at(found.at, day)
    now = found.verdict(agreement.threshold)
    if not agreement.for_months or now is Verdict.NO:
        return now
    course = _Course(found.at, history(), rules)
    turns = groupby(course.verdicts(day), key=lambda each: each[0][0])
    by_day = [(first, [*told][-1][1]) for first, told in turns]
    return lasting([(date.min, Verdict.UNKNOWN), *by_day], agreement.for_months, day)


def lasting(verdicts: Sequence[tuple[date, Verdict]], months: int, day: date) -> Verdict:
    """Return the verdict on a day for which the threshold must have been reached for some months in a row.

    Yes if it surely was; no if on any day of them it surely was not. A day below it begins them anew.

    Args:
        verdicts: Those of the days, each with the first day of which it is; the first one of any day.
        months: How many.
        day: The day.
    """
    found, end = set[Verdict](), None
    for first, verdict in reversed(verdicts):
        if end is not None and months_after(end, months) <= day:
            break
        found.add(verdict)
        end = first
    if Verdict.NO in found:
        return Verdict.NO
    return Verdict.YES if found == {Verdict.YES} else Verdict.UNKNOWN


def of_a_day(verdict: Verdict, agreement: Agreement) -> Verdict:
    """Return what a number of one day alone says, where it must have been reached for some months, too."""
    return Verdict.UNKNOWN if agreement.for_months and verdict is Verdict.YES else verdict


def beginning(every: Sequence[Run], first: date) -> Iterator[tuple[date, Entry | None]]:
    """Yield the days from one on, that one included, on which runs begin that hold, each with its entry."""
    before = [run for run in every if run.first <= first][-1:]
    yield from ((first, run.by) for run in before if run.holds)
    yield from ((run.first, run.by) for run in every if run.holds and first < run.first)


def _lasting(found: list[Run], months: int, day: date) -> list[Run]:
    """Return runs that hold only where they last for some months, and from then on."""
    kept = found[:1]
    ends = [each.first for each in found[2:]]
    for each, end in zip_longest(found[1:], ends):
        first = months_after(each.first, months) if each.holds else each.first
        is_there = first <= day and (end is None or first < end)
        if is_there and each.holds is not kept[-1].holds:
            kept.append(Run(first, each.by, each.holds))
    return kept


@attrs.define
class _Member:
    """What is known of one member, fact by fact.

    Attributes:
        facts: All there is to know of them, in order.
        is_stated: Whether anything says as what they are employed.
        state: What they are by the facts that hold.
        ahead: How many facts may hold, and do not yet.
        where: Where they surely count; none where they do not, or nobody can be sure.
    """

    facts: list[Entry] = attrs.field(factory=list)
    is_stated: bool = False
    state: Membership | None = None
    ahead: int = 0
    where: str | None = None


class _Course:
    """Those who surely count where a unit elects, and the headcounts there, fact by fact."""

    def __init__(self, unit: str, history: Sequence[Entry], rules: Rules) -> None:
        self._unit, self._history = unit, history
        self._given = rules
        self._organisation = Organisation()
        self._agreed: list[Entry] = []
        self._rules = self._with_agreed()
        self._people: dict[str, _Member] = {}
        self._may_hold: set[int] = set()
        self._held: set[int] = set()
        self._members: Counter[str | None] = Counter()
        self._headcounts: list[Entry] = []
        self._moves = _Moves(history)
        self._places: dict[str, _Place] = {}
        self._electing: tuple[list[str], int] | None = None
        self._parts: dict[str, list[Part]] = {}
        self._found: Verdict | None = None

    def verdicts(self, upto: date) -> Iterator[tuple[Turn, Verdict]]:
        """Yield each turn up to a day with the verdict once it is taken."""
        for entry in self._history:
            if (member := getattr(entry.event, "member", None)) is not None:
                known = self._people.setdefault(member, _Member())
                known.facts.append(entry)
                known.is_stated = known.is_stated or isinstance(entry.event, EmploymentStated)
        for turn in self._turns(upto):
            self._take(turn[1], turn[0])
            if self._found is None:
                self._found = self._verdict(turn[0])
            yield turn, self._found

    def _turns(self, upto: date) -> list[Turn]:
        """Return the days on which facts may begin to hold, and do, in order; of a day, as it is read."""
        every = self._history
        turns: list[Turn] = [(entry.event.effective_on, entry) for entry in every]
        turns += [(first_day(e), e) for e in every if first_day(e) < e.event.effective_on]
        turns += [(turn, None) for turn in self._given.turns(upto)]
        by_then = (turn for turn in turns if turn[0] <= upto)
        return sorted(by_then, key=lambda turn: (turn[0], turn[1].number if turn[1] else 0))

    def _take(self, entry: Entry | None, day: date) -> None:
        if entry is None:
            self._look_again(day)
            return
        event = entry.event
        self._may_hold.add(id(entry))
        if holds := event.effective_on <= day:
            self._held.add(id(entry))
        if (member := getattr(event, "member", None)) is not None:
            self._tell(self._people[member], entry, day, holds=holds)
        elif isinstance(event, HeadcountObserved):
            self._headcounts.append(entry)
            self._parts.clear()
            self._found = None
        else:
            self._tell_of_units(entry, day, holds=holds)

    def _tell_of_units(self, entry: Entry, day: date, *, holds: bool) -> None:
        """Take in a fact about units or rules."""
        if holds:
            self._organisation.add(entry)
        if isinstance(
            entry.event, ElectorateChanged
        ):  # it says who elects with whom, not who counts
            self._electing = self._found = None
            return
        if isinstance(entry.event, RuleAgreed):
            self._agreed.append(entry)
            self._rules = self._with_agreed()
        self._look_again(day)

    def _with_agreed(self) -> Rules:
        return Rules(self._given.book, self._agreed, self._organisation)

    def _tell(self, member: _Member, entry: Entry, day: date, *, holds: bool) -> None:
        """Take in a fact about a member: when it may hold, and when it does."""
        if not holds:
            member.ahead += 1
        else:
            member.ahead -= first_day(entry) < entry.event.effective_on
            member.state = after(member.state, entry)
        if self._moves.take(entry, day, holds=holds):
            self._found = None
        self._count(member, day)

    def _look_again(self, day: date) -> None:
        """Count anew whoever may count otherwise, as units or rules have changed."""
        self._electing = self._found = None
        self._parts.clear()
        before, self._places = self._places, {}
        otherwise = {each for each, was in before.items() if self._place(each, day) != was}
        for member in self._people.values():
            if member.ahead or member.is_stated or _workplace(member) in otherwise:
                self._count(member, day)

    def _count(self, member: _Member, day: date) -> None:
        where = self._sure_place(member, day)
        if where == member.where:
            return
        if self._electing is None or not {where, member.where}.isdisjoint(self._electing[0]):
            self._found = None
        self._members[member.where] -= 1
        self._members[where] += 1
        member.where = where

    def _sure_place(self, member: _Member, day: date) -> str | None:
        """Return where a member surely counts; none where they do not, or nobody can be sure."""
        state = member.state
        if not member.ahead:  # nothing but what holds may be true
            places = {state.workplace if state else None}
            categories = {state.category if state else None}
        else:
            found = possible(
                member.facts,
                lambda entry: id(entry) in self._held,
                lambda entry: id(entry) in self._may_hold,
            )
            places = {said[0] if said and found.is_surely_in else None for said in found.workplaces}
            categories = {said[0] if said else None for said in found.categories}
        if None in places:
            return None
        lying = {self._place(str(place), day) for place in places}
        if len(lying) > 1:
            return None
        [(place, counted)] = lying
        if not categories <= counted:
            return None
        return place if self._stands(member, place, day) else None

    def _place(self, workplace: str, day: date) -> _Place:
        """Return what a workplace has become, and which categories count there."""
        if workplace not in self._places:
            place = self._organisation.resolved(workplace, day)
            self._places[workplace] = (place, frozenset(self._rules.at(place, day).counted))
        return self._places[workplace]

    def _stands(self, member: _Member, place: str, day: date) -> bool:
        if not member.is_stated:
            return True
        taken = [entry for entry in member.facts if id(entry) in self._may_hold]
        return stands(taken, self._organisation, day, self._rules.at(place, day)) is True

    def _verdict(self, day: date) -> Verdict:
        if self._electing is None:
            at = self._organisation.electorate(self._unit, day)
            workplaces = electing_at(at, self._organisation, day)
            self._electing = (workplaces, self._rules.at(at, day).threshold)
        workplaces, threshold = self._electing
        if sum(self._members[each] for each in workplaces) >= threshold:
            return Verdict.YES  # whatever was counted: that takes most of the time
        there = [self._there(each, day) for each in workplaces]
        return verdict_on(sum(map(least_at, there)), total(map(most_at, there)), threshold)

    def _there(self, workplace: str, day: date) -> There:
        members = self._members[workplace]
        if not self._headcounts:
            return There(workplace, members, members, None)
        if workplace not in self._parts:
            absorbed = self._organisation.absorbed(day).get(workplace, ())
            observed = observed_in(self._headcounts)
            self._parts[workplace] = parts_of(
                workplace, day, self._organisation, observed, absorbed
            )
        headcount = headcount_of(self._parts[workplace], self._moves.by(day))
        return There(workplace, members, members, None, headcount)


def _workplace(member: _Member) -> str | None:
    return member.state.workplace if member.state else None


class _Moves:
    """The moves of a history, added up as they happen."""

    def __init__(self, history: Sequence[Entry]) -> None:
        self._of = {id(move.entry): move for move in moves_in(history)}
        self._done: dict[str | None, list[Move]] = defaultdict(list)
        self._ahead: dict[int, Move] = {}
        self._sums: dict[tuple[str, date], Moves] = {}

    def take(self, entry: Entry, day: date, *, holds: bool) -> bool:
        """Take in a fact when it may hold, and when it does; return whether it is a move."""
        move = self._of.get(id(entry))
        if move is None:
            return False
        if not holds:
            self._ahead[id(entry)] = move
            return True
        self._ahead.pop(id(entry), None)
        for place in {move.left, move.reached}:
            self._done[place].append(move)
        for place, since in self._sums:
            self._sums[place, since] += moves_at([move], day)(place, since)
        return True

    def by(self, day: date) -> MovesAt:
        """Return what tells the moves at a place by a day."""
        ahead = moves_at(self._ahead.values(), day)

        def told(place: str, since: date) -> Moves:
            if (place, since) not in self._sums:
                self._sums[place, since] = moves_at(self._done[place], day)(place, since)
            return self._sums[place, since] + ahead(place, since)

        return told
