"""What keeps a whole file from being read as a list, one class a reason."""

from ...events.errors import BadInput


class UnreadableList(BadInput):
    """The file is not there, is not a file, or may not be read."""

    path: str
    problem: str

    cannot = "read {0.path}"
    because = "{0.problem}"
    instead = "Give the path of a CSV or XLSX file."


class EmptyList(BadInput):
    """The file holds nothing, or nothing below its headings."""

    path: str

    cannot = "read {0.path} as a list"
    because = "it has no rows below a heading row"
    instead = "Export it again; an empty list is never taken to mean that everybody left."


class MissingHeadings(BadInput):
    """The file lacks headings that the profile wants."""

    path: str
    profile: str
    missing: str
    wanted: str
    found: str

    cannot = "find {0.missing} in {0.path}"
    because = "the profile {0.profile} expects the headings {0.wanted}, and the file has {0.found}"
    instead = "Choose another profile, or write one that names the file's headings."


class NotInProfile(BadInput):
    """The profile says nothing of such lists."""

    path: str
    profile: str
    table: str

    cannot = "read {0.path}"
    because = "the profile {0.profile} has no [{0.table}]"
    instead = "Add the headings of such a list to it, or choose another profile."


class SeveralSheets(BadInput):
    """Several sheets of a workbook have the headings, and any could be meant."""

    path: str
    sheets: str

    cannot = "choose a sheet of {0.path}"
    because = "{0.sheets} have the headings alike"
    instead = "Name the right one with --sheet."


class NoSuchSheet(BadInput):
    """The file has no sheet of that name."""

    path: str
    sheet: str
    known: str

    cannot = "find the sheet {0.sheet!r} in {0.path}"
    because = "it has {0.known}"
    instead = "Give the name of a sheet as the workbook has it, or leave --sheet out."


class HeadingTwice(BadInput):
    """Two columns have one heading, and either could be meant."""

    path: str
    heading: str

    cannot = "read {0.path}"
    because = "two columns have the heading {0.heading!r}"
    instead = "Rename or delete the wrong one."


class UnterminatedQuote(BadInput):
    """The file ends within a quoted cell: it was cut, or a quotation mark stands where none belongs."""

    path: str
    row: int

    cannot = "read {0.path} to its end"
    because = "a quoted cell that begins in row {0.row} is never closed"
    instead = "Export it again: it was cut off in the middle, or a quotation mark is missing there."


class CutInCharacter(BadInput):
    """The last character of the file is not whole."""

    path: str

    cannot = "read {0.path} to its end"
    because = "it stops in the middle of a character"
    instead = "Export or copy it again: it was cut off."


class HugeCell(BadInput):
    """A cell is larger than a spreadsheet lets it be."""

    path: str
    where: str

    cannot = "read {0.path}"
    because = "a cell in {0.where} is larger than 32767 characters"
    instead = "Look there for a quotation mark that is never closed, or export it again."


class NulByte(BadInput):
    """A text file has no NUL bytes."""

    path: str
    row: int

    cannot = "read {0.path} as text"
    because = "there is a NUL byte in row {0.row}"
    instead = "Export it again as CSV in UTF-8, or as XLSX."


class Utf16Text(BadInput):
    """The file is in UTF-16, which is not read."""

    path: str

    cannot = "read {0.path}"
    because = "it is written in UTF-16"
    instead = "Save it as CSV in UTF-8, or as XLSX."


class UnknownEncoding(BadInput):
    """The file is neither UTF-8 nor Windows-1252."""

    path: str
    row: int

    cannot = "read {0.path} as text"
    because = "row {0.row} is neither UTF-8 nor Windows-1252"
    instead = "Export it again as CSV in UTF-8, or as XLSX."


class ProtectedWorkbook(BadInput):
    """The workbook is locked with a password."""

    path: str

    cannot = "read the workbook {0.path}"
    because = "it is protected with a password"
    instead = "Open it and save a copy without one."


class OldWorkbook(BadInput):
    """The file is in the format that Excel wrote before 2007."""

    path: str

    cannot = "read the workbook {0.path}"
    because = "it is in the old format of Excel (.xls)"
    instead = "Open it and save it as XLSX, or as CSV in UTF-8."


class DamagedWorkbook(BadInput):
    """The file begins as a workbook does, and is none, or not all of one."""

    path: str
    problem: str

    cannot = "read the workbook {0.path}"
    because = "it is damaged, cut off, or not an XLSX file ({0.problem})"
    instead = "Save it again as XLSX, or export it as CSV in UTF-8."


class HugeWorkbook(BadInput):
    """The workbook would take more memory than any list."""

    path: str
    problem: str

    cannot = "read the workbook {0.path}"
    because = "{0.problem}"
    instead = "Save only the list in a new workbook, or export it as CSV in UTF-8."
