"""The client of this process to one server."""

import os
import socket
from ctypes import py_object, pythonapi
from pathlib import Path
from typing import Final

import umadb
from eventsourcing_umadb.recorders import UmaDBDCBRecorder

from ..errors import ClosedStore
from ..server_errors import MissingCertificate, NobodyAnswers
from .address import Address
from .problems import plain_errors

CONNECT_TIMEOUT: Final = 10.0  # seconds to wait for a server to answer


class Connection:
    """A client, which any number of threads share; a forked process has one of its own.

    One that a process inherits it neither uses nor drops: the threads of that client stayed behind,
    and dropping it would wait for them for ever, at the latest when the process ends.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._recorders: dict[int, UmaDBDCBRecorder] = {}
        self._closed = False

    @property
    def recorder(self) -> UmaDBDCBRecorder:
        """The recorder of the library, connected.

        Raises:
            ClosedStore: the store was closed.
            NobodyAnswers, AccessDenied: there is no connection to be had.
        """
        if self._closed:
            raise ClosedStore(self.address.shown)
        found = self._recorders.get(os.getpid())
        return found or self._recorders.setdefault(os.getpid(), self._connected())

    @property
    def client(self) -> umadb.Client:
        """The client of the recorder."""
        return self.recorder.umadb

    def close(self) -> None:
        """End what this process reads; nothing is used any more."""
        self._closed = True
        recorder = self._recorders.pop(os.getpid(), None)
        if recorder is not None:
            recorder.umadb.close()
            pythonapi.Py_DecRef(py_object(recorder.umadb))

    def _connected(self) -> UmaDBDCBRecorder:
        address = self.address
        if address.certificate is not None and not Path(address.certificate).is_file():
            raise MissingCertificate(address.shown, address.certificate)  # the client would abort
        try:  # the client itself would wait as long as the system does
            socket.create_connection((address.host, address.port), CONNECT_TIMEOUT).close()
        except OSError as problem:
            raise NobodyAnswers(address.shown) from problem
        with plain_errors(address.shown):
            client = umadb.Client(address.url, address.certificate, None, address.api_key)
        pythonapi.Py_IncRef(py_object(client))  # dropped by `close`, and by nothing else
        return UmaDBDCBRecorder(client)
