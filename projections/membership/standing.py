"""What decisions ask of a member: membership on the day, and a category that the agreement has."""

from datetime import date

from ...events import StewardElected
from ...events.errors import Refusal
from ..boundary import Boundary
from ..rules import Agreement
from .fold import Membership, Possible, membership_on, possible_on


class NotInMembership(Refusal):
    """The person is not a member on that day, as far as the log knows."""

    action: str
    member: str
    on: date

    cannot = "{0.action} on {0.on}"
    because = "{0.member} is not a member that day"
    instead = "See 'stewards history --member {0.member}', and record the joining first."


class UnknownCategory(Refusal):
    """The agreement has no such category of members."""

    action: str
    category: str
    agreement: str
    known: str

    cannot = "{0.action}"
    because = "the agreement {0.agreement} has no category {0.category}"
    instead = "Its categories are {0.known}; or choose another agreement."


def in_membership(action: str, seen: Boundary, member: str, on: date) -> Membership:
    """Return the state of a member on a day; raise NotInMembership outside membership."""
    state = membership_on(seen.member(member), member, on)
    if state is None:
        raise NotInMembership(action, member, on)
    return state


def possibly_in_membership(action: str, seen: Boundary, member: str, on: date) -> Possible:
    """Return what may be true of a member on a day; raise NotInMembership if surely outside membership."""
    possible = possible_on(seen.member(member), member, on)
    if not possible.can_be_in:
        raise NotInMembership(action, member, on)
    return possible


def known_at_work(action: str, seen: Boundary, member: str, on: date) -> None:
    """Raise NotInMembership for somebody who surely is no member, and was not elected to any office by then.

    Whoever was elected to an office that takes no membership is known all the same.
    """
    if possible_on(seen.member(member), member, on).can_be_in:
        return
    told = (e.event for e in seen.mandates_of(member) if e.event.effective_on <= on)
    if not any(isinstance(each, StewardElected) and each.member == member for each in told):
        raise NotInMembership(action, member, on)


def known_category(action: str, category: str, agreement: Agreement) -> None:
    """Raise UnknownCategory unless the agreement has the category."""
    if category not in agreement.categories:
        known = ", ".join(agreement.categories)
        raise UnknownCategory(action, category, agreement.name, known)
