"""Which entries the database may lay out by itself: those that are plainly as the library writes them.

The database takes more than the codec reads: `infinity` for a day, a number for a text, fields that no
event has. So each line is measured: it must be as long as what was found in it would be, written down.
Whatever a value must not be makes the length none or shorter, never longer. A line of another length, or
with a value that is not plain to see, goes through the codec, which alone says what an entry is.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

import attrs

from ...events import TYPES, EventType
from ...events.codec import VERSION_FIELD
from ...events.validators import (
    is_day,
    is_entry,
    is_flag,
    is_headcount,
    is_id,
    is_number,
    is_text,
    is_unit_id,
    is_unit_name,
)

_LENGTHS: Final[dict[object, str]] = {
    None: "length_of_instant",  # of `recorded_at`, which is converted
    is_id: "length_around_id",
    is_unit_id: "length_around_unit_id",
    is_text: "length_of_text",
    is_unit_name: "length_of_text",
    is_day: "length_of_day",
    is_headcount: "length_of_number",
    is_number: "length_of_number",
    is_entry: "length_of_number",
    is_flag: "length_of_flag",
}
"""The macro of `lengths.sql` that measures a value, by the validator of its field; an instant has none."""

_IN_IDS: Final[dict[object, str]] = {is_id: "{0}", is_unit_id: "replace({0}, ' ', '-')"}
"""How a value is looked at that is an id: all of a line at once."""

_MACRO: Final = "create macro if not exists {0}(type, line, said) as 1 + {1}"


def length(name: str, types: Collection[str]) -> str:
    """Return the statement that makes a macro: how long a line of one of the types should be.

    It is none for a line of a type that a log holds few of: these are left to the codec.
    """
    kinds = [TYPES[each] for each in sorted(types) if not TYPES[each].few]
    validators = {
        field: attrs.fields_dict(kind.cls)[field].validator
        for kind in kinds
        for field in kind.fields
    }
    ids = (
        _IN_IDS[each].format(_said(field)) for field, each in validators.items() if each in _IN_IDS
    )
    parts = [
        *(_length_of(field, _LENGTHS[each]) for field, each in validators.items()),
        f"length_of_ids(concat({', '.join(ids)}))",
        *_versions(kinds),
        *_orders(validators),
        _fields(kinds, validators),
    ]
    return _MACRO.format(name, " + ".join(parts))


def _length_of(field: str, macro: str) -> str:
    """Return how much a field adds to a line: a comma or brace, its name in quotes, a colon, the value.

    A value that is not plain adds nothing, so that the line is longer than it should be.
    """
    return f"coalesce({len(field) + 4} + {macro}({_said(field)}), 0)"


def _fields(kinds: Iterable[EventType], every: Iterable[str]) -> str:
    """Return nothing where a line says what its type cannot do without, and nothing else; or none."""

    def of(kind: EventType) -> str:
        own = attrs.fields_dict(kind.cls)
        needed = (f for f in kind.fields if own[f].default is attrs.NOTHING)
        there = (f"{_said(each)} is not null" for each in needed)
        foreign = (f"{_said(each)} is null" for each in every if each not in kind.fields)
        return f"when '{kind.name}' then {' and '.join((*there, *foreign))}"

    return f"if(case type {' '.join(map(of, kinds))} end, 0, null)"


def _orders(fields: Collection[str]) -> Iterator[str]:
    """Yield nothing as long as days follow each other as the events demand, and none where they do not."""
    for first, last in (("not_before", "effective_on"), ("effective_on", "placed_on")):
        if first in fields and last in fields:
            yield f"if(coalesce({_said(first)} > {_said(last)}, false), null, 0)"


def _versions(kinds: Collection[EventType]) -> Iterator[str]:
    """Yield how long the version is, where it is written down."""
    for kind in kinds:
        if kind.version > 1:
            told = f'{{"{VERSION_FIELD}":{kind.version},'
            there = f"if(starts_with(line, '{told}'), {len(told) - 1}, null)"
            yield f"if(type = '{kind.name}', {there}, 0)"


def _said(field: str) -> str:
    return f"struct_extract(said, '{field}')"
