"""Why a workplace may elect, or may not."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from attrs import frozen

from ...events.entry import Entry, in_order, known
from ..boundary import Boundary
from ..electorate.crossing import crossing
from ..electorate.fold import Electorate, Verdict, counted_at, observation
from ..membership.fold import Membership
from ..organisation.fold import Organisation, name_on
from ..organisation.standing import standing_workplace
from ..rules import Agreement
from .earlier import Span, changes, known_at, learned_in
from .rules import Rule


@frozen
class Voter:
    """A member who counts towards the threshold at a workplace.

    Attributes:
        member: The opaque id.
        workplace: The workplace on record, before mergers.
        category: The category.
        entries: What puts the member there: the joining, what set workplace and category, mergers.
    """

    member: str
    workplace: str
    category: str
    entries: tuple[int, ...]


@frozen
class KnownVerdict:
    """A verdict as it was known from an instant on.

    Attributes:
        known_at: The instant.
        verdict: `yes`, `no` or `unknown`.
        members: How many counted.
        observed: The headcount last observed; none if nobody counted.
        entries: What was recorded at the instant that it may rest on; nothing for the first one.
    """

    known_at: datetime
    verdict: str
    members: int
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
        observed: The headcount last observed there; none if nobody counted.
        lacking: How many more counted members it takes; none where the verdict is yes. A headcount of
            the threshold does it as well.
        rule: The rule, and where it stands.
        who: Those who count.
        observation: The entry of the headcount.
        crossed: The entry that began the last unbroken run of days on which the threshold is reached,
            or is not; none if it never was.
        earlier: The verdict as known at the end of the day, and each later change of it.
    """

    workplace: str
    name: str
    on: date
    known_at: datetime
    verdict: str
    members: int
    observed: int | None
    lacking: int | None
    rule: Rule
    who: tuple[Voter, ...]
    observation: Entry | None
    crossed: Entry | None
    earlier: tuple[KnownVerdict, ...]


def explain_eligibility(
    seen: Boundary, agreement: Agreement, workplace: str, span: Span
) -> EligibilityExplained:
    """Explain the verdict on a workplace from its history alone.

    Args:
        seen: Reads the log as known at the last instant of the span.
        agreement: The rule book.
        workplace: The unit.
        span: The day, and the knowledge through which the verdict is followed.

    Raises:
        UnknownUnit, NotAWorkplace, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: it is no open
            workplace on that day.
    """
    action, day = f"explain whether {workplace} may elect", span.day
    standing_workplace(action, seen.organisation(workplace), workplace, day)
    history = [e for e in seen.electorate(workplace) if e.event.effective_on <= day]
    organisation = Organisation(seen.history())
    who = counted_at(day, workplace, history, organisation, agreement.counted)
    electorate = Electorate.on(day, workplace, history, organisation, agreement.counted)
    verdict = electorate.verdict(agreement.threshold)
    return EligibilityExplained(
        workplace=workplace,
        name=name_on(organisation, history, workplace, day),
        on=day,
        known_at=span.end,
        verdict=verdict,
        members=len(who),
        observed=electorate.observed,
        lacking=None if verdict == Verdict.YES else agreement.threshold - len(who),
        rule=Rule.of(agreement),
        who=tuple(_voter(state, organisation, day) for state in who),
        observation=observation(day, workplace, history),
        crossed=crossing(history, workplace, agreement.counted, agreement.threshold),
        earlier=tuple(_earlier(seen.entries(), agreement, workplace, span)),
    )


def _earlier(
    entries: Sequence[Entry], agreement: Agreement, workplace: str, span: Span
) -> Iterator[KnownVerdict]:
    def figures(instant: datetime) -> tuple[str, int, int | None]:
        then = electorate_in(known_at(entries, instant), agreement, workplace, span.day)
        return then.verdict(agreement.threshold), len(then.members), then.observed

    for learnt, then in changes(span, learned_in(span, entries), figures):
        yield KnownVerdict(learnt.known_at, *then, learnt.entries)


def electorate_in(
    entries: Sequence[Entry], agreement: Agreement, workplace: str, day: date
) -> Electorate:
    """Return the electorate of a workplace on a day, given all there is to know of it."""
    history = in_order(known(entries))
    organisation = Organisation(history)
    return Electorate.on(day, workplace, history, organisation, agreement.counted)


def _voter(state: Membership, organisation: Organisation, day: date) -> Voter:
    workplace = str(state.workplace)
    mergers = organisation.mergers_from(workplace, day)
    behind = {state.joined, state.placed, state.categorised, *mergers}
    numbers = tuple(sorted(entry.number for entry in behind))
    return Voter(state.member, workplace, str(state.category), numbers)
