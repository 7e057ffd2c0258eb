"""How data are printed: tables for people, JSON, JSON Lines and CSV for programs.

Tables fit a terminal; in a pipe no line is folded. Colour is for terminals only, and never where
NO_COLOR is set.
"""

import csv
import io
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

import click
import msgspec

FORMATS: Final = ("table", "json", "jsonl", "csv")

Row = Mapping[str, Any]

_WIDE: Final = 10_000  # columns: in a pipe no line is folded
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def show(rows: Sequence[Row], output: str, *, columns: Sequence[str], title: str = "") -> None:
    """Print rows in the format asked for.

    Args:
        rows: What to print; JSON shows every key.
        output: One of `FORMATS`.
        columns: The keys that a table or CSV shows, in order.
        title: What stands above a table.
    """
    match output:
        case "json":
            click.echo(_json(list(rows)))
        case "jsonl":
            for row in rows:
                click.echo(msgspec.json.encode(row).decode())
        case "csv":
            click.echo(_csv(rows, columns), nl=False)
        case _:
            _table(rows, columns, title)


def show_one(row: Row, output: str, *, columns: Sequence[str], title: str = "") -> None:
    """Print one row: in JSON an object, not a list."""
    if output == "json":
        click.echo(_json(row))
    else:
        show([row], output, columns=columns, title=title)


def say(text: str) -> None:
    """Print a sentence for people."""
    click.echo(printable(text))


def printable(value: object) -> str:
    """Return a value as text that no terminal takes for a command."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(printable, value))
    return "".join(
        c if unicodedata.category(c)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for c in str(value)
    )


def shortened(values: Sequence[object], most: int = 3) -> str:
    """Return the first few values of a list as a table shows them, and how many more there are."""
    rest = f" and {len(values) - most} more" if len(values) > most else ""
    return printable(list(values[:most])) + rest


def _json(data: object) -> str:
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()


def _csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(key)) for key in columns] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    """Return a CSV cell; a text that a spreadsheet would run as a formula is made plain text."""
    if isinstance(value, int):
        return value
    text = printable(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _table(rows: Sequence[Row], columns: Sequence[str], title: str) -> None:
    from rich import box  # noqa: PLC0415 -- only a table pays for the import
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if title:
        click.secho(printable(title), bold=True)
    if not rows:
        click.echo("(none)")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for key in columns:
        number = all(isinstance(row.get(key), int | None) for row in rows)
        table.add_column(key.replace("_", " "), justify="right" if number else "left")
    for row in rows:
        table.add_row(*(Text(printable(row.get(key))) for key in columns))
    Console(width=None if sys.stdout.isatty() else _WIDE).print(table)
