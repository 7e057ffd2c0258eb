"""A registry on a store, through the front door."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from stewards.cli.demo.command import sample
from stewards.events import Event, MemberJoined, UnitFormed, line
from stewards.events.errors import Refusal
from stewards.registry import Registry
from stewards.registry.decisions.steward_elected import SeatTaken

from ...concurrency.town import RECORDED, fact
from ...proofs.models import small_pages

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
DAY = date(2019, 9, 1)


def _joined(member: str, batch: str | None = None) -> Event:
    return fact(MemberJoined, member=member, workplace="jc-1", batch=batch)


_FACTS: list[Event] = [
    *(fact(UnitFormed, unit=unit, name=unit, kind="workplace") for unit in ("jc-1", "jc-2")),
    *(_joined(f"M{number}") for number in range(1, 6)),
]
_LIST = [_joined(f"L{number % 10}", "list-1") for number in range(100)]
"""Many more entries than a store is asked for at a time here, about few members."""


class FrontDoor:
    """A registry, on every kind of store."""

    def test_a_registry_is_the_same_on_every_store(self, fresh: Callable[[], str]):
        """The sample branch gives the answers, entries and refusals that it gives in memory."""
        assert _told_and_asked(fresh()) == _told_and_asked(":memory:")

    def test_a_seat_is_taken_whatever_was_taken_back_before(self, fresh: Callable[[], str]):
        """An election behind a merger and a long list, both taken back, still holds the seat."""
        with small_pages(), Registry.create(fresh(), clock=lambda: RECORDED) as registry:
            registry.import_lines(line(event, number) for number, event in enumerate(_FACTS, 1))
            merger = registry.merge_units("jc-2", into="jc-1", on=DAY)
            registry.void(merger.number, reason="never merged")
            registry.import_lines(line(event, number) for number, event in enumerate(_LIST, 1))
            registry.revert("list-1", reason="of another union")

            first = registry.elect("M1", unit="jc-1", on=DAY)
            for late in ("M2", "M3"):
                with pytest.raises(SeatTaken) as refused:
                    registry.elect(late, unit="jc-1", on=DAY)
                assert str(refused.value) == (
                    f"Cannot elect {late} as steward at jc-1 on 2019-09-01 because the seats there (1) "
                    f"are taken on 2019-09-01: M1 (entry {first.number}). Record the ending of that "
                    "mandate first. If the election did take place, record it with --override and "
                    "the reason."
                )
            assert [each.member for each in registry.mandates(on=DAY)] == ["M1"]


def _told_and_asked(store: str) -> list[object]:
    with Registry.create(store, clock=lambda: NOON) as registry:
        recorded = registry.import_lines(sample())
        vacant = registry.vacancies(on=DAY)
        seat = vacant[0].workplace
        member = registry.members(unit=seat, on=DAY)[0].member
        elected = registry.elect(member, unit=seat, on=DAY, until=date(2021, 9, 1))
        with pytest.raises(Refusal) as refused:
            registry.elect(member, unit=seat, on=DAY, until=date(2021, 9, 1))
        return [
            recorded,
            vacant,
            elected,
            str(refused.value),
            registry.count(on=DAY),
            registry.eligibility(on=DAY),
            registry.mandates(on=DAY),
            list(registry.export_lines()),
        ]
