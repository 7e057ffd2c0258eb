"""What builds on a batch, by the naive reference: every later entry is looked at, one by one."""

from collections.abc import Collection, Iterator, Sequence

from stewards.events import (
    CategoryChanged,
    ElectionStepTaken,
    Event,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    StewardElected,
    WorkplaceChanged,
    WorkplaceConfirmed,
)

from ..reference import Log, Rules, at_or_below, known, resolve, state
from ..reference.log import Told, of, reading_order
from ..reference.mandates import speaks_of
from ..reference.members import possible
from ..reference.organisation import formed, named_units

ABOUT_A_MEMBER = (
    CategoryChanged | MemberLeft | StewardElected | WorkplaceChanged | WorkplaceConfirmed
)


def without(log: Log, batch: Collection[int]) -> Log:
    """Return a log that was never told the entries of the batch."""
    return [told for told in log if told[0] not in batch]


def builders(events: Sequence[Event], batch: Collection[int], rules: Rules) -> list[int]:
    """Return the entries that build on a batch, in the order recorded."""
    log = known(events, len(events))
    standing = [entry for entry, _ in log if entry in batch]
    later = [t for t in log if standing and t[0] > min(standing) and t[0] not in batch]
    return sorted(told[0] for told in later if any(reasons(log, told, batch, rules)))


def reasons(log: Log, told: Told, batch: Collection[int], rules: Rules) -> Iterator[bool]:
    """Yield, for each row of the table in docs/semantics.md, whether it holds for a later entry."""
    event = told[1]
    rest = without(log, batch)
    before = [each for each in log if reading_order(each) < reading_order(told)]
    left = without(before, batch)
    yield bool(named_units(event) & (formed(log).keys() - formed(rest).keys()))
    if isinstance(event, MandateEnded | ElectionStepTaken):
        yield of_an_election(log, before, event) and not of_an_election(rest, left, event)
    if isinstance(event, MemberJoined | ABOUT_A_MEMBER):
        then = state(before, event.member, event.effective_on)
        instead = state(left, event.member, event.effective_on)
        yield isinstance(event, MemberJoined) and then is None and instead is not None
        is_change = isinstance(event, ABOUT_A_MEMBER) and not isinstance(event, StewardElected)
        yield is_change and then is not None and instead is None
        if isinstance(event, WorkplaceConfirmed) and then and instead:
            yield then.workplace != instead.workplace
    if isinstance(event, StewardElected):
        later = [each for each in log if each[1].effective_on > event.effective_on]
        may_be = possible([*before, *later], event.member, event.effective_on)
        instead = possible([*left, *without(later, batch)], event.member, event.effective_on)
        is_for_anybody = not rules.office(event.office).member and instead.can_be_out
        yield may_be.can_be_in and not instead.can_be_in and not is_for_anybody
        if may_be.can_be_in and not is_for_anybody:
            there = any(is_at(log, place, event, rules) for place in may_be.workplaces)
            yield there and not any(
                is_at(rest, place, event, rules) for place in instead.workplaces
            )


def of_an_election(log: Log, before: Log, said: MandateEnded | ElectionStepTaken) -> bool:
    """Return whether an ending or a step is of an election: of an ending, one that none before it is of."""
    ended: list[int] = []
    for number, earlier in [*before, (0, said)]:
        if not isinstance(earlier, MandateEnded | ElectionStepTaken):
            continue
        there = [
            election
            for election, elected in of(before, StewardElected)
            if speaks_of(log, earlier, elected)
            and earlier.election in {None, election}
            and (
                earlier is said
                or reading_order((election, elected)) < reading_order((number, earlier))
            )
        ]
        if isinstance(earlier, MandateEnded):
            there = [election for election in there if election not in ended]
            ended += there[-1:]
        if earlier is said:
            return bool(there)
    return False


def is_at(log: Log, workplace: str | None, elected: StewardElected, rules: Rules) -> bool:
    """Return whether a workplace is the unit of an election, or for a joint office lies below it."""
    if workplace is None:
        return False
    day = elected.effective_on
    place, unit = resolve(log, workplace, day), resolve(log, elected.unit, day)
    is_joint = rules.office(elected.office).scope == "unit" and place in formed(log)
    return at_or_below(log, place, unit, day) if is_joint else place == unit
