"""The interchange format: one fact a line, a flat JSON object, in and out.

`entry` is the number of the entry: given on export, and used on import only to map what a void voids.
"""

from collections.abc import Mapping
from datetime import UTC
from functools import cache
from typing import Any, NamedTuple

import msgspec

from .codec import from_fields, stated
from .errors import MalformedField, MissingField, NotAFact
from .event import Event
from .wire import Said, in_order, reader

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(dict[str, Any])


class Fact(NamedTuple):
    """One line of an interchange file.

    Attributes:
        said: What it says: an event, or its wire form, which has the same name and fields.
        entry: The number it had in the log it came from; none if the file gives none.
        says_when: Whether the line itself says when it was recorded.
    """

    said: Said
    entry: int | None
    says_when: bool


def parse(line: bytes, defaults: Mapping[str, Any]) -> Fact:
    """Return the fact of one line; `defaults` are the fields taken where the line has none.

    Raises:
        NotAFact: the line is no JSON object.
        BadInput: what it says is malformed; see `stewards.events.codec.from_fields`.
    """
    try:
        said = _read()(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        said = None
    if said is not None and said.recorded_at.tzinfo is UTC and in_order(said):
        entry, said.entry = said.entry, None
        return Fact(said, entry, says_when=True)
    try:
        return _carefully(line, defaults)
    except RecursionError as problem:
        raise NotAFact("it is nested too deeply") from problem


_read = cache(reader)  # made when every type is there


def _carefully(line: bytes, defaults: Mapping[str, Any]) -> Fact:
    """Read a line field by field: one that leaves something out, or is wrong, and says how."""
    given = _fields(line)
    fields = {**defaults, **given}
    name = fields.pop("type", None)
    if name is None:
        raise MissingField("fact", "type")
    if not isinstance(name, str):
        raise MalformedField("type", name, "text")
    entry = fields.pop("entry", None)
    if not (entry is None or type(entry) is int):
        raise MalformedField("entry", entry, "a whole number")
    return Fact(from_fields(name, fields), entry, "recorded_at" in given)


def _fields(line: bytes) -> dict[str, Any]:
    try:
        return _decoder.decode(line)
    except msgspec.ValidationError as problem:
        raise NotAFact("it holds something else") from problem
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise NotAFact(str(problem)) from problem


def line(event: Event, entry: int) -> bytes:
    """Return an entry as one line of the interchange format, without the line break."""
    return _encoder.encode({"type": type(event).__name__} | stated(event) | {"entry": entry})


def untold(event: Event) -> bytes:
    """Return a fact that nobody recorded yet as one line: an import of it says when that was."""
    fields = {"type": type(event).__name__} | stated(event)
    del fields["recorded_at"]
    return _encoder.encode(fields)
