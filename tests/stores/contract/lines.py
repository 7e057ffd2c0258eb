"""The log as lines of text."""

import json

import pytest
from stewards.events.errors import UnreadableEntry
from stewards.registry.stores import Store
from stewards.registry.stores import store as store_module

from ..helpers import told


def entries_of(store: Store, **bounds: int) -> list[dict[str, object]]:
    """Return the lines between two entries, read as JSON."""
    return [json.loads(line) for chunk in store.lines(**bounds) for line in chunk.split("\n")]


class Lines:
    """The log as lines, on every kind of store."""

    def test_a_line_is_the_number_the_type_and_the_fields(self, store: Store):
        """A line begins with number and type and goes on with what is stored, to the letter."""
        store.append(
            [told("MemberLeft", "member:1", data='{"member":"1","note":"på gensyn"}'.encode())]
        )

        assert list(store.lines()) == [
            '{"entry":1,"type":"MemberLeft","member":"1","note":"på gensyn"}'
        ]

    def test_an_empty_log_has_no_lines(self, store: Store):
        """There is no chunk at all where there is no entry."""
        assert list(store.lines()) == []
        assert list(store.lines(after=5, upto=9)) == []

    def test_lines_are_what_reading_gives(self, store: Store, monkeypatch: pytest.MonkeyPatch):
        """Over any number of chunks, the lines are the entries that are read, in their order."""
        monkeypatch.setattr(store_module, "LINES_IN_A_CHUNK", 7)
        store.append([told(f'T"{number}', data=b'{"n":%d}' % number) for number in range(23)])

        read = [
            {"entry": entry.position, "type": entry.event.type, **json.loads(entry.event.data)}
            for entry in store.read()
        ]
        assert entries_of(store) == read
        assert [chunk.count("\n") + 1 for chunk in store.lines()] == [7, 7, 7, 2]

    def test_lines_lie_between_two_entries(self, store: Store):
        """They begin after one entry and end with another; beyond the log there is nothing."""
        store.append([told() for _ in range(5)])

        assert [line["entry"] for line in entries_of(store, after=2)] == [3, 4, 5]
        assert [line["entry"] for line in entries_of(store, after=1, upto=3)] == [2, 3]
        assert [line["entry"] for line in entries_of(store, after=-3, upto=99)] == [1, 2, 3, 4, 5]
        assert entries_of(store, after=3, upto=3) == []
        assert entries_of(store, after=99) == []

    @pytest.mark.parametrize(
        ("data", "problem"),
        [
            (b'{"said":"so",\n"to":"us"}', "they have a line break"),
            (b'["so"]', "they are no JSON object with a field"),
            (b"{}", "they are no JSON object with a field"),
            (b"", "they are no JSON object with a field"),
            (
                b'{"name":"K\xf8ge"}',
                "'utf-8' codec can't decode byte 0xf8 in position 10: invalid start byte",
            ),
        ],
    )
    def test_an_entry_that_is_no_line_is_named(self, store: Store, data: bytes, problem: str):
        """An entry whose data would spoil the lines stops them, with its number."""
        store.append([told(), told("Odd", data=data), told()])

        with pytest.raises(UnreadableEntry) as stopped:
            list(store.lines())
        assert str(stopped.value) == (
            f"Cannot read entry 2 (Odd) of the log because its data are damaged: {problem}. "
            "Restore the store from a backup, and compare."
        )
        assert len(entries_of(store, upto=1)) == 1
