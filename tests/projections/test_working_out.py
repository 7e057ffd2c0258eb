"""What a view works out: with no look for garbage, and from no more than it takes."""

import gc

import pytest
from stewards.events import HeadcountObserved, MemberJoined, MemberLeft, StewardElected
from stewards.events.entry import Entry
from stewards.projections import questions
from stewards.projections.checks import basis
from stewards.projections.electorate.histories import Histories

from .log import Log, sept

BELOW = "was below the threshold"


def test_nobody_looks_for_garbage_while_an_answer_is_worked_out(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is worked out stays, so the collector is paused for it, and goes on however it ends."""
    log.join("M1")
    seen: list[bool] = []

    def counting(*_point: object, **_scope: object) -> int:
        seen.append(gc.isenabled())
        raise LookupError

    monkeypatch.setattr(questions, "count", counting)
    with pytest.raises(LookupError):
        log.view(sept(1)).number()

    assert seen == [False]
    assert gc.isenabled()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the workplaces whose histories `check` has read, as it does where there are many mandates."""
    units: list[str] = []
    of = Histories.of

    def noted(self: Histories, unit: str) -> list[Entry]:
        units.append(unit)
        return of(self, unit)

    monkeypatch.setattr(basis, "FEW", 0)
    monkeypatch.setattr(Histories, "of", noted)
    return units


def electing_at(log: Log, *units: str) -> None:
    """Let five join at each of some workplaces, a headcount be taken, and one of them be elected."""
    log.form(*units)
    for unit in units:
        log.join(*(f"{unit}-{number}" for number in range(5)), at=unit)
        log.tell(HeadcountObserved, sept(1), workplace=unit, employees=5)
        log.tell(StewardElected, sept(2), member=f"{unit}-0", unit=unit)


def test_no_history_is_read_where_members_alone_were_always_enough(
    log: Log, read: list[str]
) -> None:
    """Only where members became too few meanwhile, and were enough again, does the history tell when."""
    electing_at(log, "jc-1", "jc-2")
    log.tell(MemberLeft, sept(5), member="jc-2-1")
    log.tell(HeadcountObserved, sept(5), workplace="jc-2", employees=4)
    log.tell(MemberJoined, sept(8), member="jc-2-1", workplace="jc-2")

    found = [each for each in log.view(sept(20)).check() if each.finding == BELOW]

    assert [(each.subject, each.detail) for each in found] == [
        (
            "jc-2",
            "below the threshold from 2019-09-05 to 2019-09-08, 3 days, while jc-2-0 was steward there",
        )
    ]
    assert read == ["jc-2"]
