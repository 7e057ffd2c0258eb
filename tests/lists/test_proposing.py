"""Proposing a profile: whatever is proposed reads the list, once what was asked is answered."""

from pathlib import Path

import pytest
from stewards.registry.lists import load_profile, read_employer_list, read_roster
from stewards.registry.lists.proposing import proposed_profile

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"


def proposed(tmp_path: Path, content: str) -> str:
    """Return what is proposed for a CSV file."""
    (tmp_path / "f.csv").write_text(content)
    return proposed_profile(tmp_path / "f.csv")


@pytest.mark.parametrize("sample", ["roster-2018-09-01.csv", "roster-2019-09-01.xlsx"])
def test_a_sample_is_read_alike(tmp_path: Path, sample: str) -> None:
    """What is proposed for a list of the Danish profile reads it as that does."""
    (tmp_path / "p.toml").write_text(proposed_profile(SAMPLES / sample))

    found = read_roster(SAMPLES / sample, load_profile(tmp_path / "p.toml"))

    assert found.rows == read_roster(SAMPLES / sample, load_profile()).rows
    assert found.problems == []


def test_an_employers_list(tmp_path: Path) -> None:
    """A list with employees and no members is an employer's."""
    text = proposed(tmp_path, "Arbejdsplads-id;Arbejdsplads;Ansatte\njc-1;A;4\njc-2;B;5\n")
    (tmp_path / "p.toml").write_text(text)

    listed = read_employer_list(tmp_path / "f.csv", load_profile(tmp_path / "p.toml"))

    assert [row.employees for row in listed.rows] == [4, 5]


def test_what_cannot_be_told_is_asked(tmp_path: Path) -> None:
    """Days that could be read in two ways, unknown words and columns that are left out get a comment."""
    text = proposed(
        tmp_path,
        "Title\n\nNo;Status;Eintritt;Udmeldt;Note\n"
        "A1;Aktiv;01/02/2020;;x\nA2;Udmeldt;03/04/19;01/05/2021;x\nA3;Andet;05/06/2020;;y\n",
    )

    assert text == (
        "# Proposed for f.csv: check each line, and delete what is wrong.\n"
        'title = "f"\n'
        'dates = ["dd/mm/yyyy", "d/m/yy"]\n'
        "century = 2000  # two digits of a year mean 2000 to 2099\n"
        "\n"
        "[roster]\n"
        'member = "No"\n'
        'joined_on = "Eintritt"\n'
        'left_on = "Udmeldt"\n'
        'category = "Status"\n'
        'status = "Status"\n'
        '# not read: "Note"\n'
        "\n"
        "[categories]\n"
        '"Aktiv" = "active"\n'
        '# "Andet" = "?"  # say what it means\n'
        "\n"
        "[status]\n"
        '"Udmeldt" = "left"\n'
    )
    assert 'dates = ["dd/mm/yyyy"]  # or "mm/dd/yyyy": every day reads as either\n' in proposed(
        tmp_path, "No;Indmeldt\nA1;01/02/2020\n"
    )


def test_a_mistyped_day(tmp_path: Path) -> None:
    """A column of days stays one if one value in ten is no day; that one is named."""
    days = [f"M{each};{each}.3.2019\n" for each in range(1, 10)]

    text = proposed(tmp_path, "".join(("No;Indmeldt\n", *days, "M10;31.6.2017\n")))
    worse = proposed(tmp_path, "".join(("No;Indmeldt\n", *days, "M10;31.6.2017\nM11;ukendt\n")))

    assert 'dates = ["d.m.yyyy"]\n# no days, which will be bad rows: "31.6.2017"\n' in text
    assert 'joined_on = "Indmeldt"\n' in text
    assert '# not read: "Indmeldt"\n' in worse


def test_no_column_of_members(tmp_path: Path) -> None:
    """Where no column has another id in each row, it is left to whoever knows."""
    text = proposed(tmp_path, "Navn;Kategori\nHans Hansen;Aktiv\nKim Kim;Aktiv\n")

    assert '# member = "?"  # no column has another id in each row' in text
