"""What can be wrong with one row of a list, one class a reason."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from ...events.civil_registration import masked
from ...events.errors import BadInput
from .source import Cell

_LONGEST = 200  # characters of a value that is shown; no id, day or name is as long


@frozen
class RowProblem:
    """What is wrong with one row of a list; what looks like a civil registration number is masked.

    Attributes:
        row: Its number as a person sees it; the headings are row 1.
        column: The heading of the cell; none where the row as a whole is wrong.
        value: What stands there.
        problem: The sentence, with what to do.
        also: Further rows with the very same problem, which is not listed again for them.
    """

    row: int
    column: str | None
    value: str
    problem: str
    also: tuple[int, ...] = ()

    @classmethod
    def of(cls, row: int, column: str | None, value: Cell, problem: Exception) -> "RowProblem":
        """Return the problem of a cell that could not be read."""
        text = masked(str(value))
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
        return cls(row, column and masked(column), shown, str(problem))

    def __str__(self) -> str:
        """Return the place, what stands there, and the sentence."""
        place = f"row {self.row}" if self.column is None else f"row {self.row}, {self.column}"
        return f"{place} {self.value!r}: {self.problem}"


class BlankCell(BadInput):
    """A row lacks what it cannot do without."""

    field: str
    wanted: str

    cannot = "read this row"
    because = "its {0.field} is blank"
    instead = "Give {0.wanted}, or delete the row."


class FailedFormula(BadInput):
    """A formula of a workbook came to an error instead of a value."""

    field: str
    value: str

    cannot = "read {0.field}"
    because = "its formula failed ({0.value})"
    instead = "Correct the formula, or write what belongs there in its place."


class NeverCalculated(BadInput):
    """A program wrote a formula into a workbook, and nobody has let a spreadsheet calculate it."""

    field: str
    value: str

    cannot = "read {0.field}"
    because = "its formula was never calculated"
    instead = "Open the workbook in a spreadsheet, save it, and try again."


class MergedAcross(BadInput):
    """A cell is merged with one of another column, whose value cannot be meant for both."""

    field: str
    value: str

    cannot = "read {0.field}"
    because = "it is merged with a cell of another column"
    instead = "Unmerge the cells in the workbook, and write into each what belongs there."


class UnreadableDay(BadInput):
    """A day is impossible, or written in a form that the profile does not name."""

    field: str
    value: str
    forms: str

    cannot = "read {0.field} {0.value!r}"
    because = "it is not a calendar day written as {0.forms}"
    instead = "Correct the day, or choose a profile with its form."


class UnknownCategoryWord(BadInput):
    """The profile does not say which category that word means."""

    field: str
    value: str
    profile: str
    known: str

    cannot = "read {0.field} {0.value!r}"
    because = "the profile {0.profile} knows only {0.known}"
    instead = "Correct the word, or add it to [categories] of a profile."


class UnknownStatus(BadInput):
    """The profile does not say whether somebody of that status is a member."""

    field: str
    value: str
    profile: str
    known: str

    cannot = "read {0.field} {0.value!r}"
    because = "the profile {0.profile} knows only {0.known}"
    instead = "Correct the word, or add it to [status] of a profile, as 'member' or 'left'."


class LeftAboutThen(BadInput):
    """The day of the list lies within the days of which one was the last."""

    field: str
    value: str
    on: date

    cannot = "read {0.field} {0.value!r}"
    because = "it does not say whether that was before {0.on}, the day of the list"
    instead = "Give the day, or delete the row if this is no member."


class ParentDiffers(BadInput):
    """Two rows lay a workplace under different units."""

    field: str
    value: str
    workplace: str
    other: str

    cannot = "lay {0.workplace} under {0.value}"
    because = "a row above lays it under {0.other}"
    instead = "Correct the one that is wrong."


class UnknownWord(BadInput):
    """The profile does not say which of our words that one means."""

    field: str
    value: str
    known: str

    cannot = "read {0.field} {0.value!r}"
    because = "the profile knows only {0.known}"
    instead = "Correct the word, or add it to the profile."


class NotWhole(BadInput):
    """A number of people is none, or beyond all people."""

    field: str
    value: str

    cannot = "read {0.field} {0.value!r}"
    because = "a number of people is a whole number from 0 to 100000000, in digits alone"
    instead = "Give the number of people counted."


class SameTwice(BadInput):
    """Two rows speak of one member, or of one workplace."""

    field: str
    value: str
    row: int

    cannot = "use this row for {0.field} {0.value}"
    because = "row {0.row} has the same"
    instead = "Delete the one that is wrong."


class RaggedRow(BadInput):
    """A row has fewer or more cells than there are headings."""

    cells: int
    headings: int

    cannot = "separate the cells of this row"
    because = "it has {0.cells} and there are {0.headings} headings"
    instead = "Complete it, or put a cell that holds the delimiter in quotation marks."


class BrokenQuoting(BadInput):
    """A quotation mark stands where none belongs."""

    cannot = "separate the cells of this row"
    because = "text follows the quotation mark that closes a cell"
    instead = "Double the quotation marks within a quoted cell."


class BadRows(BadInput):
    """Rows of a list are malformed, or name unknown workplaces; nothing was recorded."""

    file: str
    problems: Sequence[RowProblem]

    cannot = "import {0.file}"
    because = "it has bad rows ({0.count})"
    instead = "Correct them, or leave them out with --skip-bad-rows; nothing was recorded."

    @property
    def count(self) -> int:
        """The number of bad rows, each counted once, however much is wrong with it."""
        return bad_rows(self.problems)


def bad_rows(problems: Iterable[RowProblem]) -> int:
    """Return how many rows have problems; one with several counts once."""
    return len({row for each in problems for row in (each.row, *each.also)})


def listed(words: Iterable[str]) -> str:
    """Return words as a sentence lists them."""
    return ", ".join(words)
