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
    is_id: "length_of_id",
    is_unit_id: "length_of_unit_id",
    is_text: "length_of_text",
    is_unit_name: "length_of_text",
    is_day: "length_of_day",
    is_headcount: "length_of_number",
    is_number: "length_of_number",
    is_entry: "length_of_number",
    is_flag: "length_of_flag",
}
"""The macro of `lengths.sql` that measures a value, by the validator of its field; an instant has none."""

_MACRO: Final = "create macro if not exists {0}(type, line, said) as 1 + {1}"


def length(name: str, types: Collection[str]) -> str:
    """Return the statement that makes a macro: how long a line of one of the types should be.

    It is none for a line of a type that a log holds few of: these are left to the codec.
    """
    kinds = [TYPES[each] for each in sorted(types) if not TYPES[each].few]
    fields = dict.fromkeys(name for kind in kinds for name in kind.fields)
    parts = [*(_length_of(field, kinds) for field in fields), *_versions(kinds), *_orders(fields)]
    parts.append(f"if({_among(kind.name for kind in kinds)}, 0, null)")
    return _MACRO.format(name, " + ".join(parts))


def _length_of(name: str, kinds: Collection[EventType]) -> str:
    """Return how much a field adds to a line: a comma or brace, its name in quotes, a colon, the value.

    It is none where a type cannot do without it, and nothing in types that have no such field.
    """
    having = {kind.name: attrs.fields_dict(kind.cls)[name] for kind in kinds if name in kind.fields}
    needing = [kind for kind, field in having.items() if field.default is attrs.NOTHING]
    [macro] = {_LENGTHS[field.validator] for field in having.values()}
    value = f"struct_extract(said, '{name}')"
    told = f"{len(name) + 4} + {macro}({value})"
    if len(having) < len(kinds):
        told = f"if({_among(having)}, {told}, null)"
    if len(needing) == len(kinds):
        return told
    # a value that is not plain adds nothing, so that the line is longer than it should be
    missing = f"if({_among(needing)}, null, 0)" if needing else "0"
    return f"coalesce({told}, {missing})"


def _orders(fields: Collection[str]) -> Iterator[str]:
    """Yield nothing as long as days follow each other as the events demand, and none where they do not."""
    for first, last in (("not_before", "effective_on"), ("effective_on", "placed_on")):
        if first in fields and last in fields:
            is_wrong = f"struct_extract(said, '{first}') > struct_extract(said, '{last}')"
            yield f"if(coalesce({is_wrong}, false), null, 0)"


def _versions(kinds: Collection[EventType]) -> Iterator[str]:
    """Yield how long the version is, where it is written down."""
    for kind in kinds:
        if kind.version > 1:
            told = f'{{"{VERSION_FIELD}":{kind.version},'
            there = f"if(starts_with(line, '{told}'), {len(told) - 1}, null)"
            yield f"if({_among([kind.name])}, {there}, 0)"


def _among(names: Iterable[str]) -> str:
    return f"type in ({', '.join(map(repr, names))})"
