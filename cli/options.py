"""The options that commands share, and how days and instants are read."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

import click
from attrs import frozen

from ..events.errors import MalformedDay, MalformedInstant
from ..registry import Entry, end_of
from .app import App
from .output import FORMATS, say, show_one
from .rows import ENTRY_COLUMNS, entry_row, entry_summary


@frozen
class Asked:
    """What a question is asked of, and how the answer is printed.

    Attributes:
        on: The day; none for today.
        known_at: The instant of knowledge; none for now.
        output: One of `FORMATS`.
    """

    on: date | None
    known_at: datetime | None
    output: str


class Day(click.ParamType[date]):
    """A day written as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Return the day, or fail with what a day looks like."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
        except ValueError:
            return self.fail(str(MalformedDay(_name(param), value)), param, ctx)


class Instant(click.ParamType[datetime]):
    """An instant in RFC 3339 with a time zone; a day stands for its end, UTC."""

    name = "instant"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        """Return the instant in UTC, or fail with what an instant looks like."""
        if isinstance(value, datetime):
            return value
        try:
            if len(value) == len("2019-09-01"):
                return end_of(date.fromisoformat(value))
            instant = datetime.fromisoformat(value)
        except ValueError:
            return self.fail(str(MalformedInstant(_name(param), value)), param, ctx)
        if instant.tzinfo is None:
            self.fail(str(MalformedInstant(_name(param), value)), param, ctx)
        return instant.astimezone(UTC)


def _name(param: Any) -> str:
    return param.opts[0] if param else "day"


DAY = Day()
INSTANT = Instant()


output_option = click.option(
    "-o",
    "--output",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to print.",
)

known_at_option = click.option(
    "--known-at",
    type=INSTANT,
    help="As the log stood at this instant; a day means its end, UTC. [default: now]",
)


def telling(command: Callable[..., Entry]) -> Callable[..., None]:
    """Make a function that tells a registry a fact into a command with --on, --note and -o.

    The function is given the open registry and, as `told`, how the fact is told; the entry that it
    returns is printed.
    """

    @click.option("--on", type=DAY, help="The day it is true from. [default: today]")
    @click.option("--note", help="A remark for people, without names.")
    @output_option
    @click.pass_obj
    @wraps(command)
    def tell(app: App, /, on: date | None, note: str | None, output: str, **given: Any) -> None:
        told = {key: value for key, value in (("on", on), ("note", note)) if value is not None}
        with app.telling() as registry:
            entry = command(registry, told, **given)
        report(entry, output)

    return tell


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Make a function that asks a registry into a command with --on, --known-at and -o.

    The function is given the open registry and, as `asked`, the day, the knowledge and the format.
    """

    @click.option("--on", type=DAY, help="The day asked about. [default: today]")
    @known_at_option
    @output_option
    @click.pass_obj
    @wraps(command)
    def ask(
        app: App, /, on: date | None, known_at: datetime | None, output: str, **given: Any
    ) -> None:
        with app.asking() as registry:
            command(registry, Asked(on, known_at, output), **given)

    return ask


def report(entry: Entry, output: str) -> None:
    """Print the entry that a command recorded."""
    if output == "table":
        row = entry_summary(entry)
        what = f"{row['type']}, {row['says']}, from {row['effective_on']}"
        say(f"Recorded entry {entry.number}: {what}.")
    else:
        show_one(entry_row(entry), output, columns=ENTRY_COLUMNS)
