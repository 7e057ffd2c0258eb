"""Files that are no list: one clear error each, whatever the file holds."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from stewards.events.errors import BadInput
from stewards.registry.lists import archive, load_profile, read_roster

from .files import SOUND, edited, text, workbook

HEAD = b"Medlemsnr.;Kategori;Arbejdsplads-id;Arbejdsplads;Indmeldt\r\n"
ROW = b"M00001;Aktiv;jc-1;Jobcenter 1;03-06-2015\r\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def refused(path: Path) -> str:
    """Return why a file cannot be read, without its folder."""
    with pytest.raises(BadInput) as refusal:
        read_roster(path, load_profile())
    return str(refusal.value).replace(f"{path.parent}/", "")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Cannot read f.csv as a list because it has no rows below a heading row."),
        (b"\xef\xbb\xbf\r\n \r\n", "Cannot read f.csv as a list because it has no rows below"),
        (HEAD, "Cannot read f.csv as a list because it has no rows below a heading row."),
        (HEAD + b";;;;\r\n", "Cannot read f.csv as a list because it has no rows below"),
        (
            HEAD + ROW + b'M00002;"Aktiv;jc-1;Job\r\n' + ROW,
            (
                "Cannot read f.csv to its end because a quoted cell that begins in row 3 is never closed. "
                "Export it again: it was cut off in the middle, or a quotation mark is missing there."
            ),
        ),
        (
            HEAD + "M1;Aktiv;jc-1;Lærkevej;03-06-2015\r\nM2;Aktiv;jc-1;Næ".encode()[:-1],
            (
                "Cannot read f.csv to its end because it stops in the middle of a character. "
                "Export or copy it again: it was cut off."
            ),
        ),
        (
            HEAD + ROW + b"M0\x000002;Aktiv;jc-1;;\r\n",
            (
                "Cannot read f.csv as text because there is a NUL byte in row 3. "
                "Export it again as CSV in UTF-8, or as XLSX."
            ),
        ),
        (
            (HEAD + ROW).decode().encode("utf-16"),
            (
                "Cannot read f.csv because it is written in UTF-16. "
                "Save it as CSV in UTF-8, or as XLSX."
            ),
        ),
        (
            (HEAD + ROW).decode().encode("utf-16-be"),
            "Cannot read f.csv because it is written in UTF-16.",
        ),
        (
            HEAD + ROW + b"M00002;Aktiv;jc-1;L\x81rkevej;\r\n",
            (
                "Cannot read f.csv as text because row 3 is neither UTF-8 nor Windows-1252. "
                "Export it again as CSV in UTF-8, or as XLSX."
            ),
        ),
        (
            b"\xef\xbb\xbf" + HEAD + b"M00002;Aktiv;jc-1;L\xe6rkevej;\r\n",
            "Cannot read f.csv as text because row 2 is neither UTF-8 nor Windows-1252.",
        ),
        (
            HEAD + ROW + b"M00002;Aktiv;jc-1;" + b"x" * 32_768 + b";\r\n",
            (
                "Cannot read f.csv because a cell in row 3 is larger than 32767 characters. "
                "Look there for a quotation mark that is never closed, or export it again."
            ),
        ),
        (
            HEAD + ROW + b'M00002;Aktiv;jc-1;"' + b"x\n" * 200_000 + b'";\r\n',
            "Cannot read f.csv because a cell in row 3 is larger than 32767 characters.",
        ),
        (
            b"Medlemsnr.;Kategori;Kategori;Arbejdsplads-id;Arbejdsplads;Indmeldt\nM1;Aktiv;;;;\n",
            (
                "Cannot read f.csv because two columns have the heading 'Kategori'. "
                "Rename or delete the wrong one."
            ),
        ),
        (
            b"Nummer,Kategori,Navn\r\n1,Aktiv,x\r\n",
            (
                "Cannot find 'Medlemsnr.' in f.csv because the profile danish expects the headings "
                "'Medlemsnr.', 'Kategori', 'Arbejdsplads-id', "
                "'Arbejdsplads', 'Indmeldt', and the file has 'Nummer', 'Kategori', 'Navn'. "
                "Choose another profile, or write one that names the file's headings."
            ),
        ),
        (
            OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000),
            (
                "Cannot read the workbook f.csv because it is protected with a password. "
                "Open it and save a copy without one."
            ),
        ),
        (
            OLE + bytes(1000) + "Workbook".encode("utf-16-le") + bytes(1000),
            (
                "Cannot read the workbook f.csv because it is in the old format of Excel (.xls). "
                "Open it and save it as XLSX, or as CSV in UTF-8."
            ),
        ),
        (
            b"PK\x03\x04" + bytes(100),
            (
                "Cannot read the workbook f.csv because it is damaged, cut off, or not an XLSX file "
                "(File is not a zip file). Save it again as XLSX, or export it as CSV in UTF-8."
            ),
        ),
    ],
)
def test_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """A file that is no list is refused with what to do, and its extension says nothing."""
    path = tmp_path / "f.csv"
    path.write_bytes(content)

    assert refused(path).startswith(message)


def test_not_there(tmp_path: Path) -> None:
    """A missing file and a folder are refused as such."""
    assert refused(tmp_path / "f.csv") == (
        "Cannot read f.csv because there is no such file. Give the path of a CSV or XLSX file."
    )
    (tmp_path / "folder").mkdir()
    assert refused(tmp_path / "folder") == (
        "Cannot read folder because it is a folder. Give the path of a CSV or XLSX file."
    )


@pytest.mark.parametrize("row", [b"M0001;", b'M0001;"'])
def test_200_mb_cell(tmp_path: Path, row: bytes) -> None:
    """A cell of 200 MB is refused before it is taken into memory."""
    path = tmp_path / "f.csv"
    with path.open("wb") as file:
        file.write(HEAD + row)
        for _ in range(200):
            file.write(b"x" * 1_000_000)

    tracemalloc.start()
    message = refused(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert message.startswith("Cannot read f.csv because a cell in row 2 is larger than 32767")
    assert most < 10_000_000


def test_hole(tmp_path: Path) -> None:
    """A file that was never written to its end reads as NUL bytes there."""
    path = tmp_path / "f.csv"
    with path.open("wb") as file:
        file.write(HEAD + ROW)
        file.truncate(1_000_000)

    assert refused(path).startswith(
        "Cannot read f.csv as text because there is a NUL byte in row 3"
    )


def test_cut_workbook(tmp_path: Path) -> None:
    """A workbook that was cut anywhere is damaged."""
    whole = workbook(tmp_path / "f.xlsx", SOUND).read_bytes()

    for size in (4, 30, 1000, len(whole) // 2, len(whole) - 1):
        (tmp_path / "cut.xlsx").write_bytes(whole[:size])
        assert refused(tmp_path / "cut.xlsx").startswith(
            "Cannot read the workbook cut.xlsx because it is damaged, cut off, or not an XLSX file ("
        )


def with_text(size: int) -> Callable[[bytes], bytes]:
    """Return what makes a text of the workbook that many characters long."""
    return lambda part: part.replace(b"Jobcenter 1", b"x" * size)


@pytest.mark.parametrize(
    ("part", "edit", "because"),
    [
        ("xl/workbook.xml", lambda _: None, "(it has no part xl/workbook.xml)"),
        (SHEET, lambda _: None, "it is damaged, cut off, or not an XLSX file ("),
        (SHEET, lambda part: part[:600], "it is damaged, cut off, or not an XLSX file ("),
        (SHEET, lambda _: b"x", "it is damaged, cut off, or not an XLSX file ("),
        (STRINGS, lambda _: None, "it is damaged, cut off, or not an XLSX file ("),
        (STRINGS, lambda part: part[:200], "it is damaged, cut off, or not an XLSX file ("),
        (SHEET, lambda part: part.replace(b'"A2"', b'"ZZZZ2"'), "(a cell lies beyond the end of"),
        (SHEET, lambda part: part.replace(b'"A2"', b'"A2000000"'), "(a cell lies beyond the end"),
        (
            SHEET,
            lambda part: part.replace(b'"A2"', b'"XFD1048576"'),
            "because a sheet reaches over more than 20000000 cells. Save only the list in a new",
        ),
        (STRINGS, with_text(200_000_000), "because a cell in xl/sharedStrings.xml is larger than"),
        (STRINGS, with_text(32_768), "because a cell in row 2 is larger than 32767 characters."),
    ],
)
def test_damaged_workbook(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    part: str,
    edit: Callable[[bytes], bytes | None],
    because: str,
) -> None:
    """A workbook with a part that is missing, broken or enormous is refused, without a word more."""
    path = edited(workbook(tmp_path / "f.xlsx", SOUND), part, edit)

    assert because in refused(path)
    assert capfd.readouterr() == ("", "")


def test_a_workbook_that_would_be_huge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused once more has been unfolded than a list can need."""
    monkeypatch.setattr(archive, "_MOST_BYTES", 1 << 20)
    sheet = workbook(tmp_path / "f.xlsx", SOUND)
    path = edited(
        sheet, SHEET, lambda part: part.replace(b"<sheetData>", b"<sheetData>" + b" " * (1 << 20))
    )

    assert refused(path) == (
        "Cannot read the workbook f.xlsx because it unfolds to more than 1 MB. Save only the list in a"
        " new workbook, or export it as CSV in UTF-8."
    )


def test_empty_workbook(tmp_path: Path) -> None:
    """A workbook without rows below its headings is empty."""
    expected = "Cannot read f.xlsx as a list because it has no rows below a heading row."

    assert refused(workbook(tmp_path / "f.xlsx")).startswith(expected)
    assert refused(workbook(tmp_path / "f.xlsx", headings=())).startswith(expected)


def test_sound_file_is_read(tmp_path: Path) -> None:
    """The files these tests break are sound before they are broken."""
    profile = load_profile()

    from_text = read_roster(text(tmp_path / "f.csv", SOUND), profile)
    from_workbook = read_roster(workbook(tmp_path / "f.xlsx", SOUND), profile)

    assert from_text.rows == from_workbook.rows
    assert from_text.problems == from_workbook.problems == []
