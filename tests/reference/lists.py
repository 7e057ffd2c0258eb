"""What member lists and facts told by hand come to, and how sure a count is, for one member at a time.

Days are numbers here. A list speaks for its own day; between two of them, what changed did so on some
day after the last evidence of what was before. The page `docs/lists.md` says the same in a table.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from attrs import Factory, define, frozen

EVER = -(10**6)
"""The first day of a window of whose beginning nothing is known."""

OUT = "out"
"""The value of each of a member's three chains outside membership."""

SILENT = "silent"
"""What a list says of a workplace or category where it says nothing of it."""


@frozen
class Row:
    """What a list says of somebody it names: `None` for no workplace, and for no day of joining."""

    workplace: str | None = SILENT
    category: str = SILENT
    joined: int | None = None


@frozen
class List:
    """Everybody who is a member on a day."""

    day: int
    rows: Mapping[str, Row]


@frozen
class Told:
    """A fact that somebody recorded: `joined`, `left`, `workplace` or `category`."""

    member: str
    what: str
    day: int
    workplace: str | None = None
    category: str = "active"
    not_before: int | None = None

    @property
    def first(self) -> int:
        """The first day on which it can have become true."""
        return self.day if self.not_before is None else self.not_before


@frozen
class Step:
    """A value that one of the chains has from some day of a window on."""

    value: str | None
    last: int
    first: int


@define
class Chain:
    """One of a member's three chains, in the order of its history."""

    steps: list[Step] = Factory(list)
    evidence: int | None = None

    def actual(self, day: int) -> str | None:
        """Return the value where each step happened on the last day of its window."""
        values = [step.value for step in self.steps if step.last <= day]
        return values[-1] if values else OUT

    def possible(self, day: int) -> set[str | None]:
        """Return the values on a day, whichever day of each window is the true one."""
        found: set[str | None] = set()
        value: str | None = OUT
        first = EVER
        for step in self.steps:
            if first <= day < step.last:
                found.add(value)
            value, first = step.value, max(first, step.first)
        if first <= day:
            found.add(value)
        return found


@define
class Course:
    """What is known of one member, as it is worked out from the first day to the last."""

    membership: Chain = Factory(Chain)
    workplace: Chain = Factory(Chain)
    category: Chain = Factory(Chain)
    is_in: bool = False
    seen: int = EVER
    absent: int = EVER
    entered: int = EVER

    def enter(self, last: int, first: int, category: str | None) -> None:
        """Become a member in a window; of the workplace nothing is known."""
        self.membership.steps.append(Step("in", last, first))
        self.workplace.steps.append(Step(None, last, first))
        self.category.steps.append(Step(category, last, first))
        self.workplace.evidence = self.category.evidence = None
        self.is_in, self.seen, self.entered = True, last, first

    def leave(self, last: int, first: int) -> None:
        """Be no member any longer from some day of a window on."""
        for chain in (self.membership, self.workplace, self.category):
            chain.steps.append(Step(OUT, last, first))
        self.is_in = False

    def settle(self, chain: Chain, value: str | None, day: int) -> None:
        """Have a workplace or category on a day, as a list says."""
        was = chain.steps[-1]
        if chain.evidence is None:  # from the joining on it was not known
            if was.last == day:
                chain.steps.pop()
            chain.steps.append(Step(value, day, self.entered))
        elif was.value != value:
            chain.steps.append(Step(value, day, min(chain.evidence + 1, day)))
        chain.evidence = day

    # What may have been learned, day by day

    def named(self, day: int, row: Row) -> None:
        """Be named by a list."""
        if not self.is_in:
            self.enter(day, self.absent, "active")
        self.seen = day
        if row.workplace != SILENT:
            self.settle(self.workplace, row.workplace, day)
        if row.category != SILENT:
            self.settle(self.category, row.category, day)
        elif self.category.steps[-1].value is None:  # as good as any, and no evidence
            self.category.steps.append(Step("active", day, self.entered))

    def missing(self, day: int) -> None:
        """Be missing from a list."""
        if self.is_in:
            self.leave(day, min(self.seen + 1, day))
        self.absent = day + 1

    def joining(self, day: int) -> None:
        """Have joined on a day, as a list says that is believed."""
        if self.is_in:
            self.leave(day, min(self.seen + 1, day))
        self.enter(day, day, None)

    def told(self, fact: Told) -> None:
        """Have it told by hand."""
        match fact.what:
            case "joined":
                if self.is_in and self.seen + 1 < fact.day:
                    self.leave(fact.day - 1, self.seen + 1)
                self.enter(fact.day, fact.first, fact.category)
                self.workplace.steps[-1] = Step(fact.workplace, fact.day, fact.first)
                self.workplace.evidence = self.category.evidence = fact.day
            case "left":
                self.leave(fact.day, fact.first)
                self.absent = fact.first
            case _ if self.is_in:
                is_workplace = fact.what == "workplace"
                chain = self.workplace if is_workplace else self.category
                value = fact.workplace if is_workplace else fact.category
                chain.steps.append(Step(value, fact.day, fact.first))
                chain.evidence = self.seen = fact.day


def course(member: str, lists: Iterable[List], told: Iterable[Told]) -> Course:
    """Return what is known of a member."""
    lists = sorted(lists, key=lambda each: each.day)
    told = sorted((fact for fact in told if fact.member == member), key=lambda fact: fact.day)
    found = Course()
    by_hand = {fact.day for fact in told if fact.what == "joined"}
    points: list[tuple[int, int, Callable[[], None]]] = [
        *((day, 0, partial(found.joining, day)) for day in believed(member, lists, told) - by_hand),
        *((fact.day, 1, partial(found.told, fact)) for fact in told),
        *((each.day, 2, partial(listed, found, member, each)) for each in lists),
    ]
    for _, _, learn in sorted(points, key=lambda point: point[:2]):
        learn()
    return found


def listed(found: Course, member: str, each: List) -> None:
    """Let a list speak for its day."""
    if member in each.rows:
        found.named(each.day, each.rows[member])
    else:
        found.missing(each.day)


def believed(member: str, lists: Sequence[List], told: Sequence[Told]) -> set[int]:
    """Return the days of joining that are believed; the latest list speaks first."""
    held: list[tuple[int, int]] = []
    for each in reversed(lists):
        joined = each.rows[member].joined if member in each.rows else None
        if (
            joined is not None
            and joined <= each.day
            and not any(first <= each.day <= last for first, last in held)
            and not any(joined <= x.day < each.day and member not in x.rows for x in lists)
            and not any(
                fact.what in {"joined", "left"} and joined < fact.day <= each.day for fact in told
            )
        ):
            held.append((joined, each.day))
    return {first for first, _ in held}


@frozen
class Range:
    """How many there are: as recorded, surely, and possibly; none where that is not known."""

    members: int
    at_least: int
    at_most: int | None


Asked = Callable[[str | None, str | None], bool]
"""Whether somebody with this workplace and category is asked for."""


def everybody(_workplace: str | None, _category: str | None) -> bool:
    """Ask for the whole union."""
    return True


@frozen
class Known:
    """Lists and facts told by hand, and what they come to for each member."""

    lists: Sequence[List]
    courses: Mapping[str, Course]

    @classmethod
    def of(cls, lists: Sequence[List], told: Sequence[Told] = ()) -> "Known":
        """Work it out."""
        members = {fact.member for fact in told}.union(*(each.rows for each in lists))
        return cls(lists, {member: course(member, lists, told) for member in sorted(members)})

    @property
    def begins(self) -> int:
        """The day from which everybody is known who was a member."""
        return min((each.day for each in self.lists), default=EVER)

    def count(self, day: int, where: Asked = everybody) -> Range:
        """Count the members of a day: all of them, or those who are asked for."""
        states = [actual(found, day) for found in self.courses.values()]
        surely = [all(fits) for fits in self._fits(day, where)]
        return Range(
            sum(membership == "in" and where(*rest) for membership, *rest in states),
            sum(surely),
            self.possibly(day, where) if day >= self.begins else None,
        )

    def possibly(self, day: int, where: Asked) -> int:
        """Return how many of those who were ever named may be asked for."""
        return sum(any(fits) for fits in self._fits(day, where))

    def _fits(self, day: int, where: Asked) -> list[list[bool]]:
        """Return for each member whether each of the possible states is asked for."""
        return [
            [membership == "in" and where(*rest) for membership, *rest in possible(found, day)]
            for found in self.courses.values()
        ]

    def members(self, day: int) -> dict[str, tuple[str | None, str | None]]:
        """Return workplace and category of those counted, by member."""
        states = {member: actual(found, day) for member, found in self.courses.items()}
        return {m: (at, what) for m, (membership, at, what) in states.items() if membership == "in"}


State = tuple[str | None, str | None, str | None]
"""Membership, workplace and category."""


def actual(found: Course, day: int) -> State:
    """Return the state on a day where each window's last day is the true one."""
    chains = (found.membership, found.workplace, found.category)
    return tuple(chain.actual(day) for chain in chains)  # type: ignore[return-value]


def possible(found: Course, day: int) -> list[State]:
    """Return the states on a day that some choice of days makes true; the chains choose alone."""
    return [
        (membership, workplace, category)
        for membership in found.membership.possible(day)
        for workplace in found.workplace.possible(day)
        for category in found.category.possible(day)
    ]
