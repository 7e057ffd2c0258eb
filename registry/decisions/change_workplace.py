"""Change workplace: a member works somewhere else from a day."""

from datetime import date

import attrs
from attrs import field, frozen

from ...events import Event, WorkplaceChanged
from ...events.errors import Refusal
from ...events.validators import is_id
from ..boundary import Boundary
from .decision import Told, in_membership, workplace_to_be_at


@attrs.define(slots=False)
class SameWorkplace(Refusal):
    """The member's workplace on record is that one already."""

    member: str
    place: str
    on: date
    entry: int

    cannot = "change the workplace of {0.member} on {0.on}"
    because = "it is {0.place} that day already (entry {0.entry})"
    instead = "To record that it is right, use 'stewards member confirm-workplace {0.member}'."


@frozen
class ChangeWorkplace:
    """Record where a member in membership works from that day; none for no workplace."""

    member: str = field(validator=is_id)
    workplace: str | None = field(validator=is_id)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with NotInMembership, SameWorkplace, or a workplace's reasons."""
        on = told["effective_on"]
        action = f"change the workplace of {self.member}"
        if self.workplace is not None:
            workplace_to_be_at(action, seen.organisation(self.workplace), self.workplace, on)
        state = in_membership(action, seen, self.member, on)
        if state.workplace == self.workplace:
            place = self.workplace or "none"
            raise SameWorkplace(self.member, place, on, state.placed.number)
        return WorkplaceChanged(member=self.member, workplace=self.workplace, **told)
