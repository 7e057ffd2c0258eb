"""The digest of a log: the tree of RFC 6962 over the bytes as they are stored."""

from hashlib import sha256

import pytest
from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent
from hypothesis import given
from hypothesis import strategies as st
from stewards.events import digest as digests
from stewards.events.digest import Tree, digest_of, leaf
from stewards.events.errors import NoSuchEntry
from stewards.events.stores import InMemoryStore
from stewards.events.stores.errors import MissingEntries
from stewards.registry import Digest, Registry

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)
events = st.builds(DCBEvent, texts, st.binary(max_size=5), st.lists(texts, max_size=3))


def root_of(leaves: list[bytes]) -> bytes:
    """Return the root as the standard defines it: from the top down."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + root_of(leaves[:half]) + root_of(leaves[half:])).digest()


def stored(event: DCBEvent, position: int = 1) -> DCBSequencedEvent:
    """Return an event as a store gives it back."""
    return DCBSequencedEvent(event, position)


@pytest.mark.parametrize("entries", [*range(70), 127, 128, 129])
def test_the_digest_is_the_root_of_the_standard(entries: int) -> None:
    """Built from the bottom up, entry by entry, the root is what RFC 6962 defines."""
    told = [stored(DCBEvent("Told", b"{}", ["a:b"]), number) for number in range(1, entries + 1)]
    tree = Tree()
    for entry in told:
        tree.add(entry)

    assert tree.digest == Digest(entries, root_of([leaf(entry) for entry in told]).hex())


def test_the_leaf_of_an_entry() -> None:
    """It is written as documented: number, type, number of tags, tags, data, with their lengths."""
    entry = stored(DCBEvent("Told", b'{"a":"\xc3\xb8"}', ["unit:ø", "b"]), 258)

    assert leaf(entry) == bytes.fromhex(
        "0000000000000102"  # entry 258
        "00000004546f6c64"  # Told
        "00000002"  # two tags
        "00000007756e69743ac3b8"  # unit:ø, 7 bytes
        "0000000162"  # b
        "0000000a7b2261223a22c3b8227d"
    )


@given(events, events)
def test_no_two_entries_have_one_leaf(first: DCBEvent, second: DCBEvent) -> None:
    """Whatever differs between two entries differs in their leaves: no byte can change its field."""
    assert (leaf(stored(first)) == leaf(stored(second))) == (first == second)


@given(st.lists(events, max_size=20), st.data())
def test_the_digest_of_the_beginning_stays(told: list[DCBEvent], data: st.DataObject) -> None:
    """What is recorded later does not change the digest of what was there."""
    store = InMemoryStore()
    cut = data.draw(st.integers(0, len(told)))
    if told[:cut]:
        store.append(told[:cut])
    before = digest_of(store, cut)
    if told[cut:]:
        store.append(told[cut:])

    assert digest_of(store, cut) == before


def test_a_registry_tells_its_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all entries or the first ones, page by page, saying how far it is."""
    monkeypatch.setattr(digests, "ENTRIES_IN_A_PAGE", 2)
    seen: list[int] = []
    with Registry.open(":memory:") as registry:
        for name in "abc":
            registry.form_unit(name, name=name)
        first = registry.digest(2)
        everything = registry.digest(on_progress=seen.append)

        assert (first.entries, everything.entries, seen) == (2, 3, [2, 3])
        assert first.digest == digest_of(registry.log.store, 2).digest != everything.digest
        with pytest.raises(NoSuchEntry) as refused:
            registry.digest(4)
        with pytest.raises(NoSuchEntry):
            registry.digest(-1)
    assert str(refused.value) == (
        "Cannot take the digest up to entry 4 because the log has no such entry."
        " See 'stewards log show' for the entries there are."
    )


@pytest.mark.parametrize("missing", [2, 3])
def test_a_missing_entry_is_named(missing: int) -> None:
    """A store that leaves an entry out is found, whether others follow it or not."""
    store = InMemoryStore()
    store.append([DCBEvent("Told", b"{}")] * 3)
    del store.events[missing - 1]

    with pytest.raises(MissingEntries) as error:
        digest_of(store, 3)

    assert str(error.value) == (
        f"Cannot read entry {missing} of the log because it is missing, although later entries are there."
        " Restore the store from a backup, then compare the two."
    )
