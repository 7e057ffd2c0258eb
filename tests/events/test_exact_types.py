"""An event holds values of exactly the types of its fields, whoever makes it."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import reduce
from operator import or_
from types import NoneType
from typing import Any, get_args

import attrs
import pytest
from stewards.events import (
    TYPES,
    Event,
    EventType,
    MemberJoined,
    RuleValue,
    Step,
    decode,
    encode,
    recordable,
)
from stewards.events.errors import BadInput, MalformedField, Unrecordable
from stewards.events.validators import ElectionStep

AT = datetime(2019, 9, 2, 8, tzinfo=UTC)
IDS = tuple[str, ...]
SOUND: dict[object, object] = {
    bool: True,
    date: date(2019, 9, 1),
    datetime: AT,
    int: 5,
    str: "jc-1",
    IDS: ("jc-1", "jc-2"),
    RuleValue: (Step(start=1, value=1), Step(start=19, value=2)),
    ElectionStep: "received",
}
WRONG: dict[object, list[object]] = {
    bool: [1, 0, "true", ()],
    date: [AT, datetime(2019, 9, 1), "2019-09-01", 20190901, True],  # noqa: DTZ001 -- what is refused
    datetime: [date(2019, 9, 1), datetime(2019, 9, 1, 8), "2019-09-01T08:00:00Z", 5],  # noqa: DTZ001
    int: [5.0, True, Decimal(5), "5"],
    str: [5, True, b"jc-1", ["jc-1"], date(2019, 9, 1)],
    IDS: ["jc-1", ["jc-1"], {"jc-1"}, ()],
    RuleValue: [5.0, -1, b"jc-1", (), (1,), [Step(value=1)], Step(value=1), date(2019, 9, 1)],
    ElectionStep: [5, True, "noticed", b"received", ["received"]],
}


def kinds_of(field: "attrs.Attribute[Any]") -> tuple[object, bool]:
    """Return the type of a field, and whether it may be none."""
    kinds = get_args(field.type)
    if NoneType not in kinds:
        return field.type, False
    return reduce(or_, (each for each in kinds if each is not NoneType)), True


def made(kind: EventType, /, **fields: object) -> Event:
    """Return an event of sound values but for some."""
    sound = {field.name: SOUND[kinds_of(field)[0]] for field in attrs.fields(kind.cls)}
    return kind.cls(**(sound | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_no_field_takes_a_value_of_another_type(kind: EventType) -> None:
    """A value that is not exactly of the type of its field is refused in a sentence, and so is none."""
    assert made(kind) == decode(kind.name, encode(made(kind)), 1)
    for field in attrs.fields(kind.cls):
        wanted, is_optional = kinds_of(field)
        for value in [*WRONG[wanted], *([] if is_optional else [None])]:
            with pytest.raises(BadInput) as refused:
                made(kind, **{field.name: value})
            assert type(refused.value) is MalformedField
            assert str(refused.value).startswith(
                f"Cannot use {value!r} as {field.name} because it must be "
            )


def test_the_sentence_says_what_is_wanted() -> None:
    """A day with a time of day is not a day."""
    with pytest.raises(MalformedField) as refused:
        made(TYPES["MemberLeft"], effective_on=datetime(2020, 1, 1, 9, 30))  # noqa: DTZ001
    assert str(refused.value) == (
        "Cannot use datetime.datetime(2020, 1, 1, 9, 30) as effective_on because it must be "
        "a day without a time. Correct the value."
    )


def test_an_instant_comes_out_in_utc() -> None:
    """Whatever zone it was told in, it is the same instant, made, stored and read."""
    told = AT.astimezone(timezone(timedelta(hours=2)))
    event = made(TYPES["MemberLeft"], recorded_at=told)
    [stored] = [encode(event).replace(b"08:00:00Z", b"10:00:00+02:00")]

    assert event.recorded_at.tzinfo is UTC
    assert event.recorded_at == AT
    assert b'"recorded_at":"2019-09-02T08:00:00Z"' in encode(event)
    assert decode("MemberLeft", stored, 1).recorded_at.tzinfo is UTC
    assert decode("MemberLeft", stored, 1) == event


def test_what_was_changed_after_it_was_made_is_not_recorded() -> None:
    """What would be read back otherwise than it was told is refused before it is stored."""
    event = made(TYPES["MemberJoined"])
    object.__setattr__(event, "effective_on", AT)
    assert isinstance(event, MemberJoined)
    with pytest.raises(Unrecordable) as refused:
        recordable(event)
    assert str(refused.value) == (
        "Cannot record this MemberJoined because it would be read back from the log as something else, "
        "or not at all. Build it from plain values of the types it asks for, and do not change it afterwards."
    )
