"""Encodings and delimiters of CSV: found, said, and never guessed."""

import csv
import io
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from stewards.events.characters import can_be_seen
from stewards.events.civil_registration import holds_civil_registration_number
from stewards.registry.lists import Source, load_profile, read_roster

from ..searching import USUAL, examples
from .files import HEADINGS, SOUND, text

DANISH = {
    "active": "Aktiv",
    "student": "Studerende",
    "unemployed": "Ledig",
    "leave": "Orlov",
    "senior": "Senior",
    "passive": "Passiv",
}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "cp1252": "Windows-1252",
}

ids = st.from_regex(r"\A[A-Za-z0-9._-]{1,12}\Z").filter(
    lambda text: not holds_civil_registration_number(text)
)
texts = st.text(
    st.characters(codec="cp1252", exclude_categories=("Cc", "Cf", "Zl", "Zp")), max_size=20
).filter(lambda text: text == text.strip() and not text.startswith("'"))
names = texts.filter(
    lambda text: not text or (can_be_seen(text) and not holds_civil_registration_number(text))
)
members = st.lists(
    st.tuples(
        ids,
        st.none() | st.sampled_from(sorted(DANISH)),
        st.none() | ids,
        names,
        st.none() | st.dates(),
    ),
    min_size=1,
    unique_by=lambda member: member[0],
)


@pytest.mark.parametrize(("codec", "encoding"), ENCODINGS.items())
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_found(tmp_path: Path, codec: str, encoding: str, delimiter: str) -> None:
    """The encoding and the delimiter are found, and said."""
    row = ("M00001", "Aktiv", "jc-1", "Lærkevej", "03-06-2015")

    roster = read_roster(
        text(tmp_path / "f.csv", row, delimiter=delimiter, encoding=codec), load_profile()
    )

    assert roster.source == Source("f.csv", encoding, delimiter)
    assert roster.names == {"jc-1": "Lærkevej"}
    assert [row[:5] for row in roster.rows] == [(2, "M00001", "active", "jc-1", date(2015, 6, 3))]


def test_late_letter(tmp_path: Path) -> None:
    """One letter at the very end tells the encoding of the whole file."""
    rows = [(f"M{number:05}", *SOUND[1:]) for number in range(20_000)]
    path = text(tmp_path / "f.csv", *rows)
    path.write_bytes(path.read_bytes() + "M99999;Aktiv;jc-2;Sø".encode("cp1252") + b";")

    roster = read_roster(path, load_profile())

    assert roster.source.encoding == "Windows-1252"
    assert roster.names["jc-2"] == "Sø"


def test_other_columns(tmp_path: Path) -> None:
    """Columns that the profile does not name are passed over, whatever they hold and where they stand."""
    path = tmp_path / "f.csv"
    path.write_text(
        "Navn;Indmeldt;Note;Arbejdsplads; Kategori ;Arbejdsplads-id;Note;Medlemsnr.;\n"
        '"Hansen, Ole; 010170-1234";03-06-2015;x\x1b;Jobcenter 1;Aktiv;jc-1;y;M00001;\n'
    )

    roster = read_roster(path, load_profile())

    assert roster.problems == []
    assert [row[:5] for row in roster.rows] == [(2, "M00001", "active", "jc-1", date(2015, 6, 3))]


@examples(USUAL, HealthCheck.function_scoped_fixture)
@given(rows=members, codec=st.sampled_from(sorted(ENCODINGS)), delimiter=st.sampled_from(";,\t|"))
def test_round_trip(
    tmp_path: Path,
    rows: list[tuple[str, str | None, str | None, str, date | None]],
    codec: str,
    delimiter: str,
) -> None:
    """Any roster reads back the same, in whatever encoding and with whatever delimiter it was written."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter)
    writer.writerow(HEADINGS)
    for member, category, workplace, name, joined_on in rows:
        day = f"{joined_on.day:02}-{joined_on.month:02}-{joined_on.year:04}" if joined_on else ""
        word = DANISH[category] if category else ""
        writer.writerow([member, word, workplace or "", name, day])
    path = tmp_path / "f.csv"
    written = lines.getvalue().encode(codec)
    with suppress(UnicodeDecodeError):  # bytes that are UTF-8 by chance are rightly read as such
        assume(ENCODINGS[codec] != "Windows-1252" or written.decode() == lines.getvalue())
    path.write_bytes(written)

    roster = read_roster(path, load_profile())

    assert [row[1:5] for row in roster.rows] == [
        (member, category, workplace, joined_on)
        for member, category, workplace, _, joined_on in rows
    ]
    assert [row.row for row in roster.rows] == list(range(2, len(rows) + 2))
    assert roster.problems == []
    first: dict[str, str] = {}
    for _, _, workplace, name, _ in rows:
        if workplace and name:
            first.setdefault(workplace, name)
    assert roster.names == first
