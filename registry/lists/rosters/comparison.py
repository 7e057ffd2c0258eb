"""Where a roster and the registry do not say the same of a day."""

from collections.abc import Callable, Sequence
from datetime import date

import attrs
from attrs import frozen

from ....events.errors import BadInput
from ....projections.accounts import member_lists as rosters
from ....projections.accounts.member_lists import Difference
from ....projections.view import View
from .. import Roster, RowProblem, Source
from ..roster import checked_roster

Progress = Callable[[int], None]


@attrs.define(slots=False)
class UnknownWorkplaceListed(BadInput):
    """A row names a workplace that no entry formed."""

    workplace: str

    cannot = "place a member at {0.workplace}"
    because = "no entry formed a unit of that id"
    instead = "Correct the id, form the unit first, or let --form-workplaces form it."


@frozen
class RosterComparison:
    """What a roster and the registry do not say alike, of one day.

    Attributes:
        on: The day.
        upto: The last entry that was known.
        source: What was read.
        roster: How many members the roster has, without those in rows with a problem.
        registry: How many are in membership, as known.
        joined: On the roster only.
        left: In the registry only.
        moved: Their workplaces differ, mergers followed.
        category: Their categories differ.
        problems: What is wrong with rows; of the members they name nothing is concluded.
        unconcluded: In the registry only, but perhaps in a bad row that does not say whom it is about:
            then nobody is taken for one who left.
        new_workplaces: What the roster calls the workplaces that no entry formed, by their ids; only
            where they may be formed.
    """

    on: date
    upto: int
    source: Source
    roster: int
    registry: int
    joined: tuple[Difference, ...]
    left: tuple[Difference, ...]
    moved: tuple[Difference, ...]
    category: tuple[Difference, ...]
    problems: tuple[RowProblem, ...]
    unconcluded: tuple[Difference, ...]
    new_workplaces: dict[str, str]

    @property
    def is_same(self) -> bool:
        """Whether the two say the same, as far as the roster can be read."""
        return not (self.joined or self.left or self.moved or self.category or self.problems)


def compared(
    roster: Roster,
    view: View,
    *,
    forms_workplaces: bool,
    on_progress: Progress | None = None,
) -> RosterComparison:
    """Compare a roster with the members of the day of a view."""
    roster = checked_roster(roster)
    projection, on, upto = view.projection, view.on, view.upto
    # One roster lies there at a time: meanwhile nobody else lays out theirs, and whoever asks waits.
    with projection.lock:
        projection.lay(roster.rows, on_progress)
        unplaced = rosters.unplaced(projection, upto)
        unknown = () if forms_workplaces else unplaced
        left_out = roster.unsound | {each.member for each in unknown}
        found = rosters.differences(
            projection,
            on,
            upto,
            by_workplace="workplace" in roster.headings,
            by_category="category" in roster.headings,
            left_out=sorted(left_out),
        )
    missing = tuple(d for d in found if not d.is_listed)
    return RosterComparison(
        on=on,
        upto=upto,
        source=roster.source,
        roster=len(roster.rows) - len(unknown),
        registry=view.number(),
        joined=tuple(d for d in found if not d.is_counted),
        left=() if roster.has_nameless else missing,
        moved=tuple(d for d in found if d.has_moved),
        category=tuple(d for d in found if d.has_other_category),
        problems=tuple(sorted([*roster.problems, *_problems(roster, unknown)], key=_place)),
        unconcluded=missing if roster.has_nameless else (),
        new_workplaces=_named(roster, unplaced) if forms_workplaces else {},
    )


def _problems(roster: Roster, unplaced: Sequence[rosters.Unplaced]) -> list[RowProblem]:
    heading = roster.headings.get("workplace")
    return [
        RowProblem.of(u.row, heading, u.workplace, UnknownWorkplaceListed(u.workplace))
        for u in unplaced
    ]


def _place(problem: RowProblem) -> int:
    return problem.row


def _named(roster: Roster, unplaced: Sequence[rosters.Unplaced]) -> dict[str, str]:
    units = sorted({each.workplace for each in unplaced})
    return {unit: roster.names.get(unit, unit) for unit in units}
