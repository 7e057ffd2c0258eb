"""The addresses of stores."""

from pathlib import Path

import pytest
from stewards.events.stores import InMemoryStore, SQLiteDCBRecorder, open_store
from stewards.events.stores.errors import NoSuchStore, UnknownScheme

from .helpers import told


def test_a_path_is_a_sqlite_store(path: Path):
    """A path, as text or not, is the file of a SQLite store."""
    for address in (path, str(path)):
        with open_store(address) as store:
            assert isinstance(store, SQLiteDCBRecorder)
            store.append([told()])

    with SQLiteDCBRecorder(path) as store:
        assert store.size() == 2


def test_a_sqlite_address_is_a_path(path: Path, monkeypatch: pytest.MonkeyPatch):
    """Three slashes and a path; an absolute path begins with a fourth."""
    monkeypatch.chdir(path.parent)
    for address in ("sqlite:///registry.db", f"sqlite:///{path}"):
        with open_store(address) as store:
            store.append([told()])

    with SQLiteDCBRecorder(path) as store:
        assert store.size() == 2


def test_a_store_stays_where_it_was_opened(path: Path, monkeypatch: pytest.MonkeyPatch):
    """A relative path means the folder at the time of opening, for every later connection too."""
    monkeypatch.chdir(path.parent)
    with open_store(path.name) as store:
        monkeypatch.chdir("/")
        assert store.append([told()]) == 1
    assert path.exists()


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "a?b#c.db", "m\u00f8de.db", "file:x.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str):
    """What means something in an address of SQLite's own means itself in a path."""
    with open_store(tmp_path / name) as store:
        store.append([told()])

    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_path_in_an_advice_can_be_copied(tmp_path: Path):
    """As a shell takes it."""
    with pytest.raises(NoSuchStore) as refused:
        open_store(tmp_path / "our union.db", create=False)

    assert str(refused.value).endswith(
        f"Create it with `stewards --store '{tmp_path}/our union.db' init`."
    )


@pytest.mark.parametrize("address", [":memory:", "sqlite:///:memory:"])
def test_memory_is_a_store_without_a_file(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A store in memory leaves no file behind."""
    monkeypatch.chdir(tmp_path)
    with open_store(address) as store:
        assert isinstance(store, InMemoryStore)
        store.append([told()])
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_must_be_there_is_not_made(path: Path):
    """Without `create`, a missing store is refused."""
    with pytest.raises(NoSuchStore):
        open_store(path, create=False)


@pytest.mark.parametrize("address", ["mysql://me:secret@host/db", "MySQL://x", "mysql://"])
def test_another_kind_of_address_is_refused(address: str):
    """An unknown kind is named, and the rest of the address, which may hold a secret, is not."""
    with pytest.raises(UnknownScheme) as refused:
        open_store(address)

    assert str(refused.value) == (
        f"Cannot open a store at {address.partition(':')[0]}:// because no kind of store has such an "
        "address. Give a path, sqlite:///PATH, :memory:, postgresql://USER@HOST/DATABASE or "
        "umadb://HOST:PORT."
    )


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///", "sqlite://registry.db"])
def test_an_address_without_a_path_is_refused(address: str):
    """Two slashes, or none behind the third, name no file."""
    with pytest.raises(UnknownScheme):
        open_store(address)
