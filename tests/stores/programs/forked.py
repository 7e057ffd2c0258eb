"""Carry an open store over a fork: `python forked.py PATH JOURNAL_MODE`.

The parent has used the store from two threads, one of which is in the middle of an append, when it
forks. What the child finds out it writes to its standard output, one line each.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from eventsourcing.dcb.api import DCBEvent
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.errors import StoreBusy
from stewards.events.stores.sqlite import journal

signal.alarm(60)  # whoever waits for the other for ever is ended
path, mode = Path(sys.argv[1]), sys.argv[2]
journal.journal_mode_for = lambda _version: mode


def told(data: bytes) -> DCBEvent:
    """Return an event."""
    return DCBEvent("Told", data, ["x"])


def say(text: str) -> None:
    """Write a line at once."""
    os.write(1, text.encode() + b"\n")


def open_files() -> list[str]:
    """Return the files of the store that this process has open."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.exists()]
    return [link.readlink().name for link in links if path.name in link.readlink().name]


def in_the_child(lock_is_held: int, may_go_on: int) -> None:
    """Hold the write lock until the parent has tried to get it, and append."""
    signal.alarm(60)
    say(f"inherited {open_files()}")
    say(f"sees {store.size()}")

    def build(_last: object) -> list[DCBEvent]:
        os.write(lock_is_held, b".")
        os.read(may_go_on, 1)
        return [told(b"child")]

    say(f"appended {store.append_next(build)}")


store = SQLiteDCBRecorder(path, lock_timeout=0.2)
store.append([told(b"parent")])

in_the_middle = threading.Event()


def build_slowly(_last: object) -> list[DCBEvent]:
    """Let the fork begin while this append is not yet done."""
    in_the_middle.set()
    forking.wait(0.2)  # never set: it is the fork that waits
    return [told(b"thread")]


forking = threading.Event()
thread = threading.Thread(target=store.append_next, args=(build_slowly,))
thread.start()
in_the_middle.wait()

held_out, held_in = os.pipe()
go_out, go_in = os.pipe()
child = os.fork()
if child == 0:
    in_the_child(held_in, go_out)
    sys.exit()

thread.join()
os.read(held_out, 1)
try:
    store.append([told(b"both at once")])
    say("parent was let in")
except StoreBusy:
    say("parent was kept out")
os.write(go_in, b".")
_, status = os.waitpid(child, 0)
say(f"child left with {status}")
say(f"parent appended {store.append([told(b'after')])}")
say(" ".join(entry.event.data.decode() for entry in store.read()))
