"""Imports: a registry takes in what the reference takes in, and refuses what it refuses."""

import pytest
from hypothesis import given
from stewards.events import Event
from stewards.registry import Registry
from stewards.registry.imports import BadLines

from ..histories import Sketch, settled, sketches, stamped
from ..reference import DK_MUNICIPAL, acceptable
from ..searching import examples
from .registries import empty, lines

pytestmark = pytest.mark.usefixtures("judged_by_the_database")


@examples(4)
@given(sketches())
def test_an_import_takes_in_the_same(sketched: list[Sketch]) -> None:
    """Fact by fact: whatever is not malformed, names known units and closes no circle."""
    events: list[Event] = []

    with empty(DK_MUNICIPAL) as registry:
        for sketch in stamped(sketched):
            event = settled(events, sketch)
            if event is not None:
                is_acceptable = acceptable(events, event)
                assert takes_in(registry, event) is is_acceptable, event
                events += [event] if is_acceptable else []


def takes_in(registry: Registry, event: Event) -> bool:
    """Return whether a registry takes an event in as its next entry."""
    try:
        registry.import_lines(lines([event], registry.size() + 1))
    except BadLines:
        return False
    return True
