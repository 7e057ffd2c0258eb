"""`stewards explain`: a number or a verdict, down to the entries that make it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import attrs
import click

from ..projections.explanations.count import CountExplained
from ..projections.explanations.eligibility import EligibilityExplained
from ..projections.explanations.mandate import KnownElectorate, MandateExplained
from ..projections.explanations.rows import Perhaps
from ..projections.explanations.rules import OfficeRule
from ..registry import Entry, Registry
from ..registry.in_json import as_data
from .commands import Group
from .options import Asked, asking, category_option, looking_up, remark_on_merger
from .output import how_many, say, shortened, show, show_one
from .printing import person
from .ranges import as_text, in_range, in_words, member_of, ranged
from .rows import show_entries

_COUNTED: Final = ("member", "workplace", "at_unit", "category", "entries", "unsure_by")
_VOTERS: Final = ("member", "workplace", "category", "entries", "unsure_by")
_PERHAPS: Final = ("member", "unsure_by")
_EARLIER_COUNT: Final = ("known_at", "members", "entries")
_EARLIER_VERDICT: Final = ("known_at", "verdict", "members", "headcount", "entries")
_EARLIER_MANDATE: Final = ("known_at", "state", "ended_on", "ended_because", "entries")
_MANDATE: Final = (
    *("member", "unit", "at_unit", "office", "since", "until", "state"),
    *("ended_on", "ended_because", "ended_by", "election", "override", "starts_on", "status"),
    *("received", "objection_until", "valid_since", "protected_from", "protected_until"),
    *("continuous_since", "acting", "learned_on"),
)


_RULES: Final = ("path", "value", "book", "certainty", "source")


@click.group(cls=Group)
def explain() -> None:
    """Show the entries behind a count, a verdict or a mandate."""


@explain.command("count")
@click.option(
    "--unit", metavar="UNIT", help="Members at or below this unit. [default: the whole union]"
)
@category_option
@asking
def count(registry: Registry, asked: Asked, **given: Any) -> None:
    """Show who is counted on a day, and by which entries.

    Also how the count for that day has changed since, as facts were reported late. 'stewards log show
    ENTRY' shows an entry in full.

    Example: stewards explain count --unit jc-6 --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    found = view.explain_count(**given)
    merged = remark_on_merger(view, found.unit)
    match asked.output:
        case "json":
            show_one(as_data(found) | merged, "json", columns=())
        case "table":
            _say_count(found)
        case _:
            show(_lines(found.who, asked.output), asked.output, columns=_COUNTED)


def _say_count(found: CountExplained) -> None:
    whom = in_range(found, member_of(found.category))
    place = found.unit or "the union"
    say(f"{whom} in {place} on {found.on}, as known at {_minute(found.known_at)} UTC.")
    _show_earlier(found.earlier, _EARLIER_COUNT)
    say("")
    show(_in_table(found.who), "table", columns=_COUNTED, title="Counted")
    _show_perhaps(found.perhaps)


@explain.command("eligibility")
@click.argument("workplace")
@looking_up
def eligibility(registry: Registry, asked: Asked, workplace: str) -> None:
    """Show why a workplace may or may not elect a steward.

    Who counts there, the headcount, the rule and its source, the entry at which the threshold was
    crossed, and how the verdict for that day has changed as facts were reported late.

    Example: stewards explain eligibility bch-08 --on 2019-09-01
    """
    found = registry.explain_eligibility(workplace, on=asked.on, known_at=asked.known_at)
    match asked.output:
        case "json":
            show_one(as_data(found), "json", columns=())
        case "table":
            _say_eligibility(found)
        case _:
            show(_lines(found.who, asked.output), asked.output, columns=_VOTERS)


def _say_eligibility(found: EligibilityExplained) -> None:
    rule = found.rule
    known = f"on {found.on}, as known at {_minute(found.known_at)} UTC"
    say(f"{found.workplace} ({found.name}): {found.verdict} {known}")
    if len(found.workplaces) > 1:
        say(f"Elects at {found.electorate}, together: {', '.join(found.workplaces)}")
    counted = f"{in_range(found, 'member')} of category {' or '.join(rule.counted)}"
    say(f"Known: {counted}; {_headcount(found)}.{_lacking(found)}")
    in_a_row = f", for {rule.for_months} months in a row" if rule.for_months else ""
    say(
        f"Rule: at least {rule.threshold} are needed to elect{in_a_row} ({rule.agreement})."
        f" {found.threshold.source} ({found.threshold.certainty})"
    )
    if found.options:
        say(f"Below it: {', or '.join(found.options)}")
    if found.crossed:
        _show_behind([found.crossed], _crossing(found))
    headcounts = [entry for entry in found.observations if entry != found.crossed]
    if headcounts:
        _show_behind(headcounts, "Headcount")
    _show_earlier(found.earlier, _EARLIER_VERDICT)
    say("")
    number = as_text(found.members, found.at_least, found.at_most)
    show(_in_table(found.who), "table", columns=_VOTERS, title=f"Counted: {number}")
    _show_perhaps(found.perhaps)


def _show_perhaps(perhaps: Sequence[Perhaps]) -> None:
    """Show who may be counted as well, if anybody."""
    if perhaps:
        say("")
        show(_in_table(perhaps), "table", columns=_PERHAPS, title="Not counted, though they may be")


def _lacking(found: EligibilityExplained) -> str:
    if found.lacking is None:
        return ""
    if not found.lacking:
        return f" They have not been so many for {found.rule.for_months} months in a row."
    members = how_many(found.lacking, "more member")
    return f" Lacking: {members}, or a headcount of {found.rule.threshold}."


def _crossing(found: EligibilityExplained) -> str:
    surely = "" if found.at_least == found.members else "surely "
    does = "The threshold is reached" if found.verdict == "yes" else f"No longer {surely}reached"
    return f"{does} since {found.crossed_on}"


@explain.command("mandate")
@click.argument("member")
@click.option("--unit", metavar="UNIT", help="Only at this unit. [default: all]")
@click.option("--office", metavar="OFFICE", help="Only this office. [default: all]")
@looking_up
def mandate(registry: Registry, asked: Asked, member: str, **given: Any) -> None:
    """Show why a member is in office, or no longer is.

    For each mandate begun by that day: the election, the rule and its source, who could elect as known
    then and as known now, what ended it, and how that changed as facts were reported late.

    Example: stewards explain mandate M00002 --on 2019-09-01
    """
    found = registry.explain_mandate(member, on=asked.on, known_at=asked.known_at, **given)
    match asked.output:
        case "table":
            for number, each in enumerate(found):
                _say_mandate(each, gap=number > 0)
        case "csv":
            show([_flat(each) for each in found], "csv", columns=_MANDATE)
        case _:
            show(as_data(found), asked.output, columns=())


def _say_mandate(found: MandateExplained, *, gap: bool) -> None:
    if gap:
        say("")
    until = f"until {found.until}" if found.until else "until further notice"
    say(f"{person(found.member)}, {found.office} at {found.unit} from {found.since} {until}")
    over = f" since {found.ended_on}, {found.ended_because}" if found.ended_on else ""
    say(f"On {found.on}, as known at {_minute(found.known_at)} UTC: {found.state}{over}")
    for sentence in _standing(found):
        say(sentence)
    _say_rules(found)
    if found.known_then and found.known_now:
        say(f"On the day of election, as known before it was recorded: {_able(found.known_then)}")
        if found.known_now != found.known_then:
            say(f"On the day of election, as known now: {_able(found.known_now)}")
    _show_behind([found.election], "Election")
    if found.steps:
        _show_behind(found.steps, "Since then")
    if found.ended_by not in {(), (found.election,)}:
        _show_behind(found.ended_by, f"Over since {found.ended_on}")
    _show_earlier(found.earlier, _EARLIER_MANDATE)
    if found.rules:
        say("")
        show(_rows(found.rules), "table", columns=_RULES, title="Rules")


def _say_rules(found: MandateExplained) -> None:
    if found.rule:
        _say_rule(found.rule)
    if found.override:
        say(f"Recorded in spite of the rules: {found.override}")


def _standing(found: MandateExplained) -> Iterator[str]:
    """Yield where a mandate stands, in sentences."""
    standing = found.standing
    if found.ended_on and found.learned_on:
        yield f"Learned on {found.learned_on}."
    if found.starts_on != found.since:
        yield f"In office from {found.starts_on}."
    if standing.continuous_since < found.starts_on:
        yield f"In that office there without a gap since {standing.continuous_since}."
    valid = f" since {standing.valid_since}" if standing.valid_since else ""
    status = f"Status: {standing.status}{valid}."
    if standing.received:
        status += f" The employer received the notice on {standing.received}"
        until = standing.objection_until
        status += f" and could object up to {until}." if until else "."
    yield status
    if standing.protected_from:
        last = standing.protected_until
        yield f"Protected from {standing.protected_from}{f' until {last}' if last else ''}."
    if found.acting:
        yield f"Acts on {found.on}: the seat is empty, or its holder away."


def _say_rule(rule: OfficeRule) -> None:
    grows = rule.seats_by_number
    seats = f"seats: {grows}" if grows else "any number of seats"
    if rule.seats is not None:
        seats = how_many(rule.seats, "seat")
    say(f"Office: {rule.title}, {seats} ({rule.agreement}). {rule.source}")
    if rule.threshold is not None:
        say(
            f"Rule: at least {rule.threshold} are needed to elect ({rule.agreement}). {rule.threshold_source}"
        )


def _able(known: KnownElectorate) -> str:
    members = how_many(known.members, "counted member")
    if known.at_least != known.members:
        members += f" ({known.at_least} of them surely)"
    return f"{members}, {_headcount(known)}, verdict {known.verdict}"


def _show_behind(entries: Sequence[Entry], title: str) -> None:
    say("")
    show_entries(entries, "table", title=title)


def _show_earlier(earlier: Sequence[Any], columns: Sequence[str]) -> None:
    """Show how a figure changed, if it did."""
    if len(earlier) > 1:
        say("")
        rows = [
            row | {"known_at": _minute(row["known_at"]), "entries": shortened(row["entries"])}
            for row in map(ranged, _rows(earlier))
        ]
        show(rows, "table", columns=columns, title="As it was known")


def _rows(found: Sequence[Any]) -> list[dict[str, Any]]:
    return [attrs.asdict(each) for each in found]


def _in_table(found: Sequence[Any]) -> list[dict[str, Any]]:
    """Return rows with the windows they are not sure by in words."""
    return [attrs.asdict(each) | {"unsure_by": in_words(each.unsure_by)} for each in found]


def _lines(found: Sequence[Any], output: str) -> list[dict[str, Any]]:
    return _in_table(found) if output == "csv" else _rows(found)


def _flat(found: MandateExplained) -> dict[str, Any]:
    """Return a mandate with the numbers of its entries."""
    row = attrs.asdict(found, recurse=False) | attrs.asdict(found.standing)
    return row | {
        "election": found.election.number,
        "ended_by": [entry.number for entry in found.ended_by],
    }


def _headcount(known: KnownElectorate | EligibilityExplained) -> str:
    if known.observed is None:
        return "no headcount"
    now = "" if known.headcount == known.observed else f", {known.headcount} since members moved"
    return f"{known.observed} employees counted{now}"


def _minute(instant: datetime) -> str:
    return str(instant)[: len("2019-09-01 18:52")]
