"""Append batches of three until killed, as often as asked: `python killed.py PATH TRIALS SEED`.

Each trial is a process of its own. What it was told is recorded it writes down at once, one line a
batch: the trial, the batch, and the position.
"""

import os
import random
import signal
import sys
import time

from eventsourcing.dcb.api import DCBEvent
from stewards.events.stores import open_store


def append_for_ever(path: str, trial: int) -> None:
    """Append one batch after the other, and acknowledge each."""
    with open_store(path) as store:
        for batch in range(1_000_000):
            data = b"%d %d" % (trial, batch)
            position = store.append([DCBEvent("Told", data, [f"part:{part}"]) for part in range(3)])
            os.write(1, b"%s %d\n" % (data, position))
            if trial == batch == 0:
                os.write(begun, b".")


has_begun, begun = os.pipe()
chance = random.Random(int(sys.argv[3]))  # noqa: S311 - chance, not a secret
for number in range(int(sys.argv[2])):
    child = os.fork()
    if child == 0:
        append_for_ever(sys.argv[1], number)
    if (
        number == 0
    ):  # on a slow machine all of them would be killed before there is anything to lose
        os.close(begun)
        os.read(has_begun, 1)
    time.sleep(chance.uniform(0.0, 0.06))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
