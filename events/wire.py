"""The wire form of facts: what one line says, decoded and checked in one go, without making an event.

Making an event costs several times what reading its line does, and an import of a million facts needs
none of them. A wire form has the name and the fields of its event, so `tags`, `units_named` and
`encode` take either.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Union, get_type_hints

import attrs
import msgspec

from .event import TYPES, Event, EventType

_encoder = msgspec.json.Encoder()

_HINTS: Final = {"recorded_at": Annotated[datetime, msgspec.Meta(tz=True)]}


class Wire(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What a line says; its subclasses bear the names of the event types.

    Attributes:
        entry: The number the line gives; none if it gives none, and none when it is stored.
    """

    if TYPE_CHECKING:
        recorded_at: datetime  # in each subclass, after its own fields
    entry: int | None = None

    def stored(self) -> bytes:
        """Return what the log stores: the same line without its type and entry."""
        kind = TYPES[type(self).__name__]
        start = b"{" if kind.version == 1 else b'{"v":%d,' % kind.version
        return start + _encoder.encode(self)[len(f'{{"type":"{kind.name}",') :]


def _wire_form(kind: EventType) -> type[Wire]:
    hints = get_type_hints(kind.cls) | _HINTS
    attributes = {a.name: a for a in attrs.fields(kind.cls)}
    form: type[Any] = msgspec.defstruct(
        kind.name,
        [_field(attributes[name], hints[name]) for name in kind.fields],
        bases=(Wire,),
        tag=kind.name,
        tag_field="type",
        kw_only=True,
        forbid_unknown_fields=True,
        omit_defaults=True,
    )
    return form


def _field(attribute: "attrs.Attribute[Any]", hint: Any) -> Any:
    if attribute.default is attrs.NOTHING:
        return (attribute.name, hint)
    if attribute.default is None:
        return (attribute.name, hint, None)
    # behind a factory, so that what is said by default is still written down
    default = attribute.default
    return (attribute.name, hint, msgspec.field(default_factory=lambda: default))


Said = Event | Wire
"""What somebody said: an event, or its wire form."""


def as_event(said: Said) -> Event:
    """Return what was said as an event."""
    if isinstance(said, Event):
        return said
    kind = TYPES[type(said).__name__]
    return kind.cls(**{name: getattr(said, name) for name in kind.fields})


class Reader:
    """Reads lines into wire forms of the types there are."""

    def __init__(self) -> None:
        forms = tuple(_wire_form(kind) for kind in TYPES.values())
        self._decode = msgspec.json.Decoder(Union[forms]).decode  # noqa: UP007 -- made of a tuple
        self._checks = {kind.name: _checks(kind) for kind in TYPES.values()}

    def read(self, line: bytes) -> Wire:
        """Return what a line says.

        Raises:
            msgspec.MsgspecError, UnicodeDecodeError: it is no complete fact of a known type.
            BadInput: a field cannot hold what it holds.
        """
        said: Wire = self._decode(line)
        for name, attribute, check in self._checks[type(said).__name__]:
            value = getattr(said, name)
            if value is not None:
                check(said, attribute, value)
        return said


def _checks(kind: EventType) -> tuple[Any, ...]:
    every = attrs.fields(kind.cls)
    return tuple((a.name, a, a.validator) for a in every if a.validator is not None)
