"""What a program hands in is checked at the door: of another kind, it is refused with a sentence."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import attrs
import pytest
from stewards.events.stores import InMemoryStore
from stewards.registry import (
    BadInput,
    BadLines,
    ClosedStore,
    LineProblem,
    MalformedCommand,
    MalformedField,
    MalformedId,
    NoSuchEntry,
    Registry,
    View,
)

DAY = date(2019, 9, 1)
NOON = datetime(2019, 9, 1, 12, tzinfo=UTC)
LINE = b'{"type":"MemberJoined","member":"M2","effective_on":"2019-09-01"}'

A_DAY = "a day without a time"
A_KNOWLEDGE = "a day, an instant with a time zone, or the number of an entry"
A_WHOLE = "a whole number"

DAYS = (NOON, "2020-01-01", 20200101, True)
KNOWLEDGES = ("2020-01-01", True, 1.0, [1])
NUMBERS = (5.0, "5", True, None)

Ask = Callable[[Registry, object], object]

WRONG: list[tuple[str, str, str, tuple[object, ...], Ask]] = [
    ("view", "on", A_DAY, DAYS, lambda r, x: r.view(on=x)),  # type: ignore[arg-type]
    ("count", "on", A_DAY, DAYS, lambda r, x: r.count(on=x)),  # type: ignore[arg-type]
    ("on_day", "on", A_DAY, (*DAYS, None), lambda r, x: r.view().on_day(x)),  # type: ignore[arg-type]
    ("eligibility", "on", A_DAY, DAYS, lambda r, x: r.eligibility(on=x)),  # type: ignore[arg-type]
    ("history", "on", A_DAY, DAYS, lambda r, x: r.history(member="M1", on=x)),  # type: ignore[arg-type]
    ("lag", "since", A_DAY, DAYS, lambda r, x: r.lag(since=x)),  # type: ignore[arg-type]
    (
        *("restate", "on", A_DAY, (*DAYS, None)),
        lambda r, x: r.restate(on=x, between=(1, None)),  # type: ignore[arg-type]
    ),
    ("statement", "start", A_DAY, (*DAYS, None), lambda r, x: r.statement(start=x)),  # type: ignore[arg-type]
    ("count", "known_at", A_KNOWLEDGE, KNOWLEDGES, lambda r, x: r.count(known_at=x)),  # type: ignore[arg-type]
    (
        *("history", "known_at", A_KNOWLEDGE, KNOWLEDGES),
        lambda r, x: r.history(member="M1", known_at=x),  # type: ignore[arg-type]
    ),
    (
        *("restate", "known_at", A_KNOWLEDGE, KNOWLEDGES),
        lambda r, x: r.restate(on=DAY, between=(1, x)),  # type: ignore[arg-type]
    ),
    (
        *("restate", "between", "two of what `known_at` may be", (1, (1,), (1, 2, 3), "12")),
        lambda r, x: r.restate(on=DAY, between=x),  # type: ignore[arg-type]
    ),
    (
        *("count", "by", "workplace, unit or category", ("foo", "", 5, ["unit"])),
        lambda r, x: r.count(by=x),  # type: ignore[arg-type]
    ),
    (
        *("lag", "by", "type, recorder or unit", ("foo", "", None, 5)),
        lambda r, x: r.lag(by=x),  # type: ignore[arg-type]
    ),
    ("entry", "number", A_WHOLE, NUMBERS, lambda r, x: r.entry(x)),  # type: ignore[arg-type]
    ("newest", "most", A_WHOLE, NUMBERS, lambda r, x: r.newest(x)),  # type: ignore[arg-type]
    (
        *("statement", "months", A_WHOLE, NUMBERS),
        lambda r, x: r.statement(start=DAY, months=x),  # type: ignore[arg-type]
    ),
    ("digest", "entries", A_WHOLE, NUMBERS[:-1], lambda r, x: r.digest(x)),  # type: ignore[arg-type]
    ("follow", "after", A_WHOLE, NUMBERS, lambda r, x: r.follow(after=x)),  # type: ignore[arg-type]
    ("export", "after", A_WHOLE, NUMBERS, lambda r, x: list(r.export_lines(after=x))),  # type: ignore[arg-type]
    (
        *("export", "limit", A_WHOLE, NUMBERS[:-1]),
        lambda r, x: list(r.export_lines(limit=x)),  # type: ignore[arg-type]
    ),
]

RECORDING: dict[str, Callable[[Registry, object], object]] = {
    "join": lambda r, x: r.join("M2", command=x),  # type: ignore[arg-type]
    "form_unit": lambda r, x: r.form_unit("jc-2", name="JC 2", command=x),  # type: ignore[arg-type]
    "void": lambda r, x: r.void(1, reason="wrong", command=x),  # type: ignore[arg-type]
    "revert": lambda r, x: r.revert("letters", reason="wrong", command=x),  # type: ignore[arg-type]
    "import_lines": lambda r, x: r.import_lines([LINE], command=x),  # type: ignore[arg-type]
}


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Return a registry of one workplace with one member, recorded by an office."""
    with Registry(InMemoryStore(), clock=lambda: NOON, recorded_by="office") as made:
        made.form_unit("jc-1", name="Jobcenter 1", on=date(2015, 1, 1))
        made.join("M1", workplace="jc-1", on=date(2015, 1, 1), batch="letters")
        yield made


@pytest.mark.parametrize(
    ("field", "wanted", "value", "ask"),
    [
        pytest.param(field, wanted, value, ask, id=f"{name}-{field}-{value!r}")
        for name, field, wanted, values, ask in WRONG
        for value in values
    ],
)
def test_a_value_of_another_kind_is_refused(
    registry: Registry, field: str, wanted: str, value: object, ask: Ask
) -> None:
    """An instant is no day, a text neither, and true is no number: no question takes them for one."""
    with pytest.raises(MalformedField) as refused:
        ask(registry, value)

    assert str(refused.value) == (
        f"Cannot use {value!r} as {field} because it must be {wanted}. Correct the value."
    )


def test_numbers_beyond_every_log_are_refused(registry: Registry) -> None:
    """Too large for any store, a number is malformed; otherwise, there is no such entry."""
    for ask in (registry.entry, registry.newest, lambda x: registry.count(known_at=x)):
        with pytest.raises(MalformedField, match="it must be a whole number of at most 18 digits"):
            ask(10**18)
    with pytest.raises(
        MalformedField, match="Cannot use -1 as most because it must be a whole number"
    ):
        registry.newest(-1)
    with pytest.raises(NoSuchEntry):
        registry.entry(10**18 - 1)
    assert registry.newest(0) == []


@pytest.mark.parametrize("value", [5, True, b"letter-1", ["letter-1"], ""])
@pytest.mark.parametrize("method", RECORDING)
def test_a_command_that_is_no_text_is_refused(
    registry: Registry, method: str, value: object
) -> None:
    """Nothing is recorded under an id that could not be written down."""
    with pytest.raises(MalformedCommand) as refused:
        RECORDING[method](registry, value)

    assert str(refused.value) == (
        f"Cannot use {value!r} as a request id because it must be 1 to 64 letters, digits, - or _,"
        " and not a civil registration number. Give another id, such as a random one."
    )
    assert registry.size() == 2


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        ("", "Cannot use '' as by because an id is 1 to 64 of the characters"),
        (5, "Cannot use 5 as by because it must be text"),
    ],
)
def test_who_imports_is_checked_before_the_lines_are(
    registry: Registry, by: str, reason: str
) -> None:
    """A malformed `by` is not taken as left out, and no line is blamed for it."""
    with pytest.raises(BadInput) as refused:
        registry.import_lines([LINE], by=by)

    assert str(refused.value).startswith(reason)
    assert registry.size() == 2


def test_the_recorder_of_a_registry_is_checked_as_well() -> None:
    """Where it is malformed, an import says so, and no line is blamed for it."""
    registry = Registry(InMemoryStore(), recorded_by="the office")

    with pytest.raises(MalformedId, match="Cannot use 'the office' as recorded_by because"):
        registry.import_lines([LINE])


def test_a_line_is_blamed_for_its_own_recorder(registry: Registry) -> None:
    """What a line says of who recorded it is the line's."""
    line = LINE.replace(b"}", b',"recorded_by":"the office"}')

    with pytest.raises(BadLines) as refused:
        registry.import_lines([line])

    [problem] = refused.value.problems
    assert isinstance(problem, LineProblem)
    assert problem.line == 1


@pytest.mark.parametrize("name", [each.name for each in attrs.fields(View)])
def test_a_view_cannot_be_changed(registry: Registry, name: str) -> None:
    """A view of another day is another view, so that what it keeps is of its own day."""
    view = registry.view(on=DAY)
    assert view.count().members == 1

    with pytest.raises(AttributeError):
        setattr(view, name, date(2010, 1, 1))

    assert view.on == DAY
    assert view.on_day(date(2010, 1, 1)).count().members == 0
    assert view.count().members == 1


def test_a_closed_registry_in_memory_is_not_used(registry: Registry) -> None:
    """As with one in a file, nothing is recorded or answered after it was closed."""
    view = registry.view(on=DAY)
    assert view.sql("select count(*) from members").fetchall() == [(1,)]
    registry.close()

    for use in (
        registry.size,
        registry.count,
        lambda: registry.join("M2"),
        lambda: registry.import_lines([LINE]),
        lambda: view.sql("select count(*) from members"),
        lambda: view.member("M1"),
    ):
        with pytest.raises(ClosedStore) as refused:
            use()
        assert str(refused.value) == (
            "Cannot use the store :memory: because it was closed. Open it again."
        )
