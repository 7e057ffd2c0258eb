"""Change workplace: a member works somewhere else from a day."""

from datetime import date

import attrs
from attrs import field, frozen

from ...events import Event, WorkplaceChanged
from ...events.errors import Refusal
from ...events.validators import is_id, is_unit_id
from ...projections.boundary import Boundary
from ...projections.membership.fold import Membership
from ...projections.membership.standing import in_membership
from ...projections.organisation.standing import workplace_to_be_at
from .decision import Told


@attrs.define(slots=False)
class SameWorkplace(Refusal):
    """The member's workplace on record is that one already."""

    member: str
    workplace: str
    on: date
    entry: int

    cannot = "change the workplace of {0.member} on {0.on}"
    because = "it is already {0.workplace} that day (entry {0.entry})"
    instead = "To record that it is right, use 'stewards member confirm-workplace {0.member}'."


@attrs.define(slots=False)
class NoWorkplaceAlready(Refusal):
    """The member has no workplace on record as it is."""

    member: str
    on: date
    entry: int

    cannot = "change the workplace of {0.member} on {0.on}"
    because = "{0.member} already has none that day (entry {0.entry})"
    instead = "Name a workplace."


@frozen
class ChangeWorkplace:
    """Record where a member in membership works from that day; none for no workplace."""

    member: str = field(validator=is_id)
    workplace: str | None = field(validator=is_unit_id)

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return WorkplaceChanged(member=self.member, workplace=self.workplace, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with NotInMembership, a workplace's reasons, SameWorkplace, NoWorkplaceAlready."""
        on = told["effective_on"]
        action = f"change the workplace of {self.member}"
        if self.workplace is not None:
            workplace_to_be_at(action, seen.organisation(self.workplace), self.workplace, on)
        state = in_membership(action, seen, self.member, on)
        self._refuse_same(state, on)
        return self.says(told)

    def _refuse_same(self, state: Membership, on: date) -> None:
        if state.workplace != self.workplace:
            return
        if self.workplace is None:
            raise NoWorkplaceAlready(self.member, on, state.placed.number)
        raise SameWorkplace(self.member, self.workplace, on, state.placed.number)
