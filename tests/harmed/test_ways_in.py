"""No way into the log takes what would make it unreadable."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import pytest
from stewards.events import MemberLeft
from stewards.events.errors import BadInput, MalformedField
from stewards.registry import Registry
from stewards.registry.imports.problems import BadLines
from stewards.registry.recording import record_after

pytestmark = pytest.mark.usefixtures("judged_by_the_database")

DAY: Final = date(2019, 9, 1)
NOON: Final[Any] = datetime(2019, 9, 1, 12, tzinfo=UTC)
TEXT: Final[Any] = "2019-09-01"

WAYS: Final[dict[str, Callable[[Registry], object]]] = {
    "join on an instant": lambda r: r.join("M2", on=NOON),
    "join on a text": lambda r: r.join("M2", on=TEXT),
    "join on an empty text": lambda r: r.join("M2", on=""),  # type: ignore[arg-type]
    "leave on an instant": lambda r: r.leave("M1", on=NOON),
    "a member that is a number": lambda r: r.join(5),  # type: ignore[arg-type]
    "told by nobody": lambda r: r.join("M2", by=""),
    "a unit of no name": lambda r: r.form_unit("jc-2", name="", on=DAY),
    "another name that is none": lambda r: r.rename_unit("jc-1", name=None, on=DAY),  # type: ignore[arg-type]
    "a headcount in parts": lambda r: r.observe_headcount("jc-1", employees=5.0),  # type: ignore[arg-type]
    "a headcount that is true": lambda r: r.observe_headcount("jc-1", employees=True),
    "a count of decimals": lambda r: r.publish_count(members=Decimal(5)),  # type: ignore[arg-type]
    "a term until a text": lambda r: r.elect("M1", unit="jc-1", until=TEXT, on=DAY),
    "a term until an instant": lambda r: r.elect("M1", unit="jc-1", until=NOON, on=DAY),
    "a void of a fraction": lambda r: r.void(2.0, reason="x"),  # type: ignore[arg-type]
    "a revert on an instant": lambda r: r.revert("b-1", reason="x", on=NOON),
}


@pytest.mark.parametrize("tell", WAYS.values(), ids=WAYS)
def test_it_is_refused_in_a_sentence(tell: Callable[[Registry], object]) -> None:
    """Nothing is recorded, and everything can be read afterwards."""
    with Registry.open(":memory:") as registry:
        registry.form_unit("jc-1", name="Jobcenter 1", on=DAY)
        registry.join("M1", workplace="jc-1", on=DAY, batch="b-1")
        with pytest.raises(BadInput, match=r"^Cannot "):
            tell(registry)
        assert len(list(registry.log.entries())) == registry.size() == 2
        assert registry.count().members == 1


@pytest.mark.parametrize(
    ("tell", "said"),
    [
        (
            lambda r: r.join("M2", on=TEXT),
            "'2019-09-01' as on because it must be a day without a time.",
        ),
        (lambda r: r.void("3", reason="x"), "'3' as entry because it must be a whole number."),
        (lambda r: r.join("M2", by=5), "5 as by because it must be text."),
        (
            lambda r: r.revert("b-1", reason="x", on=NOON, by="office"),
            f"{NOON!r} as on because it must be a day without a time.",
        ),
    ],
)
def test_it_is_named_as_it_was_given(tell: Callable[[Registry], object], said: str) -> None:
    """The sentence names the parameter, whatever the field of the fact is called."""
    with Registry.open(":memory:") as registry:
        registry.form_unit("jc-1", name="Jobcenter 1", on=DAY, batch="b-1")
        with pytest.raises(MalformedField) as refused:
            tell(registry)
    assert str(refused.value) == f"Cannot use {said} Correct the value."


def test_the_registry_names_what_it_was_opened_with() -> None:
    """Who records is given when it is opened, unless a method says otherwise."""
    with (
        Registry.open(":memory:", recorded_by="a b") as registry,
        pytest.raises(BadInput) as refused,
    ):
        registry.join("M2", on=DAY)
    assert str(refused.value) == (
        "Cannot use 'a b' as recorded_by because an id is 1 to 64 of the characters A-Z, a-z, 0-9,"
        " '.', '_', '-' and '/', of a unit also ' '. Give an opaque id such as M00001 or jc-1."
    )


def test_a_clock_without_a_zone_is_refused() -> None:
    """It does not say which instant it is."""
    told = datetime(2019, 9, 1, 12)  # noqa: DTZ001 -- what is refused
    with Registry.open(":memory:", clock=lambda: told) as registry:
        with pytest.raises(BadInput) as refused:
            registry.join("M1", on=DAY)
        assert registry.size() == 0
    assert str(refused.value) == (
        "Cannot use the clock that this registry was given because it returned"
        " datetime.datetime(2019, 9, 1, 12, 0), which is not an instant with a time zone."
        " Give one that returns such an instant, for example lambda: datetime.now(UTC)."
    )


def test_events_made_by_hand_are_read_back_before_they_are_recorded() -> None:
    """An event that was changed after it was made is a bad line of its batch."""
    event = MemberLeft(member="M1", effective_on=DAY, recorded_at=NOON, recorded_by="office")
    object.__setattr__(event, "effective_on", NOON)
    with Registry.open(":memory:") as registry:
        with pytest.raises(BadLines) as refused:
            record_after(registry.log, 0, [event], now=datetime.now(UTC))
        assert registry.size() == 0
    assert "line 1: Cannot record this MemberLeft because it would be read back" in str(
        refused.value.problems[0]
    )
