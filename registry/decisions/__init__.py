"""Decisions: one thing somebody wants recorded, one file; its rules and its reasons for refusal.

None of them reads a projection: each folds its own small boundary of the log.
"""

from .change_category import ChangeCategory
from .change_workplace import ChangeWorkplace
from .close_unit import CloseUnit
from .confirm_workplace import ConfirmWorkplace
from .decision import Decision, Told
from .elect import Elect
from .end_mandate import EndMandate
from .form_unit import FormUnit
from .join import Join
from .leave import Leave
from .merge_units import MergeUnits
from .move_unit import MoveUnit
from .observe_headcount import ObserveHeadcount
from .publish_count import PublishCount
from .rename_unit import RenameUnit
from .void_entry import VoidEntry

__all__ = [
    "ChangeCategory",
    "ChangeWorkplace",
    "CloseUnit",
    "ConfirmWorkplace",
    "Decision",
    "Elect",
    "EndMandate",
    "FormUnit",
    "Join",
    "Leave",
    "MergeUnits",
    "MoveUnit",
    "ObserveHeadcount",
    "PublishCount",
    "RenameUnit",
    "Told",
    "VoidEntry",
]
