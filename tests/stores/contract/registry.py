"""A registry on a store, through the front door."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from stewards.cli.demo.command import sample
from stewards.events.errors import Refusal
from stewards.registry import Registry

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
DAY = date(2019, 9, 1)


class FrontDoor:
    """A registry, on every kind of store."""

    def test_a_registry_is_the_same_on_every_store(self, fresh: Callable[[], str]):
        """The sample branch gives the answers, entries and refusals that it gives in memory."""
        assert _told_and_asked(fresh()) == _told_and_asked(":memory:")


def _told_and_asked(store: str) -> list[object]:
    with Registry.open(store, clock=lambda: NOON) as registry:
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
