"""The crossing: the fact by which a workplace came to reach the threshold, or no longer to."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby, zip_longest

from attrs import frozen

from ...events import ElectorateChanged, EmploymentStated, HeadcountObserved, RuleAgreed
from ...events.entry import Entry
from ..membership.fold import first_day, possible
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
    headcount_of,
    moves_at,
    moves_in,
    observed_in,
    parts_of,
)

Turn = tuple[date, Entry | None]
"""A day on which something may change, and the fact by which; none where a rule book changes by itself."""


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
    course = _Course(unit, history, rules)
    found = [Run(date.min, None, holds=False)]
    for today, verdicts in groupby(course.verdicts(day), key=lambda each: each[0][0]):
        before = now = found[-1].holds
        by: Entry | None = None
        for (_, entry), verdict in verdicts:
            by = entry if answer(verdict) is not now else by
            now = answer(verdict)
        if now is not before:
            found.append(Run(today, by, now))
    months = rules.at(unit, day).for_months if answer is is_reached else 0
    return _lasting(found, months, day) if months else found


def verdict_in(found: Electorate, history: Sequence[Entry], rules: Rules, day: date) -> Verdict:
    """Return whether an electorate may elect on a day: it is large enough, and was for as long as it takes.

    Args:
        found: The electorate as it is on the day.
        history: Standing entries in order: whoever was ever there, headcounts, mergers, electorates.
        rules: The rules.
        day: The day.
    """
    agreement = rules.at(found.at, day)
    now = found.verdict(agreement.threshold)
    if not agreement.for_months or now is Verdict.NO:
        return now
    course = _Course(found.at, history, rules)
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


class _Course:
    """Those who surely count where a unit elects, and the headcounts there, fact by fact."""

    def __init__(self, unit: str, history: Sequence[Entry], rules: Rules) -> None:
        self._unit, self._history = unit, history
        self._given = rules
        self._organisation = Organisation()
        self._agreed: list[Entry] = []
        self._rules = self._with_agreed()
        self._facts: dict[str, list[Entry]] = {}
        self._stated = False
        self._moves: dict[str, list[Move]] = {}
        self._may_hold: set[int] = set()
        self._held: set[int] = set()
        self._where: dict[str, str | None] = {}
        self._members: Counter[str | None] = Counter()
        self._headcounts: list[Entry] = []

    def verdicts(self, upto: date) -> Iterator[tuple[Turn, Verdict]]:
        """Yield each turn up to a day with the verdict once it is taken."""
        for entry in self._history:
            if (member := getattr(entry.event, "member", None)) is not None:
                self._facts.setdefault(member, []).append(entry)
                self._stated = self._stated or isinstance(entry.event, EmploymentStated)
        for move in moves_in(self._history):
            for place in {move.left, move.reached} - {None}:
                self._moves.setdefault(str(place), []).append(move)
        for turn in self._turns(upto):
            self._take(turn[1], turn[0])
            yield turn, self._verdict(turn[0])

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
            self._count_everybody(day)
            return
        event = entry.event
        self._may_hold.add(id(entry))
        if event.effective_on <= day:
            self._held.add(id(entry))
            self._organisation.add(entry)
        if (member := getattr(event, "member", None)) is not None:
            self._count(member, day)
        elif isinstance(event, HeadcountObserved):
            self._headcounts.append(entry)
        elif not isinstance(event, ElectorateChanged):
            if isinstance(event, RuleAgreed):
                self._agreed.append(entry)
                self._rules = self._with_agreed()
            self._count_everybody(day)

    def _with_agreed(self) -> Rules:
        return Rules(self._given.book, self._agreed, self._organisation)

    def _count_everybody(self, day: date) -> None:
        for member in self._where:
            self._count(member, day)

    def _count(self, member: str, day: date) -> None:
        where = self._sure_place(member, day)
        self._members[self._where.get(member)] -= 1
        self._members[where] += 1
        self._where[member] = where

    def _sure_place(self, member: str, day: date) -> str | None:
        """Return where a member surely counts; none where they do not, or nobody can be sure."""
        facts = self._facts[member]
        found = possible(
            facts,
            lambda entry: id(entry) in self._held,
            lambda entry: id(entry) in self._may_hold,
        )
        places = {said[0] if said else None for said in found.workplaces}
        if not found.is_surely_in or None in places:
            return None
        resolved = {self._organisation.resolved(str(place), day) for place in places}
        if len(resolved) > 1:
            return None
        [place] = resolved
        rules = self._rules.at(place, day)
        if not all(said and said[0] in rules.counted for said in found.categories):
            return None
        return place if self._stands(facts, day, rules) is True else None

    def _stands(self, facts: Sequence[Entry], day: date, rules: Agreement) -> bool | None:
        if not self._stated:
            return True
        taken = [entry for entry in facts if id(entry) in self._may_hold]
        return stands(taken, self._organisation, day, rules)

    def _verdict(self, day: date) -> Verdict:
        at = self._organisation.electorate(self._unit, day)
        there = [self._there(each, day) for each in electing_at(at, self._organisation, day)]
        least, most = sum(map(least_at, there)), total(map(most_at, there))
        return verdict_on(least, most, self._rules.at(at, day).threshold)

    def _there(self, workplace: str, day: date) -> There:
        members = self._members[workplace]
        if not self._headcounts:
            return There(workplace, members, members, None)
        absorbed = self._organisation.absorbed(day).get(workplace, ())
        observed = observed_in(self._headcounts)
        parts = parts_of(workplace, day, self._organisation, observed, absorbed)
        headcount = headcount_of(parts, self._moved(day))
        return There(workplace, members, members, None, headcount)

    def _moved(self, day: date) -> MovesAt:
        def moved(place: str, since: date) -> Moves:
            taken = [m for m in self._moves.get(place, ()) if id(m.entry) in self._may_hold]
            return moves_at(taken, day)(place, since)

        return moved
