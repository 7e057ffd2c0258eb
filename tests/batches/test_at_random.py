"""Random histories with random batches: a revert is as if the batch had never been told, or refused."""

from collections.abc import Sequence
from datetime import date

from attrs import evolve, frozen
from hypothesis import assume, given
from hypothesis import strategies as st
from stewards.events import EntryVoided, Event, RosterTaken
from stewards.events.errors import Refusal
from stewards.registry import Registry
from stewards.registry.reverts import BuiltUpon

from .. import reference
from ..agreement.registries import empty, lines
from ..histories import histories, rules
from ..reference import Log, Rules, known
from ..reference.organisation import formed, named_units
from ..searching import examples
from .naive import builders, without
from .telling import exported


@frozen
class Case:
    """A history, some entries of which were recorded as the batch `b-1`."""

    events: Sequence[Event]
    batch: frozenset[int]
    rules: Rules

    @property
    def days(self) -> list[date]:
        """The days on which anything changes, and a late one."""
        return sorted({event.effective_on for event in self.events} | {date(2021, 1, 1)})


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a history and a batch: some entries in a row, or here and there; no voids, no founding.

    Nor lists: the batch of one is taken back in another way.
    """
    events = draw(histories())
    others = (EntryVoided, RosterTaken)
    numbers = [n for n, e in enumerate(events, 1) if n > 5 and not isinstance(e, others)]
    assume(numbers)
    size = draw(st.integers(1, 6))
    start = draw(st.integers(0, len(numbers) - 1))
    in_a_row = st.just(frozenset(numbers[start : start + size]))
    scattered = st.frozensets(st.sampled_from(numbers), min_size=1, max_size=size)
    batch = draw(st.one_of(in_a_row, in_a_row, scattered))
    told = [evolve(e, batch="b-1") if n in batch else e for n, e in enumerate(events, 1)]
    return Case(told, batch, draw(rules()))


@examples(13)
@given(cases())
def test_a_revert_is_refused_where_the_reference_finds_what_builds_on_it(case: Case) -> None:
    """The first such entry is named, the others are counted, and nothing is changed."""
    building = builders(case.events, case.batch, case.rules)
    with empty(case.rules) as registry:
        registry.import_lines(lines(case.events))
        before = exported(registry)
        refusal = refused(registry)
        if isinstance(refusal, BuiltUpon):
            assert (refusal.entry, refusal.others) == (building[0], len(building) - 1)
        else:
            assert building == []
        assert (exported(registry) == before) is (refusal is not None)


@examples(3)
@given(cases(), st.data())
def test_a_revert_is_as_if_the_batch_had_never_been_told(case: Case, data: st.DataObject) -> None:
    """Same units, members, counts and mandates; no later entry is left without what it relies on."""
    rest = without(known(case.events, len(case.events)), case.batch)
    days = data.draw(st.lists(st.sampled_from(case.days), min_size=1, max_size=3, unique=True))
    with empty(case.rules) as registry:
        registry.import_lines(lines(case.events))
        before = in_the_air(registry, case)
        if refused(registry) is None:
            assert in_the_air(registry, case) <= before
            assert {u for _, e in rest for u in named_units(e)} <= formed(rest).keys()
            for day in days:
                assert answers(registry, day) == expected(rest, day, case.rules)


def refused(registry: Registry) -> Refusal | None:
    """Revert the batch; return the refusal, none if it was reverted."""
    try:
        registry.revert("b-1", reason="wrong list")
    except Refusal as refusal:
        return refusal
    return None


def in_the_air(registry: Registry, case: Case) -> set[tuple[str, int]]:
    """Return the entries told after the batch began that joined twice or changed outside membership."""
    found = set()
    for finding in registry.check(on=date(2021, 1, 1)):
        if finding.finding in {"joined twice", "changed outside membership"}:
            last = max(finding.entries, key=lambda n: (case.events[n - 1].effective_on, n))
            found |= {(finding.finding, last)} if last > min(case.batch) else set()
    return found


def answers(registry: Registry, day: date) -> dict[str, object]:
    """Return what a registry says of a day."""
    return {
        "count": registry.count(on=day).members,
        "members": {
            m.member: (m.workplace, m.at_unit, m.category) for m in registry.members(on=day)
        },
        "open": sorted(u.unit for u in registry.units(on=day)),
        "parents": {u.unit: u.parent for u in registry.units(on=day, gone=True)},
        "mandates": sorted(
            (m.entry, m.ended_on, m.ended_because) for m in registry.mandates(on=day, ended=True)
        ),
    }


def expected(log: Log, day: date, rules: Rules) -> dict[str, object]:
    """Return what the reference says of a day."""
    units = formed(log)
    return {
        "count": reference.count(log, day),
        "members": {
            member: (
                s.workplace,
                s.workplace and reference.resolve(log, s.workplace, day),
                s.category,
            )
            for member, s in reference.members(log, day).items()
        },
        "open": sorted(unit for unit in units if reference.is_open(log, unit, day)),
        "parents": {unit: reference.parent(log, unit, day) for unit in units},
        "mandates": sorted(
            (m.election, m.ended_on, m.ended_because) for m in reference.mandates(log, day, rules)
        ),
    }
