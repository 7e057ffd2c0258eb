"""Answers of the library as the rows that commands print; the shapes of JSON are documented."""

from typing import Any, Final

from ..events import TYPES, stated
from ..registry import Entry

ENTRY_COLUMNS: Final = (
    "entry",
    "type",
    "effective_on",
    "recorded_at",
    "recorded_by",
    "voided_by",
    "says",
)


def entry_row(entry: Entry) -> dict[str, Any]:
    """Return an entry with its number, type, origin, what voids it, and what it says."""
    event = entry.event
    said = dict.fromkeys(TYPES[type(event).__name__].fields) | stated(event)
    common = {key: said.pop(key) for key in ("effective_on", "recorded_at", "recorded_by")}
    head = {"entry": entry.number, "type": type(event).__name__}
    return {**head, **common, "voided_by": entry.voided_by, **said}


def entry_summary(entry: Entry) -> dict[str, Any]:
    """Return an entry as a table shows it, with what it says in one cell."""
    row = entry_row(entry)
    hidden = {"entry", "type", "effective_on", "recorded_at", "recorded_by", "voided_by"}
    said = [
        f"{key} {value}" for key, value in row.items() if key not in hidden and value is not None
    ]
    recorded = row["recorded_at"].strftime("%Y-%m-%d %H:%M")
    return row | {"recorded_at": recorded, "says": ", ".join(said)}
