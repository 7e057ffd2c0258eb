"""Committees: the seats of each group, and who came to the last meeting."""

from ....registry import Committee, SeatGroup
from ..asked import Asked
from ..figures import Figure
from ..parts import Picture, Section, Table, Word


def section(asked: Asked) -> Section:
    """Return the seats of each committee by group."""
    places = [each.unit for each in asked.last.units(unit=asked.unit) if each.kind == "committee"]
    found = [asked.last.committee(place) for place in places]
    rows = [
        {
            "committee": asked.name(each.unit),
            "group": group.group,
            "seats": group.seats,
            "present": _present(asked, each, group),
        }
        for each in found
        for group in each.groups
    ]
    picture = Picture(
        "seats",
        rows,
        "A bar for each group of a committee: its seats, and darker those taken at the last meeting.",
    )
    tables = tuple(_seats(asked, each) for each in found)
    return Section(
        "committees",
        "Committees",
        {"committees": [(each, _total(asked, each)) for each in found]},
        picture if rows else None,
        tables,
    )


def _seats(asked: Asked, found: Committee) -> Table:
    rows = [(Word(each.group), each.seats, _present(asked, found, each)) for each in found.groups]
    total = _total(asked, found)
    if total is not None:
        asked.sheet.adds_up(total, *(row[2] for row in rows if row[2] is not None))
    return Table.of(
        asked.name(found.unit),
        ("Group", "Seats", "At the last meeting"),
        rows,
        asked.as_of_the_last_day("committee", "show", found.unit),
    )


def _present(asked: Asked, found: Committee, group: SeatGroup) -> Figure | None:
    if group.present is None:
        return None
    return asked.sheet.figure(("present", found.unit, group.group), group.present)


def _total(asked: Asked, found: Committee) -> Figure | None:
    if found.present is None:
        return None
    return asked.sheet.figure(("present", found.unit), found.present)
