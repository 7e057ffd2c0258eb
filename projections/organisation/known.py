"""The organisation as known at an entry, read from the replayed log."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ...events import ElectorateChanged, UnitFormed
from ...events.entry import Entry
from ..replay.entries import COMMON, WholeEntries, entries_of
from ..replay.projection import Projection
from .fold import Organisation

_COLUMNS: Final = ("unit", "name", "kind", "parent", "into", "not_before")
_ORDER: Final = "effective_on, coalesce(not_before, effective_on), entry"


def organisation_known(projection: Projection, upto: int, whole: WholeEntries) -> Organisation:
    """Return the units as known with the entry `upto`, on any day; `whole` is known with it too."""
    columns = (*COMMON, *(f'"{name}"' for name in _COLUMNS))
    rows = projection.ask("unit_entries", columns, {"upto": upto}, _ORDER)
    formed: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        if row[1] == UnitFormed.__name__:
            formed.setdefault(row[5], row)  # the earliest counts
    changes = [row for row in rows if row[1] != UnitFormed.__name__]
    together = whole.of(ElectorateChanged)
    return Organisation([*entries_of(changes, _COLUMNS), *together], _Formed(formed))


class _Formed(Mapping[str, Entry]):
    """The entries that formed units, each made when it is asked for: most never are."""

    def __init__(self, rows: dict[str, tuple[Any, ...]]) -> None:
        self._rows = rows
        self._made: dict[str, Entry] = {}

    def __getitem__(self, unit: str) -> Entry:
        if unit not in self._made:
            [self._made[unit]] = entries_of([self._rows[unit]], _COLUMNS)
        return self._made[unit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
