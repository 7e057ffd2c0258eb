"""An import while others record."""

import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent
from stewards.events.log import Log
from stewards.events.stores import Build, InMemoryStore
from stewards.registry.errors import TooManyConflicts
from stewards.registry.imports import BadLines

from .files import TOWN, a_log, formed, taken, told


class Busy(InMemoryStore):
    """A store into which somebody else records just before each of the first appends."""

    def __init__(self, others: list[DCBEvent]) -> None:
        super().__init__()
        self.others = others

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record what the others have to say first."""
        if condition is not None and self.others:
            other = self.others.pop(0)
            super().append_next(lambda _last: [other])
        return super().append_next(build, condition)


def forming(unit: str) -> DCBEvent:
    """Return how somebody else forms a unit."""
    return next(a_log(formed(unit)).store.read()).event


def test_an_import_starts_again_when_others_record_meanwhile() -> None:
    """The batch follows what the log holds in the end, in one piece."""
    log = Log(Busy([forming("x"), forming("y")]))
    assert taken(log, *TOWN) == range(3, 6)
    assert told(log) == [(number, "UnitFormed") for number in range(1, 6)]


def test_what_others_record_meanwhile_may_make_a_line_bad() -> None:
    """A line that was fine is checked again against what the log holds by then."""
    log = Log(Busy([forming("kk")]))
    with pytest.raises(BadLines) as refusal:
        taken(log, *TOWN)
    assert [str(problem) for problem in refusal.value.problems] == [
        (
            "line 1: Cannot form unit kk again because entry 1 formed it."
            " Rename or move it, or give the other unit an id of its own; to correct its first day, say"
            " the same with an earlier one."
        )
    ]
    assert told(log) == [(1, "UnitFormed")]


def test_an_import_gives_up_when_others_never_stop() -> None:
    """After a hundred conflicts an import gives up, and nothing of it is recorded."""
    log = Log(Busy([forming(f"u{n}") for n in range(200)]))
    with pytest.raises(TooManyConflicts) as refusal:
        taken(log, formed("kk"))
    assert str(refusal.value) == (
        "Cannot record this because others changed what it depends on, 100 times in a row."
        " Try again."
    )
    assert len(told(log)) == 100
