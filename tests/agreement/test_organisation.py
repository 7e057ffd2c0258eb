"""Units: SQL and the reference say the same of each of them."""

from datetime import date

import attrs
from hypothesis import given

from ..reference import Log, is_open, parent
from ..reference.organisation import closing, formed, merged_into, name
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told


@examples(2)
@given(questions())
def test_a_unit_is_the_same(question: Question) -> None:
    """Its name, parent, merger and closing by that day, and whether it is open."""
    log, on = question.log, question.on

    with told(question) as registry:
        units = registry.units(**moment(question), gone=True)
        still_open = registry.units(**moment(question))

    assert [attrs.astuple(unit) for unit in units] == [
        as_it_stands(log, unit, on) for unit in sorted(formed(log))
    ]
    assert still_open == tuple(unit for unit in units if unit.is_open)


def as_it_stands(log: Log, unit: str, on: date) -> tuple[object, ...]:
    """Return what the reference says of a unit, in the order of `stewards.projections.Unit`."""
    began, closed = formed(log)[unit][1], closing(log, unit, on)
    return (
        unit,
        name(log, unit, on),
        began.kind,
        parent(log, unit, on),
        began.effective_on,
        began.not_before,
        merged_into(log, unit, on),
        closed[1].effective_on if closed else None,
        is_open(log, unit, on),
    )
