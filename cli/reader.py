"""Whoever reads standard output, and when they have gone."""

import io
import os
import select
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def while_read(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` once nobody reads standard output any more, although there is nothing to write.

    After that the block ends with BrokenPipeError. On a system that does not report it, only the next
    line to be written does that.
    """
    reader = _reader()
    if reader is None:
        yield
        return
    gone = threading.Event()
    ours, end = os.pipe()
    reader.register(ours, 0)

    def watch() -> None:
        if any(descriptor != ours for descriptor, _ in reader.poll()):
            gone.set()
            stop()

    # Joined, since a thread that is left at the exit holds on to what it would call.
    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        os.close(end)
        watching.join()
        os.close(ours)
    if gone.is_set():
        raise BrokenPipeError


def _reader() -> "select.poll | None":
    """Return what reports that the other end of standard output is closed; none where nothing does."""
    if not hasattr(select, "poll"):
        return None
    reader = select.poll()
    try:
        reader.register(sys.stdout.fileno(), 0)
    except io.UnsupportedOperation:  # no file: a test, or a program that calls us
        return None
    return reader
