"""Those who are counted, and those who may be, as tables with links."""

from collections.abc import Iterable, Iterator

from ...registry import Counted, Perhaps, Voter
from ..report.parts import Table
from . import entries
from .asked import Asked
from .parts import table


def tables_of(
    asked: Asked, who: Iterable[Counted | Voter], perhaps: Iterable[Perhaps]
) -> Iterator[Table]:
    """Yield who is counted, and by which entries; and who may be as well, if anybody."""
    rows = [
        (
            asked.to_member(each.member),
            asked.name(each.workplace),
            each.category,
            asked.to_entries(each.entries),
            entries.windows(asked, each.unsure_by),
        )
        for each in who
    ]
    columns = ("Member", "Workplace", "Category", "Entries", "Not sure by")
    yield table("Counted", columns, rows, asked.said)
    unsure = [
        (asked.to_member(each.member), entries.windows(asked, each.unsure_by)) for each in perhaps
    ]
    if unsure:
        title = "Not counted, though they may be"
        yield table(title, ("Member", "Not sure by"), unsure, asked.said)
