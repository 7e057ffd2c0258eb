"""Import: records what happened, even where it looks odd, as one batch or not at all.

Refused is only what is malformed or names an unknown unit or entry; `check` finds what looks odd.
"""

import codecs
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import attrs

from ...events import EntryVoided, Fact, Said, as_event, parse
from ...events.errors import BadInput, StewardsError
from ...events.log import Log
from ..collector import collector_paused
from ..commands import Command, record_once
from ..repeats import repeat_of
from .batch import Batch
from .problems import BadLines, LineProblem

__all__ = ["BadLines", "LineProblem", "import_lines"]

Progress = Callable[[int], None]


def import_lines(
    log: Log,
    lines: Iterable[bytes],
    *,
    now: datetime,
    recorded_by: str,
    command: Command | None = None,
    on_progress: Progress | None = None,
) -> range:
    """Record every fact of an interchange file in one batch; return the numbers of the entries.

    Raises:
        CommandUsed: something else was recorded under that id.
        BadLines: lines are malformed or name unknown units or entries: all of them are in it.
        TooManyConflicts: others kept recording meanwhile.
        UnknownOutcome: the store was lost meanwhile.

    """
    with collector_paused():
        given = list(lines)

        def record(once: Command) -> range:
            batch = Batch.after(log, now)
            facts = _facts(given, now, recorded_by, on_progress)
            if repeat := repeat_of(once, log):
                return repeat.of(_renumbered(facts, repeat.first))
            for line, fact in facts:
                batch.take(line, fact)
            if batch.problems:
                raise BadLines(batch.problems)
            return batch.append(once)

        return record_once(command or Command.of(None), record)


def _renumbered(
    facts: Iterable[tuple[int, Fact | StewardsError]], first: int
) -> Iterator[Said | None]:
    """Yield what the facts say if the first of them is an entry of that number; none for a bad line."""
    numbers: dict[int, int] = {}
    for number, (_line, fact) in enumerate(facts, start=first):
        if isinstance(fact, StewardsError):
            yield None
            continue
        said = fact.said
        if type(said).__name__ == EntryVoided.__name__:
            said = as_event(said)
            assert isinstance(said, EntryVoided)  # noqa: S101 -- by its type
            said = attrs.evolve(said, voids=numbers.get(said.voids, said.voids))
        if fact.entry is not None:
            numbers[fact.entry] = number
        yield said


def _facts(
    lines: Iterable[bytes], now: datetime, recorded_by: str, on_progress: Progress | None
) -> Iterator[tuple[int, Fact | StewardsError]]:
    defaults: dict[str, Any] = {"recorded_at": now.isoformat(), "recorded_by": recorded_by}
    for number, text in enumerate(_without_mark(lines), start=1):
        if on_progress and number % 1000 == 0:
            on_progress(number)
        if not text.strip():
            continue
        try:
            yield number, parse(text, defaults)
        except BadInput as problem:
            yield number, problem


def _without_mark(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines without the byte order mark that some programs put before the first."""
    for number, text in enumerate(lines):
        yield text.removeprefix(codecs.BOM_UTF8) if number == 0 else text
