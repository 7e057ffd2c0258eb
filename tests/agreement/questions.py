"""Random questions: a history, and the day, the instant and the rules it is asked with.

Nothing here knows the library: hypothesis keeps strategies for good, with all that their modules hold.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from attrs import frozen
from hypothesis import strategies as st
from stewards.events import Event, UnitFormed

from ..histories import histories, moments, rules
from ..reference import Log, Rules, known, upto_at

A_MICROSECOND = timedelta(microseconds=1)


@frozen
class Question:
    """A history, and the day, the instant and the rules it is asked with."""

    events: Sequence[Event]
    on: date
    known_at: datetime
    rules: Rules

    @property
    def upto(self) -> int:
        """The last entry known at the instant."""
        return upto_at(self.events, self.known_at)

    @property
    def log(self) -> Log:
        """What counts as said at the instant, for the reference."""
        return known(self.events, self.upto)

    @property
    def units(self) -> list[str]:
        """The units there are by now, known at the instant or not."""
        log = known(self.events, len(self.events))
        return sorted(event.unit for _, event in log if isinstance(event, UnitFormed))

    @property
    def members(self) -> list[str]:
        """The members that anything was ever said of."""
        named = {getattr(event, "member", None) for event in self.events}
        return sorted(member for member in named if member is not None)


@st.composite
def questions(draw: st.DrawFn, told: st.SearchStrategy[list[Event]] | None = None) -> Question:
    """Draw a history, a day, an instant close to one when something was told, and rules."""
    events = draw(histories() if told is None else told)
    on, upto = draw(moments(events))
    shift = draw(st.sampled_from([0, 0, 0, -1, 1]))
    known_at = events[max(upto - 1, 0)].recorded_at + shift * A_MICROSECOND
    return Question(events, on, known_at, draw(rules()))
