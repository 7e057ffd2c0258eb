"""Make new registries, each in several processes at one moment: `python makers.py PROCESSES PATH...`.

Each process writes down how it went: `made`, or the class of the error; behind those of a path comes
an empty line.
"""

import os
import sys

from stewards.events.errors import StewardsError
from stewards.registry import Registry


def make(path: str, processes: int) -> None:
    """Make a registry in so many processes at one moment."""
    ready, is_ready = os.pipe()
    released, release = os.pipe()
    children = []
    for _ in range(processes):
        if (child := os.fork()) == 0:
            os.close(release)
            os.write(is_ready, b".")
            os.read(released, 1)  # until the last one who could write there is gone
            try:
                Registry.create(path).close()
                outcome = "made"
            except StewardsError as refused:
                outcome = type(refused).__name__
            os.write(1, f"{outcome}\n".encode())
            os._exit(0)
        children.append(child)
    for _ in children:
        os.read(ready, 1)
    os.close(release)
    for child in children:
        os.waitpid(child, 0)
    os.write(1, b"\n")
    for end in (ready, is_ready, released):
        os.close(end)


for each in sys.argv[2:]:
    make(each, int(sys.argv[1]))
