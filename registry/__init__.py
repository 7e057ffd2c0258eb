"""The registry for programs: what an embedder needs is importable from here, and loaded on first use.

`Registry` opens or makes a registry, records facts and lends views; a `View` is asked. The other names
are what they return and what they raise.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..events.copying import Copied as Copied
    from ..events.copying import CopyDiffers as CopyDiffers
    from ..events.copying import CopyToItself as CopyToItself
    from ..events.copying import FurtherOn as FurtherOn
    from ..events.copying import OtherEntry as OtherEntry
    from ..events.copying import RecordedThere as RecordedThere
    from ..events.digest import Digest as Digest
    from ..events.entry import Entry as Entry
    from ..events.errors import BadInput as BadInput
    from ..events.errors import ClockBehind as ClockBehind
    from ..events.errors import MalformedInstant as MalformedInstant
    from ..events.errors import NoSuchEntry as NoSuchEntry
    from ..events.errors import Refusal as Refusal
    from ..events.errors import StewardsError as StewardsError
    from ..events.errors import UnreadableEntry as UnreadableEntry
    from ..events.errors import UnsoundStore as UnsoundStore
    from ..events.following import Following as Following
    from ..events.log import KnownAt as KnownAt
    from ..events.log import end_of as end_of
    from ..events.stores.errors import ClosedStore as ClosedStore
    from ..events.stores.errors import NoSuchFolder as NoSuchFolder
    from ..events.stores.errors import NoSuchStore as NoSuchStore
    from ..events.stores.errors import StoreExists as StoreExists
    from ..projections.accounts.lateness import Lag as Lag
    from ..projections.accounts.lateness import Lateness as Lateness
    from ..projections.accounts.lateness import WorkplaceAge as WorkplaceAge
    from ..projections.accounts.movements import Line as Line
    from ..projections.accounts.movements import Movement as Movement
    from ..projections.accounts.published import PublishedCount as PublishedCount
    from ..projections.accounts.reconciling import Reconciliation as Reconciliation
    from ..projections.accounts.reconciling import Reproduction as Reproduction
    from ..projections.accounts.statement import Month as Month
    from ..projections.accounts.statement import Statement as Statement
    from ..projections.batches.rows import BatchSummary as BatchSummary
    from ..projections.checks.rows import Finding as Finding
    from ..projections.electorate.rows import Eligibility as Eligibility
    from ..projections.electorate.rows import Headcount as Headcount
    from ..projections.errors import ClosedReplay as ClosedReplay
    from ..projections.errors import NotAQuestion as NotAQuestion
    from ..projections.errors import SegmentsUnwritable as SegmentsUnwritable
    from ..projections.explanations.count import CountExplained as CountExplained
    from ..projections.explanations.eligibility import EligibilityExplained as EligibilityExplained
    from ..projections.explanations.mandate import MandateExplained as MandateExplained
    from ..projections.explanations.mandate import NoMandate as NoMandate
    from ..projections.mandates.rows import Mandate as Mandate
    from ..projections.membership.rows import Count as Count
    from ..projections.membership.rows import Group as Group
    from ..projections.membership.rows import Member as Member
    from ..projections.membership.standing import NotInMembership as NotInMembership
    from ..projections.membership.standing import UnknownCategory as UnknownCategory
    from ..projections.organisation.rows import Unit as Unit
    from ..projections.organisation.standing import NotAWorkplace as NotAWorkplace
    from ..projections.organisation.standing import UnitClosedThen as UnitClosedThen
    from ..projections.organisation.standing import UnitMergedThen as UnitMergedThen
    from ..projections.organisation.standing import UnitNotYetFormed as UnitNotYetFormed
    from ..projections.organisation.standing import UnknownUnit as UnknownUnit
    from ..projections.rules import DEFAULT as DEFAULT_AGREEMENT
    from ..projections.rules import Agreement as Agreement
    from ..projections.view import Grouping as Grouping
    from ..projections.view import LatenessBy as LatenessBy
    from ..projections.view import View as View
    from .decisions.category_changed import SameCategory as SameCategory
    from .decisions.entry_voided import AlreadyVoided as AlreadyVoided
    from .decisions.entry_voided import UnitStillNamed as UnitStillNamed
    from .decisions.entry_voided import VoidOfAVoid as VoidOfAVoid
    from .decisions.mandate_ended import NoSuchMandate as NoSuchMandate
    from .decisions.member_joined import AlreadyInMembership as AlreadyInMembership
    from .decisions.member_joined import JoinsLater as JoinsLater
    from .decisions.steward_elected import AlreadyInOffice as AlreadyInOffice
    from .decisions.steward_elected import CategoryDoesNotCount as CategoryDoesNotCount
    from .decisions.steward_elected import ElectedElsewhere as ElectedElsewhere
    from .decisions.steward_elected import NotEntitled as NotEntitled
    from .decisions.steward_elected import SeatTaken as SeatTaken
    from .decisions.steward_elected import TermOverAtOnce as TermOverAtOnce
    from .decisions.steward_elected import UnknownOffice as UnknownOffice
    from .decisions.unit_formed import UnderItself as UnderItself
    from .decisions.unit_formed import UnitAlreadyFormed as UnitAlreadyFormed
    from .decisions.unit_merged import MergersInACircle as MergersInACircle
    from .decisions.unit_merged import WorkplaceIntoAnother as WorkplaceIntoAnother
    from .decisions.unit_moved import ParentsInACircle as ParentsInACircle
    from .decisions.unit_moved import SameParent as SameParent
    from .decisions.unit_renamed import SameName as SameName
    from .decisions.workplace_changed import NoWorkplaceAlready as NoWorkplaceAlready
    from .decisions.workplace_changed import SameWorkplace as SameWorkplace
    from .decisions.workplace_confirmed import NoWorkplaceToConfirm as NoWorkplaceToConfirm
    from .errors import CommandUsed as CommandUsed
    from .errors import TooManyConflicts as TooManyConflicts
    from .errors import UnknownOutcome as UnknownOutcome
    from .imports import BadLines as BadLines
    from .lists import BadRows as BadRows
    from .lists import EmployerList as EmployerList
    from .lists import Profile as Profile
    from .lists import Roster as Roster
    from .lists import load_profile as load_profile
    from .lists import read_employer_list as read_employer_list
    from .lists import read_roster as read_roster
    from .lists.employers import BadEmployerRows as BadEmployerRows
    from .lists.employers import EmployerComparison as EmployerComparison
    from .lists.rosters import ManyWouldLeave as ManyWouldLeave
    from .lists.rosters import OtherListOfThatDay as OtherListOfThatDay
    from .lists.rosters import OtherNumber as OtherNumber
    from .lists.rosters import OtherScope as OtherScope
    from .lists.rosters import Plan as Plan
    from .lists.rosters import Restated as Restated
    from .lists.rosters import RosterComparison as RosterComparison
    from .recording import LogMovedOn as LogMovedOn
    from .registry import Registry as Registry
    from .reverts.errors import BatchHoldsVoids as BatchHoldsVoids
    from .reverts.errors import BuiltUpon as BuiltUpon
    from .reverts.errors import NoSuchBatch as NoSuchBatch
    from .reverts.errors import NothingStands as NothingStands

_FROM = {
    "..events.copying": (
        "Copied",
        "CopyDiffers",
        "CopyToItself",
        "FurtherOn",
        "OtherEntry",
        "RecordedThere",
    ),
    "..events.digest": ("Digest",),
    "..events.entry": ("Entry",),
    "..events.errors": (
        "BadInput",
        "ClockBehind",
        "MalformedInstant",
        "NoSuchEntry",
        "Refusal",
        "StewardsError",
        "UnreadableEntry",
        "UnsoundStore",
    ),
    "..events.following": ("Following",),
    "..events.log": (
        "KnownAt",
        "end_of",
    ),
    "..events.stores.errors": (
        "ClosedStore",
        "NoSuchFolder",
        "NoSuchStore",
        "StoreExists",
    ),
    "..projections.accounts.lateness": (
        "Lag",
        "Lateness",
        "WorkplaceAge",
    ),
    "..projections.accounts.movements": (
        "Line",
        "Movement",
    ),
    "..projections.accounts.published": ("PublishedCount",),
    "..projections.accounts.reconciling": (
        "Reconciliation",
        "Reproduction",
    ),
    "..projections.accounts.statement": (
        "Month",
        "Statement",
    ),
    "..projections.batches.rows": ("BatchSummary",),
    "..projections.checks.rows": ("Finding",),
    "..projections.electorate.rows": (
        "Eligibility",
        "Headcount",
    ),
    "..projections.errors": (
        "ClosedReplay",
        "NotAQuestion",
        "SegmentsUnwritable",
    ),
    "..projections.explanations.count": ("CountExplained",),
    "..projections.explanations.eligibility": ("EligibilityExplained",),
    "..projections.explanations.mandate": (
        "MandateExplained",
        "NoMandate",
    ),
    "..projections.mandates.rows": ("Mandate",),
    "..projections.membership.rows": (
        "Count",
        "Group",
        "Member",
    ),
    "..projections.membership.standing": ("NotInMembership", "UnknownCategory"),
    "..projections.organisation.rows": ("Unit",),
    "..projections.organisation.standing": (
        "NotAWorkplace",
        "UnitClosedThen",
        "UnitMergedThen",
        "UnitNotYetFormed",
        "UnknownUnit",
    ),
    "..projections.rules": (
        "Agreement",
        "DEFAULT_AGREEMENT",
    ),
    "..projections.view": (
        "Grouping",
        "LatenessBy",
        "View",
    ),
    ".decisions.category_changed": ("SameCategory",),
    ".decisions.workplace_changed": (
        "NoWorkplaceAlready",
        "SameWorkplace",
    ),
    ".decisions.workplace_confirmed": ("NoWorkplaceToConfirm",),
    ".decisions.steward_elected": (
        "AlreadyInOffice",
        "CategoryDoesNotCount",
        "ElectedElsewhere",
        "NotEntitled",
        "SeatTaken",
        "TermOverAtOnce",
        "UnknownOffice",
    ),
    ".decisions.mandate_ended": ("NoSuchMandate",),
    ".decisions.unit_formed": (
        "UnderItself",
        "UnitAlreadyFormed",
    ),
    ".decisions.member_joined": (
        "AlreadyInMembership",
        "JoinsLater",
    ),
    ".decisions.unit_merged": (
        "MergersInACircle",
        "WorkplaceIntoAnother",
    ),
    ".decisions.unit_moved": (
        "ParentsInACircle",
        "SameParent",
    ),
    ".decisions.unit_renamed": ("SameName",),
    ".decisions.entry_voided": (
        "AlreadyVoided",
        "UnitStillNamed",
        "VoidOfAVoid",
    ),
    ".errors": (
        "CommandUsed",
        "TooManyConflicts",
        "UnknownOutcome",
    ),
    ".imports": ("BadLines",),
    ".lists": (
        "BadRows",
        "EmployerList",
        "Profile",
        "Roster",
        "load_profile",
        "read_employer_list",
        "read_roster",
    ),
    ".lists.employers": (
        "BadEmployerRows",
        "EmployerComparison",
    ),
    ".lists.rosters": (
        "ManyWouldLeave",
        "OtherListOfThatDay",
        "OtherNumber",
        "OtherScope",
        "Plan",
        "Restated",
        "RosterComparison",
    ),
    ".recording": ("LogMovedOn",),
    ".registry": ("Registry",),
    ".reverts.errors": (
        "BatchHoldsVoids",
        "BuiltUpon",
        "NoSuchBatch",
        "NothingStands",
    ),
}
"""Where each name stands."""

_PLACES = {name: place for place, names in _FROM.items() for name in names}
_OTHERWISE_NAMED = {"DEFAULT_AGREEMENT": "DEFAULT"}

__all__ = [
    "DEFAULT_AGREEMENT",
    "Agreement",
    "AlreadyInMembership",
    "AlreadyInOffice",
    "AlreadyVoided",
    "BadEmployerRows",
    "BadInput",
    "BadLines",
    "BadRows",
    "BatchHoldsVoids",
    "BatchSummary",
    "BuiltUpon",
    "CategoryDoesNotCount",
    "ClockBehind",
    "ClosedReplay",
    "ClosedStore",
    "CommandUsed",
    "Copied",
    "CopyDiffers",
    "CopyToItself",
    "Count",
    "CountExplained",
    "Digest",
    "ElectedElsewhere",
    "Eligibility",
    "EligibilityExplained",
    "EmployerComparison",
    "EmployerList",
    "Entry",
    "Finding",
    "Following",
    "FurtherOn",
    "Group",
    "Grouping",
    "Headcount",
    "JoinsLater",
    "KnownAt",
    "Lag",
    "Lateness",
    "LatenessBy",
    "Line",
    "LogMovedOn",
    "MalformedInstant",
    "Mandate",
    "MandateExplained",
    "ManyWouldLeave",
    "Member",
    "MergersInACircle",
    "Month",
    "Movement",
    "NoMandate",
    "NoSuchBatch",
    "NoSuchEntry",
    "NoSuchFolder",
    "NoSuchMandate",
    "NoSuchStore",
    "NoWorkplaceAlready",
    "NoWorkplaceToConfirm",
    "NotAQuestion",
    "NotAWorkplace",
    "NotEntitled",
    "NotInMembership",
    "NothingStands",
    "OtherEntry",
    "OtherListOfThatDay",
    "OtherNumber",
    "OtherScope",
    "ParentsInACircle",
    "Plan",
    "Profile",
    "PublishedCount",
    "Reconciliation",
    "RecordedThere",
    "Refusal",
    "Registry",
    "Reproduction",
    "Restated",
    "Roster",
    "RosterComparison",
    "SameCategory",
    "SameName",
    "SameParent",
    "SameWorkplace",
    "SeatTaken",
    "SegmentsUnwritable",
    "Statement",
    "StewardsError",
    "StoreExists",
    "TermOverAtOnce",
    "TooManyConflicts",
    "UnderItself",
    "Unit",
    "UnitAlreadyFormed",
    "UnitClosedThen",
    "UnitMergedThen",
    "UnitNotYetFormed",
    "UnitStillNamed",
    "UnknownCategory",
    "UnknownOffice",
    "UnknownOutcome",
    "UnknownUnit",
    "UnreadableEntry",
    "UnsoundStore",
    "View",
    "VoidOfAVoid",
    "WorkplaceAge",
    "WorkplaceIntoAnother",
    "end_of",
    "load_profile",
    "read_employer_list",
    "read_roster",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name], __name__), _OTHERWISE_NAMED.get(name, name))
