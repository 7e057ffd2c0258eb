"""Carry an open store over a fork: `python shared.py ADDRESS`.

The parent has used the store from two threads when it forks; then both append at the same time. What
they find out they write to their standard output, one line each.
"""

import os
import signal
import sys
import threading

from eventsourcing.dcb.api import DCBEvent
from stewards.events.stores import open_store

APPENDS = 30


def told(data: bytes) -> DCBEvent:
    """Return an event."""
    return DCBEvent("Told", data, ["x"])


def say(text: str) -> None:
    """Write a line at once."""
    os.write(1, text.encode() + b"\n")


signal.alarm(60)  # whoever waits for ever is ended
store = open_store(sys.argv[1])
store.append([told(b"parent")])
thread = threading.Thread(target=store.append, args=([told(b"thread")],))
thread.start()
thread.join()

child = os.fork()
if child == 0:
    signal.alarm(60)
    say(f"child sees {min(store.size(), 2)} at least")
    for _ in range(APPENDS):
        store.append([told(b"child")])
    sys.exit()  # in order: whatever the child drops must not hang up on the server for the parent

for _ in range(APPENDS):
    store.append([told(b"parent")])
_, status = os.waitpid(child, 0)
say(f"child left with {status}")
who = [entry.event.data for entry in store.read()]
say(f"{who.count(b'child')} by the child, {who.count(b'parent')} by the parent")
store.close()
