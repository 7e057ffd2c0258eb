"""What the cells of a column mean: each distinct one is read once, however often it stands there."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from ...events.errors import MalformedField
from ...events.validators import ID_PATTERN, check_id, check_text, check_unit_id
from ...events.window import Window
from .dates import DateForms
from .problems import (
    BlankCell,
    UnknownCategoryWord,
    UnknownStatus,
    UnknownWord,
    UnreadableDay,
    listed,
)
from .profile import Profile, Standing
from .source import Cell, Faulty, Padded, compared, composed, one_line, trimmed
from .workplace_names import NO_NAMES, WorkplaceNames

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
        return cell if type(cell) is str and _is_id(cell) else self._read(cell)


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


def unit_ids(heading: str, names: WorkplaceNames = NO_NAMES) -> Callable[[Cell], str | None]:
    """Return what reads the id of a unit, or a name that stands for one; blank means none."""

    def read(cell: Cell) -> str | None:
        text = text_of(heading, cell)
        if isinstance(cell, Padded):  # it is no person's, so the zero was never there
            return text[1:]
        if text and compared(text) in names.ids:
            return names.reading(heading, text)
        if text:
            check_unit_id(heading, text)
        return text or None

    return read


def unit_names(heading: str, names: WorkplaceNames) -> Callable[[Cell], str | None]:
    """Return what reads the name of a workplace as its id; blank means none."""

    def read(cell: Cell) -> str | None:
        text = one_line(text_of(heading, cell))
        return names.reading(heading, text) if text else None

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
        text = one_line(text_of(heading, cell))  # a line break within a name harms nobody
        if text:
            check_text(heading, text)
        return text or None

    return read


def words(heading: str, ours: Mapping[str, str]) -> Callable[[Cell], str | None]:
    """Return what reads one of their words as ours; blank means none."""
    known = {composed(word): mine for word, mine in ours.items()}

    def read(cell: Cell) -> str | None:
        text = text_of(heading, cell)
        if text and text not in known:
            raise UnknownWord(heading, text, ", ".join(known))
        return known[text] if text else None

    return read


def days(heading: str, profile: Profile) -> Callable[[Cell], Window | None]:
    """Return what reads a day, or a year or month, in the forms of a profile; blank means none."""
    forms = DateForms(profile.dates, profile.century)

    def read(cell: Cell) -> Window | None:
        wanted = text_of(heading, cell) if isinstance(cell, str) else cell
        if not wanted:
            return None
        day = forms.read(wanted)
        if day is None:
            raise UnreadableDay(heading, str(wanted), str(forms))
        return day

    return read


def categories(
    heading: str, profile: Profile, *, says_status: bool = False
) -> Callable[[Cell], str | None]:
    """Return what reads a category in the words of a profile; blank means none.

    Where the column says the status too, a word for that is no category.
    """
    known, others = profile.words, profile.standings if says_status else {}
    read_id = ids(heading)

    def read(cell: Cell) -> str | None:
        text = text_of(heading, cell)
        if not text or text in known:
            return known.get(text)
        if text in others:
            return None
        if profile.categories is None:
            return read_id(cell)
        raise UnknownCategoryWord(heading, text, profile.name, listed([*known, *others]))

    return read


def standings(
    heading: str, profile: Profile, *, says_category: bool
) -> Callable[[Cell], Standing | None]:
    """Return what reads whether somebody is a member, in the words of a profile; blank means none.

    Where the column says the category too, any other word is left to who reads that.
    """
    known = profile.standings

    def read(cell: Cell) -> Standing | None:
        text = text_of(heading, cell)
        if text and text not in known and not says_category:
            raise UnknownStatus(heading, text, profile.name, listed(known))
        return known.get(text)

    return read


def text_of(heading: str, cell: Cell) -> str:
    """Return a cell as text.

    Raises:
        MalformedField: a workbook holds a date there.
        FailedFormula, NeverCalculated, MergedAcross: it does not hold what it shows.
    """
    if isinstance(cell, Faulty):
        raise cell.fault(heading, cell)
    if not isinstance(cell, str):
        raise MalformedField(heading, str(cell), "text, and the workbook holds a date")
    return trimmed(cell)
