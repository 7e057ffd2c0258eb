"""The log: facts as they were recorded, what is on record about a member or a unit, and what looks odd."""

from collections.abc import Iterator
from typing import Any, Final

from ....registry import Entry, Finding
from ....registry.in_json import as_data
from ...report.parts import Id, Word
from ...values import as_whole
from .. import entries
from ..asked import Asked
from ..parts import Page, table

_LAST: Final = 50
_MEMBERS: Final = ("member",)
_UNITS: Final = ("unit", "workplace", "parent", "into", "electorate", "committee")
_ENTRIES: Final = ("entry", "voids", "voided_by", "election")


def page(asked: Asked) -> Page:
    """Return the entries recorded last; with `after`, those recorded behind an entry."""
    after = asked.given.get("after")
    most = _LAST
    if after:
        most = max(asked.registry.size() - as_whole("after", after, least=0), 0)
    newest = asked.registry.newest(min(most, _LAST))
    command = asked.plain("log", "show", "--last", max(min(most, _LAST), 1))
    facts = (("Entries", asked.registry.size()),)
    newest_first = entries.table_of(asked, reversed(newest), "The newest entries", command)
    return Page(title="The log", facts=facts, tables=(newest_first,))


def entry(asked: Asked) -> Page:
    """Return a fact with every field, and what takes it back."""
    number = as_whole("entry", asked.wanted("entry"), least=1)
    found = asked.registry.entry(number)
    return Page(
        title="Entry {number}",
        parts={"number": str(number)},
        facts=tuple(_fields(asked, found)),
    )


def _fields(asked: Asked, found: Entry) -> Iterator[tuple[str, Any]]:
    for key, value in as_data(found).items():
        if value is None:
            continue
        yield key.replace("_", " "), _shown(asked, key, value)


def _shown(asked: Asked, key: str, value: Any) -> Any:
    if key in _MEMBERS:
        return asked.to_member(value)
    if key in _UNITS:
        return asked.to("/history", value, of=value)
    if key in _ENTRIES:
        return asked.to_entry(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return value if not isinstance(value, bool | int) else str(value)


def history(asked: Asked) -> Page:
    """Return what is on record about a member, or about a unit."""
    member, unit = asked.given.get("member") or None, asked.given.get("of") or None
    if member is None and unit is None:
        unit = asked.wanted("member")
    given = {"member": member} if member else {"unit": unit}
    found = asked.registry.history(**given, known_at=asked.view.upto or None)
    known = ("--known-at", f"entry:{asked.view.upto}") if asked.view.upto else ()
    option = ("--member", member) if member else ("--unit", unit)
    command = asked.plain("history", *option, *known)
    about: Any = asked.to("/offices", Id(member)) if member else asked.to_unit(str(unit))
    return Page(
        title="What is on record",
        facts=(("Member" if member else "Unit", about),),
        tables=(entries.table_of(asked, found, "Entries", command),),
    )


def check(asked: Asked) -> Page:
    """Return what looks odd, each finding with the entries behind it."""
    found = asked.view.check(unit=asked.unit)
    rows = [
        (
            Word(each.finding),
            _subject(asked, each),
            Word(each.detail),
            asked.to_entries(each.entries),
            each.advice,
        )
        for each in found
    ]
    columns = ("Finding", "Subject", "What is odd", "Entries", "What there is to do")
    findings = table("Findings", columns, rows, asked.command("check", "--all", *asked.scope))
    facts = (("Findings", len(rows)),)
    return Page(title="What looks odd", facts=facts, tables=(findings,))


def _subject(asked: Asked, each: Finding) -> Any:
    if each.subject in asked.names:
        return asked.to("/history", asked.name(each.subject), of=each.subject)
    if each.subject == "the union":
        return Word(each.subject)
    return asked.to_member(each.subject)
