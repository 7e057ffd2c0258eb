"""The front door: telling a registry facts, and asking it about any day and knowledge."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from stewards.events.errors import MalformedInstant
from stewards.events.stores import InMemoryStore
from stewards.events.stores.errors import NoSuchStore, NotARegistry, StoreExists
from stewards.projections.organisation.standing import NoSuchUnit
from stewards.projections.replay import projection
from stewards.registry import Registry, end_of

DAY = date(2019, 9, 1)


def ticking(start: datetime = datetime(2019, 9, 1, 8, tzinfo=UTC)) -> Callable[[], datetime]:
    """Return a clock that is an hour further on each time it is looked at."""
    hours = iter(range(10_000))
    return lambda: start + timedelta(hours=next(hours))


@pytest.fixture
def registry() -> Registry:
    """Return an empty registry in memory, told by an office at known instants."""
    return Registry(InMemoryStore(), clock=ticking(), recorded_by="office-1")


def test_a_registry_in_a_file_is_there_the_next_time(tmp_path: Path) -> None:
    """What was told is on disk, and another registry on the same file answers the same."""
    with Registry.create(tmp_path / "registry.db") as first:
        first.form_unit("jc-1", name="Jobcenter 1", kind="workplace", on=date(2015, 1, 1))
        first.join("M00001", workplace="jc-1", on=date(2019, 1, 1))

    with Registry.open(tmp_path / "registry.db") as second:
        assert second.count(on=DAY).members == 1
        [workplace] = second.eligibility(on=DAY)
        assert (workplace.workplace, workplace.verdict) == ("jc-1", "unknown")


def test_a_missing_registry_is_not_made_by_opening_it(tmp_path: Path) -> None:
    """A misspelt path is refused, and nothing is there afterwards."""
    path = tmp_path / "regsitry.db"

    with pytest.raises(NoSuchStore) as refused:
        Registry.open(path)

    assert str(refused.value) == (
        f"Cannot open the store {path} because there is no such file, or it is empty."
        f" Create it with `stewards --store {path} init`."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_registry_is_made_once(tmp_path: Path) -> None:
    """What is there is not made again, and stays as it is."""
    path = tmp_path / "registry.db"
    with Registry.create(path) as first:
        first.join("M1", on=DAY)

    with pytest.raises(StoreExists) as refused:
        Registry.create(path)

    assert str(refused.value) == (
        f"Cannot make the store {path} because there is a registry already."
        " Open it, or give another path."
    )
    with Registry.open(path) as second:
        assert second.size() == 1


def test_something_else_is_not_made_a_registry(tmp_path: Path) -> None:
    """A file of another kind is left as it is."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleagues")

    with pytest.raises(NotARegistry):
        Registry.create(path)

    assert path.read_text() == "Dear colleagues"


def test_a_registry_in_memory_is_always_a_new_one() -> None:
    """Nothing can be there already, so it is made by opening it, too."""
    for made in (Registry.open(":memory:"), Registry.create(":memory:")):
        with made as registry:
            assert registry.join("M1", on=DAY).number == 1


@pytest.mark.parametrize("server", ["postgres", "umadb"])
def test_a_registry_on_a_server_is_made_once(server: str, request: pytest.FixtureRequest) -> None:
    """A server that keeps none is refused, until one is made; that is not made again."""
    address = request.getfixturevalue(server)
    with pytest.raises(NoSuchStore, match="because there is nothing in it yet"):
        Registry.open(address)

    Registry.create(address).close()

    with pytest.raises(StoreExists, match="because there is a registry already") as refused:
        Registry.create(address)
    assert "steward:" not in str(refused.value)
    Registry.open(address).close()


def test_a_fact_is_told_with_its_day_origin_and_remark(registry: Registry) -> None:
    """The entry holds who recorded it, when, and of which day."""
    entry = registry.join("M1", on=DAY, by="office-2", note="by letter", batch="letters-1")

    event = entry.event
    assert (entry.number, event.effective_on, event.recorded_by) == (1, DAY, "office-2")
    assert (event.note, event.batch) == ("by letter", "letters-1")
    assert event.recorded_at == datetime(2019, 9, 1, 8, tzinfo=UTC)


def test_a_misspelt_word_records_nothing(registry: Registry) -> None:
    """The log is append-only, so a word that would be passed over is refused."""
    with pytest.raises(TypeError, match="unexpected keyword argument 'onn'"):
        registry.join("M1", onn=DAY)  # type: ignore[call-arg]

    assert registry.size() == 0


def test_what_is_told_is_known_at_once(registry: Registry) -> None:
    """A question replays what was recorded since the last one."""
    for number in range(1, 4):
        registry.join(f"M{number}", on=DAY)
        assert registry.count(on=DAY).members == number


def test_a_day_of_knowledge_means_its_end(registry: Registry) -> None:
    """As known on a day is as known at its last microsecond in UTC."""
    registry.join("M1", on=DAY)

    later = Registry(registry.log.store, clock=ticking(end_of(DAY)))
    assert later.count(on=DAY, known_at=DAY) == later.count(on=DAY, known_at=end_of(DAY))
    assert later.count(on=DAY, known_at=DAY).members == 1
    assert later.count(on=DAY, known_at=DAY - timedelta(days=1)).members == 0


def test_an_instant_that_has_not_come_is_taken_for_now(registry: Registry) -> None:
    """The answer names the instant of the question, not one at which more may be known."""
    registry.join("M1", on=DAY)
    for ahead in (DAY + timedelta(days=4000), end_of(DAY + timedelta(days=4000))):
        view = registry.view(on=DAY, known_at=ahead)
        assert (view.upto, view.known_at < registry.view().known_at) == (1, True)
        assert registry.count(on=DAY, known_at=ahead).members == 1
        assert len(registry.history(member="M1", known_at=ahead)) == 1


@pytest.mark.parametrize("ask", ["count", "check", "members", "history"])
def test_an_instant_without_a_time_zone_is_refused(registry: Registry, ask: str) -> None:
    """Nobody guesses which clock an instant was read from."""
    given = {"member": "M1"} if ask == "history" else {}
    with pytest.raises(MalformedInstant, match="known_at '2019-09-01T08:00:00'"):
        getattr(registry, ask)(known_at=datetime(2019, 9, 1, 8), **given)  # noqa: DTZ001 -- the point


def test_a_unit_whose_forming_was_voided_is_still_known_from_before(registry: Registry) -> None:
    """Before the void the unit counts; its history shows the forming and the void for ever."""
    formed = registry.form_unit("x", name="X", on=date(2019, 1, 1))
    before = formed.event.recorded_at
    registry.join("M1", workplace="x", on=DAY)
    joined = registry.history(member="M1")[0]
    registry.void(joined.number, reason="wrong person")
    registry.void(formed.number, reason="no such place")

    assert registry.count(unit="x", on=DAY, known_at=before).members == 0
    assert registry.count(unit="x", on=DAY, known_at=joined.event.recorded_at).members == 1
    assert registry.count(unit="x", on=DAY).members == 0
    assert [(e.number, e.voided_by) for e in registry.history(unit="x")] == [
        (1, 4),
        (2, 3),
        (3, None),
        (4, None),
    ]


def test_a_unit_that_was_never_formed_is_refused(registry: Registry) -> None:
    """A misspelt unit is no unit without members."""
    with pytest.raises(NoSuchUnit) as error:
        registry.count(unit="jc-9")

    assert str(error.value) == (
        "Cannot count the members of jc-9 because there is no unit jc-9. "
        "See 'stewards unit list', or form it with 'stewards unit form jc-9'."
    )


@pytest.mark.parametrize("given", [{}, {"member": "M1", "unit": "x"}])
def test_a_history_is_of_a_member_or_of_a_unit(registry: Registry, given: dict[str, str]) -> None:
    """Neither and both are no question."""
    with pytest.raises(TypeError, match="one of member and unit"):
        registry.history(**given)


def test_a_published_figure_is_kept_as_it_was_printed(registry: Registry) -> None:
    """The figure need not be the count: that is what makes it worth comparing."""
    registry.publish_count(members=805, source="annual report", on=DAY)

    [figure] = registry.published()
    assert (figure.effective_on, figure.unit, figure.members) == (DAY, None, 805)


def test_whoever_embeds_it_asks_in_sql(registry: Registry) -> None:
    """The relations behind the answers can be asked with any day and knowledge."""
    registry.form_unit("jc-1", name="Jobcenter 1", on=date(2015, 1, 1))
    registry.join("M1", workplace="jc-1", on=DAY)

    rows = registry.relations().execute(
        "select member, at_unit from members_on(date '2019-09-01', 2)"
    )

    assert rows.fetchall() == [("M1", "jc-1")]


def test_only_a_question_replays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tells, copies or follows opens no database for answers."""

    def asked(*_given: object) -> None:
        raise AssertionError("a database was opened")

    monkeypatch.setattr(projection, "Projection", asked)
    with Registry.create(tmp_path / "registry.db") as other:
        other.join("M00001", workplace=None)
        other.copy_to(tmp_path / "copy.db")
        with other.follow(after=0) as entries:
            assert next(entries).number == 1
        other.keep()
        with pytest.raises(AssertionError, match="a database was opened"):
            other.count()


def test_a_replay_from_nothing_gives_the_same(registry: Registry) -> None:
    """Nothing is kept that the log does not hold."""
    registry.form_unit("jc-1", name="Jobcenter 1", on=date(2015, 1, 1))
    registry.join("M1", workplace="jc-1", on=DAY)
    before = registry.count(on=DAY, known_at=2, by="workplace")

    assert registry.replay(rebuild=True) == 2
    assert registry.count(on=DAY, known_at=2, by="workplace") == before
