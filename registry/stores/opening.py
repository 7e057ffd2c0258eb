"""Which store an address names."""

import re
from pathlib import Path

from .errors import UnknownScheme
from .memory import InMemoryStore
from .recorder import SQLiteDCBRecorder
from .store import Store

IN_MEMORY = ":memory:"

_SQLITE = re.compile(r"sqlite:///(?P<path>.+)", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://", re.IGNORECASE)


def open_store(store: str | Path, *, create: bool = True) -> Store:
    """Open the store at an address.

    Args:
        store: The path of a SQLite file, or `sqlite:///PATH` (four slashes for an absolute path),
            or `:memory:` for a store that is gone when the process ends.
        create: Whether to make a store if the path has none.

    Raises:
        UnknownScheme: an address of another kind.
        NoSuchStore, NoSuchFolder, NotARegistry, NewerStore, OldSQLite, StoreBusy, StoreUnwritable,
        StoreDamaged: see `stewards.registry.stores.errors`.
    """
    path = path_of(store)
    return InMemoryStore() if path is None else SQLiteDCBRecorder(path, create=create)


def path_of(store: str | Path) -> str | Path | None:
    """Return the path of the file that an address names; none for the memory of this process.

    Raises:
        UnknownScheme: an address of another kind.
    """
    path = _path(store) if isinstance(store, str) else store
    return None if path == IN_MEMORY else path


def _path(store: str) -> str:
    if address := _SQLITE.fullmatch(store):
        return address["path"]
    if address := _SCHEME.match(store):
        raise UnknownScheme(address["scheme"])
    return store
