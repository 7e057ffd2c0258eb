"""A registry moves between a file and the servers, each way, and stays the same log."""

from itertools import pairwise
from pathlib import Path

import pytest
from stewards.events.copying import CopyToItself, OtherEntry
from stewards.events.stores import open_store
from stewards.registry import Registry

from ..cli.running import run


def test_a_registry_moves_around(
    sample_made: Path, postgres: str, umadb: str, tmp_path: Path
) -> None:
    """From a file to PostgreSQL, on to UmaDB and back into a file: the digest is the same all the way."""
    way = [str(sample_made), postgres, umadb, str(tmp_path / "back.db")]
    digests = set()
    for here, there in pairwise(way):
        with Registry.open(here) as registry:
            copied = registry.copy_to(there)
            digests.add(copied.digest)

            assert (copied.entries, copied.copied, copied.behind) == (1813, 1813, 0)

    with open_store(way[0]) as first, open_store(way[-1]) as last:
        assert list(first.read()) == list(last.read())
    assert len(digests) == 1


@pytest.mark.parametrize("server", ["postgres", "umadb"])
def test_a_copy_to_a_server_goes_on(
    sample_made: Path, server: str, request: pytest.FixtureRequest
) -> None:
    """What the server holds is compared and kept, or refused where it is something else."""
    address = request.getfixturevalue(server)
    with Registry.open(sample_made) as registry, open_store(address) as there:
        first = [entry.event for entry in registry.log.store.read(limit=700)]
        there.append(first)

        assert registry.copy_to(address).copied == 1113
        assert there.size() == 1813
        with Registry.open(":memory:") as other:
            other.form_unit("x", name="X")
            with pytest.raises(OtherEntry):
                other.copy_to(address)


@pytest.mark.parametrize("server", ["postgres", "umadb"])
def test_a_server_to_itself_is_refused(server: str, request: pytest.FixtureRequest) -> None:
    """The same address is the same store; no password is shown."""
    address = request.getfixturevalue(server)
    with Registry.create(address) as registry, pytest.raises(CopyToItself) as refused:
        registry.copy_to(address)

    assert "steward:" not in str(refused.value)


def test_no_password_is_shown(sample_made: Path, postgres: str) -> None:
    """What the command prints names the server without what lets one in."""
    password = postgres.split(":")[2].partition("@")[0]
    first = run("log copy --to", postgres, store=sample_made)
    back = run("log copy --to", postgres, store=postgres)
    other = run("log copy --to", postgres, store=":memory:")

    assert (first.code, back.code, other.code) == (0, 3, 3)
    assert not any(password in ended.out + ended.err for ended in (first, back, other))


def test_a_server_that_is_down(sample_made: Path) -> None:
    """It is named, and nothing is said of what was copied."""
    ended = run("log copy --to umadb://127.0.0.1:1", store=sample_made)

    assert (ended.code, ended.out) == (4, "")
    assert ended.err.startswith(
        "Error: Cannot open the store umadb://127.0.0.1:1 because no server"
    )
