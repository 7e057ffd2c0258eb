"""Whoever reads standard output, and when they have gone."""

import io
import select
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_LOOK: Final = 500  # milliseconds


@contextmanager
def while_read(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` once nobody reads standard output any more, although there is nothing to write.

    After it was called, the block ends with BrokenPipeError. On a system that cannot tell, only the next
    line to be written does that.
    """
    ended, gone = threading.Event(), threading.Event()

    def watch(reader: "select.poll") -> None:
        while not ended.is_set():
            if reader.poll(_LOOK):
                gone.set()
                stop()
                return

    reader = _reader()
    if reader is not None:
        threading.Thread(target=watch, args=[reader], daemon=True).start()
    try:
        yield
    finally:
        ended.set()
    if gone.is_set():
        raise BrokenPipeError


def _reader() -> "select.poll | None":
    """Return what tells that the other end of standard output is closed; none where nothing does."""
    if not hasattr(select, "poll"):
        return None
    reader = select.poll()
    try:
        reader.register(sys.stdout.fileno(), 0)
    except io.UnsupportedOperation:  # no file: a test, or a program that calls us
        return None
    return reader
