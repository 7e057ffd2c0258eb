"""Why the number moved: what was learned of the first day, and what happened up to the last."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Final

from attrs import frozen

from ....projections.accounts.movements import INCOMING, LINES
from ....registry import Line
from ..asked import Asked
from ..figures import Figure
from ..parts import Id, Picture, Section, Table, Word
from .count import members

_LEARNED: Final = "learned"
_HAPPENED: Final = "happened"
_LABELS: Final = {_LEARNED: "learned: {line}", _HAPPENED: "happened: {line}"}
_THEN: Final = "{day}, as known then"
_NOW: Final = "{day}, as known now"
_ANYWHERE: Final = ("joined", "rejoined", "left")
_AT_A_UNIT: Final = ("moved in", "moved out", "reorganised in", "reorganised out")


@frozen
class _Moved:
    """A line of the account, as it is put down."""

    step: str
    line: Line
    members: Figure
    unsure: Figure

    @property
    def sign(self) -> int:
        return 1 if self.line.line in INCOMING else -1


def section(asked: Asked) -> Section:
    """Return the account that leads from the one count to the other."""
    account = asked.registry.reconcile(
        asked.first, asked.last, unit=asked.unit, with_members=asked.with_ids
    )
    steps = ((_LEARNED, account.learnt), (_HAPPENED, account.happened))
    learned, happened = ([*_moved(asked, step, lines)] for step, lines in steps)
    counts = [members(asked, view) for view in (asked.first, asked.before, asked.last)]
    for first, lines, second in zip(counts, (learned, happened), counts[1:], strict=False):
        asked.sheet.adds_up(second, first, *((each.sign, each.members) for each in lines))
    moved = [*learned, *happened]
    answers: dict[str, Any] = {"opening": counts[0], "between": counts[1], "closing": counts[2]}
    answers |= {
        "learned": learned,
        "happened": happened,
        "both": _both_ways(asked, account.happened),
    }
    tables = (_lines(asked, moved), *(_who(asked, moved) if asked.with_ids else ()))
    picture = Picture(
        "change",
        [*_rows(asked, counts, learned, happened)],
        "Bars that lead from {opening} members on the first day to {closing} on the last, a bar a line.",
        {"opening": counts[0], "closing": counts[2]},
    )
    return Section("change", "Why the number moved", answers, picture, tables)


def _both_ways(asked: Asked, happened: Sequence[Line]) -> int:
    """Return how many more came in the months of the statement, and as many more left, than moved the number.

    Nought unless the months are the whole period and the whole union is counted.
    """
    if asked.statement is None or asked.unit:
        return 0
    months = asked.statement.total
    if (months.start, months.until) != (asked.first.on, asked.last.on):
        return 0
    return months.joined + months.rejoined - sum(max(each.change, 0) for each in happened)


def _moved(asked: Asked, step: str, lines: Sequence[Line]) -> Iterator[_Moved]:
    for line in _with_empty(asked, lines):
        numbers = (
            asked.sheet.figure((kind, step, line.line, asked.unit), number)
            for kind, number in (("line", line.members), ("not sure", line.unsure))
        )
        yield _Moved(step, line, *numbers)


def _with_empty(asked: Asked, lines: Sequence[Line]) -> Sequence[Line]:
    """Return also the lines that nobody stands in, where a lonely one would tell what is hidden."""
    if asked.sheet.least is None:
        return lines
    found = {each.line: each for each in lines}
    names = (*_ANYWHERE, *(_AT_A_UNIT if asked.unit else ()))
    return [found.get(name) or Line(name, 0) for name in LINES if name in names or name in found]


def _rows(
    asked: Asked, counts: Sequence[Figure], learned: Sequence[_Moved], happened: Sequence[_Moved]
) -> Iterator[dict[str, Any]]:
    """Yield what is drawn: a count, what was learned, a count, what happened, a count."""
    first, last = asked.first.on, asked.last.on
    labels = (
        (_THEN if asked.learned else _NOW).format(day=first),
        _NOW.format(day=first),
        _NOW.format(day=last),
    )
    of_counts = [_count(label, each) for label, each in zip(labels, counts, strict=True)]
    rows = (
        of_counts[0],
        *map(_line, learned),
        *(of_counts[1:2] if learned else ()),
        *map(_line, happened),
        of_counts[2],
    )
    yield from ({"place": place} | row for place, row in enumerate(rows))


def _count(label: str, number: Figure) -> dict[str, Any]:
    return {"label": label, "kind": "count", "number": number, "sign": 0}


def _line(each: _Moved) -> dict[str, Any]:
    label = _LABELS[each.step].format(line=each.line.line)
    return {"label": label, "kind": each.step, "number": each.members, "sign": each.sign}


def _command(asked: Asked, *words: str) -> str:
    first, last = asked.first, asked.last
    known = [f"entry:{view.upto}" for view in (first, last) if view.upto]
    knowledge = zip(("--from-known", "--to-known"), known, strict=False)
    options = ("--from", first.on, "--to", last.on, *chain.from_iterable(knowledge))
    return asked.command("reconcile", *options, *asked.scope, *words)


def _lines(asked: Asked, moved: Sequence[_Moved]) -> Table:
    rows = (
        (Word(each.line.line), Word(each.step), each.sign, each.members, each.unsure)
        for each in moved
    )
    return Table(
        "What leads from the one number to the other",
        ("Line", "Step", "Adds", "Members", "Not sure"),
        tuple(
            (line, step, "+" if sign > 0 else "\N{MINUS SIGN}", *rest)
            for line, step, sign, *rest in rows
        ),
        _command(asked),
    )


def _who(asked: Asked, moved: Sequence[_Moved]) -> Iterator[Table]:
    rows = [
        (Id(who.member), Word(each.line.line), Word(each.step), ", ".join(map(str, who.entries)))
        for each in moved
        for who in each.line.who
    ]
    if rows:
        columns = ("Member", "Line", "Step", "Entries")
        yield Table.of("Who they are", columns, rows, _command(asked, "--who"))
