"""The log in a PostgreSQL database: for several offices that write at once."""

from .store import PostgresStore

STORE = PostgresStore

__all__ = ["STORE", "PostgresStore"]
