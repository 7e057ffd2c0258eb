"""Which store an address names."""

import re
from importlib import import_module
from pathlib import Path
from typing import Final

from ..errors import MissingExtra
from .addresses import FORMS, IN_MEMORY, nearly, scheme_of
from .errors import UnknownScheme
from .sqlite.recorder import SQLiteDCBRecorder
from .store import Store

_SQLITE: Final = re.compile(r"sqlite:///(?P<path>.+)", re.IGNORECASE)
_SERVERS: Final = {"postgresql": "postgres", "postgres": "postgres", "umadb": "umadb"}
"""The package of the store, named as the extra that it needs, by the scheme of the address."""


def open_store(store: str | Path, *, create: bool = True, new: bool = False) -> Store:
    """Open the store at an address.

    Args:
        store: The path of a SQLite file, or `sqlite:///PATH` (four slashes for an absolute path);
            `:memory:` for a store that is gone when the process ends;
            `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, with the parameters and environment of
            libpq; `umadb://HOST:PORT`. A server elsewhere is reached encrypted, unless
            `?plaintext=yes` allows otherwise.
        create: Whether to make a store if the path or the server has none.
        new: Whether to make one and refuse any that is there: of several who ask for it at once, one
            gets it.

    Raises:
        UnknownScheme, MalformedAddress: an address of another kind, or one that cannot be read.
        PlainText: what is said to a server elsewhere would not be encrypted.
        MissingExtra: the store needs packages that are not installed.
        NoSuchStore, NotARegistry, NewerStore: there is none, something else, or one too new.
        StoreExists: there is one, and it must be new.
        UnsoundStore: see `stewards.events.stores.errors` and `server_errors`.
    """
    kind, place = kind_of(store)
    if kind == "memory":
        from .memory import InMemoryStore

        return InMemoryStore()
    if kind == "sqlite":
        return SQLiteDCBRecorder(place, create=create, new=new)
    return _on_server(kind, str(place), create=create, new=new)


def kind_of(store: str | Path) -> tuple[str, str | Path]:
    """Return which kind of store an address names, and the path of the file, or the whole address.

    The kinds are `memory`, `sqlite`, `postgres` and `umadb`.

    Raises:
        UnknownScheme: an address of another kind.
        MalformedAddress: it was meant to be one.
    """
    if isinstance(store, Path):
        return "sqlite", store
    store = store.strip()
    if address := _SQLITE.fullmatch(store):
        return _embedded(address["path"])
    scheme = scheme_of(store)
    if scheme is None and (meant := nearly(store)):
        from .server_errors import MalformedAddress

        raise MalformedAddress(FORMS[meant].partition(":")[0], FORMS[meant])
    if scheme is None:
        return _embedded(store)
    if scheme not in _SERVERS:
        raise UnknownScheme(store.partition(":")[0])
    return _SERVERS[scheme], store


def _embedded(path: str) -> tuple[str, str]:
    return ("memory" if path == IN_MEMORY else "sqlite"), path


def _on_server(kind: str, address: str, *, create: bool, new: bool) -> Store:
    try:
        package = import_module(f".{kind}", __package__)
    except ImportError as problem:
        raise MissingExtra("open a store of that kind", kind) from problem
    opened: Store = package.STORE(address, create=create, new=new)
    return opened
