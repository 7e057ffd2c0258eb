"""Steps: a number that grows with another one, as seats grow with employees."""

from typing import Annotated, Final

from msgspec import Meta, Struct

MOST: Final = 1_000_000_000
"""The largest number there is in a rule or a ratio."""

_Number = Annotated[int, Meta(ge=0, le=MOST)]


class Step(
    Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={"start": "from", "value": "is"},
):
    """One step: from so many on it is this, or so much more for each further number that is started.

    Attributes:
        start: The first number it holds for; `from` where it is written down.
        value: What it is; `is` where it is written down.
        each: With `add`: for so many further ones, started, ...
        add: ... so much is added to what stands at the start.
        rate: What it is for each.
        most: A cap on it.
    """

    start: _Number = 0
    value: _Number | None = None
    each: Annotated[int, Meta(ge=1, le=MOST)] | None = None
    add: _Number | None = None
    rate: _Number | None = None
    most: _Number | None = None


RuleValue = str | int | bool | tuple[Step, ...]
"""What a rule can be agreed to be."""
