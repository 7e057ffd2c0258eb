"""Which election an ending ends, and which one a step is about."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from ...events import ElectionStepTaken, MandateEnded, StewardElected
from ...events.entry import Entry
from ..organisation.fold import Organisation

About = MandateEnded | ElectionStepTaken

RECALLED: Final = "recalled"
"""The reason of an ending by which somebody was voted out."""


def is_recall(reason: str | None) -> bool:
    """Return whether the reason of an ending says that somebody was voted out."""
    return reason is not None and reason.strip().lower() == RECALLED


class Matched:
    """Which entries are about which election, by the entry of the election.

    Attributes:
        ending: The ending of each election that has one.
        steps: What happened to each election since, in order.
    """

    def __init__(self, history: Iterable[Entry], organisation: Organisation) -> None:
        """Match the standing entries of a history, in its order.

        An entry that names an election is about that one. Else a step is about the newest election of
        that member, unit and office by then, mergers followed, and an ending about the newest of them that
        no ending on record is about.
        """
        self.ending: dict[int, Entry] = {}
        self.steps: dict[int, list[Entry]] = defaultdict(list)
        elections: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in history:
            event = entry.event
            if isinstance(event, StewardElected):
                elections[event.member, event.office].append(entry)
            elif isinstance(event, About):
                before = elections.get((event.member, event.office), ())
                self._match(entry, event, before, organisation)

    def _match(
        self, entry: Entry, event: About, before: Sequence[Entry], organisation: Organisation
    ) -> None:
        there = [each for each in before if _is_there(each, event, organisation)]
        named = event.election
        found = [each for each in there if named in (None, each.number)]
        if isinstance(event, ElectionStepTaken):
            if found:
                self.steps[found[-1].number].append(entry)
            return
        is_open = [each for each in found if each.number not in self.ending]
        if is_open:
            self.ending[is_open[-1].number] = entry

    def election_of(self, about: Entry) -> int | None:
        """Return the number of the election that an entry is about; none if it is about none."""
        ended = (number for number, ending in self.ending.items() if ending.number == about.number)
        taken = (
            number
            for number, steps in self.steps.items()
            if any(step.number == about.number for step in steps)
        )
        return next(ended, None) or next(taken, None)


def election_of(about: Entry, history: Iterable[Entry], organisation: Organisation) -> int | None:
    """Return the election that an entry would be about, just after what comes before it in a history."""
    before = [entry for entry in history if entry.order < about.order]
    return Matched([*before, about], organisation).election_of(about)


def _is_there(election: Entry, about: About, organisation: Organisation) -> bool:
    day, elected = about.effective_on, election.event
    assert isinstance(elected, StewardElected)  # noqa: S101 -- by construction
    here, there = about.unit, elected.unit
    return here == there or organisation.resolved(here, day) == organisation.resolved(there, day)
