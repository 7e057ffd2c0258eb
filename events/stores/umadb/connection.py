"""The client of this process to one server.

A client has threads of its own, which a fork does not carry over: the child would wait for them, and
for whatever locks they held, at the latest when it ends. So a client is dropped just before a fork, and
parent and child each connect again when they next need to. Only whoever forks in the middle of reading
or following still hands a client on.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from weakref import WeakSet

import umadb
from eventsourcing_umadb.recorders import UmaDBDCBRecorder

from ..errors import ClosedStore, LostCommit
from ..server_errors import ConnectionLost, MissingCertificate, NobodyAnswers
from .address import Address
from .problems import plain_errors

CONNECT_TIMEOUT: Final = 10.0  # seconds to wait for a server to answer


class Connection:
    """A client, which any number of threads share."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._recorder: UmaDBDCBRecorder | None = None
        self._closed = False
        _all_connections.add(self)

    @property
    def recorder(self) -> UmaDBDCBRecorder:
        """The recorder of the library, connected.

        Raises:
            ClosedStore: the store was closed.
            NobodyAnswers, AccessDenied, MissingCertificate: there is no connection to be had.
        """
        if self._closed:
            raise ClosedStore(self.address.shown)
        recorder = self._recorder or self._connected()
        self._recorder = recorder
        return recorder

    @property
    def client(self) -> umadb.Client:
        """The client of the recorder."""
        return self.recorder.umadb

    @contextmanager
    def in_use(self, *, appending: bool = False) -> Iterator[UmaDBDCBRecorder]:
        """Lend the recorder, and say in our words what goes wrong.

        A client that ctrl-C interrupted is dropped: it may leave the next reading without an answer. So is
        one that lost the server: it may report that to the next use once more.

        Raises:
            ClosedStore: the store was closed.
            NobodyAnswers, LostCommit, ConnectionLost, AccessDenied, ServerRefuses: see `plain_errors`.
        """
        try:
            with plain_errors(self.address.shown, appending=appending):
                yield self.recorder
        except (KeyboardInterrupt, ConnectionLost, LostCommit, NobodyAnswers):
            self.drop()
            raise

    def drop(self) -> None:
        """Let go of the client; the next use connects again."""
        self._recorder = None

    def close(self) -> None:
        """End what this process reads; nothing is used any more."""
        self._closed = True
        if self._recorder is not None:
            self._recorder.umadb.close()
        self.drop()

    def _connected(self) -> UmaDBDCBRecorder:
        address = self.address
        if address.certificate is not None and not Path(address.certificate).is_file():
            raise MissingCertificate(address.shown, address.certificate)  # the client would abort
        try:  # the client itself would wait as long as the system does
            socket.create_connection((address.host, address.port), CONNECT_TIMEOUT).close()
        except OSError as problem:
            raise NobodyAnswers(address.shown) from problem
        with plain_errors(address.shown):
            return UmaDBDCBRecorder(
                umadb.Client(address.url, address.certificate, None, address.api_key)
            )


_all_connections: Final[WeakSet[Connection]] = WeakSet()


def _before_fork() -> None:
    for connection in tuple(_all_connections):
        connection.drop()


if hasattr(os, "register_at_fork"):  # not on Windows, where no process forks
    os.register_at_fork(before=_before_fork)
