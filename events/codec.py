"""How an event is written down and read back: JSON that a person can read in the database.

The stored form is one flat JSON object of the event's fields without those that are none. A field
`v` names the version of the fields where it is not 1; older versions are lifted by the upcasters of
the type when they are read, and the stored bytes stay as they are.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, get_origin, get_type_hints

import attrs
import msgspec

from .errors import (
    MalformedDay,
    MalformedField,
    MalformedInstant,
    MissingField,
    StewardsError,
    UnknownEntryType,
    UnknownField,
    UnknownType,
    UnreadableEntry,
    Unrecordable,
    UnsoundStore,
)
from .event import TYPES, Event, EventType
from .steps import RuleValue
from .validators import as_stored, one_of
from .wire import Said, Wire

VERSION_FIELD = "v"

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(dict[str, Any])

_KINDS: Final[dict[object, str]] = {
    int: "a whole number",
    str: "text",
    int | None: "a whole number, or left out",
    bool | None: "true or false, or left out",
    tuple[str, ...] | None: "a list of ids, or left out",
    RuleValue | None: "a text, a whole number, true or false, or steps",
}
"""What a field must be, by its type; text, or left out, for any other."""


def encode(event: Said) -> bytes:
    """Return the stored form of an event, or of its wire form."""
    if isinstance(event, Wire):
        return event.stored()
    kind = TYPES[type(event).__name__]
    fields = {} if kind.version == 1 else {VERSION_FIELD: kind.version}
    return _encoder.encode(fields | stated(event))


def recordable(event: Event) -> bytes:
    """Return the stored form of an event that a program made, once it was read back and is the same.

    What a line of a file says has been read from such a form, and need not be read once more.

    Raises:
        Unrecordable: it would be read back as something else, or not at all.
    """
    name = type(event).__name__
    try:
        data = encode(event)
        if decode(name, data, 0) == event:
            return data
    except (UnsoundStore, TypeError, ValueError, KeyError) as problem:
        raise Unrecordable(name) from problem
    raise Unrecordable(name)


@as_stored
def decode(type_name: str, data: bytes, entry: int) -> Event:
    """Return the event of a stored entry, whatever version it was written in.

    Raises:
        UnknownEntryType: this version does not know the type, or that version of it.
        UnreadableEntry: the data are not what the type promises.

    """
    kind = TYPES.get(type_name)
    if kind is None:
        raise UnknownEntryType(entry, type_name)
    try:
        fields = _decoder.decode(data)
        version = fields.pop(VERSION_FIELD, 1)
        if type(version) is not int or version < 1:
            raise UnreadableEntry(entry, type_name, f"there is no version {version!r}")
        if version > kind.version:
            raise UnknownEntryType(entry, f"{type_name} version {version}")
        return from_fields(type_name, lifted(kind, fields, version))
    except UnsoundStore:
        raise
    except StewardsError as problem:
        raise UnreadableEntry(entry, type_name, problem.reason) from problem
    except (msgspec.MsgspecError, UnicodeDecodeError, TypeError) as problem:
        raise UnreadableEntry(entry, type_name, str(problem)) from problem
    except RecursionError as problem:
        raise UnreadableEntry(entry, type_name, "they are nested too deeply") from problem


def lifted(kind: EventType, fields: dict[str, Any], version: int) -> dict[str, Any]:
    """Return fields stored in an older version as fields of the present one."""
    for older in range(version, kind.version):
        fields = kind.upcasters[older](fields)
    return fields


def stated(event: Event) -> dict[str, Any]:
    """Return the fields of an event that say something, its own first, none left out."""
    names = TYPES[type(event).__name__].fields
    return {name: value for name in names if (value := getattr(event, name)) is not None}


def tags(event: Said) -> list[str]:
    """Return the tags an event is found by, each once, such as `member:M00001` and `unit:jc-1`."""
    kind = TYPES[type(event).__name__]
    pairs = zip(kind.tag_prefixes, kind.tag_values(event))  # noqa: B905 -- as long, by construction
    found = [prefix + str(value) for prefix, value in pairs if value is not None]
    return list(dict.fromkeys(found)) if len(kind.unit_fields) > 1 else found


def units_named(event: Said) -> list[str]:
    """Return the units that an event names, in the order of its fields."""
    named = [getattr(event, name) for name in TYPES[type(event).__name__].unit_fields]
    return [unit for unit in named if unit is not None] if None in named else named


def from_fields(type_name: str, fields: Mapping[str, Any]) -> Event:
    """Return the event that flat fields speak of; days and instants are texts, as in JSON.

    Raises:
        UnknownType, UnknownField, MissingField: the type has no such name or field.
        MalformedDay, MalformedInstant, MalformedField, MalformedId, MalformedText, MalformedHeadcount,
        CivilRegistrationNumber: a field cannot hold what was given.

    """
    kind = TYPES.get(type_name)
    if kind is None:
        raise UnknownType(type_name, ", ".join(TYPES))
    for name in fields:
        if name not in kind.fields:
            raise UnknownField(type_name, name, ", ".join(kind.fields))
    try:
        event = msgspec.convert(fields, kind.cls)
    except msgspec.ValidationError as problem:
        raise _first_problem(kind, fields) from problem
    if event.recorded_at.tzinfo is UTC:
        return event
    if event.recorded_at.tzinfo is None:
        raise MalformedInstant("recorded_at", event.recorded_at.isoformat())
    return attrs.evolve(event)  # in UTC


def _first_problem(kind: EventType, fields: Mapping[str, Any]) -> StewardsError:
    hints = get_type_hints(kind.cls)
    for attribute in attrs.fields(kind.cls):
        name, wanted = attribute.name, hints[attribute.name]
        if name not in fields:
            if attribute.default is attrs.NOTHING:
                return MissingField(kind.name, name)
            continue
        try:
            msgspec.convert(fields[name], wanted)
        except msgspec.ValidationError:
            return _problem_with(name, fields[name], wanted)
    raise AssertionError(kind.name)  # convert refused the whole, so a field is wrong


def _problem_with(name: str, value: object, wanted: Any) -> StewardsError:
    if wanted in (date, date | None):
        return MalformedDay(name, str(value))
    if wanted is datetime:
        return MalformedInstant(name, str(value))
    if get_origin(wanted) is Literal:
        return MalformedField(name, value, one_of(wanted))
    return MalformedField(name, value, _KINDS.get(wanted, "text, or left out"))
