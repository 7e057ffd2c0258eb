"""Workers: processes of the proofs' own that start at once, and may be killed at any moment."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from attrs import define

from .trials import expect

PROGRAM = Path(__file__).parent / "programs" / "nursery.py"


@define
class Worker:
    """A process that does one thing of `programs/work.py`; closing its input asks it to end."""

    pid: int
    stdin: IO[str]
    stdout: IO[str]

    def line(self) -> str:
        """Return the next line that the worker writes, empty when it has ended."""
        return self.stdout.readline().rstrip("\n")

    def tell(self, line: str) -> None:
        """Write a line to the worker."""
        self.stdin.write(f"{line}\n")
        self.stdin.flush()

    def send(self, number: int) -> None:
        """Send a signal; nothing happens if the worker has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> list[str]:
        """Kill the worker; return the whole lines that it had still written."""
        if self.stdout.closed:
            return []
        self.send(signal.SIGKILL)
        return self.rest()

    def rest(self) -> list[str]:
        """Wait for the end of the worker; return the whole lines that it still writes."""
        with suppress(BrokenPipeError):
            self.stdin.close()
        written = self.stdout.read()
        self.stdout.close()
        return written.split("\n")[:-1]


@define
class Nursery:
    """Where workers come from."""

    requests: socket.socket

    def start(self, work: str, *arguments: object) -> Worker:
        """Return a new worker that does what `programs/work.py` has under that name."""
        its_input, our_end = os.pipe()
        our_other_end, its_output = os.pipe()
        task = json.dumps([work, *arguments]).encode()
        socket.send_fds(self.requests, [task], [its_input, its_output])
        os.close(its_input)
        os.close(its_output)
        pid = int(self.requests.recv(32))
        return Worker(pid, os.fdopen(our_end, "w"), os.fdopen(our_other_end))

    @contextmanager
    def lend(self, work: str, *arguments: object) -> Iterator[Worker]:
        """Lend a worker; if it is still there at the end of the block it is killed."""
        worker = self.start(work, *arguments)
        try:
            yield worker
        finally:
            worker.kill()

    @contextmanager
    def at_work(self, number: int, work: str, *arguments: object) -> Iterator[list[Worker]]:
        """Lend workers that are ready."""
        with ExitStack() as lent:
            workers = [lent.enter_context(self.lend(work, *arguments)) for _ in range(number)]
            for worker in workers:
                expect(worker.line() == "ready", f"a worker does not get ready to {work}")
            yield workers


@contextmanager
def nursery(*within: str) -> Iterator[Nursery]:
    """Lend a nursery, started by another command if one is given; it ends with the block."""
    ours, its = socket.socketpair()
    with ours:
        command = [*within, sys.executable, str(PROGRAM), str(its.fileno())]
        process = subprocess.Popen(command, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL)
        its.close()
        try:
            yield Nursery(ours)
        finally:
            ours.close()
            process.wait()
