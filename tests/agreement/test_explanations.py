"""Explanations: they agree with the answers that they explain, and with the reference."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st
from stewards.events.errors import Refusal
from stewards.projections.explanations.eligibility import EligibilityExplained
from stewards.projections.explanations.mandate import KnownElectorate, MandateExplained, NoMandate
from stewards.projections.organisation.rows import Unit
from stewards.registry import Registry

from .. import reference
from ..reference import Log, Rules, known, upto_at
from ..reference.counts import counted, workplace_of
from ..reference.electorate import electing_together, headcount_of, verdict, voters
from ..reference.ranges import bounds_at
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told

Figure = object


@st.composite
def belated(draw: st.DrawFn) -> Question:
    """Draw a question about a day after which much of the history was told; all of it is known."""
    question = draw(questions())
    told_on = sorted({event.recorded_at.date() for event in question.events})
    return attrs.evolve(
        question, on=draw(st.sampled_from(told_on)), known_at=question.events[-1].recorded_at
    )


@examples(3)
@given(questions(), st.data())
def test_a_count_is_explained(question: Question, data: st.DataObject) -> None:
    """As many members as are counted; the entries of each are enough to count them."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    category = data.draw(st.sampled_from([None, "active"]))

    with told(question) as registry:
        count = registry.count(**moment(question), unit=unit, category=category)
        explained = registry.explain_count(**moment(question), unit=unit, category=category)

    expected = counted(question.log, question.on, unit, category)
    assert explained.members == count.members
    assert {who.member: (who.workplace, who.at_unit, who.category) for who in explained.who} == {
        member: (m.workplace, workplace_of(question.log, m, question.on), m.category)
        for member, m in expected.items()
    }
    for who in explained.who:
        behind, member = only(question.log, who.entries), expected[who.member]
        assert who.member in counted(behind, question.on, unit, category)
        assert {member.joined_by, member.placed_by} <= set(who.entries)


@examples(7)
@given(belated(), st.data())
def test_a_count_as_known_earlier(question: Question, data: st.DataObject) -> None:
    """At the end of the day, and each moment since at which the count for that day changed."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    category = data.draw(st.sampled_from([None, "active"]))

    with told(question) as registry:
        found = registry.explain_count(**moment(question), unit=unit, category=category)

    expected = changes(question, lambda log: reference.count(log, question.on, unit, category))
    assert [(e.known_at, e.members) for e in found.earlier] == expected
    assert found.earlier[-1].members == found.members
    assert all_told_then(question, found.earlier)


@examples(2)
@given(questions())
def test_a_verdict_is_explained(question: Question) -> None:
    """Of each open workplace: the same verdict and figures, those who count and their entries."""
    with told(question) as registry:
        for place in registry.eligibility(**moment(question)):
            found = registry.explain_eligibility(place.workplace, **moment(question))
            names = (
                "name",
                "members",
                "at_least",
                "at_most",
                "observed",
                "observed_on",
                "headcount",
            )
            names += ("verdict", "electorate", "options")
            assert [getattr(found, n) for n in names] == [getattr(place, n) for n in names]
            assert_behind(question, found)


def assert_behind(question: Question, found: EligibilityExplained) -> None:
    """Assert who counts by which entries, and what was observed."""
    log, on, rules = question.log, question.on, question.rules
    together = electing_together(log, found.workplace, on)
    expected = [member for each in together for member in sorted(voters(log, each, on, rules))]
    seen = headcount_of(log, found.workplace, on)
    assert list(found.workplaces) == together
    assert [who.member for who in found.who] == expected
    assert [each.number for each in found.observations] == list(seen.entries if seen else ())
    for who in found.who:
        behind = only(log, who.entries)
        assert any(who.member in voters(behind, each, on, rules) for each in together)
    assert (found.lacking is None) == (found.verdict == "yes")


@examples(4)
@given(questions())
def test_the_entry_that_crossed_the_threshold(question: Question) -> None:
    """Just before it the threshold was not reached, or was; from it on, on no day until now.

    What comes before it is read as a history: by day, then as recorded.
    """
    with told(question) as registry:
        for place in registry.eligibility(**moment(question)):
            found = registry.explain_eligibility(place.workplace, **moment(question))
            assert_crossed(question, found)


def assert_crossed(question: Question, found: EligibilityExplained) -> None:
    """Assert that the answer changed with the entry and stayed so; if there is none, it never did."""
    log, on = reference.log.facts(question.log, question.on), question.on
    opening = {getattr(event, "not_before", None) or on for _, event in question.log}
    days = sorted({event.effective_on for _, event in log} | {on, *opening})

    def is_reached(facts: Log, day: date) -> bool:
        return verdict(facts, found.workplace, day, question.rules) == "yes"

    answer = is_reached(question.log, on)
    if found.crossed is None:
        assert not answer
        assert not any(is_reached(question.log, day) for day in days if day <= on)
    else:
        first = found.crossed_on
        assert first is not None
        if found.crossed.event.effective_on == first:
            place = [entry for entry, _ in log].index(found.crossed.number)
            assert is_reached(log[:place], first) is not answer
            assert is_reached(log[: place + 1], first) is answer
        since = (day for day in days if first <= day <= on)
        assert all(is_reached(question.log, day) is answer for day in since)
        assert is_reached(question.log, first - timedelta(days=1)) is not answer


@examples(4)
@given(belated())
def test_a_verdict_as_known_earlier(question: Question) -> None:
    """At the end of the day, and each moment since at which verdict or figures changed."""
    on, rules = question.on, question.rules

    with told(question) as registry:
        for place in registry.eligibility(**moment(question)):
            unit = place.workplace
            found = registry.explain_eligibility(unit, **moment(question))

            def figures(log: Log, unit: str = unit) -> Figure:
                return figures_of(log, unit, on, rules)

            earlier = [
                (
                    e.known_at,
                    (e.verdict, e.members, e.at_least, e.at_most, e.observed, e.headcount),
                )
                for e in found.earlier
            ]
            assert earlier == changes(question, figures)
            assert all_told_then(question, found.earlier)


def figures_of(log: Log, unit: str, on: date, rules: Rules) -> tuple[object, ...]:
    """Return the verdict on where those at a unit elect, and its figures."""
    together = electing_together(log, unit, on)
    members = sum(len(voters(log, each, on, rules)) for each in together)
    least, most = zip(*(bounds_at(log, on, each, rules.counted) for each in together), strict=True)
    seen = headcount_of(log, unit, on)
    at_most = None if None in most else sum(most)
    counted = (seen.observed, seen.carried) if seen else (None, None)
    return verdict(log, unit, on, rules), members, sum(least), at_most, *counted


@examples(2)
@given(questions())
def test_what_is_no_open_workplace_is_refused(question: Question) -> None:
    """Exactly the units that 'eligibility' does not list, but for those that may be formed by then.

    Somebody can be elected there, so it is explained whether they may.
    """
    with told(question) as registry:
        listed = {place.workplace for place in registry.eligibility(**moment(question))}
        perhaps = {
            each.unit
            for each in registry.units(**moment(question), gone=True)
            if may_be(each, question.on)
        }
        refused = {unit for unit in question.units if is_refused(registry, question, unit)}

    assert refused == set(question.units) - listed - perhaps


def may_be(unit: Unit, on: date) -> bool:
    """Return whether it is not known if a workplace is formed by a day, and open if it is."""
    is_formed = (unit.formed_not_before or unit.formed_on) <= on
    return is_formed and unit.kind == "workplace" and not (unit.merged_into or unit.closed_on)


def is_refused(registry: Registry, question: Question, unit: str) -> bool:
    """Return whether a unit's verdict is refused to be explained."""
    try:
        registry.explain_eligibility(unit, **moment(question))
    except Refusal:
        return True
    return False


@examples(2)
@given(questions())
def test_a_mandate_is_explained(question: Question) -> None:
    """Every mandate, in the same state, with what ended it, and who could elect then and now."""
    with told(question) as registry:
        every = registry.mandates(**moment(question), ended=True)
        found = {e.election.number: e for e in explained(registry, question)}

    assert set(found) == {m.entry for m in every}
    for m in every:
        one = found[m.entry]
        given = (one.member, one.unit, one.at_unit, one.office, one.since, one.until)
        assert given == (m.member, m.unit, m.at_unit, m.office, m.since, m.until)
        assert (one.ended_on, one.ended_because) == (m.ended_on, m.ended_because)
        assert one.state == ("held" if m.ended_on is None else "over")
        if m.ended_by is not None:
            assert [entry.number for entry in one.ended_by] == [m.ended_by]
        assert bool(one.ended_by) == (m.ended_on is not None) or has_never_joined(question, one)
        assert_electorates(question, one)


def explained(registry: Registry, question: Question) -> Iterator[MandateExplained]:
    """Yield every mandate that is explained, member by member."""
    for member in question.members:
        try:
            yield from registry.explain_mandate(member, **moment(question))
        except NoMandate:
            assert not [
                m for m in registry.mandates(**moment(question), ended=True) if m.member == member
            ]


def has_never_joined(question: Question, one: MandateExplained) -> bool:
    """Return whether there is no fact that a member left by."""
    by_then = reference.log.facts(question.log, one.ended_on or date.max)
    return one.ended_because == "left the union" and not any(
        getattr(event, "member", None) == one.member and type(event).__name__ == "MemberLeft"
        for _, event in by_then
    )


def assert_electorates(question: Question, one: MandateExplained) -> None:
    """Assert who could elect, as known before the election was told and as known at the instant."""
    office = question.rules.offices.get(one.office)
    if office is None or not office.threshold:
        assert one.known_then is one.known_now is None
        return
    then = known(question.events, one.election.number - 1)
    assert one.known_then == electorate(question, then, one)
    assert one.known_now == electorate(question, question.log, one)


def electorate(question: Question, log: Log, one: MandateExplained) -> KnownElectorate:
    """Return who could elect where somebody was elected, by the reference."""
    day = one.since
    unit = reference.resolve(log, one.unit, day)
    found, members, at_least, _, *counted = figures_of(log, unit, day, question.rules)
    return KnownElectorate(members, at_least, *counted, found)


@examples(4)
@given(belated())
def test_a_mandate_as_known_earlier(question: Question) -> None:
    """At the end of the day, and each moment since at which its state changed."""
    with told(question) as registry:
        found = list(explained(registry, question))

    for one in found:
        number = one.election.number

        def state(log: Log, number: int = number) -> Figure:
            every = reference.mandates(log, question.on, question.rules)
            [m] = [m for m in every if m.election == number] or [None]
            if m is None:
                return "not known", None, None
            return "held" if m.ended_on is None else "over", m.ended_on, m.ended_because

        earlier = [(e.known_at, (e.state, e.ended_on, e.ended_because)) for e in one.earlier]
        assert earlier == changes(question, state)
        assert all_told_then(question, one.earlier)


def only(log: Log, entries: tuple[int, ...]) -> Log:
    """Return a log of these entries, and of how units were formed."""
    return [(n, e) for n, e in log if n in entries or type(e).__name__ == "UnitFormed"]


def changes(question: Question, figure: Callable[[Log], Figure]) -> list[tuple[datetime, Figure]]:
    """Return what a figure was as known at the end of the day, and each later change of it."""
    end = question.known_at
    start = min(datetime.combine(question.on, time.max, tzinfo=UTC), end)
    instants = sorted({event.recorded_at for event in question.events})
    found: list[tuple[datetime, Figure]] = []
    for instant in [start, *(each for each in instants if start < each <= end)]:
        now = figure(known(question.events, upto_at(question.events, instant)))
        if not found or found[-1][1] != now:
            found.append((instant, now))
    return found


def all_told_then(question: Question, earlier: tuple[object, ...]) -> bool:
    """Return whether what is said to be told at each instant was, and each change has a cause."""
    first, *later = [attrs.asdict(each) for each in earlier]  # type: ignore[arg-type]
    return not first["entries"] and all(
        each["entries"]
        and all(question.events[n - 1].recorded_at == each["known_at"] for n in each["entries"])
        for each in later
    )
