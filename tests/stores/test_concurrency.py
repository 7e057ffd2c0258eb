"""Many processes that write to one file: the log itself proves that every condition held."""

import json
import subprocess
import sys
from pathlib import Path

from stewards.events.stores import InMemoryStore, SQLiteDCBRecorder

from . import writer
from .helpers import told


def test_conditions_hold_among_processes(path: Path, seed: int):
    """Eight processes append to one file: each is recorded once, and no entry breaks its word."""
    SQLiteDCBRecorder(path).close()
    processes = [
        subprocess.Popen([sys.executable, writer.__file__, path, str(each), "25"], stdout=-1)
        for each in range(seed, seed + 8)
    ]
    acknowledged = [
        position for process in processes for position in json.loads(process.communicate()[0])
    ]

    with SQLiteDCBRecorder(path) as store:
        assert sorted(acknowledged) == list(range(1, 201))
        assert [entry.position for entry in store.read()] == list(range(1, 201))
        assert writer.broken_words(store) == []


def test_a_broken_word_would_be_found():
    """The check itself tells an entry that follows one its condition forbade."""
    store = InMemoryStore()
    word = json.dumps({"types": [], "tags": ["a"], "after": 0}).encode()
    store.append([told("T", "a", data=word), told("T", "b", data=word), told("T", "a", data=word)])

    assert writer.broken_words(store) == [(2, 1), (3, 1)]
