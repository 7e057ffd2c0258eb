"""The peer answers as we do, or the comparison means nothing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from stewards.benchmarks.histories.generator import lines
from stewards.benchmarks.peer import Peer
from stewards.benchmarks.peer_facts import TYPES as PEER_TYPES
from stewards.benchmarks.peer_facts import read
from stewards.events import TYPES, Family, types_of

PRINTED_ON = date(2019, 9, 1)


@pytest.fixture(scope="module")
def peer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """Return a peer that was told the facts of the sample branch."""
    sample = files("stewards.cli.demo").joinpath("sample.jsonl").read_bytes()
    with Peer({"SQLITE_DBNAME": str(tmp_path_factory.mktemp("peer") / "peer.db")}) as app:
        app.append(read(sample.splitlines()))
        yield app


@pytest.mark.parametrize(
    ("known_at", "members"),
    [
        (datetime(2019, 9, 1, 23, tzinfo=UTC), 805),
        (datetime(2019, 10, 15, 23, tzinfo=UTC), 804),
        (datetime(2019, 10, 20, 23, tzinfo=UTC), 805),
        (datetime(2019, 11, 3, 23, tzinfo=UTC), 806),
        (datetime(2030, 1, 1, tzinfo=UTC), 806),
    ],
)
def test_counts_as_known_at_an_instant(peer: Peer, known_at: datetime, members: int) -> None:
    """The number in print moves with what was told later, whichever facts are read for it."""
    assert peer.count(PRINTED_ON, known_at) == members
    assert peer.count_alone(PRINTED_ON, known_at) == members


def test_keeps_every_fact_in_order(tmp_path: Path) -> None:
    """All types of facts come back from the peer's log as they were recorded, numbered from 1."""
    told = list(read(lines(20_000)))
    with Peer({"SQLITE_DBNAME": str(tmp_path / "peer.db")}) as app:
        app.append(told)
        kept = [app.mapper.to_domain_event(n) for n in app.recorder.select_notifications(1, 30_000)]
        assert app.recorder.max_notification_id() == 20_000
    assert kept == told
    told = {name for name, kind in TYPES.items() if not kind.few or name == "CountPublished"}
    told -= {*types_of(Family.LISTS)}  # lists are taken in, and not told
    assert {type(fact).__name__ for fact in kept} == set(PEER_TYPES) == told
