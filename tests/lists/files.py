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


def raw_workbook(
    path: Path,
    *sheets: str,
    names: Sequence[str] = ("Ark1", "Ark2"),
    folder: str = "xl/worksheets",
    after: str = "",
    calculation: str = "",
) -> Path:
    """Write a workbook whose sheets are given as the XML of their rows, wherever its parts are to lie."""
    space = "http://schemas.openxmlformats.org"
    relation = f"{space}/officeDocument/2006/relationships"
    relations = f'<Relationships xmlns="{space}/package/2006/relationships">'
    main = f'xmlns="{space}/spreadsheetml/2006/main"'
    numbered = list(enumerate(sheets, start=1))
    listed = "".join(
        f'<sheet name="{names[n - 1]}" sheetId="{n}" r:id="r{n}"/>' for n, _ in numbered
    )
    targets = "".join(
        f'<Relationship Id="r{n}" Type="{relation}/worksheet" Target="/{folder}/s{n}.xml"/>'
        for n, _ in numbered
    )
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{space}/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "_rels/.rels": (
            f'{relations}<Relationship Id="r" Type="{relation}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook {main} xmlns:r="{relation}"><sheets>{listed}</sheets>{calculation}</workbook>'
        ),
        "xl/_rels/workbook.xml.rels": f"{relations}{targets}</Relationships>",
    }
    for n, rows in numbered:
        data = f"<sheetData>{rows}</sheetData>{after}"
        parts[f"{folder}/s{n}.xml"] = f"<worksheet {main}>{data}</worksheet>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return path


def row_xml(*cells: str, row: int | None = None, first: str = "A") -> str:
    """Return a row of texts as XML, with references if it has a number; what begins with `<` stays."""
    found = []
    for place, cell in enumerate(cells):
        where = f' r="{chr(ord(first) + place)}{row}"' if row else ""
        text = f'<c{where} t="inlineStr"><is><t>{cell}</t></is></c>'
        found.append(f"<c{where}{cell[2:]}" if cell.startswith("<c") else text if cell else "")
    number = f' r="{row}"' if row else ""
    return f"<row{number}>{''.join(found)}</row>"
