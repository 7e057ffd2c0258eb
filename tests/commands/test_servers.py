"""Commands told to servers: a connection that breaks in the middle of a commit, and eight at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import islice
from threading import Barrier
from types import SimpleNamespace

import pytest
from stewards.registry import Registry, commands
from stewards.registry.errors import UnknownOutcome

from ..proxy import Proxy, proxy_to

DAY = date(2019, 1, 1)
EIGHT, ROUNDS = 8, 10
MARK = "cut-here"
LINES = [
    b'{"type":"MemberJoined","member":"%s","category":"active","effective_on":"2019-01-01"}' % each
    for each in (b"t1", b"t2", b"t3")
]


@pytest.fixture(params=["postgres", "umadb"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return which server it is."""
    return str(request.param)


@pytest.fixture
def server(kind: str, request: pytest.FixtureRequest) -> str:
    """Return the address of a fresh store."""
    return str(request.getfixturevalue(kind))


@contextmanager
def cutting(server: str) -> Iterator[tuple[Registry, Proxy]]:
    """Lend a registry by way of a proxy that can hang up."""
    port = server.rpartition(":")[2].partition("/")[0]
    with proxy_to(int(port)) as proxy:
        address = server.replace(str(proxy.server), str(proxy.port))
        with Registry.create(address) as registry:
            registry.publish_count(members=1, on=DAY)
            yield registry, proxy


def mark(kind: str) -> bytes:
    """Return what is sent at the moment from which the fact of this test may be recorded."""
    return b"COMMIT\0" if kind == "postgres" else MARK.encode()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_commit_that_is_cut_off_is_recorded_once(
    kind: str, server: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it was recorded or not, the registry finds out as soon as the server is back."""
    with cutting(server) as (registry, proxy):
        heal = partial(setattr, proxy, f"cut_{when}", None)
        monkeypatch.setattr(commands, "time", SimpleNamespace(sleep=lambda _seconds: heal()))
        setattr(proxy, f"cut_{when}", mark(kind))

        entry = registry.publish_count(members=2, source=MARK, on=DAY)

        assert getattr(proxy, f"cut_{when}") is None, "nothing was cut off"
        with Registry.open(server) as direct:
            assert (direct.size(), direct.entry(2)) == (2, entry)


def test_a_server_that_stays_away(kind: str, server: str) -> None:
    """Nobody can say; repeated later, it is there once."""
    with cutting(server) as (registry, proxy):
        proxy.cut_before = mark(kind)
        with pytest.raises(UnknownOutcome) as unknown:
            registry.publish_count(members=2, source=MARK, on=DAY, command="c-1")

        assert unknown.value.command == "c-1"
    with Registry.open(server) as later:
        again = later.publish_count(members=2, source=MARK, on=DAY, command="c-1")
        assert (again.number, later.size()) == (2, 2)


def test_eight_tell_the_same_commands(server: str) -> None:
    """All of them hear of the same entries, and each is there once; whoever follows sees them all."""
    start = Barrier(EIGHT)

    def tell(_number: int) -> list[object]:
        told: list[object] = []
        with Registry.open(server, create=True) as registry:
            for n in range(ROUNDS):
                start.wait(60)
                told.append(registry.publish_count(members=n, on=DAY, command=f"p-{n}").number)
                start.wait(60)
                told.append(registry.import_lines(LINES, command=f"i-{n}"))
        return told

    with Registry.open(server, create=True) as registry:
        with registry.follow(after=0) as entries, ThreadPoolExecutor(EIGHT) as pool:
            answers = [pool.submit(tell, n) for n in range(EIGHT)]
            seen = [each.number for each in islice(entries, 4 * ROUNDS)]
            told = [answer.result() for answer in answers]

        assert registry.size() == 4 * ROUNDS
    assert seen == list(range(1, 4 * ROUNDS + 1))
    assert (
        told
        == [[each for n in range(1, 4 * ROUNDS, 4) for each in (n, range(n + 1, n + 4))]] * EIGHT
    )
