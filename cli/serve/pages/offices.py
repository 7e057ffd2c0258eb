"""Who is in office, and why."""

from collections.abc import Iterator
from typing import Any

from ....registry import Entry, KnownElectorate, Mandate, MandateExplained
from ...report.parts import Id, Table, Word
from .. import entries
from ..asked import Asked
from ..parts import Page, table


def page(asked: Asked) -> Page:
    """Return the mandates that are not over, and where there is a vacancy."""
    view = asked.view
    held = sorted(
        view.mandates(unit=asked.unit), key=lambda each: (asked.name(each.at_unit), each.office)
    )
    rows = [
        (
            asked.to_unit(each.at_unit),
            Word(each.office),
            _to(asked, each, Id(each.member)),
            each.starts_on,
            each.until,
            Word(each.status),
        )
        for each in held
    ]
    columns = ("Unit", "Office", "Member", "Since", "Until", "Status")
    in_office = sum(each.in_office(view.on) for each in held)
    command = asked.command("mandate", "list", *asked.scope)
    return Page(
        title="Stewards and offices",
        facts=(("Unit", asked.place), ("In office", in_office)),
        tables=(
            table("Who is in office, or elected to be", columns, rows, command),
            _vacancies(asked),
        ),
    )


def _to(asked: Asked, each: Mandate, shown: Any) -> Any:
    return asked.to_mandate(each.member, each.office, each.unit, shown)


def _vacancies(asked: Asked) -> Table:
    rows = [
        (
            asked.to_workplace(each.workplace),
            each.members_here,
            each.entitled,
            each.in_office,
            each.since,
        )
        for each in asked.view.vacancies(unit=asked.unit)
    ]
    columns = ("Workplace", "Members", "Entitled", "In office", "Since")
    return table(
        "Entitled to a steward, and none there",
        columns,
        rows,
        asked.command("vacancies", *asked.scope),
    )


def mandate(asked: Asked) -> Page:
    """Return why somebody is in office, or no longer: each mandate of theirs."""
    member, office = asked.wanted("member"), asked.given.get("office") or None
    unit = asked.given.get("at") or None
    found = asked.view.explain_mandate(member, unit=unit, office=office)
    scope = (*(("--unit", unit) if unit else ()), *(("--office", office) if office else ()))
    asked = asked.saying("explain", "mandate", member, *scope)
    last = found[-1]
    return Page(
        title="Why somebody is in office, or no longer",
        facts=(("Member", asked.to_member(member)), *_facts(asked, last)),
        tables=tuple(table for each in reversed(found) for table in _tables(asked, each)),
    )


def _facts(asked: Asked, found: MandateExplained) -> Iterator[tuple[str, Any]]:
    standing = found.standing
    facts = (
        ("Unit", asked.to_unit(found.at_unit)),
        ("Office", Word(found.rule.title if found.rule else found.office)),
        ("Elected on", found.since),
        ("In office from", found.starts_on),
        ("Until", found.until or Word("until further notice")),
        ("State", Word(found.state)),
        ("Ended on", found.ended_on),
        ("Ended because", found.ended_because and Word(found.ended_because)),
        ("Learned on", found.learned_on),
        ("Status", Word(standing.status)),
        ("The union approved it on", standing.approved),
        ("The employer received it on", standing.received),
        ("The employer could object up to", standing.objection_until),
        ("Valid since", standing.valid_since),
        ("Protected from", standing.protected_from),
        ("Protected until", standing.protected_until),
        ("In that office without a gap since", standing.continuous_since),
        ("Acts on the day", Word("yes") if found.acting else None),
        ("Recorded in spite of the rules", found.override),
        ("Who could elect, as known then", _able(found.known_then)),
        ("Who could elect, as known now", _able(found.known_now)),
        ("Rule book", found.rule and found.rule.agreement),
        ("Where it stands", found.rule and found.rule.source),
    )
    return ((name, value) for name, value in facts if value is not None)


def _able(known: KnownElectorate | None) -> Word | None:
    if known is None:
        return None
    if known.headcount is None:
        return Word(f"{known.members} who count, no headcount: {known.verdict}")
    return Word(f"{known.members} who count, headcount {known.headcount}: {known.verdict}")


def _tables(asked: Asked, found: MandateExplained) -> Iterator[Table]:
    behind: dict[int, Entry] = {
        each.number: each for each in (found.election, *found.steps, *found.ended_by)
    }
    yield entries.table_of(asked, behind.values(), "What it rests on", asked.said)
    earlier = entries.as_known(
        asked,
        found.earlier,
        (
            ("State", lambda each: Word(each.state)),
            ("Ended on", lambda each: each.ended_on),
            ("Ended because", lambda each: each.ended_because and Word(each.ended_because)),
        ),
    )
    if earlier:
        yield earlier
