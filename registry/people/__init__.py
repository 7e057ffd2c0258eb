"""People apart from facts: numbers and names in a file or a schema of their own, minted ids in the log."""

from .apart import Intake, People, told
from .file import PeopleFile
from .minting import MINTED, REFERENCE, is_minted
from .places import make, place_of, shown

__all__ = [
    "MINTED",
    "REFERENCE",
    "Intake",
    "People",
    "PeopleFile",
    "is_minted",
    "make",
    "place_of",
    "shown",
    "told",
]
