"""Eight processes tell one store contrary things at once, and the log never says both."""

from collections import Counter
from itertools import pairwise

from stewards.events import Event, StewardElected
from stewards.registry import Registry

from .town import FIVES, SEATS, illegal_elections, people
from .writers import Answer, Writers

NEW = [f"new{number}" for number in range(20)]


def test_exactly_one_of_eight_is_elected_to_a_seat(registry: Registry, eight: Writers) -> None:
    """Sixty seats, eight candidates at once for each; seven are told who was elected."""
    for place in SEATS:
        answers = eight.tell(elect(member, place) for member in people(place))
        number, entry = the_one(answers)
        *before, winner = people(place)[: number + 1]
        after = people(place)[number + 1 :]
        assert refusals(answers) == [
            ("SeatTaken", taken(member, place, f"{winner} (entry {entry})"))
            for member in [*before, *after]
        ]

    assert illegal_elections(events(registry)) == []
    assert elections(registry, SEATS) == dict.fromkeys(SEATS, 1)


def test_five_at_the_moment_of_election_hold_in_the_log(registry: Registry, eight: Writers) -> None:
    """Of eight members seven leave while the eighth is elected; where too few are left, refused."""
    elected = []

    for number, place in enumerate(FIVES):
        candidate, *others = people(place)
        facts = [elect(candidate, place), *map(leave, others)]
        # each process in turn is the one that elects
        answers = eight.tell(facts[-(number % 8) :] + facts[: -(number % 8)])
        election = answers.pop(number % 8)
        assert all("entry" in answer for answer in answers)
        assert "entry" in election or election["refused"] == "NotEntitled"
        elected += [place] if "entry" in election else []

    assert illegal_elections(events(registry)) == []
    assert elections(registry, FIVES) == dict.fromkeys(elected, 1)


def test_eight_processes_tell_the_same_commands(eight: Writers, registry: Registry) -> None:
    """All of them hear of the same entry, and the log has one for each command."""
    facts = [
        fact | {"command": f"{fact['tell']}-{number}"}
        for number in range(20)
        for fact in (
            {"tell": "join", "member": f"same{number}", "batch": f"same-{number}"},
            {"tell": "leave", "member": f"same{number}"},
            {"tell": "observe_headcount", "workplace": "seat0", "employees": number},
        )
    ]
    size = registry.size()

    for number, fact in enumerate(facts, start=size + 1):
        assert eight.tell([fact] * 8) == [{"entry": number}] * 8

    assert registry.size() == size + len(facts)


def test_exactly_one_of_eight_forms_a_unit(eight: Writers) -> None:
    """The others hear that it was formed."""
    for unit in NEW:
        answers = eight.tell([{"tell": "form_unit", "unit": unit, "name": unit}] * 8)
        _, entry = the_one(answers)
        because = (
            f"Cannot form unit {unit} because it was formed on 2019-09-01 (entry {entry}). "
            "Choose another id, or change it with 'stewards unit rename' or 'stewards unit move'."
        )
        assert refusals(answers) == [("UnitAlreadyFormed", because)] * 7


def test_exactly_one_of_eight_takes_a_member_in(eight: Writers) -> None:
    """The others hear since when the person is a member."""
    for member in NEW:
        answers = eight.tell([{"tell": "join", "member": member}] * 8)
        _, entry = the_one(answers)
        because = (
            f"Cannot record that {member} joined on 2019-09-01 because {member} is a member "
            f"that day, joined on 2019-09-01 (entry {entry}). Record the leaving first, or void "
            f"entry {entry} if it is wrong."
        )
        assert refusals(answers) == [("AlreadyInMembership", because)] * 7


def test_the_log_learns_in_order_though_clocks_disagree(registry: Registry, eight: Writers) -> None:
    """Some run behind and some go back, but no entry was recorded before the one before it."""
    joined = [f"clock{round_}-{number}" for round_ in range(20) for number in range(8)]
    for start in range(0, len(joined), 8):
        eight.tell({"tell": "join", "member": member} for member in joined[start : start + 8])

    instants = [event.recorded_at for event in events(registry)]
    assert all(earlier <= later for earlier, later in pairwise(instants))


def elect(member: str, unit: str) -> dict[str, str]:
    """Return what elects a steward."""
    return {"tell": "elect", "member": member, "unit": unit}


def leave(member: str) -> dict[str, str]:
    """Return what lets a member leave."""
    return {"tell": "leave", "member": member}


def the_one(answers: list[Answer]) -> tuple[int, int]:
    """Return the number of the only process that recorded something, and its entry."""
    [recorded] = [(n, a["entry"]) for n, a in enumerate(answers) if "entry" in a]
    return recorded


def refusals(answers: list[Answer]) -> list[tuple[str, str]]:
    """Return the reasons of those who recorded nothing."""
    return [(a["refused"], a["because"]) for a in answers if "refused" in a]


def taken(member: str, place: str, holder: str) -> str:
    """Return how somebody hears that the seat has a holder."""
    return (
        f"Cannot elect {member} as steward at {place} on 2019-09-01 because the seats there (1) are "
        f"taken on 2019-09-01: {holder}. Record the ending of that mandate first. If the election "
        "did take place, record it with --override and the reason."
    )


def events(registry: Registry) -> list[Event]:
    """Return the log from the start."""
    return [entry.event for entry in registry.log.entries()]


def elections(registry: Registry, places: list[str]) -> dict[str, int]:
    """Return how many elections the log holds at each of some workplaces."""
    units = [e.unit for e in events(registry) if isinstance(e, StewardElected)]
    return dict(Counter(unit for unit in units if unit in places))
