"""What workers do, each until it is killed or told to end; what they write is read line by line."""

import os
import random
from pathlib import Path

from stewards.registry import Registry


def say(*words: object) -> None:
    """Write a line at once: whatever happens next, it is out."""
    os.write(1, " ".join(map(str, words)).encode() + b"\n")


def joined(member: str) -> bytes:
    """Return a fact as an import takes it."""
    return b'{"type":"MemberJoined","member":"%s","effective_on":"2020-01-01"}' % member.encode()


def record_for_ever(address: str, name: str, seed: int) -> None:
    """Record commands of one to five facts; acknowledge each: its number, its facts, its entries.

    A fact is that the member NAME-COMMAND-FACTS-FACT joined.
    """
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    with Registry.open(address, create=False) as registry:
        say("ready")
        for command in range(1_000_000):
            facts = chance.randint(1, 5)
            members = [f"{name}-{command}-{facts}-{fact}" for fact in range(facts)]
            entries = registry.import_lines(map(joined, members))
            say(command, facts, entries.start, entries.stop)


def import_file(address: str, path: str) -> None:
    """Import a file, and acknowledge it."""
    with Registry.open(address, create=False) as registry, Path(path).open("rb") as lines:
        say("ready")
        entries = registry.import_lines(lines)
        say(entries.start, entries.stop)
