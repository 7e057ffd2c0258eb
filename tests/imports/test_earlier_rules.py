"""A log that an earlier version let more into stays readable; what is told now is not let in."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBEvent
from stewards.events.errors import BadInput, CivilRegistrationNumber, UnseenText
from stewards.registry import Registry
from stewards.registry.doctor import examine
from stewards.registry.imports import BadLines

DAY = date(2020, 1, 1)
MEMBER = "M010170-1234"
OTHER = "010170.1234"
OFFICE = "cpr-0101701234"
BATCH = "list-010170-1234"
COMMON = {
    "effective_on": "2019-01-01",
    "recorded_at": "2019-01-01T12:00:00Z",
    "recorded_by": OFFICE,
}
TOLD = [
    ("UnitFormed", {"unit": "jc-1", "name": "\u200b", "kind": "workplace"}, ["unit:jc-1"]),
    ("MemberJoined", {"member": MEMBER, "workplace": "jc-1"}, [f"member:{MEMBER}", "unit:jc-1"]),
    ("MemberJoined", {"member": OTHER, "category": "student"}, [f"member:{OTHER}"]),
    (
        "StewardElected",
        {"member": MEMBER, "unit": "jc-1", "override": "010170\u00a01234 said so"},
        [f"member:{MEMBER}", "unit:jc-1"],
    ),
    (
        "MemberLeft",
        {"member": OTHER, "reason": "010170 - 1234", "batch": BATCH},
        [f"member:{OTHER}", f"batch:{BATCH}"],
    ),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of a registry, written past the rules of today."""
    path = tmp_path / "registry.db"
    with Registry.create(path) as registry:
        registry.log.store.append(
            [
                DCBEvent(kind, json.dumps(fields | COMMON).encode(), tags)
                for kind, fields, tags in TOLD
            ]
        )
    return path


@pytest.fixture
def registry(path: Path) -> Iterator[Registry]:
    """Return that registry."""
    with Registry.open(path) as registry:
        yield registry


def test_every_question_is_answered(registry: Registry) -> None:
    """Its members are counted, listed, shown, explained and found by the ids they have."""
    assert registry.count(on=DAY).members == 1
    assert [each.member for each in registry.members(on=DAY)] == [MEMBER]
    assert registry.member(MEMBER, on=DAY) == registry.members(on=DAY)[0]
    assert registry.member(OTHER, on=DAY) is None
    assert [each.number for each in registry.history(member=OTHER)] == [3, 5]
    assert [each.number for each in registry.history(unit="jc-1")] == [1, 2, 4]
    assert [each.number for each in registry.batch(BATCH)] == [5]
    assert [each.member for each in registry.mandates(on=DAY)] == [MEMBER]
    assert len(registry.explain_mandate(MEMBER, on=DAY)) == 1


def test_every_entry_is_read(path: Path, registry: Registry) -> None:
    """The log is written out with what it holds, and nothing of it is damaged."""
    lines = [json.loads(line) for line in registry.export_lines()]

    for entry, (line, (kind, fields, _)) in enumerate(zip(lines, TOLD, strict=True), start=1):
        assert line | fields | COMMON | {"type": kind, "entry": entry} == line
    assert [each.check for each in examine(path) if each.verdict == "bad"] == []


def test_it_is_mended_by_voids(registry: Registry) -> None:
    """What it holds wrongly is taken back by the number of the entry, or by its batch."""
    assert registry.void(4, reason="names a person").number == 6
    assert registry.revert(BATCH, reason="names a person") == range(7, 8)

    assert registry.mandates(on=DAY) == ()
    assert registry.count(on=DAY).members == 2


def test_nothing_of_the_kind_is_told_again(registry: Registry) -> None:
    """Who is there by such an id is told nothing more under it."""
    with pytest.raises(CivilRegistrationNumber):
        registry.leave(MEMBER, on=DAY)
    with pytest.raises(CivilRegistrationNumber):
        registry.join("M2", on=DAY, by=OFFICE)
    with pytest.raises(UnseenText):
        registry.rename_unit("jc-1", name="\u2800", on=DAY)

    assert registry.size() == len(TOLD)


def test_its_lines_are_refused_elsewhere(registry: Registry, tmp_path: Path) -> None:
    """Its export, imported into another registry, names every line that is to be corrected."""
    lines = list(registry.export_lines())

    with Registry.create(tmp_path / "other.db") as other:
        with pytest.raises(BadLines) as refusal:
            other.import_lines(lines)

        assert [problem.line for problem in refusal.value.problems] == [1, 2, 3, 4, 5]
        assert other.size() == 0


@pytest.mark.parametrize("member", ["0101701234", "010170-1234"])
def test_what_no_version_let_in_is_not_asked_for(registry: Registry, member: str) -> None:
    """A question by such a number alone says to use the member's number in the union."""
    with pytest.raises(BadInput, match="Use the member's number in the union instead"):
        registry.history(member=member)
