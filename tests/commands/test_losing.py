"""A connection that breaks while something is recorded: once in the log, or not known and said so."""

from datetime import date
from typing import Any

import pytest
from attrs import frozen
from hypothesis import example, given
from hypothesis import strategies as st
from stewards.events.errors import StewardsError
from stewards.events.stores import InMemoryStore
from stewards.events.stores.errors import LostCommit, StoreUnwritable
from stewards.projections.membership.standing import NotInMembership
from stewards.registry import Registry
from stewards.registry.errors import InterruptedAppend, UnknownOutcome

from ..searching import examples
from .losing import NOW, Loss, log_of, losing

DAY = date(2019, 1, 1)


@pytest.mark.parametrize(
    "losses",
    [("before",), ("after",), ("late",), ("later",), ("before",) * 5, ("before", "late", "after")],
)
def test_a_loss_is_made_good(losses: tuple[Loss, ...]) -> None:
    """Whether the entry is recorded before the line goes dead, never, or later, it is there once."""
    registry, store = losing()
    store.lose(*losses)

    entry = registry.publish_count(members=805, on=DAY)

    assert (entry.number, registry.size()) == (1, 1)
    assert registry.entry(1) == entry


@pytest.mark.parametrize(("losses", "number"), [(("before",) * 6, 0), (("away",), 1)])
def test_a_store_that_stays_away(losses: tuple[Loss, ...], number: int) -> None:
    """After some attempts the outcome is told to be unknown, with the command to repeat."""
    registry, store = losing()
    store.lose(*losses)

    with pytest.raises(UnknownOutcome) as unknown:
        registry.join("M1", on=DAY, command="c-1")

    assert unknown.value.command == "c-1"
    assert str(unknown.value) == (
        "Cannot say whether this was recorded in memory because the connection to the store was lost and"
        " could not be restored: the line went dead. Run it again with --command c-1 once"
        " the store can be reached: it is recorded once, however often it is run."
    )
    assert unknown.value.__cause__ is None
    assert registry.size() == number
    store.lose()
    assert registry.join("M1", on=DAY, command="c-1").number == 1
    assert registry.size() == 1


def test_an_unknown_outcome_names_the_new_id() -> None:
    """Who gave no id can repeat the command all the same."""
    registry, store = losing()
    store.lose("away")
    with pytest.raises(UnknownOutcome) as unknown:
        registry.join("M1")
    store.lose()

    assert registry.join("M1", command=unknown.value.command).number == 1
    assert registry.size() == 1


def test_a_store_that_is_away_before_anything_was_sent_is_no_unknown_outcome() -> None:
    """Nothing can have been recorded, so the store says itself what is wrong."""
    registry, store = losing()
    store.lose("away")
    with pytest.raises(UnknownOutcome):
        registry.join("M1")

    with pytest.raises(StoreUnwritable):
        registry.join("M2", on=DAY)


def test_what_is_forbidden_after_a_loss_is_refused() -> None:
    """Nothing had been recorded, and by the next attempt somebody else changed what it rests on."""
    registry, store = losing()
    registry.form_unit("jc-1", name="JC 1", on=DAY)
    registry.join("M1", workplace="jc-1", on=DAY)
    other = Registry(store.store, clock=lambda: NOW)
    store.lose("before")
    append = store.append_next

    def meanwhile(*given: Any) -> int:
        if store.appends == 2:
            other.leave("M1", on=DAY)
        return append(*given)

    store.append_next = meanwhile  # type: ignore[method-assign]

    with pytest.raises(NotInMembership):
        registry.confirm_workplace("M1", on=DAY)


def test_a_store_that_comes_back_damaged() -> None:
    """What is wrong with it now is told at once, and still by which command to repeat."""
    registry, store = losing()
    store.lose("damaged")

    with pytest.raises(UnknownOutcome) as unknown:
        registry.join("M1", on=DAY, command="c-1")

    assert (unknown.value.command, store.reads) == ("c-1", 5)
    assert "could not be restored: it is damaged: entries are missing. Run it" in str(unknown.value)


@pytest.mark.parametrize("moment", ["sent", "lost"])
def test_an_interrupt_names_the_command(moment: str) -> None:
    """From the moment that it may be recorded: when it was sent, and while it is tried again."""
    registry, store = losing()
    append, appends = store.append_next, iter(["before", "now"] if moment == "lost" else ["now"])

    def interrupting(*given: Any) -> int:
        if next(appends) == "before":
            raise LostCommit("memory", "the line went dead")
        append(*given)
        raise KeyboardInterrupt

    store.append_next = interrupting  # type: ignore[method-assign]
    with pytest.raises(InterruptedAppend) as interrupted:
        registry.join("M1", on=DAY)
    store.append_next = append  # type: ignore[method-assign]

    assert isinstance(interrupted.value, KeyboardInterrupt)
    assert registry.join("M1", on=DAY, command=interrupted.value.command).number == 1
    assert registry.size() == 1


def test_an_interrupt_while_it_is_asked_again_names_the_command() -> None:
    """After a loss every moment counts."""
    registry, store = losing()
    store.lose("after")
    read = store.read
    store.read = lambda *_, **__: _interrupt() if store.appends else read()  # type: ignore[method-assign]

    with pytest.raises(InterruptedAppend):
        registry.join("M1", on=DAY)


def test_an_interrupt_before_anything_was_sent_is_a_plain_one() -> None:
    """Nothing is recorded then."""
    registry, store = losing()
    store.read = lambda *_, **__: _interrupt()  # type: ignore[method-assign]

    with pytest.raises(KeyboardInterrupt) as interrupted:
        registry.join("M1", on=DAY)

    assert type(interrupted.value) is KeyboardInterrupt


def _interrupt() -> Any:
    raise KeyboardInterrupt


def test_a_new_command_costs_no_reading_of_its_own() -> None:
    """With an id of its own nothing can be there; with a given one there is one question more."""
    reads = []
    for command in ({}, {"command": "c-1"}):
        registry, store = losing()
        registry.publish_count(members=1, on=DAY, **command)
        reads.append(store.reads)

    assert reads == [0, 1]


# However often and in whatever trouble

MEMBERS = st.sampled_from(["M1", "M2", "M3"])
WORKPLACES = st.sampled_from(["jc-1", "jc-2"])
BATCHES = st.sampled_from(["b-1", "b-2"])
LOSSES: st.SearchStrategy[Loss] = st.sampled_from(["none", "before", "after", "late", "later"])

Fact = tuple[str, tuple[Any, ...], dict[str, Any]]


def fact(name: str, /, *words: st.SearchStrategy[Any], **fields: st.SearchStrategy[Any]) -> Any:
    """Return facts of one kind: the method that tells them, and what it is told."""
    return st.tuples(st.just(name), st.tuples(*words), st.fixed_dictionaries(fields))


def lines(member: str, workplace: str, batch: str) -> list[bytes]:
    """Return a file of two facts."""
    head = f'{{"effective_on":"2019-01-01","batch":"{batch}","type":'
    return [
        f'{head}"MemberJoined","member":"{member}","workplace":"{workplace}","category":"active"}}'.encode(),
        f'{head}"HeadcountObserved","workplace":"{workplace}","employees":7}}'.encode(),
    ]


DAYS = st.dates(date(2019, 1, 1), date(2019, 1, 3))
FACTS = st.one_of(
    fact("form_unit", WORKPLACES, name=st.just("JC"), on=DAYS),
    fact("join", MEMBERS, workplace=WORKPLACES, batch=BATCHES, on=DAYS),
    fact("leave", MEMBERS, on=DAYS),
    fact("publish_count", members=st.integers(1, 3), on=DAYS),
    fact("change_workplace", MEMBERS, workplace=WORKPLACES, on=DAYS),
    fact("void", st.integers(1, 9), reason=st.just("mistaken"), on=DAYS),
    fact("revert", BATCHES, reason=st.just("wrong list"), on=DAYS),
    fact("import_lines", st.builds(lines, MEMBERS, WORKPLACES, BATCHES)),
)


@frozen
class Step:
    """One command: what it tells, what each time of telling meets, and which one is told again.

    Attributes:
        fact: The fact.
        losses: For each time that it is told, what the appends meet.
        again: A command told before, counted from the first, that is told once more afterwards.
    """

    fact: Fact
    losses: list[list[Loss]]
    again: int


STEPS = st.builds(
    Step,
    fact=FACTS,
    losses=st.lists(st.lists(LOSSES, max_size=4), min_size=1, max_size=3),
    again=st.integers(0, 20),
)


def told(registry: Registry, step: Step, command: str) -> object:
    """Tell a fact; return the numbers of the entries, or the refusal."""
    name, words, fields = step.fact
    try:
        made = getattr(registry, name)(*words, **fields, command=command)
    except StewardsError as refusal:
        return type(refusal), str(refusal)
    return made if isinstance(made, range) else made.number


@examples(17)
@given(st.lists(STEPS, max_size=12))
@example([Step(("form_unit", ("jc-1",), {"name": "JC", "on": DAY}), [["after"], ["before"]], 0)])
def test_told_any_number_of_times_it_is_recorded_once(steps: list[Step]) -> None:
    """A history with repeats and losses is the history of each command told once, entry for entry."""
    plain = Registry(InMemoryStore(), clock=lambda: NOW, recorded_by="office")
    registry, store = losing()
    outcomes = [told(plain, step, f"c-{number}") for number, step in enumerate(steps)]

    for number, step in enumerate(steps):
        for losses in step.losses:
            store.lose(*losses)
            assert told(registry, step, f"c-{number}") == outcomes[number]
        again = step.again % (number + 1)
        if not isinstance(outcomes[again], tuple):
            assert told(registry, steps[again], f"c-{again}") == outcomes[again]

    assert log_of(store) == log_of(plain.log.store)
