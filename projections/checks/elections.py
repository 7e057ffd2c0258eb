"""What looks odd about elections and those who hold office: each finding a plain function over mandates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from ..mandates.matching import is_recall
from ..mandates.rows import Mandate
from ..mandates.standing import Status
from ..rules import NEUTRAL, Agreement, Office
from .rows import Finding

RulesAt = Callable[[str | None], Agreement]
"""The rules at a unit on the day; without one, in the whole registry."""


@frozen
class Ended:
    """An ending, as somebody recorded it.

    Attributes:
        entry: The entry.
        day: The day it holds from.
        member: Whose mandate it ends.
        unit: The unit.
        office: The office.
        reason: Why.
        override: Why it was recorded although a rule forbids it.
    """

    entry: int
    day: date
    member: str
    unit: str
    office: str
    reason: str | None
    override: str | None


def lacks_notice(mandate: Mandate, steps_since: date | None, rules_at: RulesAt) -> bool:
    """Return whether the employer is to have a notice of an election that nothing says was received.

    The arguments are those of `procedure`.
    """
    is_kept = mandate.agreement is not None or (steps_since or date.max) <= mandate.since
    takes_notice = _office(mandate, rules_at).objection_days is not None
    return mandate.status == Status.NOT_NOTIFIED and is_kept and takes_notice


def procedure(
    held: Iterable[Mandate], steps_since: date | None, rules_at: RulesAt
) -> Iterator[Finding]:
    """Yield what is missing of elections: the notice, the union's approval, what came of an objection.

    A notice is missing where the election was decided on with a rule book, or held since steps of
    elections are on record at all: before, nobody recorded them.

    Args:
        held: The mandates that are not over.
        steps_since: The first day of any step on record; none where there is none.
        rules_at: The rules.
    """
    for each in held:
        what = f"{each.office} at {each.unit}, elected on {each.since}"
        if lacks_notice(each, steps_since, rules_at):
            detail = f"{what}: no notice to the employer is on record"
            yield _of(each, "elected, not notified", detail, f"{_step(each, 'received')} --on DAY")
        if each.received is not None and each.approved is None:
            detail = (
                f"{what}: the employer has the notice since {each.received}, and no approval by the"
                " union is on record"
            )
            yield _of(
                each, "notified without approval", detail, f"{_step(each, 'approved')} --on DAY"
            )
        is_lost = (
            each.valid_since is not None
        )  # an objection that came late, where that is not kept
        if each.status in {Status.OBJECTED, Status.OBJECTED_LATE} and not is_lost:
            late = ", too late," if each.status == Status.OBJECTED_LATE else ""
            detail = f"{what}: the employer objected{late} and nothing came of it so far"
            advice = f"{_step(each, 'dismissed')} --on DAY; or accepted, or upheld"
            yield _of(each, "objected, not settled", detail, advice)


def expired(
    begun: Iterable[Mandate], is_open: Callable[[str], bool], on: date, rules_at: RulesAt
) -> Iterator[Finding]:
    """Yield each mandate whose term is over, and nobody was elected since to that office there.

    Args:
        begun: All mandates begun by the day.
        is_open: Whether a unit is open on the day.
        on: The day.
        rules_at: The rules; what they know no office of is found for that alone.
    """
    seats: dict[tuple[str, str], list[Mandate]] = defaultdict(list)
    for each in begun:
        seats[each.office, each.at_unit].append(each)
    for (office, unit), there in seats.items():
        if office not in rules_at(unit).offices:
            continue
        last = max(there, key=lambda m: (m.since, m.entry))
        is_held = any(m.ended_on is None and m.status != Status.EXPIRED for m in there)
        if is_held or last.until is None or last.until > on or not is_open(unit):
            continue
        if last.status == Status.EXPIRED or last.ended_because == "term over":
            goes_on = ", and the employer accepts that" if last.ended_on is None else ""
            detail = f"{last.office} at {last.unit}: the term was over on {last.until}{goes_on}"
            advice = f"stewards mandate elect MEMBER --unit {unit} --office {last.office} --on DAY"
            yield _of(last, "expired, not re-elected", detail, advice)


def no_longer_counted(
    held: Iterable[Mandate], categories: Mapping[str, tuple[str, int]], rules_at: RulesAt
) -> Iterator[Finding]:
    """Yield each holder of a category that does not count, for offices of members of the union.

    Args:
        held: The mandates in office.
        categories: The category of each member, with the entry that says so.
        rules_at: The rules.
    """
    for each in held:
        category, by = categories.get(each.member, (None, 0))
        counted = rules_at(each.at_unit).counted
        if category is None or category in counted or _office(each, rules_at).member is False:
            continue
        detail = (
            f"{each.office} at {each.unit} since {each.since}, and {category}: only"
            f" {' and '.join(counted)} count"
        )
        advice = (
            f"Record that the office was given up: {_end(each)} --on DAY; or the category, if it is"
            f" another: stewards member change-category {each.member} --category CATEGORY --on DAY"
        )
        yield Finding("no longer counted", each.member, detail, sorted((each.entry, by)), advice)


def without_basis(held: Sequence[Mandate], rules_at: RulesAt) -> Iterator[Finding]:
    """Yield each holder of an office who lacks the one that it rests on."""
    offices = {(each.member, each.office) for each in held}
    for each in held:
        among = _office(each, rules_at).among
        if among is not None and (each.member, among) not in offices:
            detail = (
                f"{each.office} at {each.unit} since {each.since}, and not {among}:"
                f" the holder is elected among those"
            )
            advice = (
                f"stewards mandate elect {each.member} --unit UNIT --office {among} --on DAY; or record"
                f" that the office was given up: {_end(each)} --on DAY"
            )
            yield _of(each, "joint office without what it rests on", detail, advice)


def deputies(
    held: Sequence[Mandate], begun: Sequence[Mandate], rules_at: RulesAt
) -> Iterator[Finding]:
    """Yield the deputies who have had nobody to stand in for, and those who are their own.

    Args:
        held: The mandates in office.
        begun: All mandates begun by the day.
        rules_at: The rules.
    """
    seats: dict[tuple[str, str], list[Mandate]] = defaultdict(list)
    for each in begun:
        seats[each.office, each.at_unit].append(each)
    for each in held:
        office = _office(each, rules_at).stands_in_for
        if office is None:
            continue
        others = seats.get((office, each.at_unit), [])
        own = [m for m in others if m.member == each.member and m.ended_on is None]
        since = [m for m in others if m.ended_on is None or m.ended_on > each.since]
        if own:
            detail = f"{each.office} at {each.unit} since {each.since}, and {office} there as well"
            entries = sorted([each.entry, *(m.entry for m in own)])
            advice = f"Record which of the two is over: {_end(each)} --on DAY"
            yield Finding("own deputy", each.member, detail, entries, advice)
        elif not since:
            detail = (
                f"{each.office} at {each.unit} since {each.since}: nobody has been {office} there"
                " since then"
            )
            advice = (
                f"stewards mandate elect MEMBER --unit {each.at_unit} --office {office} --on DAY"
            )
            yield _of(each, "deputy of nobody", detail, advice)


def recalled(
    endings: Iterable[Ended], rules: Callable[[str, date], Agreement]
) -> Iterator[Finding]:
    """Yield each recall of somebody who cannot be voted out within the term, where nobody says why it was.

    Args:
        endings: The endings by the day.
        rules: The rules at a unit on a day.
    """
    for each in endings:
        if each.override is not None or not is_recall(each.reason):
            continue
        office = rules(each.unit, each.day).office(each.office)
        if office is not None and office.recall is False:
            detail = (
                f"{each.office} at {each.unit}, recalled on {each.day}: the holder cannot be voted out"
                " within the term"
            )
            advice = (
                f"stewards void {each.entry} --reason TEXT; and record it with another reason, or with"
                " --override TEXT where employer and employees agreed on it"
            )
            yield Finding("recalled within the term", each.member, detail, [each.entry], advice)


def _of(mandate: Mandate, what: str, detail: str, advice: str) -> Finding:
    return Finding(what, mandate.member, detail, [mandate.entry], advice)


def _office(mandate: Mandate, rules_at: RulesAt) -> Office:
    return rules_at(mandate.at_unit).office(mandate.office) or NEUTRAL


def _step(mandate: Mandate, what: str) -> str:
    return (
        f"Record it: stewards mandate step {mandate.member} --unit {mandate.unit}"
        f" --office {mandate.office} --step {what}"
    )


def _end(mandate: Mandate) -> str:
    return f"stewards mandate end {mandate.member} --unit {mandate.unit} --office {mandate.office}"
