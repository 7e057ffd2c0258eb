"""Hypothesis strategies for single events of every type, with any value a field may hold."""

from datetime import UTC, date, datetime
from types import NoneType
from typing import Any, get_args, get_type_hints

import attrs
from hypothesis import strategies as st
from stewards.events import TYPES, Event, Step
from stewards.events.characters import can_be_seen
from stewards.events.civil_registration import holds_civil_registration_number
from stewards.events.validators import ElectionStep

ids = st.from_regex(r"[0-9A-Za-z._/-]{1,64}", fullmatch=True).filter(
    lambda text: not holds_civil_registration_number(text)
)
texts = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=60
).filter(lambda text: can_be_seen(text) and not holds_civil_registration_number(text))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
instants = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- made aware by timezones

numbers = st.integers(0, 10**8)
steps = st.builds(
    Step,
    start=numbers,
    value=st.none() | numbers,
    each=st.none() | st.integers(1, 10**8),
    add=st.none() | numbers,
    rate=st.none() | numbers,
    most=st.none() | numbers,
)

_BY_NAME = {
    "name": texts,
    "note": texts,
    "reason": texts,
    "source": texts,
    "override": texts,
    "of": st.integers(1, 10**8),
}
_BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    date: days,
    datetime: instants,
    int: numbers,
    str: ids,
    tuple[str, ...]: st.lists(ids, min_size=1, max_size=3).map(tuple),
    tuple[Step, ...]: st.lists(steps, min_size=1, max_size=3).map(tuple),
    ElectionStep: st.sampled_from(get_args(ElectionStep)),
}
_IN_ORDER = ("not_before", "effective_on", "placed_on")


def events() -> st.SearchStrategy[Event]:
    """Events of every type, optional fields sometimes left out."""
    return st.sampled_from(sorted(TYPES)).flatmap(lambda name: events_of(TYPES[name].cls))


def events_of(cls: type[Event]) -> st.SearchStrategy[Event]:
    """Events of one type."""
    hints = get_type_hints(cls)
    fields = {a.name: _values(a.name, hints[a.name]) for a in attrs.fields(cls)}
    return st.fixed_dictionaries(fields).map(lambda said: cls(**_in_order(said)))


def _in_order(said: dict[str, Any]) -> dict[str, Any]:
    """Return fields whose days follow each other."""
    names = [name for name in _IN_ORDER if said.get(name) is not None]
    return said | dict(zip(names, sorted(said[name] for name in names), strict=True))


def _values(name: str, hint: Any) -> st.SearchStrategy[Any]:
    kinds = (
        [hint] if hint in _BY_TYPE else [each for each in get_args(hint) if each is not NoneType]
    )
    values = _BY_NAME[name] if name in _BY_NAME else st.one_of(*map(_BY_TYPE.__getitem__, kinds))
    return st.none() | values if NoneType in get_args(hint) else values
