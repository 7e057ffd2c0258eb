"""The log in a PostgreSQL database: for several offices that write at once."""

from typing import Final

from ..store import Store
from .store import PostgresStore

STORE: Final[type[Store]] = PostgresStore
"""What the address of such a store opens."""

__all__ = ["STORE", "PostgresStore"]
