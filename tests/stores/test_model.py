"""Any sequence of appends and reads gives what the library's in-memory recorder gives."""

import sqlite3
import tempfile
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem, DCBRecorder
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from eventsourcing.persistence import IntegrityError
from hypothesis import seed as seeded
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from stewards.events.stores import InMemoryStore, SQLiteDCBRecorder, Store
from stewards.events.stores.sqlite import file, recorder

from ..searching import USUAL

types = st.sampled_from(["Formed", "Joined", "Left"])
tags = st.sampled_from(["unit:a", "unit:b", "member:1", "m\u00e6rke", ""])
events = st.builds(DCBEvent, types, st.binary(max_size=4), st.lists(tags, max_size=4))
items = st.builds(DCBQueryItem, st.lists(types, max_size=3), st.lists(tags, max_size=3))
any_of_tags = st.builds(DCBQueryItem, st.just([]), st.lists(tags, min_size=1, max_size=1))
overlapping = st.lists(any_of_tags, min_size=2, max_size=4)
queries = st.builds(DCBQuery, st.lists(items, max_size=3) | overlapping)
afters = st.none() | st.integers(-1, 60)
limits = st.none() | st.integers(0, 6)
ENTRIES_IN_A_PAGE = 3
"""So few that what is asked for takes several pages."""
SETTINGS = settings(max_examples=USUAL, stateful_step_count=25, deadline=None)
"""For each seed, of which `make search` draws many."""

conditions = st.none() | st.builds(DCBAppendCondition, queries, afters)


class SameAsTheModel(RuleBasedStateMachine):
    """A store and the model, told and asked the same."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.model = InMemoryDCBRecorder()

    @initialize(batch=st.lists(events, min_size=1, max_size=20))
    def begin(self, batch: list[DCBEvent]):
        """Begin both with some entries, so that there is something to leave out."""
        assert self.store.append(batch) == self.model.append(batch)

    @rule(batch=st.lists(events, min_size=1, max_size=6), condition=conditions)
    def append(self, batch: list[DCBEvent], condition: DCBAppendCondition | None):
        """Append to both: the same is refused, the rest gets the same positions."""
        assert recorded(self.store, batch, condition) == recorded(self.model, batch, condition)

    @rule(query=st.none() | queries, after=afters, limit=limits)
    def read(self, query: DCBQuery | None, after: int | None, limit: int | None):
        """Ask both: the same entries come back, with the same head."""
        answer = self.store.read(query, after=after, limit=limit)
        expected = self.model.read(query, after=after, limit=limit)

        assert list(answer) == list(expected)
        assert answer.head == expected.head

    @rule()
    def size(self):
        """Compare the size with the number of entries."""
        assert self.store.size() == len(self.model.events)


def recorded(
    recorder: DCBRecorder, batch: list[DCBEvent], condition: DCBAppendCondition | None
) -> int | None:
    """Return the position after an append, none if the condition refused it."""
    try:
        return recorder.append(batch, condition)
    except IntegrityError:
        return None


class SQLiteLikeTheModel(SameAsTheModel):
    """The SQLite store beside the model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = SQLiteDCBRecorder(Path(self.folder.name) / "registry.db")

    def teardown(self) -> None:
        """Remove the file."""
        self.store.close()
        self.folder.cleanup()


class MemoryLikeTheModel(SameAsTheModel):
    """The in-memory store beside the model."""

    def __init__(self) -> None:
        super().__init__()
        self.store = InMemoryStore()


def hurry(connection: sqlite3.Connection) -> None:
    """Let no commit wait for the disk: what is asked here is not whether it survives."""
    connection.execute("pragma synchronous = off")


@pytest.mark.parametrize("machine", [SQLiteLikeTheModel, MemoryLikeTheModel])
def test_a_store_does_what_the_model_does(
    machine: type[SameAsTheModel], monkeypatch: pytest.MonkeyPatch, seed: int
):
    """Positions, answers, heads and conflicts are the model's, whatever is told and asked."""
    monkeypatch.setattr(file, "keep_commits", hurry)
    monkeypatch.setattr(recorder, "ENTRIES_IN_A_PAGE", ENTRIES_IN_A_PAGE)
    run_state_machine_as_test(seeded(seed)(machine), settings=SETTINGS)
