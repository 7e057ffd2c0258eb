"""The rows of a list that a program made are held to the same as those of a file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Generic

from attrs import frozen

from ...events.errors import BadInput, MalformedField
from ...events.validators import check_number
from .problems import RowProblem
from .row_reader import Row, met_twice

Check = Callable[[str, Any], None]
"""Raises BadInput for a value that the field of that name may not have."""


class ReadRows(tuple[Row, ...]):
    """Rows as read from a file: they were checked there, and nobody can put others among them."""

    __slots__ = ()


@frozen
class Judged(Generic[Row]):
    """Rows, told apart.

    Attributes:
        rows: The sound ones.
        problems: What is wrong with the others, in the order of the rows.
        unsound: The ids of the others.
        has_nameless: Whether one of them has no id that can be read.
    """

    rows: ReadRows[Row]
    problems: list[RowProblem]
    unsound: frozenset[str]
    has_nameless: bool


def judged(
    rows: Sequence[Row], kind: type[Row], checks: Mapping[str, Check], *, may_repeat: bool = False
) -> Judged[Row]:
    """Return which rows of a program are sound, and what is wrong with the others.

    Args:
        rows: The rows.
        kind: The class that they must have.
        checks: What each field must pass; the first one distinguishes the rows.
        may_repeat: Whether several rows may have one id; a bad one then takes the others with it.

    Raises:
        MalformedField: something is no such row, or its number is none.
    """
    name = next(iter(checks))
    sound: list[Row] = []
    problems: list[RowProblem] = []
    ids: list[tuple[str, int]] = []
    unsound: set[str] = set()
    has_nameless = False
    for row in rows:
        wrong = list(_wrong(row, kind, checks))
        problems += wrong
        if any(each.column == name for each in wrong):
            has_nameless = True
            continue
        ids.append((row[1], row[0]))
        if wrong:
            unsound.add(row[1])
        else:
            sound.append(row)
    repeated, twice = (frozenset(unsound), []) if may_repeat else met_twice(name, ids)
    return Judged(
        ReadRows(row for row in sound if row[1] not in repeated),
        sorted([*problems, *twice], key=attrgetter("row")),
        frozenset(unsound | repeated),
        has_nameless,
    )


def _wrong(row: Row, kind: type[Row], checks: Mapping[str, Check]) -> Iterator[RowProblem]:
    if type(row) is not kind:
        raise MalformedField("rows", row, f"a sequence of {kind.__name__}")
    check_number("row", row[0])
    for field, check in checks.items():
        value = getattr(row, field)
        try:
            check(field, value)
        except BadInput as problem:
            yield RowProblem.of(row[0], field, value, problem)


def or_none(check: Check) -> Check:
    """Return a check that none passes as well."""

    def checked(field: str, value: Any) -> None:
        if value is not None:
            check(field, value)

    return checked
