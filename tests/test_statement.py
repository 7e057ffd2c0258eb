"""Statements, as a library gives them: exact money, months that every year has."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import pytest
from attrs import evolve
from stewards.events.errors import BadInput
from stewards.projections.accounts.ledger import DoesNotAddUp
from stewards.projections.replay import sql
from stewards.registry import Registry

YEAR = date(2019, 1, 1)


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Lend a registry of one member."""
    with Registry.open(":memory:") as registry:
        registry.join("M1", on=date(2018, 6, 1))
        yield registry


def test_a_contribution_is_exact_whatever_the_precision(registry: Registry) -> None:
    """Member-months times the rate, never rounded."""
    with localcontext(prec=2):
        found = registry.statement(start=YEAR, rate=Decimal("123456.7891"))

    assert (found.member_months, found.contribution) == (12, Decimal("1481481.4692"))


def test_a_rate_may_be_a_whole_number_or_none(registry: Registry) -> None:
    """Nought is a rate too; without one there is no contribution."""
    found = [registry.statement(start=YEAR, rate=rate).contribution for rate in (20, 0, None)]

    assert found == [Decimal(240), Decimal(0), None]


@pytest.mark.parametrize(
    "rate",
    [*(0.1, "20", -1, 10**11, Decimal("0.00001")), *map(Decimal, ("nan", "inf", "-0.5"))],
)
def test_a_rate_that_cannot_be_reckoned_with(registry: Registry, rate: Any) -> None:
    """A float is seldom the number that was written; the others are no amounts."""
    with pytest.raises(BadInput) as refused:
        registry.statement(start=YEAR, rate=rate)

    assert str(refused.value) == (
        f"Cannot use {rate!r} as rate because it must be a Decimal or a whole number, from 0 to"
        " 999999999, of at most 4 decimals. Correct the value."
    )


def test_as_many_months_as_asked_for(registry: Registry) -> None:
    """Two years and a month run to the right day; on_progress is told of each."""
    done: list[int] = []
    found = registry.statement(start=date(2018, 12, 28), months=25, on_progress=done.append)

    assert (found.months[0].until, found.months[-1].until) == (date(2019, 1, 28), date(2021, 1, 28))
    assert done == [*range(1, 26)]


def test_no_months(registry: Registry) -> None:
    """A statement has at least one month."""
    with pytest.raises(BadInput) as refused:
        registry.statement(start=YEAR, months=0)

    assert str(refused.value) == (
        "Cannot use 0 as months because it must be a whole number from 1. Correct the value."
    )


def test_a_month_that_does_not_add_up(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that would be wrong is not made: the store is unsound, or stewards is."""
    answers = sql.answers()
    lie = "select date '2019-02-01' as on_day, 'left' as line, 2 as members"
    told = evolve(answers["movements_through"], query=lie, needs=())
    monkeypatch.setattr(sql, "answers", lambda: {**answers, "movements_through": told})

    with pytest.raises(DoesNotAddUp) as refused:
        registry.statement(start=date(2019, 1, 1), months=1)

    assert " and 2 left make " in str(refused.value)


def test_the_last_month_of_the_calendar(registry: Registry) -> None:
    """A statement may end on the last first day there is, and not later."""
    last = registry.statement(start=date(9999, 11, 1), months=1).months[-1]
    with pytest.raises(BadInput):
        registry.statement(start=date(9999, 12, 1), months=1)

    assert last.until == date(9999, 12, 1)
