"""Registries that take in the lists of a hidden history, and what they answer on a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen
from stewards.events.errors import Refusal
from stewards.events.stores import open_store
from stewards.projections.membership.rows import Count, Group
from stewards.registry import Registry
from stewards.registry.lists import Roster

from ..reference.lists import SILENT, Asked, Known, List, Range, Told
from .hidden import CATEGORIES, PLACES, Columns, World
from .listing import HEADINGS, NOW, roster, row

EPOCH = date(2012, 1, 1)
LONG_AGO = date(1950, 1, 1)

NORTH = ("a", "b")
"""The workplaces below north; c lies beside it, and all of them in the town."""

Act = List | Told
"""What a registry is given: a list of a day, or a fact told by hand."""


def on(day: int) -> date:
    """Return the civil day of a number."""
    return EPOCH + timedelta(days=day)


def town() -> Registry:
    """Return a registry with units and no members."""
    registry = Registry(open_store(":memory:"), clock=lambda: NOW, recorded_by="office")
    registry.form_unit("town", name="Town", kind="employer", on=LONG_AGO)
    registry.form_unit("north", name="North", kind="centre", parent="town", on=LONG_AGO)
    for unit, parent in (("a", "north"), ("b", "north"), ("c", "town")):
        registry.form_unit(unit, name=unit.upper(), parent=parent, on=LONG_AGO)
    return registry


def roster_of(listed: List, columns: Iterable[str] = ("workplace", "category", "joined")) -> Roster:
    """Return a list as it is once read, with those of its columns."""
    named = {"workplace": "workplace", "category": "category", "joined": "joined_on"}
    headings = {"member": HEADINGS["member"]}
    headings |= {named[column]: HEADINGS[named[column]] for column in columns}
    rows = [
        row(
            member,
            None if said.workplace == SILENT else said.workplace,
            None if said.category == SILENT else said.category,
            None if said.joined is None else on(said.joined),
        )
        for member, said in listed.rows.items()
    ]
    return roster(*rows, headings=headings)


@frozen
class Branch:
    """A registry, and the columns of the lists that it is given.

    Attributes:
        registry: The registry.
        columns: The columns by the day of the list; those not named have all three.
        batches: The batch of each list that was taken in, by its day.
        told: The facts that were told by hand and not refused.
    """

    registry: Registry
    columns: Columns
    batches: dict[int, str]
    told: list[Told]

    @classmethod
    def of(cls, acts: Iterable[Act], world: World | None = None) -> "Branch":
        """Give a new registry lists and facts in this order; a fact refused is told again later on.

        A leaving is refused while no list has named the member, and what came after it has to wait. What
        is still refused in the end is on record already, as a day of joining that a list gave.
        """
        branch = cls(town(), world.columns if world else {}, {}, [])
        waiting: list[Told] = []
        for act in acts:
            if isinstance(act, List):
                branch.take(act)
            else:
                waiting.append(act)
            branch._tell(waiting)
        while branch._tell(waiting, past_refusals=True):
            pass
        return branch

    def _tell(self, waiting: list[Told], *, past_refusals: bool = False) -> bool:
        """Tell what is waiting, each member's in its order; return whether anything was taken."""
        size, refused = len(waiting), set()
        for told in sorted(waiting, key=lambda each: each.day):
            if told.member not in refused and self.tells(told):
                waiting.remove(told)
            elif not past_refusals:
                refused.add(told.member)
        return len(waiting) < size

    def take(self, listed: List, believe: str = "lists") -> range:
        """Take a list in; return the entries."""
        every = frozenset({"workplace", "category", "joined"})
        plan = self.registry.plan_roster(
            roster_of(listed, self.columns.get(listed.day, every)),
            on=on(listed.day),
            believe=believe,
        )
        entries = self.registry.record_plan(plan, yes=True)
        if entries:
            self.batches[listed.day] = str(self.registry.entry(entries[0]).event.batch)
        return entries

    def withdraw(self, listed: List) -> None:
        """Take a list back."""
        self.registry.revert(self.batches.pop(listed.day), reason="it was another union's")

    def tells(self, told: Told) -> bool:
        """Tell a fact; return whether it was not refused."""
        window = {
            "on": on(told.day),
            "not_before": None if told.not_before is None else on(told.not_before),
        }
        tell = self.registry
        try:
            match told.what:
                case "joined":
                    own = {"workplace": told.workplace, "category": told.category}
                    tell.join(told.member, **own, **window)
                case "left":
                    tell.leave(told.member, **window)
                case "workplace":
                    tell.change_workplace(told.member, workplace=told.workplace, **window)
                case "category":
                    tell.change_category(told.member, category=told.category, **window)
        except Refusal:
            return False
        self.told.append(told)
        return True

    def asked(self, day: int, unit: str | None = None, category: str | None = None) -> Range:
        """Return a count of a day."""
        return ranged(self.registry.view(on=on(day)).count(unit=unit, category=category))

    def answers(self, day: int) -> "Answers":
        """Return everything that is asked of a day."""
        view = self.registry.view(on=on(day))
        by_workplace, by_category = view.count(by="workplace"), view.count(by="category")
        north = view.count(unit="north", category="active")
        groups = [*by_workplace.groups, *by_category.groups]
        return Answers(
            {member.member: (member.at_unit, member.category) for member in view.members()},
            {"all": ranged(by_workplace), "active in north": ranged(north)}
            | {f"{group.by} {group.value}": ranged(group) for group in groups},
        )

    def every_answer(self, days: Iterable[int]) -> dict[int, "Answers"]:
        """Return everything that is asked of some days."""
        return {day: self.answers(day) for day in days}


def ranged(found: Count | Group) -> Range:
    """Return the three numbers of a count, or of one of its groups."""
    return Range(found.members, found.at_least, found.at_most)


@frozen
class Answers:
    """What is answered on a day: the members, and ranges of the counts that are of anybody at all."""

    members: dict[str, tuple[str | None, str | None]]
    ranges: dict[str, Range]


def asking(unit: str | None = None, category: str | None = None) -> Asked:
    """Return who is asked for by a unit and a category."""
    places = {None: PLACES, "north": NORTH}.get(unit, (unit,))
    return lambda at, what: at in places and category in {None, what}


QUESTIONS: dict[str, Asked] = {
    "all": asking(),
    "active in north": asking("north", "active"),
    **{f"workplace {place}": lambda at, _, place=place: at == place for place in PLACES},  # type: ignore[misc]
    **{
        f"category {each}": lambda _, what, each=each: what == each  # type: ignore[misc]
        for each in (*sorted(set(CATEGORIES)), None)
    },
}


def expected(known: Known, day: int) -> Answers:
    """Return the answers that follow from lists and facts told by hand, worked out naively."""
    return Answers(
        known.members(day),
        {
            name: found
            for name, where in QUESTIONS.items()
            if (found := known.count(day, where)).members
            or known.possibly(day, where)
            or name in {"all", "active in north"}
        },
    )


def true_number(world: World, question: str, day: int) -> int:
    """Return how many there truly were."""
    return sum(QUESTIONS[question](*state) for state in world.members(day).values())
