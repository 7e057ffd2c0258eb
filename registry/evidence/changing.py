"""What has to be recorded so that the log says of a member what lists come to, and no more than that."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import field, frozen

from ...events import Event, JoiningDayStated
from ...events.entry import UPCOMING, Entry, in_order
from ...events.members import MemberFact
from ...events.window import Window
from ...projections.membership.fold import membership_on
from .deriving import derived
from .testimony import Lists, Said, start_of


@frozen
class Change:
    """What has to be recorded of one member.

    Attributes:
        member: The member's id.
        events: The facts to record, in order.
        voids: The entries to void.
        standing: The standing entries about the member, as they are, in any order.
        after: The history of the member once all of it is recorded.
        unbelieved: The days of the lists whose day of joining the log will not say.
    """

    member: str
    events: tuple[Event, ...] = ()
    voids: tuple[int, ...] = ()
    standing: Sequence[Entry] = field(factory=list, eq=False, repr=False)
    after: list[Entry] = field(factory=list, eq=False, repr=False)
    unbelieved: tuple[date, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything has to be recorded."""
        return bool(self.events or self.voids)

    def without_history(self) -> "Change":
        """Return it without the entries it rests on: those of many members would fill the memory."""
        return Change(self.member, self.events, self.voids, unbelieved=self.unbelieved)


def changes(
    member: str,
    said: Sequence[Said | None],
    entries: Sequence[Entry],
    lists: Lists,
    common: Mapping[str, Any],
) -> Change:
    """Return what has to be recorded so that the log agrees with what lists say of a member.

    Args:
        member: The member's id.
        said: What each of the lists says of the member; none where it says nothing.
        entries: The standing entries about the member, in any order.
        lists: The lists that are to stand.
        common: Who records it, when, and in which batch.
    """
    about = [each for each in entries if not isinstance(each.event, JoiningDayStated)]
    by_hand = in_order(each for each in about if not _is_derived(each))
    standing = [each for each in about if _is_derived(each)]
    found = derived(member, said, by_hand, lists, common)
    kept, missing = _matched(standing, found.wanted)
    after = in_order([*by_hand, *kept, *_upcoming(missing)]) if kept else found.history
    if kept and _contents(after) != _contents(found.history):
        # of one day, what is recorded later holds
        kept, missing, after = [], found.wanted, found.history
    stated = _stated(member, said, after, lists, common)
    told = [each for each in entries if isinstance(each.event, JoiningDayStated)]
    known, unsaid = _matched(told, stated)
    gone = {each.number for each in (*standing, *told)} - {n.number for n in (*kept, *known)}
    return Change(
        member=member,
        events=(*missing, *unsaid),
        voids=tuple(sorted(gone)),
        standing=about,
        after=after,
        unbelieved=tuple(each.effective_on for each in stated if each.joined),
    )


def _is_derived(entry: Entry) -> bool:
    return isinstance(entry.event, MemberFact) and bool(entry.event.derived)


def _matched(standing: Sequence[Entry], wanted: Sequence[Any]) -> tuple[list[Entry], list[Any]]:
    """Return the entries that say what is wanted, and what none of them says."""
    if not standing:
        return [], list(wanted)
    missing = list(wanted)
    wants = Counter(map(_content, wanted))
    kept = []
    for entry in sorted(standing, key=lambda each: each.number):
        content = _content(entry.event)
        if wants[content]:
            wants[content] -= 1
            kept.append(entry)
            missing.remove(next(each for each in missing if _content(each) == content))
    return kept, missing


def _content(event: Event) -> Hashable:
    """Return what an event says, whoever recorded it and when."""
    names = (
        *("not_before", "workplace", "category", "placed_on"),
        *("joined", "joined_not_before"),
    )
    own = (getattr(event, name, None) for name in names)
    return (type(event).__name__, event.effective_on, *own)


def _contents(history: Sequence[Entry]) -> list[Hashable]:
    return [_content(each.event) for each in history]


def _upcoming(events: Sequence[Event]) -> list[Entry]:
    return [Entry(UPCOMING + number, event) for number, event in enumerate(events)]


def _stated(
    member: str,
    said: Sequence[Said | None],
    history: Sequence[Entry],
    lists: Lists,
    common: Mapping[str, Any],
) -> list[JoiningDayStated]:
    """Return what lists say of the day of joining where the log will say otherwise."""
    found = []
    for taken, says in zip(lists.taken, said, strict=True):
        if says is None or not (says.is_named and taken.joining_days):
            continue
        state = membership_on(history, member, taken.on)
        logged: Window | None = start_of(state) if state else None
        if says.joined != logged:
            found.append(
                JoiningDayStated(
                    member=member,
                    effective_on=taken.on,
                    joined=says.joined.last if says.joined else None,
                    joined_not_before=says.joined.not_before if says.joined else None,
                    **common,
                )
            )
    return found
