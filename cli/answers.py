"""`stewards count`, `eligibility`, `vacancies`, `history` and `check`: questions to the log."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final, get_args

import attrs
import click

from ..registry import Every, KnownAt, Registry
from .app import App
from .commands import Command
from .exit_codes import FINDINGS
from .heading import Heading
from .options import (
    DAY,
    ONLY_A_SERIES,
    Asked,
    asking,
    category_option,
    known_at_option,
    looking_up,
    output_option,
    remark_on_merger,
    unit_option,
)
from .output import PICTURE, say, say_title, shortened, show, show_one, tell
from .printing import person, printing
from .ranges import RANGE, either, in_range, member_of, numbers, ranged
from .rows import show_entries
from .series import NOWHERE, show_series
from .values import Whole

if TYPE_CHECKING:  # what a count does without is loaded when it is asked for
    from ..registry import Count, Eligibility, Finding

_BY: Final = ("workplace", "unit", "category")
_BY_MEANS: Final = "Also count in groups: workplace, unit or category."
_COUNT: Final = ("on", "known_at", "unit", "category", *RANGE)
_ELIGIBILITY: Final = (
    *("workplace", "name", *RANGE, "observed", "observed_on", "headcount", "verdict", "electorate"),
    *("entitled", "in_office", "surplus", "rule", "options", "stewards", "members_here"),
)
_TABLE: Final = (
    *("workplace", "name", *RANGE, "headcount", "observed_on", "verdict"),
    *("entitled", "in_office", "stewards"),
)
_COVERAGE: Final = ("unit", "name", "entitled", "with_steward", "members", "represented")
_CROSSINGS: Final = ("from", "until", "is_reached", "members", "headcount", "learned", "entry")
_FINDING: Final = ("subject", "detail", "entries")
_FEW: Final = 20
"""So many findings of a kind are listed; more of them are one line unless all are asked for."""
_NAMED: Final = 3
_KIND: Final = attrgetter("finding")
_MEMBERS: Final = "Members"
_MEMBERS_OF: Final = "Members of category {}"
_EVERY: Final = get_args(Every)
_ONE_DAY: Final = "Give --on DAY, or --from DAY with --to DAY and --every STEP."
_VACANT: Final = "Vacancies of the office of {}"
_VACANT_OFFICES: Final = "Vacancies of every office"
_ONE_OF: Final = "Give one of --member MEMBER and --unit UNIT."


@click.command("count", cls=Command)
@click.option(
    "--unit", metavar="UNIT", help="Members at or below this unit. [default: the whole union]"
)
@category_option
@click.option("--by", type=click.Choice(_BY), metavar="KIND", help=_BY_MEANS)
@click.option(
    "--depth",
    type=Whole(1),
    metavar="LEVELS",
    default=1,
    help="By unit: so many levels below --unit, or below none. [default: 1]",
)
@click.option(
    "--as-organised",
    type=DAY,
    help="Count as if units lay and were merged as on this day. [default: each day as it was]",
)
@click.option("--from", "since", type=DAY, help="Count on this day too, and on days after it.")
@click.option("--to", "until", type=DAY, help="The last day, with --from. [default: today]")
@click.option(
    "--every",
    type=click.Choice(_EVERY),
    metavar="STEP",
    help="With --from: a year, a quarter or a month from day to day. [default: year]",
)
@asking
def count(
    registry: Registry,
    asked: Asked,
    since: date | None,
    until: date | None,
    every: Every | None,
    **given: Any,
) -> None:
    """Count the members on a day, or on several.

    With --from, on that day and a year, a quarter or a month after it, again and again up to --to. The
    groups are the same on all days; --as-organised keeps a unit that was moved or merged in one row. -o svg
    draws a line for each, with a band where a number is a range.

    Example: stewards count --on 2019-09-01 --known-at 2019-10-15 --unit jck --by workplace
    """
    if (since is None and (until or every)) or (since is not None and asked.on):
        raise click.UsageError(_ONE_DAY, click.get_current_context())
    if asked.output == PICTURE and since is None:
        raise click.UsageError(ONLY_A_SERIES, click.get_current_context())
    view = registry.view(on=until or asked.on, known_at=asked.known_at)
    if since is not None:
        counts = view.counts(since=since, every=every or "year", **given)
        organised = view.on_day(given["as_organised"] or view.on)
        merged = remark_on_merger(organised, given["unit"])
        whom = _MEMBERS_OF.format(either(given["category"])) if given["category"] else _MEMBERS
        title = asked.heading(whom, view, unit=given["unit"], since=since)
        show_series(counts, given["by"], merged, title, asked.output)
        return
    answer = view.count(**given)
    row = _row(answer) | remark_on_merger(view, answer.unit)
    if given["by"]:
        _show_groups(answer, row, given["by"], asked.output)
    elif asked.output == "table":
        say(f"{_sentence(answer)}.")
    else:
        show_one(row, asked.output, columns=_COUNT)


def _show_groups(answer: "Count", row: dict[str, Any], by: str, output: str) -> None:
    groups = [{by: g.value, "name": g.name, **numbers(g)} for g in answer.groups]
    columns = (by, *RANGE) if by == "category" else (by, "name", *RANGE)
    match output:
        case "json":
            show_one(row | {"groups": groups}, output, columns=_COUNT)
        case "table":
            named = [ranged(group) | {"name": group["name"] or NOWHERE} for group in groups]
            show(named, output, columns=columns, title=_sentence(answer))
        case _:
            show(groups, output, columns=columns)


def _row(answer: "Count") -> dict[str, Any]:
    return {key: getattr(answer, key) for key in _COUNT}


def _sentence(answer: "Count") -> str:
    whom = in_range(answer, member_of(answer.category))
    place = answer.unit or "the union"
    known_at = str(answer.known_at)[: len("2019-09-01 18:52:00")]
    return f"{whom} in {place} on {answer.on}, as known at {known_at} UTC"


@click.command("eligibility", cls=Command)
@unit_option
@asking
def eligibility(registry: Registry, asked: Asked, unit: str | None) -> None:
    """Show which open workplaces may elect a steward.

    The verdict is yes, no or unknown. The agreement counts employees, and the registry knows only
    members: with fewer members than the threshold and no headcount on record, it is unknown.

    Example: stewards eligibility --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    title = asked.heading("Who may elect a steward", view, unit=unit, by_rules=True)
    _show_eligibility(view.eligibility(unit=unit), asked.output, title)


@click.command("vacancies", cls=Command)
@click.option(
    "--office", metavar="OFFICE", default="steward", show_default=True, help="Of this office."
)
@click.option("--all", "every", is_flag=True, default=False, help="Of every office.")
@unit_option
@asking
def vacancies(
    registry: Registry, asked: Asked, office: str, unit: str | None, *, every: bool
) -> None:
    """List workplaces entitled to a steward that have none.

    Or where fewer hold another office than may: with the day since which, and the deputies who act.
    JSON and CSV also say who follows by the rules.

    Example: stewards vacancies --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    found = view.vacancies(None if every else office, unit=unit)
    what = _VACANT_OFFICES if every else _VACANT.format(office)
    title = asked.heading(what, view, unit=unit, by_rules=True)
    is_table = asked.output == "table"
    office_too = () if is_table and not every else ("office",)
    rule_too = () if is_table else ("follows",)
    _show_eligibility(found, asked.output, title, (*office_too, "since", "acting", *rule_too))


def _show_eligibility(
    answers: "Sequence[Eligibility]", output: str, title: Heading, others: tuple[str, ...] = ()
) -> None:
    rows = [attrs.asdict(answer) for answer in answers]
    if output == "table":
        show([*map(ranged, rows)], output, columns=(*_TABLE, *others), title=title)
    elif output == "csv":
        in_words = [row | {"rule": str(each.rule)} for row, each in zip(rows, answers, strict=True)]
        show(in_words, output, columns=(*_ELIGIBILITY, *others), title=title)
    else:
        show(rows, output, columns=())


@click.command("coverage", cls=Command)
@click.option(
    "--unit", metavar="UNIT", help="Workplaces at or below this unit. [default: the whole union]"
)
@click.option(
    "--by",
    type=click.Choice(("unit",)),
    default="unit",
    show_default=True,
    metavar="KIND",
    help="By the units right below --unit, or below none: unit.",
)
@asking
def coverage(registry: Registry, asked: Asked, unit: str | None, by: str) -> None:  # noqa: ARG001
    """Show how many workplaces that may elect have a steward.

    And how many of the members who count there work where there is one.

    Example: stewards coverage --by unit --unit kk --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    rows = [attrs.asdict(each) for each in view.coverage(unit=unit)]
    title = asked.heading("Workplaces that have a steward", view, unit=unit, by_rules=True)
    show(rows, asked.output, columns=_COVERAGE, title=title)


@click.command("crossings", cls=Command)
@click.argument("workplace")
@click.option("--from", "since", type=DAY, help="Only what lasts until this day or later.")
@click.option("--to", "on", type=DAY, help="Only what begins by this day. [default: today]")
@known_at_option
@output_option
@click.pass_obj
def crossings(
    app: App,
    /,
    *,
    workplace: str,
    since: date | None,
    on: date | None,
    known_at: KnownAt,
    output: str,
) -> None:
    """Show when a workplace was under the threshold and over it.

    Alone, or with those it elected with. Each with how many members counted on its first day, the
    headcount by then, and since when that is known.

    Example: stewards crossings bcv-12 --to 2019-09-01
    """
    with app.opened() as registry:
        view = registry.view(on=on, known_at=known_at)
        found = view.crossings(workplace, since=since)
        about: dict[str, Any] = {"unit": workplace, "since": since, "by_rules": True}
        title = Heading.of(view, "Over and under the threshold", known_at=known_at, **about)
    rows = [attrs.asdict(each) for each in found]
    shown = [{"from": row.pop("first")} | row for row in rows]
    show(shown, output, columns=_CROSSINGS, title=title)


@click.command("history", cls=Command)
@click.option("--member", metavar="MEMBER", help="Entries about this member.")
@click.option("--unit", metavar="UNIT", help="Entries about this unit.")
@partial(looking_up, on_means="Only facts that took effect by this day. [default: all]")
def history(registry: Registry, asked: Asked, member: str | None, unit: str | None) -> None:
    """Show the entries about a member or a unit.

    In the order in which they take effect; a voided entry is shown with the one that voided it.

    Example: stewards history --member M00001
    """
    if (member is None) == (unit is None):
        raise click.UsageError(_ONE_OF, click.get_current_context())
    entries = registry.history(member=member, unit=unit, on=asked.on, known_at=asked.known_at)
    view = registry.view(on=asked.on, known_at=asked.known_at)
    title = asked.heading(f"Entries about {member or unit}", view)
    if asked.on is None:
        title = attrs.evolve(title, on=None)
    show_entries(entries, asked.output, title=title)


@click.command("check", cls=Command)
@click.option("--all", "every", is_flag=True, help="List each finding, however many are alike.")
@click.option(
    "--ahead",
    type=Whole(0),
    metavar="DAYS",
    default=0,
    help="List what falls due within so many days, too.",
)
@unit_option
@asking
def check(registry: Registry, asked: Asked, *, every: bool, ahead: int, unit: str | None) -> None:
    """List anything that looks odd, with the entries behind it.

    Each finding says what to do. More than 20 findings of a kind are one line, with their number. The exit
    code is 1 if there are findings.

    Example: stewards check --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    findings = view.check(ahead=ahead, unit=unit)
    title = asked.heading("What looks odd", view, unit=unit, by_rules=True)
    shown = "stewards check --all" + (f" --unit {unit}" if unit else "")
    rows = [
        row
        for _, alike in groupby(findings, _KIND)
        for row in _found([*alike], None if every else shown)
    ]
    if asked.output == "table" and rows:
        _show_by_kind(rows, title)
    else:
        show(rows, asked.output, columns=("finding", *_FINDING, "advice"), title=title)
    if findings:
        click.get_current_context().exit(FINDINGS)


def _found(alike: "list[Finding]", command: str | None) -> list[dict[str, Any]]:
    """Return the rows of the findings of one kind: a single one for many, with what lists them."""
    if command is None or len(alike) <= _FEW:
        return [attrs.asdict(each) | {"findings": 1, "subjects": (each.subject,)} for each in alike]
    first = alike[:_NAMED]
    return [
        {
            "finding": first[0].finding,
            "subject": shortened([each.subject for each in alike], _NAMED),
            "detail": f"the first: {first[0].detail}",
            "advice": f"{first[0].advice}. List them all: {command}",
            "entries": tuple(sorted({entry for each in first for entry in each.entries})),
            "findings": len(alike),
            "subjects": tuple(each.subject for each in first),
        }
    ]


def _show_by_kind(rows: list[dict[str, Any]], title: Heading) -> None:
    say_title(title)
    for finding, group in groupby(rows, key=itemgetter("finding")):
        say("")
        found = [row | {"entries": shortened(row["entries"])} for row in group]
        number = sum(row["findings"] for row in found)
        show(found, "table", columns=_FINDING, title=f"{finding}: {number}")
        for row in found:
            tell(f"{person(row['subject'])}: {printing().language.say(row['advice'])}.")
