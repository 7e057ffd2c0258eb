"""Decisions: whether an event may be recorded, one type a module, with its reasons for refusal.

The module has the name of the type, as `member_joined` for `MemberJoined`, and a function `decide`.
None of them reads a projection: each folds its own small boundary of the log.
"""

import re
from collections.abc import Callable
from importlib import import_module
from typing import Protocol

from ...events import Event
from ...projections.boundary import Boundary
from ...projections.rules import Agreement


class Decision(Protocol):
    """Refuses the events of one type that a rule forbids."""

    def __call__(self, event: Event, seen: Boundary, book: Agreement, /) -> None:
        """Raise a Refusal or BadInput if the event may not be recorded.

        Args:
            event: What is proposed.
            seen: Asked for the state the rules need; what was asked must not change meanwhile.
            book: The rule book that holds where no other one was agreed; `seen.rules` has what was.
        """


def decide(event: Event, seen: Boundary, book: Agreement) -> None:
    """Refuse an event that a rule forbids; see `Decision`."""
    decision_on(type(event))(event, seen, book)


def as_decided(event: Event, seen: Boundary, book: Agreement) -> Event:
    """Return an event that may be recorded with what the decision adds to it; see `as_decided` there."""
    module = import_module(_module_of(type(event)))
    add: Callable[[Event, Boundary, Agreement], Event] | None = getattr(module, "as_decided", None)
    return event if add is None else add(event, seen, book)


def decision_on(kind: type[Event]) -> Decision:
    """Return what decides on the events of a type."""
    decision: Decision = import_module(_module_of(kind)).decide
    return decision


def _module_of(kind: type[Event]) -> str:
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
    return f"{__name__}.{name}"
