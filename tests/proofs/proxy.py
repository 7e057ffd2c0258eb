"""A line between a client and a server, which can be cut at a chosen byte."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from attrs import Factory, define

Way = Literal["there", "back"]


@define
class Cut:
    """Where a line is to be cut.

    Attributes:
        way: The direction in which bytes are counted.
        after: How many of them still pass.
        stays_away: Whether nobody is let through afterwards until the line is mended.
        done: Whether it was cut.
    """

    way: Way
    after: int
    stays_away: bool
    done: bool = False


@define
class Line:
    """A port of its own; what goes in there comes out at another port, and the answers come back.

    Attributes:
        ears: Where it listens.
        target: The port of the server.
        passed: How many bytes have passed in each direction since the line was mended last.
        cut: Where it is to be cut; none for a line that is whole.
    """

    ears: socket.socket
    target: int
    passed: dict[Way, int] = Factory(lambda: {"there": 0, "back": 0})
    cut: Cut | None = None
    _open: list[socket.socket] = Factory(list)
    _gate: threading.Lock = Factory(threading.Lock)

    @property
    def port(self) -> int:
        """The port to connect to."""
        return int(self.ears.getsockname()[1])

    def mend(self, cut: Cut | None = None) -> None:
        """Let everything pass from now on, or until it is to be cut."""
        with self._gate:
            self.passed = {"there": 0, "back": 0}
            self.cut = cut

    def serve(self) -> None:
        """Let clients through until the ears are closed."""
        while True:
            try:
                client, _ = self.ears.accept()
            except OSError:
                return
            if self.cut and self.cut.done and self.cut.stays_away:
                client.close()
            else:
                self._connect(client)

    def hang_up(self) -> None:
        """Close all connections."""
        with self._gate:
            sockets, self._open = self._open, []
        for each in sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _connect(self, client: socket.socket) -> None:
        server = socket.create_connection(("127.0.0.1", self.target))
        with self._gate:
            self._open += [client, server]
        for ends in ((client, server, "there"), (server, client, "back")):
            threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, way: Way) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                most = self._may_pass(len(data), way)
                target.sendall(data[:most])
                if most < len(data):
                    self.hang_up()
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def _may_pass(self, arrived: int, way: Way) -> int:
        with self._gate:
            before = self.passed[way]
            self.passed[way] += arrived
            cut = self.cut
            if cut is None or cut.done or cut.way != way or before + arrived <= cut.after:
                return arrived
            cut.done = True
            return cut.after - before


@contextmanager
def line_to(target: int) -> Iterator[Line]:
    """Lend a line to a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as ears:
        line = Line(ears, target)
        thread = threading.Thread(target=line.serve, daemon=True)
        thread.start()
        try:
            yield line
        finally:
            with suppress(OSError):
                ears.shutdown(socket.SHUT_RDWR)
            thread.join()
            line.hang_up()
