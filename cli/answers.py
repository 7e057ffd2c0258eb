"""`stewards count`, `eligibility`, `vacancies`, `history` and `check`: questions to the log."""

import sys
from itertools import groupby
from operator import itemgetter
from typing import Any

import attrs
import click

from ..registry import Count, Eligibility, Registry
from .app import FINDINGS
from .options import Asked, asking
from .output import say, shortened, show, show_one
from .rows import ENTRY_COLUMNS, entry_row, entry_summary

_ELIGIBILITY = ("workplace", "name", "members", "observed", "verdict", "stewards")
_COUNT = ("on", "known_at", "unit", "category", "members")


@click.command("count")
@click.option("--unit", help="Members at or below this unit. [default: the whole union]")
@click.option("--category", help="Only this category. [default: all]")
@click.option("--by", type=click.Choice(["workplace", "unit", "category"]), help="Also in groups.")
@asking
def count(registry: Registry, asked: Asked, **given: Any) -> None:
    """Count the members on a day.

    Example: stewards count --on 2019-09-01 --known-at 2019-10-15 --unit jck --by workplace
    """
    answer = registry.count(on=asked.on, known_at=asked.known_at, **given)
    row = {key: value for key, value in attrs.asdict(answer).items() if key in _COUNT}
    by = given["by"]
    groups = [{by: g.value, "name": g.name, "members": g.members} for g in answer.groups]
    if asked.output == "json" and by:
        show_one(row | {"groups": groups}, asked.output, columns=())
    elif by:
        columns = (by, "members") if by == "category" else (by, "name", "members")
        show(groups, asked.output, columns=columns, title=_headline(answer))
    else:
        show_one(row, asked.output, columns=_COUNT)


def _headline(answer: Count) -> str:
    place = answer.unit or "the union"
    known = f"as known at {answer.known_at:%Y-%m-%d %H:%M:%S} UTC"
    return f"{answer.members} members in {place} on {answer.on}, {known}"


@click.command("eligibility")
@asking
def eligibility(registry: Registry, asked: Asked) -> None:
    """Show which open workplaces may elect: yes, no, or unknown.

    The verdict is unknown where fewer members than the threshold work and nobody observed the
    headcount: the law counts employees, the register holds members.

    Example: stewards eligibility --on 2019-09-01
    """
    _show_eligibility(registry.eligibility(on=asked.on, known_at=asked.known_at), asked.output)


@click.command("vacancies")
@asking
def vacancies(registry: Registry, asked: Asked) -> None:
    """Show the open workplaces that may elect and have no steward in office.

    Example: stewards vacancies --on 2019-09-01
    """
    _show_eligibility(registry.vacancies(on=asked.on, known_at=asked.known_at), asked.output)


def _show_eligibility(answers: tuple[Eligibility, ...], output: str) -> None:
    show([attrs.asdict(answer) for answer in answers], output, columns=_ELIGIBILITY)


@click.command("history")
@click.option("--member", help="The entries that name this member.")
@click.option("--unit", help="The entries that name this unit.")
@asking
def history(registry: Registry, asked: Asked, member: str | None, unit: str | None) -> None:
    """Show the entries behind a member or a unit, in the order a history is read.

    Voided entries are shown with the number of the entry that voids them.

    Example: stewards history --member M00001
    """
    if (member is None) == (unit is None):
        raise click.UsageError("Give one of --member MEMBER and --unit UNIT.")
    entries = registry.history(member=member, unit=unit, on=asked.on, known_at=asked.known_at)
    row = entry_summary if asked.output == "table" else entry_row
    show([row(entry) for entry in entries], asked.output, columns=ENTRY_COLUMNS)


@click.command("check")
@asking
def check(registry: Registry, asked: Asked) -> None:
    """List what looks odd, each with the entries behind it; exit code 1 if there is anything.

    Example: stewards check --on 2019-09-01
    """
    findings = registry.check(on=asked.on, known_at=asked.known_at)
    rows = [attrs.asdict(finding) for finding in findings]
    if asked.output == "table" and rows:
        _show_by_kind(rows)
    else:
        columns = ("finding", "subject", "detail", "entries")
        show(rows, asked.output, columns=columns)
    if findings:
        sys.exit(FINDINGS)


def _show_by_kind(rows: list[dict[str, Any]]) -> None:
    for finding, group in groupby(rows, key=itemgetter("finding")):
        found = [row | {"entries": shortened(row["entries"])} for row in group]
        columns = ("subject", "detail", "entries")
        show(found, "table", columns=columns, title=f"{finding}: {len(found)}")
        say("")
