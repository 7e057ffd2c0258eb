"""What workers do, each until it is killed or told to end; what they write is read line by line."""

import os
import random
import sys
import threading
import time
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem
from eventsourcing.persistence import IntegrityError
from stewards.cli.sealing import Sealing, seal_at
from stewards.events import MemberJoined, encode
from stewards.events.errors import UnsoundStore
from stewards.events.stores import Store, open_store
from stewards.registry import Registry
from stewards.registry.errors import UnknownOutcome

COMMAND = "the-one-import"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FACT = MemberJoined(
    member="m1", effective_on=LONG_AGO.date(), recorded_at=LONG_AGO, recorded_by="office"
)


def say(*words: object) -> None:
    """Write a line at once: whatever happens next, it is out."""
    os.write(1, " ".join(map(str, words)).encode() + b"\n")


def joined(member: str) -> bytes:
    """Return a fact as an import takes it."""
    return b'{"type":"MemberJoined","member":"%s","effective_on":"2020-01-01"}' % member.encode()


def record_for_ever(address: str, name: str, seed: int, pause: float = 0) -> None:
    """Record commands of one to five facts; acknowledge each: its number, its facts, its entries.

    A fact is that the member NAME-COMMAND-FACTS-FACT joined. A pause between two commands, in seconds,
    lets others get at the store. Whoever is interrupted says so, waits
    until told to go on, and does; whoever loses the server says so and ends.
    """
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    numbers = count()
    with Registry.open(address) as registry:
        while True:
            try:
                say("ready")
                for number in numbers:
                    record(registry, name, number, chance.randint(1, 5))
                    time.sleep(pause)
            except (UnsoundStore, UnknownOutcome) as lost:
                say("lost", type(lost).__name__)
                break
            except KeyboardInterrupt:
                say("interrupted")
                if not sys.stdin.readline():
                    break


def record(registry: Registry, name: str, command: int, facts: int) -> None:
    """Record the facts of one command, and acknowledge it."""
    members = [f"{name}-{command}-{facts}-{fact}" for fact in range(facts)]
    entries = registry.import_lines(map(joined, members))
    say(command, facts, entries.start, entries.stop)


def tell(address: str) -> None:
    """Tell a registry what the lines of the input say; see `tests/concurrency/writer.py`."""
    sys.path.append(str(Path(__file__).parents[2] / "concurrency"))
    from writer import main

    main(address)


def import_file(address: str, path: str) -> None:
    """Import a file by a command that is always the same, and acknowledge it."""
    with Registry.open(address) as registry, Path(path).open("rb") as lines:
        say("ready")
        entries = registry.import_lines(lines, command=COMMAND)
        say(entries.start, entries.stop)


def seal_for_ever(address: str, key: str, place: str) -> None:
    """Record a fact, then seal the log to one place over and over; acknowledge how many entries each time."""
    how = Sealing(Path(key), places=(place,))
    with Registry.open(address) as registry:
        registry.form_unit(f"unit-{registry.size()}")
        sys.settrace(slowly)
        say("ready")
        while True:
            note, _ = seal_at(registry, how)
            say(note.entries)


def slowly(frame: FrameType, event: str, _argument: object) -> Any:
    """Pause before each line of what writes a seal, so that the process can be killed in between."""
    if frame.f_code.co_name not in {"write_note", "whole_file", "_draft_of"}:
        return None
    if event == "line":
        time.sleep(0.01)
    return slowly


def append(address: str) -> None:
    """Append as often as each line of the input says; answer with how many events it were."""
    with open_store(address, create=False) as store:
        say("ready")
        for line in sys.stdin:
            seed, appends = map(int, line.split())
            chance = random.Random(seed)  # noqa: S311 - chance, not a secret
            say(sum(append_some(store, chance) for _ in range(appends)))


def append_some(store: Store, chance: random.Random) -> int:
    """Append one to three events, every other time on a condition; return how many."""
    tag = f"unit:{chance.randint(1, 3)}"
    events = [DCBEvent("MemberJoined", encode(FACT), [tag]) for _ in range(chance.randint(1, 3))]
    query = DCBQuery([DCBQueryItem([], [tag])])
    while True:
        condition = None
        if chance.random() < 0.5:
            condition = DCBAppendCondition(query, store.read(query).head)
        try:
            store.append(events, condition)
        except IntegrityError:
            continue
        return len(events)


def append_one_by_one(address: str, appends: int) -> None:
    """Append as many events, and acknowledge the position of each."""
    with open_store(address, create=False) as store:
        for _ in range(appends):
            say(store.append([DCBEvent("Told", b'{"said":"so"}', ["unit:1"])]))


def fork_with_the_store_open(address: str) -> None:
    """Fork while a thread appends; then parent and child append too, each with what it has open.

    Everybody says who has appended, and at which position.
    """
    with open_store(address, create=False) as store:
        append_as("parent", store, 1)
        thread = threading.Thread(target=append_as, args=("thread", store, 5))
        thread.start()
        child = os.fork()
        append_as("parent" if child else "child", store, 3)
        if not child:
            os._exit(0)
        thread.join()
        os.waitpid(child, 0)


def append_as(who: str, store: Store, appends: int) -> None:
    """Append as many events, and say each position."""
    for _ in range(appends):
        say(who, store.append([DCBEvent("Told", b'{"said":"so"}', [f"by:{who}"])]))
