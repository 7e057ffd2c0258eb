"""The sample lists, read with the profile that the package brings."""

from datetime import date
from pathlib import Path

import pytest
from stewards.registry.lists import RosterRow, Source, load_profile, read_roster

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"


@pytest.mark.parametrize(
    ("source", "rows", "second"),
    [
        (Source("roster-2018-09-01.csv", "Windows-1252", ";"), 843, "jc-laerkevej"),
        (Source("roster-2019-09-01.xlsx", "XLSX"), 805, None),
    ],
)
def test_sound_samples(source: Source, rows: int, second: str | None) -> None:
    """A sound roster is read whole, with the encoding and the delimiter that were found."""
    roster = read_roster(SAMPLES / source.file, load_profile())

    assert roster.source == source
    assert len(roster.rows) == rows
    assert roster.rows[:2] == (
        RosterRow(2, "M00001", "active", "jc-laerkevej", date(2015, 6, 3)),
        RosterRow(3, "M00002", "active", second, date(2017, 8, 16)),
    )
    assert roster.names["jc-laerkevej"] == "Jobcenter Lærkevej"
    assert (roster.problems, roster.unsound, roster.has_nameless) == ([], frozenset(), False)
