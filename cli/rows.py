"""Entries of the log as rows; the shape of their JSON is documented in docs/json.md."""

from collections.abc import Iterable
from typing import Any, Final

from ..events import TYPES
from ..events.window import Window
from ..registry import Entry
from ..registry.in_json import as_data
from .heading import Heading
from .names import PEOPLE
from .output import printable, show, show_next, show_one
from .printing import person

_COMMON: Final = ("effective_on", "recorded_at", "recorded_by")
_SHOWN_ELSEWHERE: Final = (*_COMMON, "not_before", "derived")
_COLUMNS: Final = ("entry", "type", *_COMMON, "voided_by", "says", "not_before")
_NONE_SAYS_SOMETHING: Final = ("workplace", "parent")
_STREAMED: Final = ("entry", "effective_on", "recorded_at", "says")
_TABLE: Final = ("entry", "effective_on", "recorded_at", "says", "voided_by")


def show_entries(entries: Iterable[Entry], output: str, *, title: Heading | str = "") -> None:
    """Print entries in the format asked for; the title stands above a table."""
    columns = _TABLE if output == "table" else _COLUMNS
    show([_row(entry, output) for entry in entries], output, columns=columns, title=title)


def show_entry(entry: Entry, output: str) -> None:
    """Print one entry: in JSON an object, not a list."""
    show_one(_row(entry, output), output, columns=_COLUMNS)


def stream_entries(entries: Iterable[Entry], output: str) -> None:
    """Print entries one by one as they come, each at once; a table here is a line an entry."""
    columns = _STREAMED if output == "table" else _COLUMNS
    if output == "csv":
        show([], output, columns=columns)
    for entry in entries:
        show_next(_row(entry, output), output, columns=columns)


def says(entry: Entry) -> str:
    """Return what an entry says of its own, as `member M00001, workplace jc-1`."""
    own = ((key, value) for key, value in _fields(entry).items() if key not in _SHOWN_ELSEWHERE)
    return ", ".join(
        f"{key} {_with_name(key, value)}" if value is not None else f"no {key}"
        for key, value in own
        if value is not None or key in _NONE_SAYS_SOMETHING
    )


def _with_name(key: str, value: object) -> str:
    return printable(person(value) if key in PEOPLE and isinstance(value, str) else value)


def day_of(entry: Entry) -> str:
    """Return the day an entry is true from, or the window in which that day lies."""
    last = entry.event.effective_on
    return str(Window(getattr(entry.event, "not_before", None) or last, last))


def type_of(entry: Entry) -> str:
    """Return the name of the type of an entry."""
    return type(entry.event).__name__


def _row(entry: Entry, output: str) -> dict[str, Any]:
    """Return an entry: in full for JSON; for people with what it says in one cell."""
    full: dict[str, Any] = as_data(entry)
    if output not in {"table", "csv"}:
        return full
    row = {key: full[key] for key in ("entry", "type", *_COMMON, "voided_by")}
    fields = _fields(entry)
    match output:
        case "table":
            recorded_at = str(fields["recorded_at"])[: len("2019-09-01 18:52")]
            said = f"{type_of(entry)}: {says(entry)}"
            source = " (worked out from lists)" if fields.get("derived") else ""
            shown = {"effective_on": day_of(entry), "recorded_at": recorded_at}
            return row | shown | {"says": said + source}
        case _:
            return row | {"not_before": fields.get("not_before"), "says": says(entry)}


def _fields(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry.event, name) for name in TYPES[type_of(entry)].fields}
