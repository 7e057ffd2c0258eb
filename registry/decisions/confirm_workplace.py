"""Confirm workplace: the one on record is right on that day."""

from datetime import date

import attrs
from attrs import field, frozen

from ...events import Event, WorkplaceConfirmed
from ...events.errors import Refusal
from ...events.validators import is_id
from ...projections.boundary import Boundary
from ...projections.membership.standing import in_membership
from .decision import Told


@attrs.define(slots=False)
class NoWorkplaceToConfirm(Refusal):
    """The member has no workplace on record."""

    member: str
    on: date

    cannot = "confirm the workplace of {0.member} on {0.on}"
    because = "{0.member} has no workplace on record that day"
    instead = "Record it with 'stewards member change-workplace {0.member} --workplace UNIT'."


@frozen
class ConfirmWorkplace:
    """Record that a member's workplace on record was confirmed."""

    member: str = field(validator=is_id)

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return WorkplaceConfirmed(member=self.member, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with NotInMembership or NoWorkplaceToConfirm."""
        on = told["effective_on"]
        state = in_membership(f"confirm the workplace of {self.member}", seen, self.member, on)
        if state.workplace is None:
            raise NoWorkplaceToConfirm(self.member, on)
        return self.says(told)
