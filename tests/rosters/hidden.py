"""Hidden true histories, the lists that were made of them, and the facts that people told by hand.

Between two lists at most the last change of a member goes untold, so that nobody comes and goes unseen.
Nothing is told by hand of the day of a list: the list says it already. Days are numbers.

What a list or a person says is true, except for days of joining, and of those the wrong ones can be seen
to be wrong: they are after the list, or before a list that lacks the member, or before a leaving told by
hand, or a later list says the right one.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from random import Random

from attrs import evolve, frozen

from ..reference.lists import SILENT, List, Row, Told

PLACES = ("a", "b", "c", None)
DEFAULTS = {"workplace": None, "category": "active"}
CATEGORIES = ("active", "active", "student", "senior")


Columns = Mapping[int, frozenset[str]]
"""The columns of each list, by its day, in the order of the days."""


@frozen
class Change:
    """What truly happened to a member on a day, and how it was told by hand, if it was."""

    what: str
    day: int
    workplace: str | None = None
    category: str = "active"
    told: Told | None = None


@frozen
class World:
    """A true history, with all that the registry is given of it."""

    truth: dict[str, Sequence[Change]]
    lists: Sequence[List]
    told: Sequence[Told]
    columns: Columns

    def state(self, member: str, day: int) -> tuple[str | None, str | None, str | None]:
        """Return whether a member truly was one on a day, with workplace and category."""
        return state(self.truth[member], day)

    def members(self, day: int) -> dict[str, tuple[str | None, str | None]]:
        """Return workplace and category of everybody who truly was a member on a day."""
        states = {member: self.state(member, day) for member in self.truth}
        return {m: (at, what) for m, (is_in, at, what) in states.items() if is_in == "in"}

    @property
    def days(self) -> range:
        """Every day from well before the first list to the last list."""
        days = [each.day for each in self.lists]
        return range(-2, max(days) + 1)


def state(changes: Sequence[Change], day: int) -> tuple[str | None, str | None, str | None]:
    """Return what the changes up to a day come to."""
    is_in, workplace, category = "out", None, None
    for change in changes:
        if change.day <= day:
            match change.what:
                case "joined":
                    is_in, workplace, category = "in", change.workplace, change.category
                case "left":
                    is_in, workplace, category = "out", None, None
                case "workplace":
                    workplace = change.workplace
                case "category":
                    category = change.category
    return is_in, workplace, category


def world(  # each is a side of what may be drawn
    seed: int,
    *,
    members: int = 12,
    lists: int = 4,
    gap: int = 4,
    by_hand: float = 0.3,
    silent: float = 0.25,
    joinings: float = 0.6,
) -> World:
    """Draw a true history with its lists; the same seed draws the same.

    Args:
        seed: Of the chance.
        members: How many people change; one more is always there, so that no list is empty.
        lists: How many lists there are.
        gap: How many days there are about between two lists.
        by_hand: How often a change is told by hand.
        silent: How often a list has no workplaces, or no categories.
        joinings: How often a list has days of joining.
    """
    draw = Random(seed)  # noqa: S311
    days = [draw.randint(gap, 2 * gap)]
    for _ in range(lists - 1):
        days.append(days[-1] + draw.randint(1, 2 * gap))
    columns = {
        day: frozenset(
            column
            for column, often in (
                ("workplace", 1 - silent),
                ("category", 1 - silent),
                ("joined", joinings),
            )
            if draw.random() < often
        )
        for day in days
    }
    drawn = {
        f"M{number}": _member(draw, f"M{number}", columns, by_hand, silent)
        for number in range(1, members + 1)
    }
    steady = [Change("joined", 1)]
    drawn["steady"] = steady, {day: _row(draw, steady, day, columns[day], 0) for day in days}
    return World(
        truth={member: changes for member, (changes, _) in drawn.items()},
        lists=[
            List(day, {m: rows[day] for m, (_, rows) in drawn.items() if day in rows})
            for day in days
        ],
        told=[change.told for changes, _ in drawn.values() for change in changes if change.told],
        columns=columns,
    )


def _member(
    draw: Random, member: str, columns: Columns, by_hand: float, silent: float
) -> tuple[list[Change], dict[int, Row]]:
    """Draw the course of a member that the lists can show, and what they say of it."""
    days = list(columns)
    while True:
        changes = _course(draw, member, days, by_hand)
        rows = {
            day: _row(draw, changes, day, columns[day], silent / 3)
            for day in days
            if state(changes, day)[0] == "in"
        }
        rows = _with_joinings(draw, changes, rows, columns)
        if all(_is_shown(changes, rows, name) for name in ("workplace", "category")) and (
            _returns_are_shown(changes, rows, days)
        ):
            return changes, rows


def _course(draw: Random, member: str, days: Sequence[int], by_hand: float) -> list[Change]:
    changes: list[Change] = []
    for a, d in pairwise([0, *days]):
        many = min(draw.choice((0, 1, 1, 2, 3) if draw.random() < by_hand else (0, 1, 1)), d - a)
        span: list[Change] = []
        for day in sorted(draw.sample(range(a + 1, d + 1), many)):
            span.append(_change(draw, [*changes, *span], day))
        if len(span) == 1 and span[0].what == "left" and span[0].day < d and draw.random() < 0.3:
            again = draw.randint(span[0].day + 1, d)  # and it is for the list to say so
            span.append(evolve(_change(draw, [*changes, *span], again)))
        elif span:
            all_told = draw.random() < by_hand and span[-1].day < d
            told = len(span) if all_told else len(span) - 1
            until = span[told].day if told < len(span) else d
            span[:told] = _told(draw, member, span[:told], (a, until))
        changes += span
    return changes


def _change(draw: Random, before: Sequence[Change], day: int) -> Change:
    is_in, workplace, category = state(before, day)
    if is_in == "out":
        return Change("joined", day, draw.choice(PLACES), draw.choice(CATEGORIES))
    what = draw.choice(("left", "workplace", "category"))
    places = [place for place in PLACES if place != workplace]
    categories = [each for each in CATEGORIES if each != category]
    match what:
        case "workplace":
            return Change(what, day, workplace=draw.choice(places))
        case "category":
            return Change(what, day, category=draw.choice(categories))
    return Change(what, day)


def _told(
    draw: Random, member: str, changes: Sequence[Change], between: tuple[int, int]
) -> Iterator[Change]:
    """Tell changes between two days by hand, some of them with a window up to the next of them."""
    a, d = between
    for after, change, before in zip(
        [a, *(change.day for change in changes)],
        changes,
        [*(change.day for change in changes[1:]), d],
        strict=False,
    ):
        first = last = change.day
        if draw.random() < 0.4:
            first, last = draw.randint(after + 1, first), draw.randint(last, before - 1)
        own = {"workplace": change.workplace, "category": change.category}
        not_before = None if first == last else first
        yield evolve(change, told=Told(member, change.what, last, **own, not_before=not_before))


def _row(
    draw: Random, changes: Sequence[Change], day: int, columns: frozenset[str], blank: float
) -> Row:
    _, workplace, category = state(changes, day)
    return Row(
        workplace=workplace if "workplace" in columns else SILENT,
        category=str(category) if "category" in columns and draw.random() >= blank else SILENT,
    )


def _with_joinings(
    draw: Random, changes: Sequence[Change], rows: dict[int, Row], columns: Columns
) -> dict[int, Row]:
    """Let the rows say days of joining: right ones, none, and wrong ones that can be seen to be."""
    days = list(columns)
    found = dict(rows)
    said = False  # whether a later list says the right day, with nobody having told it by hand
    for day, next_day in reversed(list(zip(days, [*days[1:], None], strict=True))):
        if day not in rows:
            said = False
            continue
        joined = _joining(changes, day)
        said = said and next_day is not None and _joining(changes, next_day) == joined
        if "joined" not in columns[day]:
            continue
        wrong = list(range(day + 1, day + 4))
        missing = [x for x in days if x < day and x not in rows]
        ended = [
            change.told.day
            for change in changes
            if change.told and change.what == "left" and change.told.day <= day
        ]
        wrong += range(1, max(missing, default=0) + 1)
        wrong += range(1, max(ended, default=0))
        if said:
            wrong += range(1, day + 1)
        choice = draw.choice(("right", "right", "blank", "wrong"))
        if choice == "right" and joined.told and not _agrees(joined, rows):
            choice = "blank"
        if choice == "right":
            found[day] = evolve(rows[day], joined=joined.day)
            said = said or not joined.told
        elif choice == "wrong":
            found[day] = evolve(rows[day], joined=draw.choice(wrong))
    return found


def _agrees(joined: Change, rows: dict[int, Row]) -> bool:
    """Return whether the next list says of a joining what was told of it by hand, and all of that.

    If it is taken in first, the joining is on record already and cannot be told again.
    """
    row = next(row for day, row in rows.items() if day >= joined.day)
    is_exact = joined.told is not None and joined.told.not_before is None
    return is_exact and (row.workplace, row.category) == (joined.workplace, joined.category)


def _joining(changes: Sequence[Change], day: int) -> Change:
    return [change for change in changes if change.what == "joined" and change.day <= day][-1]


def _returns_are_shown(
    changes: Sequence[Change], rows: dict[int, Row], days: Sequence[int]
) -> bool:
    """Return whether lists give the day of each joining after a leaving that nobody would know of."""
    for left, joined in pairwise(changes):
        if left.what == "left" and not left.told and joined.what == "joined":
            next_list = next(day for day in days if day >= left.day)
            if next_list >= joined.day and rows[next_list].joined != joined.day:
                return False
    return True


def _is_shown(changes: Sequence[Change], rows: dict[int, Row], name: str) -> bool:
    """Return whether no workplace, or category, is had without a list or a person ever saying so."""
    points = [(change.day, 0, change) for change in changes]
    points += [(day, 1, row) for day, row in rows.items() if getattr(row, name) != SILENT]
    is_known = True  # what holds now has been said, or is none
    for _, _, point in sorted(points, key=lambda each: each[:2]):
        if isinstance(point, Row):
            is_known = True
        elif point.what == "joined":
            is_known = bool(point.told) or getattr(point, name) == DEFAULTS[name]
        elif point.what in {name, "left"}:
            if not is_known:
                return False
            is_known = point.what == "left" or bool(point.told)
    return is_known
