"""How a history is read: voids, knowledge, order."""

from hypothesis import given
from hypothesis import strategies as st
from stewards.events.entry import in_order, known
from stewards.registry.testing import becomes, joined, left, voided

from ..decisions.facts import FEB, JAN, MAR
from .histories import entries, history


def test_a_history_is_read_by_day_and_then_as_told() -> None:
    """Facts of one day are read in the order they were told, days in their own order."""
    told = history(left("m1", MAR), joined("m1", on=JAN), left("m1", FEB), joined("m1", on=FEB))
    assert [entry.number for entry in told] == [2, 3, 4, 1]


def test_a_voided_entry_and_its_void_are_no_history() -> None:
    """What was taken back counts as never said, and the void itself says nothing of that day."""
    told = history(joined("m1", on=JAN), left("m1", FEB), voided(2, MAR), left("m1", MAR))
    assert [entry.number for entry in told] == [1, 4]


def test_a_void_counts_from_the_moment_it_is_known() -> None:
    """As known before the void, the entry stands."""
    told = (joined("m1", on=JAN), left("m1", FEB), voided(2, JAN))
    assert [entry.number for entry in history(*told, upto=2)] == [1, 2]
    assert [entry.number for entry in history(*told, upto=3)] == [1]


def test_only_what_is_known_is_told() -> None:
    """Entries after the last one known do not exist yet."""
    told = entries(joined("m1", on=MAR), left("m1", FEB), becomes("m1", "senior", JAN))
    assert [entry.number for entry in known(told, 2)] == [1, 2]
    assert known(told, 0) == []


def test_an_entry_names_the_first_void_known() -> None:
    """Voided twice, as an import may tell it, an entry is voided by the first."""
    told = entries(joined("m1"), voided(1), voided(1))
    assert [entry.voided_by for entry in known(told)] == [2, None, None]
    assert [entry.voided_by for entry in known(reversed(told))] == [None, None, 2]
    assert [entry.voided_by for entry in known(told, 1)] == [None]


@given(st.permutations(entries(*[joined(f"m{n}", on=day) for n, day in enumerate([MAR, JAN] * 3)])))
def test_a_history_does_not_depend_on_how_it_was_read(shuffled: list[object]) -> None:
    """However the entries come out of a store, the history is the same."""
    told = in_order(shuffled)  # type: ignore[arg-type]
    assert [entry.number for entry in told] == [2, 4, 6, 1, 3, 5]
