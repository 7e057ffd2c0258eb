"""Why a workplace may elect, or may not."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from attrs import frozen

from ...events.entry import Entry, in_order, known
from ...events.window import Window
from ..boundary import Boundary
from ..electorate.crossing import crossing
from ..electorate.fold import Chance, Electorate, Verdict, chances_of, counted_at, observation
from ..membership.fold import Membership, first_day
from ..membership.knowledge import is_complete, lists_in
from ..organisation.fold import Organisation, name_on
from ..organisation.standing import standing_workplace
from ..rules import Agreement
from .earlier import Span, changes, known_at, learned_in
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
        observed: The headcount last observed; none if nobody counted.
        entries: What was recorded at the instant that it may rest on; nothing for the first one.
    """

    known_at: datetime
    verdict: str
    members: int
    at_least: int
    at_most: int | None
    observed: int | None
    entries: tuple[int, ...]


@frozen
class EligibilityExplained:
    """Whether an open workplace may elect on a day, and why.

    Attributes:
        workplace: The unit.
        name: Its name on that day.
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        verdict: `yes`, `no` or `unknown`.
        members: How many members count there.
        at_least: How many of them surely.
        at_most: How many there can be; none before everybody is known.
        observed: The headcount last observed there; none if nobody counted.
        lacking: How many more sure members it takes; none where the verdict is yes. A headcount of
            the threshold does it as well.
        rule: The rule, and where it stands.
        who: Those who count.
        perhaps: Those who may count as well, though as far as is known they do not.
        observation: The entry of the headcount.
        crossed: The entry that began the last unbroken run of days on which the threshold is reached,
            or is not, surely; none if it never was.
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
    observed: int | None
    lacking: int | None
    rule: Rule
    who: tuple[Voter, ...]
    perhaps: tuple[Perhaps, ...]
    observation: Entry | None
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
    history = seen.electorate(workplace)
    agreement = seen.rules(book, workplace).at(workplace, day)
    organisation = Organisation(seen.history())
    who = counted_at(day, workplace, history, organisation, agreement.counted)
    electorate = Electorate.on(day, workplace, history, organisation, agreement.counted)
    verdict = electorate.verdict(agreement.threshold)
    chances = chances_of(day, workplace, history, organisation, agreement.counted)
    counted = {state.member for state in who}
    seen.lists(workplace)
    crossed = crossing(history, workplace, agreement.counted, agreement.threshold, day)
    return EligibilityExplained(
        workplace=workplace,
        name=name_on(organisation, history, workplace, day),
        on=day,
        known_at=span.end,
        verdict=verdict,
        members=len(who),
        at_least=electorate.at_least,
        at_most=_at_most(seen.entries(), electorate, workplace, day),
        observed=electorate.observed,
        lacking=None if verdict == Verdict.YES else agreement.threshold - electorate.at_least,
        rule=Rule.of(agreement),
        who=tuple(_voter(state, organisation, day, chances[state.member]) for state in who),
        perhaps=tuple(
            Perhaps(member, _windows(chance))
            for member, chance in sorted(chances.items())
            if chance.is_possible and member not in counted
        ),
        observation=observation(day, workplace, history),
        crossed=crossed and crossed[1],
        crossed_on=crossed and crossed[0],
        earlier=tuple(_earlier(seen.entries(), agreement, workplace, span)),
    )


def _earlier(
    entries: Sequence[Entry], agreement: Agreement, workplace: str, span: Span
) -> Iterator[KnownVerdict]:
    def figures(instant: datetime) -> tuple[str, int, int, int | None, int | None]:
        known_then = known_at(entries, instant)
        then = electorate_in(known_then, agreement, workplace, span.day)
        at_most = _at_most(known_then, then, workplace, span.day)
        numbers = (len(then.members), then.at_least, at_most, then.observed)
        return then.verdict(agreement.threshold), *numbers

    for learnt, then in changes(span, learned_in(span, entries), figures):
        yield KnownVerdict(learnt.known_at, *then, learnt.entries)


def electorate_in(
    entries: Sequence[Entry], agreement: Agreement, workplace: str, day: date
) -> Electorate:
    """Return the electorate of a workplace on a day, given all there is to know of it."""
    history = in_order(known(entries))
    organisation = Organisation(history)
    return Electorate.on(day, workplace, history, organisation, agreement.counted)


def _at_most(
    entries: Iterable[Entry], electorate: Electorate, workplace: str, day: date
) -> int | None:
    """Return how many can count at a workplace; none if not everybody is known who was there."""
    history = in_order(known(entries))
    is_known = is_complete(lists_in(history), lambda: Organisation(history), workplace, day)
    return electorate.at_most if is_known else None


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
