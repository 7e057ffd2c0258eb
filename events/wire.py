"""The wire form of facts: what one line says, decoded and checked in one go, without making an event.

Making an event costs several times what reading its line does, and an import of a million facts needs
none of them. A wire form has the name and the fields of its event, so `tags`, `units_named` and
`encode` take either. The decoder lets pass nothing that the validators of the event would refuse; a line
that it refuses is read again field by field, to say what is wrong, or that nothing is.
"""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, get_type_hints

import attrs
import msgspec
from msgspec import Meta

from .event import TYPES, Event, EventType
from .steps import MOST
from .validators import (
    HIGHEST_ENTRY,
    ID_PATTERN,
    LONGEST_TEXT,
    MOST_PEOPLE,
    TEXT_PATTERN,
    UNIT_ID_PATTERN,
    is_amount,
    is_denominator,
    is_entry,
    is_headcount,
    is_id,
    is_ids,
    is_number,
    is_rule_value,
    is_text,
    is_unit_id,
    is_unit_name,
)

_encoder = msgspec.json.Encoder()

_RULES: Final[dict[object, Meta]] = {
    is_unit_id: Meta(pattern=UNIT_ID_PATTERN),
    is_id: Meta(pattern=ID_PATTERN),
    is_text: Meta(pattern=TEXT_PATTERN, max_length=LONGEST_TEXT),
    is_unit_name: Meta(pattern=TEXT_PATTERN, max_length=LONGEST_TEXT),
    is_headcount: Meta(ge=0, le=MOST_PEOPLE),
    is_number: Meta(ge=-HIGHEST_ENTRY, le=HIGHEST_ENTRY),
    is_entry: Meta(ge=-HIGHEST_ENTRY, le=HIGHEST_ENTRY),
    is_amount: Meta(ge=0, le=MOST),
    is_denominator: Meta(ge=1, le=MOST),
}


class Wire(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What a line says; its subclasses bear the names of the event types.

    Attributes:
        begins: How what the log stores of it begins: with its version, where that is not 1.
        entry: The number the line gives; none if it gives none, and none when it is stored.
    """

    type_of: ClassVar[EventType]
    stored_from: ClassVar[int]
    begins: ClassVar[bytes]
    if TYPE_CHECKING:
        recorded_at: datetime  # in each subclass, after its own fields
        effective_on: date
        batch: str | None
    entry: int | None = None

    def stored(self) -> bytes:
        """Return what the log stores: the same line without its type and entry."""
        return self.begins + _encoder.encode(self)[self.stored_from :]


def _wire_form(kind: EventType) -> type[Wire]:
    hints = get_type_hints(kind.cls)
    attributes = {a.name: a for a in attrs.fields(kind.cls)}
    form: type[Any] = msgspec.defstruct(
        kind.name,
        [_field(attributes[name], hints[name]) for name in kind.fields],
        bases=(Wire,),
        namespace={
            "type_of": kind,
            "stored_from": len(f'{{"type":"{kind.name}",'),
            "begins": b"{" if kind.version == 1 else b'{"v":%d,' % kind.version,
        },
        tag=kind.name,
        tag_field="type",
        kw_only=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
    )
    return form


def _field(attribute: "attrs.Attribute[Any]", hint: Any) -> Any:
    ruled = _ruled(attribute, hint)
    if attribute.default is attrs.NOTHING:
        return (attribute.name, ruled)
    if attribute.default is None:
        return (attribute.name, ruled, None)
    # behind a factory, so that what is said by default is still written down
    default = attribute.default
    return (attribute.name, ruled, msgspec.field(default_factory=lambda: default))


def _ruled(attribute: "attrs.Attribute[Any]", hint: Any) -> Any:
    """Return the type of a field together with the rule its validator stands for."""
    if hint is datetime:
        return Annotated[datetime, Meta(tz=True)]
    if attribute.validator is is_ids:
        one = Annotated[str, Meta(pattern=ID_PATTERN)]
        return Annotated[tuple[one, ...], Meta(min_length=1)] | None
    if attribute.validator is is_rule_value:
        return (
            None  # msgspec breaks on a pattern beside a tuple: whoever gives one is read with care
        )
    rule = _RULES.get(attribute.validator)
    if rule is None:
        return hint
    if isinstance(hint, UnionType):
        return Annotated[hint.__args__[0], rule] | None
    return Annotated[hint, rule]


Said = Event | Wire
"""What somebody said: an event, or its wire form."""


def as_event(said: Said) -> Event:
    """Return what was said as an event."""
    if isinstance(said, Event):
        return said
    kind = TYPES[type(said).__name__]
    return kind.cls(**{name: getattr(said, name) for name in kind.fields})


def reader() -> Callable[[bytes], Wire]:
    """Return a function that reads a line into the wire form of its type.

    It raises msgspec.MsgspecError or UnicodeDecodeError for what is no complete fact of a known type,
    or has a field that holds what it cannot hold.
    """
    forms: Any = _wire_form(next(iter(TYPES.values())))
    for kind in list(TYPES.values())[1:]:
        forms |= _wire_form(kind)
    return msgspec.json.Decoder(forms).decode


def stored_reader(names: Collection[str] = TYPES.keys()) -> Callable[[str, bytes], Wire | None]:
    """Return a function that reads what an entry of some types stores into the wire form of its type.

    It returns none for what is not, to the byte, what this version would store: an older version of
    the type, or a form that is written otherwise, or what cannot be read at all. Only `decode` says
    which; what is returned here, it reads too.
    """
    readers = {name: _stored_reader(_wire_form(TYPES[name])) for name in names if name in TYPES}

    def read(type_name: str, data: bytes) -> Wire | None:
        reads = readers.get(type_name)
        return reads(data) if reads else None

    return read


def _stored_reader(form: type[Wire]) -> Callable[[bytes], Wire | None]:
    decode, start = msgspec.json.Decoder(form).decode, form.begins
    behind, has_version = len(start), start != b"{"

    def read(data: bytes) -> Wire | None:
        try:
            said = decode(b"{" + data[behind:] if has_version else data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        as_stored = said.recorded_at.tzinfo is UTC and said.stored() == data
        return said if as_stored and in_order(said) else None

    return read


def in_order(said: Wire) -> bool:
    """Return whether its days follow each other, as the validators of the event demand."""
    first, last = getattr(said, "not_before", None), getattr(said, "placed_on", None)
    day = said.effective_on
    return (first is None or first <= day) and (last is None or day <= last)
