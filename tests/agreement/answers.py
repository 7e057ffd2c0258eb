"""Why the answers would refuse an election: the first reason, by the name of its error."""

from datetime import date

from attrs import frozen
from stewards.events import StewardElected
from stewards.projections.electorate.rows import Eligibility
from stewards.projections.organisation.rows import Unit
from stewards.registry import Registry

from .. import reference
from ..reference import Log, Mandate, Rules, in_office, known, resolve
from ..reference.log import of
from ..reference.mandates import belongs, start
from ..reference.members import possible
from ..reference.organisation import elects_at
from .questions import Question
from .registries import moment


@frozen
class Answers:
    """What SQL says of a day, as known at an instant.

    Attributes:
        question: The day, the instant and the rules.
        units: Every unit.
        places: The open workplaces.
    """

    question: Question
    units: dict[str, Unit]
    places: dict[str, Eligibility]

    @classmethod
    def of(cls, registry: Registry, question: Question) -> "Answers":
        """Ask a registry for all that an election depends on."""
        asked = moment(question)
        units = {u.unit: u for u in registry.units(**asked, gone=True)}
        return cls(
            question=question,
            units=units,
            places={e.workplace: e for e in registry.eligibility(**asked)},
        )

    def reason(self, elected: StewardElected) -> str | None:
        """Return why an election would be refused; none if it would not."""
        return self._not_open(elected) or self._not_there(elected) or self._not_free(elected)

    def _not_open(self, elected: StewardElected) -> str | None:
        unit = self.units.get(elected.unit)
        if unit is None:
            return "UnknownUnit"
        if unit.kind != "workplace" and not self._is_joint(elected):
            return "NotAWorkplace"
        if not unit.is_open and (closed := why_closed(unit, elected)):
            return closed
        at = elects_at(self.question.log, elected.unit, elected.effective_on)
        return "ElectsElsewhere" if at != elected.unit and not self._is_joint(elected) else None

    def _not_there(self, elected: StewardElected) -> str | None:
        log, day, rules = self.question.log, elected.effective_on, self.question.rules
        may_be = possible(log, elected.member, day)
        if not may_be.can_be_in:
            return "NotInMembership"
        if not belongs(log, elected, day, rules):
            return "ElectedElsewhere"
        is_counted = may_be.categories & {None, *rules.counted}
        return None if is_counted else "CategoryDoesNotCount"

    def _not_free(self, elected: StewardElected) -> str | None:
        office = self.question.rules.office(elected.office)
        if office.threshold and not self._is_joint(elected) and self._verdict(elected) != "yes":
            return "NotEntitled"
        if holds_as_long(self.question, elected):
            return "AlreadyInOffice"
        seats = office.seats
        if seats is not None and most_others(self.question, elected) >= seats:
            return "SeatTaken"
        return None

    def _verdict(self, elected: StewardElected) -> str:
        if elected.unit in self.places:
            return self.places[elected.unit].verdict
        asked = (self.question.log, elected.unit, self.question.on, self.question.rules)
        return reference.verdict(*asked)

    def _is_joint(self, elected: StewardElected) -> bool:
        return self.question.rules.office(elected.office).scope == "unit"


def why_closed(unit: Unit, elected: StewardElected) -> str | None:
    """Return why a unit is surely not open; none where it may have been."""
    if (unit.formed_not_before or unit.formed_on) > elected.effective_on:
        return "UnitNotYetFormed"
    if unit.merged_into:
        return "UnitMergedThen"
    return "UnitClosedThen" if unit.closed_on else None


def holds_as_long(question: Question, elected: StewardElected) -> bool:
    """Return whether the member holds the office there for as long as elected, by the reference."""
    entry = question.upto + 1
    log = known([*question.events[: question.upto], elected], entry)
    held = holding(log, elected, elected.effective_on, question.rules)
    own = [m for m in held if m.member == elected.member and m.election != entry]
    last = elected.until or date.max
    return any(last <= (m.until or date.max) for m in own)


def most_others(question: Question, elected: StewardElected) -> int:
    """Return how many others hold the office there at most, by the reference.

    Looked at are the day of the election, and each later day of the mandate on which somebody else
    takes a seat.
    """
    entry = question.upto + 1
    log = known([*question.events[: question.upto], elected], entry)
    found = 0
    for day in {start(told) for _, told in of(log, StewardElected)}:
        held = holding(log, elected, day, question.rules)
        others = [m for m in held if m.member != elected.member]
        is_taken = any(m.starts_on == day for m in others) and any(
            m.election == entry for m in held
        )
        if day == elected.effective_on or is_taken:
            found = max(found, len({m.member for m in others}))
    return found


def holding(log: Log, elected: StewardElected, day: date, rules: Rules) -> list[Mandate]:
    """Return the mandates of the same office that are held at the same unit on a day."""
    unit = resolve(log, elected.unit, day)
    held = [m for m in in_office(log, day, rules) if m.office == elected.office]
    return [m for m in held if resolve(log, m.unit, day) == unit]
