"""What workers do with the column segments of a registry; a segment covers few entries here."""

import json
import os
import random
import shutil
import sys
import time
from contextlib import suppress
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import duckdb
from stewards.events.stores import store as stores
from stewards.projections.errors import SegmentsUnwritable
from stewards.projections.replay import projection as replay
from stewards.projections.replay.segments import in_use as shelf
from stewards.projections.replay.segments import range_digest
from stewards.registry import Registry

sys.path.append(str(Path(__file__).parent))
from work import say

ENTRIES = 512
IN_A_CHUNK = 128
FIRST_DAY, DAYS = date(2015, 1, 1), 2_000
NOT_TWICE = "select count(*), count(distinct entry), max(entry) from entries"


def make_small(*, at_hand: int | None = None) -> None:
    """Let a segment cover few entries; if told so, keep hardly any of them in memory."""
    range_digest.ENTRIES = ENTRIES
    stores.ENTRIES_IN_A_CHUNK = IN_A_CHUNK
    if at_hand is not None:
        replay.MOST_AT_HAND, shelf.MOST_BROUGHT = at_hand, 0


def ask_through_segments(address: str, seed: int, rounds: int, is_frugal: bool) -> None:
    """Open the registry again and again and ask; write each answer as JSON, and what goes wrong.

    Whoever is frugal keeps hardly anything in memory.
    """
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    make_small(at_hand=ENTRIES if is_frugal else None)
    say("ready")
    for _ in range(rounds):
        try:
            ask_some(address, chance)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is a finding
            say("problem", json.dumps(f"{type(problem).__name__}: {problem}"))
    say("done")


def ask_some(address: str, chance: random.Random) -> None:
    """Ask a first question and some more of one open registry."""
    with Registry.open(address) as registry:
        for _ in range(chance.randint(1, 4)):
            question = chance.choice(["count", "members"])
            on = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
            known_at = instant(registry, chance)
            answered = answer(registry, question, on, known_at)
            say("answer", json.dumps([question, f"{on}", known_at, answered]))
        if chance.random() < 0.3:
            with suppress(
                duckdb.IOException
            ):  # SQL of one's own is not asked again without segments
                say("rows", json.dumps(registry.relations().execute(NOT_TWICE).fetchall()[0]))


def instant(registry: Registry, chance: random.Random) -> str:
    """Return when an entry was recorded: the last one, or any."""
    size = registry.size()
    number = size if chance.random() < 0.5 else chance.randint(1, size)
    (entry,) = registry.log.entries(after=number - 1, limit=1)
    return entry.event.recorded_at.isoformat()


def answer(registry: Registry, question: str, on: date, known_at: str) -> object:
    """Return what a registry answers, as JSON has it."""
    found = getattr(registry, question)(on=on, known_at=datetime.fromisoformat(known_at))
    return found.members if question == "count" else sha256(repr(found).encode()).hexdigest()


def append_meanwhile(address: str, seed: int) -> None:
    """Record that members join and leave, and void some of it, until killed."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    with Registry.open(address, segments=False) as registry:
        for number in count():
            member, day = f"x{os.getpid()}-{number}", FIRST_DAY + timedelta(chance.randrange(DAYS))
            joined = registry.join(member, on=day)
            if chance.random() < 0.5:
                registry.leave(member, on=day + timedelta(days=chance.randint(1, 500)))
            elif chance.random() < 0.5:
                registry.void(joined.number, reason="entered twice")
            time.sleep(chance.uniform(0, 0.03))


def delete_now_and_then(folder: str, seed: int) -> None:
    """Delete the folder of segments now and then, or all the time, until killed."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    longest = chance.choice([0.05, 0.4])  # seconds
    while True:
        time.sleep(chance.uniform(0, longest))
        shutil.rmtree(folder, ignore_errors=True)


def write_segments(address: str) -> None:
    """Replay the log, say so, and write all segments again."""
    make_small()
    shutil.rmtree(f"{address}-segments", ignore_errors=True)
    with Registry.open(address) as registry:
        registry.count()
        say("ready")
        with suppress(SegmentsUnwritable):  # the folder has just been deleted
            registry.keep()


def compare(address: str) -> None:
    """Write the rows that are replayed from the log alone, and those that come of segments."""
    make_small()
    with Registry.open(address) as registry:
        registry.count()
    for use in (False, True):
        with Registry.open(address, segments=use) as registry:
            rows = registry.relations().execute("select * from entries order by entry").fetchall()
            say(len(rows), sha256(repr(rows).encode()).hexdigest())
