"""The log as chunks of text."""

import pytest
from stewards.events import Chunk
from stewards.events.errors import UnknownEntryType
from stewards.events.stores import Store
from stewards.events.stores import store as store_module

from ..helpers import told


def entries_of(store: Store, **bounds: int) -> list[tuple[int, str, bytes]]:
    """Return the number, the type and the data of each entry of the chunks between two entries."""
    return [entry for chunk in store.chunks(**bounds) for entry in pieces(chunk)]


def pieces(chunk: Chunk) -> list[tuple[int, str, bytes]]:
    """Return the entries of a chunk."""
    both = zip(chunk.types.decode().split(","), chunk.data.split(b"\n"), strict=True)
    return [(number, *both) for number, both in enumerate(both, chunk.after + 1)]


class Chunks:
    """The log as chunks, on every kind of store."""

    def test_a_stretch_has_the_types_and_what_is_stored(self, store: Store):
        """Types are joined by commas, data by line breaks, both to the letter."""
        store.append([told("MemberJoined", data=b'{"member":"1"}')])
        store.append([told("MemberLeft", data='{"note":"på gensyn"}'.encode())])

        data = '{"member":"1"}\n{"note":"på gensyn"}'
        assert list(store.chunks()) == [Chunk(0, b"MemberJoined,MemberLeft", data.encode())]

    def test_an_empty_log_has_no_chunks(self, store: Store):
        """There is none where there is no entry."""
        assert list(store.chunks()) == []
        assert list(store.chunks(after=5, upto=9)) == []

    def test_stretches_are_what_reading_gives(self, store: Store, monkeypatch: pytest.MonkeyPatch):
        """Over any number of chunks, the entries are those that are read, in their order."""
        monkeypatch.setattr(store_module, "ENTRIES_IN_A_CHUNK", 7)
        store.append([told(f'T"{number}', data=b'{"n":%d}' % number) for number in range(23)])

        read = [(entry.position, entry.event.type, entry.event.data) for entry in store.read()]
        assert entries_of(store) == read
        assert [len(chunk) for chunk in store.chunks()] == [7, 7, 7, 2]
        assert [(s.after, s.upto) for s in store.chunks(3)] == [
            (3, 7),
            (7, 14),
            (14, 21),
            (21, 23),
        ]

    def test_stretches_lie_between_two_entries(self, store: Store):
        """They begin after one entry and end with another; beyond the log there is nothing."""
        store.append([told() for _ in range(5)])

        def numbers(**bounds: int) -> list[int]:
            return [number for number, *_ in entries_of(store, **bounds)]

        assert numbers(after=2) == [3, 4, 5]
        assert numbers(after=1, upto=3) == [2, 3]
        assert numbers(after=-3, upto=99) == [1, 2, 3, 4, 5]
        assert numbers(after=3, upto=3) == []
        assert numbers(after=99) == []

    def test_a_line_break_in_an_entry_spoils_no_line(self, store: Store):
        """An entry whose data have a line break comes with a tab for it, which means the same."""
        store.append([told(), told("Odd", data=b'{"said":"so",\n"to":"us"}'), told()])

        [chunk] = store.chunks()
        assert chunk.data.split(b"\n")[1] == b'{"said":"so",\t"to":"us"}'
        assert len(chunk) == 3

    def test_a_comma_in_a_type_is_named(self, store: Store):
        """A type that would be taken for two stops the chunks: it is none that there is."""
        store.append([told(), told("Joined,Left"), told()])

        with pytest.raises(UnknownEntryType) as stopped:
            list(store.chunks())
        assert str(stopped.value) == (
            "Cannot read entry 2 of the log because its type 'Joined,Left' is not one that this version "
            "knows. Use the version of stewards that wrote it, or a newer one."
        )
