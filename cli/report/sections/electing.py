"""Who may elect: a tile a workplace, and how many of those that may elect have a steward."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Final

from ....registry import Eligibility, Verdict
from ..asked import Asked
from ..figures import Figure
from ..parts import Picture, Section, Table, Word

HAS_ONE: Final = "has a steward"
HAS_NONE: Final = "entitled, has none"
UNKNOWN: Final = "not known"
TOO_FEW: Final = "too few"

TILES: Final = 600
"""Of more workplaces, a bar a unit is drawn, not a tile each."""
GROUPS: Final = 20
"""So many units have a bar: those with most workplaces."""

MARKS: Final = {HAS_ONE: "+", HAS_NONE: "!", UNKNOWN: "?", TOO_FEW: "\N{EN DASH}"}


def status(found: Eligibility) -> str:
    """Return in a word what a tile says of a workplace."""
    if found.stewards:
        return HAS_ONE
    return {"yes": HAS_NONE, "no": TOO_FEW}.get(found.verdict, UNKNOWN)


def section(asked: Asked) -> Section:
    """Return each workplace with what it may do, and the coverage above them."""
    above = {each.unit: each.parent for each in asked.last.units(gone=True)}
    found = [*asked.last.eligibility(unit=asked.unit)]
    found.sort(key=lambda each: (asked.name(above.get(each.workplace)), each.name))
    rows = [
        {"group": asked.name(above.get(each.workplace)), "status": status(each)} for each in found
    ]
    numbers = Counter(row["status"] for row in rows)
    answers: dict[str, Any] = {name: numbers[word] for name, word in _ANSWERS.items()}
    tables = (_coverage(asked, found), _workplaces(asked, found))
    is_many = len(rows) > TILES
    answers |= {"groups": GROUPS if is_many else 0}
    picture = Picture(
        "shares" if is_many else "tiles",
        [*_shares(rows)] if is_many else [r | {"mark": MARKS[r["status"]]} for r in rows],
        "A tile for each workplace: {has_one} have a steward, {has_none} are entitled and have none,"
        " of {unknown} it is not known, {too_few} have too few.",
        answers,
    )
    return Section("electing", "Who may elect", answers, picture if rows else None, tables)


def _shares(rows: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield how many workplaces of a unit are of each status, those with most workplaces first."""
    largest = Counter(row["group"] for row in rows).most_common(GROUPS)
    numbers = Counter((row["group"], row["status"]) for row in rows)
    for group, _ in largest:
        for place, each in enumerate(MARKS):
            number = numbers[group, each]
            yield {"group": group, "status": each, "place": place, "number": number}


_ANSWERS: Final = {
    "has_one": HAS_ONE,
    "has_none": HAS_NONE,
    "unknown": UNKNOWN,
    "too_few": TOO_FEW,
}


def _coverage(asked: Asked, found: list[Eligibility]) -> Table:
    covered = asked.last.coverage(unit=asked.unit)
    units, above = {each.unit for each in covered}, defaultdict[str, list[Eligibility]](list)
    for one in found:
        if one.verdict == Verdict.YES:
            line = asked.last.organisation.line(one.workplace, asked.last.on)
            above[next(unit for unit in line if unit in units)].append(one)
    rows = []
    for each in covered:
        there = above[each.unit]
        counted = asked.sheet.figure(("where it may elect", each.unit), each.members)
        represented = asked.sheet.figure(("represented", each.unit), each.represented)
        asked.sheet.adds_up(counted, *(_here(asked, e) for e in there))
        asked.sheet.adds_up(represented, *(_here(asked, e) for e in there if e.stewards))
        rows.append((each.name, each.entitled, each.with_steward, counted, represented))
    return Table.of(
        "Workplaces that may elect",
        ("Unit", "May elect", "Have a steward", "Members there", "With a steward"),
        rows,
        asked.as_of_the_last_day("coverage", *asked.scope),
        with_sums=not asked.hides_small,
    )


def _here(asked: Asked, found: Eligibility) -> Figure:
    return asked.sheet.figure(("members at", found.workplace), found.members_here)


def _workplaces(asked: Asked, found: list[Eligibility]) -> Table:
    columns: tuple[str, ...] = ("Workplace", "Status", "Members", "Headcount")
    rows: list[tuple[Any, ...]] = [
        (
            each.name,
            Word(status(each)),
            _here(asked, each),
            None
            if each.headcount is None
            else asked.sheet.figure(("headcount", each.workplace), each.headcount),
        )
        for each in found
    ]
    if not asked.hides_small:
        columns = (*columns, "Entitled", "In office")
        rows = [
            (*row, each.entitled, each.in_office) for row, each in zip(rows, found, strict=True)
        ]
    command = asked.as_of_the_last_day("eligibility", *asked.scope)
    return Table.of("Every workplace", columns, rows, command, with_sums=not asked.hides_small)
