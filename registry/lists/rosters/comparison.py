"""Where a roster and the registry do not say the same of a day."""

from collections.abc import Callable, Sequence
from datetime import date

from attrs import frozen

from ....events.errors import BadInput
from ....projections.accounts import member_lists as rosters
from ....projections.accounts.member_lists import Difference
from ....projections.view import View
from .. import Roster, RosterRow, RowProblem, Source
from ..roster import checked_roster

Progress = Callable[[int], None]


class UnknownWorkplaceListed(BadInput):
    """A row names a workplace that no entry formed."""

    workplace: str

    cannot = "place a member at {0.workplace}"
    because = "no entry formed a unit of that id"
    instead = "Correct the id, form the unit first, or let --form-workplaces form it."


class ListedElsewhere(BadInput):
    """A list of one unit names a member who works elsewhere, or nowhere."""

    member: str
    place: str
    unit: str

    cannot = "take {0.member} from a list of {0.unit}"
    because = "it has the member {0.place}, not at or below that unit"
    instead = "Correct the row, or import the list without --unit if it is of the whole union."


@frozen
class RosterComparison:
    """What a roster and the registry do not say alike, of one day.

    Attributes:
        on: The day.
        unit: The unit at or below which the roster names the members; none for the whole union.
        upto: The last entry that was known.
        source: What was read.
        roster: How many members the roster has, without those in rows with a problem.
        registry: How many are in membership, as known.
        joined: On the roster only.
        left: In the registry only.
        moved: Their workplaces differ, mergers followed.
        category: Their categories differ.
        joining: Their days of joining differ, or one of the two has none.
        problems: What is wrong with rows; of the members they name nothing is concluded.
        unconcluded: In the registry only, but perhaps in a bad row that does not say whom it is about:
            then nobody is taken for one who left.
        unsound: The members of rows with a problem, of whom nothing is concluded.
        new_workplaces: What the roster calls the workplaces that no entry formed, by their ids; only
            where they may be formed.
    """

    on: date
    unit: str | None
    upto: int
    source: Source
    roster: int
    registry: int
    joined: tuple[Difference, ...]
    left: tuple[Difference, ...]
    moved: tuple[Difference, ...]
    category: tuple[Difference, ...]
    joining: tuple[Difference, ...]
    problems: tuple[RowProblem, ...]
    unconcluded: tuple[Difference, ...]
    unsound: frozenset[str]
    new_workplaces: dict[str, str]

    @property
    def is_same(self) -> bool:
        """Whether the two say the same, as far as the roster can be read."""
        found = (self.joined, self.left, self.moved, self.category, self.other_joinings)
        return not (any(found) or self.problems)

    @property
    def other_joinings(self) -> tuple[Difference, ...]:
        """Those of whom the roster gives another day of joining; a blank is none."""
        return tuple(d for d in self.joining if d.listed_joined_on)


def compared(
    roster: Roster,
    view: View,
    *,
    unit: str | None = None,
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
        elsewhere = _elsewhere(roster, view, unit) if unit else []
        doubtful = {each.member for each in unknown} | {row.member for row in elsewhere}
        left_out = roster.unsound | doubtful
        found = rosters.differences(
            projection,
            on,
            upto,
            unit=unit,
            by_workplace="workplace" in roster.headings,
            by_category="category" in roster.headings,
            by_joining="joined_on" in roster.headings,
            left_out=sorted(left_out),
        )
    missing = tuple(d for d in found if not d.is_listed)
    return RosterComparison(
        on=on,
        unit=unit,
        upto=upto,
        source=roster.source,
        roster=len(roster.rows) - len(unknown) - len(elsewhere),
        registry=view.number(unit),
        joined=tuple(d for d in found if not d.is_counted),
        left=() if roster.has_nameless else missing,
        moved=tuple(d for d in found if d.has_moved),
        category=tuple(d for d in found if d.has_other_category),
        joining=tuple(d for d in found if d.has_other_joining),
        problems=tuple(
            sorted([*roster.problems, *_problems(roster, unknown, elsewhere, unit)], key=_place)
        ),
        unconcluded=missing if roster.has_nameless else (),
        unsound=frozenset(left_out),
        new_workplaces=_named(roster, unplaced) if forms_workplaces else {},
    )


def _elsewhere(roster: Roster, view: View, unit: str) -> list[RosterRow]:
    """Return the rows of a list of one unit that name somebody who works elsewhere."""
    organisation, day = view.organisation, view.on
    top = organisation.resolved(unit, day)
    known = {w for w in {row.workplace for row in roster.rows} if w and w in organisation}
    within = {w for w in known if top in organisation.line(organisation.resolved(w, day), day)}
    is_known = (None, *known).__contains__
    return [r for r in roster.rows if is_known(r.workplace) and r.workplace not in within]


def _problems(
    roster: Roster,
    unknown: Sequence[rosters.Unplaced],
    elsewhere: Sequence[RosterRow],
    unit: str | None,
) -> list[RowProblem]:
    heading = roster.headings.get("workplace")
    return [
        *(
            RowProblem.of(u.row, heading, u.workplace, UnknownWorkplaceListed(u.workplace))
            for u in unknown
        ),
        *(
            RowProblem.of(
                row.row,
                heading,
                row.workplace or "",
                ListedElsewhere(row.member, _at(row.workplace), str(unit)),
            )
            for row in elsewhere
        ),
    ]


def _at(workplace: str | None) -> str:
    return "without a workplace" if workplace is None else f"at {workplace}"


def _place(problem: RowProblem) -> int:
    return problem.row


def _named(roster: Roster, unplaced: Sequence[rosters.Unplaced]) -> dict[str, str]:
    units = sorted({each.workplace for each in unplaced})
    return {unit: roster.names.get(unit, unit) for unit in units}
