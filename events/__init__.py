"""What can happen in a union: the types of events, how they are written down and read back.

This package imports none of the others.
"""

from . import errors
from . import loaded as loaded  # it looks at once, before a file is replaced
from .chunk import Chunk
from .civil_registration import masked
from .codec import decode, encode, recordable, stated, tags, units_named
from .committees import MeetingHeld, SeatAllotted
from .corrections import EntryVoided
from .electorates import ElectorateChanged
from .employment import AbsenceBegan, AbsenceEnded, EmploymentStated
from .event import TYPES, Event, EventType, Family, Windowed, types_of, types_setting
from .figures import CountPublished, HeadcountObserved, RatioObserved
from .generations import GenerationBegun
from .interchange import Fact, line, parse, untold
from .lists import JoiningDayStated, RosterTaken
from .mandates import ElectionStepTaken, MandateEnded, StewardElected
from .members import CategoryChanged, MemberJoined, MemberLeft, WorkplaceChanged, WorkplaceConfirmed
from .people import ExportMade, PeopleKeptApart, PersonErased
from .rules import RuleAgreed
from .steps import RuleValue, Step
from .units import UnitClosed, UnitFormed, UnitMerged, UnitMoved, UnitRenamed
from .wire import Said, as_event

__all__ = [
    "TYPES",
    "AbsenceBegan",
    "AbsenceEnded",
    "CategoryChanged",
    "Chunk",
    "CountPublished",
    "ElectionStepTaken",
    "ElectorateChanged",
    "EmploymentStated",
    "EntryVoided",
    "Event",
    "EventType",
    "ExportMade",
    "Fact",
    "Family",
    "GenerationBegun",
    "HeadcountObserved",
    "JoiningDayStated",
    "MandateEnded",
    "MeetingHeld",
    "MemberJoined",
    "MemberLeft",
    "PeopleKeptApart",
    "PersonErased",
    "RatioObserved",
    "RosterTaken",
    "RuleAgreed",
    "RuleValue",
    "Said",
    "SeatAllotted",
    "Step",
    "StewardElected",
    "UnitClosed",
    "UnitFormed",
    "UnitMerged",
    "UnitMoved",
    "UnitRenamed",
    "Windowed",
    "WorkplaceChanged",
    "WorkplaceConfirmed",
    "as_event",
    "decode",
    "encode",
    "errors",
    "line",
    "masked",
    "parse",
    "recordable",
    "stated",
    "tags",
    "types_of",
    "types_setting",
    "units_named",
    "untold",
]
