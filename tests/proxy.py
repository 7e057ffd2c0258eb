"""A proxy on loopback that hangs up on both sides at a chosen moment."""

import select
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from attrs import define, field


@define
class Proxy:
    """Passes on what clients and a server say to one another.

    Attributes:
        server: Where the server listens on loopback.
        port: Where the proxy listens.
        cut_before: What a client sends that is not passed on any more.
        cut_after: What a client sends to which the answer of the server is not passed on.
    """

    server: int
    port: int
    cut_before: bytes | None = None
    cut_after: bytes | None = None
    _client_ends: list[socket.socket] = field(factory=list, init=False)

    def serve(self, listening: socket.socket) -> None:
        """Pass on for everybody who connects, until nobody can any more."""
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                self._client_ends.append(client)
                threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def cut(self) -> None:
        """Hang up on everybody now."""
        while self._client_ends:
            with suppress(OSError):
                self._client_ends.pop().shutdown(socket.SHUT_RDWR)

    def _pass_on(self, client: socket.socket) -> None:
        with (
            suppress(OSError),
            closing(client),
            closing(socket.create_connection(("127.0.0.1", self.server))) as server,
        ):
            going_on = True
            while going_on:
                for end in select.select([client, server], [], [])[0]:
                    words = end.recv(1 << 20)
                    going_on = bool(words) and going_on
                    if end is server:
                        client.sendall(words)
                    else:
                        going_on = self._said(words, server) and going_on

    def _said(self, words: bytes, server: socket.socket) -> bool:
        if self.cut_before is not None and self.cut_before in words:
            return False
        server.sendall(words)
        if self.cut_after is not None and self.cut_after in words:
            server.recv(1 << 20)  # by then the server has done it
            return False
        return True


@contextmanager
def proxy_to(port: int) -> Iterator[Proxy]:
    """Lend a proxy to a server on loopback."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        proxy = Proxy(port, listening.getsockname()[1])
        thread = threading.Thread(target=proxy.serve, args=(listening,), daemon=True)
        thread.start()
        try:
            yield proxy
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            proxy.cut()
            thread.join()
