"""The log in a UmaDB server, which is made for nothing but such logs."""

from typing import Final

from ..store import Store
from .store import UmaDBStore

STORE: Final[type[Store]] = UmaDBStore
"""What the address of such a store opens."""

__all__ = ["STORE", "UmaDBStore"]
