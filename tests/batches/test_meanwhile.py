"""A revert while others record."""

from datetime import date
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent
from stewards.events import MemberLeft
from stewards.events.stores import Build, InMemoryStore
from stewards.registry import Registry
from stewards.registry.errors import TooManyConflicts
from stewards.registry.reverts import BuiltUpon

from ..concurrency.writers import writers
from ..facts import FEB, TOWN, fact, joined
from .telling import tell

WRONG = "wrong list"


class Busy(InMemoryStore):
    """A store into which somebody else records just before each of the first reverts."""

    def __init__(self) -> None:
        super().__init__()
        self.others: list[DCBEvent] = []

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record what the others have to say first."""
        if self.others:
            other = self.others.pop(0)
            super().append_next(lambda _last: [other])
        return super().append_next(build, condition)


def busy(*others: DCBEvent) -> tuple[Registry, Busy]:
    """Return a registry with a batch, into which others record meanwhile."""
    store = Busy()
    registry = Registry(store)
    tell(registry, [*TOWN, joined("m")], None)
    tell(registry, [joined("n")], "b-1")
    store.others = list(others)
    return registry, store


def leaving(member: str) -> DCBEvent:
    """Return how somebody else records that a member left."""
    with Registry(InMemoryStore()) as other:
        tell(other, [fact(MemberLeft, FEB, member=member)])
        return next(other.log.store.read()).event


def test_a_revert_starts_again_when_others_record_meanwhile() -> None:
    """The voids follow what the log holds in the end."""
    registry, _ = busy(leaving("m"), leaving("o"))

    assert registry.revert("b-1", reason=WRONG) == range(10, 11)
    assert registry.batches()[-1].batch == "revert-10"


def test_what_others_record_meanwhile_may_build_on_the_batch() -> None:
    """What was free to go is held by what came meanwhile."""
    registry, _ = busy(leaving("n"))

    with pytest.raises(BuiltUpon) as refusal:
        registry.revert("b-1", reason=WRONG)
    assert (refusal.value.entry, registry.size()) == (8, 8)


def test_a_revert_gives_up_when_others_never_stop() -> None:
    """After a hundred conflicts it gives up, and nothing of the batch is voided."""
    registry, _ = busy(*[leaving("m")] * 200)

    with pytest.raises(TooManyConflicts):
        registry.revert("b-1", reason=WRONG)
    assert registry.batches()[0].standing == 1


def test_a_revert_and_a_later_fact_are_never_both_recorded(tmp_path: Path) -> None:
    """A process records that a member left while another reverts the joining: one of them is refused."""
    path, rounds = tmp_path / "registry.db", range(15)
    with Registry.create(path) as registry:
        tell(registry, TOWN)
        for number in rounds:
            tell(registry, [joined(f"m{number}")], f"b-{number}")

    with writers(path, 2) as two:
        for number in rounds:
            left, reverted = two.tell(
                [
                    {"tell": "leave", "member": f"m{number}"},
                    {"tell": "revert", "batch": f"b-{number}", "reason": WRONG},
                ]
            )
            refusals = [answer.get("refused") for answer in (left, reverted)]
            assert refusals in ([None, "BuiltUpon"], ["NotInMembership", None])

    with Registry.open(path) as registry:
        findings = {finding.finding for finding in registry.check(on=date(2020, 1, 1))}
    assert "changed outside membership" not in findings


def test_of_two_who_revert_one_does(tmp_path: Path) -> None:
    """The other hears that nothing of it stands any more."""
    path = tmp_path / "registry.db"
    with Registry.create(path) as registry:
        tell(registry, [joined("m")], "b-1")

    with writers(path, 2) as two:
        answers = two.tell([{"tell": "revert", "batch": "b-1", "reason": WRONG}] * 2)
    assert sorted(answer.get("refused", "") for answer in answers) == ["", "NothingStands"]
