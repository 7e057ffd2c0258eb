"""The registry for programs: what an embedder needs is importable from here, and loaded on first use.

`Registry` opens or makes a registry, records facts and lends views; a `View` is asked. The other names
are what they take, what they return with all its fields, what they raise, and the types of events.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the names once more: a type checker reads no table, and a test compares the two
    from ..events import AbsenceBegan as AbsenceBegan
    from ..events import AbsenceEnded as AbsenceEnded
    from ..events import CategoryChanged as CategoryChanged
    from ..events import CountPublished as CountPublished
    from ..events import ElectionStepTaken as ElectionStepTaken
    from ..events import ElectorateChanged as ElectorateChanged
    from ..events import EmploymentStated as EmploymentStated
    from ..events import EntryVoided as EntryVoided
    from ..events import Event as Event
    from ..events import ExportMade as ExportMade
    from ..events import GenerationBegun as GenerationBegun
    from ..events import HeadcountObserved as HeadcountObserved
    from ..events import JoiningDayStated as JoiningDayStated
    from ..events import MandateEnded as MandateEnded
    from ..events import MeetingHeld as MeetingHeld
    from ..events import MemberJoined as MemberJoined
    from ..events import MemberLeft as MemberLeft
    from ..events import PeopleKeptApart as PeopleKeptApart
    from ..events import PersonErased as PersonErased
    from ..events import RatioObserved as RatioObserved
    from ..events import RosterTaken as RosterTaken
    from ..events import RuleAgreed as RuleAgreed
    from ..events import SeatAllotted as SeatAllotted
    from ..events import StewardElected as StewardElected
    from ..events import UnitClosed as UnitClosed
    from ..events import UnitFormed as UnitFormed
    from ..events import UnitMerged as UnitMerged
    from ..events import UnitMoved as UnitMoved
    from ..events import UnitRenamed as UnitRenamed
    from ..events import WorkplaceChanged as WorkplaceChanged
    from ..events import WorkplaceConfirmed as WorkplaceConfirmed
    from ..events.copying import Copied as Copied
    from ..events.copying import CopyDiffers as CopyDiffers
    from ..events.copying import CopyToItself as CopyToItself
    from ..events.copying import FurtherOn as FurtherOn
    from ..events.copying import OtherEntry as OtherEntry
    from ..events.copying import RecordedThere as RecordedThere
    from ..events.digest import Digest as Digest
    from ..events.entry import Entry as Entry
    from ..events.errors import BadInput as BadInput
    from ..events.errors import CivilRegistrationNumber as CivilRegistrationNumber
    from ..events.errors import ClockBehind as ClockBehind
    from ..events.errors import ClockWithoutZone as ClockWithoutZone
    from ..events.errors import MalformedDay as MalformedDay
    from ..events.errors import MalformedField as MalformedField
    from ..events.errors import MalformedHeadcount as MalformedHeadcount
    from ..events.errors import MalformedId as MalformedId
    from ..events.errors import MalformedInstant as MalformedInstant
    from ..events.errors import MalformedText as MalformedText
    from ..events.errors import MalformedWindow as MalformedWindow
    from ..events.errors import MissingExtra as MissingExtra
    from ..events.errors import MissingField as MissingField
    from ..events.errors import NoSuchEntry as NoSuchEntry
    from ..events.errors import NotAFact as NotAFact
    from ..events.errors import PlacedBeforeJoining as PlacedBeforeJoining
    from ..events.errors import Refusal as Refusal
    from ..events.errors import StewardsError as StewardsError
    from ..events.errors import UnknownEntryType as UnknownEntryType
    from ..events.errors import UnknownField as UnknownField
    from ..events.errors import UnknownType as UnknownType
    from ..events.errors import UnreadableEntry as UnreadableEntry
    from ..events.errors import UnreadableTags as UnreadableTags
    from ..events.errors import Unrecordable as Unrecordable
    from ..events.errors import UnseenText as UnseenText
    from ..events.errors import UnsoundStore as UnsoundStore
    from ..events.errors import WindowEndsFirst as WindowEndsFirst
    from ..events.following import Following as Following
    from ..events.following import FollowingLost as FollowingLost
    from ..events.keys import KeyOpenToOthers as KeyOpenToOthers
    from ..events.keys import KeyUnwritable as KeyUnwritable
    from ..events.keys import MalformedKey as MalformedKey
    from ..events.keys import MalformedVerifier as MalformedVerifier
    from ..events.keys import NotSigned as NotSigned
    from ..events.keys import SigningKey as SigningKey
    from ..events.keys import UnknownAlgorithm as UnknownAlgorithm
    from ..events.keys import Verifier as Verifier
    from ..events.keys import WrongSignature as WrongSignature
    from ..events.log import KnownAt as KnownAt
    from ..events.log import end_of as end_of
    from ..events.notes import CutSignature as CutSignature
    from ..events.notes import MalformedNote as MalformedNote
    from ..events.notes import MalformedOrigin as MalformedOrigin
    from ..events.notes import Note as Note
    from ..events.notes import OtherOrigin as OtherOrigin
    from ..events.notes import Signature as Signature
    from ..events.steps import RuleValue as RuleValue
    from ..events.stores import Store as Store
    from ..events.stores import open_store as open_store
    from ..events.stores.errors import ClosedStore as ClosedStore
    from ..events.stores.errors import LargeEvent as LargeEvent
    from ..events.stores.errors import LongTag as LongTag
    from ..events.stores.errors import LostCommit as LostCommit
    from ..events.stores.errors import LostFile as LostFile
    from ..events.stores.errors import MalformedTag as MalformedTag
    from ..events.stores.errors import MissingEntries as MissingEntries
    from ..events.stores.errors import NewerStore as NewerStore
    from ..events.stores.errors import NoSuchFolder as NoSuchFolder
    from ..events.stores.errors import NoSuchStore as NoSuchStore
    from ..events.stores.errors import NotARegistry as NotARegistry
    from ..events.stores.errors import OldSQLite as OldSQLite
    from ..events.stores.errors import OnlySupposed as OnlySupposed
    from ..events.stores.errors import StoreBusy as StoreBusy
    from ..events.stores.errors import StoreDamaged as StoreDamaged
    from ..events.stores.errors import StoreExists as StoreExists
    from ..events.stores.errors import StoreReplaced as StoreReplaced
    from ..events.stores.errors import StoreUnwritable as StoreUnwritable
    from ..events.stores.errors import UnknownScheme as UnknownScheme
    from ..events.stores.errors import UnsyncedCommit as UnsyncedCommit
    from ..events.stores.server_errors import AccessDenied as AccessDenied
    from ..events.stores.server_errors import ClocksApart as ClocksApart
    from ..events.stores.server_errors import ConnectionLost as ConnectionLost
    from ..events.stores.server_errors import EmptyDatabase as EmptyDatabase
    from ..events.stores.server_errors import LargeBatch as LargeBatch
    from ..events.stores.server_errors import MalformedAddress as MalformedAddress
    from ..events.stores.server_errors import ManyTags as ManyTags
    from ..events.stores.server_errors import MissingCertificate as MissingCertificate
    from ..events.stores.server_errors import NobodyAnswers as NobodyAnswers
    from ..events.stores.server_errors import NoSuchDatabase as NoSuchDatabase
    from ..events.stores.server_errors import OtherDatabase as OtherDatabase
    from ..events.stores.server_errors import PlainText as PlainText
    from ..events.stores.server_errors import ServerRefuses as ServerRefuses
    from ..events.stores.server_errors import SharedDatabase as SharedDatabase
    from ..events.stores.server_errors import WrongParameter as WrongParameter
    from ..events.stores.server_errors import WrongSetting as WrongSetting
    from ..events.window import Window as Window
    from ..projections.accounts.lateness import Lag as Lag
    from ..projections.accounts.lateness import Lateness as Lateness
    from ..projections.accounts.lateness import ToldWithin as ToldWithin
    from ..projections.accounts.lateness import WorkplaceAge as WorkplaceAge
    from ..projections.accounts.ledger import DoesNotAddUp as DoesNotAddUp
    from ..projections.accounts.member_lists import Difference as Difference
    from ..projections.accounts.movements import Line as Line
    from ..projections.accounts.movements import Movement as Movement
    from ..projections.accounts.movements import RangeMoved as RangeMoved
    from ..projections.accounts.published import PublishedCount as PublishedCount
    from ..projections.accounts.reconciling import Reconciliation as Reconciliation
    from ..projections.accounts.reconciling import Reproduction as Reproduction
    from ..projections.accounts.statement import BeyondTheCalendar as BeyondTheCalendar
    from ..projections.accounts.statement import BrokenMonths as BrokenMonths
    from ..projections.accounts.statement import Month as Month
    from ..projections.accounts.statement import Statement as Statement
    from ..projections.accounts.statement import UnknownRate as UnknownRate
    from ..projections.batches.rows import BatchSummary as BatchSummary
    from ..projections.checks.rows import Due as Due
    from ..projections.checks.rows import Finding as Finding
    from ..projections.committees.rows import Committee as Committee
    from ..projections.committees.rows import Meeting as Meeting
    from ..projections.committees.rows import Seat as Seat
    from ..projections.committees.rows import SeatGroup as SeatGroup
    from ..projections.committees.standing import NoSuchSeat as NoSuchSeat
    from ..projections.committees.standing import NotACommittee as NotACommittee
    from ..projections.committees.standing import SeatOfAnotherGroup as SeatOfAnotherGroup
    from ..projections.electorate.coverage import Covered as Covered
    from ..projections.electorate.fold import Verdict as Verdict
    from ..projections.electorate.rows import Eligibility as Eligibility
    from ..projections.electorate.rows import Headcount as Headcount
    from ..projections.electorate.rows import Vacancy as Vacancy
    from ..projections.errors import ClosedReplay as ClosedReplay
    from ..projections.errors import EndsBeforeItBegins as EndsBeforeItBegins
    from ..projections.errors import NotAQuestion as NotAQuestion
    from ..projections.errors import SegmentsUnwritable as SegmentsUnwritable
    from ..projections.errors import TooManyDays as TooManyDays
    from ..projections.errors import UnfinishedReplay as UnfinishedReplay
    from ..projections.explanations.count import CountExplained as CountExplained
    from ..projections.explanations.count import KnownCount as KnownCount
    from ..projections.explanations.crossings import Interval as Interval
    from ..projections.explanations.eligibility import EligibilityExplained as EligibilityExplained
    from ..projections.explanations.eligibility import KnownVerdict as KnownVerdict
    from ..projections.explanations.eligibility import Voter as Voter
    from ..projections.explanations.mandate import KnownElectorate as KnownElectorate
    from ..projections.explanations.mandate import KnownMandate as KnownMandate
    from ..projections.explanations.mandate import MandateExplained as MandateExplained
    from ..projections.explanations.mandate import NoMandate as NoMandate
    from ..projections.explanations.rows import Counted as Counted
    from ..projections.explanations.rows import OpenWindow as OpenWindow
    from ..projections.explanations.rows import Perhaps as Perhaps
    from ..projections.explanations.rules import OfficeRule as OfficeRule
    from ..projections.explanations.rules import Rule as Rule
    from ..projections.figures.fold import DifferentDenominators as DifferentDenominators
    from ..projections.figures.fold import NoRatios as NoRatios
    from ..projections.figures.rows import Ratio as Ratio
    from ..projections.mandates.candidate import Candidacy as Candidacy
    from ..projections.mandates.candidate import Reason as Reason
    from ..projections.mandates.refusals import AbsenceTooShort as AbsenceTooShort
    from ..projections.mandates.refusals import BeyondTheRest as BeyondTheRest
    from ..projections.mandates.refusals import CategoryDoesNotCount as CategoryDoesNotCount
    from ..projections.mandates.refusals import ElectedElsewhere as ElectedElsewhere
    from ..projections.mandates.refusals import NoStewardToStandInFor as NoStewardToStandInFor
    from ..projections.mandates.refusals import NotAmongStewards as NotAmongStewards
    from ..projections.mandates.refusals import NotElectable as NotElectable
    from ..projections.mandates.refusals import NotSenior as NotSenior
    from ..projections.mandates.refusals import OwnDeputy as OwnDeputy
    from ..projections.mandates.refusals import TermTooLong as TermTooLong
    from ..projections.mandates.refusals import UnknownOffice as UnknownOffice
    from ..projections.mandates.rows import Mandate as Mandate
    from ..projections.mandates.rows import MandatesAt as MandatesAt
    from ..projections.mandates.rows import Represented as Represented
    from ..projections.mandates.standing import Standing as Standing
    from ..projections.mandates.standing import Status as Status
    from ..projections.membership.comings import Cohort as Cohort
    from ..projections.membership.comings import Leavers as Leavers
    from ..projections.membership.comings import LeaversBy as LeaversBy
    from ..projections.membership.comings import Leaving as Leaving
    from ..projections.membership.comings import Move as Move
    from ..projections.membership.rows import Categories as Categories
    from ..projections.membership.rows import Count as Count
    from ..projections.membership.rows import Group as Group
    from ..projections.membership.rows import Member as Member
    from ..projections.membership.rows import Range as Range
    from ..projections.membership.series import Every as Every
    from ..projections.membership.standing import NotInMembership as NotInMembership
    from ..projections.membership.standing import UnknownCategory as UnknownCategory
    from ..projections.names_asked import NoSuchCategory as NoSuchCategory
    from ..projections.names_asked import NoSuchMember as NoSuchMember
    from ..projections.names_asked import NoSuchOffice as NoSuchOffice
    from ..projections.names_asked import NothingOfThatName as NothingOfThatName
    from ..projections.organisation.rows import Unit as Unit
    from ..projections.organisation.standing import NoSuchUnit as NoSuchUnit
    from ..projections.organisation.standing import NotAWorkplace as NotAWorkplace
    from ..projections.organisation.standing import UnitClosedThen as UnitClosedThen
    from ..projections.organisation.standing import UnitMergedThen as UnitMergedThen
    from ..projections.organisation.standing import UnitNotYetFormed as UnitNotYetFormed
    from ..projections.organisation.standing import UnknownUnit as UnknownUnit
    from ..projections.rules import DEFAULT as DEFAULT_AGREEMENT  # noqa: F401 - passed on
    from ..projections.rules import Agreement as Agreement
    from ..projections.rules import At as At
    from ..projections.rules import BookGone as BookGone
    from ..projections.rules import Certainty as Certainty
    from ..projections.rules import Community as Community
    from ..projections.rules import Figure as Figure
    from ..projections.rules import InForce as InForce
    from ..projections.rules import MalformedAgreement as MalformedAgreement
    from ..projections.rules import NoSuchAgreement as NoSuchAgreement
    from ..projections.rules import Office as Office
    from ..projections.rules import Steps as Steps
    from ..projections.rules import Why as Why
    from ..projections.rules import load as load_agreement  # noqa: F401 - passed on
    from ..projections.rules.stated import RuleStated as RuleStated
    from ..projections.view import Grouping as Grouping
    from ..projections.view import LatenessBy as LatenessBy
    from ..projections.view import View as View
    from .decisions.absence_began import AwayAlready as AwayAlready
    from .decisions.absence_began import BackAtOnce as BackAtOnce
    from .decisions.absence_ended import NotAway as NotAway
    from .decisions.category_changed import SameCategory as SameCategory
    from .decisions.election_step_taken import NoSuchElection as NoSuchElection
    from .decisions.election_step_taken import StepOutOfOrder as StepOutOfOrder
    from .decisions.election_step_taken import StepTakenBefore as StepTakenBefore
    from .decisions.electorate_changed import ConsentMissing as ConsentMissing
    from .decisions.electorate_changed import OtherEmployer as OtherEmployer
    from .decisions.electorate_changed import OthersElectThere as OthersElectThere
    from .decisions.electorate_changed import SameElectorate as SameElectorate
    from .decisions.employment_stated import HiredLater as HiredLater
    from .decisions.employment_stated import NothingStated as NothingStated
    from .decisions.employment_stated import SameEmployment as SameEmployment
    from .decisions.employment_stated import UnknownStanding as UnknownStanding
    from .decisions.entry_voided import AlreadyVoided as AlreadyVoided
    from .decisions.entry_voided import BeginningIsFinal as BeginningIsFinal
    from .decisions.entry_voided import ListStillStands as ListStillStands
    from .decisions.entry_voided import UnitStillNamed as UnitStillNamed
    from .decisions.entry_voided import VoidOfAVoid as VoidOfAVoid
    from .decisions.mandate_ended import NoSuchMandate as NoSuchMandate
    from .decisions.mandate_ended import NotOpenToRecall as NotOpenToRecall
    from .decisions.member_joined import AlreadyInMembership as AlreadyInMembership
    from .decisions.member_joined import JoinsLater as JoinsLater
    from .decisions.rule_agreed import NoSuchValue as NoSuchValue
    from .decisions.rule_agreed import RuleNotOpenToAgreement as RuleNotOpenToAgreement
    from .decisions.rule_agreed import RuleOverAtOnce as RuleOverAtOnce
    from .decisions.rule_agreed import UnknownRule as UnknownRule
    from .decisions.steward_elected import AlreadyInOffice as AlreadyInOffice
    from .decisions.steward_elected import NotEntitled as NotEntitled
    from .decisions.steward_elected import SeatTaken as SeatTaken
    from .decisions.steward_elected import TermOverAtOnce as TermOverAtOnce
    from .decisions.unit_formed import FormedAsOther as FormedAsOther
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
    from .errors import ElectsElsewhere as ElectsElsewhere
    from .errors import InterruptedAppend as InterruptedAppend
    from .errors import MalformedCommand as MalformedCommand
    from .errors import TooManyConflicts as TooManyConflicts
    from .errors import UnknownOutcome as UnknownOutcome
    from .evidence.restoring import ListSaysOtherwise as ListSaysOtherwise
    from .evidence.restoring import WindowAcrossList as WindowAcrossList
    from .generations.errors import CannotTellWhom as CannotTellWhom
    from .generations.errors import GenerationDiffers as GenerationDiffers
    from .generations.errors import NobodyToForget as NobodyToForget
    from .generations.errors import NotInNewGeneration as NotInNewGeneration
    from .generations.errors import StillMember as StillMember
    from .generations.rows import Generation as Generation
    from .imports import BadLines as BadLines
    from .imports import LineProblem as LineProblem
    from .imports.problems import BeforeFirstDay as BeforeFirstDay
    from .imports.problems import BeginningVoided as BeginningVoided
    from .imports.problems import CircleOfUnits as CircleOfUnits
    from .imports.problems import ErasureVoided as ErasureVoided
    from .imports.problems import FormedTwice as FormedTwice
    from .imports.problems import KeptApartTooLate as KeptApartTooLate
    from .imports.problems import LogFurtherOn as LogFurtherOn
    from .imports.problems import NamedUnitVoided as NamedUnitVoided
    from .imports.problems import RecordedEarlier as RecordedEarlier
    from .imports.problems import RecordedInFuture as RecordedInFuture
    from .imports.problems import SameEntryTwice as SameEntryTwice
    from .imports.problems import UnknownElectionNamed as UnknownElectionNamed
    from .imports.problems import UnknownEntryVoided as UnknownEntryVoided
    from .imports.problems import UnknownUnitNamed as UnknownUnitNamed
    from .imports.problems import VoidVoided as VoidVoided
    from .in_json import to_json as to_json
    from .integrity.exported import MalformedExport as MalformedExport
    from .integrity.rows import Checked as Checked
    from .integrity.rows import SealDiffers as SealDiffers
    from .integrity.rows import Verification as Verification
    from .integrity.verifying import verify_export as verify_export
    from .lists import BadRows as BadRows
    from .lists import Change as Change
    from .lists import EmployerList as EmployerList
    from .lists import EmployerRow as EmployerRow
    from .lists import ListPlan as ListPlan
    from .lists import OfficerList as OfficerList
    from .lists import OfficerRow as OfficerRow
    from .lists import Profile as Profile
    from .lists import Roster as Roster
    from .lists import RosterLeaver as RosterLeaver
    from .lists import RosterRow as RosterRow
    from .lists import RowProblem as RowProblem
    from .lists import Source as Source
    from .lists import UnitList as UnitList
    from .lists import UnitRow as UnitRow
    from .lists import load_names as load_names
    from .lists import load_profile as load_profile
    from .lists import read_employer_list as read_employer_list
    from .lists import read_officers as read_officers
    from .lists import read_roster as read_roster
    from .lists import read_units as read_units
    from .lists.employers import BadEmployerRows as BadEmployerRows
    from .lists.employers import EmployerComparison as EmployerComparison
    from .lists.employers import Side as Side
    from .lists.employers import Staffing as Staffing
    from .lists.errors import CutInCharacter as CutInCharacter
    from .lists.errors import DamagedWorkbook as DamagedWorkbook
    from .lists.errors import EmptyList as EmptyList
    from .lists.errors import HeadingTwice as HeadingTwice
    from .lists.errors import HugeCell as HugeCell
    from .lists.errors import HugeWorkbook as HugeWorkbook
    from .lists.errors import MissingHeadings as MissingHeadings
    from .lists.errors import NoSuchSheet as NoSuchSheet
    from .lists.errors import NotInProfile as NotInProfile
    from .lists.errors import NulByte as NulByte
    from .lists.errors import OldWorkbook as OldWorkbook
    from .lists.errors import ProtectedWorkbook as ProtectedWorkbook
    from .lists.errors import SeveralSheets as SeveralSheets
    from .lists.errors import UnknownEncoding as UnknownEncoding
    from .lists.errors import UnreadableList as UnreadableList
    from .lists.errors import UnterminatedQuote as UnterminatedQuote
    from .lists.errors import Utf16Text as Utf16Text
    from .lists.profile import EmployerHeadings as EmployerHeadings
    from .lists.profile import MalformedProfile as MalformedProfile
    from .lists.profile import MandateHeadings as MandateHeadings
    from .lists.profile import NoSuchProfile as NoSuchProfile
    from .lists.profile import RosterHeadings as RosterHeadings
    from .lists.profile import UnitHeadings as UnitHeadings
    from .lists.rosters import CompleteAfterList as CompleteAfterList
    from .lists.rosters import ImpossibleDay as ImpossibleDay
    from .lists.rosters import ManyLeftBy as ManyLeftBy
    from .lists.rosters import ManyWouldLeave as ManyWouldLeave
    from .lists.rosters import OtherListOfThatDay as OtherListOfThatDay
    from .lists.rosters import OtherNumber as OtherNumber
    from .lists.rosters import OtherScope as OtherScope
    from .lists.rosters import Plan as Plan
    from .lists.rosters import Restated as Restated
    from .lists.rosters import RosterComparison as RosterComparison
    from .lists.rosters import UnplacedList as UnplacedList
    from .lists.workplace_names import MalformedNames as MalformedNames
    from .lists.workplace_names import NameOfSeveral as NameOfSeveral
    from .lists.workplace_names import UnknownWorkplaceName as UnknownWorkplaceName
    from .people import People as People
    from .people.errors import AddedMeanwhile as AddedMeanwhile
    from .people.errors import AlreadyErased as AlreadyErased
    from .people.errors import ErasesByNumber as ErasesByNumber
    from .people.errors import ErasureIsFinal as ErasureIsFinal
    from .people.errors import KeptApartAlready as KeptApartAlready
    from .people.errors import MembersNamedAlready as MembersNamedAlready
    from .people.errors import NoCode as NoCode
    from .people.errors import NoFileToBackUp as NoFileToBackUp
    from .people.errors import NoPlaceForPeople as NoPlaceForPeople
    from .people.errors import NoSourceId as NoSourceId
    from .people.errors import NoSuchPerson as NoSuchPerson
    from .people.errors import NoteAboutErased as NoteAboutErased
    from .people.errors import NotKeptApart as NotKeptApart
    from .people.errors import NotYetDue as NotYetDue
    from .people.errors import OtherPeopleFile as OtherPeopleFile
    from .people.errors import PeopleClosed as PeopleClosed
    from .people.errors import PeopleFileDamaged as PeopleFileDamaged
    from .people.errors import PeopleFileMissing as PeopleFileMissing
    from .people.errors import PeopleFileNewer as PeopleFileNewer
    from .people.errors import PeopleUnwritable as PeopleUnwritable
    from .people.errors import ReadsAsMinted as ReadsAsMinted
    from .people.keeping import DueErasure as DueErasure
    from .people.keeping import Held as Held
    from .people.policy import Kept as Kept
    from .people.policy import MalformedPolicy as MalformedPolicy
    from .people.policy import Period as Period
    from .people.policy import Policy as Policy
    from .people.policy import Purpose as Purpose
    from .recording import LogMovedOn as LogMovedOn
    from .registry import Registry as Registry
    from .reverts.errors import BatchHoldsVoids as BatchHoldsVoids
    from .reverts.errors import BuiltUpon as BuiltUpon
    from .reverts.errors import NoSuchBatch as NoSuchBatch
    from .reverts.errors import NothingStands as NothingStands

_FROM = {
    "..events": (
        "AbsenceBegan AbsenceEnded CategoryChanged CountPublished ElectionStepTaken "
        "ElectorateChanged EmploymentStated EntryVoided Event ExportMade GenerationBegun "
        "HeadcountObserved JoiningDayStated MandateEnded MeetingHeld MemberJoined MemberLeft "
        "PeopleKeptApart PersonErased RatioObserved RosterTaken RuleAgreed SeatAllotted StewardElected "
        "UnitClosed UnitFormed UnitMerged UnitMoved UnitRenamed WorkplaceChanged WorkplaceConfirmed"
    ),
    "..events.copying": "Copied CopyDiffers CopyToItself FurtherOn OtherEntry RecordedThere",
    "..events.digest": "Digest",
    "..events.entry": "Entry",
    "..events.errors": (
        "BadInput CivilRegistrationNumber ClockBehind ClockWithoutZone MalformedDay "
        "MalformedField MalformedHeadcount MalformedId MalformedInstant MalformedText "
        "MalformedWindow MissingExtra MissingField NoSuchEntry NotAFact PlacedBeforeJoining Refusal "
        "StewardsError UnknownEntryType UnknownField UnknownType UnreadableEntry "
        "UnreadableTags Unrecordable UnseenText UnsoundStore WindowEndsFirst"
    ),
    "..events.following": "Following FollowingLost",
    "..events.keys": (
        "KeyOpenToOthers KeyUnwritable MalformedKey MalformedVerifier NotSigned "
        "SigningKey UnknownAlgorithm Verifier WrongSignature"
    ),
    "..events.log": "KnownAt end_of",
    "..events.notes": "CutSignature MalformedNote MalformedOrigin Note OtherOrigin Signature",
    "..events.steps": "RuleValue",
    "..events.stores": "Store open_store",
    "..events.stores.errors": (
        "ClosedStore LargeEvent LongTag LostCommit LostFile MalformedTag MissingEntries "
        "NewerStore NoSuchFolder NoSuchStore NotARegistry OldSQLite OnlySupposed StoreBusy "
        "StoreDamaged StoreExists StoreReplaced StoreUnwritable UnknownScheme UnsyncedCommit"
    ),
    "..events.stores.server_errors": (
        "AccessDenied ClocksApart ConnectionLost EmptyDatabase LargeBatch "
        "MalformedAddress ManyTags MissingCertificate NoSuchDatabase "
        "NobodyAnswers OtherDatabase PlainText ServerRefuses SharedDatabase "
        "WrongParameter WrongSetting"
    ),
    "..events.window": "Window",
    "..projections.accounts.lateness": "Lag Lateness ToldWithin WorkplaceAge",
    "..projections.accounts.ledger": "DoesNotAddUp",
    "..projections.accounts.member_lists": "Difference",
    "..projections.accounts.movements": "Line Movement RangeMoved",
    "..projections.accounts.published": "PublishedCount",
    "..projections.accounts.reconciling": "Reconciliation Reproduction",
    "..projections.accounts.statement": "BeyondTheCalendar BrokenMonths Month Statement UnknownRate",
    "..projections.batches.rows": "BatchSummary",
    "..projections.checks.rows": "Due Finding",
    "..projections.committees.rows": "Committee Meeting Seat SeatGroup",
    "..projections.committees.standing": "NoSuchSeat NotACommittee SeatOfAnotherGroup",
    "..projections.electorate.coverage": "Covered",
    "..projections.electorate.fold": "Verdict",
    "..projections.electorate.rows": "Eligibility Headcount Vacancy",
    "..projections.errors": (
        "ClosedReplay EndsBeforeItBegins NotAQuestion SegmentsUnwritable TooManyDays"
        " UnfinishedReplay"
    ),
    "..projections.explanations.count": "CountExplained KnownCount",
    "..projections.explanations.crossings": "Interval",
    "..projections.explanations.eligibility": "EligibilityExplained KnownVerdict Voter",
    "..projections.explanations.mandate": (
        "KnownElectorate KnownMandate MandateExplained NoMandate"
    ),
    "..projections.explanations.rows": "Counted OpenWindow Perhaps",
    "..projections.explanations.rules": "OfficeRule Rule",
    "..projections.mandates.candidate": "Candidacy Reason",
    "..projections.mandates.refusals": (
        "AbsenceTooShort BeyondTheRest CategoryDoesNotCount ElectedElsewhere NoStewardToStandInFor "
        "NotAmongStewards NotElectable NotSenior OwnDeputy TermTooLong UnknownOffice"
    ),
    "..projections.figures.fold": "DifferentDenominators NoRatios",
    "..projections.figures.rows": "Ratio",
    "..projections.mandates.rows": "Mandate MandatesAt Represented",
    "..projections.mandates.standing": "Standing Status",
    "..projections.membership.comings": "Cohort Leavers LeaversBy Leaving Move",
    "..projections.membership.rows": "Categories Count Group Member Range",
    "..projections.membership.series": "Every",
    "..projections.membership.standing": "NotInMembership UnknownCategory",
    "..projections.names_asked": "NoSuchCategory NoSuchMember NoSuchOffice NothingOfThatName",
    "..projections.organisation.rows": "Unit",
    "..projections.organisation.standing": (
        "NoSuchUnit NotAWorkplace UnitClosedThen UnitMergedThen UnitNotYetFormed UnknownUnit"
    ),
    "..projections.rules": (
        "Agreement At BookGone Certainty Community DEFAULT_AGREEMENT Figure InForce "
        "MalformedAgreement NoSuchAgreement Office Steps Why load_agreement"
    ),
    "..projections.rules.stated": "RuleStated",
    "..projections.view": "Grouping LatenessBy View",
    ".decisions.absence_began": "AwayAlready BackAtOnce",
    ".decisions.absence_ended": "NotAway",
    ".decisions.category_changed": "SameCategory",
    ".decisions.election_step_taken": "NoSuchElection StepOutOfOrder StepTakenBefore",
    ".decisions.electorate_changed": (
        "ConsentMissing OtherEmployer OthersElectThere SameElectorate"
    ),
    ".decisions.employment_stated": "HiredLater NothingStated SameEmployment UnknownStanding",
    ".decisions.entry_voided": (
        "AlreadyVoided BeginningIsFinal ListStillStands UnitStillNamed VoidOfAVoid"
    ),
    ".decisions.mandate_ended": "NoSuchMandate NotOpenToRecall",
    ".decisions.member_joined": "AlreadyInMembership JoinsLater",
    ".decisions.rule_agreed": "NoSuchValue RuleNotOpenToAgreement RuleOverAtOnce UnknownRule",
    ".decisions.steward_elected": ("AlreadyInOffice NotEntitled SeatTaken TermOverAtOnce"),
    ".decisions.unit_formed": "FormedAsOther UnderItself UnitAlreadyFormed",
    ".decisions.unit_merged": "MergersInACircle WorkplaceIntoAnother",
    ".decisions.unit_moved": "ParentsInACircle SameParent",
    ".decisions.unit_renamed": "SameName",
    ".decisions.workplace_changed": "NoWorkplaceAlready SameWorkplace",
    ".decisions.workplace_confirmed": "NoWorkplaceToConfirm",
    ".errors": (
        "CommandUsed ElectsElsewhere InterruptedAppend MalformedCommand TooManyConflicts UnknownOutcome"
    ),
    ".generations.errors": (
        "CannotTellWhom GenerationDiffers NobodyToForget NotInNewGeneration StillMember"
    ),
    ".generations.rows": "Generation",
    ".imports": "BadLines LineProblem",
    ".imports.problems": (
        "BeforeFirstDay BeginningVoided CircleOfUnits ErasureVoided FormedTwice KeptApartTooLate "
        "LogFurtherOn "
        "NamedUnitVoided RecordedEarlier RecordedInFuture SameEntryTwice UnknownElectionNamed "
        "UnknownEntryVoided UnknownUnitNamed VoidVoided"
    ),
    ".in_json": "to_json",
    ".integrity.exported": "MalformedExport",
    ".integrity.rows": "Checked SealDiffers Verification",
    ".integrity.verifying": "verify_export",
    ".lists": (
        "BadRows Change EmployerList EmployerRow ListPlan OfficerList OfficerRow Profile "
        "Roster RosterLeaver RosterRow RowProblem Source UnitList UnitRow load_names "
        "load_profile read_employer_list read_officers read_roster read_units"
    ),
    ".lists.employers": "BadEmployerRows EmployerComparison Side Staffing",
    ".lists.errors": (
        "CutInCharacter DamagedWorkbook EmptyList HeadingTwice HugeCell HugeWorkbook "
        "MissingHeadings NoSuchSheet NotInProfile NulByte OldWorkbook "
        "ProtectedWorkbook SeveralSheets UnknownEncoding UnreadableList UnterminatedQuote Utf16Text"
    ),
    ".lists.profile": (
        "EmployerHeadings MalformedProfile MandateHeadings NoSuchProfile RosterHeadings UnitHeadings"
    ),
    ".lists.rosters": (
        "CompleteAfterList ImpossibleDay ManyLeftBy ManyWouldLeave OtherListOfThatDay OtherNumber "
        "OtherScope Plan Restated "
        "RosterComparison UnplacedList"
    ),
    ".evidence.restoring": "ListSaysOtherwise WindowAcrossList",
    ".lists.workplace_names": "MalformedNames NameOfSeveral UnknownWorkplaceName",
    ".people": "People",
    ".people.keeping": "DueErasure Held",
    ".people.policy": "Kept MalformedPolicy Period Policy Purpose",
    ".people.errors": (
        "AddedMeanwhile AlreadyErased ErasesByNumber ErasureIsFinal KeptApartAlready "
        "MembersNamedAlready NoCode NoFileToBackUp NoPlaceForPeople NoSourceId NoSuchPerson "
        "NotKeptApart NotYetDue NoteAboutErased OtherPeopleFile PeopleClosed PeopleFileDamaged "
        "PeopleFileMissing PeopleFileNewer PeopleUnwritable ReadsAsMinted"
    ),
    ".recording": "LogMovedOn",
    ".registry": "Registry",
    ".reverts.errors": "BatchHoldsVoids BuiltUpon NoSuchBatch NothingStands",
}
"""Which names stand where."""

_PLACES = {name: place for place, names in _FROM.items() for name in names.split()}
_OTHERWISE_NAMED = {"DEFAULT_AGREEMENT": "DEFAULT", "load_agreement": "load"}

if not TYPE_CHECKING:  # which would take a list that it cannot read for an empty one
    __all__ = sorted(_PLACES)  # noqa: PLE0605 - a list


def __getattr__(name: str) -> Any:
    """Load what is asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name], __name__), _OTHERWISE_NAMED.get(name, name))
