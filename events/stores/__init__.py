"""Where the log is kept: a SQLite file, the memory of this process, or a server."""

from typing import TYPE_CHECKING, Any

from . import errors
from .opening import kind_of, open_store
from .sqlite.recorder import SQLiteDCBRecorder
from .store import CLOCK_LEEWAY, Build, Store

__all__ = [
    "CLOCK_LEEWAY",
    "Build",
    "InMemoryStore",
    "SQLiteDCBRecorder",
    "Store",
    "errors",
    "kind_of",
    "open_store",
]

if TYPE_CHECKING:
    from .memory import InMemoryStore


def __getattr__(name: str) -> Any:
    """Load the store in memory when it is asked for."""
    if name != "InMemoryStore":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .memory import InMemoryStore

    return InMemoryStore
