"""Entries as they are laid out in columns: what the plain functions of a subject judge."""

from collections.abc import Callable, Iterable
from datetime import UTC
from functools import cache
from typing import Any, Final

import attrs
from attrs import frozen

from ...events import TYPES, Event, decode
from ...events.entry import Entry
from .projection import Projection

COMMON: Final = ("entry", "type", "effective_on", "recorded_at", "recorded_by")
"""The columns that come first in the rows of a query for entries."""


def entries_of(rows: Iterable[tuple[Any, ...]], columns: Iterable[str]) -> list[Entry]:
    """Return entries from the rows of a query, in its order.

    They were checked when they were laid out, so this makes them without checking them again. What is
    not laid out is left out: notes, reasons, and the columns that a query does not ask for.

    Args:
        rows: Each has the columns of `COMMON`, then others.
        columns: The names of these others.
    """
    names = tuple(columns)
    maker = cache(lambda kind: _maker(kind, names))
    return [
        Entry(number, maker(kind)(day, recorded_at, by, own))
        for number, kind, day, recorded_at, by, *own in rows
    ]


@frozen
class WholeEntries:
    """The standing entries of all types that a log holds few of, as known with an entry.

    They are read at once, as to ask costs more than to read so few; those of a type are made when
    somebody asks for them.
    """

    _rows: list[tuple[int, str, str]]

    @classmethod
    def known(cls, projection: Projection, upto: int) -> "WholeEntries":
        """Read those of a replayed log up to the last entry known."""
        given = {"upto": upto, "types": [name for name, kind in TYPES.items() if kind.few]}
        columns = ["entry", "type", "text"]
        return cls(projection.ask("whole_entries", columns, given, "effective_on, entry"))

    def of(self, *types: type[Event]) -> tuple[Entry, ...]:
        """Return those of some types, by day and entry."""
        wanted = {each.__name__ for each in types}
        return tuple(
            Entry(number, decode(kind, text.encode(), number))
            for number, kind, text in self._rows
            if kind in wanted
        )


@cache
def _maker(kind: str, names: tuple[str, ...]) -> Callable[..., Event]:
    """Return what makes events of a type, given its name and the columns there are."""
    cls = TYPES[kind].cls
    new, fields = cls.__new__, {field.name: field for field in attrs.fields(cls)}
    slot = {name: getattr(cls, name).__set__ for name in fields}
    defaults = {name: _default(field) for name, field in fields.items()}
    own = [
        (place, slot[name], defaults[name]) for place, name in enumerate(names) if name in fields
    ]
    given = {"effective_on", "recorded_at", "recorded_by", *names}
    absent = [(slot[name], defaults[name]) for name in fields if name not in given]
    on, at, by = slot["effective_on"], slot["recorded_at"], slot["recorded_by"]

    def make(day: object, recorded_at: Any, recorded_by: object, values: list[object]) -> Event:
        event = new(cls)
        on(event, day)
        at(event, recorded_at.replace(tzinfo=UTC))
        by(event, recorded_by)
        for place, put, default in own:
            value = values[place]
            put(event, default if value is None else value)
        for put, value in absent:
            put(event, value)
        return event

    return make


def _default(field: "attrs.Attribute[Any]") -> object:
    return None if field.default is attrs.NOTHING else field.default
