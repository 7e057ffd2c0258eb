"""Where the log is kept: a SQLite file, or the memory of this process."""

from . import errors
from .memory import InMemoryStore
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
