"""Elections under way: what is still to be notified, objected to or settled."""

from collections import Counter
from typing import Any, Final

from ..asked import Asked
from ..parts import Id, Section, Table, Word

UNDER_WAY: Final = ("not notified", "open to objection", "objected", "objected late")


def section(asked: Asked) -> Section:
    """Return the elections that are not settled on the last day, by how far they are."""
    every = asked.last.mandates(unit=asked.unit)
    found = sorted(
        (each for each in every if each.status in UNDER_WAY),
        key=lambda each: (UNDER_WAY.index(each.status), each.objection_until or each.since),
    )
    numbers = Counter(each.status for each in found)
    counted = [
        (Word(status), asked.sheet.figure(("status", status), numbers[status]))
        for status in UNDER_WAY
    ]
    total = asked.sheet.figure(("under way",), len(found))
    asked.sheet.adds_up(total, *(figure for _, figure in counted))
    command = asked.as_of_the_last_day("mandate", "list", *asked.scope)
    columns: tuple[str, ...] = ("Unit", "Office", "Elected", "Status", "Objection until")
    rows: list[tuple[Any, ...]] = [
        (
            asked.name(each.at_unit),
            Word(each.office),
            each.since,
            Word(each.status),
            each.objection_until,
        )
        for each in found
    ]
    if asked.with_ids:
        columns = (*columns, "Member")
        rows = [(*row, Id(each.member)) for row, each in zip(rows, found, strict=True)]
    tables = [Table.of("How far they are", ("Status", "Elections"), counted, command)]
    if not asked.hides_small:
        tables.append(Table.of("Each of them", columns, rows, command))
    return Section("elections", "Elections under way", {"found": total}, tables=tuple(tables))
