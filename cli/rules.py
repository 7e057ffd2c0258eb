"""`stewards rules`: which rules hold where, and what was agreed about them."""

import tomllib
from typing import Any, Final

import click
import msgspec

from ..events import Step
from ..registry import Entry, InForce, Registry
from ..registry.in_json import as_data
from .commands import Group
from .options import DAY, Asked, asking, recording_exactly
from .output import show

_COLUMNS: Final = ("path", "value", "from", "source", "certainty", "set_by")
_ONE_OF: Final = "Give one of VALUE and --as-in-book."
_WORDS: Final = {"yes": True, "no": False}


@click.group(cls=Group)
def rules() -> None:
    """Show which rules hold where, and record what was agreed."""


@rules.command("adopt")
@click.argument("book")
@click.option(
    "--unit", metavar="UNIT", help="Where it holds, and below. [default: the whole registry]"
)
@click.option("--until", type=DAY, help="The first day it no longer holds. [default: no end]")
@click.option("--source", help="Where that was decided.")
@recording_exactly
def adopt(registry: Registry, common: Any, book: str, **given: Any) -> Entry:
    """Record which rule book holds from a day on.

    BOOK is one of the package's, such as dk-state, or the path of a TOML file. Where none was adopted,
    that of --agreement holds. A file that changes later is a finding of 'check'.

    Example: stewards rules adopt dk-copenhagen --on 2019-01-01
    """
    return registry.adopt_rules(book, **given, **common)


@rules.command("agree")
@click.argument("path")
@click.argument("value", required=False)
@click.option("--as-in-book", is_flag=True, help="Not otherwise any more: as the rule book says.")
@click.option(
    "--unit", metavar="UNIT", help="Where it holds, and below. [default: the whole registry]"
)
@click.option("--until", type=DAY, help="The first day it no longer holds. [default: no end]")
@click.option("--source", help="Where that was agreed.")
@click.option(
    "--override",
    metavar="REASON",
    help="Record it even though the rule book does not leave it open.",
)
@recording_exactly
def agree(
    registry: Registry,
    common: Any,
    path: str,
    value: str | None,
    *,
    as_in_book: bool,
    **given: Any,
) -> Entry:
    """Record that a rule is another one at a unit, from a day on.

    PATH is one that 'rules show' lists and the book leaves open, such as steward.seats. VALUE is a
    number, yes or no, a text, or steps as a book has them; no stands for nothing where it is no answer
    of its own. What begins with local. binds nothing, and is only listed.

    Example: stewards rules agree steward.seats 2 --unit jc-6 --on 2019-10-01
    """
    if (value is None) is not as_in_book:
        raise click.UsageError(_ONE_OF, click.get_current_context())
    said = None if value is None else _read(value)
    return registry.agree_rule(path, said, **given, **common)


@rules.command("show")
@click.option("--unit", metavar="UNIT", help="At this unit. [default: in the whole registry]")
@click.option("--rule", metavar="PATH", help="Only what begins with this. [default: all]")
@asking
def show_(registry: Registry, asked: Asked, unit: str | None, rule: str | None) -> None:
    """Show every rule that holds on a day, where it stands, and how sure that is.

    Example: stewards rules show --unit jc-6 --on 2019-09-01
    """
    view = registry.view(on=asked.on, known_at=asked.known_at)
    found = view.rules_in_force(unit)
    rows = [_row(each, asked.output) for each in found if each.path.startswith(rule or "")]
    title = asked.heading("Rules", view, unit=unit, by_rules=True)
    show(rows, asked.output, columns=_COLUMNS, title=title)


def _read(value: str) -> Any:
    """Return what a value says: a number, yes or no, steps, and else a text."""
    if value in _WORDS:
        return _WORDS[value]
    try:
        said = tomllib.loads(f"value = {value}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return value
    if isinstance(said, list) and all(isinstance(each, dict) for each in said):
        return tuple(_step(each) for each in said)
    return said if isinstance(said, int | str) else value


def _step(said: dict[str, Any]) -> Step:
    try:
        return msgspec.convert(said, Step)
    except msgspec.ValidationError as problem:
        raise click.UsageError(f"VALUE: {problem}.") from None


def _row(each: InForce, output: str) -> dict[str, Any]:
    row: dict[str, Any] = as_data(each)
    return row | {"value": _in_words(each.value)} if output in {"table", "csv"} else row


def _in_words(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and not value:
        return "none"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {', '.join(each)}" for name, each in value.items())
    return str(value)
