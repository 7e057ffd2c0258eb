"""Join: a person becomes a member."""

from datetime import date

import attrs
from attrs import field, frozen

from ...events import Event, MemberJoined, MemberLeft
from ...events.entry import Entry
from ...events.errors import Refusal
from ...events.validators import is_id, is_unit_id
from ...projections.boundary import Boundary
from ...projections.membership.fold import membership_on
from ...projections.organisation.standing import workplace_to_be_at
from ...projections.rules import Agreement
from .change_category import known_category
from .decision import Told


@attrs.define(slots=False)
class AlreadyInMembership(Refusal):
    """The person is a member on that day."""

    member: str
    on: date
    joined_on: date
    entry: int

    cannot = "record that {0.member} joined on {0.on}"
    because = "{0.member} is a member that day, joined on {0.joined_on} (entry {0.entry})"
    instead = "Record the leaving first, or void entry {0.entry} if it is wrong."


@attrs.define(slots=False)
class JoinsLater(Refusal):
    """The person is on record as joining on a later day, without leaving before it."""

    member: str
    on: date
    joined_on: date
    entry: int

    cannot = "record that {0.member} joined on {0.on}"
    because = "the log has {0.member} joining on {0.joined_on} (entry {0.entry})"
    instead = "Void entry {0.entry} if it is wrong, or record the leaving in between first."


@frozen
class Join:
    """Take a person who is not a member that day into the union."""

    member: str = field(validator=is_id)
    workplace: str | None = field(validator=is_unit_id)
    category: str = field(validator=is_id)
    agreement: Agreement

    def says(self, told: Told) -> Event:
        """Return what it comes to if nothing forbids it."""
        return MemberJoined(
            member=self.member, workplace=self.workplace, category=self.category, **told
        )

    def decide(self, seen: Boundary, told: Told) -> Event:
        """Refuse with UnknownCategory, AlreadyInMembership, JoinsLater or a workplace's reasons."""
        on = told["effective_on"]
        action = f"record that {self.member} joined"
        known_category(action, self.category, self.agreement)
        if self.workplace is not None:
            workplace_to_be_at(action, seen.organisation(self.workplace), self.workplace, on)
        self._refuse_second_joining(seen.member(self.member), on)
        return self.says(told)

    def _refuse_second_joining(self, history: list[Entry], on: date) -> None:
        if state := membership_on(history, self.member, on):
            joined = state.joined
            raise AlreadyInMembership(self.member, on, joined.event.effective_on, joined.number)
        later = [entry for entry in history if entry.event.effective_on > on]
        after = next(filter(self._comes_or_goes, later), None)
        if after and isinstance(after.event, MemberJoined):
            raise JoinsLater(self.member, on, after.event.effective_on, after.number)

    def _comes_or_goes(self, entry: Entry) -> bool:
        """Return whether an entry is about this person joining or leaving."""
        event = entry.event
        return isinstance(event, MemberJoined | MemberLeft) and event.member == self.member
