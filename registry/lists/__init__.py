"""Other people's lists: a roster, an employer's list, read as strictly as facts are."""

from .problems import RowProblem
from .profile import DEFAULT as DEFAULT_PROFILE
from .profile import Profile, load_profile
from .roster import Roster, RosterRow, read_roster
from .source import Source

__all__ = [
    "DEFAULT_PROFILE",
    "Profile",
    "Roster",
    "RosterRow",
    "RowProblem",
    "Source",
    "load_profile",
    "read_roster",
]
