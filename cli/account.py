"""An account as people and programs read it: a count, the lines that move it, the next count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from ..projections.accounts.movements import RangeMoved
from ..registry import Count, Line, Reconciliation
from ..registry.in_json import as_data
from .output import printable, say, show, show_one, tell
from .printing import person, printing
from .ranges import RANGE, as_text, either, in_words, numbers

_CSV: Final = ("step", "on", "known_at", "line", *RANGE, "unsure", "member", "entries")


def show_account(account: Reconciliation, merged: Mapping[str, str], output: str) -> None:
    """Print an account in the format asked for; JSON also says what its unit was merged into."""
    match output:
        case "table":
            _say(account)
        case "csv":
            show([*_rows(account)], output, columns=_CSV)
        case _:
            show_one(as_data(account) | dict(merged), output, columns=())


def seconds(instant: datetime | None) -> str:
    """Return an instant in UTC as far as the second."""
    return str(instant)[: len("2019-09-01 18:52:00")]


def _say(account: Reconciliation) -> None:
    """Print an account for people."""
    figures = [
        _figure(account.opening),
        *_changes(account.learnt, "learned"),
        *_of_the_range(account, account.learnt_range, "learned"),
        _figure(account.between),
        *_changes(account.happened, "happened"),
        *_of_the_range(account, account.happened_range, "happened"),
        _figure(account.closing),
    ]
    say(_title(account.opening))
    # of one day alone the count between is the closing one
    _say_figures([figure for figure, _ in groupby(figures)])


def _figure(count: Count) -> tuple[str, str]:
    moment = f"{count.on}, as known at {seconds(count.known_at)} UTC"
    return moment, str(as_text(count.members, count.at_least, count.at_most))


def _changes(lines: Iterable[Line], step: str) -> Iterator[tuple[str, str]]:
    """Yield each line with its figure, and below it, without one, who stands in it."""
    for line in lines:
        unsure = f" ({line.unsure} not sure)" if line.unsure else ""
        yield f"  {step}: {line.line}{unsure}", f"{line.change:+}"
        for movement in line.who:
            entries = "entry" if len(movement.entries) == 1 else "entries"
            windows = f"; not sure: {in_words(movement.unsure_by)}" if movement.unsure_by else ""
            yield (
                f"    {person(movement.member)}  {entries} {printable(movement.entries)}{windows}",
                "",
            )


def _of_the_range(
    account: Reconciliation, moved: RangeMoved, step: str
) -> Iterator[tuple[str, str]]:
    """Yield what leads from the one range to the other, where one of the counts has one."""
    ends = (account.opening, account.between, account.closing)
    if any(count.at_least != count.members for count in ends):
        yield from _more_and_fewer(f"  {step}: surely", moved.surely_more, moved.surely_fewer)
    if any(count.at_most not in {None, count.members} for count in ends):
        yield from _more_and_fewer(f"  {step}: possibly", moved.possibly_more, moved.possibly_fewer)


def _more_and_fewer(text: str, more: int, fewer: int) -> Iterator[tuple[str, str]]:
    if more or fewer:
        yield text, f"+{more} -{fewer}"


def _say_figures(figures: Sequence[tuple[str, str]]) -> None:
    """Print texts with a figure each, the figures in a column of their own."""
    figures = [(printing().language.say(text), figure) for text, figure in figures]
    width = max(len(text) for text, figure in figures if figure)
    digits = max(len(figure) for _, figure in figures)
    for text, figure in figures:
        tell(f"{text:<{width}}  {figure:>{digits}}".rstrip())


def _title(count: Count) -> str:
    whom = f"Members of category {either(count.category)}" if count.category else "Members"
    return f"{whom} in {count.unit or 'the union'}"


def _count(count: Count) -> dict[str, Any]:
    return {"on": count.on, "known_at": count.known_at, **numbers(count)}


def _rows(account: Reconciliation) -> Iterator[Mapping[str, Any]]:
    """Yield the account a figure a row, and a row for each member named."""
    yield {"step": "from", **_count(account.opening)}
    for step in ("learnt", "happened"):
        for line in getattr(account, step):
            yield {"step": step, "line": line.line, "members": line.members, "unsure": line.unsure}
            for movement in line.who:
                yield {"step": step, "line": line.line, **as_data(movement)}
    yield {"step": "to", **_count(account.closing)}
