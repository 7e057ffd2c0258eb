"""Make one new registry in several processes at one moment: `python makers.py PATH PROCESSES`.

Each writes down how it went: `made`, or the class of the error.
"""

import os
import sys

from stewards.events.errors import StewardsError
from stewards.registry import Registry

ready, is_ready = os.pipe()
released, release = os.pipe()
children = []
for _ in range(int(sys.argv[2])):
    if (child := os.fork()) == 0:
        os.close(release)
        os.write(is_ready, b".")
        os.read(released, 1)  # until the last one who could write there is gone
        try:
            Registry.create(sys.argv[1]).close()
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
