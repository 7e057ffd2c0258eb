"""Join: a person becomes a member."""

from datetime import date

from ...events import MemberJoined, types_setting
from ...events.entry import Entry
from ...events.errors import Refusal
from ...projections.boundary import Boundary
from ...projections.membership.fold import membership_on
from ...projections.membership.standing import known_category
from ...projections.organisation.standing import workplace_to_be_at
from ...projections.rules import Agreement


class AlreadyInMembership(Refusal):
    """The person is a member on that day."""

    member: str
    on: date
    joined_on: date
    entry: int

    cannot = "record that {0.member} joined on {0.on}"
    because = "{0.member} is a member that day, joined on {0.joined_on} (entry {0.entry})"
    instead = "Record the leaving first, or void entry {0.entry} if it is wrong."


class JoinsLater(Refusal):
    """The person is on record as joining on a later day, without leaving before it."""

    member: str
    on: date
    joined_on: date
    entry: int

    cannot = "record that {0.member} joined on {0.on}"
    because = "the log has {0.member} joining on {0.joined_on} (entry {0.entry})"
    instead = "Void entry {0.entry} if it is wrong, or record the leaving in between first."


def decide(event: MemberJoined, seen: Boundary, book: Agreement) -> None:
    """Refuse with UnknownCategory, AlreadyInMembership, JoinsLater or a workplace's reasons."""
    on = event.effective_on
    action = f"record that {event.member} joined"
    units = [event.workplace] if event.workplace else []
    known_category(action, event.category, seen.rules(book, *units).at(event.workplace, on))
    if event.workplace is not None:
        workplace_to_be_at(action, seen.organisation(event.workplace), event.workplace, on)
    _refuse_second_joining(event, seen.member(event.member), seen.rosters())


def _refuse_second_joining(event: MemberJoined, history: list[Entry], lists: list[Entry]) -> None:
    on = event.effective_on
    if state := membership_on(history, event.member, on):
        joined = state.joined
        if not _is_presumed(joined, on, lists):
            raise AlreadyInMembership(event.member, on, joined.event.effective_on, joined.number)
    later = [entry for entry in history if entry.event.effective_on > on]
    after = next((entry for entry in later if _comes_or_goes(entry, event.member)), None)
    if after and isinstance(after.event, MemberJoined) and not after.event.derived:
        raise JoinsLater(event.member, on, after.event.effective_on, after.number)


def _is_presumed(joined: Entry, on: date, lists: list[Entry]) -> bool:
    """Tell whether a joining is derived, and no list named the member by the day: it may be later."""
    since = joined.event.effective_on
    return bool(getattr(joined.event, "derived", None)) and not any(
        since <= each.event.effective_on <= on for each in lists
    )


def _comes_or_goes(entry: Entry, member: str) -> bool:
    """Tell whether an entry is about this person joining or leaving."""
    sets_membership = type(entry.event).__name__ in types_setting("membership")
    return sets_membership and getattr(entry.event, "member", None) == member
