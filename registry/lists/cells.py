"""What the cells of a column mean: each distinct one is read once, however often it stands there."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from ...events.errors import CivilRegistrationNumber, MalformedField
from ...events.validators import ID_PATTERN, check_id, check_text, check_unit_id
from .dates import DateForms
from .problems import BlankCell, UnknownCategory, UnreadableDay, listed
from .profile import Profile
from .source import Cell, Padded, trimmed

T = TypeVar("T")

_MOST_KEPT: Final = 1 << 16

_is_id: Final = re.compile(ID_PATTERN).match


class Meanings(dict[Cell, T]):
    """What the cells of one column mean; a cell that means nothing raises BadInput."""

    def __init__(self, read: Callable[[Cell], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell) -> T:
        meaning = self._read(cell)
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[cell] = meaning
        return meaning


class Names(Meanings[str]):
    """What the cells of a column of ids mean that differ from row to row: none is kept."""

    def __missing__(self, cell: Cell) -> str:
        return cell if isinstance(cell, str) and _is_id(cell) else self._read(cell)


class Nothing(Meanings[None]):
    """What the cells mean of a column that the list does not have."""

    def __init__(self) -> None:
        super().__init__(lambda _cell: None)

    def __missing__(self, _cell: Cell) -> None:
        return None


def ids(heading: str) -> Callable[[Cell], str | None]:
    """Return what reads an id that is none of a unit; blank means none."""

    def read(cell: Cell) -> str | None:
        text = text_of(heading, cell)
        if text:
            check_id(heading, text)
        return text or None

    return read


def unit_ids(heading: str) -> Callable[[Cell], str | None]:
    """Return what reads the id of a unit; blank means none."""

    def read(cell: Cell) -> str | None:
        text = text_of(heading, cell)
        if isinstance(cell, Padded):
            raise CivilRegistrationNumber(heading, text)
        if text:
            check_unit_id(heading, text)
        return text or None

    return read


def required(heading: str, read: Callable[[Cell], T | None], wanted: str) -> Callable[[Cell], T]:
    """Return what reads the same, and refuses a blank: `wanted` says what belongs there."""

    def read_required(cell: Cell) -> T:
        meaning = read(cell)
        if meaning is None:
            raise BlankCell(heading, wanted)
        return meaning

    return read_required


def texts(heading: str) -> Callable[[Cell], str | None]:
    """Return what reads a text for people; blank means none."""

    def read(cell: Cell) -> str | None:
        text = text_of(heading, cell)
        if text:
            check_text(heading, text)
        return text or None

    return read


def days(heading: str, profile: Profile) -> Callable[[Cell], date | None]:
    """Return what reads a day in the forms of a profile; blank means none."""
    forms = DateForms(profile.dates)

    def read(cell: Cell) -> date | None:
        wanted = trimmed(cell) if isinstance(cell, str) else cell
        if not wanted:
            return None
        day = forms.read(wanted)
        if day is None:
            raise UnreadableDay(heading, str(wanted), str(forms))
        return day

    return read


def categories(heading: str, profile: Profile) -> Callable[[Cell], str | None]:
    """Return what reads a category in the words of a profile; blank means none."""
    if profile.categories is None:
        return ids(heading)
    known = profile.words

    def read(cell: Cell) -> str | None:
        text = text_of(heading, cell)
        if text and text not in known:
            raise UnknownCategory(heading, text, profile.name, listed(known))
        return known[text] if text else None

    return read


def text_of(heading: str, cell: Cell) -> str:
    """Return a cell as text: raise MalformedField where a workbook holds a date."""
    if not isinstance(cell, str):
        raise MalformedField(heading, str(cell), "text, and the workbook holds a date")
    return trimmed(cell)
