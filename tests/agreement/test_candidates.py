"""Who may be elected: the reference, the question and the decision agree."""

from collections.abc import Iterator
from itertools import product

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import EmploymentStated, Event, StewardElected
from stewards.events.errors import Refusal
from stewards.projections.boundary import Boundary
from stewards.projections.mandates import refusals
from stewards.projections.membership.standing import NotInMembership
from stewards.registry import ElectsElsewhere, Registry
from stewards.registry.decisions import decide

from ..histories import Sketch, sketches, told, waits
from ..reference.candidates import senior
from ..searching import examples
from ..sketches import any_of, days, members, sketch
from . import registries
from .questions import Question, questions

STANDINGS = st.sampled_from([None, None, "employee", "manager", "apprentice"])
stating = sketch(
    EmploymentStated, days, member=members, since=any_of(st.none(), days), standing=STANDINGS
)
OF_CANDIDATES = {
    NotInMembership,
    refusals.ElectedElsewhere,
    refusals.CategoryDoesNotCount,
    refusals.NotElectable,
    refusals.NotSenior,
    refusals.NotAmongStewards,
    refusals.NoStewardToStandInFor,
    refusals.OwnDeputy,
}
"""The reasons for refusal that are the candidate's own."""


@st.composite
def employments(draw: st.DrawFn) -> list[Event]:
    """Draw a history in which employments are stated, now and then."""
    told_of: list[Sketch] = draw(sketches())
    stated = draw(st.lists(st.tuples(waits, stating), max_size=8))
    return told([*told_of, *stated])


def asked(question: Question, months: int, where: str) -> Iterator[tuple[Registry, str, str, str]]:
    """Yield a registry that asks for a seniority, with every member, unit and office."""
    with registries.told(question) as registry:
        book = registry.agreement
        steward = evolve(
            book.offices["steward"],
            seniority_months=months,
            seniority_with=where,
            electable=("employee", "manager"),
        )
        joint = evolve(book.offices["joint-steward"], among="steward", among_least=2)
        own = {"steward": steward, "joint-steward": joint}
        registry.agreement = evolve(book, offices={**book.offices, **own})
        for member, unit in product(question.members, question.units):
            for office in ("steward", "deputy", "joint-steward", "joint-deputy"):
                yield registry, member, unit, office


@examples(1)
@given(
    questions(employments()), st.sampled_from([1, 6, 9]), st.sampled_from(["employer", "workplace"])
)
def test_seniority_is_the_same(question: Question, months: int, where: str) -> None:
    """Day by day, and by the days on which anything changes."""
    for registry, member, unit, office in asked(question, months, where):
        if office != "steward":
            continue
        view = registry.view(on=question.on, known_at=question.known_at)
        try:
            found = view.candidate(member, unit=unit)
        except Refusal:
            continue
        [reason] = [each for each in found.reasons if each.rule.path == "steward.seniority_months"]
        assert reason.verdict == senior(question.log, member, question.on, months, where), member


@examples(1)
@given(questions(employments()), st.sampled_from([1, 6]))
def test_the_decision_refuses_whom_the_question_says_no_of(question: Question, months: int) -> None:
    """A no is a refusal for that reason; unknown, or yes, is none of them."""
    for registry, member, unit, office in asked(question, months, "employer"):
        view = registry.view(on=question.on, known_at=question.known_at)
        try:
            verdict = view.candidate(member, unit=unit, office=office).verdict
        except Refusal:
            continue
        elected = StewardElected(
            effective_on=question.on,
            recorded_at=question.known_at,
            recorded_by="office",
            member=member,
            unit=unit,
            office=office,
        )
        refusal = refused(registry, question, elected)
        if refusal is ElectsElsewhere:  # of the unit: nobody can be elected there
            continue
        assert (refusal in OF_CANDIDATES) == (verdict == "no"), (member, unit, office, refusal)


def refused(registry: Registry, question: Question, elected: StewardElected) -> type | None:
    """Return the class of the refusal of an election, decided on what was known at the instant."""
    try:
        decide(elected, Boundary(registry.log.store, question.upto), registry.agreement)
    except Refusal as refusal:
        return type(refusal)
    return None
