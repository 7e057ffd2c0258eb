"""The decision that would record an event."""

from collections.abc import Callable
from typing import Any, Final

import attrs
from stewards.events import Event
from stewards.projections.rules import Agreement
from stewards.registry.decisions import (
    ChangeCategory,
    ChangeWorkplace,
    CloseUnit,
    ConfirmWorkplace,
    Decision,
    Elect,
    EndMandate,
    FormUnit,
    Join,
    Leave,
    MergeUnits,
    MoveUnit,
    ObserveHeadcount,
    PublishCount,
    RenameUnit,
    Told,
    VoidEntry,
)

_MAKES: Final[dict[str, Callable[..., Decision]]] = {
    "UnitFormed": FormUnit,
    "UnitRenamed": RenameUnit,
    "UnitMoved": MoveUnit,
    "UnitMerged": MergeUnits,
    "UnitClosed": CloseUnit,
    "MemberJoined": Join,
    "WorkplaceChanged": ChangeWorkplace,
    "WorkplaceConfirmed": ConfirmWorkplace,
    "CategoryChanged": ChangeCategory,
    "MemberLeft": Leave,
    "HeadcountObserved": ObserveHeadcount,
    "StewardElected": Elect,
    "MandateEnded": EndMandate,
    "CountPublished": PublishCount,
    "EntryVoided": VoidEntry,
}
"""Which decision records an event; its fields bear the names of the event's."""


def decision_for(event: Event, agreement: Agreement) -> Decision:
    """Return the decision that records an event if no rule forbids it."""
    makes: Any = _MAKES[type(event).__name__]
    given = {name: getattr(event, name, agreement) for name in attrs.fields_dict(makes)}
    decision: Decision = makes(**given)
    return decision


def told_as(event: Event) -> Told:
    """Return how an event was told."""
    return Told(
        effective_on=event.effective_on,
        recorded_at=event.recorded_at,
        recorded_by=event.recorded_by,
        note=event.note,
        batch=event.batch,
    )
