"""Generated members: who joins, changes workplace or category, confirms, leaves and comes back."""

from typing import Any

from . import shape
from .dice import Dice
from .organisation import GONE, NOWHERE, Member, Organisation, Told, Unit

_TRIES = 8


class Membership:
    """Members as told so far.

    Attributes:
        count: How many are in membership.
    """

    def __init__(self, dice: Dice, organisation: Organisation) -> None:
        self.count = 0
        self._everybody: list[Member] = []
        self._left: list[Member] = []
        self._dice = dice
        self._organisation = organisation

    def join(self, today: int) -> Told:
        """Let somebody join: mostly somebody new, now and then one who had left."""
        returns = self._left and self._dice.falls(shape.RETURNING)
        member = self._dice.draw(self._left) if returns else self._somebody_new()
        workplace = self._new_workplace()
        day = max(self._day("join", today), member.since, workplace.first_day)
        member.since = day
        _settle(member, workplace, day)
        self.count += 1
        fields = _at(member, workplace)
        fields["category"] = "student" if self._dice.falls(shape.STUDENTS) else "active"
        return "MemberJoined", fields, day, workplace.teller

    def leave(self, today: int) -> Told | None:
        """Let a member leave."""
        member = self._somebody()
        if member is None:
            return None
        teller = member.at.teller
        day = max(self._day("leave", today), member.since)
        self._depart(member)
        member.at, member.since = GONE, day
        self._left.append(member)
        self.count -= 1
        fields = {"member": member.id}
        reason = self._dice.pick(shape.WORDS_FOR_LEAVING)
        if reason is not None:
            fields["reason"] = reason
        return "MemberLeft", fields, day, teller

    def change_workplace(self, today: int) -> Told | None:
        """Let a member work elsewhere."""
        member = self._somebody()
        if member is None:
            return None
        return self.send(member, self._day("change_workplace", today))

    def send(self, member: Member, day: int) -> Told:
        """Let this member work elsewhere from that day, maybe before a change told earlier."""
        workplace = self._new_workplace()
        day = max(day, member.since, workplace.first_day)
        if day >= member.arrived:
            self._depart(member)
            _settle(member, workplace, day)
        else:
            self._organisation.leave_place(workplace)
        return "WorkplaceChanged", _at(member, workplace), day, workplace.teller

    def confirm_workplace(self, today: int) -> Told | None:
        """Let a member confirm the workplace on record."""
        member = self._somebody()
        if member is None:
            return None
        day = max(self._day("confirm_workplace", today), member.since)
        return "WorkplaceConfirmed", {"member": member.id}, day, "member"

    def change_category(self, today: int) -> Told | None:
        """Let a member come into another category."""
        member = self._somebody()
        if member is None:
            return None
        fields = {"member": member.id, "category": self._dice.pick(shape.CATEGORIES)}
        return "CategoryChanged", fields, max(today, member.since), member.at.teller

    def blunder(self, today: int) -> Told | None:
        """Tell something of the wrong person, which changes nothing and is voided later."""
        member = self._somebody()
        if member is None:
            return None
        if self._dice.falls(shape.WRONGLY_LEFT):
            return "MemberLeft", {"member": member.id}, today, member.at.teller
        fields = {"member": self._somebody_new().id, "category": "active"}
        return "MemberJoined", fields, today, member.at.teller

    def _somebody(self) -> Member | None:
        """Return a member in membership; none if a few tries find none."""
        for _ in range(_TRIES if self.count else 0):
            member = self._dice.pick(self._everybody)
            if member.at is not GONE:
                return member
        return None

    def _somebody_new(self) -> Member:
        member = Member(f"M{len(self._everybody) + 1:07}")
        self._everybody.append(member)
        return member

    def _new_workplace(self) -> Unit:
        if self._dice.falls(shape.WITHOUT_WORKPLACE):
            return NOWHERE
        return self._organisation.take_place()

    def _depart(self, member: Member) -> None:
        del member.at.members[member]
        self._organisation.leave_place(member.at)

    def _day(self, what: str, today: int) -> int:
        return today - self._dice.pick(shape.DELAYS[what])


def merge(unit: Unit, into: Unit) -> None:
    """Let whoever is at a unit be at another, with what they were elected to where it was free."""
    for member in unit.members:
        member.at = into
    into.members |= unit.members
    into.mandates = unit.mandates | into.mandates
    unit.into, unit.members, unit.mandates = into, {}, {}


def _settle(member: Member, workplace: Unit, day: int) -> None:
    member.at = workplace.now()
    member.arrived = day
    member.at.members[member] = None


def _at(member: Member, workplace: Unit) -> dict[str, Any]:
    if workplace is NOWHERE:
        return {"member": member.id}
    return {"member": member.id, "workplace": workplace.id}
