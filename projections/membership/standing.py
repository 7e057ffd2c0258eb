"""Whether a member is in membership on a day: the reason why not."""

from datetime import date

import attrs

from ...events.errors import Refusal
from ..boundary import Boundary
from .fold import Membership, membership_on


@attrs.define(slots=False)
class NotInMembership(Refusal):
    """The person is not a member on that day, as far as the log knows."""

    action: str
    member: str
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.member} is not a member that day"
    instead = "See 'stewards history --member {0.member}', and record the joining first."


def in_membership(action: str, seen: Boundary, member: str, on: date) -> Membership:
    """Return the state of a member on a day; raise NotInMembership outside membership."""
    state = membership_on(seen.member(member), member, on)
    if state is None:
        raise NotInMembership(action, member, on)
    return state
