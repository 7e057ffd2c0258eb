"""What all events have in common, whatever their type."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from stewards.events import TYPES, Event

from ..searching import examples
from .strategies import events


@pytest.mark.parametrize("cls", [kind.cls for kind in TYPES.values()], ids=list(TYPES))
def test_a_type_leaves_to_event_what_is_the_same_for_all(cls: type[Event]) -> None:
    """None has an equality or a text of its own, which every process that starts would compile."""
    assert cls.__eq__ is Event.__eq__
    assert cls.__hash__ is Event.__hash__
    assert cls.__repr__ is Event.__repr__


@examples(30)
@given(events(), events())
def test_events_are_equal_if_their_type_and_all_they_say_are(one: Event, other: Event) -> None:
    """Equal ones have the same hash, and another type or any other value makes another event."""
    again = attrs.evolve(one)
    said: Callable[[Event], dict[str, Any]] = attrs.asdict

    assert again == one
    assert hash(again) == hash(one)
    assert (one == other) is (type(one) is type(other) and said(one) == said(other))
    assert one != said(one)


@examples(30)
@given(events())
def test_the_text_of_an_event_names_its_type_and_all_it_says(event: Event) -> None:
    """It reads as what makes the event."""
    said = ", ".join(f"{a.name}={getattr(event, a.name)!r}" for a in attrs.fields(type(event)))

    assert repr(event) == f"{type(event).__name__}({said})"
