"""Import: records what happened, even where it looks odd, as one batch or not at all.

Refused is only what is malformed or names an unknown unit or entry; `check` finds what looks odd.
"""

import codecs
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from eventsourcing.persistence import IntegrityError

from ...events import Fact, parse
from ...events.errors import BadInput, StewardsError
from ..collector import collector_paused
from ..errors import TooManyConflicts
from ..log import ATTEMPTS, Log
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
    on_progress: Progress | None = None,
) -> range:
    """Record every fact of an interchange file in one batch; return the numbers of the entries.

    Raises:
        BadLines: lines are malformed or name unknown units or entries: all of them are in it.
        TooManyConflicts: others kept recording meanwhile.

    """
    with collector_paused():
        told = list(lines)
        for _ in range(ATTEMPTS):
            batch = Batch.after(log, now)
            for line, fact in _facts(told, now, recorded_by, on_progress):
                batch.take(line, fact)
            if batch.problems:
                raise BadLines(batch.problems)
            with suppress(IntegrityError):
                return batch.append()
    raise TooManyConflicts(ATTEMPTS)


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
