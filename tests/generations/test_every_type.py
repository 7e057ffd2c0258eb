"""No type of event hides an id of a person, a text or the number of an entry from a new generation."""

from datetime import datetime

import attrs
import pytest
from attrs import field, frozen
from stewards.events import TYPES, Event, EventType
from stewards.events.event import BATCH, LABEL, UNIT, Family, event_type
from stewards.events.validators import (
    is_entry,
    is_id,
    is_ids,
    is_number,
    is_text,
    is_unit_id,
    is_unit_name,
)

NAME_NOBODY = {
    *("category", "categories", "office", "kind", "standing", "rule", "digest", "what"),
    *("seat", "group", "organisation", "present", "consents", "figure", "per", "people"),
}
"""What fields of ids are called that name things: whoever adds another one says here that it names nobody."""


def hidden(kind: EventType) -> list[str]:
    """Return the fields of a type that a new generation would copy although they may name somebody."""
    return [a.name for a in attrs.fields(kind.cls) if not _is_known(kind, a)]


def _is_known(kind: EventType, a: "attrs.Attribute[object]") -> bool:
    if a.metadata in (UNIT, BATCH) or a.name == "recorded_by":
        return True
    if a.validator in (is_id, is_ids):
        return a.name in kind.member_fields or a.name in NAME_NOBODY
    if a.validator in (is_entry, is_number):
        return a.name in kind.entry_fields
    if a.validator is is_text:
        return a.name in kind.words
    if a.validator in (is_unit_id, is_unit_name):
        return a.metadata in (UNIT, LABEL)
    # whatever else holds text or ids must be looked at by whoever adds it
    return "str" not in str(a.type) or a.name in {"step", "value"}


@pytest.mark.parametrize("name", TYPES)
def test_no_type_hides_whom_it_names(name: str) -> None:
    """Each field that holds an id, a text or the number of an entry says so in its metadata."""
    assert hidden(TYPES[name]) == []


def test_a_type_that_hides_whom_it_names_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guest, a host among several, an entry and a text without metadata are each found."""

    @frozen(kw_only=True)
    class PartyHeld(Event):
        """A member gave a party."""

        host: str = field(validator=is_id)
        guests: tuple[str, ...] | None = field(default=None, validator=is_ids)
        again: int | None = field(default=None, validator=is_entry)
        speech: str | None = field(default=None, validator=is_text)
        toast: str | None = None
        began: datetime | None = None

    monkeypatch.setattr("stewards.events.event.TYPES", {})
    event_type(Family.LISTS)(PartyHeld)
    from stewards.events import event  # as it is patched

    found = hidden(event.TYPES["PartyHeld"])

    assert found == ["host", "guests", "again", "speech", "toast"]
