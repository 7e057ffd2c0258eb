"""The lists that stand, and the entries about members whom a list may change, from the replayed log."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, cast

from ...events import RosterTaken
from ...events.entry import Entry
from ..replay.entries import COMMON, entries_of
from ..replay.projection import Projection

_LIST: Final = (
    *("batch", "unit", "members", "joining_days", "workplaces", "categories"),
    *("without", "nameless", "uncategorised", "complete_since", "digest"),
)
_FACT: Final = (
    *("member", "not_before", "derived", "placed_on", "workplace", "category"),
    *("joined", "joined_not_before"),
)
_ABOUT: Final = attrgetter("event.member")
_AT_ONCE: Final = 20_000
"""Of so many members the entries are fetched at once: more hold more memory, and spare no time."""


def lists_taken(projection: Projection, upto: int) -> list[Entry]:
    """Return the standing lists, each an entry of RosterTaken, in the order of their days."""
    columns = (*COMMON, *_LIST)
    rows = projection.ask("rosters_standing", columns, {"upto": upto}, "effective_on, entry")
    return entries_of(rows, _LIST)


def taken(entry: Entry) -> RosterTaken:
    """Return what the entry of a list says."""
    return cast("RosterTaken", entry.event)


def unsettled_members(projection: Projection, on: date, upto: int) -> set[str]:
    """Return the members of whom a list of a day can change what is derived, even where it agrees."""
    given = {"on_day": on, "upto": upto}
    return {member for (member,) in projection.ask("unsettled_members", ["member"], given)}


def members_derived_on(projection: Projection, on: date, upto: int) -> set[str]:
    """Return the members of whom facts may rest on a list of a day."""
    given = {"on_day": on, "upto": upto}
    return {member for (member,) in projection.ask("derived_on", ["member"], given)}


def entries_about(
    projection: Projection, members: Collection[str], upto: int
) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each of some members with the standing entries about them, in the order of the ids."""
    columns = (*COMMON, *_FACT)
    waiting = sorted(members)
    for start in range(0, len(waiting), _AT_ONCE):
        among = waiting[start : start + _AT_ONCE]
        given: dict[str, Any] = {"upto": upto, "among": among}
        rows = projection.ask("entries_about", columns, given, "member, entry")
        entries = entries_of(rows, _FACT)
        found = {member: list(those) for member, those in groupby(entries, key=_ABOUT)}
        for member in among:
            yield member, found.get(member, [])
