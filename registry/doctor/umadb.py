"""A store that a UmaDB server keeps: what can be seen of it from here."""

from collections.abc import Iterator
from datetime import datetime

from ...events.stores import Store
from ...events.stores.umadb import UmaDBStore
from .loopback import encryption
from .observation import Observation, ok


def observations(store: Store, _now: datetime) -> Iterator[Observation]:
    """Yield what is to be said of the server and of the way to it."""
    if not isinstance(store, UmaDBStore):
        raise TypeError(store)
    yield ok("server", f"{store.shown} answers, with {store.size()} entries")
    yield encryption(
        encrypted=store.address.certificate is not None,
        host=store.address.host,
        advice="Give the server a certificate, and its authority as UMADB_CA.",
    )
