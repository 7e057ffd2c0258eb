"""The log in a UmaDB server, which is made for nothing but such logs."""

from .store import UmaDBStore

STORE = UmaDBStore

__all__ = ["STORE", "UmaDBStore"]
