"""Facts that somebody records beside lists: on the days of the lists the answers stay."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from stewards.registry import Entry, Registry

from .listing import row, take, told

FIRST, BETWEEN, LAST = date(2017, 9, 1), date(2018, 3, 1), date(2018, 9, 1)
NOW = datetime(2019, 9, 20, 8, tzinfo=UTC)

Record = Callable[[Registry], Entry]


@pytest.fixture
def registry(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Registry]:
    """Lend a registry with two lists: anna stays, bo moves, cleo leaves, dan joins. 11 entries."""
    kind = getattr(request, "param", "memory")
    store = ":memory:" if kind == "memory" else tmp_path / "registry.db"
    with Registry.create(store, clock=lambda: NOW, recorded_by="office") as made:
        for unit in ("a", "b", "c"):
            made.form_unit(unit, name=unit.upper(), on=date(2015, 1, 1))
        take(made, FIRST, row("anna", "a"), row("bo", "a"), row("cleo", "a"))
        take(made, LAST, row("anna", "a"), row("bo", "b"), row("dan", "b"))
        yield made


def test_the_two_lists(registry: Registry) -> None:
    """What stands before anybody tells more."""
    assert told(registry, 4) == [
        "4 RosterTaken 2017-09-01",
        "5 MemberJoined anna a active [..2017-09-01]",
        "6 MemberJoined bo a active [..2017-09-01]",
        "7 MemberJoined cleo a active [..2017-09-01]",
        "8 RosterTaken 2018-09-01",
        "9 WorkplaceChanged bo b [2017-09-02..2018-09-01]",
        "10 MemberLeft cleo [2017-09-02..2018-09-01]",
        "11 MemberJoined dan b active [2017-09-02..2018-09-01]",
    ]


TOLD: dict[str, tuple[Record, list[str]]] = {
    "a leaving of somebody whom both name": (
        lambda r: r.leave("anna", on=BETWEEN),
        [
            "12 MemberLeft anna 2018-03-01",
            "13 MemberJoined anna a active [2017-09-02..2018-09-01]",
        ],
    ),
    "a leaving that explains why the second lacks somebody": (
        lambda r: r.leave("cleo", on=BETWEEN),
        ["12 MemberLeft cleo 2018-03-01", "13 EntryVoided 10 2018-03-01"],
    ),
    "a joining that explains why the second names somebody": (
        lambda r: r.join("dan", workplace="b", on=BETWEEN),
        ["12 MemberJoined dan b active 2018-03-01", "13 EntryVoided 11 2018-03-01"],
    ),
    "a joining elsewhere": (
        lambda r: r.join("dan", workplace="c", on=BETWEEN),
        [
            "12 MemberJoined dan c active 2018-03-01",
            "13 EntryVoided 11 2018-03-01",
            "14 WorkplaceChanged dan b [2018-03-02..2018-09-01]",
        ],
    ),
    "a move that explains the second": (
        lambda r: r.change_workplace("bo", workplace="b", on=BETWEEN),
        ["12 WorkplaceChanged bo b 2018-03-01", "13 EntryVoided 9 2018-03-01"],
    ),
    "a move to somewhere else": (
        lambda r: r.change_workplace("bo", workplace="c", on=BETWEEN),
        [
            "12 WorkplaceChanged bo c 2018-03-01",
            "13 EntryVoided 9 2018-03-01",
            "14 WorkplaceChanged bo b [2018-03-02..2018-09-01]",
        ],
    ),
    "a workplace that was right that day": (
        lambda r: r.confirm_workplace("bo", on=BETWEEN),
        [
            "12 WorkplaceConfirmed bo 2018-03-01",
            "13 EntryVoided 9 2018-03-01",
            "14 WorkplaceChanged bo b [2018-03-02..2018-09-01]",
        ],
    ),
    "another category": (
        lambda r: r.change_category("anna", category="senior", on=BETWEEN),
        [
            "12 CategoryChanged anna senior 2018-03-01",
            "13 CategoryChanged anna active [2018-03-02..2018-09-01]",
        ],
    ),
    "a move that nobody has known of before the second list": (
        lambda r: r.change_workplace("anna", workplace="c", on=BETWEEN),
        [
            "12 WorkplaceChanged anna c 2018-03-01",
            "13 WorkplaceChanged anna a [2018-03-02..2018-09-01]",
        ],
    ),
    "a leaving after both": (
        lambda r: r.leave("anna", on=date(2019, 1, 1)),
        ["12 MemberLeft anna 2019-01-01"],
    ),
    "a joining of somebody on neither": (
        lambda r: r.join("eva", workplace="a", on=date(2019, 1, 1)),
        ["12 MemberJoined eva a active 2019-01-01"],
    ),
}
"""What is told, and what is recorded of it."""


def on_the_days_of_the_lists(registry: Registry) -> list[object]:
    """Return who is where on them, and what is counted."""
    views = [registry.view(on=on) for on in (FIRST, LAST)]
    counts = [(c.members, c.at_least, c.at_most) for c in (view.count() for view in views)]
    members = [(m.member, m.at_unit, m.category, m.is_sure) for v in views for m in v.members()]
    return [counts, members]


@pytest.mark.parametrize(
    ("registry", "case"),
    [*(("memory", case) for case in TOLD), ("file", "a joining elsewhere")],
    indirect=["registry"],
)
def test_what_is_told_is_recorded_with_what_keeps_the_lists(registry: Registry, case: str) -> None:
    """What it makes needless is voided, and what is needed beside it recorded right behind."""
    record, comes_to = TOLD[case]
    before = on_the_days_of_the_lists(registry)
    entry = record(registry)

    assert entry.number == 12
    assert told(registry, 12) == comes_to
    assert [each.number for each in registry.recorded_with(12)] == [*range(13, registry.size() + 1)]
    assert on_the_days_of_the_lists(registry) == before


@pytest.mark.parametrize("case", TOLD)
def test_a_void_of_what_was_told_gives_the_answers_of_before(registry: Registry, case: str) -> None:
    """Whatever went with it goes too, and comes back."""
    days = (date(2017, 1, 1), FIRST, BETWEEN, LAST, date(2019, 3, 1))
    before = [registry.view(on=day).count(by="workplace") for day in days]
    TOLD[case][0](registry)
    registry.void(12, reason="of somebody else")
    after = [registry.view(on=day).count(by="workplace") for day in days]

    assert [(c.members, c.at_least, c.at_most, c.groups) for c in before] == [
        (c.members, c.at_least, c.at_most, c.groups) for c in after
    ]


def test_a_void_of_what_a_list_came_to_says_that_the_list_is_wrong(registry: Registry) -> None:
    """Cleo was left out by mistake: voiding her leaving is not undone."""
    void = registry.void(10, reason="forgotten on the list")

    assert told(registry, 12) == ["12 EntryVoided 10 2019-09-20"]
    assert registry.recorded_with(void.number) == []
    assert registry.member("cleo", on=LAST) is not None


@pytest.mark.parametrize("case", TOLD)
def test_a_fact_repeated_by_its_command_is_there_once(registry: Registry, case: str) -> None:
    """The entry of the first time comes back, and nothing else is recorded with it."""
    by: dict[str, Callable[..., Entry]] = {
        name: getattr(registry, name)
        for name in ("leave", "join", "change_workplace", "confirm_workplace", "change_category")
    }

    class Commanding:
        def __getattr__(self, name: str) -> Callable[..., Entry]:
            return lambda *given, **words: by[name](*given, command="c-1", **words)

    record = TOLD[case][0]
    first = record(Commanding())  # type: ignore[arg-type]
    size = registry.size()

    assert record(Commanding()) == first  # type: ignore[arg-type]
    assert registry.size() == size


def test_what_goes_with_a_fact_is_of_its_batch_and_its_recorder(registry: Registry) -> None:
    """So that whoever looks at the batch finds all of it."""
    entry = registry.leave("anna", on=BETWEEN, by="lea", batch="letters", note="by letter")
    [joined] = registry.recorded_with(entry.number)

    assert (joined.event.recorded_by, joined.event.batch) == ("lea", "letters")
    assert joined.event.recorded_at == entry.event.recorded_at
    assert joined.event.note is None
    assert getattr(joined.event, "derived", None) is True


def test_a_registry_without_lists_records_a_fact_alone() -> None:
    """Nothing goes with it."""
    with Registry.create(":memory:", clock=lambda: NOW) as made:
        joined = made.join("anna", on=FIRST)
        left = made.leave("anna", on=BETWEEN)

        assert [made.recorded_with(each.number) for each in (joined, left)] == [[], []]
        assert made.size() == 2
