"""Registries in memory that were told a random history."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypedDict

from stewards.events import Event, line
from stewards.events.stores import open_store
from stewards.projections.rules import Agreement, At, Office
from stewards.registry import Registry

from ..reference import Rules
from .questions import Question

_AT = {"workplace": At.ELECTORATE, "unit": At.UNIT}


class Moment(TypedDict):
    """The day and the knowledge, as a registry is asked for them."""

    on: date
    known_at: datetime


def moment(question: Question) -> Moment:
    """Return when a question asks for."""
    return {"on": question.on, "known_at": question.known_at}


def empty(rules: Rules) -> Registry:
    """Return a registry in memory that follows the rules."""
    return Registry(open_store(":memory:"), agreement=agreement_of(rules))


@contextmanager
def told(question: Question) -> Iterator[Registry]:
    """Lend a registry that follows the rules and was told the history, as an import."""
    with empty(question.rules) as registry:
        registry.import_lines(lines(question.events))
        yield registry


def agreement_of(rules: Rules) -> Agreement:
    """Return the rule book that says what the rules of the reference say."""
    return Agreement(
        name="drawn",
        title="Drawn",
        threshold=rules.threshold,
        for_months=rules.for_months,
        counted=tuple(sorted(rules.counted)),
        categories=tuple(sorted(rules.categories)),
        offices={
            name: Office(
                name,
                _AT[office.scope],
                office.threshold,
                office.seats,
                member=office.member,
                among=office.among,
                when_that_ends="ends" if office.with_that else "flag",
                stands_in_for=office.stands_in_for,
                on_expiry=office.on_expiry,
                objection_days=office.objection_days,
                recall=office.recall,
                term_months=office.term_years and 12 * office.term_years,
            )
            for name, office in rules.offices.items()
        },
    )


def lines(events: Iterable[Event], first: int = 1) -> list[bytes]:
    """Return events as the lines of an interchange file, numbered from `first`."""
    return [line(event, number) for number, event in enumerate(events, first)]
