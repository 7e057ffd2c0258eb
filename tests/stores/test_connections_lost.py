"""A connection to a server that breaks: what was certainly not recorded, and what is not known."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
from stewards.events.stores import Store, open_store
from stewards.events.stores.errors import LostCommit
from stewards.events.stores.server_errors import ConnectionLost, NobodyAnswers

from ..proxy import Proxy, proxy_to
from ..servers import Postgres, UmaDB
from .helpers import positions, told

LOST = "Lost"  # the type of the event whose append is cut off


@pytest.fixture(params=["postgres", "umadb"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return which server it is."""
    return str(request.param)


@pytest.fixture
def sent(kind: str) -> bytes:
    """Return what is sent at the moment from which an append may be recorded."""
    return b"COMMIT\0" if kind == "postgres" else LOST.encode()


@pytest.fixture
def server(kind: str, request: pytest.FixtureRequest) -> str:
    """Return the address of a fresh store on the server itself."""
    return str(request.getfixturevalue(kind))


@pytest.fixture
def proxy(server: str) -> Iterator[Proxy]:
    """Lend a proxy to the server."""
    port = server.rpartition(":")[2].partition("/")[0]
    with proxy_to(int(port)) as proxy:
        yield proxy


@pytest.fixture
def store(server: str, proxy: Proxy) -> Iterator[Store]:
    """Return the store by way of the proxy, with an entry in it."""
    with open_store(server.replace(str(proxy.server), str(proxy.port))) as store:
        store.append([told("First")])
        yield store


def unknown(store: Store) -> str:
    """Return the sentence about an append of which nobody knows whether it was recorded."""
    where = repr(store).partition("'")[2].partition("'")[0]
    return (
        f"Cannot say whether the facts were recorded in {where} because the connection broke on the "
        "way: the server did not answer. Check again once the store can be reached."
    )


@pytest.mark.parametrize("fate", [("cut_after", 3), ("cut_before", 1)])
def test_a_commit_that_is_cut_off_is_not_known(
    store: Store, proxy: Proxy, server: str, sent: bytes, fate: tuple[str, int]
):
    """Whether it reached the server and its answer was lost, or neither, who sent it cannot tell."""
    cut, recorded = fate
    setattr(proxy, cut, sent)
    with pytest.raises(LostCommit) as lost:
        store.append([told(LOST), told(LOST)])
    setattr(proxy, cut, None)

    assert str(lost.value) == unknown(store)
    with open_store(server, create=False) as direct:
        assert direct.size() == recorded
    assert store.append([told("Next")]) == recorded + 1


def test_a_question_that_is_cut_off_is_another_matter(store: Store, proxy: Proxy):
    """Asking fails with an error of its own, and the next use is as if nothing had been."""
    proxy.cut_before = b""  # nothing at all is passed on any more
    with pytest.raises((ConnectionLost, NobodyAnswers)):
        store.size()
    proxy.cut_before = None

    assert store.size() == 1


def test_a_reader_that_is_cut_off_reads_on_or_says_so(store: Store, proxy: Proxy):
    """Between two pages a connection may break: the rest is read on a new one, or the reading ends."""
    store.append([told("Told", data=bytes(1_000)) for _ in range(3_000)])
    reader = store.read()
    next(reader)
    proxy.cut()

    with suppress(ConnectionLost):
        assert len(list(reader)) == 3_000
    assert positions(store.read(limit=2)) == [1, 2]
    assert store.append([told("Next")]) == 3_002


def test_a_server_that_has_gone_is_said_to_have(kind: str, store: Store, proxy: Proxy):
    """With no way to the server, nothing was recorded for certain, and once it is back all goes on."""
    silent = threading.Event()

    def hang_up(_last: object) -> list[object]:
        if not silent.is_set():
            proxy.cut_before = b""  # nothing at all is passed on any more
            proxy.cut()
            silent.set()
        return [told("Next")]

    with pytest.raises((ConnectionLost, NobodyAnswers, LostCommit)) as lost:
        store.append_next(hang_up)
    proxy.cut_before = None

    if kind == "postgres":
        assert isinstance(lost.value, ConnectionLost)
        assert str(lost.value).endswith(
            "because the connection to its server broke. Nothing was recorded. Try again."
        )
    assert store.size() == 1
    assert store.append([told("Next")]) == 2


def test_a_subscription_that_is_cut_says_so(store: Store, proxy: Proxy):
    """Whoever waits is told that the connection broke."""
    with store.subscribe() as waiting:
        assert next(waiting).event.type == "First"
        threading.Timer(0.1, proxy.cut).start()
        with pytest.raises((ConnectionLost, NobodyAnswers)):
            next(waiting)


def test_a_session_that_the_server_ends_is_replaced(postgres: str, postgres_running: Postgres):
    """An append during which the server ends our session records nothing; the next one does."""
    end = psycopg.sql.SQL(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'stewards'"
    )

    def ended(_last: object) -> list[object]:
        postgres_running.execute(end)
        return [told()]

    with open_store(postgres) as store:
        with pytest.raises(ConnectionLost):
            store.append_next(ended)
        assert store.append([told()]) == 1
        postgres_running.execute(end)  # while nobody uses it: nobody notices
        assert store.append([told()]) == 2


def test_a_server_that_dies_in_the_middle_of_an_append_leaves_it_open(umadb_running: UmaDB):
    """Killed with an append on its hands, the server has recorded it or not; it is asked again."""
    process = umadb_running.server.process

    def stop_the_server(last: object) -> list[object]:
        if last is None:
            process.send_signal(signal.SIGSTOP)
            # On a busy machine some of its threads would go on for several milliseconds.
            os.waitid(os.P_PID, process.pid, os.WSTOPPED)
            threading.Timer(0.2, process.kill).start()
        return [told(LOST)]

    with open_store(umadb_running.url) as store:
        with pytest.raises(LostCommit) as lost:
            store.append_next(stop_the_server)
        assert str(lost.value) == unknown(store)

        umadb_running.server.stop()
        with pytest.raises(NobodyAnswers):
            store.size()
        umadb_running.server.start()
        assert store.size() in (0, 1)
        assert store.append([told("Next")]) == store.size()


def test_whoever_calls_decides_what_an_unknown_outcome_means(
    store: Store, proxy: Proxy, sent: bytes
):
    """A store tries nothing twice by itself: the append was built once."""
    built: list[int] = []

    def build(_last: object) -> list[object]:
        built.append(1)
        return [told(LOST)]

    proxy.cut_after = sent
    with pytest.raises(LostCommit):
        store.append_next(build)
    proxy.cut_after = None
    assert len(built) == 1
