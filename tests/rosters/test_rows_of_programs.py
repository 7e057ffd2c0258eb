"""Lists that a program puts together: their rows are held to what the reader of files holds its own to."""

from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from stewards.registry import (
    BadEmployerRows,
    BadInput,
    BadRows,
    EmployerList,
    EmployerRow,
    MalformedField,
    RosterRow,
    Source,
    load_profile,
    read_roster,
)
from stewards.registry.lists import roster as rosters

from .listing import DAY, SAME, branch, roster, row

A_TEXT = "it must be text. Correct the value."
A_DAY = "it must be a day without a time. Correct the value."


@pytest.mark.parametrize(
    ("field", "value", "because"),
    [
        ("member", 5, A_TEXT),
        ("member", True, A_TEXT),
        ("member", None, A_TEXT),
        ("category", 5, A_TEXT),
        ("workplace", 7, A_TEXT),
        ("joined_on", datetime(2019, 1, 1, 8), A_DAY),  # noqa: DTZ001 - of a program that errs
        ("joined_on", "banana", A_DAY),
    ],
)
def test_a_value_of_another_kind_makes_a_bad_row(field: str, value: object, because: str) -> None:
    """It is listed with the field; nothing is recorded, and nothing concluded of whom it may name."""
    wrong = row("anna", "jc-1")._replace(**{field: value})
    with branch() as registry:
        found = registry.compare_roster(roster(wrong, *SAME[1:]), on=DAY)
        with pytest.raises(BadRows) as refused:
            registry.plan_roster(roster(wrong, *SAME[1:]), on=DAY)

    [problem] = found.problems
    assert (problem.row, problem.column, problem.value) == (2, field, str(value))
    assert problem.problem == f"Cannot use {value!r} as {field} because {because}"
    assert refused.value.problems == found.problems
    assert (found.joined, found.left, found.moved) == ((), (), ())
    assert [each.member for each in found.unconcluded] == (["anna"] if field == "member" else [])


def test_a_member_in_two_rows_makes_both_bad() -> None:
    """Nobody joins twice because a program lists them twice."""
    with branch() as registry:
        found = registry.compare_roster(roster(*SAME, row("eva"), row("eva", "jc-1")), on=DAY)

    assert [str(each) for each in found.problems] == [
        f"row {number}, member 'eva': Cannot use this row for member eva because row {other} has the"
        " same. Delete the one that is wrong."
        for number, other in ((6, 7), (7, 6))
    ]
    assert found.joined == ()


def test_what_is_no_row_is_refused() -> None:
    """A tuple that only looks like a row, and a row without a number, are mistakes of the program."""
    listed = roster(*SAME)
    with branch() as registry:
        for rows in ([tuple(listed.rows[0])], [listed.rows[0]._replace(row="2")]):  # type: ignore[arg-type]
            with pytest.raises(MalformedField):
                registry.compare_roster(attrs.evolve(listed, rows=rows), on=DAY)


def employer_list(*rows: Any) -> EmployerList:
    """Return an employer's list of these rows."""
    return EmployerList(Source("staff.csv", "UTF-8", ";"), list(rows), [], frozenset())


@pytest.mark.parametrize(
    ("workplace", "employees", "column", "because"),
    [
        ("jc-1", True, "employees", "it must be a whole number. Correct the value."),
        ("jc-1", "6", "employees", "it must be a whole number. Correct the value."),
        (7, 6, "workplace", A_TEXT),
    ],
)
def test_a_number_of_employees_is_one(
    workplace: object, employees: object, column: str, because: str
) -> None:
    """True is not one employee, and a text is not a number: the row is listed, and nothing recorded."""
    listed = employer_list(
        EmployerRow(2, workplace, None, employees),  # type: ignore[arg-type]
        EmployerRow(3, "jc-2", None, 9),
    )
    value = {"workplace": workplace, "employees": employees}[column]
    with branch() as registry:
        found = registry.compare_employer_list(listed, on=DAY)
        with pytest.raises(BadEmployerRows):
            registry.record_headcounts(found)

    [problem] = found.problems
    assert (problem.row, problem.column) == (2, column)
    assert problem.problem == f"Cannot use {value!r} as {column} because {because}"
    assert found.new == {"jc-2": 9}


@pytest.mark.parametrize("by", ["", 5])
def test_who_takes_in_a_list_is_checked(by: Any) -> None:
    """A malformed `by` is not taken as left out."""
    with branch() as registry:
        compared = registry.compare_employer_list(employer_list(EmployerRow(2, "jc-1", None, 9)))
        for record in (
            lambda: registry.plan_roster(roster(*SAME), by=by),
            lambda: registry.record_headcounts(compared, by=by),
        ):
            with pytest.raises(BadInput, match=f"^Cannot (use|read) {by!r} as by|^Cannot read by"):
                record()


def test_rows_of_a_file_are_not_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader has checked them; those that a program adds to them are checked."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Medlemsnr.;Kategori;Arbejdsplads-id;Arbejdsplads;Indmeldt\nanna;Aktiv;jc-1;;\n"
    )
    listed = read_roster(path, load_profile())
    more = attrs.evolve(listed, rows=(*listed.rows, RosterRow(3, "bo", None, None, "banana")))  # type: ignore[arg-type]
    assert len(rosters.checked_roster(more).problems) == 1
    monkeypatch.setattr(rosters, "judged", None)

    assert rosters.checked_roster(listed) is listed
    with pytest.raises(TypeError):
        rosters.checked_roster(more)
