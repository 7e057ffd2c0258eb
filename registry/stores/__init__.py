"""Where the log is kept: a SQLite file, or the memory of this process."""

from . import errors
from .memory import InMemoryStore
from .opening import open_store, path_of
from .recorder import SQLiteDCBRecorder
from .store import Build, Store

__all__ = [
    "Build",
    "InMemoryStore",
    "SQLiteDCBRecorder",
    "Store",
    "errors",
    "open_store",
    "path_of",
]
