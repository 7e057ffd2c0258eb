"""A command that is told again: the entry of the first time, and nothing recorded."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from stewards.events import MemberJoined
from stewards.events.stores import InMemoryStore
from stewards.registry import Entry, Registry, commands
from stewards.registry.errors import CommandUsed, MalformedCommand, UnknownOutcome

from .losing import NOW, commands_of, log_of

DAY = date(2019, 1, 1)

Tell = Callable[[Registry, str | None], object]

LINES = [
    json.dumps({"effective_on": "2018-01-01", "entry": number, **fields}).encode()
    for number, fields in enumerate(
        [
            {"type": "UnitFormed", "unit": "jc-9", "name": "JC 9", "kind": "workplace"},
            {"type": "MemberJoined", "member": "M8", "workplace": "jc-9", "category": "active"},
            {"type": "MemberJoined", "member": "M9", "workplace": "jc-9", "category": "active"},
            {"type": "EntryVoided", "voids": 73, "reason": "typed twice"},
        ],
        start=71,
    )
]


@pytest.fixture
def registry() -> Registry:
    """Return a registry with two workplaces and six members, two of them of a batch."""
    made = Registry(InMemoryStore(), clock=lambda: NOW, recorded_by="office")
    for unit in ("jc-1", "jc-2"):
        made.form_unit(unit, name=unit.upper(), on=date(2015, 1, 1))
    for number in range(1, 7):
        batch = {"batch": "b-1"} if number > 4 else {}
        made.join(f"M{number}", workplace="jc-1", on=DAY, **batch)
    return made


ONE = {
    "form_unit": lambda r, c: r.form_unit("jc-3", name="JC 3", on=DAY, command=c),
    "rename_unit": lambda r, c: r.rename_unit("jc-1", name="One", on=DAY, command=c),
    "move_unit": lambda r, c: r.move_unit("jc-1", parent="jc-2", on=DAY, command=c),
    "merge_units": lambda r, c: r.merge_units("jc-1", into="jc-2", on=DAY, command=c),
    "close_unit": lambda r, c: r.close_unit("jc-2", on=DAY, command=c),
    "join": lambda r, c: r.join("M7", workplace="jc-1", on=DAY, command=c),
    "change_workplace": lambda r, c: r.change_workplace("M1", workplace="jc-2", on=DAY, command=c),
    "confirm_workplace": lambda r, c: r.confirm_workplace("M1", on=DAY, command=c),
    "change_category": lambda r, c: r.change_category("M1", category="senior", on=DAY, command=c),
    "leave": lambda r, c: r.leave("M1", on=DAY, command=c),
    "elect": lambda r, c: r.elect("M1", unit="jc-1", on=DAY, command=c),
    "end_mandate": lambda r, c: r.end_mandate("M2", unit="jc-1", on=DAY, command=c),
    "take_step": lambda r, c: r.take_step("M2", unit="jc-1", step="received", on=DAY, command=c),
    "state_employment": lambda r, c: r.state_employment("M1", since=DAY, on=DAY, command=c),
    "begin_absence": lambda r, c: r.begin_absence("M1", on=DAY, command=c),
    "end_absence": lambda r, c: r.end_absence("M3", on=date(2019, 2, 1), command=c),
    "elect_with": lambda r, c: r.elect_with("jc-1", "jc-2", on=DAY, command=c),
    "elect_alone": lambda r, c: r.elect_alone("jc-1", on=DAY, command=c),
    "allot_seat": lambda r, c: r.allot_seat("med", "b-1", group="B", on=DAY, command=c),
    "hold_meeting": lambda r, c: r.hold_meeting("med", present=["b-2"], on=DAY, command=c),
    "observe_ratio": lambda r, c: r.observe_ratio(
        "jc-1", figure="cases", value=220, per="own-staff", on=DAY, command=c
    ),
    "adopt_rules": lambda r, c: r.adopt_rules("dk-state", on=DAY, command=c),
    "agree_rule": lambda r, c: r.agree_rule("steward.seats", 2, unit="jc-1", on=DAY, command=c),
    "observe_headcount": lambda r, c: r.observe_headcount("jc-1", employees=9, on=DAY, command=c),
    "publish_count": lambda r, c: r.publish_count(members=9, on=DAY, command=c),
    "void": lambda r, c: r.void(8, reason="mistaken", on=DAY, command=c),
}
"""One way to tell each fact, and two of several."""
SEVERAL = {
    "import_lines": lambda r, c: r.import_lines(LINES, command=c),
    "revert": lambda r, c: r.revert("b-1", reason="wrong list", on=DAY, command=c),
}

BEFORE: dict[str, Callable[[Registry], object]] = {
    "end_mandate": lambda r: r.elect("M2", unit="jc-1", on=DAY),
    "take_step": lambda r: r.elect("M2", unit="jc-1", on=DAY),
    "end_absence": lambda r: r.begin_absence("M3", on=DAY),
    "elect_alone": lambda r: r.elect_with("jc-1", "jc-2", on=date(2018, 1, 1)),
    "allot_seat": lambda r: r.form_unit("med", name="MED", kind="committee", on=DAY),
    "hold_meeting": lambda r: (
        r.form_unit("med", name="MED", kind="committee", on=DAY),
        r.allot_seat("med", "b-2", group="B", on=DAY),
    ),
}
"""What has to be there first."""


def prepare(registry: Registry, tell: Tell) -> None:
    """Record what has to be there before a fact can be told."""
    name = next(name for name, each in (ONE | SEVERAL).items() if each is tell)
    BEFORE.get(name, lambda _registry: None)(registry)


def test_every_fact_that_can_be_told_is_tried_here() -> None:
    """Whatever takes a `command` is repeated below; lists are in test_lists.py."""
    methods = {name: each for name, each in vars(Registry).items() if not name.startswith("_")}
    recording = {
        name
        for name, each in methods.items()
        if "command" in getattr(each, "__annotations__", ())
        and each.__annotations__["return"] is Entry
    }

    # who is erased stands in tests/people, as it takes a people file
    assert recording == {*ONE, "erase"}


@pytest.mark.parametrize("tell", [*ONE.values(), *SEVERAL.values()], ids=[*ONE, *SEVERAL])
def test_a_command_is_recorded_once(registry: Registry, tell: Tell) -> None:
    """Told again, it returns what it returned the first time, although rules would forbid it now."""
    prepare(registry, tell)
    first = tell(registry, "c-1")
    log = log_of(registry.log.store)

    assert [tell(registry, "c-1"), tell(registry, "c-1")] == [first, first]
    assert log_of(registry.log.store) == log


@pytest.mark.parametrize("tell", [*ONE.values(), *SEVERAL.values()], ids=[*ONE, *SEVERAL])
def test_the_command_is_in_the_log_though_not_in_what_it_says(
    registry: Registry, tell: Tell
) -> None:
    """The first and the last entry of an append bear its tag, whoever gave the id; no other tag does."""
    prepare(registry, tell)
    size = registry.size()
    tell(registry, "c-1")

    ends = sorted({size + 1, registry.size()})
    assert list(commands_of(registry.log.store))[size:] == [(n, ["command:c-1"]) for n in ends]
    assert "command" not in log_of(registry.log.store)


def test_a_new_id_is_made_where_none_is_given(registry: Registry) -> None:
    """Every append of the registry bears one, each its own."""
    tags = [tag for _, tags in commands_of(registry.log.store) for tag in tags]

    assert len(set(tags)) == registry.size()
    assert all(len(tag) == len("command:") + 32 for tag in tags)


def test_a_void_does_not_bear_the_command_of_what_it_voids(registry: Registry) -> None:
    """Whoever repeats the first command finds its entry alone."""
    joined = registry.join("M7", on=DAY, command="c-1")
    registry.void(joined.number, reason="mistaken", command="c-2")

    assert registry.join("M7", on=DAY, command="c-1") == joined
    with pytest.raises(CommandUsed):
        registry.join("M7", on=DAY, command="c-2")


def test_a_revert_does_not_bear_the_commands_of_what_it_voids(registry: Registry) -> None:
    """Whoever repeats the import finds its entries alone."""
    lines = [each.replace(b"{", b'{"batch": "b-2", ') for each in LINES[:3]]
    taken = registry.import_lines(lines, command="c-1")
    registry.revert("b-2", reason="wrong file", command="c-2")

    assert registry.import_lines(lines, command="c-1") == taken


@pytest.mark.parametrize(
    "other",
    [
        {"member": "M8"},
        {"workplace": "jc-2"},
        {"on": date(2019, 1, 2)},
        {"by": "office-2"},
        {"note": "by letter"},
        {"batch": "b-1"},
    ],
)
def test_the_same_id_for_something_else_is_refused(registry: Registry, other: object) -> None:
    """Every field counts but when it was recorded; the refusal says what the id was used for."""
    told = {"member": "M7", "workplace": "jc-1", "on": DAY, "command": "c-1"}
    registry.join(**told)
    log = log_of(registry.log.store)

    with pytest.raises(CommandUsed) as refusal:
        registry.join(**told | other)

    assert str(refusal.value) == (
        "Cannot record this as request c-1 because entry 9 was recorded under that id, and it says"
        " something else: MemberJoined, member M7, workplace jc-1, category active, from 2019-01-01, by"
        " office. Leave out the id, or give the new facts an id of their own."
    )
    assert log_of(registry.log.store) == log


def test_the_same_id_for_another_kind_of_fact_is_refused(registry: Registry) -> None:
    """A leaving is no joining, even of the same member."""
    registry.leave("M1", on=DAY, command="c-1")

    with pytest.raises(CommandUsed, match="it says something else: MemberLeft, member M1, from"):
        registry.confirm_workplace("M1", on=DAY, command="c-1")


@pytest.mark.parametrize(
    ("lines", "difference"),
    [
        (LINES[:3], "not all of it is given now: EntryVoided, voids 11, reason typed twice, from"),
        ([*LINES, LINES[1]], "there are more facts now"),
        ([LINES[0], *LINES[2:], b""], "it says something else: MemberJoined, member M8, workplace"),
        ([b"{", *LINES[1:]], "it says something else: UnitFormed, unit jc-9, name JC 9, kind"),
    ],
)
def test_the_same_id_for_another_file_is_refused(
    registry: Registry, lines: list[bytes], difference: str
) -> None:
    """As many facts, in the same order, each the same: or it is another import."""
    registry.import_lines(LINES, command="c-1")
    log = log_of(registry.log.store)

    with pytest.raises(CommandUsed) as refusal:
        registry.import_lines(lines, command="c-1")

    assert str(refusal.value).startswith(
        "Cannot record this as request c-1 because entries 9 to 12 were recorded under that id, and"
        f" {difference}"
    )
    assert log_of(registry.log.store) == log


@pytest.mark.parametrize("batch", ["b-1", "b-2"])
def test_the_same_id_for_another_revert_is_refused(registry: Registry, batch: str) -> None:
    """Another reason, or another batch."""
    registry.revert("b-1", reason="wrong list", on=DAY, command="c-1")

    with pytest.raises(CommandUsed, match="entries 9 to 10 were recorded under that id"):
        registry.revert(batch, reason="wrong" if batch == "b-1" else "wrong list", command="c-1")


def test_an_import_of_one_fact_is_the_same_as_telling_it(registry: Registry) -> None:
    """The id says what was recorded, not how."""
    entry = registry.publish_count(members=805, on=DAY, command="c-1")
    line = b'{"type":"CountPublished","members":805,"effective_on":"2019-01-01"}'

    assert registry.import_lines([line], command="c-1") == range(entry.number, entry.number + 1)


def test_a_repeat_on_another_day_is_the_same_where_no_day_was_told() -> None:
    """A day that the clock filled in is not compared: the entry keeps the one of the first time."""
    now = [datetime(2020, 1, 1, 23, tzinfo=UTC)]
    registry = Registry(InMemoryStore(), clock=lambda: now[0])
    first = registry.join("M1", command="c-1")
    now[0] += timedelta(days=1)

    assert registry.join("M1", command="c-1") == first
    with pytest.raises(CommandUsed):
        registry.join("M1", on=date(2020, 1, 9), command="c-1")


def test_what_was_refused_leaves_its_id_free(registry: Registry) -> None:
    """Nothing was recorded, so the same command may be told once it is allowed."""
    with pytest.raises(Exception, match="there is no unit jc-7"):
        registry.join("M7", workplace="jc-7", on=DAY, command="c-1")
    registry.form_unit("jc-7", name="JC 7", on=DAY)

    assert isinstance(
        registry.join("M7", workplace="jc-7", on=DAY, command="c-1").event, MemberJoined
    )


def test_an_import_of_nothing_leaves_its_id_free(registry: Registry) -> None:
    """There is no entry to find it by."""
    assert registry.import_lines([b"\n"], command="c-1") == range(0)
    assert registry.import_lines(LINES, command="c-1") == range(9, 13)


@pytest.mark.parametrize(
    "command", ["", "a b", "é", "a" * 65, "010170-1234", "cpr-0101701234", "a:b", "a\n"]
)
def test_a_malformed_id_is_refused(registry: Registry, command: str) -> None:
    """It becomes a tag that every store must take, and no number of a person."""
    with pytest.raises(MalformedCommand, match="it must be 1 to 64 letters, digits, - or _"):
        registry.join("M7", on=DAY, command=command)

    assert registry.size() == 8


def test_no_new_id_is_starred_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Digits within it that look like a person's number are shown: nobody could repeat the command."""
    drawn = UUID("0101701234bc4abc8abcab0101701234")
    monkeypatch.setattr(commands, "uuid4", lambda: drawn)

    new = commands.Command.of(None).id

    assert new == drawn.hex
    assert new in str(UnknownOutcome("registry.db", "it is gone", new))
