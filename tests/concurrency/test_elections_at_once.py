"""Eight processes elect, agree rules, move and merge at once: the log breaks no rule of its time."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from stewards.events import (
    Event,
    MemberJoined,
    RuleAgreed,
    StewardElected,
    UnitFormed,
    UnitMerged,
    WorkplaceChanged,
    line,
)
from stewards.projections.boundary import Boundary
from stewards.registry import Registry
from stewards.registry.decisions import decide

from .town import fact, people
from .writers import Fact, Writers, writers

PLACES = [f"place{number}" for number in range(6)]
MEMBERS = 6
ROUNDS = 12


@pytest.fixture(params=["sqlite", "postgres", "umadb"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a store with nothing in it, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "registry.db")
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def registry(address: str) -> Iterator[Registry]:
    """Lend a registry of six workplaces under one employer, with six members each."""
    places = [
        fact(UnitFormed, unit=place, name=place, kind="workplace", parent="kk") for place in PLACES
    ]
    joined = [
        fact(MemberJoined, member=member, workplace=place)
        for place in PLACES
        for member in people(place, MEMBERS)
    ]
    founded = [fact(UnitFormed, unit="kk", name="KK", kind="employer"), *places, *joined]
    with Registry.create(address) as made:
        made.import_lines(line(event, number) for number, event in enumerate(founded, 1))
        yield made


def drawn(chance: Random) -> Fact:
    """Draw one thing to be told: mostly an election, now and then what makes one right or wrong."""
    place, other = chance.sample(PLACES, 2)
    member = chance.choice(people(chance.choice([place, other]), MEMBERS))
    what = chance.choices(["elect", "agree_rule", "change_workplace", "merge_units"], [8, 4, 5, 1])
    match what[0]:
        case "elect":
            return {"tell": "elect", "member": member, "unit": place}
        case "agree_rule":
            rule, values = chance.choice([("threshold", (4, 5, 6, 7)), ("steward.seats", (1, 2))])
            unit = chance.choice([place, place, "kk", None])
            return {
                "tell": "agree_rule",
                "rule": rule,
                "value": chance.choice(values),
                "unit": unit,
            }
        case "change_workplace":
            return {"tell": "change_workplace", "member": member, "workplace": place}
    return {"tell": "merge_units", "unit": place, "into": other}


class Town:
    """Who works where, which rules were agreed, and who is steward, entry by entry, as plainly as can be."""

    def __init__(self) -> None:
        self.at: dict[str, str] = {}
        self.became: dict[str, str] = {}
        self.agreed: dict[tuple[str, str | None], int] = {}
        self.elected: list[StewardElected] = []
        self.over: set[int] = set()

    def take(self, event: Event) -> None:
        """Take in what an entry says; who then works elsewhere is steward no more."""
        match event:
            case MemberJoined(member=member, workplace=str(place)):
                self.at[member] = place
            case WorkplaceChanged(member=member, workplace=str(place)):
                self.at[member] = place
            case UnitMerged(unit=unit, into=into):
                self.became[unit] = into
            case RuleAgreed(rule=rule, unit=unit, value=int(value)):
                self.agreed[rule, unit] = value
            case StewardElected():
                self.elected.append(event)
        for number, election in enumerate(self.elected):
            if self.place(self.at[election.member]) != self.place(election.unit):
                self.over.add(number)

    def place(self, unit: str) -> str:
        """Return what a unit has become."""
        while unit in self.became:
            unit = self.became[unit]
        return unit

    def rule(self, rule: str, place: str, otherwise: int) -> int:
        """Return what was agreed nearest to a workplace, or what the rule book says."""
        said = (self.agreed.get((rule, unit)) for unit in (place, "kk", None))
        return next((value for value in said if value is not None), otherwise)

    def forbids(self, election: StewardElected) -> str | None:
        """Return which rule an election breaks as things stand; none if it breaks none."""
        place = self.place(election.unit)
        there = {member for member, at in self.at.items() if self.place(at) == place}
        held = [e for n, e in enumerate(self.elected) if n not in self.over]
        holders = {e.member for e in held if self.place(e.unit) == place}
        if place != election.unit:
            return "merged"
        if election.member not in there:
            return "elsewhere"
        if len(there) < self.rule("threshold", place, 5):
            return "too few"
        if election.member in holders or len(holders) >= self.rule("steward.seats", place, 1):
            return "taken"
        return None


def broken(log: list[Event]) -> list[tuple[int, str]]:
    """Return the entries of the elections that break a rule known by then, and which."""
    town, found = Town(), list[tuple[int, str]]()
    for number, event in enumerate(log, 1):
        if isinstance(event, StewardElected) and (rule := town.forbids(event)):
            found.append((number, rule))
        town.take(event)
    return found


def test_no_election_in_the_log_breaks_a_rule_that_was_known_then(
    registry: Registry, address: str, seed: int
) -> None:
    """By a plain account of the log; and each fact, decided again on what stood before it, is allowed."""
    with writers(address, 8) as eight:
        recorded = told(eight, Random(seed))  # noqa: S311
    log = [entry.event for entry in registry.log.entries()]

    assert {"elect", "agree_rule", "change_workplace"} <= recorded
    assert broken(log) == []
    for number, event in enumerate(log, 1):
        if number > 1 + len(PLACES) * (1 + MEMBERS):
            decide(event, Boundary(registry.log.store, number - 1), registry.agreement)


def told(eight: Writers, chance: Random) -> set[str]:
    """Tell the eight what is drawn, round by round; return what was recorded at all."""
    recorded: set[str] = set()
    for _ in range(ROUNDS):
        facts = [drawn(chance) for _ in range(8)]
        answers = eight.tell(facts)
        recorded |= {str(f["tell"]) for f, a in zip(facts, answers, strict=True) if "entry" in a}
    return recorded


def test_the_account_sees_a_rule_that_is_broken() -> None:
    """A second steward, one from elsewhere, and one where a rule asked for more."""
    people_of = people("place0", MEMBERS)
    founded = [
        fact(UnitFormed, unit="place0", name="A", kind="workplace"),
        fact(UnitFormed, unit="place1", name="B", kind="workplace"),
        *(fact(MemberJoined, member=member, workplace="place0") for member in people_of),
    ]
    first, second = (fact(StewardElected, member=m, unit="place0") for m in people_of[:2])
    elsewhere = fact(StewardElected, member=people_of[2], unit="place1")
    seven = fact(RuleAgreed, rule="threshold", unit="place0", value=7)

    assert broken([*founded, first]) == []
    assert broken([*founded, first, second]) == [(10, "taken")]
    assert broken([*founded, elsewhere]) == [(9, "elsewhere")]
    assert broken([*founded, seven, first]) == [(10, "too few")]
