"""Change workplace: a member works somewhere else from a day."""

from datetime import date

from ...events import WorkplaceChanged
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.membership.fold import Membership
from ...projections.membership.standing import in_membership
from ...projections.organisation.standing import workplace_to_be_at
from ...projections.rules import Agreement


class SameWorkplace(Refusal):
    """The member's workplace on record is that one already."""

    member: str
    workplace: str
    on: date
    entry: int

    cannot = "change the workplace of {0.member} on {0.on}"
    because = "it is already {0.workplace} that day (entry {0.entry})"
    instead = "To record that it is right, use 'stewards member confirm-workplace {0.member}'."


class NoWorkplaceAlready(Refusal):
    """The member has no workplace on record as it is."""

    member: str
    on: date
    entry: int

    cannot = "change the workplace of {0.member} on {0.on}"
    because = "{0.member} already has none that day (entry {0.entry})"
    instead = "Name a workplace."


def decide(event: WorkplaceChanged, seen: Boundary, _book: Agreement) -> None:
    """Refuse with NotInMembership, a workplace's reasons, SameWorkplace, NoWorkplaceAlready."""
    on = event.effective_on
    action = f"change the workplace of {event.member}"
    if event.workplace is not None:
        workplace_to_be_at(action, seen.organisation(event.workplace), event.workplace, on)
    state = in_membership(action, seen, event.member, on)
    _refuse_same(event, state)


def _refuse_same(event: WorkplaceChanged, state: Membership) -> None:
    on = event.effective_on
    if state.workplace != event.workplace:
        return
    if event.workplace is None:
        raise NoWorkplaceAlready(event.member, on, state.placed.number)
    raise SameWorkplace(event.member, event.workplace, on, state.placed.number)
