"""What workers do on disks that are full or may only be read.

They run in a mount namespace of their own, so that what they mount goes when they end. Every line of
the input begins a trial with its seed; the answer is `ok`, or what went wrong.
"""

import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from eventsourcing.dcb.api import DCBEvent
from stewards.events.stores import Store, open_store
from stewards.events.stores.errors import StoreUnwritable

DISK = 1 << 20  # bytes
MUCH = 10_000


def answer(trial: Callable[[random.Random], None]) -> None:
    """Answer the lines of the input."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        try:
            trial(random.Random(int(line)))  # noqa: S311 - chance, not a secret
            said = "ok"
        except Exception as problem:  # noqa: BLE001 - told to the other side
            said = f"{type(problem).__name__}: {problem}".replace("\n", " ")
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


def full_disk() -> None:
    """Fill a disk of 1 MiB up to some point, record until it is full, and make room again."""
    answer(_full_disk)


def _full_disk(chance: random.Random) -> None:
    with disk() as folder:
        ballast = folder / "ballast"
        ballast.write_bytes(bytes(chance.randrange(DISK * 3 // 4)))
        fill_up(folder / "registry.db", chance, ballast.unlink)


def limited_file() -> None:
    """Let no file grow over some size, record until the store would, and lift the limit."""
    answer(_limited_file)


def _limited_file(chance: random.Random) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = chance.randrange(1 << 16, 1 << 18)
    with tempfile.TemporaryDirectory() as folder:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        try:
            fill_up(
                Path(folder) / "registry.db",
                chance,
                lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
            )
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def fill_up(path: Path, chance: random.Random, make_room: Callable[[], None]) -> None:
    """Record until there is no room; then what was recorded is read, and later more is recorded."""
    with open_store(path) as store:
        recorded = until_refused(store, chance)
        expect_to_hold(store, recorded)
        make_room()
        expect_to_hold(store, recorded)
        expect(store.append([event(recorded)]) == recorded + 1, "the next position does not follow")
    with open_store(path, create=False) as store:
        expect_to_hold(store, recorded + 1)


def until_refused(store: Store, chance: random.Random) -> int:
    """Record batches until the store says that it cannot; return the last position."""
    recorded = 0
    for _ in range(MUCH):
        batch = range(recorded, recorded + chance.randint(1, 60))
        try:
            recorded = store.append([event(number) for number in batch])
        except StoreUnwritable:
            return recorded
    raise AssertionError("never full")


def read_only_disk() -> None:
    """Open a store on a disk that may only be read, then make it writable again."""
    answer(_read_only_disk)


def _read_only_disk(chance: random.Random) -> None:
    with disk() as folder:
        path = folder / "registry.db"
        recorded = chance.randint(1, 50)
        with open_store(path) as store:
            store.append([event(number) for number in range(recorded)])
        run("mount", "-o", "remount,ro", str(folder))
        with open_store(path, create=False) as store:
            expect_refusal(store)
            expect_to_hold(store, recorded)
        run("mount", "-o", "remount,rw", str(folder))
        with open_store(path, create=False) as store:
            expect(store.append([event(recorded)]) == recorded + 1, "the next does not follow")


def expect_refusal(store: Store) -> None:
    """Expect that an append is refused by the file system."""
    with suppress(StoreUnwritable):
        store.append([event(0)])
        raise AssertionError("recorded on a disk that may only be read")


def expect_to_hold(store: Store, recorded: int) -> None:
    """Expect the events up to a position, and nothing else, however they are read."""
    expected = [(number + 1, event(number)) for number in range(recorded)]
    expect(store.size() == recorded, f"{store.size()} instead of {recorded}")
    expect([(e.position, e.event) for e in store.read()] == expected, "not what was recorded")
    told = sum(map(len, store.chunks()))
    expect(told == recorded, f"{told} entries in chunks instead of {recorded}")


def event(number: int) -> DCBEvent:
    """Return the event that is recorded as the one of that number, from 0."""
    return DCBEvent("Told", b'{"said":"%d"}' % number, [f"unit:{number % 7}"])


@contextmanager
def disk() -> Iterator[Path]:
    """Lend a small disk in memory."""
    with tempfile.TemporaryDirectory() as folder:
        run("mount", "-t", "tmpfs", "-o", f"size={DISK}", "stewards", folder)
        try:
            yield Path(folder)
        finally:
            run("umount", folder)


def run(*command: str) -> None:
    """Run a program of the system."""
    subprocess.run(command, check=True, capture_output=True, text=True)


def expect(holds: object, otherwise: object) -> None:
    """Raise AssertionError with what was seen unless something holds."""
    if not holds:
        raise AssertionError(otherwise)
