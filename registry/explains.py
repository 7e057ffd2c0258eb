"""Explaining: a number or a verdict down to the entries that make it."""

from datetime import date, datetime

from ..events.validators import check_asked_id, check_unit_id
from .asks import Asks, Knowledge, end_of, refuse_malformed
from .boundary import Boundary
from .explanations import (
    CountExplained,
    EligibilityExplained,
    MandateExplained,
    MandatesOf,
    NoMandate,
    Span,
    explain_count,
    explain_eligibility,
)
from .replays import one_at_a_time


class Explains(Asks):
    """The side of a registry that says why an answer is what it is.

    Each explanation also says how the answer for that day changed as knowledge grew: as known at the
    end of the day, and then every instant, up to the knowledge asked with, at which it changed.
    """

    @one_at_a_time
    def explain_count(
        self,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        unit: str | None = None,
        category: str | None = None,
    ) -> CountExplained:
        """Explain what `count` with the same words answers: who is counted, and by which entries."""
        self.replay()
        self._refuse_unknown("count the members", unit)
        refuse_malformed("category", category)
        span = self._span(on, known_at)
        upto = self._known(known_at)
        entries = min(self._known(span.start), upto), upto
        return explain_count(self._projection, span, entries, {"unit": unit, "category": category})

    def explain_eligibility(
        self,
        workplace: str,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
    ) -> EligibilityExplained:
        """Explain whether an open workplace may elect; it reads the history of that workplace alone.

        Raises:
            UnknownUnit, NotAWorkplace, UnitNotYetFormed, UnitMergedThen, UnitClosedThen: it is no open
                workplace on that day.
        """
        check_unit_id("workplace", workplace)
        span = self._span(on, known_at)
        seen = Boundary(self.log.store, self._upto(known_at, span))
        return explain_eligibility(seen, self.agreement, workplace, span)

    def explain_mandate(
        self,
        member: str,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        unit: str | None = None,
        office: str | None = None,
    ) -> list[MandateExplained]:
        """Explain the mandates of a member begun by a day, held or over, in the order of the elections.

        Args:
            member: The member's id.
            on: The day.
            known_at: The knowledge.
            unit: Only at this unit: that of the election, or what it has become by the day.
            office: Only this office.

        Raises:
            NoMandate: there is none, as known then.
        """
        check_asked_id("member", member)
        refuse_malformed("office", office)
        self._refuse_unknown("explain mandates", unit)
        span = self._span(on, known_at)
        upto = self._upto(known_at, span)
        mandates = MandatesOf(self.log.store, self.agreement, member, span, upto)
        found = [
            each
            for each in mandates.explained()
            if unit in {None, each.unit, each.at_unit} and office in {None, each.office}
        ]
        if not found:
            which = f" as {office}" if office else ""
            raise NoMandate(member, which + (f" at {unit}" if unit else ""), span.day)
        return found

    def _span(self, on: date | None, known_at: Knowledge) -> Span:
        day, end = on or self.today(), self._instant(known_at) or self._now()
        return Span(day, min(end_of(day), end), end)

    def _upto(self, known_at: Knowledge, span: Span) -> int:
        """Return the last entry that counts; for none, of those recorded by the end of the span."""
        return self._last_known(span.end if known_at is None else known_at)

    def _now(self) -> datetime:
        """Return this instant, or that of the last entry if a clock went back since."""
        last = self.log.entries(after=max(self.size() - 1, 0), limit=1)
        return max([self._clock(), *(entry.event.recorded_at for entry in last)])
