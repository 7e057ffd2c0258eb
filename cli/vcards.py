"""Office-holders as vCards (RFC 6350): something that an address book takes in."""

from collections.abc import Iterable, Mapping
from typing import Final

from ..events.validators import CONTROL
from ..registry import Mandate
from .printing import printing, spoken

_LONGEST: Final = 75  # bytes of a line


def vcards(mandates: Iterable[Mandate], units: Mapping[str, str]) -> str:
    """Return a vCard for each mandate, with the office and the unit, and the name where this run has it.

    Args:
        mandates: Of whom; one each, so somebody with two offices has two.
        units: The names of units by id.
    """
    return "".join(_card(each, units.get(each.at_unit, each.at_unit)) for each in mandates)


def _card(mandate: Mandate, unit: str) -> str:
    names = printing().names
    name = names.by_id.get(mandate.member, mandate.member) if names else mandate.member
    office = printing().language.say(mandate.office)
    lines = (
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"UID;VALUE=text:{_text(f'{spoken(mandate.member)}/{mandate.office}/{mandate.at_unit}')}",
        f"FN:{_text(name)}",
        f"TITLE:{_text(office)}",
        f"ORG:{_text(unit)}",
        f"NOTE:{_text(f'{mandate.member}, {mandate.office}, {mandate.at_unit}')}",
        "END:VCARD",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _text(value: str) -> str:
    """Return a value in which nothing ends the line or the value."""
    plain = CONTROL.sub("\N{REPLACEMENT CHARACTER}", spoken(value))
    return "".join(f"\\{each}" if each in "\\,;" else each for each in plain)


def _folded(line: str) -> str:
    """Return a line as lines of at most 75 bytes, each but the first with a blank before it."""
    pieces, size = [""], 0
    for each in line:
        size += len(each.encode())
        if size > _LONGEST:
            pieces.append(" ")
            size = 1 + len(each.encode())
        pieces[-1] += each
    return "\r\n".join(pieces)
