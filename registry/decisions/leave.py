"""Leave: a member leaves the union, not counted from that day on."""

from attrs import field, frozen

from ...events import Event, MemberLeft
from ...events.validators import is_id, is_text
from ...projections.boundary import Boundary
from ...projections.membership.standing import in_membership
from .decision import Told


@frozen
class Leave:
    """Record that a member in membership left."""

    member: str = field(validator=is_id)
    reason: str | None = field(default=None, validator=is_text)

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return MemberLeft(member=self.member, reason=self.reason, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with NotInMembership."""
        action = f"record that {self.member} left"
        in_membership(action, seen, self.member, told["effective_on"])
        return self.says(told)
