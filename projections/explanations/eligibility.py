"""Why a workplace may elect, or may not."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

import attrs
from attrs import frozen

from ...events import EntryVoided
from ...events.entry import Entry, in_order
from ...events.window import Window
from ..boundary import Boundary
from ..electorate.crossing import runs
from ..electorate.crossing import verdict_in as judged
from ..electorate.eligibility import options, threshold_behind
from ..electorate.fold import (
    Chance,
    Electing,
    Electorate,
    Electors,
    Share,
    Verdict,
    electing_at,
    electorate_on,
)
from ..membership.fold import Membership, first_day
from ..membership.knowledge import is_complete, lists_in
from ..organisation.fold import Organisation, name_on
from ..organisation.standing import standing_workplace
from ..rules import Agreement, Rules
from ..rules.stated import RuleStated
from .earlier import Span, changes, learned_in
from .rows import OpenWindow, Perhaps
from .rules import Rule


@frozen
class Voter:
    """A member who counts towards the threshold at a workplace.

    Attributes:
        member: The opaque id.
        workplace: The workplace on record, before mergers.
        category: The category.
        entries: What puts the member there: the joining, what set workplace and category, mergers.
        is_sure: Whether they count there whichever day of each window is the true one.
        unsure_by: What may hold already, or not yet: the windows that are open on the day; none where
            that is sure.
    """

    member: str
    workplace: str
    category: str
    entries: tuple[int, ...]
    is_sure: bool
    unsure_by: tuple[OpenWindow, ...]


@frozen
class KnownVerdict:
    """A verdict as it was known from an instant on.

    Attributes:
        known_at: The instant.
        verdict: `yes`, `no` or `unknown`.
        members: How many counted.
        at_least: How many of them surely.
        at_most: How many there can have been; none before everybody is known.
        observed: What was counted there last; none if nobody counted.
        headcount: What that has come to by the moves since.
        entries: What was recorded at the instant that it may rest on; nothing for the first one.
    """

    known_at: datetime
    verdict: str
    members: int
    at_least: int
    at_most: int | None
    observed: int | None
    headcount: int | None
    entries: tuple[int, ...]


@frozen
class EligibilityExplained:
    """Whether an open workplace may elect on a day, alone or with those it elects with, and why.

    Attributes:
        workplace: The unit.
        name: Its name on that day.
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        verdict: `yes`, `no` or `unknown`.
        members: How many members count there.
        at_least: How many of them surely.
        at_most: How many there can be; none before everybody is known.
        electorate: The workplace with which it elects; itself where it elects alone.
        workplaces: The workplaces that elect together.
        observed: What was counted there last, members or not; none if nobody counted.
        observed_on: The day of that, the first of several.
        headcount: The same without the members who moved out since, as far as others did not move in.
        lacking: How many more it takes, of whom it is sure; none where the verdict is yes. A headcount of
            the threshold does it as well.
        rule: The rule, and where it stands.
        threshold: The same rule, with how sure it is.
        options: What there is to do where the verdict is not yes.
        who: Those who count.
        perhaps: Those who may count as well, though as far as is known they do not.
        observations: The entries of the headcounts.
        crossed: The entry that began the last unbroken run of days on which the threshold is reached,
            or is not, surely; none if it never was, and where a rule changed by itself.
        crossed_on: The first of these days.
        earlier: The verdict as known at the end of the day, and each later change of it.
    """

    workplace: str
    name: str
    on: date
    known_at: datetime
    verdict: str
    members: int
    at_least: int
    at_most: int | None
    electorate: str
    workplaces: tuple[str, ...]
    observed: int | None
    observed_on: date | None
    headcount: int | None
    lacking: int | None
    rule: Rule
    threshold: RuleStated
    options: tuple[str, ...]
    who: tuple[Voter, ...]
    perhaps: tuple[Perhaps, ...]
    observations: tuple[Entry, ...]
    crossed: Entry | None
    crossed_on: date | None
    earlier: tuple[KnownVerdict, ...]


def explain_eligibility(
    seen: Boundary, book: Agreement, workplace: str, span: Span
) -> EligibilityExplained:
    """Explain the verdict on a workplace from its history alone.

    Args:
        seen: Reads the log as known at the last instant of the span.
        book: The rule book where no other one was agreed.
        workplace: The unit.
        span: The day, and the knowledge through which the verdict is followed.

    Raises:
        UnknownUnit, NotAWorkplace, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: it is no open
            workplace on that day.
    """
    action, day = f"explain whether {workplace} may elect", span.day
    standing_workplace(action, seen.organisation(workplace), workplace, day)
    seen.electorate(workplace)
    at = Organisation(seen.history()).electorate(workplace, day)
    together = electing_at(at, Organisation(seen.history()), day)
    rules = seen.rules(book, *together)
    for each in together:
        seen.lists(each)
    history = seen.history()
    organisation = Organisation(history)
    electorate = electorate_on(day, workplace, history, organisation, rules)
    people = Electors(day, history, organisation, rules)
    agreement = rules.at(at, day)
    verdict = judged(electorate, lambda: history, rules, day)
    crossed = runs(history, workplace, rules, day)[-1]
    by_number = {entry.number: entry for entry in history}
    earlier = tuple(_earlier(seen.entries(), book, workplace, span))
    return EligibilityExplained(
        workplace=workplace,
        name=name_on(organisation, history, workplace, day),
        on=day,
        known_at=span.end,
        verdict=verdict,
        members=electorate.members,
        at_least=electorate.at_least,
        at_most=earlier[-1].at_most,
        electorate=at,
        workplaces=tuple(together),
        observed=electorate.observed,
        observed_on=electorate.observed_on,
        headcount=electorate.headcount,
        lacking=None if verdict == Verdict.YES else max(0, agreement.threshold - electorate.least),
        rule=Rule.of(agreement),
        threshold=threshold_behind(rules, at, day),
        options=() if verdict == Verdict.YES else options(agreement),
        who=tuple(_voters(people, together, organisation, day)),
        perhaps=tuple(_perhaps(people, together)),
        observations=tuple(by_number[number] for number in electorate.observed_by),
        crossed=crossed.by,
        crossed_on=None if crossed.first == date.min else crossed.first,
        earlier=earlier,
    )


def _voters(
    people: Electors, workplaces: Sequence[str], organisation: Organisation, day: date
) -> Iterator[Voter]:
    for workplace in workplaces:
        chances = people.chances(workplace)
        for state in people.counted(workplace):
            yield _voter(state, organisation, day, chances[state.member])


def _perhaps(people: Electors, workplaces: Sequence[str]) -> list[Perhaps]:
    counted = {state.member for each in workplaces for state in people.counted(each)}
    found = {
        member: Perhaps(member, _windows(chance))
        for each in workplaces
        for member, chance in people.chances(each).items()
        if chance.is_possible and member not in counted
    }
    return [found[member] for member in sorted(found)]


def _earlier(
    entries: Sequence[Entry], book: Agreement, workplace: str, span: Span
) -> Iterator[KnownVerdict]:
    told = Verdicts(entries, book, workplace, span.day)

    def figures(instant: datetime) -> tuple[str, int, int, int | None, int | None, int | None]:
        verdict, then = told.known_at(instant)
        at_most = then.at_most if told.is_complete else None
        return verdict, then.members, then.at_least, at_most, then.observed, then.headcount

    for learnt, then in changes(span, learned_in(span, entries), figures):
        yield KnownVerdict(learnt.known_at, *then, learnt.entries)


def verdict_in(
    entries: Sequence[Entry], book: Agreement, unit: str, day: date
) -> tuple[Verdict, Electorate]:
    """Return whether a unit may elect on a day, and its electorate, given all there is to know of it."""
    return Verdicts(entries, book, unit, day).known_at(datetime.max.replace(tzinfo=UTC))


class Verdicts:
    """Whether a unit may elect on a day, as known at one instant after the other.

    What is learned of a member changes what that member adds to the numbers. What is learned of units, rules,
    headcounts or lists may change everything.

    Attributes:
        is_complete: Whether everybody is known who counts where they elect, as known at the last instant.
    """

    def __init__(self, entries: Iterable[Entry], book: Agreement, unit: str, day: date) -> None:
        """Start before anything is known.

        Args:
            entries: All there is to know of it, as it was recorded, with voided entries and voids.
            book: The rule book where no other one was agreed.
            unit: The unit.
            day: The day.
        """
        self._book, self._unit, self._day = book, unit, day
        self._to_come = deque(attrs.evolve(entry, voided_by=None) for entry in entries)
        self._about: dict[int, str | None] = {}
        self._told: dict[str | None, dict[int, Entry]] = defaultdict(dict)
        self._shares: dict[str, Share] = {}
        self._begin()

    def known_at(self, instant: datetime) -> tuple[Verdict, Electorate]:
        """Return the verdict and the electorate as known at an instant, no earlier than the one before."""
        about = set[str | None]()
        while self._to_come and self._to_come[0].event.recorded_at <= instant:
            about |= self._learn(self._to_come.popleft())
        if None in about:
            self._begin()
            about |= self._told.keys()
        for member in about - {None}:
            self._count(str(member))
        found = self._electing.electorate(self._all)
        return judged(found, self._history, self._rules, self._day), found

    def _learn(self, entry: Entry) -> set[str | None]:
        """Take in an entry; return the members it is about, none for what is about no member."""
        event = entry.event
        if not isinstance(event, EntryVoided):
            about = self._about[entry.number] = getattr(event, "member", None)
            self._told[about][entry.number] = entry
            return {about}
        if event.voids not in self._about:
            return set()
        self._told[self._about[event.voids]].pop(event.voids, None)
        return {self._about[event.voids]}

    def _begin(self) -> None:
        """Begin anew with what is known of units, rules, headcounts and lists, and count nobody yet."""
        others = in_order(self._told[None].values())
        organisation = Organisation(others)
        self._rules = Rules(self._book, others, organisation)
        self._electing = Electing(self._day, self._unit, others, organisation, self._rules)
        self._shares.clear()
        self._all = Share()
        lists = lists_in(others)
        self.is_complete = all(
            is_complete(lists, lambda: organisation, each, self._day)
            for each in self._electing.workplaces
        )

    def _count(self, member: str) -> None:
        """Count a member by what is known of them now."""
        self._all.subtract(self._shares.get(member, {}))
        self._shares[member] = self._electing.share(in_order(self._told[member].values()))
        self._all.update(self._shares[member])

    def _history(self) -> list[Entry]:
        return in_order(entry for told in self._told.values() for entry in told.values())


def _windows(chance: Chance) -> tuple[OpenWindow, ...]:
    return tuple(
        OpenWindow(each.number, str(Window(first_day(each), each.event.effective_on)))
        for each in chance.found.unsure_by
    )


def _voter(state: Membership, organisation: Organisation, day: date, chance: Chance) -> Voter:
    workplace = str(state.workplace)
    mergers = organisation.mergers_from(workplace, day)
    behind = {state.joined, state.placed, state.categorised, *mergers}
    numbers = tuple(sorted(entry.number for entry in behind))
    sureness = (True, ()) if chance.is_sure else (False, _windows(chance))
    return Voter(state.member, workplace, str(state.category), numbers, *sureness)
