"""The options that commands share."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import Any, Final

import click
from attrs import frozen
from click.core import ParameterSource

from ..events import EntryVoided
from ..events.window import Window
from ..registry import Entry, KnownAt, Registry, View
from .app import App
from .heading import Heading
from .output import FORMATS, PICTURE, complain, say
from .printing import printing
from .printing_options import printing_option, printing_options
from .rows import day_of, says, show_entry, type_of
from .values import Day, DayOrWindow, InstantOrEntry


@frozen
class Asked:
    """What a question is asked of, and how the answer is printed.

    Attributes:
        on: The day; none for today.
        known_at: How much of the log counts; none for all of it.
        output: One of `FORMATS`, or `PICTURE` where the answer can be drawn.
    """

    on: date | None
    known_at: KnownAt
    output: str

    def heading(self, title: str, view: View, **more: Any) -> Heading:
        """Return what stands above a list that a view answers; `more` is what `Heading.of` takes."""
        return Heading.of(view, title, known_at=self.known_at, **more)


DAY = Day()
KNOWN_AT = InstantOrEntry()


def output_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add -o and -O, and what may stand before a command as well: --lang, --names, --dialect."""
    decorators: Sequence[Callable[..., Any]] = (*reversed(_OUTPUT), printing_options(hidden=True))
    for decorate in decorators:
        command = decorate(command)
    return command


def _format(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the format; what commands print as CSV is the sheet of a workbook, too."""
    how = printing()
    is_default = ctx.get_parameter_source(param.name or "") is ParameterSource.DEFAULT
    if ctx.params.get(AS_VCARDS):
        return value
    if how.file is not None and is_default:
        value = how.file.suffix.removeprefix(".").lower()
    if how.file is not None and value not in _TO_A_FILE:
        raise click.UsageError(_FOR_PROGRAMS, ctx)
    if value == PICTURE and ctx.command.name not in _DRAWN:
        raise click.UsageError(ONLY_A_SERIES, ctx)
    if value != _WORKBOOK:
        return value
    if how.file is None:
        raise click.UsageError(_NAME_A_FILE, ctx)
    from .workbook import check_writer  # noqa: PLC0415 -- only a workbook needs it

    check_writer()
    how.is_workbook = True
    return "csv"


AS_VCARDS: Final = "as_vcards"
"""The option by which a command prints no rows, but vCards."""

_WORKBOOK: Final = "xlsx"
_DRAWN: Final = ("count",)
_TO_A_FILE: Final = (_WORKBOOK, PICTURE, *FORMATS[1:])
ONLY_A_SERIES: Final = (
    "Only counts of several days are drawn: stewards count --from DAY -o svg."
    " Give another format with -o."
)
"""What is said where a picture is asked for, and there is none."""
_NAME_A_FILE: Final = "Give -O FILE with -o xlsx: a workbook is a file."
_FOR_PROGRAMS: Final = (
    "Give -o xlsx, json, jsonl or csv with -O FILE: a table is for people to read."
)
file_option = printing_option(
    "-O",
    "--output-file",
    sets="file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    is_eager=True,  # the format goes by it
    help="Write to this file, such as list.xlsx. [default: standard output]",
)
_OUTPUT: Final = (
    click.option(
        "-o",
        "--output",
        type=click.Choice((*FORMATS, _WORKBOOK, PICTURE)),
        default="table",
        show_default=True,
        metavar="FORMAT",
        callback=_format,
        help="table, json, jsonl, csv or xlsx.",
    ),
    file_option,
)


KNOWN_AT_HELP = (
    "As the log stood at this instant; a day means its end, UTC; entry:N means up to entry N."
    " [default: now]"
)

known_at_option = click.option(
    "--known-at",
    type=KNOWN_AT,
    help=KNOWN_AT_HELP,
)


command_option = click.option(
    "--command",
    metavar="ID",
    help="Request id: a retry with the same id is recorded once. [default: a new one]",
)


def _alone_or_all(
    _ctx: click.Context, _option: click.Parameter, given: tuple[str, ...]
) -> str | tuple[str, ...] | None:
    several = tuple(dict.fromkeys(given))
    return several if several[1:] else next(iter(several), None)


unit_option = click.option(
    "--unit", metavar="UNIT", help="Only at or below this unit. [default: the whole union]"
)


category_option = click.option(
    "--category",
    metavar="CATEGORY",
    multiple=True,
    callback=_alone_or_all,
    help="Only this category; give it again for any of several. [default: all]",
)


def recording(command: Callable[..., Entry]) -> Callable[..., None]:
    """Make a function that records a fact into a command with --on, --note, --command and -o.

    The function is given the open registry and, as `common`, the options that every fact takes; the
    entry that it returns is printed. The day may be known only within a window.
    """

    @click.option(
        "--on",
        "window",
        type=DayOrWindow(),
        metavar="DAY",
        help="The day it takes effect, or its year or month where no more is known. [default: today]",
    )
    @click.option(
        "--not-before",
        type=DAY,
        help="The first day it can have taken effect, where the day is not known exactly.",
    )
    @wraps(command)
    def record(
        registry: Registry,
        common: Any,
        window: Window | None,
        not_before: date | None,
        **given: Any,
    ) -> Entry:
        if window is not None:
            common |= {"on": window.last, "not_before": window.not_before}
        if not_before is not None:
            common |= {"not_before": not_before}
        return command(registry, common, **given)

    return _recording(record)


def recording_exactly(command: Callable[..., Entry]) -> Callable[..., None]:
    """Make the same of a function that records what is of one day, such as a headcount."""

    @click.option("--on", type=DAY, help="The day it takes effect. [default: today]")
    @wraps(command)
    def record(registry: Registry, common: Any, on: date | None, **given: Any) -> Entry:
        return command(registry, common | ({} if on is None else {"on": on}), **given)

    return _recording(record)


def _recording(command: Callable[..., Entry]) -> Callable[..., None]:
    @click.option("--note", help="A remark, without names.")
    @command_option
    @output_option
    @click.pass_obj
    @wraps(command)
    def record(app: App, /, output: str, **given: Any) -> None:
        common = {key: given.pop(key) for key in ("note", "command")}
        common = {key: value for key, value in common.items() if value is not None}
        with app.opened() as registry:
            size = registry.size()
            entry = command(registry, common, **given)
            others = registry.recorded_with(entry.number)
        report(entry, output)
        for sentence in _on_lists(others):
            (say if output == "table" else complain)(sentence)
        remark_on_repeat([entry.number], size)

    return record


def _on_lists(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield what went with a fact so that the log still says on their days what member lists say."""
    voids = [each.number for each in entries if isinstance(each.event, EntryVoided)]
    facts = [each for each in entries if not isinstance(each.event, EntryVoided)]
    if voids:
        entry, void, _ = _words(voids, "voids", "void")
        yield f"{entry} {void} what was worked out from member lists and no longer follows."
    if facts:
        entry, keep, them = _words([each.number for each in facts], "keeps", "keep")
        yield f"{entry} {keep} what {_lists_of(facts)}; void {them} if that is wrong."


def _words(numbers: Sequence[int], one: str, several: str) -> tuple[str, str, str]:
    """Return entries that follow each other, a verb and a pronoun, all in singular or plural."""
    if len(numbers) == 1:
        return f"Entry {numbers[0]}", one, "it"
    return f"Entries {numbers[0]} to {numbers[-1]}", several, "them"


def _lists_of(facts: Sequence[Entry]) -> str:
    """Return the member lists from which facts were worked out, and that they say so."""
    events: list[Any] = [each.event for each in facts]
    placed = {e.effective_on: e.placed_on for e in events if getattr(e, "placed_on", None)}
    days = sorted({placed.get(e.effective_on, e.effective_on) for e in events})
    if len(days) == 1:
        return f"the list of {days[0]} says"
    return f"the lists of {', '.join(map(str, days[:-1]))} and {days[-1]} say"


def asking(
    command: Callable[..., None],
    *,
    replays: bool = True,
    on_means: str = "Answer as of this day. [default: today]",
) -> Callable[..., None]:
    """Make a function that answers a question into a command with --on, --known-at and -o.

    The function is given the open registry and, as `asked`, the day, the knowledge and the format.
    With `replays`, the whole log has been replayed by then, behind a progress bar if it is long.
    """

    @click.option("--on", type=DAY, help=on_means)
    @known_at_option
    @output_option
    @click.pass_obj
    @wraps(command)
    def ask(app: App, /, on: date | None, known_at: KnownAt, output: str, **given: Any) -> None:
        with app.replayed() if replays else app.opened() as registry:
            if replays:
                remark_on_beginning(registry, registry.view(on=on, known_at=known_at))
            command(registry, Asked(on, known_at, output), **given)

    return ask


looking_up = partial(asking, replays=False)
"""The same for what is answered from a few entries alone."""


def remark_on_beginning(registry: Registry, *views: View) -> None:
    """Say of a day before all that is known that nothing is: nobody counted the zero."""
    for view in views:
        first = view.begins_on
        if first is not None and view.on < first:
            complain(f"Note: the log begins on {first}; nothing is known of {view.on}.")
        elif first is None and registry.size():
            complain(f"Note: nothing was recorded by {view.known_at:%Y-%m-%d %H:%M} UTC.")


def remark_on_merger(view: View, unit: str | None) -> dict[str, str]:
    """Say where a unit that is asked for was merged by the day of a view: its members count there.

    Return what an answer in JSON says of it: `merged_into`, and nothing where it was not.
    """
    became = unit and view.organisation.resolved(unit, view.on)
    if not unit or not became or became == unit:
        return {}
    complain(f"Note: {unit} was merged into {became} by {view.on}; its members are counted there.")
    return {"merged_into": became}


def remark_on_repeat(entries: Sequence[int], size: int) -> None:
    """Say so if the entries were there before the command began, when the log had that size.

    On standard error: standard output is the same as the first time.
    """
    if entries and entries[0] <= size:
        complain("Already recorded with the same request id; nothing new was recorded.")


def report(entry: Entry, output: str) -> None:
    """Print the entry that a command recorded."""
    if output == "table":
        what = f"{type_of(entry)}, {says(entry)}, from {day_of(entry)}"
        say(f"Recorded entry {entry.number}: {what}.")
    else:
        show_entry(entry, output)
