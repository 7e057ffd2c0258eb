"""Change category: a member becomes senior, passive, a student, ..."""

from datetime import date

import attrs
from attrs import field, frozen

from ...events import CategoryChanged, Event
from ...events.errors import Refusal
from ...events.validators import is_id
from ...projections.boundary import Boundary
from ...projections.membership.standing import in_membership
from ...projections.rules import Agreement
from .decision import Told


@attrs.define(slots=False)
class UnknownCategory(Refusal):
    """The agreement has no such category of members."""

    action: str
    category: str
    agreement: str
    known: str

    cannot = "{0.action}"
    because = "the agreement {0.agreement} has no category {0.category}"
    instead = "Its categories are {0.known}; or choose another agreement."


@attrs.define(slots=False)
class SameCategory(Refusal):
    """The member is in that category already."""

    member: str
    category: str
    on: date

    cannot = "change the category of {0.member} on {0.on}"
    because = "it is already {0.category} that day"
    instead = "Give another category."


def known_category(action: str, category: str, agreement: Agreement) -> None:
    """Raise UnknownCategory unless the agreement has the category."""
    if category not in agreement.categories:
        known = ", ".join(agreement.categories)
        raise UnknownCategory(action, category, agreement.name, known)


@frozen
class ChangeCategory:
    """Record the category of a member in membership from that day."""

    member: str = field(validator=is_id)
    category: str = field(validator=is_id)
    agreement: Agreement

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return CategoryChanged(member=self.member, category=self.category, **told)

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnknownCategory, NotInMembership or SameCategory."""
        action = f"change the category of {self.member}"
        known_category(action, self.category, self.agreement)
        state = in_membership(action, seen, self.member, told["effective_on"])
        if state.category == self.category:
            raise SameCategory(self.member, self.category, told["effective_on"])
        return self.says(told)
