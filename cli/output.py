"""How data are printed: tables for people, JSON, JSON Lines and CSV for programs.

Tables fit a terminal; in a pipe no line is folded. Colour is for terminals only, and never where
NO_COLOR is set. Nothing that is printed is taken for a command by a terminal.
"""

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any, Final

import click
import msgspec

from ..events import masked
from ..events.validators import CONTROL
from .heading import Heading
from .language import Language
from .names import PEOPLE, Names, with_names
from .printing import person, printing, spoken
from .table import table

FORMATS: Final = ("table", "json", "jsonl", "csv")

PICTURE: Final = "svg"
"""The format of a picture, where there is one to draw."""

WORDS: Final = frozenset(
    {
        *("acting", "advice", "because", "category", "certainty", "check", "detail", "difference"),
        *(
            "ended_because",
            "facts",
            "finding",
            "found",
            "is_sure",
            "kind",
            "learned",
            "name",
            "norm",
        ),
        *("office", "options", "problem", "reproduced", "state", "status", "subject", "unit"),
        *("vacant", "value", "verdict"),
    }
)
"""The columns of tables that hold words of ours: where a cell is none, it stays as it is."""

_READ_AGAIN: Final = ("category", "kind", "name", "unit", "value", "subject")
"""Those that a workbook keeps as data: a list that we wrote reads in again."""

_ASIDE: Final = ("Note: ", "Notice: ", "Warning: ", "Wrote ", "Already recorded ")
"""How what is not said to whoever wants quiet begins: it is no error."""

Row = Mapping[str, Any]

_BYTE_ORDER_MARK: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@")


def show(
    rows: Sequence[Row], output: str, *, columns: Sequence[str], title: Heading | str = ""
) -> None:
    """Print rows in the format asked for.

    Args:
        rows: What to print; JSON shows every key.
        output: One of `FORMATS`.
        columns: The keys that CSV shows, in order; a table leaves out those that no row fills.
        title: What stands above a table: what it lists, and of when.
    """
    if printing().people and columns[0] == "member":  # ids that were minted have no order
        rows = sorted(rows, key=lambda row: spoken(str(row["member"])))
    match output:
        case "json":
            put(_json(_named(list(rows)), indent=2))
        case "jsonl":
            put("".join(_json(_named(row), indent=-1) for row in rows))
        case "csv" if printing().is_workbook:
            _put_workbook(rows, columns, title)
        case "csv":
            put(_csv(rows, columns))
        case _:
            _table(rows, columns, title)


def show_one(row: Row, output: str, *, columns: Sequence[str], title: Heading | str = "") -> None:
    """Print one row: in JSON an object, not a list."""
    if output == "json":
        put(_json(_named(row), indent=2))
    else:
        show([row], output, columns=columns, title=title)


def show_next(row: Row, output: str, *, columns: Sequence[str]) -> None:
    """Print one more row of a stream at once: a line for people has no head, and is not folded."""
    match output:
        case "jsonl":
            put(_json(_named(row), indent=-1))
        case "csv":
            put(_csv([row], columns, headed=False))
        case _:
            say("  ".join(printable(row.get(key)) for key in columns))


def say(text: str) -> None:
    """Print a sentence for people, in their language."""
    tell(printing().language.say(text))


def tell(text: str) -> None:
    """Print a sentence that is in their language already."""
    click.echo(masked(printable(text)))


def say_title(title: Heading | str) -> None:
    """Print what stands above a list, in the language of the run."""
    language = printing().language
    text = title.in_words(language) if isinstance(title, Heading) else language.say(title)
    click.echo(_bold(masked(printable(text))))


def complain(text: str) -> None:
    """Print lines about a problem on standard error."""
    if printing().is_quiet and text.startswith(_ASIDE):
        return
    lines = text.rstrip("\n").split("\n")
    with suppress(BrokenPipeError):  # nobody is there to hear it
        said = map(printing().language.say, lines)
        click.echo("\n".join(masked(printable(line)) for line in said), err=True)


def complain_in_json(problem: Row) -> None:
    """Print why a command ends on standard error, as one line of JSON."""
    masked_too = {
        key: masked(value) if key == "message" else value for key, value in problem.items()
    }
    with suppress(BrokenPipeError):
        click.echo(_json({"error": masked_too}, indent=-1), err=True, nl=False)


def printable(value: object) -> str:
    """Return a value as text that no terminal takes for a command."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(printable, value))
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", spoken(str(msgspec.to_builtins(value))))


def how_many(number: int, what: str, several: str = "") -> str:
    """Return a number of things in words, as `1 member` or `2 members`; `several` of them."""
    return f"{number} {what}" if number == 1 else f"{number} {several or what + 's'}"


def shortened(values: Sequence[object], most: int = 3) -> str:
    """Return the first few values of a list as a table shows them, and how many more there are."""
    rest = f" and {len(values) - most} more" if len(values) > most else ""
    return printable(list(values[:most])) + rest


def in_colour() -> bool:
    """Return whether standard output may be given colours: a terminal, or whatever FORCE_COLOR is set for."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def put(text: str) -> None:
    """Print text for programs: in UTF-8, whatever the terminal; to the file, where one is named."""
    how = printing()
    if how.file is None:
        click.echo(text.encode(), nl=False)
    else:
        how.written += text
        from .whole_file import whole_file

        with whole_file(how.file) as file:
            file.write(how.written.encode())


def _put_workbook(rows: Sequence[Row], columns: Sequence[str], title: Heading | str) -> None:
    """Write the rows of a list to the file, as a workbook."""
    from .workbook import as_cell, title_of, workbook

    how = printing()
    columns, rows = _with_names(columns, rows)
    heads = [how.language.say(key.replace("_", " ")) for key in columns]
    if how.language == Language():  # as in CSV, and as the profile of our own lists reads them
        heads = [*columns]
    texts = [[(row.get(key), _in_words(key, row.get(key))) for key in columns] for row in rows]
    cells = [[as_cell(value, text) for value, text in row] for row in texts]
    path = click.get_current_context().command_path
    if how.file is not None:
        from .whole_file import whole_file

        with whole_file(how.file) as file:
            file.write(workbook(cells, heads, title_of(title, path), how.language))
        complain(f"Wrote {how.file}.")


def _named(data: Any) -> Any:
    """Return data with the name beside each id of a person, where this run has names."""
    names = printing().names
    return names.beside(data) if names else data


def _with_names(columns: Sequence[str], rows: Sequence[Row]) -> tuple[Sequence[str], Sequence[Row]]:
    """Return the columns and rows of a list with those of names, where this run has any."""
    if printing().names is None:
        return columns, rows
    return with_names(tuple(columns)), _named(list(rows))


def _json(data: object, indent: int) -> str:
    told = printing().spoken(msgspec.json.encode(data).decode(), _quoted)
    text = CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", told)
    return msgspec.json.format(text, indent=indent) + "\n"


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()[1:-1]


def _csv(rows: Sequence[Row], columns: Sequence[str], *, headed: bool = True) -> str:
    import csv

    text = io.StringIO()
    is_danish = printing().dialect == "da"
    writer = csv.writer(text, lineterminator="\n", delimiter=";" if is_danish else ",")
    columns, rows = _with_names(columns, rows)
    if headed and is_danish:
        text.write(_BYTE_ORDER_MARK)
    if headed:
        writer.writerow(columns)
    writer.writerows([_cell(row.get(key)) for key in columns] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    """Return a CSV cell; a text that a spreadsheet would run as a formula is made plain text."""
    if isinstance(value, float | Decimal) and printing().dialect == "da":
        return f"{value}".replace(".", ",")
    if isinstance(value, int | float | Decimal):
        return value
    text = printable(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _table(rows: Sequence[Row], columns: Sequence[str], title: Heading | str) -> None:
    language = printing().language
    if title:
        say_title(title)
    if not rows:
        click.echo(language.say("(none)"))
        return
    shown = [key for key in columns if any(printable(row.get(key)) for row in rows)]
    heads, body = table(
        [language.say(key.replace("_", " ")) for key in shown],
        [[_in_words(key, row.get(key)) for key in shown] for row in rows],
        right=[all(isinstance(row.get(key), int | None) for row in rows) for key in shown],
        width=_width() if sys.stdout.isatty() else None,
    )
    click.echo("\n".join([*map(_bold, heads), *body]))


def _width() -> int:
    """Return how wide the terminal is, in characters."""
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _in_words(key: str, value: object) -> str:
    """Return a cell of a table; what is a word of ours, and no data, in the language asked for."""
    if key in {*WORDS, *PEOPLE} and isinstance(value, list | tuple):
        return ", ".join(_in_words(key, each) for each in value)
    if key in PEOPLE and isinstance(value, str) and value in (printing().names or Names({})).by_id:
        return printable(value if printing().is_workbook else person(value))
    if key not in WORDS or (printing().is_workbook and key in _READ_AGAIN):
        return printable(value)
    return printing().language.say(printable(value))


def _bold(text: str) -> str:
    return click.style(text, bold=True) if in_colour() else text
