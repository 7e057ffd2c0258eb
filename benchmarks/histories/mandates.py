"""Generated mandates: elections where enough members work, and mandates given up."""

from typing import Any

from . import shape
from .dice import Dice
from .organisation import Member, Organisation, Told, Unit

_JOINT = ("joint-steward", "joint-deputy")


class Mandates:
    """Elections as told so far; each unit keeps the last one to each office."""

    def __init__(self, dice: Dice, organisation: Organisation) -> None:
        self._dice = dice
        self._organisation = organisation

    def elect(self, today: int) -> Told | None:
        """Elect a member of a workplace there, or to a joint office of a unit above it."""
        office = self._dice.pick(shape.OFFICES)
        workplace = self._organisation.open_workplace(
            lambda unit: self._may_elect(unit, office, today)
        )
        if workplace is None:
            return None
        member = self._dice.pick(list(workplace.members))
        unit = workplace.above("administration", "employer") if office in _JOINT else workplace
        told = today - self._dice.pick(shape.DELAYS["elect"])
        day = max(told, member.arrived, unit.first_day)
        fields = {"member": member.id, "unit": unit.id, "office": office}
        return "StewardElected", fields | self._terms(unit, office, member, day), day, unit.teller

    def _may_elect(self, unit: Unit, office: str, today: int) -> bool:
        """Return whether enough members work there, and the office is free there or mostly so."""
        if len(unit.members) < shape.SMALLEST_ELECTORATE:
            return False
        if office not in unit.mandates:
            return True
        member, _, over = unit.mandates[office]
        is_free = today >= over or member not in unit.members
        return is_free or self._dice.falls(shape.SECOND_STEWARDS)

    def _terms(self, unit: Unit, office: str, member: Member, day: int) -> dict[str, Any]:
        years = self._dice.pick(shape.TERMS)
        over = shape.NEVER if years is None else day + 365 * years
        unit.mandates[office] = (member, day, over)
        fields: dict[str, Any] = {}
        if years is not None:
            fields["until"] = shape.CALENDAR[over].replace(day=1)
        if self._dice.falls(shape.OVERRIDES):
            fields["override"] = "the list of members was out of date"
        return fields

    def end_mandate(self, today: int) -> Told | None:
        """Let a steward or another holder of an office at a workplace give it up."""
        workplace = self._organisation.open_workplace(lambda unit: bool(unit.mandates))
        if workplace is None:
            return None
        office = self._dice.pick(list(workplace.mandates))
        member, day, _ = workplace.mandates.pop(office)
        fields = {"member": member.id, "unit": workplace.id, "office": office}
        reason = self._dice.pick(shape.WORDS_FOR_ENDING)
        if reason is not None:
            fields["reason"] = reason
        return "MandateEnded", fields, max(today, day + 1), workplace.teller
