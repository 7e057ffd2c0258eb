"""Reconciling: SQL and the reference account for any two counts alike, and the lines add up."""

from datetime import date, datetime
from itertools import pairwise

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from stewards.registry import Month, Reconciliation, Registry

from .. import reference
from ..histories import comings_and_goings, moments
from ..reference import Side, upto_at
from ..searching import examples
from .questions import Question, questions
from .registries import told

Scope = tuple[str | None, str | None]
"""A unit and a category; none for all."""

Sides = tuple[Side, Side, Side]
"""The first day as known at the first instant, as known at the second, and the second day."""


@frozen
class End:
    """One end of an account: a day and an instant."""

    on: date
    known_at: datetime


@st.composite
def ends(draw: st.DrawFn, question: Question) -> End:
    """Draw an end, with the knowledge of some entry."""
    on, upto = draw(moments(list(question.events)))
    return End(on, question.events[max(upto - 1, 0)].recorded_at)


def side(question: Question, on: date, known_at: datetime) -> Side:
    """Return a side as the reference has it."""
    return Side(question.events, on, upto_at(question.events, known_at))


def account(
    registry: Registry, first: End, second: End, unit: str | None, category: str | None
) -> Reconciliation:
    """Return the account from one end to another, with members."""
    views = [registry.view(on=end.on, known_at=end.known_at) for end in (first, second)]
    return registry.reconcile(*views, unit=unit, category=category, with_members=True)


@examples(3)
@given(questions(comings_and_goings()), st.data())
def test_an_account_is_the_same(question: Question, data: st.DataObject) -> None:
    """Forth and back in time and knowledge, in any scope: the same lines, members and entries."""
    first, second = data.draw(ends(question)), data.draw(ends(question))
    sides = (
        side(question, first.on, first.known_at),
        side(question, first.on, second.known_at),
        side(question, second.on, second.known_at),
    )

    with told(question) as registry:
        for scope in telling_scopes(question, sides):
            agree(account(registry, first, second, *scope), sides, scope)


def telling_scopes(question: Question, sides: Sides) -> list[Scope]:
    """Return the scopes with the most lines between the sides, by the reference."""
    every = [(u, c) for u in (None, *question.units) for c in (None, "active", "student")]
    return sorted(every, key=lambda scope: len(lines_told(sides, scope)))[-2:]


def lines_told(sides: Sides, scope: Scope) -> set[str]:
    """Return the lines that the reference tells, in either step."""
    steps = (reference.movements(*pair, *scope) for pair in pairwise(sides))
    return {line for step in steps for line, _ in step.values()}


def agree(found: Reconciliation, sides: Sides, scope: Scope) -> None:
    """Compare an account with the reference, and its lines with the counts."""
    for lines, pair in zip((found.learnt, found.happened), pairwise(sides), strict=True):
        who = {m.member: (m.line, list(m.entries)) for line in lines for m in line.who}
        assert who == reference.movements(*pair, *scope)
        assert all(entries for _, entries in who.values())
        assert [line.members for line in lines] == [len(line.who) for line in lines]
        assert sum(line.members for line in lines) == len(who)
    counts = [reference.count(side.log, side.on, *scope) for side in sides]
    assert [each.members for each in (found.opening, found.between, found.closing)] == counts
    assert counts[0] + sum(line.change for line in found.learnt) == counts[1]
    assert counts[1] + sum(line.change for line in found.happened) == counts[2]


@examples(1)
@given(questions(comings_and_goings()), st.data())
def test_an_account_without_members_has_the_same_lines(
    question: Question, data: st.DataObject
) -> None:
    """Naming the members changes no figure."""
    first, second = data.draw(ends(question)), data.draw(ends(question))
    unit = data.draw(st.sampled_from([None, *question.units]))

    with told(question) as registry:
        named = account(registry, first, second, unit, None)
        views = [registry.view(on=end.on, known_at=end.known_at) for end in (first, second)]
        plain = registry.reconcile(*views, unit=unit)

    assert [(line.line, line.members) for line in plain.learnt + plain.happened] == [
        (line.line, line.members) for line in named.learnt + named.happened
    ]
    assert (plain.opening, plain.between, plain.closing) == (
        named.opening,
        named.between,
        named.closing,
    )


@examples(1)
@given(questions(comings_and_goings()), st.data())
def test_the_months_of_a_statement_tie(question: Question, data: st.DataObject) -> None:
    """Each opens with what the one before closed with, and opening and closing are the counts."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    start = data.draw(st.dates(date(2017, 9, 1), date(2019, 3, 1)).filter(lambda d: d.day <= 28))

    with told(question) as registry:
        found = registry.statement(start=start, months=12, unit=unit, known_at=question.known_at)

    months = found.months
    days = [months[0].start, *(month.until for month in months)]
    counts = [reference.count(question.log, day, unit) for day in days]
    assert [months[0].opening, *(month.closing for month in months)] == counts
    assert [month.opening for month in months] == counts[:-1]
    assert [month.start for month in months] == days[:-1]
    assert all(day.day == start.day for day in days)
    assert found.member_months == sum(counts[:-1])
    for month in (*months, found.total):
        assert closing(month) == month.closing


@examples(3)
@given(questions(comings_and_goings()), st.data())
def test_a_month_of_a_statement_has_the_lines_of_its_account(
    question: Question, data: st.DataObject
) -> None:
    """All months are asked for at once, and each says what the account of its two days says."""
    unit = data.draw(st.sampled_from([None, *question.units]))
    start = data.draw(st.dates(date(2017, 9, 1), date(2019, 3, 1)).filter(lambda d: d.day <= 28))

    with told(question) as registry:
        view = registry.view(known_at=question.known_at)
        months = registry.statement(
            start=start, months=12, unit=unit, known_at=question.known_at
        ).months
        moving = [month for month in months if moves(month)] or months[:1]
        month = data.draw(st.sampled_from(moving))
        account = registry.reconcile(view.on_day(month.start), view.on_day(month.until), unit=unit)

    lines = {line.line: line.members for line in account.happened}
    net = lines.pop("reorganised in", 0) - lines.pop("reorganised out", 0)
    assert (moves(month), month.reorganised) == (lines, net)


def moves(month: Month) -> dict[str, int]:
    """Return the lines of a month that are not empty, beside what was reorganised."""
    names = ("joined", "rejoined", "moved in", "left", "moved out")
    found = {name: getattr(month, name.replace(" ", "_")) for name in names}
    return {name: number for name, number in found.items() if number}


def closing(month: Month) -> int:
    """Return what the movements of a month lead to."""
    came = month.joined + month.rejoined + month.moved_in
    return month.opening + came - month.left - month.moved_out + month.reorganised
