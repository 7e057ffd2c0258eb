"""What the tests of elections share: a workplace that may elect, and how to ask for an election."""

from datetime import date
from typing import Any

from attrs import evolve
from stewards.events import Event, StewardElected
from stewards.projections.rules import Agreement

from .facts import TOWN, team
from .scenario import RULES, Proposal, decided, propose

OFFICE = [*TOWN, *team("jc-1", 5)]
"""The town, and entries 7 to 11: jc-1-a to jc-1-e, five active members at jc-1 since January."""


def elect(
    member: str = "jc-1-a",
    unit: str = "jc-1",
    office: str = "steward",
    *,
    until: date | None = None,
    override: str | None = None,
    rules: Agreement = RULES,
) -> Proposal:
    """Return the decision to elect a member."""
    return propose(
        StewardElected,
        member=member,
        unit=unit,
        office=office,
        until=until,
        override=override,
        rules=rules,
    )


def elected_on(
    on: date,
    member: str = "jc-1-a",
    unit: str = "jc-1",
    office: str = "steward",
    *,
    until: date | None = None,
    override: str | None = None,
) -> Event:
    """Return the event of such an election."""
    fields = {"office": office, "until": until, "override": override}
    return decided(StewardElected, on, member=member, unit=unit, **fields)


def rules_with(office: str, **changes: Any) -> Agreement:
    """Return the rules with another rule for one office."""
    changed = evolve(RULES.offices[office], **changes)
    return evolve(RULES, offices={**RULES.offices, office: changed})


FROM_OUTSIDE = rules_with("joint-steward", among=None, among_least=None)
"""The rules where joint stewards need not be stewards, as may be agreed."""
