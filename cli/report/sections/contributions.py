"""Contributions: the member-months, and what each rate of the rule book makes of them."""

import attrs

from ....projections.accounts.statement import rate_of
from ..asked import Asked
from ..parts import Section, Table, Word


def section(asked: Asked) -> Section:
    """Return the member-months of the statement times each rate, month by month."""
    statement = asked.statement
    if statement is None:
        return Section("contributions", "Contributions", {"statement": None})
    days = [asked.last.on_day(month.start) for month in statement.months]
    rows = []
    for name in days[-1].rules.at(asked.unit, days[-1].on).rates:
        rates = tuple(rate_of(day, asked.unit, name) for day in days)
        paid = attrs.evolve(statement, rates=rates, rate_name=name)
        shown = (Word(_amounts(rates)), paid.contribution, paid.contribution_at_least)
        rows.append((Word(name), *shown, paid.contribution_at_most))
    months = asked.sheet.figure(("member-months", asked.unit), statement.member_months)
    command = ("statement", "--from", statement.months[0].start, *asked.scope, *asked.known)
    table = Table.of(
        "What each rate comes to",
        ("Rate", "A member a month", "Comes to", "At least", "At most"),
        rows,
        asked.command(*command, "--rate", rows[-1][0].text if rows else "20"),
    )
    answers = {"statement": statement, "member_months": months}
    return Section("contributions", "Contributions", answers, tables=(table,) if rows else ())


def _amounts(rates: tuple[object, ...]) -> str:
    """Return each amount there was, in the order of the months."""
    return ", ".join(f"{rate:f}" for rate in dict.fromkeys(rates))
