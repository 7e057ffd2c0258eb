"""Every type of event is read: it changes an answer, or says that it is kept for the record only."""

from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from datetime import date
from functools import cache
from itertools import product
from operator import ne
from typing import Any, Final

import attrs
import pytest
from attrs import frozen
from stewards.events import (
    TYPES,
    AbsenceBegan,
    Event,
    EventType,
    Family,
    MemberJoined,
    SeatAllotted,
    StewardElected,
    UnitFormed,
    line,
)
from stewards.events.event import MEMBER, UNIT, event_type
from stewards.events.stores import open_store
from stewards.events.validators import (
    is_amount,
    is_headcount,
    is_id,
    is_number,
    is_step,
    is_text,
    is_unit_name,
)
from stewards.projections.rules import load
from stewards.registry import BadLines, Refusal, Registry, View
from stewards.registry.testing import fact
from stewards.registry.testing.facts import FOUNDED

from ..decisions.facts import APR, JAN, MAY
from ..rosters.listing import HEADINGS, roster, row

BOOK: Final = load()
"""The rule book: that of Danish municipalities."""

VALUES: Final[dict[object, list[object]]] = {
    is_id: ["student", "local.coffee"],
    is_text: ["Another Name"],
    is_unit_name: ["Another Name"],
    is_headcount: [7],
    is_number: [4],
    is_amount: [7],
    is_step: ["upheld"],
}
"""What a field of a new event may say, by its validator; see `proposals` for members and units."""

SAYING: Final[dict[str, dict[str, object]]] = {
    "RuleAgreed": {"rule": "threshold", "value": 2},
    "EmploymentStated": {"since": APR},
    "AbsenceBegan": {"until": date(2019, 4, 15)},
    "ElectorateChanged": {"electorate": "jc-2"},
    "MeetingHeld": {"present": ("c-1",)},
}
"""What an event of a type says beside that: without it, it leaves everything as it is."""


TOWN: Final = [
    fact(UnitFormed, FOUNDED, unit="kk", name="KK", kind="employer"),
    fact(UnitFormed, FOUNDED, unit="jc-1", name="JC-1", kind="workplace", parent="kk"),
    fact(UnitFormed, FOUNDED, unit="jc-2", name="JC-2", kind="workplace", parent="kk"),
    fact(MemberJoined, FOUNDED, member="m1", workplace="jc-1"),
    fact(MemberJoined, FOUNDED, member="m2", workplace="jc-1"),
    fact(StewardElected, JAN, member="m1", unit="jc-1"),
    fact(StewardElected, JAN, member="m2", unit="jc-1", office="deputy"),
    fact(AbsenceBegan, JAN, member="m1"),
    fact(UnitFormed, FOUNDED, unit="med", name="MED", kind="committee", parent="kk"),
    fact(SeatAllotted, JAN, committee="med", seat="c-1", group="C"),
]
"""Two workplaces, a member who is steward at one of them and away, a deputy, and a committee of a seat."""


MEMBERS_ONLY: Final = {"member": HEADINGS["member"]}


def answers(*events: Event) -> Generator[object]:
    """Yield what is answered of the town, and what a list of May comes to there, one after the other.

    Left out is what takes any entry whatever it says.
    """
    with Registry(open_store(":memory:"), agreement=BOOK) as registry:
        registry.import_lines(line(each, n) for n, each in enumerate([*TOWN, *events], 1))
        view = registry.view(on=MAY)
        listed = registry.plan_roster(roster(row("m1"), row("m2"), headings=MEMBERS_ONLY), on=MAY)
        yield [type(each).__name__ for each in listed.facts]
        yield view.count(by="workplace").groups
        yield registry.count(on=FOUNDED).at_most
        yield view.count(by="category").groups
        yield view.members()
        yield view.units(gone=True)
        yield view.eligibility()
        yield view.mandates(ended=True)
        yield candidacy(view)
        yield attrs.evolve(view.committee("med"), known_at=FOUNDED)
        yield view.figures()
        yield view.rules_in_force()
        yield view.published()
        yield view.lag().workplaces


@cache
def answers_before() -> list[object]:
    """Return what is answered of the town as it is."""
    return list(answers())


def candidacy(view: View) -> object:
    """Return whether m1 may be elected at jc-1, or that nobody is."""
    try:
        return view.candidate("m1", unit="jc-1", office="steward")
    except Refusal as refusal:
        return str(refusal)


def proposals(kind: EventType) -> Iterator[dict[str, Any]]:
    """Yield what an event of a type might say of the town."""
    common = {field.name for field in attrs.fields(Event)}
    own = [f for f in attrs.fields(kind.cls) if f.name not in common and f.default is attrs.NOTHING]
    values: list[list[object]] = []
    for field in own:
        named = {str(MEMBER): ["m1", "m2", "new"], str(UNIT): ["jc-1", "jc-2", "med", "new"]}
        values.append(named.get(str(dict(field.metadata)), VALUES.get(field.validator, [])))
    for each in product(*values):
        said = {field.name: value for field, value in zip(own, each, strict=True)}
        yield said | SAYING.get(kind.name, {})


def is_read(kind: EventType) -> bool:
    """Tell whether an answer changes by an event of a type."""
    for fields in proposals(kind):
        after = answers(fact(kind.cls, APR, **fields))
        with suppress(BadLines), closing(after):  # what no log would hold
            if any(map(ne, after, answers_before())):
                return True
    return False


@pytest.mark.parametrize("name", TYPES)
def test_every_type_of_event_is_read_or_kept_for_the_record_only(name: str) -> None:
    """Some event of the type changes an answer, unless the type says that it changes none."""
    assert is_read(TYPES[name]) is not TYPES[name].record_only


@pytest.mark.parametrize(
    "family", [Family.MEMBERSHIP, Family.MANDATES, Family.FIGURES, Family.COMMITTEES]
)
def test_a_type_that_nothing_reads_is_noticed(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new type of event fails the test above for as long as no answer reads it, listed or not."""

    @frozen(kw_only=True)
    class PartyHeld(Event):
        """A member gave a party."""

        member: str = attrs.field(validator=is_id, metadata=MEMBER)

    with monkeypatch.context() as patched:
        for name in list(TYPES):  # put back as they were, the new one aside
            patched.setitem(TYPES, name, TYPES[name])
        event_type(family, sets=("mood",))(PartyHeld)
        try:
            assert not is_read(TYPES["PartyHeld"])
        finally:
            del TYPES["PartyHeld"]
