"""An application of the `eventsourcing` library on our store, set up by its environment alone."""

from pathlib import Path

import pytest
from eventsourcing.dcb.application import DCBApplication
from eventsourcing.dcb.domain import Selector, Slice
from eventsourcing.dcb.msgpack import Decision
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from eventsourcing.domain import event
from eventsourcing.persistence import IntegrityError
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.errors import ClosedStore, NoSuchStore
from stewards.events.stores.sqlite.application import SQLiteDCBFactory


class Elected(Decision):
    """Somebody got the seat."""

    member: str


class Elect(Slice[Decision]):
    """The decision to give the one seat to a member."""

    def __init__(self, member: str) -> None:
        self.member = member
        self.elected: list[str] = []

    def consistency_boundary(self) -> Selector:
        """Return what the decision looks at."""
        return Selector(types=[Elected], tags=["seat"])

    @event(Elected)
    def _(self, member: str) -> None:
        self.elected.append(member)

    def execute(self) -> None:
        """Elect the member if the seat is free."""
        if not self.elected:
            self.trigger_event(Elected, tags=["seat"], member=self.member)


def environment(path: Path | str, **more: str) -> dict[str, str]:
    """Return the environment of an application on our store."""
    return {
        "PERSISTENCE_MODULE": "stewards.events.stores.sqlite.application",
        "MAPPER_TOPIC": "eventsourcing.dcb.msgpack:MessagePackMapper",
        "SQLITE_DBNAME": str(path),
        **more,
    }


def test_an_application_decides_on_our_store(path: Path):
    """Decisions are recorded in the file, and an application opened later sees them."""
    with DCBApplication(environment(path)) as application:
        assert application.do(Elect("M1")).elected == ["M1"]
    with DCBApplication(environment(path)) as application:
        assert application.do(Elect("M2")).elected == ["M1"]
        assert isinstance(application.recorder, SQLiteDCBRecorder)

    with SQLiteDCBRecorder(path) as store:
        assert [entry.event.tags for entry in store.read()] == [["seat"]]


def test_an_application_is_told_of_a_conflict(path: Path):
    """A decision on what has changed meanwhile is refused by the store."""
    with DCBApplication(environment(path)) as application:
        late = application.repository.advance(Elect("M2"))
        application.do(Elect("M1"))
        late.execute()

        with pytest.raises(IntegrityError):
            application.repository.save(late)


def test_closing_the_application_closes_the_store(path: Path):
    """What the factory opened it closes."""
    with DCBApplication(environment(path)) as application:
        recorder = application.recorder

    with pytest.raises(ClosedStore):
        recorder.read()


def test_an_application_may_be_kept_in_memory():
    """The library's own name for a database in memory gives a store in memory."""
    with DCBApplication(environment(":memory:")) as application:
        assert isinstance(application.recorder, InMemoryDCBRecorder)
        assert application.do(Elect("M1")).elected == ["M1"]


def test_the_environment_says_how_long_to_wait(path: Path):
    """The timeout is in seconds, and without one it is thirty."""
    for text, seconds in (("0.5", 0.5), ("", 30.0)):
        factory = SQLiteDCBFactory(environment(path, SQLITE_LOCK_TIMEOUT=text))
        store = factory.dcb_recorder()
        assert isinstance(store, SQLiteDCBRecorder)
        with store._connections.use() as connection:
            assert connection.execute("pragma busy_timeout").fetchone() == (seconds * 1_000,)
        factory.close()


def test_an_environment_without_a_path_is_refused():
    """The missing name is named, in the library's own words."""
    with pytest.raises(
        OSError, match=r"^SQLite database name not found in environment with keys: "
    ):
        SQLiteDCBFactory({})


def test_an_environment_with_a_malformed_timeout_is_refused(path: Path):
    """What is not a number of seconds is shown."""
    with pytest.raises(OSError, match=r"^SQLITE_LOCK_TIMEOUT is not a number of seconds: 'soon'$"):
        SQLiteDCBFactory(environment(path, SQLITE_LOCK_TIMEOUT="soon"))


def test_an_environment_may_forbid_to_make_a_store(path: Path):
    """With the library's `CREATE_TABLE` off, a missing store stays missing."""
    factory = SQLiteDCBFactory(environment(path, CREATE_TABLE="no"))

    with pytest.raises(NoSuchStore):
        factory.dcb_recorder()
    assert not path.exists()
