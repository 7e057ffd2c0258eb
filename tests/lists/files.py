"""Lists that a test writes."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

HEADINGS = ("Medlemsnr.", "Kategori", "Arbejdsplads-id", "Arbejdsplads", "Indmeldt")
SOUND = ("M00001", "Aktiv", "jc-1", "Jobcenter 1", "03-06-2015")

Edit = Callable[[bytes], bytes | None]


def text(path: Path, *rows: Sequence[str], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """Write rows below the headings of the Danish profile, as CSV without quotation marks."""
    lines = [delimiter.join(row) for row in (HEADINGS, *rows)]
    path.write_bytes("\r\n".join([*lines, ""]).encode(encoding))
    return path


def workbook(path: Path, *rows: Sequence[Any], headings: Sequence[str] = HEADINGS) -> Path:
    """Write rows below headings, as XLSX; dates are written as dates."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((headings, *rows)):
            sheet.write_row(number, 0, row)
    return path


def edited(path: Path, part: str, edit: Edit) -> Path:
    """Write a workbook again with one part changed, or left out."""
    parts = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            data = edit(parts.read(name)) if name == part else parts.read(name)
            if data is not None:
                archive.writestr(name, data)
    return path
