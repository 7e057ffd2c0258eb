"""Rosters as they are once read, and a branch to compare them with."""

from datetime import UTC, date, datetime
from typing import Any

from stewards.events.stores import open_store
from stewards.events.window import Window
from stewards.registry import Registry
from stewards.registry.lists import Roster, RosterRow, RowProblem, Source

DAY = date(2019, 9, 1)
NOW = datetime(2019, 9, 20, 8, tzinfo=UTC)

HEADINGS = {
    "member": "Medlemsnr.",
    "category": "Kategori",
    "workplace": "Arbejdsplads-id",
    "workplace_name": "Arbejdsplads",
    "joined_on": "Indmeldt",
}


def row(
    member: str,
    workplace: str | None = None,
    category: str | None = "active",
    joined_on: date | None = None,
) -> RosterRow:
    """Return a row; `roster` numbers it."""
    return RosterRow(0, member, category, workplace, joined_on)


def roster(
    *rows: RosterRow,
    headings: dict[str, str] = HEADINGS,
    names: dict[str, str] | None = None,
    problems: list[RowProblem] | None = None,
    unsound: frozenset[str] = frozenset(),
    has_nameless: bool = False,
) -> Roster:
    """Return a roster of these rows, numbered from 2 as below a heading."""
    return Roster(
        source=Source("list.csv", "UTF-8", ";"),
        headings=headings,
        rows=[each._replace(row=number) for number, each in enumerate(rows, start=2)],
        names=names or {},
        problems=problems or [],
        unsound=unsound,
        has_nameless=has_nameless,
    )


def branch() -> Registry:
    """Return a registry: anna and bo at jc-1, cleo at jc-2, dan nowhere; jc-0 was merged into jc-1."""
    registry = Registry(open_store(":memory:"), clock=lambda: NOW, recorded_by="office")
    early = date(2015, 1, 1)
    registry.form_unit("kk", name="Kommune", kind="employer", on=early)
    for unit in ("jc-0", "jc-1", "jc-2"):
        registry.form_unit(unit, name=unit.upper(), parent="kk", on=early)
    registry.merge_units("jc-0", into="jc-1", on=date(2019, 6, 1))
    for member, workplace in (("anna", "jc-1"), ("bo", "jc-1"), ("cleo", "jc-2"), ("dan", None)):
        registry.join(member, workplace=workplace, on=date(2018, 1, 1))
    return registry


SAME = (row("anna", "jc-1"), row("bo", "jc-0"), row("cleo", "jc-2"), row("dan"))
"""What that registry says, in the words of a list that still has jc-0."""

WITHOUT_JOINING = {key: value for key, value in HEADINGS.items() if key != "joined_on"}
"""The headings of lists that give no days of joining."""


def take(registry: Registry, on: date, *rows: RosterRow, **words: Any) -> str:
    """Take in a list of these rows, that gives no days of joining; return its batch."""
    plan = registry.plan_roster(roster(*rows, headings=WITHOUT_JOINING), on=on, **words)
    registry.record_plan(plan, yes=True)
    return plan.batch


def told(registry: Registry, first: int) -> list[str]:
    """Return what the entries say from a number on, each in a line with its day, or its window."""
    return [f"{n} {_line(registry.entry(n).event)}" for n in range(first, registry.size() + 1)]


def _line(event: Any) -> str:
    names = ("member", "unit", "voids", "into", "workplace", "category", "joined", "placed_on")
    own = [str(each) for name in names if (each := getattr(event, name, None)) is not None]
    window = Window(getattr(event, "not_before", None) or event.effective_on, event.effective_on)
    return " ".join([type(event).__name__, *own, str(window)])
