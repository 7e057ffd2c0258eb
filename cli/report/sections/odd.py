"""What looks odd: how many findings of each kind."""

from collections import Counter

from ...printing import person
from ..asked import Asked
from ..parts import Section, Table, Word


def section(asked: Asked) -> Section:
    """Return the findings of the last day by their kind; with ids, each of them."""
    found = asked.last.check(unit=asked.unit)
    numbers = Counter(each.finding for each in found)
    command = asked.as_of_the_last_day("check", *asked.scope)
    counted = [
        (Word(kind), asked.sheet.figure(("finding", kind), number))
        for kind, number in numbers.items()
    ]
    total = asked.sheet.figure(("findings",), len(found))
    asked.sheet.adds_up(total, *(figure for _, figure in counted))
    tables = [Table.of("Findings", ("Finding", "How many"), counted, command)]
    if asked.with_ids:
        rows = [(person(each.subject), Word(each.finding), each.detail) for each in found]
        columns = ("Subject", "Finding", "What is odd")
        tables.append(Table.of("Each of them", columns, rows, f"{command} --all"))
    return Section("odd", "What looks odd", {"number": total}, tables=tuple(tables))
