"""The line is cut between an append and its answer: the command repeated is recorded once."""

from random import Random
from typing import Any

from stewards.events.entry import Entry
from stewards.events.errors import StewardsError
from stewards.events.stores import open_store
from stewards.registry import Registry

from .kinds import Shared
from .proxy import Cut, Line, line_to
from .trials import Trials, expect

LAST = 40
"""How many bytes at the end of a command are the last: among them is the answer to the append."""
PATIENCE = 20
"""How often a command is repeated before the trial fails."""


def cut_off(kind: Shared, trials: Trials) -> None:
    """Cut the line at a random byte of a command, in either direction, and repeat the command.

    In some trials the server stays away until the registry has given up; the line is mended then.
    """
    cuts = 0
    with (
        kind.fresh() as place,
        place.registry() as direct,
        line_to(place.port) as line,
        Registry(open_store(place.through(line.port), create=False)) as registry,
    ):
        usual = bytes_of_a_command(registry, line)
        for trial in trials:
            with trial as chance:
                before, member = direct.size(), f"m{trial.seed}"
                line.mend(somewhere(chance, usual))
                entry = told_until_known(registry, line, member)
                cuts += line.cut is None or line.cut.done
                line.mend()
                expect_once(direct, before, entry)
    if not cuts:
        trials.note("the line was never cut, so nothing was tried")


def bytes_of_a_command(registry: Registry, line: Line) -> dict[Any, int]:
    """Return how many bytes pass in each direction while a command is recorded."""
    registry.join("before")
    line.mend()
    registry.join("first")
    return dict(line.passed)


def somewhere(chance: Random, usual: dict[Any, int]) -> Cut:
    """Return where to cut: at any byte of a command, half of the time at one of the last."""
    way = chance.choice(list(usual))
    first = max(usual[way] - LAST, 0) if chance.random() < 0.5 else 0
    return Cut(way, chance.randrange(first, usual[way]), stays_away=chance.random() < 0.1)


def told_until_known(registry: Registry, line: Line, member: str) -> Entry:
    """Repeat a command by its id until it is known what it came to; return its entry."""
    seen = []
    for _ in range(PATIENCE):
        try:
            return registry.join(member, command=member)
        except StewardsError as lost:
            seen.append(type(lost).__name__)
            line.mend()
    raise AssertionError(f"never known: {seen}")


def expect_once(direct: Registry, before: int, entry: Entry) -> None:
    """Expect that the command was recorded as that entry, and nothing else was."""
    recorded = list(direct.log.entries(after=before))
    expect([e.number for e in recorded] == [before + 1], f"recorded {recorded}")
    expect((entry.number, entry.event) == (before + 1, recorded[0].event), f"told of {entry}")
