"""Checks of a store and its surroundings: what was found, and what to do; nothing is changed.

One theme a file: what surrounds a file, the file itself, the entries of any store, the clock.
"""

from .backups import Backups
from .examining import examine
from .observation import Observation

__all__ = ["Backups", "Observation", "examine"]
