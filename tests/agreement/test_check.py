"""Check: SQL and the reference find the same odd things, with the same entries behind them."""

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import StewardElected
from stewards.projections.checks import basis
from stewards.projections.checks.rows import Finding

from .. import reference
from ..reference import Rules
from ..reference.counts import workplace_of
from ..reference.lag import is_there, unit_of
from ..reference.members import members
from ..reference.organisation import resolve
from ..searching import examples
from .questions import Question, questions
from .registries import moment, told


@pytest.fixture(scope="module", autouse=True)
def of_many_mandates() -> Iterator[None]:
    """Let SQL tell where members alone are enough, as it does where there are many mandates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(basis, "FEW", 0)
        yield


def lacking(rules: Rules, name: str | None) -> Rules:
    """Return rules without a category or an office."""
    offices = {office: rule for office, rule in rules.offices.items() if office != name}
    return evolve(rules, offices=offices, categories=rules.categories - {name})


@examples(2)
@given(questions(), st.sampled_from([None, None, "passive", "safety-representative"]))
def test_the_findings_are_the_same(question: Question, lack: str | None) -> None:
    """Kind, subject and entries of everything that looks odd by a day.

    But for units of a circle of mergers, which only a void can close: where a walk through it ends depends
    on where it began. That there is a circle is found.
    """
    question = evolve(question, rules=lacking(question.rules, lack))

    with told(question) as registry:
        found = registry.check(**moment(question))

    listed = sorted((f.finding, f.subject, behind(question, f)) for f in found)
    expected = reference.check(question.events, question.upto, question.on, question.rules)
    assert [each for each in listed if is_settled(question, each)] == [
        each for each in expected if is_settled(question, each)
    ]


def is_settled(question: Question, finding: tuple[str, str, object]) -> bool:
    """Return whether a finding is about the circle itself, or about no unit of a circle of mergers."""
    kind, subject, _ = finding
    if subject not in question.units or "circle" in kind:
        return True
    at = resolve(question.log, subject, question.on)
    return resolve(question.log, at, question.on) == at


@examples(2)
@given(questions(), st.data())
def test_the_findings_at_a_unit_are_the_same(question: Question, data: st.DataObject) -> None:
    """Those about a unit at or below it, about who works there, or with an entry that names such a unit."""
    log, on = question.log, question.on
    unit = data.draw(st.sampled_from(question.units))

    with told(question) as registry:
        every = registry.check(**moment(question))
        found = registry.check(**moment(question), unit=unit)

    named = {number: unit_of(log, (number, event)) for number, event in log}
    work = {m: workplace_of(log, each, on) for m, each in members(log, on).items()}

    def places(each: Finding) -> list[str | None]:
        if each.subject in {*question.units, "the union"}:
            return [each.subject if each.subject in question.units else None]
        return [work.get(each.subject), *map(named.get, each.entries)]

    assert found == tuple(
        each for each in every if any(is_there(log, place, unit, on) for place in places(each))
    )


def behind(question: Question, found: Finding) -> tuple[int, ...]:
    """Return the entries of a finding; of a time below the threshold, only the election."""
    elections = {n for n, e in enumerate(question.events, 1) if isinstance(e, StewardElected)}
    is_only = found.finding == "was below the threshold"
    return tuple(each for each in found.entries if not is_only or each in elections)
