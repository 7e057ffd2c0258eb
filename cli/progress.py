"""Progress bars: on standard error, in a terminal only, and for what is not over at once."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from .printing import printing

AT_ONCE: Final = 0.5  # seconds without a bar


@contextmanager
def progress(text: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs; it is given a function that takes how far the work is.

    Without a total the bar shows only that the work goes on.
    """
    if not sys.stderr.isatty() or printing().is_quiet:
        yield lambda _done: None
        return
    began = time.monotonic()
    bars: list[Callable[[int], None]] = []
    with ExitStack() as shown:

        def advance(done: int) -> None:
            if not bars and time.monotonic() - began > AT_ONCE:
                bars.append(shown.enter_context(_bar(text, total)))
            for bar in bars:
                bar(done)

        yield advance
        for bar in bars:
            if total is not None:
                bar(total)


@contextmanager
def _bar(text: str, total: int | None) -> Iterator[Callable[[int], None]]:
    from rich.console import Console  # noqa: PLC0415 -- only a terminal pays for the import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(text, total=total)
        yield lambda done: bar.update(task, completed=done)
