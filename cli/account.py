"""An account as people and programs read it: a count, the lines that move it, the next count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from ..registry import Count, Line, Reconciliation
from .output import printable, say, show, show_one

_CSV: Final = ("step", "on", "known_at", "line", "members", "member", "entries")
_WHO: Final = ("member", "entries")


def show_account(account: Reconciliation, output: str) -> None:
    """Print an account in the format asked for."""
    match output:
        case "table":
            _say(account)
        case "csv":
            show([*_rows(account)], output, columns=_CSV)
        case _:
            show_one(as_json(account), output, columns=())


def as_json(account: Reconciliation) -> dict[str, Any]:
    """Return an account as its JSON is documented."""
    return {
        "from": _count(account.opening),
        "to": _count(account.closing),
        "learnt": lines_as_json(account.learnt),
        "happened": lines_as_json(account.happened),
        "unit": account.opening.unit,
        "category": account.opening.category,
    }


def lines_as_json(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Return the lines of an account; each with its members where these are named."""
    return [
        {"line": line.line, "members": line.members}
        | ({"who": [_who(movement) for movement in line.who]} if line.who else {})
        for line in lines
    ]


def moment_of(count: Count) -> str:
    """Return the day and the knowledge of a count for people."""
    known_at = str(count.known_at)[: len("2019-09-01 18:52:00")]
    return f"{count.on}, as known at {known_at} UTC"


def account_lines(lines: Iterable[Line], step: str) -> Iterator[tuple[str, str]]:
    """Yield each line with its figure for people, and below it, without one, who stands in it."""
    for line in lines:
        yield f"{step} {line.line}", f"{line.change:+}"
        for movement in line.who:
            entries = "entry" if len(movement.entries) == 1 else "entries"
            yield f"    {movement.member}  {entries} {printable(movement.entries)}", ""


def _say(account: Reconciliation) -> None:
    """Print an account for people."""
    figures = [
        (moment_of(account.opening), str(account.opening.members)),
        *account_lines(account.learnt, "  learnt:"),
        (moment_of(account.between), str(account.between.members)),
        *account_lines(account.happened, "  happened:"),
    ]
    if moment_of(account.closing) != moment_of(account.between):
        figures.append((moment_of(account.closing), str(account.closing.members)))
    say(_title(account.opening))
    say_figures(figures)


def say_figures(figures: Sequence[tuple[str, str]]) -> None:
    """Print texts with a figure each, the figures in a column of their own."""
    width = max(len(text) for text, figure in figures if figure)
    digits = max(len(figure) for _, figure in figures)
    for text, figure in figures:
        say(f"{text:<{width}}  {figure:>{digits}}".rstrip())


def _title(count: Count) -> str:
    whom = f"Members of category {count.category}" if count.category else "Members"
    return f"{whom} in {count.unit or 'the union'}"


def _count(count: Count) -> dict[str, Any]:
    return {key: getattr(count, key) for key in ("on", "known_at", "members")}


def _who(movement: Any) -> dict[str, Any]:
    return {key: getattr(movement, key) for key in _WHO}


def _rows(account: Reconciliation) -> Iterator[Mapping[str, Any]]:
    """Yield the account a figure a row, and a row for each member named."""
    yield {"step": "from", **_count(account.opening)}
    for step in ("learnt", "happened"):
        for line in getattr(account, step):
            yield {"step": step, "line": line.line, "members": line.members}
            for movement in line.who:
                yield {"step": step, **attrs.asdict(movement)}
    yield {"step": "to", **_count(account.closing)}
