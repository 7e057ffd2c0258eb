"""Other people's lists: a roster, an employer's list, read as strictly as facts are."""

from .employer import EmployerList, EmployerRow, read_employer_list
from .errors import MissingHeadings
from .officers import OfficerList, OfficerRow, read_officers
from .plans import Change, ListPlan
from .problems import BadRows, RowProblem, bad_rows
from .profile import DEFAULT as DEFAULT_PROFILE
from .profile import Profile, load_profile, profile_names
from .roster import Roster, RosterLeaver, RosterRow, read_roster
from .source import Source
from .units import UnitList, UnitRow, read_units
from .workplace_names import load_names

__all__ = [
    "DEFAULT_PROFILE",
    "BadRows",
    "Change",
    "EmployerList",
    "EmployerRow",
    "ListPlan",
    "MissingHeadings",
    "OfficerList",
    "OfficerRow",
    "Profile",
    "Roster",
    "RosterLeaver",
    "RosterRow",
    "RowProblem",
    "Source",
    "UnitList",
    "UnitRow",
    "bad_rows",
    "load_names",
    "load_profile",
    "profile_names",
    "read_employer_list",
    "read_officers",
    "read_roster",
    "read_units",
]
