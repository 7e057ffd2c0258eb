"""Start workers without delay: `python nursery.py FD`, everything imported, a fork for each.

Over the socket FD comes the name of a function of `work.py` or another program here with its
arguments, and the two ends of pipes that become the worker's standard input and output. The process
id goes back.
The nursery ends when the socket is closed; a worker ends at the latest when its alarm goes off.
"""

import json
import os
import signal
import socket
import sys
import traceback

import columns
import disks
import erasing
import faults
import long
import work

PATIENCE = 300


def start(task: bytes, pipes: list[int]) -> int:
    """Fork a worker and return its process id."""
    child = os.fork()
    if child == 0:
        for number, pipe in enumerate(pipes):
            os.dup2(pipe, number)
        requests.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.alarm(PATIENCE)
        name, *arguments = json.loads(task)
        try:
            program = next(
                each
                for each in (work, disks, columns, erasing, faults, long)
                if hasattr(each, name)
            )
            getattr(program, name)(*arguments)
            sys.stdout.flush()
        except BaseException:  # noqa: BLE001 - shown, and a worker never goes on as a nursery
            traceback.print_exc()
        finally:
            os._exit(0)
    return child


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the workers
    requests = socket.socket(fileno=int(sys.argv[1]))
    while True:
        message, descriptors, _, _ = socket.recv_fds(requests, 1 << 16, 2)
        if not message:
            break
        requests.send(str(start(message, descriptors)).encode())
        for descriptor in descriptors:
            os.close(descriptor)
