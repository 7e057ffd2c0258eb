"""People apart from facts: numbers and names in a file of their own, minted ids in the log."""

from .apart import Intake, People, told
from .file import PeopleFile, shown
from .minting import MINTED, REFERENCE, is_minted

__all__ = ["MINTED", "REFERENCE", "Intake", "People", "PeopleFile", "is_minted", "shown", "told"]
